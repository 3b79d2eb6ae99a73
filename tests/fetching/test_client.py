"""A client that other people's servers can live with, and that nobody can send astray."""

from dataclasses import replace

import pytest

from app.fetching import (
    BadStatus,
    Disallowed,
    Fetched,
    Manners,
    NotFetched,
    Outcome,
    TooLarge,
    Unanswered,
    Unsafe,
    Wandering,
)
from tests.fetching.servers import NOTHING, Answer, Reply, serving, zipped
from tests.fetching.waiting import Waiting

FAST = Manners(about="https://reachin.example", pause_s=0)


def saying(**paths: Reply) -> Answer:
    """Return a server with these pages ("" is /, "a" is /a) and no others."""
    return lambda path: paths.get(path.removeprefix("/").replace("/", "_"), NOTHING)


def in_turn(*replies: Reply) -> Answer:
    """Return a server that gives these answers one after another, the last for ever."""
    left = list(replies)

    def answer(path: str) -> Reply:
        if path == "/robots.txt":
            return NOTHING
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


def ask(answer: Answer, path: str = "/", manners: Manners = FAST) -> tuple[Outcome, list[float]]:
    """Return what a client made of a server, and every wait."""
    waiting = Waiting()
    with serving(answer) as server:
        ours = replace(manners, allowed=frozenset({server.host}))
        with waiting.client(ours) as client:
            return client.get(server.url(path)), waiting.waits


def test_what_came_back() -> None:
    page = Reply({"ok": True}, headers=(("Content-Type", "application/json"),))
    outcome, waits = ask(saying(a=page), "/a#part")
    assert isinstance(outcome, Fetched)
    assert (outcome.status, outcome.body) == (200, b'{"ok": true}')
    assert outcome.content_type == "application/json"
    assert outcome.url.endswith("/a")
    assert waits == []


def test_we_say_who_we_are_and_bring_nothing_else() -> None:
    with serving(saying(a=Reply("x", headers=(("Set-Cookie", "a=b"),)))) as server:
        ours = replace(FAST, allowed=frozenset({server.host}))
        with Waiting().client(ours) as client:
            client.get(server.url("/a"))
            client.get(server.url("/a"))
    sent = server.headers[-1]
    assert sent["user-agent"] == "ReachIn/1.0 (https://reachin.example)"
    assert sent["host"] == server.host
    assert set(sent) <= {"user-agent", "host", "accept", "accept-encoding", "connection"}


def test_the_address_that_was_checked_is_the_one_that_is_asked() -> None:
    looked_up = []  # the system's own resolver knows no such name, now or a moment later

    def resolve(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return ["127.0.0.1"]

    with serving(saying(a=Reply("x"))) as server:
        name = f"feed.example:{server.port}"
        with Waiting().client(replace(FAST, allowed=frozenset({name})), resolve) as client:
            assert isinstance(client.get(f"http://{name}/a"), Fetched)
    assert server.headers[-1]["host"] == name
    assert looked_up == ["feed.example"] * 2  # robots.txt, then the page: never once more


@pytest.mark.parametrize(
    "onward",
    ["http://127.0.0.1:1/x", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "//0/",
     "file:///etc/passwd", "gopher://127.0.0.1/"],
)  # fmt: skip
def test_nobody_sends_us_inside(onward: str) -> None:
    outcome, _ = ask(saying(a=Reply(status=302, headers=(("Location", onward),))), "/a")
    assert isinstance(outcome, NotFetched)
    assert not isinstance(outcome, Unanswered)
    assert onward.removeprefix("//") in outcome.sentence


def test_sent_on_to_where_it_is_now() -> None:
    pages = saying(
        a=Reply(status=301, headers=(("Location", "b"),)),
        b=Reply(status=307, headers=(("Location", "/c#x"),)),
        c=Reply("here"),
    )
    outcome, _ = ask(pages, "/a")
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.url[-2:], outcome.asked[-2:]) == (b"here", "/c", "/a")


def test_sent_on_without_an_end() -> None:
    outcome, _ = ask(lambda path: Reply(status=302, headers=(("Location", f"{path}x"),)), "/a")
    assert isinstance(outcome, Wandering)


def test_sent_on_to_a_page_that_programs_should_not_read() -> None:
    robots = Reply("User-agent: *\nDisallow: /b")
    pages = {"/robots.txt": robots, "/a": Reply(status=302, headers=(("Location", "/b"),))}
    outcome, _ = ask(lambda path: pages.get(path, Reply("x")), "/a")
    assert isinstance(outcome, Disallowed)
    assert "robots.txt" in outcome.sentence


def test_robots_keep_us_away_and_are_asked_once() -> None:
    robots = Reply("User-agent: *\nDisallow: /services")
    with serving(lambda path: robots if path == "/robots.txt" else Reply("x")) as server:
        ours = replace(FAST, allowed=frozenset({server.host}))
        with Waiting().client(ours) as client:
            assert isinstance(client.get(server.url("/services")), Disallowed)
            assert isinstance(client.get(server.url("/services?page=2")), Disallowed)
            assert isinstance(client.get(server.url("/other")), Fetched)
    assert server.paths == ["/robots.txt", "/other"]


