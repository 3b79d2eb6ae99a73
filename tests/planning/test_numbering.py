"""Numbers are held against Ofcom's plan: what is wrong is named, and what costs is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import PROJECT
from app.content.loading import load_catalogue
from app.places import Gazetteer
from app.planning.links import list_doubtful_numbers
from app.planning.numbering import AREA_CODES, doubt_number

GOOD = [
    "0141 552 6540", "01292 288111", "0131 624 7270", "020 7946 1234", "028 9024 1234",
    "0300 123 9999", "0345 123 2303", "07401 288595", "0800 1111", "0800 838 502",
    "0808 808 2282", "116 123", "999", "111", "101", "105", "+44 141 552 6540", "0044 808 808 2282",
    "01204 12345", "01624 123456", "07624 123456",
]  # fmt: skip
DOUBTED = [
    ("0141 552 654", "length", "0141"),
    ("0141 552 65401", "length", "0141"),
    ("01292 2881", "length", "01292"),
    ("0300 123 999", "length", "030"),
    ("0808 808 228", "length", "0808"),
    ("07401 28859", "length", "074"),
    ("01239 1234", "length", "01239"),
    ("01231 123456", "no such code", "01231"),
    ("0111 123 4567", "no such code", "01111"),
    ("021 1234 5678", "no such code", "0211"),
    ("0810 123 4567", "no such code", "0810"),
    ("0500 123 456", "closed", "0500"),
    ("0845 4647", "closed", "0845"),
    ("0141 496 0001", "made up", ""),
    ("07700 900123", "made up", ""),
    ("020 7946 0123", "made up", ""),
    ("0845 123 4567", "costs", "7p"),
    ("0870 123 4567", "costs", "13p"),
    ("0909 123 4567", "costs", "£3.60"),
    ("118 500", "costs", "£3.65"),
    ("070 1234 5678", "costs", "£1"),
    ("+353 1 234 5678", "abroad", ""),
    ("12345", "not a number", ""),
    ("552 6540", "not a number", ""),
]


@pytest.mark.parametrize("number", GOOD)
def test_a_good_number_is_let_be(number: str) -> None:
    assert doubt_number(number) is None


@pytest.mark.parametrize(("number", "kind", "detail"), DOUBTED)
def test_a_number_nobody_answers_is_named(number: str, kind: str, detail: str) -> None:
    doubt = doubt_number(number)
    assert doubt is not None
    assert (doubt.kind, doubt.detail) == (kind, detail)


@pytest.mark.parametrize("note", ["Calls cost 7p a minute.", "They call you back free.", "£1"])
def test_a_cost_that_families_are_told_is_let_be(note: str) -> None:
    assert doubt_number("0845 123 4567", note) is None
    assert doubt_number("0845 123 456", note) is not None


def test_a_short_number_may_be_texted_and_not_phoned() -> None:
    assert doubt_number("85258", is_text=True) is None
    assert doubt_number("85258") is not None


@given(st.text(alphabet="0123456789 +", min_size=3, max_size=20))
def test_spaces_say_nothing(number: str) -> None:
    spaced = number.replace(" ", "")
    assert doubt_number(number.strip()) == doubt_number(spaced)


@given(st.sampled_from(sorted(AREA_CODES)), st.integers(0, 999_999))
def test_every_area_has_numbers_of_six_digits(code: str, number: int) -> None:
    doubt = doubt_number(f"0{code} {number:06}")
    assert doubt is None or doubt.kind == "made up"


def test_our_own_listings_have_no_doubtful_number() -> None:
    catalogue = load_catalogue(PROJECT / "data", Gazetteer.packaged()).catalogue
    assert list(list_doubtful_numbers(catalogue.live)) == []
