"""Strategies that write lines of opening times the way planners might."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

DAY = 24 * 60
NAMES = ["Mon", "tue", "Wednesday", "Thurs", "FRI", "Saturdays", "sun"]

minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
days = st.one_of(
    st.sampled_from(["Every day", "Weekdays", "weekends", "Mon-Fri", "Fri to Mon"]),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(", ".join),
    st.tuples(
        st.sampled_from(["1st", "2nd and 4th", "last", "first, third", "5th"]),
        st.sampled_from(NAMES),
    ).map(" ".join),
)
moments = st.datetimes(
    min_value=datetime(1973, 1, 8),  # noqa: DTZ001
    max_value=datetime(2149, 10, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
near_moments = st.datetimes(
    min_value=datetime(2026, 1, 1),  # noqa: DTZ001
    max_value=datetime(2028, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@st.composite
def times(draw: st.DrawFn) -> str:
    """Write a time of day that nobody could take for another."""
    minute = draw(minutes)
    return draw(st.sampled_from([f"{minute // 60:02}:{minute % 60:02}", say_half(minute)]))


@st.composite
def stretches(draw: st.DrawFn) -> str:
    """Write one stretch of a day or night."""
    first = draw(minutes)
    last = draw(minutes.filter(lambda minute: minute != first))
    dash = draw(st.sampled_from(["-", " to ", " – ", " until "]))
    return f"{first // 60:02}.{first % 60:02}{dash}{say_half(last)}"


def say_half(minute: int) -> str:
    """Write minutes after midnight as 9:00am."""
    hour, rest = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}:{rest:02}{'am' if hour < 12 else 'pm'}"


spans = st.builds(
    "{} {} to {} {}".format, st.sampled_from(NAMES), times(), st.sampled_from(NAMES), times()
)
dates = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day:%d %b %Y}")
yearly = st.dates(date(2027, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day:%d %B}")
runs = st.one_of(
    dates,
    yearly,
    st.builds("{} to {}".format, yearly, yearly),
    st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), min_size=2, max_size=2)
    .map(sorted)
    .map(lambda pair: f"{pair[0]:%d %b %Y} to {pair[1]:%d %b %Y}"),
)
limits = st.sampled_from(
    [
        "",
        "",
        " in term time",
        " in school holidays",
        " by appointment",
        " (not bank holidays)",
        ", open on bank holidays",
        " from 1 Apr to 30 Sep",
        " from 1 Nov to 28 Feb",
        " until 19 Dec 2026",
        " from 5 Jan 2027",
        " from 1 Apr 2026 to 30 Sep 2026, in term time, closed on bank holidays",
    ]
)
kinds = st.one_of(
    st.lists(stretches(), min_size=1, max_size=3).map(", ".join),
    times().map("from {}".format),
    st.sampled_from(["24 hours", "by appointment", "not known", "closed"]),
)
hours = st.one_of(
    st.builds("{} {}{}".format, days, kinds, limits).filter(
        lambda line: "closed" not in line[-12:]
    ),
    st.builds("{} closed".format, st.sampled_from(NAMES)),
    st.builds("24 hours{}".format, limits),
    spans,
)
others = st.one_of(
    runs.map("closed {}".format),
    st.builds("on {} {}".format, runs, stretches()),
    st.builds("on bank holidays {}".format, stretches()),
    st.sampled_from(["other times by appointment", "closed on bank holidays"]),
)
simple_lines = st.lists(st.one_of(hours, others), max_size=4)
