"""Turn a failed validation into sentences a planner can act on."""

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from app.content.yaml_source import Position

_CLOSE_ENOUGH = 60


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Position, str]]:
    """Yield (where, what is wrong → how to mend it) for each fault in a failed validation."""
    for detail in error.errors(include_url=False):
        yield tuple(detail["loc"]), _explain_one(detail, model)


def nearest(word: str, choices: Sequence[str]) -> str | None:
    """Return the choice a typo was most likely meant to be, if one is close."""
    found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def not_one_of(word: str, choices: Sequence[str]) -> str:
    """Say that a word is not among the allowed ones, and which to write."""
    if guess := nearest(word, choices):
        return f'"{word}" is not one of ours → did you mean "{guess}"?'
    return f'"{word}" is not one of ours → use one of: {", ".join(choices)}'


def _explain_one(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, given = detail["type"], str(detail["input"])
    limits: dict[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _explain_stray(detail, model)
    if kind == "literal_error":
        return not_one_of(given, _choices(limits["expected"]))
    sentence = next((text for name, text in _SENTENCES.items() if kind.startswith(name)), "")
    field = detail["loc"][-1] if detail["loc"] else ""
    return sentence.format(given=given, field=field, length=len(given), **limits) or detail["msg"]


_SENTENCES = {
    "value_error": "{error}",
    "missing": '"{field}" is missing → add a line "{field}: ..."',
    "string_pattern": '"{given}" has letters we cannot use → use a-z, 0-9 and dashes',
    "string_too_long": "is {length} letters long → keep it under {max_length}",
    "string_type": "must be text → write it on one line",
    "string_too_short": "is empty → write something or remove the line",
    "too_short": "is empty → give at least one",
    "tuple_type": "must be a list → put each on its own line, starting with a dash",
    "model_": "must have fields of its own → indent them under it",
    "date": '"{given}" is not a date → write it like 2026-11-30',
    "bool": '"{given}" must be yes or no → write yes or no',
    "float": '"{given}" is not a number → write one like 0.8',
}
"""What to say for each kind of failure, by how the validator's name for it starts."""


def _explain_stray(detail: ErrorDetails, model: type[BaseModel]) -> str:
    word = str(detail["loc"][-1])
    fields = _fields_at(model, tuple(detail["loc"][:-1]))
    if guess := nearest(word, fields):
        return f'"{word}" is not a field → did you mean "{guess}"?'
    return f'"{word}" is not a field → fields here are: {", ".join(fields)}'


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
    return [part.strip("' ") for part in str(expected).replace(" or ", ", ").split(",")]
