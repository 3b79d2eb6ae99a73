"""Which listings may be the same help written down twice, and why we think so.

Only listings that share something telling are compared: a number, an address, a page, a postcode, a
rare word of a name. So thousands of listings take a second and not an hour. Nothing is merged by
itself: a person looks, and may say for good that two are different things.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import Literal
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from app.content.models import Service
from app.planning.merging import Fields
from app.search.words import fold, split_words

Reason = Literal[
    "same name", "like name", "same provider", "same phone", "same email", "same page",
    "same site", "same postcode", "no shared area",
]  # fmt: skip
POINTS: Mapping[Reason, int] = {
    "same name": 50,
    "like name": 30,
    "same provider": 10,
    "same phone": 20,
    "same email": 15,
    "same page": 20,
    "same site": 5,
    "same postcode": 15,
    "no shared area": -20,
}
"""What each thing they share says. Two that share most have 100 and more, shown as 100."""
ENOUGH = 50
"""From how many points on two listings are shown."""
SAME, LIKE = 95, 80
"""How like two names are, out of 100 (rapidfuzz, words in any order)."""
LARGEST_GROUP = 40
"""What more listings than these share tells none of them apart: a switchboard, a word."""
DIFFERENT = "Not the same as {other}."
_SAID_DIFFERENT = re.compile(r"Not the same as ([a-z0-9_-]+)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two listings that may be one, by id, with how sure we are out of 100, and why."""

    one: str
    other: str
    points: int
    reasons: tuple[Reason, ...]


class _Traits:
    """What of a listing is compared, worked out once."""

    def __init__(self, service: Service) -> None:
        self.service = service
        ways: dict[str, set[str]] = defaultdict(set)
        for contact in service.contacts:
            kind = {"text": "phone", "chat": "website"}.get(contact.way, contact.way)
            ways[kind].add(contact.value)
        self.phones = {re.sub(r"\D", "", number) for number in ways["phone"]}
        self.emails = {address.casefold() for address in ways["email"]}
        pages = {_bare(address) for address in ways["website"]}
        self.pages = {page for page in pages if "/" in page}
        self.sites = {page.partition("/")[0] for page in pages}
        self.postcodes = {p.postcode for p in service.places if p.postcode and not p.hidden}
        self.name = " ".join(sorted(_words(service.name)))
        self.provider = " ".join(sorted(_words(service.provider)))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return what it may share with its double; each kind has a sign of its own."""
        found = chain(
            (f"p {each}" for each in self.phones),
            (f"e {each}" for each in self.emails),
            (f"w {each}" for each in self.pages),
            (f"c {each}" for each in self.postcodes),
            (f"n {each}" for each in self.name.split()),
            (f"N {self.name}",),
        )
        return frozenset(found)


def find_duplicates(services: Iterable[Service]) -> tuple[Pair, ...]:
    """Return pairs of listings that may be one, the surest first. Archived ones are left out."""
    kept = [_Traits(service) for service in services if service.status != "archived"]
    pairs = (_compare(kept[one], kept[other]) for one, other in _list_near(kept))
    found = [pair for pair in pairs if pair is not None]
    return tuple(sorted(found, key=lambda pair: (-pair.points, pair.one, pair.other)))


def say_different(fields: Fields, other: str) -> str:
    """Return the planners' note of a listing, with that it is not the same as another."""
    note = fields.get("planners_note")
    before = note.strip() if isinstance(note, str) else ""
    return f"{before} {DIFFERENT.format(other=other)}".strip()


def is_told_apart(service: Service) -> bool:
    """Return whether its planners' note says that it is not the same as some other listing."""
    return bool(_named_in(service))


def _list_near(kept: list[_Traits]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share something few others have, each once."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, traits in enumerate(kept):
        for key in traits.keys:
            groups[key].append(number)
    near = (pair for group in groups.values() if len(group) <= LARGEST_GROUP
            for pair in combinations(group, 2))  # fmt: skip
    return iter(dict.fromkeys(near))


def _compare(one: _Traits, other: _Traits) -> Pair | None:
    reasons = tuple(_find_reasons(one, other))
    points = sum(POINTS[reason] for reason in reasons)
    if points < ENOUGH or _are_said_different(one.service, other.service):
        return None
    first, second = sorted((one.service.id, other.service.id))
    return Pair(first, second, min(points, 100), reasons)


def _find_reasons(one: _Traits, other: _Traits) -> Iterator[Reason]:
    likeness = fuzz.ratio(one.name, other.name, score_cutoff=LIKE)
    if likeness >= LIKE:
        yield "same name" if likeness >= SAME else "like name"
    if one.provider == other.provider:
        yield "same provider"
    shared: tuple[tuple[Reason, set[str]], ...] = (
        ("same phone", one.phones & other.phones),
        ("same email", one.emails & other.emails),
        ("same page", one.pages & other.pages),
        ("same site", set() if one.pages & other.pages else one.sites & other.sites),
        ("same postcode", one.postcodes & other.postcodes),
    )
    yield from (reason for reason, found in shared if found)
    if set(one.service.areas).isdisjoint(other.service.areas):
        yield "no shared area"


def _are_said_different(one: Service, other: Service) -> bool:
    return other.id in _named_in(one) or one.id in _named_in(other)


def _named_in(service: Service) -> list[str]:
    return _SAID_DIFFERENT.findall(service.planners_note or "")


def _bare(address: str) -> str:
    try:
        parts = urlsplit(fold(address).strip())
    except ValueError:
        return ""
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"


def _words(text: str) -> list[str]:
    return [word for word in split_words(text) if word not in ("the", "and", "a", "of")]
