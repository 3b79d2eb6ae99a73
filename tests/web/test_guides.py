"""Pages that planners write in Markdown: each is served, linked at the foot, and leads on."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI

from app.clock import Clock
from app.config import Settings
from app.content.guides import STANDING, TAKEN, Guide
from app.main import create_app
from app.search.directory import Directory
from app.web.builder import BUILDER
from app.web.downloads import OPEN_DATA
from app.web.frame import TITLES
from tests.web import rules
from tests.web.pages import PageClient

CONTACT = "hello@reachin.example"
NO_CONTACT = "have not given an address for messages yet"
OF_NO_LISTING = {"08088000082"}
"""The Equality Advisory and Support Service, for complaints about the site itself."""
PAGE = """\
---
title: A made-up page
bland: Help and support
description: A page that was made up for this test.
group: {group}
order: 1
updated: 2026-03-03
contact: yes
---
You can ask. Read [this](https://example.org/x).

## Who can ask?

- You <b>can</b>.
"""


def guides_of(directory: Directory) -> tuple[Guide, ...]:
    return tuple(directory.catalogue.guides.values())


@pytest.fixture
def small_client(small_data: Path, tmp_path: Path, site_clock: Clock) -> PageClient:
    data = shutil.copytree(small_data, tmp_path / "data")
    (data / "pages").mkdir()
    (data / "pages" / "made-up.md").write_text(PAGE.format(group="asking"), encoding="utf-8")
    (data / "pages" / "another.md").write_text(PAGE.format(group="asking"), encoding="utf-8")
    settings = Settings(data=data, var=tmp_path, watch=False, contact=CONTACT)
    with PageClient.over(create_app(settings, clock=site_clock)) as pages:
        return pages


def test_every_guide_has_a_page_that_leads_on(client: PageClient, directory: Directory) -> None:
    guides = guides_of(directory)
    assert len(guides) >= 12
    for guide in guides:
        page = client.get(f"/{guide.slug}")
        assert page.h1 == guide.title
        assert page.title == f"{guide.bland or guide.title} – Reach In"
        buttons = [str(e.get("href")) for e in page.of_class("button") if e.tag == "a"]
        assert [href for href in buttons if not href.startswith(f"{OPEN_DATA}/")] == ["/"]
        others = {f"/{o.slug}" for o in guides if o.group == guide.group} - {f"/{guide.slug}"}
        assert others <= set(page.links())
        said = page.text.split("Updated ")[1]
        assert said.startswith(f"{guide.updated.day} {guide.updated:%B %Y}.")


def test_every_page_has_the_guides_at_its_foot(client: PageClient, directory: Directory) -> None:
    for page in (client.get("/"), client.get("/nothing-here", 404), client.find(q="food")):
        (foot,) = page.of_class("foot-links")
        assert [rules.words_of(h) for h in foot.iter("h2")] == list(TITLES.values())
        links = [(a.get("href"), rules.words_of(a)) for a in foot.iter("a")]
        guides = [(f"/{g.slug}", g.title) for g in guides_of(directory)]
        assert [link for link in links if link[0] not in STANDING] == guides
        assert {href for href, _ in links} >= {"/areas", "/tell-us", "/you-said"}


def test_what_a_guide_links_to_is_there_and_is_its_own_address(
    client: PageClient, directory: Directory
) -> None:
    links = {link.href for g in guides_of(directory) for link in g.prose.links} | STANDING
    ours = sorted({href.partition("#")[0] for href in links if href.startswith("/")})
    assert len(ours) > 10
    answers = {href: client.http.get(href, follow_redirects=False).status_code for href in ours}
    assert {href: status for href, status in answers.items() if status != 200} == {}


def test_phone_numbers_in_guides_are_those_of_listings(directory: Directory) -> None:
    listed = {
        contact.value.replace(" ", "")
        for service in directory.catalogue.live
        for contact in service.contacts
    }
    linked = {
        link.href.removeprefix("tel:")
        for guide in guides_of(directory)
        for link in guide.prose.links
        if link.href.startswith("tel:")
    }
    assert {"116123", "08000271234"} <= linked
    assert linked - listed == OF_NO_LISTING


@pytest.mark.parametrize("path", ["/", "/areas", "/tell-us", "/topics/now", "/embed", "/nothing"])
def test_who_to_phone_now_is_in_one_place(client: PageClient, path: str) -> None:
    status = 404 if path == "/nothing" else 200
    page = client.check(client.http.get(path), status, framed=path == "/embed")
    named = [a for a in page.all(".//a") if "who to phone" in rules.words_of(a).casefold()]
    assert {a.get("href") for a in named} == {"/urgent-help"}


def test_a_site_without_that_guide_still_says_who_to_phone(small_client: PageClient) -> None:
    answer = small_client.http.get("/urgent-help")
    assert (answer.status_code, answer.url.path) == (200, "/topics/now")


def test_a_guide_says_when_it_changed_and_who_to_write_to(small_client: PageClient) -> None:
    page = small_client.get("/made-up")
    assert page.title == "Help and support – Reach In"
    assert f"mailto:{CONTACT}" in page.links()
    assert f"You can write to us at {CONTACT}." in page.text
    assert "Updated 3 March 2026." in page.text
    assert "/another" in page.links()
    assert "You <b>can</b>." in page.text
    assert page.all(".//h2[@id='who-can-ask']")


@pytest.mark.parametrize("path", ["/accessibility", "/privacy", "/about"])
def test_a_site_without_a_contact_says_so(client: PageClient, path: str) -> None:
    page = client.get(path)
    assert NO_CONTACT in page.text
    assert not any(link.startswith("mailto:") for link in page.links())


@pytest.mark.parametrize("contact", ["hello", "a b@example.org", "hello@example"])
def test_a_contact_is_an_email_address(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        Settings(contact=contact)


def test_guides_do_not_give_away_where_it_would_harm(directory: Directory) -> None:
    watched = [g for g in guides_of(directory) if g.group == "safety"]
    assert len(watched) >= 2
    assert all(guide.bland for guide in watched)


def test_no_guide_is_dated_in_the_future(directory: Directory, site_clock: Clock) -> None:
    today: date = site_clock().date()
    assert [guide.slug for guide in guides_of(directory) if guide.updated > today] == []


def test_no_guide_can_have_an_address_that_is_taken(app: FastAPI) -> None:
    """Add the name to TAKEN in app/content/guides.py when this fails.

    Two guides are shown by pages of their own: what schools make, and the files of open data,
    stand between their words.
    """
    paths = list(app.openapi()["paths"])
    firsts = {path.split("/")[1] for path in paths} - {
        "",
        "{page}",
        BUILDER.strip("/"),
        OPEN_DATA.strip("/"),
    }
    assert {name for name in firsts if "." not in name} <= TAKEN
    assert paths[-1] == "/{page}"
