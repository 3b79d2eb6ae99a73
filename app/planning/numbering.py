"""Whether a number can be one that anybody answers, and what it costs: by Ofcom's numbering plan.

A number may look right and reach nobody: a digit too few, an area that is not there, a range that
was closed, or one kept for films. Source: the National Telephone Numbering Plan (Ofcom).
"""

import re
from dataclasses import dataclass
from typing import Literal

DoubtKind = Literal[
    "length", "no such code", "closed", "made up", "costs", "abroad", "not a number"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with a number, or what it costs: `detail` is the code, or pounds and pence."""

    kind: DoubtKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class _Range:
    """Numbers that begin alike: how many digits they have, and the most they cost beside a call."""

    starts: str
    lengths: tuple[int, ...] = (11,)
    costs: str = ""


_RANGES = (
    *(_Range(start) for start in ("020", "023", "024", "028", "029")),
    *(_Range(start) for start in ("030", "033", "034", "037", "055", "056")),
    *(_Range(f"07{digit}") for digit in "12345789"),
    _Range("07624"),
    _Range("070", costs="£1"),
    _Range("076", costs="£1"),
    _Range("0800", (10, 11)),
    _Range("0808"),
    *(_Range(start, costs="7p") for start in ("0843", "0844", "0845")),
    *(_Range(start, costs="13p") for start in ("0870", "0871", "0872", "0873")),
    *(_Range(start, costs="£3.60") for start in ("090", "091", "098")),
)
"""Beside 01. Costs are the most a minute, without what the phone company adds."""

_CITIES = re.compile(r"011[3-8]|01[2-6]1|0191")
"""Codes of three digits after the 0: their numbers always have eleven."""
_AREAS = {
    "12": "0:02456789 2:3456789 3:345679 4:12345689 5:023456789 6:01234789 7:013456789"
    " 8:023456789 9:0123456789",
    "13": "0:0123456789 2:023456789 3:0234579 4:012346789 5:023456789 6:012346789 7:1235679"
    " 8:012346789 9:234578",
    "14": "0:03456789 2:02345789 3:0123456789 4:0234569 5:012345678 6:012345679 7:0123456789"
    " 8:02345789 9:012345679",
    "15": "0:12356789 2:02456789 3:015689 4:023456789 5:03456789 6:0123456789 7:012356789"
    " 8:0123468 9:012345789",
    "16": "0:034689 2:01235689 3:013456789 4:123467 5:01234569 6:13456789 7:012345678"
    " 8:013456789 9:0124578",
    "17": "0:0246789 2:0123456789 3:023678 4:03456789 5:012346789 6:013456789 7:012356789"
    " 8:02456789 9:023456789",
    "18": "0:356789 2:12345789 3:0234578 4:01234578 5:12456789 6:234569 7:0123456789"
    " 8:023456789 9:02569",
    "19": "0:0234589 2:02345689 3:12345789 4:23456789 5:01234579 6:234789 7:0124578"
    " 8:0123456789 9:23457",
}
"""Codes of four digits after the 0, as their third digit and what the fourth may be."""
_SHORT = re.compile(r"999|112|111|101|105|119|159|116\d{3}|1800[01]")
_SHORT_TEXT = re.compile(r"999|[678]\d{4,6}|18000")
_DIRECTORY = re.compile(r"118\d{3}")
_WHOLE = frozenset({"08001111"})
"""Childline's number, the one with eight digits."""
_CLOSED = re.compile(r"0500|08454647")
_FOR_FILMS = re.compile(
    r"(?:011[3-8]|01[2-6]1)4960\d{3}|01914980\d{3}|01632960\d{3}|02079460\d{3}|028964960\d\d"
    r"|02920180\d{3}|03069990\d{3}|07700900\d{3}|08081570\d{3}|09098790\d{3}"
)
_TELLS_COST = re.compile(r"cost|charg|free|pence|pay|\d ?p\b|£", re.IGNORECASE)


def doubt_number(number: str, note: str = "", *, is_text: bool = False) -> Doubt | None:
    """Return what a planner should look at in a number, or None.

    A cost that the contact's note tells families is none to look at. `is_text`: it is texted.
    """
    digits = re.sub(r"\D", "", number)
    if number.strip().startswith("+") or digits.startswith("00"):
        inland = re.fullmatch(r"(?:00)?44(\d+)", digits)
        if inland is None:
            return _say_cost("abroad", "", note)
        digits = f"0{inland[1].removeprefix('0')}"
    if not digits.startswith("0"):
        return _doubt_short(digits, note, is_text)
    if digits in _WHOLE:
        return None
    if _CLOSED.match(digits):
        return Doubt("closed", digits[:4])
    if _FOR_FILMS.fullmatch(digits):
        return Doubt("made up")
    return _doubt_area(digits) if digits.startswith("01") else _doubt_range(digits, note)


def _doubt_short(digits: str, note: str, is_text: bool) -> Doubt | None:
    if (_SHORT_TEXT if is_text else _SHORT).fullmatch(digits):
        return None
    if _DIRECTORY.fullmatch(digits):
        return _say_cost("costs", "£3.65", note)
    return Doubt("not a number")


def _doubt_area(digits: str) -> Doubt | None:
    if city := _CITIES.match(digits):
        return None if len(digits) == 11 else Doubt("length", city[0])
    if digits[1:5] not in AREA_CODES:
        return Doubt("no such code", digits[:5])
    return None if len(digits) in (10, 11) else Doubt("length", digits[:5])


def _doubt_range(digits: str, note: str) -> Doubt | None:
    fitting = [each for each in _RANGES if digits.startswith(each.starts)]
    if not fitting:
        return Doubt("no such code", digits[:4])
    found = max(fitting, key=lambda each: len(each.starts))
    if len(digits) not in found.lengths:
        return Doubt("length", digits[: max(3, len(found.starts))])
    return _say_cost("costs", found.costs, note) if found.costs else None


def _say_cost(kind: DoubtKind, costs: str, note: str) -> Doubt | None:
    return None if _TELLS_COST.search(note) else Doubt(kind, costs)


def _list_codes() -> frozenset[str]:
    islands = {"1481", "1534", "1624"}
    found = {
        start + group[0] + last
        for start, groups in _AREAS.items()
        for group in groups.split()
        for last in group[2:]
    }
    return frozenset(found | islands)


AREA_CODES = _list_codes()
"""Every code of four digits after the 0, without the 0."""
