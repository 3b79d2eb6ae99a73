"""Time that passes only when somebody waits, so that tests see every pause and never sleep."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.clock import LONDON
from app.fetching import Manners, PoliteClient
from app.fetching.targets import Resolve, look_up

MOMENT = datetime(2026, 11, 25, 11, 0, tzinfo=LONDON)


@dataclass
class Waiting:
    """A clock that waits fast, and remembers each wait in seconds."""

    waits: list[float] = field(default_factory=list)

    def tick(self) -> float:
        return sum(self.waits)

    def now(self) -> datetime:
        return MOMENT + timedelta(seconds=self.tick())

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))

    def client(self, manners: Manners, resolve: Resolve = look_up) -> PoliteClient:
        """Return a client that lives in this time."""
        return PoliteClient(manners, resolve, self.now, self.tick, self.wait)
