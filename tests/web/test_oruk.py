"""Open data over HTTP: any page may read it, caches know it again, and refusals say how to ask."""

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.openreferral.ids import make_id
from app.search.directory import Directory
from tests.web.pages import PageClient

STUB = "/oruk/v3"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
SAMARITANS = make_id("service", "samaritans")
CANARY = "quokkafeathers"


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_root_says_which_standard_this_is(client: PageClient, slash: str) -> None:
    answer = client.http.get(STUB + slash, follow_redirects=False)
    assert answer.status_code == 200
    told = answer.json()
    assert told["version"] == "HSDS-UK-3.0"
    assert told["profile"] == "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
    assert told["openapi_url"] == "https://openreferraluk.org/specifications/3.0/openapi.json"
    assert told["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["publisher"]["website"] == "http://testserver/"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("/services", 200),
        ("/services?search=food", 200),
        ("/services?page=99", 200),
        (f"/services/{SAMARITANS}", 200),
        ("/services?page=0", 422),
        ("/services/nothing", 404),
        ("/nothing", 404),
    ],
)
def test_any_page_may_read_every_answer(client: PageClient, path: str, status: int) -> None:
    for method in ("GET", "HEAD"):
        answer = client.http.request(method, STUB + path, headers={"origin": "https://a.example"})
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["content-type"] == "application/json"
        assert "set-cookie" not in answer.headers
        assert bool(answer.content) is (method == "GET")


