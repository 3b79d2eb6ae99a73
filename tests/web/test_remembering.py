"""What is kept from one request to the next: never too much, never stale, nothing typed."""

import functools
import gc
from datetime import datetime, timedelta
from functools import partial
from gettext import NullTranslations

import pytest
from babel import Locale
from fastapi import FastAPI

from app.clock import LONDON
from app.content.hours import parse_hours
from app.content.models import Service
from app.language import Language, speaking
from app.main import rehearse
from app.search.find import find
from app.search.outcomes import Request
from app.search.ranking import judge_opening
from app.web.presenters import show_card
from app.web.remembering import Store
from app.web.site import Site
from tests.web.pages import PageClient

CANARY = "quokkafeathers"
SEARCHES = [
    {"q": f"{CANARY} food", "near": "G51 2QP"},
    {"q": "food", "near": CANARY},
    {"q": f"i want to die {CANARY}", "near": "KA7 1AA"},
    {"q": CANARY, "need": CANARY, "area": CANARY},
]


def test_a_value_is_made_once_and_a_full_store_starts_again() -> None:
    store: Store[str] = Store(2)
    made: list[str] = []
    asked = ["a", "b", "a", "b", "c", "a"]
    assert [store.recall(name, partial(_make, name, made)) for name in asked] == asked
    assert made == ["a", "b", "c", "a"]
    assert len(store) == 2


def _make(name: str, made: list[str]) -> str:
    made.append(name)
    return name


def _kept_by_pages() -> str:
    """Return all that the pages' stores and caches hold, as text."""
    held = []
    for each in gc.get_objects():
        if isinstance(each, Store):
            held.append(repr(vars(each)))
        elif isinstance(each, functools._lru_cache_wrapper):
            module = str(getattr(each, "__module__", ""))
            held += map(repr, gc.get_referents(each)) if module.startswith("app.web") else ()
    return "\n".join(held)


def test_nothing_typed_is_kept_for_the_next_page(client: PageClient) -> None:
    for typed in SEARCHES:
        client.send(typed)
    held = _kept_by_pages()
    assert "Card(" in held
    assert "Tick(" in held
    assert [word for word in (CANARY, "G51 2QP", "KA7 1AA") if _holds(held, word)] == []


def _holds(held: str, word: str) -> bool:
    """Return whether a text stands there; a listing's own address may hold a postcode."""
    return f"near='{word}'" in held or (word == CANARY and word in held)


def test_opening_is_told_for_the_minute_and_the_reader(service: Service) -> None:
    short = service.model_copy(update={"hours": parse_hours("Mon-Sun 9am-5pm")})
    shuts = datetime(2026, 11, 25, 17, 0, tzinfo=LONDON)
    moments = [shuts - timedelta(seconds=1), shuts, shuts - timedelta(seconds=1)]
    assert [judge_opening(short, each)[0] for each in moments] == ["open", "closed", "open"]
    other = Language(Locale("pl"), Shouting())
    with speaking(other):
        assert judge_opening(short, shuts)[1].startswith("CLOSED")
    assert judge_opening(short, shuts)[1].startswith("Closed")


class Shouting(NullTranslations):
    """Says everything in capitals, but for the names that are filled in."""

    def gettext(self, message: str) -> str:
        return message.replace("Closed", "CLOSED")


def test_a_card_says_what_its_listing_says_at_that_moment(app: FastAPI) -> None:
    site: Site = app.state.site
    directory = site.live.directory
    monday = datetime(2026, 11, 23, tzinfo=LONDON)
    told = set()
    for moment in (monday + timedelta(hours=5 * step) for step in range(33)):
        for near in ("G51", "KA7"):
            for hit in find(Request("food", near), directory, moment).hits:
                card = show_card(hit, directory.catalogue)
                assert (card.id, card.opening.text) == (hit.service.id, hit.opening)
                told.add((card.id, card.opening.text, card.where))
    assert len(told) > len({name for name, _, _ in told})


def test_a_rehearsal_leaves_templates_read_and_cards_drawn(app: FastAPI) -> None:
    rehearse(app.state.site)
    assert "Card(" in _kept_by_pages()


@pytest.fixture
def service(app: FastAPI) -> Service:
    site: Site = app.state.site
    return site.live.directory.catalogue.live[0]