@pytest.mark.parametrize(
    ("status", "is_asked"), [(404, True), (403, True), (410, True), (500, False), (503, False)]
)
def test_no_robots_is_leave_and_a_fault_is_not(status: int, is_asked: bool) -> None:
    def answer(path: str) -> Reply:
        return Reply(status=status) if path == "/robots.txt" else Reply("x")

    assert isinstance(ask(answer, "/a")[0], Fetched) is is_asked


def test_a_pause_between_questions() -> None:
    with serving(saying(a=Reply("x"))) as server:
        waiting = Waiting()
        ours = replace(FAST, pause_s=0.5, allowed=frozenset({server.host}))
        with waiting.client(ours) as client:
            for _ in range(3):
                client.get(server.url("/a"))
    assert waiting.waits == [0.5, 0.5, 0.5]


def test_the_pause_that_robots_ask_for() -> None:
    robots = Reply("User-agent: *\nCrawl-delay: 3")
    _, waits = ask(lambda path: robots if path == "/robots.txt" else Reply("x"), "/a")
    assert waits == [3.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_is_asked_again_after_longer_and_longer(status: int) -> None:
    outcome, waits = ask(in_turn(Reply(status=status), Reply(status=status), Reply("fine")))
    assert isinstance(outcome, Fetched)
    assert waits == [1.0, 2.0]


def test_a_fault_that_stays_is_told() -> None:
    outcome, waits = ask(in_turn(Reply(status=500)))
    assert isinstance(outcome, BadStatus)
    assert "a fault of its own" in outcome.sentence
    assert waits == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 501])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    outcome, waits = ask(in_turn(Reply(status=status)))
    assert isinstance(outcome, BadStatus)
    assert (outcome.status, outcome.is_gone, waits) == (status, status in (404, 410), [])
    assert str(status) in outcome.sentence


@pytest.mark.parametrize(
    ("header", "waits"),
    [
        ("7", [7.0]),
        ("Wed, 25 Nov 2026 11:00:09 GMT", [9.0]),
        ("Wed, 25 Nov 2026 10:00:00 GMT", [1.0]),
        ("soon", [1.0]),
        ("0", [1.0]),
        ("-5", [1.0]),
        ("99999999999999999999", []),
        ("3600", []),
    ],
)
def test_the_wait_a_server_asks_for(header: str, waits: list[float]) -> None:
    busy = Reply(status=429, headers=(("Retry-After", header),))
    outcome, waited = ask(in_turn(busy, Reply("fine")))
    assert waited == waits
    if not waits:
        assert isinstance(outcome, BadStatus)
        assert "asks us to wait" in outcome.sentence


def test_a_huge_body_is_left() -> None:
    outcome, _ = ask(in_turn(Reply(b"x" * 2000)), manners=replace(FAST, largest=1000))
    assert isinstance(outcome, TooLarge)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_left() -> None:
    outcome, _ = ask(in_turn(zipped(b"x" * 2_000_000)), manners=replace(FAST, largest=1_000_000))
    assert isinstance(outcome, TooLarge)


def test_a_compressed_answer_is_unpacked() -> None:
    outcome, _ = ask(in_turn(zipped(b"hello")))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b"hello"


@pytest.mark.parametrize(
    "reply",
    [Reply("half", breaks_off=True), Reply(b"no", headers=(("Content-Encoding", "gzip"),))],
    ids=["breaks off", "damaged"],
)
def test_what_breaks_is_told(reply: Reply) -> None:
    outcome, waits = ask(in_turn(reply))
    assert isinstance(outcome, Unanswered)
    assert waits == [1.0, 2.0, 4.0]


def test_a_server_that_drips_is_left() -> None:
    waiting = Waiting()

    def tick() -> float:
        waiting.waits.append(30.0)
        return sum(waiting.waits)

    with serving(in_turn(Reply(b"x" * 10_000_000))) as server:
        ours = replace(FAST, tries=1, allowed=frozenset({server.host}))
        client = Waiting().client(ours)
        client._tick = tick
        with client:
            outcome = client.get(server.url("/a"))
    assert isinstance(outcome, Unanswered)
    assert "too long" in outcome.sentence


def test_a_server_that_is_not_there() -> None:
    with serving(in_turn(Reply("x"))) as server:
        pass
    waiting = Waiting()
    with waiting.client(replace(FAST, tries=2, allowed=frozenset({server.host}))) as client:
        outcome = client.get(server.url("/a"))
    assert isinstance(outcome, Unanswered)
    assert "cannot be reached" in outcome.sentence


def test_a_link_is_checked_without_its_body() -> None:
    with serving(in_turn(Reply(b"x" * 5000))) as server:
        ours = replace(FAST, largest=10, allowed=frozenset({server.host}))
        with Waiting().client(ours) as client:
            outcome = client.check(server.url("/a"))
    assert isinstance(outcome, Fetched)
    assert (outcome.status, outcome.body) == (200, b"")


def test_a_private_address_is_never_asked() -> None:
    with serving(in_turn(Reply("secret"))) as server, Waiting().client(FAST) as client:
        outcome = client.get(server.url("/a"))
    assert isinstance(outcome, Unsafe)
    assert server.paths == []
