"""What a planner's lines mean, as plain facts that other modules work from."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.content.hours.bank_holidays import is_bank_holiday
from app.content.hours.wall import DAY

LAST = -1
ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)

Banks = Literal["open", "closed"]
Season = Literal["term time", "school holidays"]
Fallback = Literal["appointment", "unsaid"]
Ending = Literal["known", "no end", "unsaid"]


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same dates every year: (month, day) to (month, day), both included.

    May run past New Year.
    """

    start: tuple[int, int]
    end: tuple[int, int]

    def holds(self, day: date) -> bool:
        """Return whether a day falls within these dates."""
        here = (day.month, day.day)
        if self.start <= self.end:
            return self.start <= here <= self.end
        return here >= self.start or here <= self.end

    def is_over(self, _day: date) -> bool:
        """Return False: these dates come round again."""
        return False


@dataclass(frozen=True, slots=True)
class Dated:
    """Dates in known years, both included; None leaves that side without limit."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Return whether a day falls within these dates."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def is_over(self, day: date) -> bool:
        """Return whether the last of these dates is before `day`."""
        return self.end is not None and self.end < day


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Every bank holiday in Scotland."""

    def holds(self, day: date) -> bool:
        """Return whether a day is a bank holiday."""
        return is_bank_holiday(day)

    def is_over(self, _day: date) -> bool:
        """Return False: bank holidays come round again."""
        return False


Dates = Yearly | Dated
SpecialDates = Dates | BankHolidays


@dataclass(frozen=True, slots=True)
class Stretch:
    """Minutes [start, end) from the midnight that begins the day it starts on.

    `end` passes 1440 when it runs into another day. With `ending` "no end", `end` is
    the next midnight and stands for "some time later".
    """

    start: int
    end: int
    ending: Ending = "known"

    @property
    def is_long(self) -> bool:
        """Return whether it lasts a day or more from a time to a time on a later day."""
        return self.end - self.start >= DAY and self.end != DAY


WHOLE_DAY = Stretch(0, DAY)


@dataclass(frozen=True, slots=True)
class Hours:
    """Times that come back: weekdays (0 is Monday), or some weekdays of each month.

    `ordinals` counts weekdays within the month (1 to 5, or LAST); empty means every week.
    `dates` bounds the days on which a stretch may start.
    """

    days: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    ordinals: tuple[int, ...] = ()
    dates: Dates | None = None
    season: Season | None = None
    appointment: bool = False
    banks: Banks | None = None

    @property
    def is_weekly(self) -> bool:
        """Return whether it comes back every week of every year."""
        return not self.ordinals and self.dates is None

    @property
    def is_round_the_clock(self) -> bool:
        """Return whether it means 24 hours, every day of the week."""
        return (
            self.days == ALL_DAYS
            and self.stretches == (WHOLE_DAY,)
            and not (self.ordinals or self.appointment or self.season)
        )

    def starts_on(self, day: date) -> bool:
        """Return whether its stretches start on a day."""
        return (
            day.weekday() in self.days
            and (not self.ordinals or self._is_counted(day))
            and (self.dates is None or self.dates.holds(day))
        )

    def _is_counted(self, day: date) -> bool:
        if LAST in self.ordinals and (day + timedelta(days=7)).month != day.month:
            return True
        return (day.day - 1) // 7 + 1 in self.ordinals


@dataclass(frozen=True, slots=True)
class Special:
    """Times that replace a day's own."""

    dates: SpecialDates
    stretches: tuple[Stretch, ...]
    appointment: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a listing's lines say. `shut` holds weekdays said to be closed."""

    hours: tuple[Hours, ...] = ()
    specials: tuple[Special, ...] = ()
    closures: tuple[Dates, ...] = ()
    shut: tuple[int, ...] = ()
    banks: Banks | None = None
    fallback: Fallback | None = None

    def banks_for(self, rule: Hours) -> Banks | None:
        """Return what a rule does on bank holidays, or None when nothing is said."""
        return rule.banks or self.banks or ("open" if rule.is_round_the_clock else None)
