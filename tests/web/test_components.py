"""The page of parts holds every macro there is, and is only there while someone builds the site."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI

from app.config import PROJECT
from app.web.specimens import SpecimensPage, show_specimens
from tests.web.pages import Page, PageClient

PATH = "/dev/components"
MACRO = re.compile(r"{% macro (\w+)\(")
SHOWN_BY = {
    "no_signal": "trouble_words",
    "picture": "pictures",
    "problem_summary": "search_form",
    "promise": "wrong_form",
    "resend": "chips",
    "still_here": "trouble_words",
    "tick": "filters",
    "trap": "helped",
    "trouble": "trouble_words",
    "words_box": "missing_form",
}
"""Macros that are seen inside another part."""

OF_ONE_PAGE = ("embed_parts.html", "builder_parts.html")
"""Parts of the frame for other sites' pages, and of the page that makes it: no other has them."""


@pytest.fixture
def page(app: FastAPI, client: PageClient) -> Iterator[Page]:
    site = app.state.site
    app.state.site = replace(site, dev=True)
    yield client.get(PATH)
    app.state.site = site


def _macros() -> set[str]:
    files = (PROJECT / "templates" / "components").glob("*.html")
    texts = [file.read_text(encoding="utf-8") for file in files if file.name not in OF_ONE_PAGE]
    return {name for text in texts for name in MACRO.findall(text)}


def _drawn(shown: SpecimensPage) -> set[str]:
    return {state.macro for part in shown.parts for state in part.states}


def test_a_site_for_families_has_no_such_page(client: PageClient) -> None:
    assert client.get(PATH, 404).h1 == "This page is not here"


def test_every_macro_is_shown() -> None:
    drawn = _drawn(show_specimens())
    assert {SHOWN_BY.get(name, name) for name in _macros()} - drawn == set()


def test_every_state_has_its_name_and_every_part_says_when_to_use_it(page: Page) -> None:
    shown = show_specimens()
    assert len(page.of_class("specimen")) == sum(len(part.states) for part in shown.parts)
    for part in shown.parts:
        assert part.use in page.text
        for state in part.states:
            assert f"{state.name} {state.macro}" in page.text


@pytest.mark.parametrize(
    "words",
    [
        "Open until 4:30pm",
        "Closed: opens Monday 9am",
        "Times not known: call first",
        "There is a problem",
        "(3 chosen)",
        "You may have no signal just now.",
        "It is due another check.",
    ],
)
def test_states_show_what_they_are_called_after(page: Page, words: str) -> None:
    assert words in page.text


def test_examples_give_no_number_that_anyone_answers(page: Page) -> None:
    numbers = {link for link in page.links() if link.startswith(("tel:", "sms:0"))}
    assert numbers == {"tel:999", "tel:01414960123", "sms:07700900123"}
