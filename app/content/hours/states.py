"""What can be said about a place at one moment: open, closed, or not known and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Reason = Literal["unsaid", "appointment", "bank holiday", "term time", "no end"]


@dataclass(frozen=True, slots=True)
class Open:
    """Open at this moment; `until` is the first moment it is not known to be open.

    `until` is None when that is more than 60 days away, or never.
    """

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed at this moment; `until` is the first moment it is not known to be closed.

    `until` is None when that is more than 60 days away, or never. `opens` is False when
    we cannot be sure that it opens then (a bank holiday, term time, an appointment).
    """

    until: datetime | None
    opens: bool = True


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Nobody can say from what is written; `reason` says why.

    `school_holidays` tells the two halves of the reason "term time" apart.
    """

    reason: Reason
    school_holidays: bool = False


State = Open | Closed | NotKnown
