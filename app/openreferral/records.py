"""What a record is, and how it is written: JSON without a trace of what is not known."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

Json = dict[str, Any]

_SAFE = "!$&'()*+,;=:@/?%-._~"
"""What may stand in a path, query or fragment as it is (RFC 3986, 3.3 to 3.5)."""


def known(record: Mapping[str, Any]) -> Json:
    """Return a record without the fields that have no value: they are left out, never null."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def encode(record: Json) -> bytes:
    """Return a record as JSON in UTF-8, without spaces."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def as_uri(address: str) -> str | None:
    """Return a web address as a URI (RFC 3986): in plain letters; None where it cannot be one."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    path, query, fragment = (
        quote(p, safe=_SAFE) for p in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host + port, path, query, fragment)) if host else None


def as_sentences(*texts: str | None) -> str:
    """Return texts as sentences, one after the other, each with an end."""
    given = (text.strip() for text in texts if text and text.strip())
    return " ".join(text if text[-1] in ".!?…" else f"{text}." for text in given)
