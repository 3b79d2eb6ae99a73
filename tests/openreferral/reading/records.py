"""Made-up records and the sample feeds, and short ways to read them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.content.models import Service
from app.openreferral.drafts import Draft, Value
from app.openreferral.reading import Dialect, Json, Vocabulary, read_record
from app.openreferral.reading.settling import REQUIRED

SAMPLES = Path(__file__).parents[1] / "samples"
Record = dict[str, Any]

CHOSEN: Mapping[str, Value] = {
    "name": "A name",
    "provider": "A provider",
    "summary": "What it does.",
    "needs": ["food"],
    "areas": ["glasgow"],
}
BARE: Mapping[str, Any] = {
    "id": "1",
    "name": "Riverside drop-in",
    "description": "Come along for a cup of tea and a chat.",
    "organization": {"id": "o", "name": "Riverside Families", "description": "Made up."},
}
"""The least a feed says of a service."""


def sample(path: str) -> Any:
    """Return a file of the sample feeds."""
    return json.loads((SAMPLES / path).read_text(encoding="utf-8"))


def read(
    vocabulary: Vocabulary, said: Mapping[str, Any], dialect: Dialect = Dialect.HSDS_3
) -> Draft:
    """Return the draft of a bare service that says this too."""
    return read_record({**BARE, **said}, dialect, vocabulary)


def field(vocabulary: Vocabulary, name: str, said: Mapping[str, Any]) -> Value | None:
    """Return one field of the draft of a bare service that says this too."""
    return read(vocabulary, said).fields.get(name)


def told(draft: Draft, kind: str, *fields: str) -> list[str]:
    """Return the messages of notes of one kind, on these fields if any are given."""
    return [n.message for n in draft.notes if n.kind == kind and (not fields or n.field in fields)]


def validate(draft: Draft, vocabulary: Vocabulary) -> Service:
    """Return a draft as a listing, with what importing adds. Raises where it is not good.

    What a planner must choose because the feed did not say it, and a note says so, is chosen.
    """
    chosen = {name: CHOSEN[name] for name in REQUIRED if name not in draft.fields}
    assert all(any(" missing: " in each for each in told(draft, "dropped", n)) for n in chosen)
    given = {**chosen, **draft.fields, "id": "a-listing", "edited": "2026-11-22"}
    return Service.model_validate(given, context=dict(vocabulary.names))


def as_json(value: object) -> Json:
    """Return a value as JSON would bring it."""
    found: Json = json.loads(json.dumps(value))
    return found
