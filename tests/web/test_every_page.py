"""Every page there is keeps the rules, and says what it is."""

from collections import Counter
from collections.abc import Mapping

import pytest

from app.search.directory import Directory
from tests.web import rules
from tests.web.pages import Page, PageClient

BLAND = "Help and support – Reach In"


def test_home_asks_two_questions_and_offers_every_topic(
    client: PageClient, directory: Directory
) -> None:
    page = client.get("/")
    assert [page.box(name).get("value") for name in ("q", "near")] == ["", ""]
    topics = {f"/topics/{need.page}" for need in directory.catalogue.needs.values()}
    assert topics - {"/topics/now"} <= set(page.links())
    assert "/urgent-help" in page.links()
    assert "We do not keep your searches." in page.text
    assert str(len(directory.catalogue.live)) in page.text


def test_every_topic_has_a_page_with_help_on_it(
    topics: Mapping[str, Page], directory: Directory
) -> None:
    for need in directory.catalogue.needs.values():
        page = topics[need.slug]
        assert page.h1 == need.title
        assert page.of_class("card"), f"{need.slug} lists nobody"
        assert page.title == (BLAND if need.safety else f"{need.title} – Reach In")


@pytest.mark.parametrize("path", ["/", "/areas", "/privacy", "/saved", "/services/childline"])
def test_the_foot_asks_what_people_think_of_a_new_site(client: PageClient, path: str) -> None:
    page = client.get(path)
    assert "This site is new. Tell us what you think." in page.text
    asked = client.get("/tell-us")
    assert "what you think of this site" in asked.text
    assert "This site is new" not in asked.text


def test_a_topic_is_narrowed_to_what_is_near(client: PageClient) -> None:
    page = client.press(client.get("/topics/food"), "Show nearest", near="G51")
    assert "near G51" in page.h1
    assert page.form("Find help")["need"] == "food"


def test_every_listing_has_a_page_that_says_how_to_reach_it(
    listings: Mapping[str, Page], directory: Directory
) -> None:
    for service in directory.catalogue.live:
        page = listings[service.id]
        assert page.h1 == service.name
        assert service.summary in page.text
        for contact in service.contacts:
            if contact.way == "phone":
                assert f"tel:{contact.value.replace(' ', '')}" in page.links()
                assert contact.value in page.text
        assert service.checked or "not checked" in page.text
        if service.planners_note:
            assert service.planners_note not in page.text


def test_every_sentence_ends_once(
    client: PageClient,
    listings: Mapping[str, Page],
    topics: Mapping[str, Page],
    directory: Directory,
) -> None:
    guides = {slug: client.get(f"/{slug}") for slug in directory.catalogue.guides}
    areas = {slug: client.get(f"/areas/{slug}") for slug in directory.catalogue.areas}
    shown = {**listings, **topics, **guides, **areas}
    judged = {name: list(rules.judge_stops(page.root)) for name, page in shown.items()}
    assert {name: wrong for name, wrong in judged.items() if wrong} == {}


def test_listings_and_topics_can_be_told_apart_by_their_titles(
    listings: Mapping[str, Page], topics: Mapping[str, Page]
) -> None:
    titles = Counter(page.title for page in (*listings.values(), *topics.values()))
    assert [title for title, n in titles.items() if n > 1 and title != BLAND] == []


def test_every_link_of_ours_leads_somewhere(
    client: PageClient, listings: Mapping[str, Page], topics: Mapping[str, Page]
) -> None:
    pages = [client.get("/"), client.get("/find"), client.get("/nothing-here", 404)]
    pages += [*listings.values(), *topics.values()]
    found = {link.partition("#")[0] for page in pages for link in page.links()}
    ours = sorted(link for link in found if link.startswith("/"))
    assert len(ours) > len(listings)
    assert [link for link in ours if client.http.get(link).status_code != 200] == []


@pytest.mark.parametrize("path", ["/services/no-such-help", "/topics/no-such", "/x", "/docs/none"])
def test_a_page_that_is_not_here_still_leads_to_help(client: PageClient, path: str) -> None:
    page = client.get(path, 404)
    assert page.h1 == "This page is not here"
    assert {"tel:999", "tel:116123", "/", "/topics/food"} <= set(page.links())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/", "/topics/food", "/services/childline"])
def test_an_address_used_wrongly_says_so_kindly(client: PageClient, method: str, path: str) -> None:
    answer = client.http.request(method, path)
    page = client.check(answer, 405)
    assert answer.headers["allow"] == "GET"
    assert "tel:999" in page.links()


@pytest.mark.parametrize("path", ["/", "/find", "/topics/food", "/services/childline", "/health"])
def test_what_watches_a_site_may_ask_for_headers_alone(client: PageClient, path: str) -> None:
    whole, head = client.http.get(path), client.http.head(path)
    assert (head.status_code, head.content) == (200, b"")
    names = ("content-type", "content-security-policy", "cache-control")
    assert [head.headers[n] for n in names] == [whole.headers[n] for n in names]


def test_search_engines_are_asked_to_leave_searches_alone(client: PageClient) -> None:
    answer = client.http.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.splitlines() == [
        "User-agent: *",
        "Disallow: /find",
        "Disallow: /list/",
        "Disallow: /api/",
        "Disallow: /planning",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_browsers_that_ask_for_the_old_icon_are_sent_to_ours(client: PageClient) -> None:
    answer = client.http.get("/favicon.ico")
    assert [hop.status_code for hop in answer.history] == [308]
    assert answer.headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    "path",
    [
        "/redoc",
        "/docs/oauth2-redirect",
        "/static/site.css",
        "/static/%2e%2e/app/main.py",
        "/static/",
    ],
)
def test_nothing_else_is_served(client: PageClient, path: str) -> None:
    assert client.http.get(path).status_code == 404
