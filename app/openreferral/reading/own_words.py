"""A feed of another Reach In says in `reachin` what the standard cannot: used where it is good."""

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from app.content.fields import Slug
from app.content.records import PLANNERS_ONLY
from app.openreferral.drafts import Value
from app.openreferral.reading.parts import Part, dropped, mapped
from app.openreferral.reading.settling import ORDER, settle
from app.openreferral.reading.tidying import Json
from app.openreferral.reading.vocabulary import Vocabulary

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)
_DEEPEST = 6


def read_slug(block: Json) -> str | None:
    """Return the listing's own id in a Reach In's block, if it is one."""
    text = block.get("id") if isinstance(block, dict) else None
    try:
        return _SLUG.validate_python(text, strict=True)
    except ValidationError:
        return None


def read_own_words(block: Json, vocabulary: Vocabulary) -> Part | None:
    """Return the fields of a Reach In's own block, or None where there is no good one.

    Single fields that this directory does not know (another's topics or areas) are left out.
    """
    if not isinstance(block, dict) or read_slug(block) is None:
        return None
    fields = {
        name: value
        for name in ORDER
        if name not in PLANNERS_ONLY and (value := as_value(block.get(name))) is not None
    }
    if not fields:
        return None
    settled = settle(fields, vocabulary.names)
    told = [mapped("reachin", f"In a Reach In's own words: {', '.join(settled.fields)}.")]
    told += [dropped(f"reachin.{note.field}", note.message) for note in settled.notes]
    return Part(settled.fields, tuple(told))


def as_value(value: Json, depth: int = 0) -> Value | None:
    """Return JSON as a value of ours: no nulls, nothing nested deeper than a listing is."""
    if value is None or depth > _DEEPEST:
        return None
    if isinstance(value, Mapping):
        kept = ((str(key), as_value(item, depth + 1)) for key, item in value.items())
        return {key: item for key, item in kept if item is not None}
    if isinstance(value, list):
        listed = (as_value(item, depth + 1) for item in value)
        return [item for item in listed if item is not None]
    return value
