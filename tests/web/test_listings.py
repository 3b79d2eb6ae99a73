"""A listing's own page says what a family asks, and what we do not know, so that it reads well."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from app.clock import Clock
from app.config import Settings
from app.main import create_app
from app.places import Point
from app.places.store import Entry, write_store
from app.search.directory import Directory
from tests.web.pages import Page, PageClient
from tests.web.rules import words_of
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


class Whole(yaml.SafeDumper):
    """Writes what stands in two listings twice: our files know no other way."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


@pytest.fixture
def draw(tmp_path_factory: pytest.TempPathFactory, site_clock: Clock) -> Any:
    """Return what draws the page of a made-up listing, with some of it said otherwise."""

    def draw_page(
        at: str = f"/services/{TEA['id']}",
        postcodes: Path | None = None,
        others: Iterable[Mapping[str, object]] = (),
        **said: object,
    ) -> Page:
        folder = tmp_path_factory.mktemp("listing")
        written = yaml.dump([{**TEA, **said}, *others], Dumper=Whole, sort_keys=False)
        data = write_small_data(folder / "data", written)
        settings = Settings(data=data, var=folder, watch=False, postcodes=postcodes)
        with PageClient.over(create_app(settings, clock=site_clock)) as client:
            return client.get(at)

    return draw_page


def facts(page: Page) -> list[str]:
    """Return what stands first on the page, in its order."""
    lines = page.of_class("facts")[0]
    return [words_of(e) for e in lines]


def buttons(page: Page) -> dict[str, str]:
    """Return the ways on at the top of the page, and where each leads."""
    links = page.of_class("reach")[0].iter("a")
    return {words_of(e): e.get("href", "") for e in links}


def answer(page: Page, question: str) -> str:
    """Return what the page says to one of its questions."""
    words = [(e.tag, words_of(e)) for e in page.root.iter()]
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


HALL = {"name": "A made-up hall", "neighbourhood": "Govan"}
MORE = ({"neighbourhood": "Milton"},)
SEARCH = "https://www.openstreetmap.org/search?query="


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"places": [HALL]}, "Govan"),
        ({"places": [HALL, {"neighbourhood": "Milton"}]}, "Govan and 1 other place"),
        ({"places": [HALL, {"postcode": "G2 1EG"}, *MORE]}, "Govan and 2 other places"),
        ({"places": [{**HALL, "hidden": True}]}, "For all of Glasgow"),
        ({"ways": ["phone", "online"]}, "By phone or online, for all of Glasgow"),
        ({"ways": ["online", "in person"]}, "Online, for all of Glasgow"),
        ({}, "For all of Glasgow"),
    ],
)
def test_where_it_is_stands_first_with_what_a_card_says(
    draw: Any, said: Mapping[str, object], where: str
) -> None:
    page = draw(**said, cost="free", reach_in={"how": "just turn up"})
    assert facts(page)[:3] == ["You can just turn up", "Free", where]
    assert page.of_class("facts")[0][3].find(".//span[@class]") is not None


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ({"address": "2 Fern Road", "neighbourhood": "Govan"}, "2 Fern Road, Govan, Glasgow"),
        ({"name": "A hall", "address": "2 Fern Road"}, "2 Fern Road, Glasgow"),
        ({"name": "A hall", "neighbourhood": "Govan"}, "A hall, Govan, Glasgow"),
        ({"name": "A hall", "address": "Glasgow"}, "A hall, Glasgow"),
        ({"address": "2 Fern Road, Glasgow", "postcode": "G2 1EG"}, "2 Fern Road, Glasgow, G2 1EG"),
        ({"name": "A hall", "neighbourhood": "Parkhead, Glasgow"}, "A hall, Parkhead, Glasgow"),
        ({"postcode": "G2 1EG"}, "G2 1EG, Glasgow"),
    ],
)
def test_a_map_is_asked_for_a_street_or_a_building_in_its_town(
    draw: Any, place: Mapping[str, str], asked: str
) -> None:
    page = draw(places=[place])
    assert buttons(page)["Find it on a map"] == SEARCH + quote(asked)
    assert page.links().count(SEARCH + quote(asked)) == 2


@pytest.mark.parametrize(
    "places",
    [[], [{"neighbourhood": "Govan"}], [{**HALL, "address": "2 Fern Road", "hidden": True}]],
)
def test_nobody_is_sent_to_the_middle_of_a_part_of_town(
    draw: Any, places: list[Mapping[str, object]]
) -> None:
    page = draw(places=places)
    assert list(buttons(page)) == ["Call A pot of tea 0141 496 0001"]
    assert "openstreetmap" not in page.response.text


