"""The addresses of one feed: its root, its list, a page of that, and one service."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

PAGING = frozenset({"page", "per_page", "perpage", "full", "minimal", "format"})
"""Parameters of an address that are ours to choose."""


def without_paging(url: str) -> str:
    """Return the address of a whole list: other parameters stay."""
    parts = urlsplit(url)
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if k.lower() not in PAGING]
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, urlencode(kept), ""))


def with_query(url: str, extras: Mapping[str, str]) -> str:
    """Return an address with more parameters."""
    parts = urlsplit(url)
    query = urlencode([*parse_qsl(parts.query, True), *extras.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def beside(url: str, name: str) -> str:
    """Return the address one step below another."""
    parts = urlsplit(url)
    path = f"{parts.path.rstrip('/')}/{name}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def of_one(base: str, name: str) -> str:
    """Return the address of one service of a list, whatever stands in its id."""
    parts = urlsplit(base)
    path = f"{parts.path}/{quote(name, safe='')}"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def parent_of(url: str) -> str:
    """Return the root that a list stands below."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rpartition("/")[0] + "/", "", ""))


def is_list(url: str) -> bool:
    """Return whether an address looks like that of a list of services."""
    return urlsplit(url).path.endswith("/services")
