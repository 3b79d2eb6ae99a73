"""Describe files of listings for machines: a Data Package (https://datapackage.org, version 2).

It says what a table of values cannot: the licence, the day, and the digest of every file.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.content.licences import Licence
from app.content.tables import COLUMNS, Column

Thing = dict[str, Any]
Written = tuple[str, str, str, int, str]
"""A file's name, format, media type, size in bytes, and SHA-256 in hexadecimal."""

TITLES = {
    "yaml": "Listings as our planners write them",
    "csv": "Listings as a table",
    "json": "Listings in the national standard (Open Referral UK 3.0)",
}
_SCHEMAS = "https://datapackage.org/profiles/2.0/"


def describe_package(
    files: Iterable[Written], licence: Licence, *, changed: date | None, digest: str, home: str
) -> Thing:
    """Return the descriptor of these files. `home` is the page about them, if it is known."""
    about = {
        "$schema": f"{_SCHEMAS}datapackage.json",
        "name": "reach-in-services",
        "title": "Reach In: help for families",
        "description": "Every listing that families see on the site, and nothing else.",
        "version": _write_version(changed, digest),
        "licenses": [{"title": licence.name, "path": licence.url}],
        "contributors": [{"title": licence.credit, "roles": ["creator"]}],
        "keywords": ["families", "family support", "Scotland", "Open Referral"],
        "digest": f"sha256:{digest}",
    }
    where = {"homepage": home} if home else {}
    day = {"changed": changed.isoformat()} if changed else {}
    return {**about, **where, **day, "resources": [_describe_file(file) for file in files]}


def _write_version(changed: date | None, digest: str) -> str:
    """Return a version that sorts by day; one day's later changes differ in their build."""
    day = f"{changed.year}.{changed.month}.{changed.day}" if changed else "0.0.0"
    return f"{day}+{digest[:12]}"


def _describe_file(file: Written) -> Thing:
    name, kind, media_type, size, sha256 = file
    described = {
        "$schema": f"{_SCHEMAS}dataresource.json",
        "name": f"services-{kind}",
        "path": name,
        "title": TITLES[kind],
        "format": kind,
        "mediatype": media_type.partition(";")[0],
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
    }
    return described | _describe_table() if kind == "csv" else described


def _describe_table() -> Thing:
    return {
        "type": "table",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "$schema": f"{_SCHEMAS}tableschema.json",
            "fields": [_describe_column(column) for column in COLUMNS],
            "missingValues": [""],
            "primaryKey": ["id"],
        },
    }


def _describe_column(column: Column) -> Thing:
    described = {"name": column.name, "type": column.kind, "description": column.about}
    flags = {"trueValues": ["yes"], "falseValues": ["no"]} if column.kind == "boolean" else {}
    return {**described, **flags}
