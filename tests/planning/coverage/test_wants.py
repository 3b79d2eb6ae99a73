"""What families looked for stands beside what there is, and small numbers stay hidden."""

from datetime import date

import pytest

from app.content.catalogue import Catalogue
from app.planning.coverage.circles import help_in, slugs_in
from app.planning.coverage.other_sheets import say_total, show_sayings
from app.planning.coverage.wants import Total, count_sayings, count_wants
from app.voice import Heard, Question, Thread, Unmet

SOUTH = frozenset({"glasgow-south"})


def test_topics_that_were_missed_most_come_first(catalogue: Catalogue) -> None:
    unmet = (
        Unmet("money", "glasgow-south", "nothing exact", 8),
        Unmet("food", "glasgow-south", "nothing exact", 30),
        Unmet("food", "glasgow-south", "found", 70),
        Unmet("school", "glasgow-south", "nothing exact", None),
        Unmet("school", "south-ayrshire", "nothing exact", 500),
    )
    area = catalogue.areas["glasgow-south"]
    wants = count_wants(unmet, SOUTH, catalogue.needs.values(), help_in(area, catalogue))
    assert [want.need.slug for want in wants[:2]] == ["food", "money"]
    assert wants[0].endings["found"] == Total(70)
    school = next(want for want in wants if want.need.slug == "school")
    assert school.missed == Total(0, 1)
    assert (len(wants[0].helping.own), len(wants[0].helping.wider)) == (1, 1)


def test_a_city_adds_up_its_parts_without_what_is_hidden(catalogue: Catalogue) -> None:
    area = catalogue.areas["glasgow"]
    unmet = (
        Unmet("food", "glasgow-south", "found", 6),
        Unmet("food", "glasgow-north-east", "found", None),
        Unmet("food", "glasgow", "found", 5),
    )
    slugs = slugs_in(area, catalogue)
    wants = count_wants(unmet, slugs, catalogue.needs.values(), help_in(area, catalogue))
    food = next(want for want in wants if want.need.slug == "food")
    assert food.endings["found"] == Total(11, 1)


def heard(number: int, question: Question, choice: str, times: int, area: str) -> Heard:
    return Heard(number, date(2026, 11, 1), question, choice, "", area, "", "", times)


def test_what_families_said_is_added_up_and_hidden_when_rare(catalogue: Catalogue) -> None:
    answers = (
        heard(1, "found", "no", 4, "glasgow-south"),
        heard(2, "found", "no", 2, "glasgow-south"),
        heard(3, "missing", "", 4, "glasgow-south"),
        heard(4, "missing", "", 40, "south-ayrshire"),
    )
    thread = Thread(None, date(2026, 11, 1), {}, answers)
    first, second = count_sayings([thread], SOUTH)
    assert (first.question, first.choice, first.times) == ("found", "no", Total(6))
    assert (second.question, second.times) == ("missing", Total(0, 1))
    words = {("found", "no"): "It has not helped yet"}
    sheet = show_sayings(catalogue.areas["glasgow-south"], (first, second), words)
    assert [(row.head, row.cells[0].number, row.cells[0].text) for row in sheet.rows] == [
        ("It has not helped yet", 6, ""),
        ("", None, "fewer than 5"),
    ]


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (Total(7), ""),
        (Total(), ""),
        (Total(0, 1), "fewer than 5"),
        (Total(0, 2), "a few"),
        (Total(12, 1), "12 or more"),
    ],
)
def test_how_a_hidden_sum_is_said(total: Total, said: str) -> None:
    assert say_total(total) == said
