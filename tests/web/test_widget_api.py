"""The contract of the widget: its script, its search, and what is counted of the sites it is on."""

import base64
import gzip
import hashlib
import json
import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.cli import command
from app.config import Settings
from app.main import create_app
from app.web.hosts import MOST_HOSTS, HostCounts, HostDay, name_host, read_counts
from app.web.site import Visit
from app.web.widget import WORDS, write_script
from tests.conftest import MOMENT
from tests.language.pseudo import make_pseudo
from tests.web.pages import PageClient

LARGEST = 8 * 1024
TEXT = {"type": "string"}
WEB = {"type": "string", "pattern": "^http://testserver/"}
CONTACT = {
    "type": ["object", "null"],
    "required": ["label", "number", "href"],
    "properties": {"label": TEXT, "number": TEXT, "href": {"pattern": "^(tel|sms|https?|mailto):"}},
}
OPENING = {
    "type": "object",
    "properties": {"shape": {"enum": ["open", "closed", "unknown"]}, "text": {"minLength": 3}},
    "required": ["shape", "text"],
}
LINE = {
    "type": "object",
    "required": ["name", "href", "opening", "contact"],
    "properties": {"name": TEXT, "href": WEB, "opening": OPENING, "contact": CONTACT},
}
CARD = {
    **LINE,
    "required": [*LINE["required"], "provider", "summary", "reach_in", "cost", "where"],
}
CRISIS = {
    "type": ["object", "null"],
    "required": ["title", "call_999_if", "then", "lines"],
    "properties": {"lines": {"items": LINE, "minItems": 1}, "call_999_if": {"minItems": 1}},
}
ANSWER = {
    "type": "object",
    "additionalProperties": False,
    "required": ["said", "notice", "crisis", "results", "also", "total", "more", "problem"],
    "properties": {
        "said": TEXT,
        "notice": TEXT,
        "crisis": CRISIS,
        "results": {"type": "array", "items": CARD, "maxItems": 10},
        "also": {"type": "array", "items": CARD},
        "total": {"type": "integer"},
        "more": WEB,
        "problem": TEXT,
    },
}


def search(client: PageClient, body: str | bytes, status: int = 200) -> Any:
    answer = client.http.post(
        "/widget/v1/search",
        content=body,
        headers={"content-type": "text/plain", "origin": "https://school.example"},
    )
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def ask(client: PageClient, **asked: object) -> Any:
    told = search(client, json.dumps(asked))
    jsonschema.validate(told, ANSWER)
    return told


def test_a_search_tells_what_a_box_shows(client: PageClient) -> None:
    told = ask(client, q="worried about bills", near="G51", need="", area="", limit=3)
    assert told["said"].endswith("near G51")
    assert len(told["results"]) == 3 < told["total"]
    assert told["crisis"] is None
    assert any(card["contact"] for card in told["results"])
    page = client.get(told["more"].removeprefix("http://testserver"))
    assert page.h1 == told["said"]
    assert page.box("q").get("value") == "worried about bills"


def test_danger_brings_who_to_phone(client: PageClient) -> None:
    told = ask(client, q="i want to die")
    assert "116 123" in [line["contact"]["number"] for line in told["crisis"]["lines"]]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "food", "near": "Nowhereville"}, "notice"),
        ({"q": "food", "near": "Inverness"}, "notice"),
        ({"q": "zzzzz"}, "said"),
        ({"area": "glasgow-south"}, "said"),
        ({"need": "food,money"}, "said"),
    ],
)
def test_every_way_a_search_can_end_says_something(
    client: PageClient, asked: dict[str, str], said: str
) -> None:
    told = ask(client, **asked)
    assert told[said]
    assert told["results"]
    assert told["problem"] == ""


@pytest.mark.parametrize("asked", [{}, {"q": " "}, {"q": 7, "near": ["G51"], "need": None}])
def test_a_search_for_nothing_says_what_to_do(client: PageClient, asked: dict[str, object]) -> None:
    told = ask(client, **asked)
    assert told["problem"] == "Tell us what would help, or where you are"
    assert told["results"] == []


@pytest.mark.parametrize(
    ("limit", "shown"), [(1, 1), (0, 1), (-5, 1), (10, 10), (99, 10), ("4", 10), (None, 10)]
)
def test_no_more_are_sent_than_a_box_holds(client: PageClient, limit: object, shown: int) -> None:
    assert len(ask(client, need="food", limit=limit)["results"]) == shown


