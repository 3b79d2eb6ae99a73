"""How often one address may do something: kept with `limits`, counted in the shared database.

Every process and replica counts together, with no other server to run. What is counted is a keyed
digest of the address, made with a secret and the day, so that a row cannot be turned back into an
address nor two days be joined. Where the database is down each process counts for itself.
"""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from app.clock import Clock
from app.store.database import Database, StoreDown
from app.store.tables import Turn


@dataclass(frozen=True, slots=True)
class Allowance:
    """A name for what is limited, and how often: "20 per 10 minutes"."""

    name: str
    rate: str

    @property
    def item(self) -> RateLimitItem:
        """Return the allowance as `limits` has it."""
        return parse(self.rate)


class Turnstile:
    """Lets each address through as often as an allowance says. Calls wait: use a thread."""

    def __init__(self, database: Database, clock: Clock, secret: Iterable[str] = ()) -> None:
        """Take the secrets that replicas share, newest first; with none, one is made."""
        self._clock = clock
        self._key = next(iter(secret), None) or secrets.token_hex(32)
        self._shared = FixedWindowRateLimiter(SharedTurns(database, clock))
        self._alone = FixedWindowRateLimiter(MemoryStorage())

    def lets_through(self, allowance: Allowance, who: str) -> bool:
        """Take a turn for an address, and return whether it was still allowed."""
        name = self._name(allowance, who)
        try:
            return self._shared.hit(allowance.item, name)
        except StoreDown:
            return self._alone.hit(allowance.item, name)

    def forget(self, allowance: Allowance, who: str) -> None:
        """Give an address all its turns back."""
        name = self._name(allowance, who)
        self._alone.clear(allowance.item, name)
        try:
            self._shared.clear(allowance.item, name)
        except StoreDown:
            return

    def _name(self, allowance: Allowance, who: str) -> str:
        told = f"{allowance.name} {self._clock():%Y-%m-%d} {who}"
        return hmac.new(self._key.encode(), told.encode(), hashlib.sha256).hexdigest()[:40]


class SharedTurns(Storage):
    """Where `limits` keeps its counts: rows of our database."""

    STORAGE_SCHEME = ["reachin"]  # noqa: RUF012

    def __init__(self, database: Database, clock: Clock) -> None:
        """Take the database to count in."""
        super().__init__()
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what a failure of this store raises."""
        return StoreDown

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add to a count, which starts again when its stretch of time is over, and return it."""
        now = int(self._clock().timestamp())
        with self._database.session() as session:
            insert = sqlite.insert if self._database.kind == "sqlite" else postgresql.insert
            fresh = insert(Turn).values(key=_shorten(key), taken=amount, until=now + int(expiry))
            over = col(Turn.until) <= now
            again = fresh.on_conflict_do_update(
                index_elements=["key"],
                set_={
                    "taken": case((over, amount), else_=col(Turn.taken) + amount),
                    "until": case((over, now + int(expiry)), else_=col(Turn.until)),
                },
            ).returning(col(Turn.taken))
            taken: int = session.execute(again).scalar_one()
        return taken

    def get(self, key: str) -> int:
        """Return a count; nought where it is over."""
        turn = self._find(key)
        return turn.taken if turn is not None else 0

    def get_expiry(self, key: str) -> float:
        """Return when a count is over, in seconds since 1970."""
        turn = self._find(key)
        return float(turn.until) if turn is not None else self._clock().timestamp()

    def check(self) -> bool:
        """Return whether the store answers."""
        try:
            self._database.prepare()
        except StoreDown:
            return False
        return True

    def reset(self) -> int:
        """Forget every count and return how many there were."""
        with self._database.session() as session:
            return session.execute(delete(Turn)).rowcount  # type: ignore[attr-defined,no-any-return]

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._database.session() as session:
            session.execute(delete(Turn).where(col(Turn.key) == _shorten(key)))

    def _find(self, key: str) -> Turn | None:
        now = int(self._clock().timestamp())
        with self._database.session() as session:
            asked = select(Turn).where(Turn.key == _shorten(key), Turn.until > now)
            return session.exec(asked).first()


def drop_old_turns(database: Database, clock: Clock) -> int:
    """Delete counts whose stretch of time is over, and return how many."""
    now = int(clock().timestamp())
    with database.session() as session:
        gone = session.execute(delete(Turn).where(col(Turn.until) <= now))
        return gone.rowcount  # type: ignore[attr-defined,no-any-return]


def _shorten(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