@pytest.mark.parametrize("path", ["", *(f"/{name}" for name in LISTS), f"/services/{SAMARITANS}"])
def test_what_was_seen_before_is_not_sent_again(client: PageClient, path: str) -> None:
    first = client.http.get(STUB + path)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=300"
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = client.http.get(STUB + path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["access-control-allow-origin"] == "*"
    assert client.http.get(STUB + path, headers={"if-none-match": '"other"'}).status_code == 200


def test_each_answer_has_an_etag_of_its_own(client: PageClient) -> None:
    paths = ["", "/services", "/services?page=2", "/services?full=true", "/organizations"]
    tags = [client.http.get(STUB + path).headers["etag"] for path in paths]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(
    "query", [f"search={CANARY}", "postcode=G51+3UU", "format=ndjson&search=a"]
)
@pytest.mark.parametrize("name", ["services", "service_at_locations"])
def test_what_somebody_typed_is_kept_by_no_cache(client: PageClient, name: str, query: str) -> None:
    answer = client.http.get(f"{STUB}/{name}?{query}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_words_that_are_searched_for_are_in_no_log(
    client: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("tests").debug("the log is heard")
        for query in (f"search={CANARY}", f"page={CANARY}", f"{CANARY}=1", f"postcode={CANARY}"):
            answer = client.http.get(f"{STUB}/services?{query}")
            assert answer.headers["cache-control"] == "no-store"
    ours = [str(record.msg) % record.args for record in caplog.records if record.name != "httpx"]
    assert "the log is heard" in ours
    assert not any(CANARY in line for line in ours)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/services?page=0", "page: write a whole number from 1"),
        ("/services?page=two", "page: write a whole number"),
        ("/services?page=-1", "page: write a whole number"),
        ("/services?page=99999999999999999999", "page: write a whole number"),
        ("/services?per_page=0", "per_page: write a whole number from 1 to 500."),
        ("/services?per_page=501", "per_page: write a whole number from 1 to 500."),
        ("/services?format=xml", "format: write json or ndjson."),
        ("/services?full=perhaps", "full: write true or false."),
        ("/services?minimal=true&full=true", "minimal, full: ask for one of them."),
        ("/services?taxonomy_term_id=money", "taxonomy_term_id: write an id"),
        ("/services?taxonomy_id=1", "taxonomy_id: write an id"),
        ("/services?organization_id=NSPCC", "organization_id: write an id"),
        ("/services?modified_after=yesterday", "like 2026-11-30T00:00:00Z."),
        ("/services?modified_after=2026-02-30", "like 2026-11-30T00:00:00Z."),
        ("/services?modified_after=0001-01-01T00:00:00%2B14:00", "modified_after: write"),
        ("/services?minimum_age=-1", "minimum_age: write a whole number from 0 to 150."),
        ("/services?maximum_age=old", "maximum_age: write a whole number from 0 to 150."),
        ("/services?minimum_age=9&maximum_age=8", "maximum_age comes before minimum_age."),
        ("/services?day=Caturday", "day: write MO, TU, WE, TH, FR, SA, SU, or the name"),
        ("/services?day=MO,,TU", "day: write"),
        ("/services?start_time=25:00", "start_time: write a time of day like 09:30."),
        ("/services?end_time=9", "end_time: write a time of day like 09:30."),
        ("/services?start_time=10:00&end_time=09:00", "end_time comes before start_time."),
        ("/services?postcode=Govan", "postcode: write a postcode like G51 3UU."),
        ("/services?postcode=ZZ1+1ZZ", "We do not know the postcode “ZZ1 1ZZ”."),
        ("/services?proximity=100", "proximity: say where from, with postcode."),
        ("/services?postcode=G51&proximity=far", "proximity: write a whole number"),
        ("/services?q=food", '"q" is not something you can ask for here. Use search, page,'),
        ("/services?search=" + "a" * 1_001, "search: write at most 1000 letters."),
        ("/service_at_locations?proximity=100", "proximity: say where from, with postcode."),
        ("/organizations?day=MO", '"day" is not something you can ask for here.'),
        ("/organizations?full_service=x", "full_service: write true or false."),
        ("/taxonomies?top_only=true", '"top_only" is not something you can ask for here.'),
        ("/taxonomy_terms?parent_id=money", "parent_id: write an id"),
        ("/taxonomy_terms?top_only=2", "top_only: write true or false."),
    ],
)
def test_what_cannot_be_asked_is_refused_plainly(client: PageClient, path: str, said: str) -> None:
    answer = client.http.get(STUB + path)
    assert answer.status_code == 422
    assert list(answer.json()) == ["error"]
    assert said in answer.json()["error"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("identity", ["nothing", "0", make_id("service", "never"), "%00", "é"])
def test_an_id_that_is_nobodys_is_not_found(client: PageClient, name: str, identity: str) -> None:
    answer = client.http.get(f"{STUB}/{name}/{identity}")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing with this id. It may be gone."}


def test_an_id_may_be_in_capitals(client: PageClient) -> None:
    assert client.http.get(f"{STUB}/services/{SAMARITANS.upper()}").json()["id"] == SAMARITANS


def test_nothing_but_reading_is_allowed(client: PageClient) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert client.http.request(method, f"{STUB}/services").status_code == 405


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", "full=true", "minimal=true", "search=help"])
def test_lines_are_the_entries_of_every_page(client: PageClient, name: str, query: str) -> None:
    if query and not query.startswith("search") and name not in LISTS[:2]:
        query = ""
    lines = client.http.get(f"{STUB}/{name}?{query}&format=ndjson")
    assert lines.headers["content-type"] == "application/x-ndjson"
    page = client.http.get(f"{STUB}/{name}?{query}&per_page=500").json()
    assert page["total_pages"] == 1
    assert [json.loads(line) for line in lines.text.splitlines()] == page["contents"]
    assert lines.text.endswith("\n")


def test_lines_of_one_page_may_be_asked_for(client: PageClient) -> None:
    lines = client.http.get(f"{STUB}/services?format=ndjson&per_page=7&page=2")
    page = client.http.get(f"{STUB}/services?per_page=7&page=2").json()
    assert [json.loads(line) for line in lines.text.splitlines()] == page["contents"]
    assert lines.headers["etag"]


@pytest.fixture
def translated(tmp_path: Path, small_data: Path, site_clock: Clock) -> Iterator[PageClient]:
    """Return a site that speaks a second language, and writes times in another way in it."""
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    (data / "languages").mkdir()
    words = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words += 'msgid "{when}: {times}"\nmsgstr "{when} - {times}"\n'
    (data / "languages" / "pl.po").write_text(words, encoding="utf-8")
    site = create_app(Settings(data=data, var=tmp_path / "var", watch=False), clock=site_clock)
    with PageClient.over(site) as pages:
        yield pages


def test_open_data_is_english_whoever_reads_it_first(translated: PageClient) -> None:
    asked = {"accept-language": "pl"}
    for path in ("/services", f"/services/{make_id('service', 'tea-and-a-chat')}"):
        in_polish = translated.http.get(STUB + path, headers=asked)
        assert in_polish.json() == translated.http.get(STUB + path).json()
    (told,) = in_polish.json()["schedules"]
    assert told["description"] == "Wednesday: 10am to 12 noon"


def test_a_change_of_the_data_is_a_change_of_the_open_data(
    tmp_path: Path, small_data: Path, site_clock: Clock
) -> None:
    data = Path(shutil.copytree(small_data, tmp_path / "data"))
    site = create_app(Settings(data=data, var=tmp_path / "var", watch=False), clock=site_clock)
    with PageClient.over(site) as pages:
        path = f"{STUB}/services/{make_id('service', 'tea-and-a-chat')}"
        before = pages.http.get(path)
        services = data / "services.yaml"
        text = services.read_text(encoding="utf-8")
        services.write_text(text.replace("A warm room", "A cosy room"), encoding="utf-8")
        site.state.site.live.refresh()
        after = pages.http.get(path, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json() == {
        **before.json(),
        "description": "A cosy room with food and tea.",
        "reachin": {**before.json()["reachin"], "summary": "A cosy room with food and tea."},
    }


letters = st.text(max_size=40)
values = letters | st.integers().map(str) | st.sampled_from(["true", "MO", "09:30", "G51 3UU"])
names = st.sampled_from(
    [
        *("search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id"),
        *("organization_id", "modified_after", "minimal", "full", "minimum_age", "maximum_age"),
        *("day", "start_time", "end_time", "postcode", "proximity"),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(asked=st.dictionaries(names | letters, values, max_size=5), name=st.sampled_from(LISTS))
def test_nothing_asked_is_a_fault(
    client: PageClient, directory: Directory, asked: dict[str, str], name: str
) -> None:
    answer = client.http.get(f"{STUB}/{name}", params=asked)
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert list(answer.json()) == ["error"]
    elif answer.headers["content-type"] == "application/json":
        assert len(answer.json()["contents"]) <= len(directory.catalogue.live)
