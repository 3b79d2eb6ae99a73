"""The first view of a page comes in one trip, even on a slow phone: 14 KB, packed."""

import pytest

from app.content.codes import code_of
from app.search.directory import Directory
from tests.web.pages import PageClient
from tests.web.rules import loaded_addresses

ONE_TRIP = 14 * 1024
"""Bytes that ten packets of a new connection carry (RFC 6928)."""
TWO_TRIPS = 3 * ONE_TRIP
"""What the second trip brings to its end: twice as many packets as the first (RFC 5681)."""
A_SHORT_LIST = 20


def _packed(client: PageClient, method: str, path: str, typed: dict[str, str] | None = None) -> int:
    asked = client.http.build_request(method, path, data=typed, headers={"accept-encoding": "gzip"})
    answer = client.http.send(asked, stream=True)
    raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    return len(raw)


def _styles(client: PageClient, path: str = "/") -> int:
    loaded = loaded_addresses(client.get(path).root)
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


@pytest.mark.parametrize("path", ["/areas", "/posters", "/saved", "/poster/glasgow-south"])
def test_pages_with_styles_of_their_own_fit_in_one_trip(client: PageClient, path: str) -> None:
    assert _packed(client, "GET", path) + _styles(client, path) <= ONE_TRIP


def test_every_topic_and_guide_fits_in_one_trip(client: PageClient, directory: Directory) -> None:
    topics = [f"/topics/{need.page}" for need in directory.catalogue.needs.values()]
    guides = [f"/{guide}" for guide in directory.catalogue.guides]
    for paths in (topics, guides):
        heaviest = max(_packed(client, "GET", path) for path in paths)
        assert heaviest + _styles(client, paths[0]) <= ONE_TRIP


def test_every_area_fits_in_one_trip(client: PageClient, directory: Directory) -> None:
    areas = [f"/areas/{area}" for area in directory.catalogue.areas]
    heaviest = max(_packed(client, "GET", path) for path in areas)
    assert heaviest + _styles(client, areas[0]) <= ONE_TRIP


def test_pages_that_list_many_come_in_two_trips(client: PageClient, directory: Directory) -> None:
    """Their first screen is in the first: a whole list, and what is to be printed."""
    codes = ".".join(code_of(s.id) for s in directory.catalogue.live[:A_SHORT_LIST])
    paper = f"/list/{codes}"
    assert _packed(client, "GET", paper) + _styles(client, paper) <= TWO_TRIPS
    everything = {"q": "money", "more": "yes"}
    assert _packed(client, "POST", "/find", everything) + _styles(client) <= TWO_TRIPS
