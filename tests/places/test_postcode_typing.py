"""Every way of typing a postcode, or part of one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places import Elsewhere, Gazetteer, NotAPlace, Place, UnknownPostcode

PACKAGED = Gazetteer.packaged()
POSTCODES = ("G51 2QP", "G1 1XQ", "KA26 9AB", "EH99 1SP", "KY16 9JD", "ZE1 0AA", "G12 8QQ")


@pytest.mark.parametrize(
    ("typed", "label", "kind"),
    [
        ("G51 2QP", "G51 2QP", "sector"),
        ("g51 2qp", "G51 2QP", "sector"),
        ("G512QP", "G51 2QP", "sector"),
        ("  g11-5ef. ", "G11 5EF", "sector"),
        ("G 51 2 QP", "G51 2QP", "sector"),
        ("(G51  2QP),", "G51 2QP", "sector"),
        ("G51.2QP.", "G51 2QP", "sector"),
        ("G51 2QP,", "G51 2QP", "sector"),
        ("postcode is G51 2QP", "G51 2QP", "sector"),
        ("my post code: g51 2qp", "G51 2QP", "sector"),
        ("G5l 2QP", "G51 2QP", "sector"),
        ("GI 1XQ", "G1 1XQ", "sector"),
        ("KA1O 6AA", "KA10 6AA", "sector"),
        ("KA26 9ab", "KA26 9AB", "sector"),
        ("Ｇ５１ ２ＱＰ", "G51 2QP", "sector"),
        ("12 Govan Road, Glasgow, G51 2QP", "G51 2QP", "sector"),
        ("G51", "G51", "district"),
        ("g 51", "G51", "district"),
        ("G12", "G12", "district"),
        ("G1 2", "G1 2", "sector"),
        ("G51 2", "G51 2", "sector"),
        ("G512", "G51 2", "sector"),
        ("G51 2Q", "G51 2", "sector"),
        ("G51 0ZZ", "G51 0ZZ", "district"),
    ],
)
def test_typed_postcodes(gazetteer: Gazetteer, typed: str, label: str, kind: str) -> None:
    place = gazetteer.find(typed)
    assert isinstance(place, Place)
    assert (place.label, place.kind, place.country) == (label, kind, "S")
    whole_but_not_known = len(label.split()[-1]) == 3 and " " in label
    assert place.settled is not whole_but_not_known


@pytest.mark.parametrize(
    ("typed", "country", "name"),
    [
        ("SW1A 1AA", "E", "England"),
        ("M1", "E", "England"),
        ("cf10 1ns", "W", "Wales"),
        ("BT1 1AA", "N", "Northern Ireland"),
        ("BT9", "N", "Northern Ireland"),
    ],
)
def test_outside_scotland(gazetteer: Gazetteer, typed: str, country: str, name: str) -> None:
    miss = gazetteer.find(typed)
    assert isinstance(miss, Elsewhere)
    assert miss.place.country == country
    assert name in miss.sentence
    assert typed.upper().split()[0] in miss.sentence


@pytest.mark.parametrize("typed", ["ZZ9 9ZZ", "G99", "g99 1aa", "QX1", "JE2 3AB"])
def test_unknown_postcodes(gazetteer: Gazetteer, typed: str) -> None:
    miss = gazetteer.find(typed)
    assert isinstance(miss, UnknownPostcode)
    assert miss.text == typed.upper()
    assert typed.upper() in miss.sentence


@pytest.mark.parametrize(
    "typed", ["", "   ", "???", "12345678901", "51", "0141 287 2000", "🏠", "ج ٥١", "51 Road"]
)
def test_not_postcodes(gazetteer: Gazetteer, typed: str) -> None:
    miss = gazetteer.find(typed)
    assert isinstance(miss, NotAPlace)
    assert miss.text == typed


@pytest.mark.parametrize(
    ("typed", "localities"),
    [
        ("G51", ("glasgow-south",)),
        ("G1", ("glasgow-north-east", "glasgow-north-west")),
        ("G4", ("glasgow-north-west", "glasgow-north-east")),
        ("G4 0", ("glasgow-north-east", "glasgow-north-west")),
        ("G4 9", ("glasgow-north-west",)),
        ("G1 1", ("glasgow-north-east", "glasgow-north-west")),  # by ward it is North West
        ("G22 6", ("glasgow-north-west", "glasgow-north-east")),
        ("G2 4", ("glasgow-north-west",)),
        ("G33", ("glasgow-north-east", "north-lanarkshire-north")),
        ("KA9", ("prestwick",)),
        (
            "KA26",
            ("girvan-and-south-carrick-villages", "maybole-and-north-carrick-communities"),
        ),
    ],
)
def test_split_parts_offer_every_area(
    gazetteer: Gazetteer, typed: str, localities: tuple[str, ...]
) -> None:
    place = gazetteer.find(typed)
    assert isinstance(place, Place)
    assert place.localities == localities


def test_a_border_district_is_not_turned_away(gazetteer: Gazetteer) -> None:
    place = gazetteer.find("TD15")
    assert isinstance(place, Place)
    assert place.localities == ("berwickshire",)


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    postcode = draw(st.sampled_from(POSTCODES))
    noise = st.text(alphabet=" .,-()[]'/_:;*\t", max_size=3)
    letters = [
        draw(noise) + draw(st.sampled_from([letter, letter.lower()]))
        for letter in postcode.replace(" ", "")
    ]
    return postcode, "".join(letters) + draw(noise)


@given(mangled())
def test_case_space_and_punctuation_never_matter(pair: tuple[str, str]) -> None:
    postcode, typed = pair
    assert PACKAGED.find(typed) == PACKAGED.find(postcode)


@given(st.sampled_from(POSTCODES), st.sampled_from(["O", "o"]), st.sampled_from(["I", "i"]))
def test_letters_typed_for_digits_never_matter(postcode: str, nought: str, one: str) -> None:
    slipped = re.sub("1", one, re.sub("0", nought, postcode))
    if any(c.isdigit() for c in slipped):
        assert PACKAGED.find(slipped) == PACKAGED.find(postcode)


@given(st.text() | st.text(alphabet="GKAEH0123456789OIl QPXD.-'&", max_size=12))
def test_find_never_raises(text: str) -> None:
    found = PACKAGED.find(text)
    assert isinstance(found, Place) or found.sentence
