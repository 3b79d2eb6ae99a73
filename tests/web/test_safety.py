"""Whoever is hurt at home finds who to phone first, whatever words they have for it."""

import pytest

from tests.web.pages import Page, PageClient
from tests.web.rules import words_of

HELPLINE = "tel:08000271234"
HURT = [
    *("he hits me", "my husband hits me", "my man batters me", "scared of my husband"),
    *("my dad hits my mum", "my mum hits me", "my child is being abused", "domestic abuse"),
    *("coercive control", "he checks my phone all the time", "womens aid", "forced marriage"),
    "how can i make him stop getting angry",
]
NOT_HURT = ["toddler hits me", "no money for food", "so tired i cant think", "grief hits me"]
PAGES = ["/topics/at-home", "/areas/glasgow-south/at-home", "/areas/south-ayrshire/at-home"]


def assert_says_who_to_phone(page: Page) -> None:
    """Check the words for Scotland (EX14), before any other place to get help."""
    assert "Press 55" in words_of(page.of_class("urgent")[0])
    first = next(iter(page.of_class("card-name")[0].iter("a"))).get("href", "")
    links = page.links()
    assert links.index("tel:999") < links.index(HELPLINE) < links.index(first)


@pytest.mark.parametrize("near", ["", "G51 2QP", "KA7 1AA"])
@pytest.mark.parametrize("words", HURT)
def test_a_search_says_who_to_phone_first(client: PageClient, words: str, near: str) -> None:
    assert_says_who_to_phone(client.find(q=words, near=near))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_about_it_says_who_to_phone_first(client: PageClient, path: str) -> None:
    assert_says_who_to_phone(client.get(path))


@pytest.mark.parametrize("words", ["he hits me", "my husband hits me"])
def test_whoever_may_be_watched_is_told_how_to_stay_safe(client: PageClient, words: str) -> None:
    page = client.find(q=words)
    assert "Can somebody else see this screen?" in page.text
    assert "/safer-online" in page.links()


@pytest.mark.parametrize("words", NOT_HURT)
def test_nobody_else_is_frightened(client: PageClient, words: str) -> None:
    assert client.find(q=words).of_class("urgent") == []
