"""The page envelope of every list, whose keys are all true (HSDS, docs/hsds/api_reference.md)."""

from collections.abc import Sequence

from app.openreferral.records import Json, encode


def count_pages(total: int, per_page: int) -> int:
    """Return how many pages it takes; nothing at all takes none."""
    return -(-total // per_page)


def describe_page(total: int, page: int, per_page: int, size: int) -> Json:
    """Return the keys around a page. After the last page there is none, so that one is last too."""
    pages = count_pages(total, per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": size,
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": size == 0,
    }


def wrap_page(envelope: Json, entries: Sequence[bytes]) -> bytes:
    """Return a page of entries that are written already."""
    return encode(envelope)[:-1] + b',"contents":[' + b",".join(entries) + b"]}"
