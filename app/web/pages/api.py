"""The JSON search: a small stable shape that other sites and checks rely on."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.places import Place
from app.search.find import find
from app.search.outcomes import CrisisFirst, Hit, Outcome, Request, UnclearPlace
from app.web.addresses import service_path
from app.web.answers import EXAMPLE, SearchAnswer
from app.web.errors import BadRequest
from app.web.sealing import Asked
from app.web.site import TheVisit, Visit
from app.web.tallying import count_search

router = APIRouter(prefix="/api/v1", tags=["Search"])

LONGEST_WORDS = 10_000


class SearchQuery(BaseModel):
    """What may be asked. Anything else is refused, so that a typo is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    q: str = Field(
        "",
        max_length=LONGEST_WORDS,
        description="Words, as a family says them.",
        examples=["no food in the house"],
    )
    near: str = Field(
        "",
        max_length=200,
        description="A postcode, part of one, or a place name.",
        examples=["G51"],
    )
    need: str = Field(
        "",
        max_length=400,
        description="One or more of our topics, with commas between them.",
        examples=["food", "food,money"],
    )
    limit: int = Field(10, ge=1, le=100, description="How many results you want.", examples=[5])


@router.get(
    "/search",
    summary="Search for help",
    response_model=None,
    openapi_extra={EXAMPLE: "?need=food&near=G51&limit=5"},
    responses={200: {"model": SearchAnswer, "description": "What we heard, and who can help."}},
)
def search(query: Annotated[SearchQuery, Query()], visit: TheVisit) -> dict[str, Any]:
    """Send at least one of `q`, `near` and `need`.

    What is in `q` is part of the address: keep it out of your logs. If `understood.crisis` is true,
    show who to phone before anything else.
    """
    needs = _read_needs(query, visit)
    if not (query.q.strip() or query.near.strip() or needs):
        raise BadRequest("Say what you are looking for: give q, near or need.")
    outcome = find(
        Request(query.q, query.near, needs, limit=query.limit), visit.directory, visit.now
    )
    count_search(outcome, Asked(query.q, query.near), visit)
    if isinstance(outcome, UnclearPlace) and query.near.strip():
        raise BadRequest(outcome.miss.sentence)
    return _write_outcome(outcome, visit)


def _read_needs(query: SearchQuery, visit: Visit) -> tuple[str, ...]:
    asked = tuple(slug.strip() for slug in query.need.split(",") if slug.strip())
    known = visit.directory.catalogue.needs
    for slug in asked:
        if slug not in known:
            raise BadRequest(f'need: "{slug[:40]}" is not one of ours. Use {", ".join(known)}.')
    return asked


def _write_outcome(outcome: Outcome, visit: Visit) -> dict[str, Any]:
    understood = outcome.understood
    return {
        "understood": {
            "needs": [match.slug for match in understood.needs],
            "place": _write_place(understood.place),
            "crisis": isinstance(outcome, CrisisFirst),
            "words": list(understood.words),
        },
        "total": outcome.total,
        "results": [_write_hit(hit, visit) for hit in outcome.hits],
    }


def _write_place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "label": place.label,
        "kind": place.kind,
        "lat": round(place.point.lat, 5),
        "lon": round(place.point.lon, 5),
        "areas": list(place.localities),
    }


def _write_hit(hit: Hit, visit: Visit) -> dict[str, Any]:
    service = hit.service
    return {
        "id": service.id,
        "name": service.name,
        "summary": service.summary,
        "url": visit.base + service_path(service, visit.directory.catalogue),
        "needs": list(service.needs),
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
        "open": hit.openness,
        "crisis": service.crisis,
        "why": list(hit.why),
    }
