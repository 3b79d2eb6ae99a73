"""JSON Schemas of the YAML files, made from the models, for completion and help in editors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.content.areas import Area
from app.content.dangers import Danger
from app.content.fields import Entry
from app.content.models import Service
from app.content.needs import Need

FILES: dict[str, type[Entry]] = {
    "services": Service,
    "needs": Need,
    "areas": Area,
    "dangers": Danger,
}


def make_schema(model: type[Entry]) -> dict[str, Any]:
    """Return the schema of a file: a list of entries, "not known" allowed wherever unset is."""
    entry = model.model_json_schema()
    definitions = entry.pop("$defs", {})
    for part in (entry, *definitions.values()):
        _allow_not_known(part)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {**definitions, model.__name__: entry},
        "type": "array",
        "items": {"$ref": f"#/$defs/{model.__name__}"},
    }


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write every schema, yielding each path written."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in FILES.items():
        path = folder / f"{name}.schema.json"
        text = json.dumps(make_schema(model), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
        yield path


def _allow_not_known(part: dict[str, Any]) -> None:
    """Let editors accept what the loader does: one value for a list, yes and no, not known."""
    required = part.get("required", [])
    for name, field in part.get("properties", {}).items():
        shapes = [_loosen(field)]
        if name not in required:
            shapes.append({"enum": ["not known", "not yet", None]})
        if field.get("type") == "array" and "$ref" not in field["items"]:
            shapes.append(field["items"])
        if len(shapes) > 1:
            about = {key: field[key] for key in ("title", "description", "default") if key in field}
            part["properties"][name] = {**about, "anyOf": shapes}


def _loosen(field: dict[str, Any]) -> dict[str, Any]:
    if field.get("type") == "boolean":
        return {**field, "type": ["boolean", "string"], "enum": [True, False, "yes", "no"]}
    return field
