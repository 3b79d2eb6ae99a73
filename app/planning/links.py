"""Which web addresses the directory sends families to, and what asking one of them showed.

Every outcome has a name. An address that fails is not dead yet: servers have bad days, so that
counts only after failures on two of them (`app.planning.link_results`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from app.content.catalogue import Catalogue
from app.content.markdown import ELSEWHERE
from app.content.models import Service
from app.fetching import (
    BadStatus,
    Disallowed,
    Fetched,
    NotAnAddress,
    Outcome,
    Unanswered,
    Unsafe,
    Wandering,
)
from app.fetching.outcomes import NO_NAME, TOO_SLOW, UNTRUSTED
from app.planning.numbering import Doubt, doubt_number

Verdict = Literal[
    "fine", "moved", "gone", "fault", "no name", "slow", "untrusted", "no answer", "wandering",
    "no address", "refused", "busy", "robots", "unsafe",
]  # fmt: skip
FAILED: frozenset[Verdict] = frozenset(
    {"gone", "fault", "no name", "slow", "untrusted", "no answer", "wandering", "no address"}
)
ANSWERED: frozenset[Verdict] = frozenset({"fine", "moved"})
NOT_ASKED: frozenset[Verdict] = frozenset({"refused", "busy", "robots", "unsafe"})
"""It could not be asked, which says nothing about what a family would see."""
_WEB = ("website", "chat")
_SILENT: Mapping[str, Verdict] = {NO_NAME: "no name", TOO_SLOW: "slow", UNTRUSTED: "untrusted"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Who sends families to an address: a listing, by its id, or a guide, by its slug."""

    slug: str
    is_guide: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What asking an address showed. `moved_to` is where it has gone for good."""

    verdict: Verdict
    status: int = 0
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class DoubtfulNumber:
    """A number of a listing, as it is written, and what to look at."""

    listing: str
    number: str
    doubt: Doubt


def list_links(catalogue: Catalogue) -> dict[str, tuple[Mention, ...]]:
    """Return every address that live listings and guides lead to, and who does."""
    found: dict[str, dict[Mention, None]] = defaultdict(dict)
    for service in catalogue.live:
        for address in _addresses_of(service):
            found[address][Mention(service.id)] = None
    for guide in catalogue.guides.values():
        for link in guide.prose.links:
            if link.href.startswith(ELSEWHERE):
                found[link.href][Mention(guide.slug, is_guide=True)] = None
    return {url: tuple(mentions) for url, mentions in found.items()}


def list_doubtful_numbers(services: Iterable[Service]) -> Iterator[DoubtfulNumber]:
    """Yield numbers that no family can phone as they are, or that cost more than they are told."""
    for service in services:
        for contact in service.contacts:
            number = contact.phone or contact.text
            if number is None:
                continue
            note = f"{contact.note or ''} {service.cost_note or ''}"
            doubt = doubt_number(number, note, is_text=contact.text is not None)
            if doubt is not None:
                yield DoubtfulNumber(service.id, number, doubt)


def judge_outcome(outcome: Outcome) -> Found:
    """Return what an outcome says about the address that was asked for."""
    if isinstance(outcome, Fetched):
        has_moved = outcome.moved and not _is_same(outcome.asked, outcome.moved)
        moved_to = outcome.moved if has_moved else ""
        return Found("moved" if moved_to else "fine", outcome.status, moved_to)
    if isinstance(outcome, BadStatus):
        return Found(_judge_status(outcome), outcome.status)
    if isinstance(outcome, Unanswered):
        return Found(_SILENT.get(outcome.why, "no answer"))
    named: Mapping[type[Outcome], Verdict] = {
        NotAnAddress: "no address",
        Unsafe: "unsafe",
        Disallowed: "robots",
        Wandering: "wandering",
    }
    return Found(named.get(type(outcome), "no answer"))


def leads_to_front(url: str, moved_to: str) -> bool:
    """Return whether a page was sent on to a site's first page: what it was about may be gone."""
    return bool(moved_to) and len(urlsplit(url).path) > 1 and len(urlsplit(moved_to).path) <= 1


def server_of(url: str) -> str:
    """Return whose server an address is on, so that one is never asked twice at a time."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _addresses_of(service: Service) -> Iterator[str]:
    yield from (contact.value for contact in service.contacts if contact.way in _WEB)


def _judge_status(outcome: BadStatus) -> Verdict:
    if outcome.is_gone:
        return "gone"
    if outcome.status == 429:
        return "busy"
    return "fault" if outcome.status >= 500 else "refused"


def _is_same(one: str, other: str) -> bool:
    """Return whether two addresses differ only in a slash at the end, or in capitals of a name."""
    return _bare(urlsplit(one)) == _bare(urlsplit(other))


def _bare(parts: SplitResult) -> tuple[str, str, str, str]:
    return parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), parts.query
