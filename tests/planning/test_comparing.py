"""Two states of a listing stand beside each other, and what only one says is marked in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.comparing import (
    Difference,
    Line,
    compare,
    cover_places,
    mark_lines,
    name_changed,
    say_value,
)
from app.planning.yaml_writing import Text

LINES = st.lists(st.text("ab .", max_size=12), max_size=5)


def write(line: Line) -> str:
    """Return a line with [brackets] round what is marked."""
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in line)


def written(difference: Difference) -> tuple[str, list[str], list[str]]:
    return (
        difference.field,
        [write(line) for line in difference.then],
        [write(line) for line in difference.now],
    )


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (None, ()),
        ("free", ("free",)),
        ("Call.\nThen come.", ("Call.", "Then come.")),
        (["food", "money"], ("food", "money")),
        ([], ()),
        ({"how": "book", "next": "We  call\nyou."}, ("how: book", "next: We call you.")),
        (
            [{"phone": "0141 496 0001", "note": "Ask."}, {"access": ["lift", "BSL"]}],
            ("phone: 0141 496 0001; note: Ask.", "access: lift, BSL"),
        ),
    ],
)
def test_a_value_is_read_in_lines(value: Text | None, lines: tuple[str, ...]) -> None:
    assert say_value(value) == lines


def test_only_what_differs_is_shown_in_the_order_of_the_guide() -> None:
    then: dict[str, Text] = {"id": "a", "hours": ["Mon 9:00-10:00", "Fri 9:00-10:00"], "cost": "x"}
    now: dict[str, Text] = {"id": "a", "name": "Hall", "hours": ["Fri 9:00-11:00"], "other": "y"}
    assert [written(each) for each in compare(then, now)] == [
        ("name", [], ["[Hall]"]),
        ("cost", ["[x]"], []),
        ("hours", ["[Mon 9:00-10:00]", "[Fri 9:00-10:00]"], ["[Fri 9:00-11:00]"]),
        ("other", [], ["[y]"]),
    ]
    assert name_changed(then, now) == ("name", "cost", "hours", "other")
    assert compare(now, now) == compare(None, None) == ()


@pytest.mark.parametrize(
    ("then", "now", "left", "right"),
    [
        ("We meet on Monday.", "We meet at noon.", "We meet [on Monday.]", "We meet [at noon.]"),
        ("Come in and sit.", "Come in.", "Come [in and sit.]", "Come [in.]"),
        ("One old word here now", "Two new word here now", "[One old] word here now",
         "[Two new] word here now"),
        ("Nothing alike", "A whole other text", "[Nothing alike]", "[A whole other text]"),
        ("same", "same", "same", "same"),
    ],
)  # fmt: skip
def test_words_that_only_one_state_has_are_marked(
    then: str, now: str, left: str, right: str
) -> None:
    before, after = mark_lines([then], [now])
    assert ([write(line) for line in before], [write(line) for line in after]) == ([left], [right])


@given(LINES, LINES)
def test_no_word_is_lost_and_what_is_not_marked_is_the_same(
    then: list[str], now: list[str]
) -> None:
    sides = mark_lines(then, now)
    told = [["".join(piece.text for piece in line) for line in side] for side in sides]
    assert told == [then, now]
    plain = ["".join(p.text for line in side for p in line if not p.marked) for side in sides]
    assert "".join(plain[0].split()) == "".join(plain[1].split())


def test_a_hidden_place_is_covered_and_others_are_not() -> None:
    places: Text = [
        {"name": "A house", "address": "1 Main Street", "hidden": "yes", "access": ["lift"]},
        {"postcode": "G51 3UU", "hidden": "no"},
        {"neighbourhood": "Govan"},
    ]
    assert cover_places({"name": "N", "places": places}) == {
        "name": "N",
        "places": [
            {"hidden": "yes", "access": ["lift"]},
            {"postcode": "G51 3UU", "hidden": "no"},
            {"neighbourhood": "Govan"},
        ],
    }
    assert cover_places({"name": "N", "places": "odd"}) == {"name": "N", "places": "odd"}
