"""A client that other people's servers can live with: named, slow, and gone when asked to go.

It says who it is, obeys robots.txt, pauses between questions to one server, waits as long as it is
told to, gives up in time, and takes no more than it can hold.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin

from app.clock import Clock, elapsed, london_now, rest
from app.fetching.connecting import Broken, Connections
from app.fetching.outcomes import (
    TOO_SLOW,
    BadStatus,
    Disallowed,
    Fetched,
    NotFetched,
    Outcome,
    TooLarge,
    Unanswered,
    Wandering,
)
from app.fetching.robots import MOST_BYTES, Robots, read_robots
from app.fetching.targets import Resolve, Target, find_target, look_up

NAME = "ReachIn"
"""What robots.txt may call us."""
SENT_ON = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave. Times are seconds, sizes bytes.

    `about` tells the other side where to read about us. `allowed` names servers of one's own, which
    may be private and use any port.
    """

    about: str = ""
    pause_s: float = 0.5
    timeout_s: float = 20.0
    deadline_s: float = 120.0
    tries: int = 4
    longest_wait_s: float = 120.0
    largest: int = 64_000_000
    most_hops: int = 5
    accept: str = "application/json, */*;q=0.5"
    allowed: frozenset[str] = frozenset()

    @property
    def agent(self) -> str:
        """Return the User-Agent."""
        return f"{NAME}/1.0 ({self.about})" if self.about else f"{NAME}/1.0"


class PoliteClient:
    """Asks one address at a time; `resolve`, `now`, `tick` and `wait` are given by tests."""

    def __init__(
        self,
        manners: Manners | None = None,
        resolve: Resolve = look_up,
        now: Clock = london_now,
        tick: Callable[[], float] = elapsed,
        wait: Callable[[float], None] = rest,
    ) -> None:
        self.manners = manners or Manners()
        self._resolve = resolve
        self._now = now
        self._tick = tick
        self._wait = wait
        self._lines = Connections(self.manners.timeout_s)
        self._robots: dict[str, Robots | NotFetched] = {}
        self._asked_at: dict[str, float] = {}

    def get(self, url: str) -> Outcome:
        """Return what an address answers, or why it does not. Never raises for the network."""
        return self._follow(url, self.manners.largest)

    def check(self, url: str) -> Outcome:
        """Return whether an address answers: as `get`, without its body."""
        return self._follow(url, 0)

    def close(self) -> None:
        """Close the connections."""
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _follow(self, url: str, largest: int, is_robots: bool = False) -> Outcome:
        """Ask, and go where we are sent; each new address is judged like the first."""
        here, moved, for_good = urldefrag(url)[0], "", True
        for _ in range(self.manners.most_hops + 1):
            target = find_target(here, self.manners.allowed, self._resolve)
            if isinstance(target, NotFetched):
                return target
            if not is_robots and (refusal := self._refuse(target)):
                return refusal
            outcome = self._ask_patiently(target, largest, is_robots)
            if isinstance(outcome, NotFetched):
                return outcome
            if outcome.status not in SENT_ON:
                kind, body = outcome.content_type, outcome.body
                return Fetched(url, here, outcome.status, kind, body, moved)
            here = urldefrag(urljoin(here, outcome.url))[0]
            for_good = for_good and outcome.status in FOR_GOOD
            moved = here if for_good else moved
        return Wandering(url)

    def _refuse(self, target: Target) -> NotFetched | None:
        """Return why a server's robots.txt keeps us away, or None."""
        if target.origin not in self._robots:
            self._robots[target.origin] = self._read_robots(target)
        robots = self._robots[target.origin]
        if isinstance(robots, NotFetched):
            return robots
        return None if robots.allows(target.url) else Disallowed(target.url)

    def _read_robots(self, target: Target) -> Robots | NotFetched:
        """Return what a server asks of us. RFC 9309, 2.3.1: none is leave, a fault is not."""
        answer = self._follow(f"{target.origin}/robots.txt", MOST_BYTES, is_robots=True)
        if isinstance(answer, Fetched):
            return read_robots(answer.body.decode("utf-8", "replace"), NAME)
        is_none = isinstance(answer, BadStatus) and 400 <= answer.status < 500
        return Robots() if is_none or isinstance(answer, Wandering) else answer

    def _ask_patiently(self, target: Target, largest: int, is_cut: bool) -> Outcome:
        """Ask, and again after a while where that may help."""
        for attempt in range(self.manners.tries):
            self._take_turn(target)
            outcome = self._ask(target, largest, is_cut)
            told = outcome.wait_s if isinstance(outcome, BadStatus) else 0.0
            is_last = attempt == self.manners.tries - 1
            if is_last or not _may_help(outcome) or told > self.manners.longest_wait_s:
                break
            self._wait(max(told, 2.0**attempt))
        return outcome

    def _take_turn(self, target: Target) -> None:
        """Pause until this server has had its rest."""
        robots = self._robots.get(target.origin)
        asked_for = robots.pause_s if isinstance(robots, Robots) else 0.0
        pause = max(self.manners.pause_s, asked_for)
        last = self._asked_at.get(target.origin)
        if last is not None and (left := last + pause - self._tick()) > 0:
            self._wait(left)
        self._asked_at[target.origin] = self._tick()

    def _ask(self, target: Target, largest: int, is_cut: bool) -> Outcome:
        """Ask once. Where we are sent on, `url` of the answer is the new address."""
        headers = {
            "User-Agent": self.manners.agent,
            "Accept": self.manners.accept,
            "Accept-Encoding": "gzip",
        }
        until = self._tick() + self.manners.deadline_s
        try:
            with self._lines.ask(target, headers) as answer:
                kind = answer.headers.get("content-type", "")
                if answer.status_code in SENT_ON and "location" in answer.headers:
                    onward = answer.headers["location"]
                    return Fetched(target.url, onward, answer.status_code, kind, b"")
                if not answer.is_success:
                    told = self._read_wait(answer.headers.get("retry-after", ""))
                    return BadStatus(target.url, answer.status_code, told)
                pieces = answer.iter_bytes() if largest else ()
                body = self._gather(target, pieces, until, largest, is_cut)
                if isinstance(body, NotFetched):
                    return body
                return Fetched(target.url, target.url, answer.status_code, kind, body)
        except Broken as broken:
            return broken.outcome

    def _gather(
        self, target: Target, pieces: Iterable[bytes], until: float, largest: int, is_cut: bool
    ) -> bytes | NotFetched:
        """Return a body as it arrives, unless it is too large or too slow."""
        body = bytearray()
        for piece in pieces:
            body += piece
            if len(body) > largest:
                return bytes(body[:largest]) if is_cut else TooLarge(target.url, largest)
            if self._tick() > until:
                return Unanswered(target.url, TOO_SLOW)
        return bytes(body)

    def _read_wait(self, text: str) -> float:
        """Return how many seconds Retry-After asks for (RFC 9110, section 10.2.3); 0 if none."""
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return 0.0
        return max(0.0, _seconds_between(self._now(), moment))


def _may_help(outcome: Outcome) -> bool:
    if isinstance(outcome, BadStatus):
        return outcome.status in TRY_AGAIN
    return isinstance(outcome, NotFetched) and outcome.may_pass


def _seconds_between(now: datetime, moment: datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return (aware - now).total_seconds()
