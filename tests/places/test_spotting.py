"""Taking a place out of a sentence, and leaving every word that is not one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Ambiguous, Elsewhere, Gazetteer, Place

HOME = frozenset({"S12000049", "S12000028"})
PACKAGED = Gazetteer.packaged()


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("foodbank govan", "Govan", "foodbank"),
        ("Govan foodbank", "Govan", "foodbank"),
        ("baby clothes G51", "G51", "baby clothes"),
        ("baby clothes g51 2", "G51 2", "baby clothes"),
        ("clothes G51 2 kids", "G51", "clothes 2 kids"),
        ("help near g512qp please", "G51 2QP", "help please"),
        ("help near G51-2QP please", "G51 2QP", "help please"),
        ("my postcode is G51 2QP need food", "G51 2QP", "need food"),
        ("uniform g51 2nd hand", "G51", "uniform 2nd hand"),
        ("uniform near g51 2nd", "G51 2ND", "uniform"),
        ("foodbank in the Calton", "Calton", "foodbank"),
        ("foodbank near to Govan", "Govan", "foodbank"),
        ("foodbank close to Govan", "Govan", "foodbank"),
        ("talk to someone, Govan", "Govan", "talk to someone,"),
        ("foodbank govan glasgow today", "Govan", "foodbank today"),
        ("foodbank Govan, Glasgow", "Govan", "foodbank"),
        ("home start ayr", "Ayr", "home start"),
        ("warm place in Girvan", "Girvan", "warm place"),
        ("Easterhouse housing help", "Easterhouse", "housing help"),
        ("domestic abuse east kilbride", "East Kilbride", "domestic abuse"),
        ("playgroup king's park", "King's Park", "playgroup"),
        ("playgroup Kings Park", "King's Park", "playgroup"),
        ("possil foodbank", "Possilpark", "foodbank"),
        ("help in keith", "Keith", "help"),
        ("groups in Barr", "Barr", "groups"),
        ("debt advice in Wick", "Wick", "debt advice"),
        ("food near Newton", "Newton", "food"),
        ("govan g51 2qp food", "G51 2QP", "govan food"),
        ("govan", "Govan", ""),
    ],
)
def test_places_in_sentences(gazetteer: Gazetteer, text: str, label: str, words: str) -> None:
    spotted = gazetteer.spot(text, HOME)
    assert spotted is not None
    assert isinstance(spotted.place, Place)
    assert (spotted.place.label, spotted.words) == (label, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foodbank",
        "mother in law trouble",
        "problem with loans",
        "help with loans in debt",
        "damp air in the house",
        "keith hits me",
        "get away from keith",
        "get away from Craig and Leslie",
        "my daughter skye is scared",
        "harris wont go to school",
        "keep in touch",
        "back and forth to court",
        "at this point",
        "dad joined a cult",
        "s1 transition",
        "p7 1st day",
        "my son is in S2 now",
        "vitamin b12 help",
        "m1 form",
        "bath for a disabled child",
        "quarter past nine",
        "park for weans",
        "the west end of it",
        "girl guides and brownies",
        "nothing to eat till friday",
        "star of the week",
        "chapel food",
        "a dollar short",
        "crown court in the morning",
        "fallin out with his da",
        "fostering with Barnardos",
        "covid19 help",
        "nursery for 2 year old",
        "drum lessons",
        "highland dancing",
        "clydesdale bank shut my account",
    ],
)
def test_ordinary_words_are_not_places(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.spot(text, HOME) is None


def test_a_shared_name_asks_only_when_it_is_meant_as_a_place(gazetteer: Gazetteer) -> None:
    spotted = gazetteer.spot("food bank in Dalry")
    assert spotted is not None
    assert isinstance(spotted.place, Ambiguous)
    assert spotted.words == "food bank"
    assert gazetteer.spot("Dalry food bank") is None


def test_places_outside_scotland_are_taken_out_too(gazetteer: Gazetteer) -> None:
    spotted = gazetteer.spot("help near SW1A 1AA")
    assert spotted is not None
    assert isinstance(spotted.place, Elsewhere)
    assert spotted.words == "help"


PIECES = """food help in near the at Govan Ayr G51 2QP g512qp 2 1st Kelvin park Glasgow , Law & G1
    to close Newton Dalry SW1A 1AA postcode is O'Neil’s"""
pieces = st.sampled_from(PIECES.split())


@given(st.lists(pieces, max_size=12).map(" ".join) | st.text())
def test_the_words_left_are_words_that_were_typed(text: str) -> None:
    spotted = PACKAGED.spot(text, HOME)
    if spotted is not None:
        assert Counter(spotted.words.split()) < Counter(text.split())
