"""What could lead to a person is taken out of a family's words; what planners need is left."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.voice.answers import MOST_WORDS
from app.voice.masking import clean, mask
from app.voice.tables import LONGEST_KEPT

MASKED = [
    ("Call 0141 496 0123 for me", "Call [phone] for me"),
    ("01414960123", "[phone]"),
    ("+44 141 496 0123", "[phone]"),
    ("+44(0)141-496-0123", "[phone]"),
    ("0044 141 496 0123", "[phone]"),
    ("44 141 496 0123", "[number]"),
    ("(0141) 496 0123", "[phone]"),
    ("0141.496.0123", "[phone]"),
    ("0141/496/0123", "[phone]"),
    ("0141 - 496 - 0123", "[phone]"),
    ("0 1 4 1 4 9 6 0 1 2 3", "[phone]"),
    ("0141 . . 496 . . 0123", "[phone]"),
    ("0141\n496 0123", "[phone]"),
    ("0141\u200b496\u00ad0123", "[phone]"),
    ("0141\u00a0496\u20110123", "[phone]"),
    ("٠١٤١ ٤٩٦ ٠١٢٣", "[phone]"),
    ("０１４１４９６０１２３", "[phone]"),
    ("0141 496 012", "[phone]"),
    ("+48 123 456 789", "[phone]"),
    ("496 0123", "[number]"),
    ("0800 1111", "[number]"),
    ("0141 496 0123 0141 496 0124", "[phone] [phone]"),
    ("his CHI is 310216 1234", "his CHI is [number]"),
    ("12345678", "[number]"),
    ("QQ 12 34 56 C", "[number]"),
    ("qq123456c", "[number]"),
    ("born 01/02/2016", "born [date]"),
    ("born 1.2.16", "born [date]"),
    ("2016-02-01", "[date]"),
    ("anna@example.org", "[email]"),
    ("Anna.O'Neil+help@mail.example.co.uk!", "[email]"),
    ("anna @ example.org", "[email]"),
    ("anna (at) example (dot) org", "[email]"),
    ("anna at example dot org", "[email]"),
    ("I am @anna_m there", "I am [email] there"),
    ("see https://example.org/anna?x=1 now", "see [link] now"),
    ("HTTP://example.org", "[link]"),
    ("www.example.org/anna", "[link]"),
    ("example.org.uk/anna", "[link]"),
    ("G11 5EF", "[postcode]"),
    ("we live at g115ef.", "we live at [postcode]."),
    ("KA8-0AB", "[postcode]"),
    ("G1  1AA", "[postcode]"),
    ("SW1A 1AA", "[postcode]"),
    ("gir 0aa", "[postcode]"),
    ("Ｇ11 5EF", "[postcode]"),
]
LEFT = [
    "",
    "Nobody picked up. I called three times.",
    "I called 999, then 116 123, then 111.",
    "It says 9.00-17.00 but they close at 15:00.",
    "Mon 9.00-17.00, Tue 10:00 - 16:00, Wed 09.30 to 12.00",
    "09.00-17.00 10.00-16.00 11.00-12.00",
    "Open 9-5, 10-4, 11-3 and 12-2",
    "My kids are 5, 7, 9 and 11 and it is only for 3 to 4",
    "Bus 38 and 57 go there, it is on floor 2, room 14",
    "The food bank moved to 12 High Street in G11",
    "We met at 5 @ 7pm",
    "Nie ma już nikogo. Zamknięte od maja!",
    "یہ بند ہے۔ کوئی جواب نہیں",
    "It cost £12.50 and not £3",
    "First line\n\nSecond line",
]


@pytest.mark.parametrize(("said", "kept"), MASKED)
def test_what_could_lead_to_a_person_is_masked(said: str, kept: str) -> None:
    assert mask(said) == kept


@pytest.mark.parametrize("said", LEFT)
def test_what_planners_need_is_left(said: str) -> None:
    assert mask(said) == said


GAPS = [
    "",
    " ",
    "  ",
    "-",
    ".",
    "/",
    " - ",
    " / ",
    "\u00a0",
    "\u2009",
    "\n",
    "\u200b",
    "_",
    "·",
    ", ",
]
PREFIXES = ["0", "+44", "+44 ", "+44 (0)", "0044 ", "(0"]
SHAPES = [
    (10,),
    (3, 3, 4),
    (4, 6),
    (4, 3, 3),
    (2, 4, 4),
    (2, 2, 2, 2, 2),
    (1,) * 10,
    (3, 6),
    (5, 4),
]
PLAIN = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz ,!?\n"), max_size=40)


@st.composite
def phones(draw: st.DrawFn) -> tuple[str, str]:
    """Return a phone number as someone may write it, and its digits after the first 0 or 44."""
    shape, gap = draw(st.sampled_from(SHAPES)), draw(st.sampled_from(GAPS))
    digits = draw(st.text("0123456789", min_size=sum(shape), max_size=sum(shape)))
    ends = [sum(shape[: n + 1]) for n in range(len(shape))]
    groups = [digits[end - size : end] for end, size in zip(ends, shape, strict=True)]
    return draw(st.sampled_from(PREFIXES)) + gap.join(groups), digits


@given(before=PLAIN, phone=phones(), after=PLAIN)
def test_no_phone_number_gets_through(before: str, phone: tuple[str, str], after: str) -> None:
    written, digits = phone
    left = re.sub(r"\D", "", mask(f"{before} {written} {after}"))
    assert len(left) < 4, digits


@given(before=PLAIN, number=st.text("0123456789", min_size=7, max_size=40), after=PLAIN)
def test_no_long_run_of_digits_gets_through(before: str, number: str, after: str) -> None:
    assert not re.search(r"\d", mask(before + number + after))


NAME = st.text(st.sampled_from("abcxyzABC0123456789._%+-é'"), min_size=1, max_size=20)
HOST = st.from_regex(r"[a-z]{1,10}(\.[a-z]{2,6}){1,3}", fullmatch=True)


@given(before=PLAIN, name=NAME, host=HOST, gap=st.sampled_from(["", " "]), after=PLAIN)
def test_no_email_gets_through(before: str, name: str, host: str, gap: str, after: str) -> None:
    masked = mask(f"{before} {name}{gap}@{gap}{host} {after}")
    assert "@" not in masked
    assert host not in masked


OUTWARD = st.from_regex(r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]?", fullmatch=True)
INWARD = st.from_regex(r"[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}", fullmatch=True)


@given(outward=OUTWARD, inward=INWARD, gap=st.sampled_from(["", " ", "  ", "-", ".", "\u00a0"]))
def test_no_postcode_gets_through(outward: str, inward: str, gap: str) -> None:
    masked = mask(f"we live in {outward}{gap}{inward}, come")
    assert masked == "we live in [postcode], come"


@given(st.text(max_size=MOST_WORDS))
def test_whatever_is_typed_can_be_stored(text: str) -> None:
    masked = mask(text)[:LONGEST_KEPT]
    assert "\x00" not in masked
    assert masked.encode("utf-8").decode("utf-8") == masked
    assert mask(mask(text)) == mask(text)


@given(st.text("0123456789 .-:/@abAB+()", max_size=80))
def test_what_is_masked_is_masked_for_good(text: str) -> None:
    assert mask(mask(text)) == mask(text)
    assert not re.search(r"\d{7}", mask(text))
    assert not re.search(r"\w@\w", mask(text))


def test_characters_that_nobody_can_see_are_left_out() -> None:
    assert clean("a\x00b\u202ec\r\nd\t e \u200f") == "abc\nd e"
