"""How the open data is described to those who program with it: what each answer holds.

Only what every entry has is told here. The standard's own schemas say the rest, and
`tests/openreferral` holds every answer to them.
"""

from typing import Annotated, Any

from fastapi import Path

Thing = dict[str, Any]

TAG = "Open Referral UK"
STANDARD = "https://openreferraluk.org/developers/schemata"
Identity = Annotated[str, Path(description="Its id, as lists give it: a UUID.")]
REQUIRED = {
    "service": ("id", "name", "status"),
    "service_at_location": ("id",),
    "organization": ("id", "name", "description"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
}
"""What the standard asks of each (Open Referral UK 3.0)."""
_UNCHANGED = {"description": "You have this answer already: its ETag is the one you sent."}
_PAGE = {
    "total_items": ("integer", "How many there are in all."),
    "total_pages": ("integer", "How many pages they make."),
    "page_number": ("integer", "Which page this is, from 1."),
    "size": ("integer", "How many are on this page."),
    "first_page": ("boolean", "Whether this is the first page."),
    "last_page": ("boolean", "Whether this is the last page."),
    "empty": ("boolean", "Whether there is nothing on this page."),
}


def tell_root() -> dict[int | str, Thing]:
    """Return what is said of the root's answers."""
    texts = {name: {"type": "string"} for name in ("version", "profile", "openapi_url")}
    schema = {"type": "object", "required": [*texts], "properties": texts}
    return {200: _json("Which standard this is, whose data, and its licence.", schema)}


def tell_list(kind: str) -> dict[int | str, Thing]:
    """Return what is said of the answers of a list."""
    keys = {name: {"type": type_, "description": about} for name, (type_, about) in _PAGE.items()}
    contents = {"type": "array", "items": _describe(kind)}
    schema = {
        "type": "object",
        "required": [*keys, "contents"],
        "properties": {**keys, "contents": contents},
    }
    page = _json("One page. After the last page it is empty.", schema)
    page["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    return {200: page, 304: _UNCHANGED, 422: {}}


def tell_one(kind: str) -> dict[int | str, Thing]:
    """Return what is said of the answers of one entry."""
    gone = _json("There is nothing with this id.", {"$ref": "#/components/schemas/Problem"})
    return {200: _json("The whole entry.", _describe(kind)), 304: _UNCHANGED, 404: gone, 422: {}}


def _describe(kind: str) -> Thing:
    required = REQUIRED[kind]
    texts: Thing = {name: {"type": "string"} for name in required}
    texts["id"] |= {"format": "uuid"}
    return {
        "type": "object",
        "title": kind,
        "description": f"A {kind} of Open Referral UK 3.0; see {STANDARD}",
        "required": [*required],
        "properties": texts,
    }


def _json(description: str, schema: Thing) -> Thing:
    return {"description": description, "content": {"application/json": {"schema": schema}}}
