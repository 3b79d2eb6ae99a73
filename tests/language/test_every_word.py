"""No word of the interface is written into the code for good: every one can be turned.

Pages are drawn in a language in which each message stands in marks. What is left outside them is
data, or it was forgotten.
"""

import re
import warnings
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from fastapi import FastAPI

from app.clock import Clock
from app.config import PROJECT
from app.content.codes import code_of
from app.content.models import Service
from app.places import Ambiguous, Gazetteer
from app.search.directory import Directory
from app.search.filters import OPTIONS
from app.web.addresses import service_path, topic_path
from tests.language.pseudo import CLOSE, OPEN, make_pseudo, make_site

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

TAG = "pl"
ATTRIBUTES = ("alt", "aria-label", "placeholder", "title", "data-words")
UNREAD = ("script", "style", "svg")
PLATFORMS = {"google sites", "wix", "squarespace", "wordpress", "glow blogs"}
FORMATS = {"csv", "json", "yaml"}
BRAND = frozenset({"reach in", "whatsapp", "openstreetmap", *PLATFORMS, *FORMATS})
LETTER = re.compile(r"[^\W\d_]")
BETWEEN = re.compile(r"[,.:;] | – | \(")
EDGES = ' \n,.:;()·×–…|/?!"“”-'
TYPED = frozenset({"we need food", "skint and lonely", "govan", "kirkton", "xyzzy", "near", "foof"})

SEARCHES = [
    {"q": "we need food", "near": "G51"},
    {"q": "we need food", "near": "Kirkton"},
    {"q": "we need food", "near": "M1 1AA"},
    {"q": "we need food", "near": "EH1 1YZ"},
    {"q": "we need food", "near": "G99 9ZZ"},
    {"q": "we need food", "near": "xyzzy"},
    {"q": "skint and lonely", "area": "glasgow"},
    {"q": "he hits me", "near": "G51"},
    {"q": "xyzzy"},
    {"need": "food", "near": "KA7", "f": list(OPTIONS)[:4]},
    {"need": "food", "f": list(OPTIONS)},
    {"q": "", "near": ""},
]
PANTRY = code_of("the-govan-pantry")
ADDRESSES = [
    "/",
    "/find",
    "/find/too-old-to-open",
    "/no-such-page",
    "/topics/food",
    "/topics/now",
    "/services/the-govan-pantry",
    "/about",
    "/for-schools-and-gps",
    "/for-schools-and-gps?area=glasgow&need=food",
    "/areas",
    "/areas/glasgow",
    "/areas/glasgow/food",
    "/areas/south-ayrshire/no-such-topic",
    "/embed",
    "/embed?plain=1&area=glasgow",
    "/embed?need=food&near=G51&listed=1",
    "/embed/too-old-to-open",
    "/open-data",
    "/docs/api",
    "/saved",
    "/offline",
    "/list/none",
    "/posters",
    "/poster/glasgow",
    "/poster/glasgow?need=food",
    "/poster/south-ayrshire?need=safety_at_home",
    "/tell-us",
    "/tell-us/again/too-old-to-open",
    "/tell-us/thanks/missing",
    "/tell-us/thanks/heard",
    "/tell-us/thanks/not-yet/too-old-to-open",
    *(f"/tell-us/thanks/{said}/{PANTRY}" for said in ("yes", "right", "not-right", "wrong")),
    "/you-said",
]


