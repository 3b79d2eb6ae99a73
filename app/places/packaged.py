"""Reads the small data files that travel with the code."""

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def packaged_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged CSV file (with a header; gzipped when it ends in .gz)."""
    data = (files("app.places") / "data" / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def council_names() -> dict[str, str]:
    """Return council code -> name for the 32 councils."""
    return {row["code"]: row["name"] for row in packaged_rows("councils.csv")}


@cache
def council_localities() -> dict[str, frozenset[str]]:
    """Return council code -> ids of the localities that lie in it."""
    return {
        row["code"]: frozenset(row["localities"].split()) for row in packaged_rows("councils.csv")
    }
