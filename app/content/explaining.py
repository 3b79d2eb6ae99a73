"""Turn a failed validation into sentences a planner can act on."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from app.content.yaml_source import Position

_CLOSE_ENOUGH = 60


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Position, str]]:
    """Yield (where, what is wrong → how to mend it) for each fault in a failed validation.

    A list whose items are wrong is not also called empty, and a field whose name has a typo is
    not also called missing. A fault with an "index" in its context is in that item of a list.
    """
    details = error.errors(include_url=False)
    inside = {tuple(detail["loc"][:-1]) for detail in details}
    meant = set(_fields_meant(details, model))
    for detail in details:
        at = tuple(detail["loc"])
        if at in {"too_short": inside, "missing": meant}.get(detail["type"], ()):
            continue
        line: dict[str, Any] = detail.get("ctx", {})
        listed = "index" in line and isinstance(detail["input"], list)
        yield ((*at, line["index"]) if listed else at), _explain_one(detail, model)


def nearest(word: str, choices: Sequence[str]) -> str | None:
    """Return the choice a typo was most likely meant to be, if one is close."""
    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def not_one_of(word: str, choices: Sequence[str]) -> str:
    """Say that a word is not among the allowed ones, and which to write."""
    if guess := nearest(word, choices):
        return f'"{word}" is not one of ours → did you mean "{guess}"?'
    if not choices:
        return f'"{word}" is not one of ours → remove it'
    return f'"{word}" is not one of ours → use one of: {", ".join(choices)}'


def _explain_one(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, given = detail["type"], str(detail["input"])
    limits: dict[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _explain_stray(detail, model)
    if kind.startswith("model_"):
        return _explain_unnamed(detail, model)
    in_list = bool(detail["loc"]) and isinstance(detail["loc"][-1], int)
    if in_list and kind in ("literal_error", "string_pattern_mismatch") and ", " in given:
        return f'"{given}" must be a list → put it in brackets: [{given}]'
    if kind == "literal_error":
        return not_one_of(given, _choices(limits["expected"]))
    if kind == "string_pattern_mismatch" and (tidy := _tidy_slug(given)):
        return f'"{given}" has letters we cannot use here → write {tidy}'
    sentence = next((text for name, text in _SENTENCES.items() if kind.startswith(name)), "")
    field = detail["loc"][-1] if detail["loc"] else ""
    return sentence.format(given=given, field=field, length=len(given), **limits) or detail["msg"]


_SENTENCES = {
    "value_error": "{error}",
    "missing": '"{field}" is missing → add a line "{field}: ..."',
    "hours": "{told}",
    "string_pattern": '"{given}" has letters we cannot use → use a-z, 0-9 and dashes',
    "string_too_long": "is {length} letters long → keep it to {max_length}",
    "string_type": 'must be words → put the whole text in "quotes"',
    "string_too_short": "is empty → write something or remove the line",
    "too_short": "is empty → give at least one",
    "tuple_type": "must be a list → put each on its own line, starting with a dash and a space",
    "date": '"{given}" is not a date → write it like 2026-11-30',
    "bool": '"{given}" must be yes or no → write yes or no',
    "int": '"{given}" is not a whole number → write one like 10',
    "greater_than_equal": '"{given}" is too small → write {ge} or more',
    "less_than_equal": '"{given}" is too big → write {le} or less',
    "float": '"{given}" is not a number → write one like 0.8',
}
"""What to say for each kind of failure, by how the validator's name for it starts."""


def _explain_stray(detail: ErrorDetails, model: type[BaseModel]) -> str:
    word = str(detail["loc"][-1])
    fields = _fields_at(model, tuple(detail["loc"][:-1]))
    if guess := nearest(word, fields):
        return f'"{word}" is not a field → did you mean "{guess}"?'
    return f'"{word}" is not a field → fields here are: {", ".join(fields)}'


def _fields_meant(details: list[ErrorDetails], model: type[BaseModel]) -> Iterator[Position]:
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *holder, word = detail["loc"]
            if guess := nearest(str(word), _fields_at(model, tuple(holder))):
                yield (*holder, guess)


def _explain_unnamed(detail: ErrorDetails, model: type[BaseModel]) -> str:
    given, fields = detail["input"], ", ".join(_fields_at(model, tuple(detail["loc"])))
    if not detail["loc"]:
        return 'this is not an entry → start one with "- " and a field, or remove this line'
    if given is None:
        return "is empty → remove the dash, or write the fields after it"
    if isinstance(given, str):
        return f'"{given}" needs a field name before it → fields here are: {fields}'
    return f"has a dash too many → write the fields without one: {fields}"


def _tidy_slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _fields_at(model: type[BaseModel], position: Position) -> tuple[str, ...]:
    for step in position:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_model_in(part) for part in get_args(annotation))), None)


def _choices(expected: Any) -> list[str]:
    return re.findall(r"'([^']*)'", str(expected))
