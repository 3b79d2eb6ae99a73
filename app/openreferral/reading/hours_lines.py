"""Schedules become the lines a planner would write; what no line can say goes to the hours note."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.content.hours import HoursProblem, Schedule, parse_hours
from app.content.hours.lexer import DAY_NAMES
from app.content.wording import sentences
from app.openreferral.drafts import Note, Value
from app.openreferral.reading.markup import cut_text, plain_text
from app.openreferral.reading.moments import read_date, read_time, write_day
from app.openreferral.reading.parts import Part, dropped, guessed, mapped, quote
from app.openreferral.reading.rules import (
    ALL_DAYS,
    NoRule,
    Rule,
    read_days,
    read_rules,
    says_term_time,
)
from app.openreferral.reading.shape import Timing

LONGEST_HOURS_NOTE = 300
_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th", -1: "last"}
_IN_LINES = re.compile(
    rf"\b(?:(?:{'|'.join(day.lower() for day in DAY_NAMES)})s?|{'|'.join(_SHORT).lower()}|weekdays?"
    r"|terms?|school terms?|times?|only|every|each|week|from|to|until|and|at|in|during|on|open"
    r"|\d*(?:am|pm)|noon)\b"
)
_LAST_MINUTE = 23 * 60 + 59
_LOCAL = ("local uk time", "local time", "uk time", "times are local")


@dataclass(slots=True)
class _Heard:
    """What was made of the entries so far."""

    rules: list[Rule] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_hours(timings: Iterable[Timing], changed: date | None) -> Part:
    """Return `hours` lines that are all good, and `hours_note` for what lines cannot say.

    `changed` is the day the record was last changed or assured, if the feed says so.
    """
    heard = _Heard()
    for timing in dict.fromkeys(timings):
        if timing.holiday or (timing.closed and not timing.days):
            _hear_holiday(timing, changed, heard)
        else:
            _hear_timing(timing, changed, heard)
    return _write(heard)


def _hear_timing(timing: Timing, changed: date | None, heard: _Heard) -> None:
    told = [text for text in _words_of(timing) if text]
    days = sorted({day for _, day in read_days(timing)})
    if timing.closed and days:
        heard.lines.append(f"{_write_days(tuple(days))} closed")
        return
    rules = read_rules(timing, changed)
    if isinstance(rules, NoRule):
        _hear_words(timing, told, rules, heard)
        return
    heard.rules += rules
    heard.notes += _note_rules(rules, timing)
    _hear_beside(told, heard)


def _hear_beside(told: list[str], heard: _Heard) -> None:
    """Keep what the words beside a rule add: closed days and bank holidays as lines."""
    for sentence in (part for text in told for part in sentences(text)):
        line = sentence.rstrip(".")
        schedule = _parse(line)
        if schedule is None:
            heard.said += [sentence] if not _says_no_more(line) else []
        elif schedule.plan.closures or schedule.plan.banks or schedule.plan.shut:
            heard.lines += [line] if not schedule.plan.hours else []


def _says_no_more(text: str) -> bool:
    """Return whether a text holds only days, times and term time, which a line says already."""
    return not any(letter.isalpha() for letter in _IN_LINES.sub(" ", text.lower()))


def _words_of(timing: Timing) -> Iterator[str]:
    """Yield what an entry says in words, but that its times are local."""
    for text in filter(None, (timing.description, timing.notes)):
        kept = [s for s in sentences(plain_text(text)) if s.lower().strip(". ") not in _LOCAL]
        yield " ".join(kept)


def _hear_words(timing: Timing, told: list[str], problem: NoRule, heard: _Heard) -> None:
    """Keep an entry that is no rule: as a line if its words are one, else as words."""
    raw = _say(timing)
    if problem.ended:
        day = write_day(problem.ended)
        heard.notes.append(dropped("hours", f"Times that ended on {day} are left out."))
        heard.asides.append(f"Its times in the feed ended on {day}: {raw or ' '.join(told)}.")
        return
    lines = [] if raw else [text for text in told if _are_known(text.rstrip("."))]
    heard.lines += [text.rstrip(".") for text in lines]
    words = [text for text in told if text not in lines]
    heard.said += words or ([raw] if raw else [])
    if raw or not told:
        message = f"One of the feed's times is no line of hours: {problem.reason}."
        heard.notes.append(dropped("hours", message))


def _say(timing: Timing) -> str:
    """Return an entry that is no line as words, or "" where it gives no times."""
    opens, closes = read_time(timing.opens), read_time(timing.closes)
    times = [
        read.write() if read else plain_text(text or "")
        for read, text in ((opens, timing.opens), (closes, timing.closes))
    ]
    if not any(times):
        return ""
    interval = (timing.interval or "1").strip()
    unit = "months" if (timing.freq or "").lower().startswith("month") else "weeks"
    every = f"Every {interval} {unit}" if interval not in ("0", "1") else ""
    dates = f"Day {timing.month_days} of the month" if timing.month_days else ""
    days = ", ".join(dict.fromkeys(DAY_NAMES[day] for _, day in read_days(timing)))
    count = f"{timing.count} times" if timing.count else ""
    first = read_date(timing.start) or read_date(timing.valid_from)
    start = f"from {write_day(first)}" if first else ""
    return ", ".join(
        filter(None, (every, dates, days, " to ".join(filter(None, times)), count, start))
    )


def _hear_holiday(timing: Timing, changed: date | None, heard: _Heard) -> None:
    first = read_date(timing.start) or read_date(timing.valid_from)
    last = read_date(timing.until) or read_date(timing.valid_to) or first
    if first is None or last is None or last < first:
        heard.notes.append(dropped("holiday_schedules", "A holiday without dates we can read."))
        return
    if changed and last < changed:
        heard.notes.append(dropped("holiday_schedules", f"A holiday over on {write_day(last)}."))
        return
    span = write_day(first) if first == last else f"{write_day(first)} to {write_day(last)}"
    opens, closes = read_time(timing.opens, first), read_time(timing.closes, first)
    if not timing.closed and opens and closes:
        heard.lines.append(f"On {span} {opens.write()}-{closes.write()}")
    elif timing.closed:
        heard.lines.append(f"Closed {span}")
    else:
        heard.said.append(plain_text(timing.description or f"Different times {span}"))


def _note_rules(rules: tuple[Rule, ...], timing: Timing) -> Iterator[Note]:
    zoned = frozenset[str]().union(*(rule.zoned for rule in rules))
    times = " to ".join(text for text in (timing.opens, timing.closes) if text)
    if "assumed" in zoned:
        yield guessed("hours", f"{times} has a time zone: we took it as UK time. Check it.")
    if "converted" in zoned:
        yield guessed("hours", f"{times} is in another time zone: we made UK time of it. Check it.")
    if any(rule.term_time for rule in rules) and says_term_time(timing):
        yield guessed("hours", "The feed's words say term time, so the line does too.")
    if timing.month_days and timing.days:
        yield dropped("bymonthday", "Days of the week count, so days of the month are left out.")
    if any(rule.closes is None for rule in rules):
        yield guessed("hours", "The feed does not say when it closes.")


def _write(heard: _Heard) -> Part:
    fields: dict[str, Value] = {}
    lines, lost = _keep_good([*_write_rules(heard.rules), *dict.fromkeys(heard.lines)])
    notes = [
        *heard.notes,
        *(dropped("hours", f"{quote(line)} is no line of ours.") for line in lost),
    ]
    asides = [*heard.asides, *(f"Its times in the feed also said: {line}." for line in lost)]
    if lines:
        fields["hours"] = list[Value](lines)
        notes.append(mapped("hours", f"Lines of opening times from the feed: {len(lines)}."))
    said = list(dict.fromkeys(heard.said))
    if said:
        note, rest = cut_text(_join_sentences(said), LONGEST_HOURS_NOTE)
        fields["hours_note"] = note
        notes.append(mapped("hours_note", "The feed's words about its times."))
        asides += [f"More about its times: {rest}"] if rest else []
    return Part(fields, tuple(notes), tuple(asides))


def _keep_good(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines that can stand together, and those that cannot."""
    good: list[str] = []
    lost: list[str] = []
    for line in lines:
        (good if _parse(*good, line) else lost).append(line)
    return good, lost


