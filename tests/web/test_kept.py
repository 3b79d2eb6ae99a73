"""Finished pages are kept for a minute, and only those that hold nothing a family typed."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.main import create_app
from app.web.site import Site
from tests.conftest import MOMENT
from tests.web.pages import PageClient

PAGE = "/services/tea-and-a-chat"
CHANGED = "A very warm room with food and tea."


@dataclass
class Moment:
    """A clock that a test moves."""

    at: datetime = MOMENT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def data(small_data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture
def pages(data: Path, tmp_path: Path, moment: Moment) -> Iterator[PageClient]:
    app = create_app(Settings(data=data, var=tmp_path / "var", watch=False), moment)
    with PageClient.over(app) as client:
        yield client


def test_opening_times_are_true_to_the_minute(pages: PageClient, moment: Moment) -> None:
    assert "Open now until 12" in pages.get(PAGE).text
    moment.at = MOMENT.replace(hour=11, minute=59)
    assert "Open now until 12" in pages.get(PAGE).text
    moment.at += timedelta(minutes=1)
    assert "Open now" not in pages.get(PAGE).text


def test_a_saved_change_shows_within_the_minute(pages: PageClient, data: Path) -> None:
    pages.get(PAGE)
    listings = data / "services.yaml"
    text = listings.read_text(encoding="utf-8")
    listings.write_text(text.replace("A warm room with food and tea.", CHANGED), encoding="utf-8")
    site: Site = pages.http.app.state.site  # type: ignore[attr-defined]
    site.live.refresh()
    assert CHANGED in pages.get(PAGE).text


@pytest.mark.parametrize("path", ["/", PAGE, "/topics/food", "/about"])
def test_a_phone_that_has_a_page_fetches_nothing_again(client: PageClient, path: str) -> None:
    path = "/services/childline" if path == PAGE else path
    first = client.http.get(path)
    again = client.http.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    other = client.http.get(path, headers={"if-none-match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize("path", ["/find?need=food", "/find", "/no-such-page", "/health"])
def test_searches_and_refusals_are_never_kept(client: PageClient, path: str) -> None:
    assert "etag" not in client.http.get(path).headers


def test_a_page_is_the_same_packed_and_unpacked(client: PageClient) -> None:
    packed = client.http.get("/about", headers={"accept-encoding": "gzip"})
    plain = client.http.get("/about", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_a_page_names_the_site_it_was_asked_at(client: PageClient) -> None:
    for host in ("one.example", "two.example"):
        page = client.http.get("/about", headers={"host": host})
        assert f'href="http://{host}/about"' in page.text
