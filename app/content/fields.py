"""How one value in the YAML is read: each field type turns a planner's text into a typed value.

A field that cannot be read raises ValueError with one plain sentence, "what is wrong → how to
mend it", which `check` prints as it stands. The same types describe themselves to editors.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.content.ages import Ages, parse_ages
from app.content.explaining import not_one_of
from app.content.hours import HoursProblem, Schedule, parse_hours, schedule_pattern
from app.places.postcodes import read_postcode as read_typed_postcode

NO_HOURS = parse_hours(())
UNKNOWN_WORDS = frozenset({"", "not known", "not yet", "unknown"})

_PHONE_CHARACTERS = re.compile(r"\+?[0-9 ]{3,20}")
_CHILDLINE = "08001111"
"""The one UK number with eight digits."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/]+\.[^\s]+")


class Entry(BaseModel):
    """The base of everything read from YAML: frozen, no stray fields, "not known" means unset."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _unset_what_is_not_known(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if not _is_unknown(value)}


def _is_unknown(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in UNKNOWN_WORDS)


def as_list(value: object) -> object:
    """Let a planner write one value where several may stand; "not known" is an empty list."""
    if isinstance(value, str):
        return () if _is_unknown(value) else (value,)
    return value


def read_phone(text: str) -> str:
    """Return the number as written, spaced once; short codes such as 116 123 are fine."""
    number = " ".join(text.split())
    digits = re.sub(r"\D", "", number)
    if not _PHONE_CHARACTERS.fullmatch(number) or not 3 <= len(digits) <= 14:
        raise ValueError(
            f'"{text}" is not a phone number → use digits and spaces, words go in note'
        )
    if digits.startswith("0") and len(digits) not in (10, 11) and digits != _CHILDLINE:
        raise ValueError(
            f'"{text}" has {len(digits)} digits, UK numbers have 10 or 11 → check it digit by digit'
        )
    return number


def read_email(text: str) -> str:
    """Return an email address, or say what is wrong with it."""
    if not _EMAIL.fullmatch(text.strip()):
        raise ValueError(f'"{text}" is not an email address → write name@example.org')
    return text.strip()


def read_web_address(text: str) -> str:
    """Return a web address that starts with http:// or https://."""
    if not _WEB.fullmatch(text.strip()):
        raise ValueError(f'"{text}" is not a web address → start it with https://')
    return text.strip()


def read_postcode(text: str) -> str:
    """Return a full postcode in its tidy form, "G51 3UU"."""
    typed = read_typed_postcode(text, knows=lambda _: True)
    if typed is None or typed.postcode is None:
        raise ValueError(f'"{text}" is not a full postcode → write it like G51 3UU')
    return typed.postcode


def read_hours(value: object) -> Schedule:
    """Read one line or a list of lines of opening times."""
    if isinstance(value, Schedule):
        return value
    lines = [value] if isinstance(value, str) else value
    if not isinstance(lines, Sequence):
        message = "opening times are lines, not fields → write each as - Mon 9:00-16:30"
        raise ValueError(message)
    for index, line in enumerate(lines):
        if not isinstance(line, str):
            message = "a colon after the day confuses this line → leave that colon out"
            raise _refuse_line(index, message)
    try:
        return parse_hours(tuple(lines))
    except HoursProblem as problem:
        index = next((i for i, line in enumerate(lines) if line == problem.line), 0)
        raise _refuse_line(index, f"{problem.message} → {problem.hint}") from problem


def _refuse_line(index: int, message: str) -> PydanticCustomError:
    return PydanticCustomError("hours", "{told}", {"told": message, "index": index})


def read_ages(value: object) -> Ages:
    """Read ages from text, or keep them if they are read already."""
    return value if isinstance(value, Ages) else parse_ages(str(value))


def _on_text(read: Any) -> BeforeValidator:
    def check(value: object) -> object:
        return read(value) if isinstance(value, str) else value

    return BeforeValidator(check)


def named_in(kind: str) -> AfterValidator:
    """Return a check that a slug is one of the context's names of this kind, if it has any."""

    def check(slug: str, info: ValidationInfo) -> str:
        known = (info.context or {}).get(kind)
        if known is not None and slug not in known:
            raise ValueError(not_one_of(slug, known))
        return slug

    return AfterValidator(check)


Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text whose field says how long it may be."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
NeedSlug = Annotated[Slug, named_in("needs")]
AreaSlug = Annotated[Slug, named_in("areas")]
ListingId = Annotated[Slug, named_in("listings")]
CouncilCode = Annotated[str, named_in("councils")]
LocalitySlug = Annotated[str, named_in("localities")]
PhoneText = Annotated[
    str,
    _on_text(read_phone),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[0-9+ ]+$"}, {"type": "integer"}]}),
]
EmailText = Annotated[str, _on_text(read_email)]
WebAddress = Annotated[str, _on_text(read_web_address)]
PostcodeText = Annotated[str, _on_text(read_postcode)]
_LINE = {"type": "string", "pattern": schedule_pattern()}
HoursField = Annotated[
    InstanceOf[Schedule],
    BeforeValidator(read_hours),
    WithJsonSchema({"anyOf": [_LINE, {"type": "array", "items": _LINE}]}),
]
AgesField = Annotated[
    InstanceOf[Ages],
    BeforeValidator(read_ages),
    WithJsonSchema(
        {"type": "string", "examples": ["0-5", "16+", "under 12", "any age", "not known"]}
    ),
]
