"""A feed on this machine that lies, fails and repeats itself as the feeds of councils do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, unquote, urlsplit

from app.fetching import Manners
from app.planning.feeds import Feed, Limits, read_feed
from tests.fetching.servers import NOTHING, Answer, Asked, Reply, serving
from tests.fetching.waiting import Waiting

ROOT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://path/to/profile",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}
Record = dict[str, object]


def service(number: int | str, **changed: object) -> Record:
    """Return a made-up service in full."""
    return {
        "id": f"s-{number}",
        "name": f"Corner group {number}",
        "description": "We help you with food. Come along.",
        "status": "active",
        "organization": {"id": "o-1", "name": "Good Neighbours", "description": "Runs groups."},
        "phones": [{"id": "p-1", "number": "0141 496 0001"}],
        "schedules": [],
        "service_areas": [{"id": "a-1", "name": "Glasgow"}],
        **changed,
    }


def shallow(record: Record) -> Record:
    """Return what a list tells of a service: its own fields."""
    return {k: v for k, v in record.items() if k in ("id", "name", "description", "status")}


@dataclass
class FakeFeed:
    """A feed under /feed. Each switch is a fault that real feeds have."""

    services: list[Record] = field(default_factory=lambda: [service(n) for n in range(1, 8)])
    per_page: int = 3
    first_page: int = 1
    is_shallow: bool = False
    has_root: bool = True
    ignores_pages: bool = False
    is_endless: bool = False
    total: int | None = None
    says_last: bool | None = None
    tells_page: bool = True
    ends_with: int = 200
    bare: bool = False
    refuses_extras: bool = False
    robots: str = ""
    faults: dict[str, list[Reply]] = field(default_factory=dict)
    """What some paths answer first, one after another, before they answer as they should."""

    def __call__(self, path: str) -> Reply:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Reply(self.robots) if self.robots else NOTHING
        for start, replies in self.faults.items():
            if path.startswith(start) and replies:
                return replies.pop(0)
        if parts.path.rstrip("/") == "/feed":
            return Reply(ROOT) if self.has_root else NOTHING
        if parts.path == "/feed/services":
            return self._list({name: values[0] for name, values in parse_qs(parts.query).items()})
        if parts.path.startswith("/feed/services/"):
            wanted = unquote(parts.path.rpartition("/")[2])
            return next((Reply(s) for s in self.services if s["id"] == wanted), NOTHING)
        return NOTHING

    def _list(self, query: Mapping[str, str]) -> Reply:
        if self.refuses_extras and "full" in query:
            return Reply(status=400)
        number = int(query.get("page", self.first_page))
        index = 0 if self.ignores_pages else number - self.first_page
        start = index * self.per_page
        found = self.services[start : start + self.per_page]
        if self.is_endless:
            found = [service(n) for n in range(start, start + self.per_page)]
        if not found and self.ends_with != 200:
            return Reply(status=self.ends_with)
        listed = [shallow(record) for record in found] if self.is_shallow else found
        if self.bare:
            return Reply(listed)
        total = len(self.services) if self.total is None else self.total
        last = start + self.per_page >= len(self.services)
        told = {"page_number": number} if self.tells_page else {}
        return Reply({
            "total_items": total, "total_pages": -(-total // self.per_page), **told,
            "size": len(found), "first_page": number == self.first_page,
            "last_page": last if self.says_last is None else self.says_last,
            "empty": not found, "contents": listed,
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of reading a feed: what it says, what was asked, and every wait."""

    feed: Feed
    asked: list[str]
    waits: list[float]


def read(
    answer: Answer,
    path: str = "/feed",
    known: tuple[str, ...] = (),
    limits: Limits | None = None,
    told: Callable[[str, int, int | None], None] = lambda *_: None,
) -> Outcome:
    """Read a fake feed over the network of this machine."""
    with asking(answer) as (server, client):
        feed = read_feed(server.url(path), client.get, known, told, limits)
        return Outcome(feed, server.feed_paths, client.waits)


class Asking:
    """A polite client of one fake server, in a time of its own."""

    def __init__(self, server: Asked, manners: Manners) -> None:
        self._waiting = Waiting()
        self._client = self._waiting.client(replace(manners, allowed=frozenset({server.host})))
        self.get = self._client.get
        self.close = self._client.close

    @property
    def waits(self) -> list[float]:
        return self._waiting.waits


@contextmanager
def asking(answer: Answer, manners: Manners | None = None) -> Iterator[tuple[Asked, Asking]]:
    """Lend a fake server and a client that may ask it."""
    with serving(answer) as server:
        client = Asking(server, manners or Manners(pause_s=0))
        try:
            yield server, client
        finally:
            client.close()