FOR_MACHINES = re.compile(
    r"/(api|dev|exit|favicon|health|oembed|openapi|opensearch|oruk|robots|sitemap|static|sw|widget)"
    r"\b.*|/open-data/.*|/docs|.*\.vcf"
)
FOR_PLANNERS = re.compile(r"/planning\b.*")
"""Turned by tests/web/planning/test_words.py, which signs in first."""
ROUTES = (PROJECT / "tests/web/routes.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory, site_clock: Clock) -> FastAPI:
    folder = tmp_path_factory.mktemp("foreign")
    return make_site(folder, site_clock, {f"{TAG}.po": make_pseudo(TAG)})


@pytest.fixture(scope="module")
def http(foreign: FastAPI) -> Iterator[TestClient]:
    with TestClient(foreign, headers={"Accept-Language": TAG}) as http:
        yield http


@pytest.fixture(scope="module")
def data(directory: Directory) -> frozenset[str]:
    """Return every text that planners wrote, small and without its last stop."""
    kirktons = Gazetteer.packaged().find("Kirkton")
    assert isinstance(kirktons, Ambiguous)
    labels = (place.label for place in kirktons.choices)
    return frozenset(map(plain, (*texts_of(directory), *labels)))


def texts_of(directory: Directory) -> Iterator[str]:
    catalogue = directory.catalogue
    for service in catalogue.live:
        yield from texts_of_service(service)
    for need in catalogue.needs.values():
        yield from (need.title, need.short_title, need.sentence)
    for danger in catalogue.dangers.values():
        yield from (danger.title, danger.then, *danger.call_999_if)
    for area in catalogue.areas.values():
        yield from (area.name, area.sentence or "")
    for guide in catalogue.guides.values():
        yield from (guide.title, guide.bland or "", guide.description)
        prose = html5lib.parse(guide.prose.html, namespaceHTMLElements=False)
        yield from prose.itertext()


def texts_of_service(service: Service) -> Iterator[str]:
    yield from (service.name, service.provider, service.summary)
    reach_in, told = service.reach_in, service.languages
    notes = (service.who_for, service.cost_note, service.hours_note, service.access_note)
    yield from (text for text in notes if text)
    yield from (text for text in (reach_in.next, reach_in.bring, reach_in.wait) if text)
    yield from (text for text in (service.sources_dated, told.note, *told.spoken) if text)
    for contact in service.contacts:
        bare = re.sub(r"^(https?://)?(www\.)?", "", contact.value)
        yield from (contact.value, bare, contact.name or "", contact.note or "")
    for place in service.places:
        parts = (place.name, place.address, place.neighbourhood, place.postcode)
        yield from (text for text in parts if text)


def plain(text: str) -> str:
    return " ".join(text.split()).strip(EDGES).casefold()


def read_out(root: Element) -> Iterator[str]:
    """Yield every text a reader sees or hears, in the order of the page, save web addresses."""
    is_address = root.tag != "html" and root.get("dir") == "ltr"
    if root.tag in UNREAD or is_address or root.get("lang") == "en-GB":
        return
    yield from (root.get(name, "") for name in ATTRIBUTES)
    yield root.text or ""
    for child in root:
        yield from read_out(child)
        yield child.tail or ""


def outside_marks(root: Element) -> Iterator[str]:
    """Yield each run of text that stands in no marks; marks may hold tags, and other marks."""
    depth = 0
    for text in read_out(root):
        for part in re.split(f"([{OPEN}{CLOSE}])", text):
            if part in (OPEN, CLOSE):
                depth += 1 if part == OPEN else -1
            elif depth == 0:
                yield part
    assert depth == 0


def forgotten(page: str, data: frozenset[str]) -> list[str]:
    """Return the words of a page that are neither turned nor anyone's data."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    assert (root.get("lang"), root.get("dir")) == (TAG, "ltr")
    known = data | BRAND | TYPED
    return [part for part in outside_marks(root) if not is_known(part, known)]


def is_known(part: str, known: frozenset[str]) -> bool:
    """Return whether a text is data, or pieces of data one after another."""
    if not LETTER.search(part) or plain(part) in known:
        return True
    firsts = (part[: gap.start()] for gap in BETWEEN.finditer(part))
    return any(
        plain(first) in known and is_known(part[len(first) + 1 :], known) for first in firsts
    )


@pytest.mark.parametrize("route", [r.split()[1] for r in ROUTES if r.startswith("GET")])
def test_no_page_is_left_out(route: str) -> None:
    pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", route))
    others = FOR_MACHINES.fullmatch(route) or FOR_PLANNERS.fullmatch(route)
    assert others or any(pattern.fullmatch(a) for a in ADDRESSES)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_can_be_turned(http: TestClient, data: frozenset[str], address: str) -> None:
    answer = http.get(address)
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


@pytest.mark.parametrize("asked", SEARCHES, ids=lambda asked: "-".join(map(str, asked.values())))
def test_results_can_be_turned(
    http: TestClient, data: frozenset[str], asked: dict[str, str | list[str]]
) -> None:
    answer = http.post("/find", data={**asked, "refining": "" if asked == SEARCHES[-1] else "yes"})
    assert OPEN in answer.text
    assert forgotten(answer.text, data) == []


def test_every_topic_can_be_turned(
    http: TestClient, data: frozenset[str], directory: Directory
) -> None:
    paths = [topic_path(need) for need in directory.catalogue.needs.values()]
    left = {path: forgotten(http.get(path).text, data) for path in paths}
    assert {path: words for path, words in left.items() if words} == {}


def test_every_listing_can_be_turned(
    http: TestClient, data: frozenset[str], directory: Directory
) -> None:
    catalogue = directory.catalogue
    paths = [service_path(service, catalogue) for service in catalogue.live]
    left = {path: forgotten(http.get(path).text, data) for path in paths}
    assert {path: words for path, words in left.items() if words} == {}


def test_every_guide_can_be_turned(
    http: TestClient, data: frozenset[str], directory: Directory
) -> None:
    paths = [f"/{slug}" for slug in directory.catalogue.guides]
    left = {path: forgotten(http.get(path).text, data) for path in paths}
    assert {path: words for path, words in left.items() if words} == {}


def test_a_list_can_be_turned(http: TestClient, data: frozenset[str], directory: Directory) -> None:
    codes = ".".join(list(directory.catalogue.by_code)[:40])
    assert forgotten(http.get(f"/list/{codes}.gone").text, data) == []


@pytest.mark.parametrize("status", [404, 405, 410, 422])
def test_refusals_can_be_turned(http: TestClient, data: frozenset[str], status: int) -> None:
    method, path = {
        404: ("GET", "/services/none"),
        405: ("DELETE", "/"),
        410: ("GET", "/find/old"),
        422: ("POST", "/find"),
    }[status]
    answer = http.request(method, path)
    assert answer.status_code == status
    assert forgotten(answer.text, data) == []


def test_a_fault_can_be_turned(
    http: TestClient, data: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.sealing.Seal.open", lambda *_: 1 / 0)
    answer = http.get("/find/broken")
    assert answer.status_code == 500
    assert forgotten(answer.text, data) == []


def test_too_much_is_refused_in_the_reader_s_language(
    http: TestClient, data: frozenset[str]
) -> None:
    answer = http.post("/find", content=b"q=" + b"x" * 70_000)
    assert answer.status_code == 413
    assert forgotten(answer.text, data) == []
    short = http.post("/widget/v1/search", content=b"x" * 70_000)
    assert short.status_code == 413
    assert short.text.startswith(OPEN)


def test_a_search_that_failed_can_be_turned(
    http: TestClient, data: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.pages.finding.find", lambda *_: 1 / 0)
    answer = http.post("/find", data={"q": "govan"})
    assert answer.status_code == 500
    assert forgotten(answer.text, data) == []


def test_a_word_left_in_the_code_is_noticed(data: frozenset[str]) -> None:
    page = f'<html lang="{TAG}" dir="ltr"><p>{OPEN}Free{CLOSE} Forgotten<p title="Left out">Govan'
    assert forgotten(page, data) == [" Forgotten", "Left out"]


def test_caches_are_told_when_there_is_more_than_one_language(
    http: TestClient, app: FastAPI
) -> None:
    assert "Accept-Language" in http.get("/").headers["vary"]
    assert "Accept-Language" in http.get("/no-such-page").headers["vary"]
    style = re.search(r"/static/site\.\w+\.css", http.get("/").text)
    assert style is not None
    assert "Accept-Language" not in http.get(style[0]).headers.get("vary", "")
    with TestClient(app) as english:
        assert "Accept-Language" not in english.get("/").headers.get("vary", "")


def test_whoever_asks_for_another_language_reads_english(http: TestClient) -> None:
    answer = http.get("/", headers={"Accept-Language": "de"})
    assert '<html lang="en-GB" dir="ltr">' in answer.text
    assert OPEN not in answer.text
    assert "set-cookie" not in answer.headers
