"""Reads calendar files back as a strict calendar does (RFC 5545)."""

import re

Fields = dict[str, str]


def read_calendar(text: str) -> tuple[Fields, list[Fields]]:
    """Return a calendar's own fields, and those of each event; what breaks the rules fails."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert not any(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line) for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    top, *rest = "\n".join(lines[1:-1]).split("\nBEGIN:VEVENT\n")
    events = []
    for event in rest:
        assert event.endswith("\nEND:VEVENT")
        events.append(_fields(event.removesuffix("\nEND:VEVENT")))
    return _fields(top), events


def plain(value: str) -> str:
    """Return a value as it was before it was escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)
    assert not re.search(r"\\(?![\\,;nN])", re.sub(r"\\\\", "", value))
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _fields(text: str) -> Fields:
    pairs = [line.partition(":") for line in text.split("\n")]
    names = [name for name, _, _ in pairs]
    assert len(names) == len(set(names)), names
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Z]+)*", name) for name in names), names
    return {name: value for name, _, value in pairs}
