"""What time it is where families are: the only module that asks, so tests can freeze it."""

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

Clock = Callable[[], datetime]


def london_now() -> datetime:
    """Return the present moment as an aware datetime in Europe/London."""
    return datetime.now(LONDON)


def elapsed() -> float:
    """Return seconds on a clock that only ever goes forward, for measuring waits."""
    return time.monotonic()


def rest(seconds: float) -> None:
    """Do nothing for a while."""
    time.sleep(seconds)
