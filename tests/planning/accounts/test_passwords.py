"""What others would guess is refused with a way on; what is made for a planner never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.accounts import WeakPassword, generate_password, judge_password
from app.planning.accounts.passwords import COMMON

OWN = ("Morag Campbell", "m.campbell@council.example")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "too short"),
        ("elevenchars", "too short"),
        ("x" * 201, "too long"),
        ("morag likes boats", "your name"),
        ("the campbell clan 7", "your name"),
        ("i love COUNCIL tax", "your name"),
        ("aaaaaaaaaaaaaaaa", "Many people"),
        ("abababababababab", "Many people"),
        ("123456789012", "Many people"),
        ("0987654321098", "Many people"),
        ("abcdefghijklmnop", "Many people"),
        ("qwertyuiopas", "Many people"),
        ("password1234", "Many people"),
        ("Passw0rd2026!", "Many people"),
        ("PASSWORDpassword", "Many people"),
        ("2026-Glasgow-2026", "Many people"),
        ("Gl4sgow!2026!", "Many people"),
        ("welcome1welcome2", "Many people"),
        ("reachin planner", "Many people"),
        ("1234 celtic 1888", "Many people"),
    ],
)
def test_what_would_be_guessed_is_refused(typed: str, said: str) -> None:
    with pytest.raises(WeakPassword) as told:
        judge_password(typed, *OWN)
    assert said in str(told.value)
    assert not typed or typed not in str(told.value)


@pytest.mark.parametrize(
    "typed",
    [
        "four odd words together",
        "Tr4in-kettle-moss",
        "ceòl is cèilidh a-nochd",
        "8n77q-3anjd-4k4sr",
    ],
)
def test_what_would_not_be_guessed_is_let_through(typed: str) -> None:
    judge_password(typed, *OWN)


def test_what_is_made_is_good_and_never_the_same() -> None:
    made = [generate_password() for _ in range(200)]
    for each in made:
        judge_password(each, *OWN)
    assert len(set(made)) == 200


@given(st.text(max_size=11))
def test_any_short_text_is_refused_without_a_fault(typed: str) -> None:
    with pytest.raises(WeakPassword):
        judge_password(typed, *OWN)


PIECES = st.sampled_from(COMMON) | st.text("0123456789!-_. ", max_size=6)


@given(st.lists(PIECES, min_size=4, max_size=9).map("".join).filter(lambda t: 12 <= len(t) <= 200))
def test_common_words_with_digits_around_them_are_refused(typed: str) -> None:
    with pytest.raises(WeakPassword):
        judge_password(typed, *OWN)
