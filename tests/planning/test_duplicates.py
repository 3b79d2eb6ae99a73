"""Listings that may be one are found by what they share, and told apart for good by a note."""

from typing import Any

import pytest

from app.config import PROJECT
from app.content.loading import load_catalogue
from app.content.models import Service
from app.places import Gazetteer
from app.planning.duplicates import find_duplicates, is_told_apart, say_different
from tests.planning.test_buildings import CODED, listing

CONTACTS = [{"phone": "0141 496 0001"}, {"website": "https://www.example.org/pantry/"}]
LIKE: dict[str, Any] = {"contacts": CONTACTS, "name": "The Govan Pantry"}


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"name": "Govan pantry"}, {"same name", "same provider", "same phone", "same page"}),
        (
            {"name": "Something else", "contacts": [{"phone": "01414960001"}, CONTACTS[1]]},
            {"same provider", "same phone", "same page"},
        ),
        ({"name": "Govan Pantry", "provider": "Others", "contacts": []}, {"same name"}),
        (
            {
                "name": "Pantries of Govan",
                "contacts": [{"text": "0141 496 0001"}, {"website": "https://example.org/"}],
            },
            {"like name", "same provider", "same phone", "same site"},
        ),
        ({"name": "Something else", "contacts": []}, None),
        ({"name": "Govan pantry", "areas": ["south-ayrshire"], "contacts": []}, None),
        ({"name": "Govan pantry", "status": "archived"}, None),
    ],
)
def test_what_two_listings_share(changed: dict[str, Any], reasons: set[str] | None) -> None:
    pairs = find_duplicates([listing("one", **LIKE), listing("two", **{**LIKE, **changed})])
    assert [set(pair.reasons) for pair in pairs] == ([] if reasons is None else [reasons])


def test_a_hidden_place_is_not_compared() -> None:
    hidden = {**CODED, "hidden": True}
    both = [listing(n, hidden, name="A refuge", contacts=[]) for n in ("one", "two")]
    (pair,) = find_duplicates(both)
    assert "same postcode" not in pair.reasons


def test_the_surest_pair_stands_first() -> None:
    services = [
        listing("one", **LIKE),
        listing("two", **LIKE),
        listing("three", name="Govan pantry"),
    ]
    pairs = find_duplicates(services)
    assert next((pair.one, pair.other) for pair in pairs) == ("one", "two")
    assert [pair.points for pair in pairs] == sorted((p.points for p in pairs), reverse=True)


@pytest.mark.parametrize("order", [1, -1])
def test_two_things_are_told_apart_for_good(order: int) -> None:
    note = say_different({"planners_note": "Ask Jean. "}, "two")
    assert note == "Ask Jean. Not the same as two."
    told = listing("one", planners_note=note, **LIKE)
    assert find_duplicates([told, listing("two", **LIKE)][::order]) == ()
    assert len(find_duplicates([told, listing("three", **LIKE)][::order])) == 1
    assert is_told_apart(told)
    assert not is_told_apart(listing("two", **LIKE))


def test_a_number_that_very_many_share_compares_nobody() -> None:
    shared: list[Service] = [
        listing(f"n{n}", name=f"{'abcdefgh'[n % 8] * 9}{n}", contacts=CONTACTS) for n in range(60)
    ]
    assert find_duplicates(shared) == ()


def test_our_own_listings_are_each_there_once() -> None:
    catalogue = load_catalogue(PROJECT / "data", Gazetteer.packaged()).catalogue
    assert find_duplicates(catalogue.services) == ()
