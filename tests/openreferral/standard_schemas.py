"""Holds records against the published schemas, with every format checked.

`standard/` has the schemas, and whose they are. They name each other by full address (ORUK) or by
file name (HSDS); both are registered here, so nothing is fetched.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

Standard = Literal["uk-3.0", "hsds-3.0"]
FOLDER = Path(__file__).parent / "standard"
ADDRESS = {"uk-3.0": "https://openreferraluk.org/specifications/3.0/schema/", "hsds-3.0": ""}

formats = FormatChecker(("uuid",))
_URI = re.compile(r"[a-z][a-z0-9+.-]*://[A-Za-z0-9.-]+(?::\d+)?[A-Za-z0-9!$&'()*+,;=:@/?#%._~-]*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@formats.checks("uri")
def is_uri(value: object) -> bool:
    """Return whether it is an absolute web address in the letters of RFC 3986."""
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


@formats.checks("email")
def is_email(value: object) -> bool:
    """Return whether it is an address as HTML's own email fields take it."""
    return not isinstance(value, str) or _EMAIL.fullmatch(value) is not None


@formats.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    """Return whether it is a real moment, with milliseconds and Z as ORUK asks."""
    if not isinstance(value, str):
        return True
    return _MOMENT.fullmatch(value) is not None and bool(datetime.fromisoformat(value))


def faults_of(record: Mapping[str, Any], kind: str, standard: Standard) -> list[str]:
    """Return what a schema has against a record, such as a "service"."""
    errors = validator_of(kind, standard).iter_errors(record)
    return [f"{kind} {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in errors]


@cache
def validator_of(kind: str, standard: Standard) -> Draft202012Validator:
    """Return the validator of one schema, which must be a good one itself."""
    schema = _read(standard, f"{kind}.json")
    Draft202012Validator.check_schema(schema)
    registry: Registry[Any] = Registry().with_resources(_list_resources(standard))
    return Draft202012Validator(schema, registry=registry, format_checker=formats)


def _list_resources(standard: Standard) -> Iterator[tuple[str, Any]]:
    for path in (FOLDER / standard).glob("*.json"):
        resource = DRAFT202012.create_resource(_read(standard, path.name))
        yield ADDRESS[standard] + path.name, resource


@cache
def _read(standard: Standard, name: str) -> Any:
    return json.loads((FOLDER / standard / name).read_text(encoding="utf-8"))
