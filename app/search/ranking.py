"""Put listings in order, and say in plain words why each stands where it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.content.hours import NotKnown, Open, say_state
from app.content.models import Location, Service
from app.places import distance_km
from app.search.directory import Directory
from app.search.groups import is_for_others
from app.search.outcomes import Hit, Openness, Understood
from app.search.weights import Weights

MOST_REASONED = 400
"""Listings whose opening times are worked out: more than any page shows, few enough to be quick."""

_KM_PER_MILE = 1.609344
_REMOTE_WAYS = frozenset({"phone", "online"})


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest of a service's places, and how far it is in a straight line."""

    location: Location
    km: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A listing with the part of its score that does not change with the time of day."""

    service: Service
    score: float
    near: Near | None
    serves: str


def rank(
    services: Iterable[Service],
    understood: Understood,
    text_scores: dict[str, float],
    directory: Directory,
    now: datetime,
    limit: int,
) -> tuple[Hit, ...]:
    """Return the best hits, at most `limit`. Equal scores keep the order of names."""
    candidates = [_weigh(service, understood, text_scores, directory) for service in services]
    candidates.sort(key=lambda c: (-c.score, c.service.name))
    shortlist = candidates[: max(limit, MOST_REASONED)]
    hits = [_make_hit(candidate, understood, directory, now) for candidate in shortlist]
    hits.sort(key=lambda hit: (-hit.score, hit.service.name))
    return tuple(hits[:limit])


def say_distance(km: float) -> str:
    """Return a straight-line distance as people say it: our points are only about right."""
    miles = km / _KM_PER_MILE
    if miles < 0.4:
        return "Very near"
    if miles < 0.75:
        return "About half a mile away"
    rounded = round(miles)
    return f"About {rounded} mile{'' if rounded == 1 else 's'} away"


def judge_opening(service: Service, now: datetime) -> tuple[Openness, str]:
    """Return whether a service can be reached at a moment, as a value and as words."""
    state = service.all_hours.state_at(now)
    openness: Openness = "unknown"
    if not isinstance(state, NotKnown):
        openness = "open" if isinstance(state, Open) else "closed"
    return openness, say_state(state, now)


def serves_place(service: Service, understood: Understood, directory: Directory) -> str:
    """Return whom a service is for: "my_area", "all_of_scotland" or "another_area"."""
    areas = [directory.catalogue.areas[slug] for slug in service.areas]
    if not understood.areas:
        return "my_area" if any(area.local for area in areas) else "all_of_scotland"
    mine = {area.slug for area in understood.areas}
    serving = [area for area in areas if area.slug in mine]
    if any(area.local for area in serving):
        return "my_area"
    return "all_of_scotland" if serving else "another_area"


def _weigh(
    service: Service, understood: Understood, text_scores: dict[str, float], directory: Directory
) -> _Candidate:
    weights = directory.weights
    serves = serves_place(service, understood, directory)
    near = find_nearest(service, understood, directory)
    fit = weights.need * _need_fit(service, understood, directory)
    fit += weights.text * text_scores.get(service.id, 0.0)
    fit += weights.named * (service.id in understood.named)
    score = (fit or weights.text) * getattr(weights.serves, serves)
    score *= _near_factor(service, near, understood, weights)
    score *= weights.reach_in[service.reach_in.how]
    if is_for_others(service, understood.groups):
        score *= weights.made_for_others
    return _Candidate(service, score, near, serves)


def _need_fit(service: Service, understood: Understood, directory: Directory) -> float:
    """Return how well a service answers the needs heard: by its order of topics and its words."""
    order, least = directory.weights.need_order, directory.weights.least_focus
    focus = directory.focus[service.id]
    fits = [
        match.confidence
        * order[min(service.needs.index(match.slug), len(order) - 1)]
        * (least + (1 - least) * focus.get(match.slug, 0.0))
        for match in understood.needs
        if match.slug in service.needs
    ]
    return max(fits, default=0.0) + 0.1 * sum(sorted(fits)[:-1])


def find_nearest(service: Service, understood: Understood, directory: Directory) -> Near | None:
    """Return the service's place nearest to the family, if both are known."""
    if understood.place is None:
        return None
    here = understood.place.point
    places = (Near(s.location, distance_km(here, s.point)) for s in directory.sites[service.id])
    return min(places, key=lambda place: place.km, default=None)


def _near_factor(
    service: Service, nearest: Near | None, understood: Understood, weights: Weights
) -> float:
    near = weights.near
    if understood.place is None:
        return 1.0
    far = near.by_phone_or_online if _REMOTE_WAYS & set(service.ways) else near.no_place_given
    if nearest is None:
        return far
    by_distance = near.far + (1 - near.far) * near.half_km / (near.half_km + nearest.km)
    return max(by_distance, far) if "phone" in service.ways else by_distance


def _make_hit(
    candidate: _Candidate, understood: Understood, directory: Directory, now: datetime
) -> Hit:
    service, weights = candidate.service, directory.weights
    openness, opening = judge_opening(service, now)
    score = candidate.score * weights.open_now[openness] * _checked_factor(service, weights, now)
    why = tuple(_reasons(candidate, understood, directory, openness))
    near = candidate.near
    return Hit(
        service=service,
        score=score,
        distance_km=near.km if near is not None else None,
        location=near.location if near is not None else None,
        openness=openness,
        opening=opening,
        why=why,
    )


def _checked_factor(service: Service, weights: Weights, now: datetime) -> float:
    checked = service.checked
    if checked is None:
        return weights.checked.never
    overdue = checked.next is not None and checked.next < now.date()
    return weights.checked.overdue if overdue else weights.checked.in_date


def _reasons(
    candidate: _Candidate, understood: Understood, directory: Directory, openness: Openness
) -> Iterable[str]:
    service, needs = candidate.service, directory.catalogue.needs
    heard = [match.slug for match in understood.needs if match.slug in service.needs]
    if heard:
        yield "Help with " + _lower_first(needs[heard[0]].title)
    if candidate.near is not None:
        yield say_distance(candidate.near.km)
    yield from _serving_reason(candidate, understood, directory)
    if openness == "open":
        yield "Open now"
    if service.reach_in.how == "just turn up":
        yield "You can just turn up"
    elif service.reach_in.how == "get in touch":
        yield "You can get in touch yourself"
    if service.cost == "free":
        yield "Free"


def _serving_reason(
    candidate: _Candidate, understood: Understood, directory: Directory
) -> Iterable[str]:
    areas = directory.catalogue.areas
    if candidate.serves == "all_of_scotland":
        yield "For all of Scotland"
    elif candidate.serves == "another_area":
        yield f"For families in {areas[candidate.service.areas[0]].name}: ask if you can come"
    elif understood.areas:
        mine = {area.slug for area in understood.areas}
        name = next(areas[slug].name for slug in candidate.service.areas if slug in mine)
        yield f"For families in {_lower_first(name) if name.startswith('All') else name}"


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
