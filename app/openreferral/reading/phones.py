"""Phone numbers out of what people type for one: words, brackets, extensions, two in one field.

A number is only ever spaced anew; the one thing put back is a first 0 that a spreadsheet ate.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.content.fields import read_phone

_RUN = re.compile(r"(?<![\w@/.])(?:\+\s?|\(\+?)?\d(?:[\d ]|[().\-–/](?=[\d ()+])){1,28}(?!\w)")
_EXTENSION = re.compile(
    r"(?:\bext(?:ension|n)?\b\.?|(?<=[\d ])x(?=\s?\d)|#)\s*:?\s*(\d{1,6})", re.IGNORECASE
)
_OPTION = re.compile(r"\b(?:option|opt|press)\s*(\d)\b", re.IGNORECASE)
_EATEN = re.compile(r"[1-37-9]\d{9}")
_SHORT_CODE = re.compile(r"\d{3,6}")
_USUAL = re.compile(r"\b(?:tel|telephone|phone|number|no|or|and|call|on|us)\b\.?", re.IGNORECASE)
_MADE_UP = frozenset({"0123456789", "01234567890", "01234567891", "0000000000", "00000000000"})
_TOO_SHORT = re.compile(r"0(?:2\d|11\d|1\d1|3\d|7\d)\d+")
"""Numbers that have eleven digits wherever they begin like this."""
_THREE_FOUR_FOUR = re.compile(r"02\d{9}")
_FOUR_THREE_FOUR = re.compile(r"(?:011\d|01\d1|03\d\d|08\d\d|09\d\d)\d{7}")
_FOUR_THREE_THREE = re.compile(r"0(?:800|500)\d{6}")


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text. `restored` says that a first 0 was put back."""

    number: str
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text for a phone number holds: numbers, an extension, and the words left over."""

    numbers: tuple[Found, ...]
    extension: str | None
    words: str


def hear_phone(text: str) -> Heard:
    """Return the phone numbers in a text, each good for a listing, and what else it says."""
    text = text.replace("\u2011", "-").replace("tel:", " ").replace("Tel:", " ")[:300]
    extension = _EXTENSION.search(text)
    rest = _OPTION.sub(" ", _EXTENSION.sub(" ", text))
    numbers = tuple(dict.fromkeys(_numbers_in(rest)))
    words = _left_over(_EXTENSION.sub(" ", text), numbers)
    return Heard(numbers, extension[1] if extension else None, words)


def digits_of(number: str) -> str:
    """Return a number by which two spellings of it are the same."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:] if number.strip().startswith("+44") else digits


def _numbers_in(text: str) -> Iterator[Found]:
    for run in _RUN.findall(text):
        whole = _read_number(run, alone=run.strip() == text.strip())
        found = [whole] if whole else [_read_number(each) for each in run.split("/")]
        if any(found):
            yield from filter(None, found)
        else:
            yield from _search_groups(run)


def _search_groups(run: str) -> Iterator[Found]:
    """Yield the number among groups of digits that hold something else too, such as "24"."""
    groups = re.split(r"[\s/]+", run.strip())[:10]
    spans = [groups[i:j] for i in range(len(groups)) for j in range(i + 1, len(groups) + 1)]
    whole = (span for span in spans if len(re.sub(r"\D", "", "".join(span))) == 11)
    found = (_read_number(" ".join(span)) for span in whole if span[0].startswith("0"))
    yield from list(filter(None, found))[:1]


def _read_number(piece: str, alone: bool = False) -> Found | None:
    typed = piece.replace("(0)", "") if "+" in piece or piece.startswith("00") else piece
    is_foreign = "+" in typed or typed.strip(" (").startswith("00")
    digits = re.sub(r"\D", "", typed)
    if is_foreign:
        digits = digits.removeprefix("00")
        if not digits.startswith("44"):
            return _accept(f"+{digits}") if len(digits) >= 8 else None
        digits = "0" + digits[2:].lstrip("0")
    if _EATEN.fullmatch(digits):
        found = _accept(_space("0" + digits))
        return found and Found(found.number, restored=True)
    if digits.startswith("0"):
        return _accept(_keep_spaces(typed, digits))
    return _accept(" ".join(typed.split())) if alone and _SHORT_CODE.fullmatch(digits) else None


def _keep_spaces(typed: str, digits: str) -> str:
    """Return a number as it was spaced, or spaced as people read it where it was not."""
    text = " ".join(typed.split())
    is_plain = re.fullmatch(r"\d+(?: \d+){1,4}", text) is not None
    return text if is_plain and re.sub(r"\D", "", text) == digits else _space(digits)


def _space(digits: str) -> str:
    """Space a UK number by Ofcom's plan: 020 7946 0000, 0141 496 0000, 01632 960000."""
    if _THREE_FOUR_FOUR.fullmatch(digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if _FOUR_THREE_FOUR.fullmatch(digits) or _FOUR_THREE_THREE.fullmatch(digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}" if len(digits) > 8 else digits


def _accept(number: str) -> Found | None:
    digits = re.sub(r"\D", "", number)
    if digits in _MADE_UP or (len(digits) < 11 and _TOO_SHORT.fullmatch(digits)):
        return None
    try:
        return Found(read_phone(number))
    except ValueError:
        return None


def _left_over(text: str, numbers: tuple[Found, ...]) -> str:
    """Return the words around numbers, where they say more than that it is a number."""
    for found in numbers:
        core = r"[\s().\-–/]*".join(re.sub(r"\D", "", found.number).lstrip("0"))
        text = re.sub(rf"(?:\+|00)?[\s(]*(?:44)?[\s(]*0?[\s)]*{core}", " ", text, count=1)
    words = " ".join(re.sub(r"[()\[\]|]+", " ", text).split()).strip(" .,:;/-–+")
    return words if any(letter.isalpha() for letter in _USUAL.sub("", words)) else ""
