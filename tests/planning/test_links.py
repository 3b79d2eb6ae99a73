"""Links are asked politely, every outcome has a name, and one bad day is not the end of a link."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import PROJECT
from app.content.loading import load_catalogue
from app.fetching import (
    BadStatus,
    Disallowed,
    Fetched,
    Manners,
    NotAnAddress,
    Outcome,
    PoliteClient,
    Unanswered,
    Unsafe,
    Wandering,
)
from app.fetching.outcomes import NO_NAME, TOO_SLOW, UNTRUSTED
from app.places import Gazetteer
from app.planning.link_asking import ask_all
from app.planning.link_results import LinkBook, LinkResult, Round, follow
from app.planning.links import (
    FAILED,
    NOT_ASKED,
    Found,
    Mention,
    Verdict,
    judge_outcome,
    leads_to_front,
    list_links,
)
from tests.content.folders import write_folder
from tests.fetching.servers import NOTHING, Asked, Reply, serving
from tests.fetching.waiting import MOMENT, Waiting

URL = "https://example.org/help"
DAY = timedelta(days=1)


def fetched(moved: str) -> Fetched:
    return Fetched(URL, moved or URL, 200, "", b"", moved)


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        (fetched(""), "fine"),
        (fetched("https://example.org/help/"), "fine"),
        (fetched("https://example.org/help-now"), "moved"),
        (BadStatus(URL, 404), "gone"),
        (BadStatus(URL, 410), "gone"),
        (BadStatus(URL, 403), "refused"),
        (BadStatus(URL, 429), "busy"),
        (BadStatus(URL, 503), "fault"),
        (Unanswered(URL, NO_NAME), "no name"),
        (Unanswered(URL, TOO_SLOW), "slow"),
        (Unanswered(URL, UNTRUSTED), "untrusted"),
        (Unanswered(URL, "the connection broke off"), "no answer"),
        (Disallowed(URL), "robots"),
        (Unsafe(URL), "unsafe"),
        (NotAnAddress(URL), "no address"),
        (Wandering(URL), "wandering"),
    ],
)
def test_every_outcome_has_a_name(outcome: Outcome, verdict: Verdict) -> None:
    assert judge_outcome(outcome).verdict == verdict


@pytest.mark.parametrize(
    ("url", "moved", "told"),
    [
        (URL, "https://example.org/", True),
        (URL, "https://example.org/elsewhere", False),
        ("http://example.org", "https://example.org/", False),
        (URL, "", False),
    ],
)
def test_being_sent_to_a_first_page_is_told(url: str, moved: str, told: bool) -> None:
    assert leads_to_front(url, moved) is told


def results(*days: tuple[int, Verdict]) -> LinkResult:
    result = None
    for day, verdict in days:
        result = follow(result, Found(verdict), MOMENT + day * DAY)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("days", "is_dead"),
    [
        ([(0, "gone")], False),
        ([(0, "gone"), (0, "gone")], False),
        ([(0, "gone"), (1, "slow")], True),
        ([(0, "gone"), (1, "fine")], False),
        ([(0, "gone"), (1, "moved"), (2, "gone")], False),
        ([(0, "gone"), (1, "refused"), (2, "gone")], True),
        ([(0, "refused"), (1, "robots"), (2, "busy")], False),
        ([(0, "gone"), (1, "gone"), (2, "busy")], True),
    ],
)
def test_a_link_is_dead_after_failures_on_two_days(
    days: list[tuple[int, Verdict]], is_dead: bool
) -> None:
    assert results(*days).is_dead is is_dead


verdicts = st.sampled_from(sorted(FAILED | NOT_ASKED | {"fine", "moved"}))


@given(st.lists(st.tuples(st.integers(0, 3), verdicts), min_size=1, max_size=12))
def test_dead_is_what_failed_on_two_days_since_it_was_last_good(
    steps: list[tuple[int, Verdict]],
) -> None:
    day, told = 0, []
    since: set[int] = set()
    for step, verdict in steps:
        day += step
        told.append((day, verdict))
        since = set() if verdict in ("fine", "moved") else since
        since |= {day} if verdict in FAILED else set()
    result = results(*told)
    assert result.is_dead == (len(since) > 1)
    assert result.has_failed == bool(since)


@given(st.lists(st.tuples(st.integers(0, 3), verdicts), min_size=1, max_size=5))
def test_a_book_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, Verdict]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "links.json"
    book = LinkBook(MOMENT, MOMENT + DAY, {URL: results(*steps)})
    book.write(path)
    assert LinkBook.read(path) == book


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 2}', '{"version": 1, "links": {"u": {}}}']
)
def test_a_damaged_book_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(text, encoding="utf-8")
    assert LinkBook.read(path) == LinkBook()
    assert LinkBook.read(tmp_path / "none.json") == LinkBook()


def test_a_round_that_was_stopped_goes_on(tmp_path: Path) -> None:
    book = LinkBook()
    first = Round(book, ["a", "b", "c"], MOMENT)
    first.note("a", Found("fine"), MOMENT)
    book.write(tmp_path / "links.json")
    again = Round(LinkBook.read(tmp_path / "links.json"), ["a", "b", "d"], MOMENT + DAY / 24)
    assert (again.left, again.is_continued) == (("b", "d"), True)
    again.note("b", Found("gone"), MOMENT + DAY / 24)
    again.end(MOMENT + DAY / 24)
    assert set(again.book.results) == {"a", "b"}
    assert Round(again.book, ["a", "b"], MOMENT + DAY / 12).left == ("a", "b")


def test_a_round_that_was_stopped_long_ago_begins_anew() -> None:
    book = LinkBook(MOMENT, None, {"a": LinkResult(MOMENT, Found("fine"))})
    assert Round(book, ["a"], MOMENT + DAY).left == ("a",)


def test_a_machine_off_the_internet_counts_nothing_against_anybody() -> None:
    off = Round(LinkBook(), ["a", "b"], MOMENT)
    for url in ("a", "b"):
        off.note(url, Found("no name"), MOMENT)
    off.end(MOMENT)
    assert off.is_offline
    assert (off.book.results, off.book.finished) == ({}, None)


def test_silence_counts_once_somebody_answers() -> None:
    online = Round(LinkBook(), ["a", "b", "c"], MOMENT)
    online.note("a", Found("slow"), MOMENT)
    online.note("b", Found("refused", 403), MOMENT)
    online.note("c", Found("no name"), MOMENT)
    online.end(MOMENT)
    assert not online.is_offline
    assert {u for u, result in online.book.results.items() if result.has_failed} == {"a", "c"}


def test_links_are_those_of_live_listings_and_guides(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    services = folder / "services.yaml"
    text = services.read_text(encoding="utf-8")
    text = text.replace("contacts:\n", "contacts:\n    - website: https://example.org/a\n", 1)
    services.write_text(text, encoding="utf-8")
    page = "---\ntitle: T\ndescription: D.\ngroup: about\norder: 1\nupdated: 2026-11-22\n---\n"
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    words = "[a](https://example.org/a) [home](/) [call](tel:999)\n"
    (pages / "about.md").write_text(page + words, encoding="utf-8")
    catalogue = load_catalogue(folder, Gazetteer.packaged()).catalogue
    links = list_links(catalogue)
    mentions = links["https://example.org/a"]
    assert Mention("about", is_guide=True) in mentions
    assert len(mentions) == 2
    assert not any(url.startswith(("/", "tel:")) for url in links)


def test_our_own_links_are_all_ones_that_may_be_asked() -> None:
    catalogue = load_catalogue(PROJECT / "data", Gazetteer.packaged()).catalogue
    links = list_links(catalogue)
    assert len(links) > 100
    assert all(url.startswith(("https://", "http://")) for url in links)


def clients(servers: list[Asked], waits: list[Waiting]) -> Callable[[], PoliteClient]:
    def make() -> PoliteClient:
        waiting = Waiting()
        waits.append(waiting)
        allowed = frozenset(server.host for server in servers)
        return waiting.client(Manners(pause_s=1, tries=1, timeout_s=2, allowed=allowed))

    return make


def answer(path: str) -> Reply:
    moved = {
        "/old": Reply(status=301, headers=(("Location", "/new"),)),
        "/twice": Reply(status=308, headers=(("Location", "/old"),)),
        "/later": Reply(status=302, headers=(("Location", "/new"),)),
        "/mixed": Reply(status=302, headers=(("Location", "/old"),)),
        "/gone": Reply(status=410),
        "/shut": Reply(status=403),
        "/robots.txt": NOTHING,
    }
    return moved.get(path, Reply("hello"))


def test_servers_are_asked_for_real_and_each_in_turn() -> None:
    waits: list[Waiting] = []
    paths = ("/fine", "/old", "/twice", "/later", "/mixed", "/gone", "/shut")
    with serving(answer) as one, serving(answer) as other:
        urls = [server.url(path) for server in (one, other) for path in paths]
        asked = dict(ask_all([*urls, "mailto:x"], clients([one, other], waits)))
        found = {url: judge_outcome(outcome) for url, outcome in asked.items()}
        new = one.url("/new")
    assert [found[url].verdict for url in urls[: len(paths)]] == [
        "fine", "moved", "moved", "fine", "fine", "gone", "refused",
    ]  # fmt: skip
    assert [found[url].moved_to for url in urls[1:3]] == [new, new]
    assert found["mailto:x"].verdict == "no address"
    assert [one.paths.count(path) for path in paths] == [1, 3, 1, 1, 1, 1, 1]
    assert sum(len(wait.waits) for wait in waits) > len(paths)


def test_who_stops_listening_stops_the_asking() -> None:
    with serving(answer) as server:
        urls = [server.url(f"/{number}") for number in range(200)]
        asking = ask_all(urls, clients([server], []), at_once=1)
        first = next(asking)
        asking.close()
        asked = len(server.feed_paths)
    assert first[0] in urls
    assert asked < len(urls)


def test_an_asker_that_breaks_is_heard() -> None:
    def broken() -> PoliteClient:
        raise RuntimeError("no client")

    with pytest.raises(RuntimeError, match="no client"):
        list(ask_all(["https://example.org"], broken))
