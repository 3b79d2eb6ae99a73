"""A person gets each file with a press, with or without script, and can check that it is whole."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look, View

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_each_file_is_got_and_is_the_one_the_page_tells_of(look: Look, scripts: bool) -> None:
    page = look(View(scripts=scripts))
    page.goto("/open-data")
    cards = page.locator(".files .card")
    expect(cards).to_have_count(3)
    for card in cards.all():
        with page.expect_download() as given:
            card.get_by_role("link", name="Get the file").click()
        card.locator("summary").click()
        expect(card.locator("code")).to_be_visible()
        whole = given.value.path().read_bytes()
        assert card.locator("code").inner_text() == hashlib.sha256(whole).hexdigest()
        name = given.value.suggested_filename
        assert re.fullmatch(r"reach-in-services-\d{4}-\d\d-\d\d\.(csv|yaml|json)", name)
    expect(page.locator("h1")).to_have_text("Open data")
