"""A feed is read to its end, however it lies about its pages, and never beyond."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import Clock
from app.fetching import Fetched, Manners, Outcome, Unanswered
from app.openreferral.reading import Dialect
from app.planning.answers import KeptAnswers
from app.planning.feeds import Limits, read_feed
from tests.fetching.servers import NOTHING, Reply
from tests.fetching.waiting import MOMENT
from tests.planning.fake_feed import ROOT, FakeFeed, Record, asking, read, service, shallow

ALL = [f"s-{n}" for n in range(1, 8)]


@pytest.mark.parametrize(
    "start",
    ["/feed", "/feed/", "/feed/services", "/feed/services/", "/feed/services?page=2",
     "/feed/services?page=1&per_page=50", "/feed?page=3"],
)  # fmt: skip
def test_any_address_of_a_feed_is_the_whole_feed(start: str) -> None:
    outcome = read(FakeFeed(), start)
    assert list(outcome.feed.records) == ALL
    assert outcome.feed.complete
    assert outcome.feed.dialect is Dialect.HSDS_3
    assert outcome.feed.troubles == ()


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"license": {"name": "OGL  3.0", "url": "https://x.example"}}, "OGL 3.0"),
        ({"license": "CC BY 4.0"}, "CC BY 4.0"),
        ({"licence": "CC BY 4.0"}, "CC BY 4.0"),
        ({"license": {"name": 3}}, ""),
        ({"license": []}, ""),
        ({}, ""),
    ],
)
def test_a_feed_may_name_its_licence(said: dict[str, object], licence: str) -> None:
    root = Reply({**ROOT, **said})
    assert read(FakeFeed(faults={"/feed": [root]})).feed.licence == licence


def test_one_service_alone() -> None:
    outcome = read(FakeFeed(), "/feed/services/s-3")
    assert list(outcome.feed.records) == ["s-3"]
    assert not outcome.feed.complete
    assert len(outcome.asked) == 1


@pytest.mark.parametrize(
    "feed",
    [
        FakeFeed(has_root=False),
        FakeFeed(total=3),
        FakeFeed(total=9999),
        FakeFeed(total=0),
        FakeFeed(says_last=True),
        FakeFeed(says_last=False),
        FakeFeed(tells_page=False),
        FakeFeed(first_page=0),
        FakeFeed(first_page=0, tells_page=False),
        FakeFeed(ends_with=404),
        FakeFeed(ends_with=400),
        FakeFeed(bare=True),
        FakeFeed(refuses_extras=True),
        FakeFeed(is_shallow=True),
        FakeFeed(is_shallow=True, bare=True),
        FakeFeed(per_page=100),
        FakeFeed(per_page=100, ignores_pages=True),
        FakeFeed(per_page=1),
        FakeFeed(faults={"/feed/services?per": [Reply(status=500)] * 4}),
        FakeFeed(faults={"/feed/services?per_page=100&full=true&page=2": [Reply(status=503)]}),
        FakeFeed(faults={"/feed": [Reply("<html>", 200)]}),
    ],
    ids=lambda feed: ", ".join(
        f"{name}={getattr(feed, name)}" for name in feed.__dataclass_fields__
        if name != "services" and getattr(feed, name) != getattr(FakeFeed(), name)
    )[:60],
)  # fmt: skip
def test_lies_about_pages_change_nothing(feed: FakeFeed) -> None:
    outcome = read(feed)
    assert list(outcome.feed.records) == ALL
    assert outcome.feed.complete
    assert outcome.feed.troubles == ()
    assert all("phones" in record for record in outcome.feed.records.values())  # type: ignore[operator]


def test_a_shallow_list_is_asked_for_one_by_one() -> None:
    told = []
    outcome = read(FakeFeed(is_shallow=True), told=lambda *args: told.append(args))
    assert [path for path in outcome.asked if "/s-" in path] == [f"/feed/services/{i}" for i in ALL]
    assert ("listings", 0, 7) in told
    assert told[-1] == ("listings", 7, 7)
    assert ("pages", 1, 3) in told


def test_full_is_asked_for_and_its_absence_borne() -> None:
    outcome = read(FakeFeed(is_shallow=True))
    assert outcome.asked[2] == "/feed/services?per_page=100&full=true"


def test_a_page_that_comes_again_and_again() -> None:
    outcome = read(FakeFeed(ignores_pages=True))
    assert list(outcome.feed.records) == ALL[:3]
    assert not outcome.feed.complete
    assert "7 listings, but it sends the same ones again after 3" in outcome.feed.troubles[0]
    assert len(outcome.asked) == 4


def test_pages_without_an_end() -> None:
    outcome = read(FakeFeed(is_endless=True), limits=Limits(pages=20))
    assert len(outcome.feed.records) == 60
    assert not outcome.feed.complete
    assert "more than 20 pages" in outcome.feed.troubles[0]


def test_listings_without_an_end() -> None:
    outcome = read(FakeFeed(is_endless=True), limits=Limits(listings=10))
    assert len(outcome.feed.records) == 12
    assert not outcome.feed.complete
    assert "more than 10 listings" in outcome.feed.troubles[0]


def test_a_fault_in_the_middle_that_stays() -> None:
    page = "/feed/services?per_page=100&full=true&page=2"
    outcome = read(FakeFeed(faults={page: [Reply(status=500)] * 99}))
    assert list(outcome.feed.records) == ALL[:3]
    assert not outcome.feed.complete
    assert "answered 500" in outcome.feed.troubles[0]
    assert outcome.waits == [1.0, 2.0, 4.0]


def test_a_server_that_asks_us_to_wait() -> None:
    page = "/feed/services?per_page=100&full=true&page=2"
    busy = Reply(status=429, headers=(("Retry-After", "60"),))
    outcome = read(FakeFeed(faults={page: [busy]}))
    assert outcome.feed.complete
    assert outcome.waits == [60.0]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply("<html>busy</html>"), "a web page, not data"),
        (Reply("{"), "not JSON"),
        (Reply(""), "empty"),
        (Reply({"error": "no"}), "no list of services"),
        (Reply('"text"'), "no list of services"),
        (Reply("[" * 100_000), "not JSON"),
        (Reply(status=403), "does not let us in"),
    ],
)
def test_an_odd_answer_is_not_the_end_of_the_feed(reply: Reply, why: str) -> None:
    page = "/feed/services?per_page=100&full=true&page=2"
    outcome = read(FakeFeed(faults={page: [reply]}))
    assert not outcome.feed.complete
    assert why in outcome.feed.troubles[0]
    assert len(outcome.feed.records) == 3


def test_robots_keep_us_away() -> None:
    outcome = read(FakeFeed(robots="User-agent: *\nDisallow: /feed"))
    assert outcome.feed.records == {}
    assert outcome.asked == []
    assert "robots.txt" in outcome.feed.troubles[0]


@pytest.mark.parametrize("inside", ["http://127.0.0.1:1/feed", "http://169.254.169.254/latest"])
def test_nobody_sends_us_inside(inside: str) -> None:
    sent = Reply(status=302, headers=(("Location", inside),))
    outcome = read(FakeFeed(faults={"/feed": [sent] * 9}))
    assert outcome.feed.records == {}
    assert inside in outcome.feed.troubles[0]


def test_a_page_that_is_far_too_large() -> None:
    feed = FakeFeed(services=[service(1, description="x" * 100_000)])
    with asking(feed, Manners(pause_s=0, largest=50_000)) as (server, client):
        found = read_feed(server.url("/feed"), client.get)
    assert found.records == {}
    assert "more than we take" in found.troubles[0]


def test_nothing_is_there() -> None:
    outcome = read(lambda _: NOTHING)
    assert not outcome.feed.complete
    assert "answered 404" in outcome.feed.troubles[0]


def test_an_empty_feed_is_read_to_its_end() -> None:
    outcome = read(FakeFeed(services=[]))
    assert (outcome.feed.records, outcome.feed.complete) == ({}, True)


def test_taxonomies_are_not_asked_for() -> None:
    outcome = read(FakeFeed())
    assert not [path for path in outcome.asked if "taxonom" in path or "location" in path]


# Listings' own pages


def test_a_listing_that_cannot_be_read_is_named_and_the_others_are_kept() -> None:
    feed = FakeFeed(is_shallow=True, faults={"/feed/services/s-3": [Reply(status=500)] * 99})
    found = read(feed).feed
    assert list(found.records) == [name for name in ALL if name != "s-3"]
    assert found.unread == {"s-3"}
    assert "s-3" in found.troubles[0]


def test_a_listing_without_a_page_of_its_own_is_what_the_list_says() -> None:
    feed = FakeFeed(is_shallow=True, faults={"/feed/services/s-3": [NOTHING]})
    found = read(feed).feed
    assert list(found.records) == ALL
    assert found.records["s-3"] == shallow(service(3))
    assert found.troubles == ()


def test_a_server_that_breaks_down_is_left_alone() -> None:
    faults = {f"/feed/services/s-{n}": [Reply(status=500)] * 99 for n in range(3, 8)}
    outcome = read(FakeFeed(is_shallow=True, faults=faults))
    assert list(outcome.feed.records) == ["s-1", "s-2"]
    assert outcome.feed.unread == set(ALL[2:])
    assert not [path for path in outcome.asked if path.endswith(("s-6", "s-7"))]
    assert "2 listings were not read" in outcome.feed.troubles[-1]


@pytest.mark.parametrize("odd", ["a b/c?d", "../x", "é", "http://x.example/1"])
def test_ids_are_any_text(odd: str) -> None:
    services: list[Record] = [service(1, id=odd)]
    found = read(FakeFeed(services=services, is_shallow=True)).feed
    assert list(found.records) == [odd]
    assert "phones" in json.dumps(found.records[odd])


def test_an_entry_without_an_id_is_told() -> None:
    services: list[Record] = [
        service(1),
        {"name": "Nobody", "description": "x", "status": "active"},
    ]
    found = read(FakeFeed(services=services)).feed
    assert list(found.records) == ["s-1"]
    assert '"Nobody" has no id' in found.troubles[0]


# What was there last time


def test_what_is_gone_is_asked_for_once_more() -> None:
    outcome = read(FakeFeed(), known=("s-1", "s-99"))
    assert outcome.feed.gone == {"s-99"}
    assert outcome.asked[-1] == "/feed/services/s-99"


def test_what_the_list_forgot_is_still_there() -> None:
    hidden = {"/feed/services/s-99": [Reply(service(99))]}
    found = read(FakeFeed(faults=hidden), known=("s-99",)).feed
    assert found.gone == frozenset()
    assert "s-99" in found.records


def test_what_cannot_be_asked_is_not_gone() -> None:
    broken = {"/feed/services/s-99": [Reply(status=500)] * 99}
    found = read(FakeFeed(faults=broken), known=("s-99",)).feed
    assert found.gone == frozenset()
    assert found.unread == {"s-99"}


def test_nothing_is_gone_from_a_feed_that_was_not_read_to_its_end() -> None:
    page = "/feed/services?per_page=100&full=true&page=2"
    found = read(FakeFeed(faults={page: [Reply(status=500)] * 99}), known=("s-99",)).feed
    assert found.gone == frozenset()


def test_half_of_a_feed_is_not_gone_at_once() -> None:
    outcome = read(FakeFeed(), known=tuple(f"old-{n}" for n in range(20)))
    assert outcome.feed.gone == frozenset()
    assert not outcome.feed.complete
    assert "too many to believe" in outcome.feed.troubles[0]
    assert not [path for path in outcome.asked if "old-" in path]


# Going on after a stop


def now_at(hours: float) -> Clock:
    return lambda: MOMENT + timedelta(hours=hours)


class Stop(Exception):
    """Somebody pressed Ctrl-C."""


def test_a_stop_loses_nothing(tmp_path: Path) -> None:
    feed = FakeFeed(is_shallow=True)
    with asking(feed) as (server, client):
        url = server.url("/feed")

        def stopping(asked: str) -> Outcome:
            if asked.endswith("s-5"):
                raise Stop
            return client.get(asked)

        folder = tmp_path / "feed"
        with pytest.raises(Stop), KeptAnswers(folder, url, stopping, now_at(0)) as first:
            read_feed(url, first.get)
        before = len(server.paths)
        with KeptAnswers(folder, url, client.get, now_at(1)) as again:
            assert again.kept == before - 1  # robots.txt is not the feed's
            found = read_feed(url, again.get)
            again.forget()
    assert list(found.records) == ALL
    assert server.paths[before:] == [f"/feed/services/s-{n}" for n in (5, 6, 7)]
    assert not (tmp_path / "feed").exists()


@pytest.mark.parametrize(
    ("hours", "url", "kept"),
    [(1, "https://a.example/", 1), (13, "https://a.example/", 0), (-1, "https://a.example/", 0),
     (1, "https://b.example/", 0)],
)  # fmt: skip
def test_answers_are_kept_for_a_while_and_for_one_feed(
    tmp_path: Path, hours: float, url: str, kept: int
) -> None:
    def get(asked: str) -> Fetched:
        return Fetched(asked, asked, 200, "", b"\xff{}")

    with KeptAnswers(tmp_path, "https://a.example/", get, now_at(0)) as first:
        first.get("https://a.example/x")
    with KeptAnswers(tmp_path, url, get, now_at(hours)) as again:
        assert again.kept == kept
        answer = again.get("https://a.example/x")
    assert isinstance(answer, Fetched)
    assert answer.body == b"\xff{}"


def test_a_line_that_was_cut_off_is_asked_again(tmp_path: Path) -> None:
    def get(asked: str) -> Fetched:
        return Fetched(asked, asked, 200, "", asked.encode())

    with KeptAnswers(tmp_path, "https://a.example/", get, now_at(0)) as kept:
        for name in ("x", "y"):
            kept.get(name)
    path = tmp_path / "answers.ndjson"
    path.write_bytes(path.read_bytes()[:-9])
    with KeptAnswers(tmp_path, "https://a.example/", get, now_at(0)) as again:
        assert again.kept == 1
        again.get("z")
    with KeptAnswers(tmp_path, "https://a.example/", get, now_at(0)) as last:
        assert last.kept == 2


@pytest.mark.parametrize(("to_write", "kept"), [(True, 1), (False, 0)])
def test_what_was_looked_at_is_what_is_written(tmp_path: Path, to_write: bool, kept: int) -> None:
    def get(asked: str) -> Outcome:
        return Fetched(asked, asked, 200, "", b"{}")

    with KeptAnswers(tmp_path, "u", get, now_at(0)) as first:
        first.get("x")
        first.finish()
    with KeptAnswers(tmp_path, "u", get, now_at(1), to_write) as again:
        assert again.kept == kept


def test_failures_are_not_kept(tmp_path: Path) -> None:
    def get(asked: str) -> Outcome:
        return Unanswered(asked, "it broke")

    with KeptAnswers(tmp_path, "u", get, now_at(0)) as kept:
        kept.get("x")
        assert kept.kept == 0


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptAnswers(
        tmp_path / "file" / "x", "u", lambda url: Fetched(url, url, 200, "", b"{}"), now_at(0)
    )
    assert isinstance(kept.get("x"), Fetched)


def test_two_feeds_are_read_alike_with_and_without_pages() -> None:
    small, large = FakeFeed(per_page=2), replace(FakeFeed(), per_page=50)
    assert read(small).feed.records == read(large).feed.records
