"""When we are at fault, a family still gets a kind page with a number, and no log tells on it."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.search.directory import Directory
from app.web.site import Site
from tests.web.pages import PageClient
from tests.web.server import serving

TYPED = "quokkafeathers"
SEARCH = {"q": TYPED, "near": "G51"}


class FailingEngine:
    """An engine that fails and, as faults do, says on what."""

    def score(self, words: tuple[str, ...]) -> Mapping[str, float]:
        raise ValueError(f"cannot score {words}")


@pytest.fixture
def good_app(small_data: Path, tmp_path: Path, site_clock: Clock) -> FastAPI:
    return create_app(Settings(data=small_data, var=tmp_path, watch=False), clock=site_clock)


def serve_instead(app: FastAPI, directory: Directory) -> None:
    site: Site = app.state.site
    site.live.standing = replace(site.live.standing, directory=directory)


@pytest.fixture
def faulty_app(good_app: FastAPI) -> FastAPI:
    site: Site = good_app.state.site
    serve_instead(good_app, replace(site.live.directory, engine=FailingEngine()))
    return good_app


@pytest.fixture
def faulty(faulty_app: FastAPI) -> Iterator[PageClient]:
    with PageClient.over(faulty_app) as client:
        yield client


def test_a_fault_is_a_kind_page_with_all_its_headers(
    faulty: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = faulty.send(SEARCH, 500)
    assert "This is our fault, not yours." in page.text
    assert {"tel:999", "tel:116123"} <= set(page.links())
    assert page.title == "Something went wrong here – Reach In"
    assert page.response.headers["cache-control"] == "no-store"
    records = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert ["fault at /find" in record.getMessage() for record in records] == [True]
    assert "ValueError" in records[0].getMessage()
    assert "score" in records[0].getMessage()
    assert TYPED not in caplog.text


ASKED = [
    SEARCH,
    {"q": TYPED, "need": "food", "area": "glasgow-south", "f": "how:free"},
    {"q": TYPED, "off": "need:food", "f": "how:free", "refining": "yes"},
    {"q": TYPED, "more": "yes"},
    {"refining": "yes"},
]


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_search_that_failed_is_there_to_send_again(
    good_app: FastAPI, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with PageClient.over(good_app) as client:
        wanted = client.send(asked)
        with monkeypatch.context() as broken:
            broken.setattr("app.web.pages.finding.find", lambda *_: 1 / 0)
            failed = client.send(asked, 500)
            still = client.send(failed.form("Try again"), 500)
        assert failed.box("q").get("value") == asked.get("q", "")
        assert failed.box("near").get("value") == asked.get("near", "")
        assert still.form("Try again") == failed.form("Try again")
        assert client.press(failed, "Try again").text == wanted.text


def test_a_place_that_was_taken_away_is_not_asked_for_again(faulty: PageClient) -> None:
    page = faulty.send({**SEARCH, "off": "place"}, 500)
    assert page.box("near").get("value") == ""
    assert "off" not in page.form("Try again")
    spoken = faulty.send({"q": f"{TYPED} in Govan", "off": "place"}, 500)
    assert spoken.form("Try again")["off"] == "place"


def test_a_form_that_fails_before_it_is_sealed_is_there_to_send_again(
    good_app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.web.sealing.Seal.close", lambda *_: 1 / 0)
    with PageClient.over(good_app) as client:
        page = client.send(SEARCH, 500)
    assert page.box("q").get("value") == TYPED
    assert page.box("near").get("value") == "G51"
    assert TYPED not in caplog.text


def test_an_address_that_cannot_be_opened_is_still_answered_with_a_page(
    good_app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.sealing.Seal.open", lambda *_: 1 / 0)
    with PageClient.over(good_app) as client:
        page = client.get(f"/find/{'x' * 80}", 500)
    assert "This is our fault, not yours." in page.text
    assert {"tel:999", "tel:116123", "/"} <= set(page.links())


def test_a_search_whose_form_cannot_be_drawn_is_answered_in_few_words(
    faulty: PageClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.web.retrying.show_general_crisis", lambda *_: 1 / 0)
    answer = faulty.http.post("/find", data=SEARCH)
    assert (answer.status_code, answer.headers["content-type"][:10]) == (500, "text/plain")
    assert "Call 999." in answer.text
    assert TYPED not in answer.text + caplog.text


def test_a_fault_is_told_to_programs_as_json(faulty: PageClient) -> None:
    answer = faulty.http.get("/api/v1/search", params=SEARCH)
    assert answer.status_code == 500
    assert answer.headers["access-control-allow-origin"] == "*"
    assert list(answer.json()) == ["error"]
    assert TYPED not in answer.text


def test_the_server_logs_nothing_typed_when_we_are_at_fault(
    faulty_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(faulty_app) as address:
        assert httpx.post(f"{address}/find", data=SEARCH, follow_redirects=True).status_code == 500
        assert httpx.get(address).status_code == 200
    assert "fault at /find" in caplog.text
    assert TYPED not in caplog.text


def test_whoever_goes_away_in_the_middle_of_a_form_is_no_fault_of_ours(
    small_data: Path, tmp_path: Path, site_clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data=small_data, var=tmp_path, watch=False, planning=True)
    app = create_app(settings, clock=site_clock)
    parts: list[Message] = [
        {"type": "http.request", "body": b"q=", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return parts.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [
        (b"host", b"testserver"),
        (b"sec-fetch-site", b"same-origin"),
        (b"content-type", b"application/x-www-form-urlencoded"),
    ]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST",
        "scheme": "http", "path": "/planning/sign-in", "raw_path": b"/planning/sign-in",
        "query_string": b"",
        "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    assert (sent, caplog.text) == ([], "")


def test_a_fault_in_the_page_about_faults_is_still_answered(good_app: FastAPI) -> None:
    site: Site = good_app.state.site
    catalogue = replace(site.live.directory.catalogue, dangers={}, digest="broken")
    serve_instead(good_app, replace(site.live.directory, catalogue=catalogue))
    with PageClient.over(good_app) as client:
        answer = client.http.get("/no-such-page")
    assert answer.status_code == 500
    assert "Call 999." in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
