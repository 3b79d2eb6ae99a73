"""The description of the API is true: answers have its shapes, and nothing else is in it."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.clock import Clock
from app.config import PROJECT, Settings
from app.main import create_app
from app.web.answers import EXAMPLE
from app.web.api_docs import PUBLIC, TAGS
from tests.web.pages import PageClient

DOCS, OPENAPI = "/docs/api", "/openapi.json"
SEARCH = "/api/v1/search"
VENDORED = re.compile(r"^\| `(swagger/[^`]+)` .* `([0-9a-f]{64})`", re.MULTILINE)
Thing = dict[str, Any]


@pytest.fixture(scope="module")
def described(client: PageClient) -> Thing:
    found: Thing = client.http.get(OPENAPI).json()
    return found


def operations(described: Thing) -> Iterator[tuple[str, Thing]]:
    for path, methods in described["paths"].items():
        assert list(methods) == ["get"]
        yield path, methods["get"]


def complaints(described: Thing, name: str, value: object) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def test_only_what_others_may_build_on_is_described(described: Thing) -> None:
    paths = list(described["paths"])
    assert {SEARCH, "/open-data/services.csv", "/open-data/datapackage.json"} <= set(paths)
    assert [path for path in paths if not path.startswith(PUBLIC)] == []
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "http://testserver"}]
    assert "security" not in described


def test_everything_has_a_name_a_place_and_a_reason(described: Thing) -> None:
    tags = [name for name, _ in TAGS]
    for path, operation in operations(described):
        assert len(operation["summary"]) > 10, path
        assert len(operation["description"]) > 20, path
        assert set(operation["tags"]) <= set(tags), path
        assert len(operation["tags"]) == 1, path
        for parameter in operation.get("parameters", ()):
            assert parameter["description"].endswith("."), (path, parameter["name"])
    ids = [operation["operationId"] for _, operation in operations(described)]
    assert len(set(ids)) == len(ids)


def test_every_reference_leads_to_a_shape_and_every_shape_is_used(described: Thing) -> None:
    used = set(re.findall(r"#/components/schemas/(\w+)", str(described)))
    assert used == set(described["components"]["schemas"])
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "no food in the house", "near": "G51"},
        {"q": "i want to die"},
        {"need": "food", "limit": "100"},
        {"q": "lonely", "near": "Kirkton"},
        {"near": "EH1 1YZ"},
        {"q": "zzzzqq"},
    ],
    ids=str,
)
def test_an_answer_has_the_shape_that_is_described(
    client: PageClient, described: Thing, asked: dict[str, str]
) -> None:
    answer = client.http.get(SEARCH, params=asked)
    name = "SearchAnswer" if answer.status_code == 200 else "Problem"
    assert complaints(described, name, answer.json()) == []


def test_every_answer_has_the_shape_that_is_described(client: PageClient, described: Thing) -> None:
    seen = 0
    for path, operation in operations(described):
        ids = {
            p["name"]: p["example"] for p in operation.get("parameters", ()) if p["in"] == "path"
        }
        answer = client.http.get(path.format(**ids) + operation.get(EXAMPLE, ""))
        kind = answer.headers["content-type"].partition(";")[0]
        schema = operation["responses"]["200"]["content"][kind]["schema"]
        whole = {**schema, "components": described["components"]}
        value = answer.json() if kind == "application/json" else answer.text
        assert [e.message for e in Draft202012Validator(whole).iter_errors(value)] == [], path
        seen += bool(schema)
    assert seen == len(described["paths"]) == 16


@pytest.mark.parametrize("path", ["/oruk/v3/services?page=none", "/oruk/v3/services/none"])
def test_refusals_of_the_open_data_have_the_shape_too(
    client: PageClient, described: Thing, path: str
) -> None:
    assert complaints(described, "Problem", client.http.get(path).json()) == []


def test_an_answer_of_another_shape_would_be_noticed(described: Thing) -> None:
    assert complaints(described, "SearchAnswer", {"total": 0})
    assert complaints(described, "Problem", {"detail": []})


@pytest.mark.parametrize(
    "asked", [{}, {"limit": "0"}, {"qq": "food"}, {"need": "no-such"}], ids=str
)
def test_a_refusal_has_the_shape_that_is_described(
    client: PageClient, described: Thing, asked: dict[str, str]
) -> None:
    answer = client.http.get(SEARCH, params=asked)
    assert answer.status_code == 422
    assert complaints(described, "Problem", answer.json()) == []
    told = described["paths"][SEARCH]["get"]["responses"]["422"]["content"]["application/json"]
    assert told["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_address_on_the_page_answers(client: PageClient, described: Thing) -> None:
    page = client.get(DOCS)
    (listed,) = [e for e in page.root.iter() if e.get("id") == "endpoints"]
    shown = {"".join(code.itertext()) for code in listed.iter("code")}
    assert shown == set(described["paths"])
    links = [str(link.get("href")) for link in listed.iter("a")]
    assert len(links) == len(shown)
    assert {link: client.http.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_search_engines_are_asked_to_leave_it(client: PageClient) -> None:
    page = client.get(DOCS)
    robots = [e.get("content") for e in page.all(".//meta") if e.get("name") == "robots"]
    assert robots == ["noindex"]
    assert client.http.get(OPENAPI).headers["x-robots-tag"] == "noindex"


def test_who_looks_where_such_pages_usually_are_is_sent_there(client: PageClient) -> None:
    answer = client.http.get("/docs")
    assert [hop.status_code for hop in answer.history] == [308]
    assert answer.url.path == DOCS


def test_it_says_who_to_write_to_and_under_which_licence(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    settings = Settings(
        data=small_data,
        var=tmp_path,
        watch=False,
        contact="hello@reachin.example",
        public_url="https://reachin.example",
        data_licence="https://terms.example/1",
        data_licence_name="Made-up terms",
    )
    with PageClient.over(create_app(settings, clock=site_clock)) as client:
        about = client.http.get(OPENAPI).json()
    assert about["servers"] == [{"url": "https://reachin.example"}]
    assert about["info"]["contact"]["email"] == "hello@reachin.example"
    assert about["info"]["license"] == {
        "name": "The text of the listings: Made-up terms",
        "url": "https://terms.example/1",
    }


# Swagger UI -----------------------------------------------------------------------------------


def test_what_others_wrote_is_what_is_written_down() -> None:
    text = (PROJECT / "static" / "VENDORED.md").read_text(encoding="utf-8")
    digests = dict(VENDORED.findall(text))
    assert set(digests) == {"swagger/swagger-ui-bundle.js.gz", "swagger/swagger-ui.css"}
    for name, digest in digests.items():
        body = (PROJECT / "static" / name).read_bytes()
        whole = gzip.decompress(body) if name.endswith(".gz") else body
        assert hashlib.sha256(whole).hexdigest() == digest
    notices = {path.name for path in (PROJECT / "static" / "swagger").iterdir()}
    assert {"LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"} <= notices


def test_a_file_kept_packed_is_sent_packed_or_whole(client: PageClient) -> None:
    scripts = [e.get("src") or "" for e in client.get(DOCS).all(".//script")]
    (bundle,) = [src for src in scripts if "swagger-ui-bundle" in src]
    asked = client.http.build_request("GET", bundle, headers={"accept-encoding": "gzip"})
    packed = client.http.send(asked, stream=True)
    sent = b"".join(packed.iter_raw())
    whole = client.http.get(bundle, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert gzip.decompress(sent) == whole.content
    assert len(sent) < len(whole.content) / 3
    for answer in (packed, whole):
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        assert answer.headers["vary"] == "Accept-Encoding"


def test_nobody_can_fetch_its_notices_as_if_they_were_ours(client: PageClient) -> None:
    assert client.http.get("/static/swagger/LICENSE").status_code == 404
