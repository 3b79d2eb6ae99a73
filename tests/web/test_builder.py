"""A school or a surgery makes a box for its website: what it copies is whole, safe and leads on."""

import base64
import hashlib
import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.search.directory import Directory
from app.web.builder import BUILDER, may_stand
from app.web.pasting import COLOUR, SIZES, ink_on
from tests.web.pages import Page, PageClient

BASE = "http://testserver"
CODES = ("card", "frame", "widget", "pinned", "address")


def build(client: PageClient, **chosen: str) -> Page:
    """Return the page for these choices."""
    return client.check(client.http.get(BUILDER, params=chosen), 200)


def code(page: Page, name: str) -> str:
    """Return what is copied for one way."""
    (box,) = page.all(f".//textarea[@id='{name}-code']")
    return "".join(box.itertext())


def pasted(text: str) -> Element:
    """Return what a browser makes of code in a page; it must be HTML without a fault."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(f"<!doctype html><title>A</title><body>{text}")
    body: Element | None = root.find("body")
    assert parser.errors == []
    assert body is not None
    return body


def only(root: Element, tag: str) -> Element:
    (found,) = root.iter(tag)
    return found


def test_the_page_is_the_guide_and_what_it_makes(client: PageClient, directory: Directory) -> None:
    page = client.get(BUILDER)
    guide = directory.catalogue.guides[BUILDER.strip("/")]
    assert page.h1 == guide.title
    assert [heading.text for heading in guide.prose.headings if heading.text not in page.text] == []
    assert all(code(page, name) for name in CODES)
    copied = {e.get("data-copies") for e in page.all(".//button") if e.get("data-copies")}
    assert copied == {f"{name}-code" for name in CODES}


def test_the_page_stands_when_planners_take_its_words_away(
    small_data: Path, tmp_path: Path, site_clock: Clock
) -> None:
    data = shutil.copytree(small_data, tmp_path / "data")
    app = create_app(Settings(data=data, var=tmp_path, watch=False), clock=site_clock)
    with PageClient.over(app) as small:
        page = small.get(BUILDER)
    assert page.h1 == "For schools and GP surgeries"
    assert "/widget/v1.js" in code(page, "widget")


def test_every_choice_of_area_and_topic_leads_to_pages_that_are_there(
    client: PageClient, directory: Directory
) -> None:
    catalogue = directory.catalogue
    offered = {
        box.get("name"): [option.get("value") or "" for option in box.iter("option")]
        for box in client.get(BUILDER).all(".//select")
    }
    assert offered["area"] == ["", *catalogue.areas]
    for area in offered["area"]:
        for need in offered["need"]:
            page = build(client, area=area, need=need)
            address = code(page, "address")
            links = {
                only(pasted(code(page, name)), "a").get("href")
                for name in CODES
                if name in ("card", "widget", "pinned")
            }
            assert links == {address}
            assert client.http.get(address.removeprefix(BASE)).url.path == address[len(BASE) :]
            frame = only(pasted(code(page, "frame")), "iframe").get("src") or ""
            assert client.http.get(frame.removeprefix(BASE)).status_code == 200
            told = client.http.get("/oembed", params={"url": address, "format": "json"})
            assert told.status_code == 200


def test_topics_that_may_give_away_are_not_offered(
    client: PageClient, directory: Directory
) -> None:
    catalogue = directory.catalogue
    watched = [need for need in catalogue.needs.values() if need.safety or need.crisis]
    assert watched
    for need in watched:
        assert not may_stand(need.slug, catalogue)
        page = build(client, need=need.slug, area="glasgow")
        assert not any(need.slug in code(page, name) for name in CODES)
        assert not any(need.page in code(page, name) for name in CODES)


def test_choices_are_in_every_code_that_can_hold_them(client: PageClient) -> None:
    page = build(
        client,
        area="glasgow",
        need="food",
        heading="Help",
        colour="#AA2200",
        theme="dark",
        size="middle",
    )
    (tag,) = pasted(code(page, "widget")).iter("reach-in")
    assert tag.attrib == {
        "area": "glasgow",
        "need": "food",
        "heading": "Help",
        "theme": "dark",
        "style": "--reach-in-colour: #aa2200",
    }
    frame = only(pasted(code(page, "frame")), "iframe")
    assert frame.get("src") == f"{BASE}/embed?area=glasgow&need=food&title=Help&theme=dark"
    assert frame.get("title") == "Help"
    assert "max-width:600px" in (frame.get("style") or "")
    assert "#aa2200" in code(page, "card")
    assert "max-width:600px" in code(page, "card")
    (shown,) = page.all(".//iframe")
    assert shown.get("src") == "/embed?area=glasgow&need=food&title=Help&theme=dark"
    assert "/poster/glasgow?need=food" in page.links()


def test_the_pinned_script_is_the_one_that_is_sent(client: PageClient) -> None:
    script = only(pasted(code(client.get(BUILDER), "pinned")), "script")
    sent = client.http.get((script.get("src") or "").removeprefix(BASE))
    digest = base64.b64encode(hashlib.sha384(sent.content).digest()).decode()
    assert script.get("integrity") == f"sha384-{digest}"
    assert script.get("crossorigin") == "anonymous"
    assert sent.headers["access-control-allow-origin"] == "*"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heading=st.text(max_size=100), other=st.text(max_size=30))
@pytest.mark.parametrize("hard", ['"><script>alert(1)</script>', "</textarea><b>", "&amp;amp;"])
def test_a_heading_stays_words(client: PageClient, hard: str, heading: str, other: str) -> None:
    page = build(client, heading=hard + heading, theme=other, size=other, colour=other, area=other)
    for name in ("card", "frame", "widget", "pinned"):
        body = pasted(code(page, name))
        tags = {e.tag for e in body.iter()} - {"body", "div", "p", "strong", "a"}
        assert tags <= {"iframe", "reach-in", "script"}
        assert all(e.get("src") for e in body.iter("script"))
    frame = only(pasted(code(page, "frame")), "iframe")
    assert (frame.get("title") or "").startswith(hard.strip())


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#000000", "#ffffff"), ("#ffffff", "#000000"), (COLOUR, "#ffffff"), ("#ffc83d", "#000000")],
)
def test_words_on_a_colour_can_be_read(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


@pytest.mark.parametrize("size", SIZES)
def test_a_narrow_frame_is_a_high_one(client: PageClient, size: str) -> None:
    frame = only(pasted(code(build(client, size=size), "frame")), "iframe")
    assert int(frame.get("height") or "0") >= 720
    assert ("max-width" in (frame.get("style") or "")) == (SIZES[size].width > 0)
