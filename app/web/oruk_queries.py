"""What a program may ask of the open data, and what it is told when that cannot be read.

Every parameter is read as text, so that a refusal can say in one sentence what to write instead.
An empty one asks for nothing. One that is not known is refused, so that no typo looks like a
filter that found everything. Their meanings: Open Referral UK 3.0 (openreferraluk.org).
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from app.content.areas import areas_at
from app.openreferral.filters import Near, Query
from app.openreferral.shelves import Depth
from app.openreferral.words import split_words
from app.places import Elsewhere, Gazetteer, Place
from app.places.postcodes import read_postcode
from app.search.directory import Directory
from app.web.errors import BadRequest
from app.web.oruk_values import (
    read_boolean,
    read_clock,
    read_days,
    read_format,
    read_id,
    read_moment,
    read_number,
)

PER_PAGE = 50
MOST_PER_PAGE = 500
OLDEST = 150
FURTHEST = 1_000_000
"""Metres: more than the length of Scotland."""
LONGEST_TEXT = 1_000

Value = TypeVar("Value")


class Asked(BaseModel):
    """What may be asked of every list."""

    model_config = ConfigDict(extra="allow", frozen=True)

    search: str = Field("", description="Words that must all be there, whole.")
    page: str = Field("", description="Which page, from 1.")
    per_page: str = Field("", description=f"Entries a page: {PER_PAGE}, at most {MOST_PER_PAGE}.")
    format: str = Field("", description="json, or ndjson: all of it, one entry on each line.")


class ServicesAsked(Asked):
    """What may be asked of services, alone or at their locations."""

    taxonomy_term_id: str = Field("", description="The id of a term they have.")
    taxonomy_id: str = Field("", description="The id of a taxonomy they have a term of.")
    organization_id: str = Field("", description="The id of who runs them.")
    modified_after: str = Field("", description="Modified at or after this date or date-time.")
    minimal: str = Field("", description="true: only id and date, all on one page.")
    full: str = Field("", description="true: with everything below them.")
    minimum_age: str = Field("", description="For somebody of this age or older.")
    maximum_age: str = Field("", description="For somebody of this age or younger.")
    day: str = Field("", description="Open on this weekday: MO, or Monday; several with commas.")
    start_time: str = Field("", description="Open at some time after this: 18:00.")
    end_time: str = Field("", description="Open at some time before this: 09:30.")
    postcode: str = Field("", description="Whose areas hold this postcode.")
    proximity: str = Field("", description="With postcode: within so many metres of its middle.")


class OrganizationsAsked(Asked):
    """What may be asked of organisations."""

    full: str = Field("", description="true: with their services in short.")
    full_service: str = Field("", description="true: with their services whole.")


class TermsAsked(Asked):
    """What may be asked of terms."""

    taxonomy_id: str = Field("", description="The id of their taxonomy.")
    top_only: str = Field("", description="true: only those with no term above them.")
    parent_id: str = Field("", description="The id of the term above them.")


@dataclass(frozen=True, slots=True)
class Request:
    """A list as it is asked for. `whole` says that NDJSON comes without pages.

    `private` says that it holds words or a postcode that somebody typed.
    """

    query: Query
    depth: Depth
    page: int
    per_page: int
    lines: bool
    whole: bool
    private: bool


def read_request(asked: Asked, directory: Directory) -> Request:
    """Return what is asked for. Raises BadRequest with a sentence that says what to write."""
    given = _gather(asked)
    depth = _read_depth(given)
    lines = given.read("format", read_format) or False
    page = given.read("page", read_number(1, 10**9))
    per_page = given.read("per_page", read_number(1, MOST_PER_PAGE))
    return Request(
        query=_read_query(given, directory),
        depth=depth,
        page=page or 1,
        per_page=per_page or (sys.maxsize if depth == "minimal" else PER_PAGE),
        lines=lines,
        whole=lines and page is None and per_page is None,
        private=bool({"search", "postcode"} & given.texts.keys()),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameters that say something."""

    texts: dict[str, str]

    def read(self, name: str, read: Callable[[str, str], Value]) -> Value | None:
        """Return a parameter's value, or None where it was not given."""
        text = self.texts.get(name)
        return None if text is None else read(name, text)

    def says(self, name: str) -> bool:
        """Return whether a parameter is given and true."""
        return self.read(name, read_boolean) or False


def _gather(asked: Asked) -> _Given:
    known = type(asked).model_fields
    for name in asked.model_extra or ():
        names = ", ".join(known)
        raise BadRequest(f'"{name[:40]}" is not something you can ask for here. Use {names}.')
    texts = {name: getattr(asked, name).strip() for name in known}
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            raise BadRequest(f"{name}: write at most {LONGEST_TEXT} letters.")
    return _Given({name: text for name, text in texts.items() if text})


def _read_depth(given: _Given) -> Depth:
    if given.says("minimal"):
        if given.says("full"):
            raise BadRequest("minimal, full: ask for one of them.")
        return "minimal"
    if given.says("full_service"):
        return "full services"
    return "full" if given.says("full") else "list"


def _read_query(given: _Given, directory: Directory) -> Query:
    search = given.texts.get("search")
    place = given.read("postcode", _read_place(directory.gazetteer))
    query = Query(
        words=None if search is None else split_words(search),
        taxonomy_term_id=given.read("taxonomy_term_id", read_id),
        taxonomy_id=given.read("taxonomy_id", read_id),
        organization_id=given.read("organization_id", read_id),
        parent_id=given.read("parent_id", read_id),
        top_only=given.says("top_only"),
        modified_after=given.read("modified_after", read_moment),
        minimum_age=given.read("minimum_age", read_number(0, OLDEST)),
        maximum_age=given.read("maximum_age", read_number(0, OLDEST)),
        days=given.read("day", read_days) or frozenset(),
        start=given.read("start_time", read_clock),
        end=given.read("end_time", read_clock),
        areas=_find_areas(place, directory),
        near=_read_near(given, place),
    )
    _refuse_backwards("minimum_age", query.minimum_age, "maximum_age", query.maximum_age)
    _refuse_backwards("start_time", query.start, "end_time", query.end)
    return query


def _read_place(gazetteer: Gazetteer) -> Callable[[str, str], Place]:
    def read(name: str, text: str) -> Place:
        if read_postcode(text, gazetteer.districts.knows) is None:
            raise BadRequest(f"{name}: write a postcode like G51 3UU.")
        found = gazetteer.find(text)
        if isinstance(found, Elsewhere):
            return found.place
        if not isinstance(found, Place):
            raise BadRequest(f"{name}: {found.sentence}")
        return found

    return read


def _find_areas(place: Place | None, directory: Directory) -> frozenset[str] | None:
    if place is None:
        return None
    areas = areas_at(place, directory.catalogue.areas.values())
    return frozenset(area.slug for area in areas)


def _read_near(given: _Given, place: Place | None) -> Near | None:
    metres = given.read("proximity", read_number(1, FURTHEST))
    if metres is None:
        return None
    if place is None:
        raise BadRequest("proximity: say where from, with postcode.")
    return Near(place.point, metres)


def _refuse_backwards(first: str, low: int | None, last: str, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        raise BadRequest(f"{first}, {last}: {last} comes before {first}. Swap them.")