def test_many_places_are_led_to_below(draw: Any) -> None:
    page = draw(places=[HALL, {"neighbourhood": "Milton"}])
    assert buttons(page)["See where to go"] == "#where"
    assert page.links().count(SEARCH + quote("A made-up hall, Govan, Glasgow")) == 1


@pytest.mark.parametrize(("shared", "is_door"), [(False, True), (True, False)])
def test_a_postcode_we_hold_the_point_of_is_a_pin(
    draw: Any, tmp_path: Path, *, shared: bool, is_door: bool
) -> None:
    """Post for a postcode that is shared is handed over elsewhere, so that its point is no door."""
    store = tmp_path / "postcodes"
    entry = Entry("G21EG", Point(55.86112, -4.24999), "S12000049", "S", shared)
    write_store(store, [entry])
    page = draw(postcodes=store, places=[{"address": "2 Fern Road", "postcode": "G2 1EG"}])
    pin = "https://www.openstreetmap.org/?mlat=55.86112&mlon=-4.24999#map=17/55.86112/-4.24999"
    asked = SEARCH + quote("2 Fern Road, Glasgow, G2 1EG")
    assert buttons(page)["Find it on a map"] == (pin if is_door else asked)


def test_a_listing_nobody_can_call_leads_to_people_who_can_find_it(
    listings: Mapping[str, Page], directory: Directory
) -> None:
    unreached = [s for s in directory.catalogue.live if not s.contacts]
    assert unreached
    for service in unreached:
        page = listings[service.id]
        assert "These people can help you find them:" in page.text
        calls = [href for href in buttons(page).values() if href.startswith("tel:")]
        assert 1 <= len(calls) <= 2, service.id
        assert "Ask them" not in page.text
        assert not [fact for fact in facts(page) if fact.startswith("Ask ")], service.id


def test_those_who_can_find_it_are_phoned_in_its_own_area(draw: Any) -> None:
    finder = {
        **TEA,
        "id": "a-front-door",
        "name": "A front door",
        "level": "universal",
        "contacts": [{"website": "https://example.org"}, {"phone": "0141 496 0009"}],
    }
    far = {**finder, "id": "far-away", "name": "Far away", "areas": ["south-ayrshire"]}
    page = draw(others=[finder, far], contacts=[])
    assert list(buttons(page)) == ["A front door", "Call A front door 0141 496 0009"]
    assert "These people" not in draw(others=[finder]).text


def test_cards_of_a_listing_nobody_can_call_tell_nobody_to_ask(draw: Any) -> None:
    page = draw(at="/find?need=food", contacts=[])
    card = next(e for e in page.of_class("card") if "A pot of tea" in words_of(e))
    assert "We do not know if you can just come We do not know the cost" in words_of(card)
    asked = draw(at="/find?need=food")
    card = next(e for e in asked.of_class("card") if "A pot of tea" in words_of(e))
    assert "Ask if you can come yourself Ask about cost" in words_of(card)


ALL_TOLD = {
    "reach_in": {"how": "just turn up", "bring": "A cup.", "wait": "No."},
    "places": [{"address": "2 Fern Road", "access": ["step-free"]}],
}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "if there is a wait. Ask them."),
        ({"contacts": []}, "if there is a wait."),
        ({"ways": ["drop in"]}, "if there is a wait and what to bring. Ask them."),
        (
            {"places": [{"neighbourhood": "Govan"}]},
            "if there is a wait, what to bring and if there is a ramp. Ask them.",
        ),
        ({**ALL_TOLD, "places": [HALL]}, "if there is a ramp. Ask them."),
        ({**ALL_TOLD, "places": [{**HALL, "hidden": True}]}, ""),
        ({**ALL_TOLD, "places": [HALL], "access_note": "There is a lift."}, ""),
        (ALL_TOLD, ""),
        ({"crisis": True}, ""),
    ],
)
def test_what_is_not_known_is_named_in_one_line(
    draw: Any, said: Mapping[str, object], line: str
) -> None:
    found = [words_of(e) for e in draw(**said).of_class("quiet-text")]
    named = [words for words in found if words.startswith("We do not know yet: ")]
    assert named == ([f"We do not know yet: {line}"] if line else [])
