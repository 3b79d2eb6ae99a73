"""What a family types is shown to that family alone: in no log, address, header or cache."""

import logging
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import pytest

from tests.web import rules
from tests.web.pages import PageClient
from tests.web.server import running_command

CANARY = "quokkafeathers & 1"
SEARCHES = [
    {"q": f"{CANARY} food", "near": "G51"},
    {"q": "food", "near": CANARY},
    {"q": f"i want to die {CANARY}"},
    {"q": CANARY, "near": "EH1 1AA", "need": CANARY, "area": CANARY},
    {"q": CANARY, "near": "Kirkton"},
]
WAYS = {CANARY, CANARY.split()[0], quote(CANARY), quote_plus(CANARY)}


def _holds_canary(text: str) -> bool:
    return any(way in text for way in WAYS)


@pytest.mark.parametrize("typed", SEARCHES)
def test_typed_words_stand_in_no_address_header_or_title(
    client: PageClient, typed: dict[str, str]
) -> None:
    page = client.send(typed)
    assert _holds_canary(page.response.text)
    assert page.response.headers["cache-control"] == "no-store"
    assert rules.SEALED.fullmatch(page.response.url.path)
    assert page.response.url.query == b""
    assert not any(_holds_canary(f"{k}: {v}") for k, v in page.response.headers.items())
    assert not _holds_canary(page.title)
    addresses = [e.get(name) or "" for e in page.root.iter() for name in ("href", "src", "action")]
    assert not any(_holds_canary(address) for address in addresses)


def test_typed_words_are_in_no_log_record(
    client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests").debug("the log is heard")
        for typed in SEARCHES:
            client.send(typed)
        client.send({"near": " ", "q": " "}, 422)
    assert "the log is heard" in caplog.text
    assert not _holds_canary(caplog.text)


def test_a_running_site_writes_down_nothing_typed(small_data: Path, tmp_path: Path) -> None:
    with running_command(small_data, tmp_path / "var") as site:
        with httpx.Client(base_url=site.address, follow_redirects=True) as http:
            for typed in SEARCHES:
                assert _holds_canary(http.post("/find", data=typed).text)
                http.get("/api/v1/search", params=typed)
                http.get("/find", params=typed)
            http.post("/find", content=f"--x\r\n{CANARY}", headers={"content-type": "multipart/x"})
            http.get(f"/services/{quote(CANARY)}")
            http.request("PUT", "/find", params={"q": CANARY})
        said = site.said()
    assert "Reach In is at" in said
    assert not _holds_canary(said)
    kept = [path for path in (tmp_path / "var").rglob("*") if path.is_file()]
    assert kept
    assert not any(_holds_canary(path.read_text("latin-1")) for path in kept)


def test_nothing_is_set_on_the_device_by_any_answer(client: PageClient) -> None:
    for path in ("/", "/find?need=food", "/health", "/robots.txt", "/api/v1/search?q=food"):
        assert "set-cookie" not in client.http.get(path).headers
    assert not client.http.cookies
