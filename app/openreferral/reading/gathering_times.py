"""Schedules of any dialect become one shape, still as the texts a feed has."""

from collections.abc import Iterator

from app.openreferral.reading.picking import pick_flag, pick_objects, pick_text, pick_texts
from app.openreferral.reading.shape import Timing
from app.openreferral.reading.tidying import Record

_SCHEDULES = ("schedules", "schedule", "regular_schedules", "regular_schedule")
_TEXTS = ("hours", "opening_hours", "opening_times")
_HOLIDAYS = ("holiday_schedules", "holiday_schedule")
_DAYS = ("byday", "by_day", "weekday", "weekdays", "day", "days", "day_of_week", "days_of_week")


def gather_timings(record: Record) -> Iterator[Timing]:
    """Yield each entry of a record's schedules, of weeks and of holidays."""
    for item in pick_objects(record, *_SCHEDULES, *_TEXTS):
        yield _read_timing(item)
    for item in pick_objects(record, *_HOLIDAYS):
        yield _read_holiday(item)


def _read_timing(item: Record) -> Timing:
    return Timing(
        days=pick_texts(item, *_DAYS),
        freq=pick_text(item, "freq", "frequency"),
        interval=pick_text(item, "interval"),
        month_days=pick_text(item, "bymonthday", "by_month_day"),
        position=pick_text(item, "bysetpos"),
        opens=pick_text(item, "opens_at", "opens", "open_at", "start_time", "open"),
        closes=pick_text(item, "closes_at", "closes", "close_at", "end_time", "close"),
        start=pick_text(item, "dtstart", "start_date"),
        valid_from=pick_text(item, "valid_from"),
        valid_to=pick_text(item, "valid_to"),
        until=pick_text(item, "until", "end_date"),
        count=pick_text(item, "count"),
        description=pick_text(item, "description", "value"),
        notes=pick_text(item, "notes", "note"),
        attending=pick_text(item, "attending_type"),
        closed=pick_flag(item, "closed", "is_closed") or False,
    )


def _read_holiday(item: Record) -> Timing:
    return Timing(
        start=pick_text(item, "start_date", "valid_from", "date"),
        until=pick_text(item, "end_date", "valid_to"),
        opens=pick_text(item, "opens_at"),
        closes=pick_text(item, "closes_at"),
        closed=pick_flag(item, "closed") is not False,
        description=pick_text(item, "description"),
        holiday=True,
    )
