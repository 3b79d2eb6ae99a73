"""A bare address of ours, pasted into another site, becomes a frame; pages on safety never do."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest

from app.search.directory import Directory
from app.web.addresses import service_path
from tests.web.pages import Page, PageClient

BASE = "http://testserver"
NUMBER = {"type": "integer", "minimum": 1}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "type", "html", "width", "height", "title", "provider_name"],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"const": "rich"},
        "html": {"type": "string", "pattern": r'^<iframe src="[^"<>]+" [^<>]+></iframe>$'},
        "width": NUMBER,
        "height": NUMBER,
        "title": {"type": "string", "minLength": 3},
        "provider_name": {"const": "Reach In"},
        "provider_url": {"const": BASE},
        "cache_age": NUMBER,
    },
}
"""Of https://oembed.com, 2.3.4, what we answer."""
SHARED = {
    "/": "Find family support near you",
    "/areas": "Find family support near you",
    "/areas/glasgow-south": "Find help: Glasgow South",
    "/topics/food": "Food for you and your family",
    "/areas/glasgow-south/food": "Food for you and your family: Glasgow South",
    "/about": "What Reach In is",
    "/services/glasgow-libraries": "Glasgow Libraries: free computers, wifi and help",
}


def ask(client: PageClient, address: str, **more: str) -> Any:
    return client.http.get("/oembed", params={"url": address, "format": "json", **more})


def framed(client: PageClient, answer: Mapping[str, Any]) -> Page:
    """Return the frame that an answer shows."""
    found = re.search(r'src="([^"]+)"', answer["html"])
    assert found is not None
    address = html.unescape(found[1])
    assert address.startswith(f"{BASE}/embed")
    return client.frame(address.removeprefix(BASE))


@pytest.mark.parametrize("path", SHARED)
@pytest.mark.parametrize("end", ["", "?from=school", "#main"])
def test_a_page_that_may_be_shown_has_a_frame(client: PageClient, path: str, end: str) -> None:
    answer = ask(client, BASE + path + end)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    jsonschema.validate(told, SCHEMA)
    assert told["title"] == SHARED[path]
    assert f'title="{html.escape(told["title"])}"' in told["html"]
    page = framed(client, told)
    assert page.all(".//form") == []
    assert page.all(".//a[@target='_self']")


def test_a_frame_of_a_listing_says_how_to_reach_it(client: PageClient) -> None:
    page = framed(client, ask(client, f"{BASE}/services/glasgow-libraries").json())
    (card,) = page.of_class("card")
    assert "Glasgow Libraries" in "".join(card.itertext())


def test_a_listing_that_is_gone_leaves_a_frame_that_helps(client: PageClient) -> None:
    page = client.frame("/embed?plain=1&service=zzzzzzzzzz&title=Gone")
    assert "may have moved or closed" in page.text
    assert [link for link in page.links() if link.startswith("/embed?")]


@pytest.mark.parametrize(
    "address",
    [
        f"{BASE}/topics/at-home",
        f"{BASE}/topics/now",
        f"{BASE}/areas/glasgow-south/at-home",
        f"{BASE}/services/childline-no-such",
        f"{BASE}/find?need=food",
        f"{BASE}/find/" + "a" * 80,
        f"{BASE}/list/abc",
        f"{BASE}/embed",
        f"{BASE}/areas/atlantis",
        f"{BASE}/no-such-page",
        "https://elsewhere.example/",
        "http://testserver.elsewhere.example/",
        "ftp://testserver/",
        "javascript:alert(1)",
        "http://[",
        "/topics/food",
        "",
    ],
)
def test_nothing_else_has_one(client: PageClient, address: str) -> None:
    answer = ask(client, address)
    assert answer.status_code == 404
    assert set(answer.json()) == {"error"}


def test_no_listing_that_may_give_away_has_one(client: PageClient, directory: Directory) -> None:
    catalogue = directory.catalogue
    told = [s for s in catalogue.live if catalogue.may_give_away(s)]
    assert told
    for service in told:
        for path in (service_path(service, catalogue), f"/services/{service.id}"):
            assert ask(client, BASE + path).status_code == 404


@pytest.mark.parametrize("asked", ["xml", "XML", "yaml"])
def test_json_is_the_only_format(client: PageClient, asked: str) -> None:
    assert ask(client, f"{BASE}/", format=asked).status_code == 501


@pytest.mark.parametrize(
    ("most", "size"),
    [
        ({}, (600, 560)),
        ({"maxwidth": "300"}, (300, 560)),
        ({"maxwidth": "9000", "maxheight": "400"}, (600, 400)),
        ({"maxwidth": "wide", "maxheight": "-1"}, (600, 560)),
        ({"maxwidth": "٣٠٠"}, (600, 560)),
    ],
)
def test_it_is_no_larger_than_asked(
    client: PageClient, most: dict[str, str], size: tuple[int, int]
) -> None:
    told = ask(client, f"{BASE}/", **most).json()
    assert (told["width"], told["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in told["html"]


@pytest.mark.parametrize("path", SHARED)
def test_a_page_says_where_its_frame_is_described(client: PageClient, path: str) -> None:
    page = client.get(path)
    (link,) = page.all(".//head/link[@type='application/json+oembed']")
    assert link.get("href") == f"{BASE}/oembed?url={quote(BASE + path, safe='')}&format=json"
    assert link.get("rel") == "alternate"
    assert link.get("title")
    answer = client.http.get(link.get("href", ""))
    assert answer.json()["title"] == SHARED[path]
    assert page.response.text.index("json+oembed") < 150_000


@pytest.mark.parametrize("path", ["/topics/now", "/topics/at-home", "/find?need=food", "/saved"])
def test_pages_that_may_not_be_shown_say_nothing_of_it(client: PageClient, path: str) -> None:
    assert "oembed" not in client.get(path).response.text
