"""The first view of a page comes in one trip, even on a slow phone: 14 KB, packed."""

import pytest

from app.search.directory import Directory
from tests.web.pages import PageClient
from tests.web.rules import loaded_addresses

ONE_TRIP = 14 * 1024
"""Bytes that ten packets of a new connection carry (RFC 6928)."""


def _packed(client: PageClient, method: str, path: str, typed: dict[str, str] | None = None) -> int:
    asked = client.http.build_request(method, path, data=typed, headers={"accept-encoding": "gzip"})
    answer = client.http.send(asked, stream=True)
    raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    return len(raw)


def _styles(client: PageClient) -> int:
    loaded = loaded_addresses(client.get("/").root)
    return sum(_packed(client, "GET", path) for path in loaded if path.endswith(".css"))


@pytest.mark.parametrize(
    ("method", "path", "typed"),
    [
        ("GET", "/", None),
        ("POST", "/find", {"q": "we need food and money", "near": "G51"}),
        ("POST", "/find", {"q": "i want to die", "near": "G51"}),
        ("POST", "/find", {"q": ""}),
        ("GET", "/topics/now", None),
        ("GET", "/no-such-page", None),
    ],
)
def test_a_page_and_its_styles_fit_in_one_trip(
    client: PageClient, method: str, path: str, typed: dict[str, str] | None
) -> None:
    assert _packed(client, method, path, typed) + _styles(client) <= ONE_TRIP


def test_every_listing_fits_in_one_trip(client: PageClient, directory: Directory) -> None:
    styles = _styles(client)
    heaviest = max(_packed(client, "GET", f"/services/{s.id}") for s in directory.catalogue.live)
    assert heaviest + styles <= ONE_TRIP