def _are_known(*lines: str) -> bool:
    schedule = _parse(*lines)
    return schedule is not None and schedule.known


def _parse(*lines: str) -> Schedule | None:
    try:
        return parse_hours(lines)
    except HoursProblem:
        return None


def _join_sentences(texts: list[str]) -> str:
    return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in texts)


def _write_rules(rules: list[Rule]) -> list[str]:
    """Return rules as lines: days with the same times together, a day's openings in one line."""
    stretches: dict[tuple[str, tuple[int, ...], int], list[tuple[int, str]]] = {}
    for rule in rules:
        opens, text = rule.opens.minutes, _write_stretch(rule)
        for day in rule.days:
            held = stretches.setdefault((_write_limits(rule), rule.ordinals, day), [])
            if (opens, text) not in held:
                held.append((opens, text))
    days: dict[tuple[str, tuple[int, ...], tuple[str, ...]], list[int]] = {}
    for (limits, ordinals, day), held in stretches.items():
        texts = tuple(text for _, text in sorted(held))
        days.setdefault((limits, ordinals, texts), []).append(day)
    ordered = sorted(days.items(), key=lambda item: (item[0][1] != (), item[0][0], min(item[1])))
    return [
        _write_line(tuple(sorted(listed)), ordinals, texts, limits)
        for (limits, ordinals, texts), listed in ordered
    ]


