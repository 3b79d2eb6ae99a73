"""Read a whole feed, page after page, from any of its addresses.

Feeds lie about their pages: totals are wrong, the last page is not the last, a page comes again and
again, or they never end. So what is asked for next rests on what came, and on nothing that is said:
it ends at an empty page, at a page without a new listing, or at a limit. Whatever could not be read
is told, and then nothing may be taken as gone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.fetching import BadStatus, Fetched, NotFetched, TooLarge
from app.openreferral.reading import (
    Dialect,
    Json,
    ReadingProblem,
    UnknownDialect,
    detect,
    is_shallow,
    source_id,
)
from app.planning.answers import Get
from app.planning.feed_addresses import (
    beside,
    is_list,
    of_one,
    parent_of,
    with_query,
    without_paging,
)
from app.planning.feed_answers import (
    NotJson,
    Page,
    is_root,
    read_json,
    read_licence,
    read_page,
)

PER_PAGE = 100
TOO_MANY_FAILURES = 3
"""After so many in a row a server is left alone."""

Told = Callable[[str, int, int | None], None]
"""Hears what is being read, how much of it is done, and how much there is, if that is known."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading a feed ends, whatever the feed says."""

    pages: int = 2_000
    listings: int = 100_000


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says. `records` are its services by the feed's own id, in its own order.

    `complete` says that every page of its list was read. `unread` are listings that are in it but
    could not be read; `gone` those that were known and are not in it any more. `licence` is the one
    it names itself. `troubles` are sentences for a planner.
    """

    dialect: Dialect | None = None
    records: Mapping[str, Json] = field(default_factory=dict)
    complete: bool = False
    unread: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    troubles: tuple[str, ...] = ()
    licence: str = ""


def read_feed(
    url: str,
    get: Get,
    known: Iterable[str] = (),
    told: Told = lambda *_: None,
    limits: Limits | None = None,
) -> Feed:
    """Read a feed from its root, its list of services, any page of that, or one service.

    `known` are the ids it had last time: those it has no longer are asked for once more before
    they count as gone.
    """
    return _Walk(get, told, limits or Limits()).read(url, frozenset(known))


def doubt_gone(missing: int, known: int) -> str:
    """Return why so many listings cannot be gone at once, or nothing.

    Where half of them are missing, the feed is more likely broken than they are gone.
    """
    if missing <= 10 or missing * 2 <= known:
        return ""
    return (
        f"{missing:,} of {known:,} listings that we know are missing from the feed. "
        "That is too many to believe, so none counts as gone."
    )


class _Walk:
    """One reading of one feed."""

    def __init__(self, get: Get, told: Told, limits: Limits) -> None:
        self._get = get
        self._told = told
        self._limits = limits
        self._records: dict[str, Json] = {}
        self._troubles: list[str] = []
        self._unread: set[str] = set()
        self._complete = False
        self._licence = ""

    def read(self, url: str, known: frozenset[str]) -> Feed:
        """Read it all, as far as it can be read."""
        base, document, root = self._find_start(url)
        self._licence = read_licence(root)
        if document is None:
            return self._end(None)
        try:
            first = read_page(document)
            dialect = detect(root, document)
        except (ReadingProblem, UnknownDialect) as problem:
            self._troubles.append(str(problem))
            return self._end(None)
        if first.is_single:
            self._add(first.records)
            return self._end(dialect)
        self._read_list(base)
        self._read_details(base, dialect)
        gone = self._find_gone(base, known) if self._complete else frozenset()
        return self._end(dialect, gone)

    def _end(self, dialect: Dialect | None, gone: frozenset[str] = frozenset()) -> Feed:
        return Feed(
            dialect,
            self._records,
            self._complete,
            frozenset(self._unread),
            gone,
            tuple(dict.fromkeys(self._troubles)),
            self._licence,
        )

    # Where it begins

    def _find_start(self, url: str) -> tuple[str, Json | None, Json | None]:
        """Return the address of the list, the first answer with services, and the root's answer.

        Some feeds have no root: then the list beside it is tried.
        """
        base = without_paging(url)
        document = self._ask(url)
        if isinstance(document, str):
            base, document = self._look_beside(url, base, document)
        if isinstance(document, str):
            self._troubles.append(document)
            return base, None, None
        if is_root(document):
            base = beside(base, "services")
            return base, self._ask_or_tell(base), document
        root = self._ask(parent_of(base)) if is_list(base) else None
        return base, document, root if is_root(root) else None

    def _look_beside(self, url: str, base: str, trouble: str) -> tuple[str, Json]:
        """Return the list beside an address that is no feed's; else what was wrong with that."""
        others = [base] if base != url else []
        others += [] if is_list(base) else [beside(base, "services")]
        for other in others:
            document = self._ask(other)
            if not isinstance(document, str):
                return other, document
        return base, trouble

    def _ask_or_tell(self, url: str) -> Json | None:
        document = self._ask(url)
        if isinstance(document, str):
            self._troubles.append(document)
            return None
        return document

    def _ask(self, url: str) -> Json | str:
        """Return an answer's document, or what is wrong with it as a sentence."""
        outcome = self._get(url)
        if isinstance(outcome, NotFetched):
            return outcome.sentence
        return _document_in(outcome)

    # Its list

    def _read_list(self, base: str) -> None:
        """Read page after page until no more comes."""
        extras, page = self._read_first(base)
        if page is None:
            return
        declared = page.number
        self._add(page.records)
        number = 2 if declared == 1 else 1
        total, is_last = page.total, page.is_last
        for done in range(2, self._limits.pages + 1):
            self._told("pages", done - 1, _pages_of(total, len(page.records)))
            if not self._is_to_go_on():
                return
            answer = self._get(with_query(base, {**extras, "page": str(number)}))
            page_or_end = self._judge(answer, is_last or len(self._records) >= (total or 0))
            if page_or_end is None:
                return
            is_new = self._add(page_or_end.records)
            if not is_new and number > 1:
                self._end_at_repeat(total)
                return
            is_last = page_or_end.is_last
            number += 1
        self._troubles.append(
            f"The feed goes on for more than {self._limits.pages:,} pages. We stopped there."
        )

    def _read_first(self, base: str) -> tuple[dict[str, str], Page | None]:
        """Return how to ask for pages, and the first: with all its fields, if the feed can."""
        trouble = ""
        wishes: tuple[dict[str, str], ...] = (
            {"per_page": str(PER_PAGE), "full": "true"},
            {"per_page": str(PER_PAGE)},
            {},
        )
        for extras in wishes:
            outcome = self._get(with_query(base, extras))
            if isinstance(outcome, NotFetched):
                trouble = outcome.sentence
                if isinstance(outcome, BadStatus | TooLarge) and extras:
                    continue
                break
            page = _page_in(outcome)
            if isinstance(page, Page) and (page.records or not extras):
                self._complete = not page.records
                return extras, page
            trouble = page if isinstance(page, str) else trouble
        self._troubles.append(trouble or "The list of services is empty.")
        return {}, None

    def _judge(self, outcome: Fetched | NotFetched, may_end: bool) -> Page | None:
        """Return the page in an answer; None ends the list, and says whether that is its end."""
        if isinstance(outcome, BadStatus) and outcome.status in (400, 404, 410, 416) and may_end:
            self._complete = True
            return None
        page = _page_in(outcome) if isinstance(outcome, Fetched) else outcome.sentence
        if isinstance(page, str):
            self._troubles.append(page)
            return None
        if not page.records:
            self._complete = True
            return None
        return page

    def _is_to_go_on(self) -> bool:
        if len(self._records) < self._limits.listings:
            return True
        self._troubles.append(
            f"The feed has more than {self._limits.listings:,} listings. We stopped there."
        )
        return False

    def _end_at_repeat(self, total: int | None) -> None:
        seen = len(self._records)
        self._complete = total is None or total <= seen
        if not self._complete:
            self._troubles.append(
                f"The feed says it has {total:,} listings, but it sends the same ones again "
                f"after {seen:,}. There may be more."
            )

    def _add(self, records: Iterable[Json]) -> bool:
        """Keep the services of a page; return whether any is new."""
        is_new = False
        for record in records:
            try:
                name = source_id(record)
            except ReadingProblem as problem:
                self._troubles.append(str(problem))
                continue
            is_new = is_new or name not in self._records
            self._records.setdefault(name, record)
        return is_new

    # Each listing's own page

    def _read_details(self, base: str, dialect: Dialect) -> None:
        """Ask for each listing whose entry in the list leaves most of it out."""
        shallow = [name for name, record in self._records.items() if is_shallow(record, dialect)]
        failures = 0
        for done, name in enumerate(shallow):
            self._told("listings", done, len(shallow))
            if failures >= TOO_MANY_FAILURES:
                self._unread.update(shallow[done:])
                self._troubles.append(
                    f"{len(shallow) - done:,} listings were not read: the server fails too often."
                )
                break
            failures = 0 if self._read_detail(base, name) else failures + 1
        self._told("listings", len(shallow), len(shallow))
        for name in self._unread:
            self._records.pop(name, None)

    def _read_detail(self, base: str, name: str) -> bool:
        """Read one listing's own page; return whether the server answered as it should.

        Where there is none, the list's entry is all there is, and is kept.
        """
        outcome = self._get(of_one(base, name))
        if isinstance(outcome, BadStatus) and outcome.is_gone:
            return True
        found = self._service_in(outcome, name)
        if isinstance(found, str):
            self._troubles.append(found)
            self._unread.add(name)
            return False
        listed = self._records.get(name)
        said = {key: value for key, value in found.items() if value is not None}
        self._records[name] = {**listed, **said} if isinstance(listed, dict) else found
        return True

    def _service_in(self, outcome: Fetched | NotFetched, name: str) -> dict[str, Json] | str:
        if isinstance(outcome, NotFetched):
            return outcome.sentence
        page = _page_in(outcome)
        if isinstance(page, str):
            return page
        for record in page.records:
            if isinstance(record, dict) and _id_of(record) == name:
                return record
        return f"{outcome.url} is not about {name}."

    # What it had last time

    def _find_gone(self, base: str, known: frozenset[str]) -> frozenset[str]:
        """Return which known listings are in the feed no more; each is asked for by itself."""
        missing = sorted(known - set(self._records) - self._unread)
        if trouble := doubt_gone(len(missing), len(known)):
            self._complete = False
            self._troubles.append(trouble)
            return frozenset()
        return frozenset(name for name in missing if self._is_gone(base, name))

    def _is_gone(self, base: str, name: str) -> bool:
        outcome = self._get(of_one(base, name))
        if isinstance(outcome, BadStatus) and outcome.is_gone:
            return True
        found = self._service_in(outcome, name)
        if isinstance(found, dict):
            self._records[name] = found
            return False
        if isinstance(outcome, NotFetched):
            self._troubles.append(found)
            self._unread.add(name)
            return False
        return True


def _document_in(outcome: Fetched) -> Json | str:
    try:
        document = read_json(outcome.body)
    except NotJson as problem:
        return f"{outcome.url} cannot be read: {problem}."
    if isinstance(document, str):
        return f"{outcome.url} cannot be read: it holds no list of services."
    return document


def _page_in(outcome: Fetched) -> Page | str:
    document = _document_in(outcome)
    if isinstance(document, str):
        return document
    try:
        return read_page(document)
    except ReadingProblem as problem:
        return f"{outcome.url} cannot be read: {problem}"


def _id_of(record: Json) -> str | None:
    try:
        return source_id(record)
    except ReadingProblem:
        return None


def _pages_of(total: int | None, size: int) -> int | None:
    return -(-total // size) if total and total > 0 and size else None