@pytest.mark.parametrize("body", ["", "[", "[]", "7", "null", b"\xff\xfe", "[" * 20_000])
def test_what_is_not_a_search_is_refused_as_one(client: PageClient, body: str | bytes) -> None:
    told = search(client, body, 422)
    jsonschema.validate(told, ANSWER)
    assert told["problem"] == "We could not read that"


@given(st.dictionaries(st.sampled_from(["q", "near", "need", "area", "limit", "x"]), st.text()))
def test_any_text_is_answered(client: PageClient, asked: dict[str, str]) -> None:
    ask(client, **asked)


def test_a_body_too_long_is_refused_so_that_other_sites_can_read_it(client: PageClient) -> None:
    answer = client.http.post("/widget/v1/search", content="x" * 70_000)
    assert answer.status_code == 413
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "999" in answer.text


def test_a_fault_is_told_so_that_other_sites_can_read_it(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.pages.embeds.find", lambda *_: 1 / 0)
    assert set(search(client, '{"q": "food"}', 500)) == {"error"}


def test_the_script_is_small_and_has_its_line_of_data(client: PageClient) -> None:
    answer = client.http.get("/widget/v1.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert len(gzip.compress(answer.content)) <= LARGEST
    data = read_data(answer.text)
    assert data["base"] == "http://testserver"
    assert data["exit"] == "https://www.bbc.co.uk/weather"
    assert ["food", "Food for you and your family"] in data["topics"]
    assert ["glasgow-south", "Glasgow South"] in data["areas"]
    assert {"Samaritans"} <= {name for name, _, _ in data["lines"]}
    assert all(href.startswith("tel:") for _, _, href in data["lines"])
    assert all(data["words"][name] for name in WORDS)


def test_every_word_that_the_script_uses_is_given_to_it(client: PageClient) -> None:
    script = client.http.get("/widget/v1.js").text
    used = set(re.findall(r"\bwords\.(\w+)", script)) | {"signal", "slow", "fault"}
    assert len(used) > 10
    assert used <= set(WORDS)


def test_a_script_that_is_pinned_never_changes(client: PageClient, app: FastAPI) -> None:
    site = app.state.site
    script = write_script(Visit(site, site.live.directory, site.clock(), "http://testserver"))
    answer = client.http.get(script.pinned)
    assert answer.content == client.http.get("/widget/v1.js").content
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["access-control-allow-origin"] == "*"
    digest = base64.b64encode(hashlib.sha384(answer.content).digest()).decode()
    assert script.integrity == f"sha384-{digest}"


def test_a_script_does_not_change_with_the_time_of_day(app: FastAPI) -> None:
    site = app.state.site
    moments = [site.clock() + timedelta(hours=hours) for hours in range(0, 24 * 8, 5)]
    written = {write_script(Visit(site, site.live.directory, m, "http://a")) for m in moments}
    assert len(written) == 1


def test_a_pin_that_is_gone_is_not_found(client: PageClient) -> None:
    answer = client.http.get("/widget/v1.0123456789abcdef.js")
    assert answer.status_code == 404
    assert set(answer.json()) == {"error"}


def test_a_pin_holds_whatever_the_browser_speaks(small_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(small_data, data)
    (data / "languages").mkdir(exist_ok=True)
    (data / "languages" / "pl.po").write_bytes(make_pseudo("pl"))
    app = create_app(Settings(data=data, var=tmp_path / "var", watch=False))
    with PageClient.over(app) as client:
        polish = client.http.get("/widget/v1.js", headers={"accept-language": "pl"}).content
        english = client.http.get("/widget/v1.js").content
        assert read_data(polish.decode())["lang"] == "pl"
        for each in (polish, english):
            name = hashlib.sha256(each).hexdigest()[:16]
            assert client.http.get(f"/widget/v1.{name}.js").content == each


def test_a_pin_outlives_the_words_it_was_made_of(small_data: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(small_data, data)
    settings = Settings.model_validate(
        {"data": data, "var": tmp_path / "var", "watch": False, "public_url": "https://a.example"}
    )
    with PageClient.over(create_app(settings)) as client:
        client.get("/for-schools-and-gps")
        handed_out = client.http.get("/widget/v1.js").content
    areas = data / "areas.yaml"
    text = areas.read_text(encoding="utf-8")
    areas.write_text(text.replace("Glasgow South", "South Glasgow"), encoding="utf-8")
    with PageClient.over(create_app(settings)) as client:
        assert client.http.get("/widget/v1.js").content != handed_out
        name = hashlib.sha256(handed_out).hexdigest()[:16]
        assert client.http.get(f"/widget/v1.{name}.js").content == handed_out


def read_data(script: str) -> Any:
    line = next(line for line in script.splitlines() if line.startswith("const REACHIN = "))
    return json.loads(line.removeprefix("const REACHIN = ").removesuffix(";"))


@pytest.mark.parametrize(
    ("headers", "host"),
    [
        ({"origin": "https://School.example:8443"}, "school.example"),
        ({"origin": "null", "referer": "https://gp.example/find?q=secret"}, "gp.example"),
        ({"origin": "http://[", "referer": "https://gp.example/"}, "gp.example"),
        ({"origin": "null"}, "not told"),
        ({"origin": "https://<b>"}, "not told"),
        ({"referer": "https://" + "a" * 200}, "not told"),
        ({}, "not told"),
    ],
)
def test_only_the_name_of_a_host_is_read(headers: dict[str, str], host: str) -> None:
    assert name_host(headers) == host


def test_hosts_are_counted_by_day_across_processes(tmp_path: Path) -> None:
    first, second = HostCounts(tmp_path), HostCounts(tmp_path)
    for counts in (first, second):
        counts.note("school.example", "searches", MOMENT)
        counts.note("school.example", "frames", MOMENT)
    first.note("gp.example", "frames", MOMENT + timedelta(days=1))
    second.write()
    assert read_counts(tmp_path) == (
        HostDay("2026-11-26", "gp.example", 1, 0),
        HostDay("2026-11-25", "school.example", 2, 2),
    )


def test_counts_are_written_at_most_once_a_minute(tmp_path: Path) -> None:
    counts = HostCounts(tmp_path)
    moments = [MOMENT, MOMENT + timedelta(seconds=59), MOMENT + timedelta(seconds=60)]
    written = []
    for moment in moments:
        counts.note("school.example", "searches", moment)
        written.append(read_counts(tmp_path)[0].searches)
    assert written == [1, 1, 3]


def test_made_up_names_do_not_fill_the_memory(tmp_path: Path) -> None:
    counts = HostCounts(tmp_path)
    for number in range(MOST_HOSTS + 50):
        counts.note(f"{number}.example", "frames", MOMENT)
    counts.write()
    found = read_counts(tmp_path)
    assert len(found) == MOST_HOSTS + 1
    assert HostDay("2026-11-25", "other sites", 50, 0) in found


@pytest.mark.parametrize("made_up", ["i want to die", "<b>", "", "a" * 200, "a.example/page"])
def test_only_names_of_hosts_are_kept(tmp_path: Path, made_up: str) -> None:
    HostCounts(tmp_path).note(made_up, "searches", MOMENT)
    assert read_counts(tmp_path) == (HostDay("2026-11-25", "not told", 0, 1),)


def test_a_folder_that_cannot_be_written_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    counts = HostCounts(tmp_path / "file" / "embeds")
    counts.note("school.example", "frames", MOMENT)
    assert "could not write the counts" in caplog.text


def test_a_file_that_is_broken_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "2026-11-25.x.json").write_text("{")
    assert read_counts(tmp_path) == ()


@pytest.mark.parametrize("counted", [True, False])
def test_what_is_kept_of_a_visit_is_the_host_and_nothing_else(
    small_data: Path, tmp_path: Path, counted: bool
) -> None:
    settings = Settings(data=small_data, var=tmp_path, watch=False, count_embeds=counted)
    with PageClient.over(create_app(settings, clock=lambda: MOMENT)) as client:
        _use(client)
    kept = list((tmp_path / "embeds").glob("*"))
    assert bool(kept) == counted
    if counted:
        told = {"frames": 1, "searches": 2}
        assert json.loads(kept[0].read_text()) == {"school.example": told}
    result = CliRunner().invoke(command, ["embeds"], env={"REACHIN_VAR": str(tmp_path)})
    assert result.exit_code == 0
    assert ("school.example" in result.output) == counted


def _use(client: PageClient) -> None:
    """Look at a frame on a school's page, search in it, press a topic; and search in the widget."""
    told = {"referer": "https://school.example/parents?class=3", "sec-fetch-site": "cross-site"}
    page = client.check(client.http.get("/embed?area=glasgow", headers=told), 200, framed=True)
    inside = {"sec-fetch-site": "same-origin", "origin": "null"}
    action = page.all(".//form")[0].get("action", "")
    client.http.post(action, data={"q": "tea", "near": "G51"}, headers=inside)
    client.http.get(next(a for a in page.links() if a.startswith("/embed?")), headers=inside)
    search(client, '{"q": "tea"}')