def _write_line(
    days: tuple[int, ...], ordinals: tuple[int, ...], texts: tuple[str, ...], limits: str
) -> str:
    if texts == ("24 hours",) and days == ALL_DAYS and not ordinals:
        return f"24 hours{limits}"
    counted = " and ".join(_ORDINALS[n] for n in ordinals)
    singly = ", ".join(_SHORT[day] for day in days)
    named = f"{counted} {singly}" if counted else _write_days(days)
    line = f"{named} {', '.join(texts)}{limits}"
    return line[0].upper() + line[1:]


def _write_stretch(rule: Rule) -> str:
    opens, closes = rule.opens, rule.closes
    if closes is None:
        return f"from {opens.write()}"
    if opens.minutes in (0, 24 * 60) and closes.minutes in (0, _LAST_MINUTE, 24 * 60):
        return "24 hours"
    padded = closes.minutes < opens.minutes
    ends = "24:00" if closes.minutes in (0, _LAST_MINUTE) else closes.write(padded)
    return f"{opens.write()}-{ends}"


def _write_limits(rule: Rule) -> str:
    text = " in term time" if rule.term_time else ""
    if rule.start and rule.end:
        return f"{text} from {write_day(rule.start)} to {write_day(rule.end)}"
    if rule.start:
        return f"{text} from {write_day(rule.start)}"
    return f"{text} until {write_day(rule.end)}" if rule.end else text


def _write_days(days: tuple[int, ...]) -> str:
    """Return days as planners write them: Mon-Thu, Sat. Runs of three days or more are joined."""
    if days == ALL_DAYS:
        return "Every day"
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    texts = [_SHORT[r[0]] + (f"-{_SHORT[r[-1]]}" if len(r) > 2 else "") for r in runs]
    texts = [f"{t}, {_SHORT[r[1]]}" if len(r) == 2 else t for t, r in zip(texts, runs, strict=True)]
    return ", ".join(texts)
