"""A listing's own page says what a family asks, and what we do not know, so that it reads well."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from tests.web.pages import Page, PageClient
from tests.web.small_data import write_small_data

TEA: dict[str, Any] = {
    "id": "a-pot-of-tea",
    "name": "A pot of tea",
    "provider": "A made-up club",
    "summary": "A warm room with tea.",
    "needs": ["food"],
    "areas": ["glasgow"],
    "contacts": [{"phone": "0141 496 0001"}],
    "edited": "2026-11-22",
}


@pytest.fixture
def draw(tmp_path: Any, site_clock: Clock) -> Any:
    """Return what draws the page of a made-up listing, with some of it said otherwise."""

    def draw_page(**said: object) -> Page:
        listing = yaml.safe_dump([{**TEA, **said}], sort_keys=False)
        data = write_small_data(tmp_path / "data", listing)
        settings = Settings(data=data, var=tmp_path, watch=False)
        with PageClient.over(create_app(settings, clock=site_clock)) as client:
            return client.get(f"/services/{TEA['id']}")

    return draw_page


def answer(page: Page, question: str) -> str:
    """Return what the page says to one of its questions."""
    words = [(e.tag, " ".join("".join(e.itertext()).split())) for e in page.root.iter()]
    asked = words.index(("dt", question))
    return next(said for tag, said in words[asked:] if tag == "dd")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Ask them. It is for all of Glasgow."),
        ({"who_for": "Anyone"}, "Anyone. It is for all of Glasgow."),
        ({"who_for": "It is for anyone."}, "It is for anyone. It is for all of Glasgow."),
        (
            {"who_for": "Do you care?", "ages": "5-12", "welcomes": ["dads"]},
            "Do you care? Ages 5 to 12. Made for dads. It is for all of Glasgow.",
        ),
    ],
)
def test_whom_it_is_for_is_said_in_whole_sentences(
    draw: Any, said: Mapping[str, object], words: str
) -> None:
    assert answer(draw(**said), "Who is it for?") == words
