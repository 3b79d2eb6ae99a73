"""What asking every link showed, kept from one time to the next, so that days can be compared.

A link is dead after failures on two different days with nothing good between. A round that was
stopped goes on where it was. A machine that is off the internet finds nobody, and that is no
failure of theirs: until one server has answered, silence is held back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from app.planning.links import ANSWERED, FAILED, Found, Verdict
from app.planning.yaml_files import replace_file

LINK_BOOK = "links.json"
"""The book's file, in the folder of what the site keeps (REACHIN_VAR)."""
GOES_ON_FOR = timedelta(hours=12)
"""How long after its start a round that was stopped may go on."""
_SILENCE: frozenset[Verdict] = frozenset({"no name", "slow", "no answer"})
_VERSION = 1


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What one address last said, and on which days it failed since it last was good."""

    asked: datetime
    found: Found
    first_failed: date | None = None
    last_failed: date | None = None

    @property
    def is_dead(self) -> bool:
        """Return whether it failed on two different days."""
        return self.first_failed is not None and self.first_failed != self.last_failed

    @property
    def has_failed(self) -> bool:
        """Return whether it failed when it was last asked, or before and could not be asked."""
        return self.first_failed is not None


@dataclass(slots=True)
class LinkBook:
    """Every result, by address, and when the round began and ended."""

    started: datetime | None = None
    finished: datetime | None = None
    results: dict[str, LinkResult] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "LinkBook":
        """Return what a file holds; an empty book where there is none, or it is damaged."""
        try:
            return _as_book(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        """Write it whole or not at all. Raises OSError."""
        told = {
            "version": _VERSION,
            "started": _say(self.started),
            "finished": _say(self.finished),
            "links": {url: _as_json(result) for url, result in sorted(self.results.items())},
        }
        replace_file(path, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())


class Round:
    """One round of asking: which links are left, and what becomes of each answer."""

    def __init__(self, book: LinkBook, links: Iterable[str], now: datetime) -> None:
        """Go on with the book's last round if it was stopped lately, or begin another."""
        self.book = book
        self._links = tuple(links)
        self._held: dict[str, LinkResult] = {}
        self._is_online = False
        began = book.started
        is_open = began is not None and book.finished is None
        if began is None or not is_open or not timedelta() <= now - began <= GOES_ON_FOR:
            began = now
        book.started, book.finished = began, None
        done = {url for url, result in book.results.items() if result.asked >= began}
        self.left = tuple(url for url in self._links if url not in done)
        self.is_continued = len(self.left) < len(self._links)

    def note(self, url: str, found: Found, now: datetime) -> None:
        """Take down what one link showed."""
        result = follow(self.book.results.get(url), found, now)
        if found.verdict in _SILENCE and not self._is_online:
            self._held[url] = result
            return
        self._is_online = self._is_online or found.verdict not in ("no address", "unsafe")
        self.book.results[url] = result
        if self._is_online:
            self.book.results |= self._held
            self._held.clear()

    @property
    def is_offline(self) -> bool:
        """Return whether nobody at all has answered, so that nothing was counted."""
        return bool(self._held)

    def end(self, now: datetime) -> None:
        """Close the round, and forget links that lead nowhere from here any more."""
        if not self.is_offline:
            self.book.finished = now
        kept = set(self._links)
        self.book.results = {u: each for u, each in self.book.results.items() if u in kept}


def follow(before: LinkResult | None, found: Found, now: datetime) -> LinkResult:
    """Return a link's new result: a failure adds its day, a good answer clears all of them.

    Where it could not be asked, the days stay as they were.
    """
    result = LinkResult(now, found)
    if before is not None and found.verdict not in ANSWERED:
        result = replace(result, first_failed=before.first_failed, last_failed=before.last_failed)
    if found.verdict not in FAILED:
        return result
    today = now.date()
    return replace(result, first_failed=result.first_failed or today, last_failed=today)


def _as_json(result: LinkResult) -> dict[str, object]:
    found = result.found
    told = {
        "asked": result.asked.isoformat(),
        "verdict": found.verdict,
        "status": found.status,
        "moved_to": found.moved_to,
        "first_failed": _say(result.first_failed),
        "last_failed": _say(result.last_failed),
    }
    return {name: value for name, value in told.items() if value}


def _as_book(told: Mapping[str, Any]) -> LinkBook:
    if told["version"] != _VERSION:
        return LinkBook()
    links = {url: _as_result(each) for url, each in told["links"].items()}
    return LinkBook(_read_moment(told["started"]), _read_moment(told["finished"]), links)


def _as_result(told: Mapping[str, Any]) -> LinkResult:
    verdict = told["verdict"]
    if verdict not in get_args(Verdict):
        raise ValueError(verdict)
    found = Found(verdict, int(told.get("status", 0)), str(told.get("moved_to", "")))
    first, last = told.get("first_failed"), told.get("last_failed")
    return LinkResult(
        _need_zone(datetime.fromisoformat(told["asked"])),
        found,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def _read_moment(text: str | None) -> datetime | None:
    return _need_zone(datetime.fromisoformat(text)) if text else None


def _need_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _say(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None
