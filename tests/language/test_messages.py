"""The file translators copy holds the words that are in the code, no more and no fewer."""

from typing import get_args

from app.content.models import AccessFeature, CheckMethod, Cost, Group, ReachInWay
from app.search.filters import OPTIONS
from app.web import wording
from tools.messages import MESSAGES, gather, write


def test_the_messages_are_up_to_date() -> None:
    assert MESSAGES.read_bytes() == write(gather()), "run: make messages"


def test_words_of_every_kind_are_gathered() -> None:
    ids = {message.id for message in gather()}
    from_a_page, from_code = "What would help?", "Open now until {time}"
    from_a_table, counted = (
        "You can just turn up",
        ("About {number} mile away", "About {number} miles away"),
    )
    assert {from_a_page, from_code, from_a_table, counted} <= ids


def test_planners_own_words_are_not_gathered() -> None:
    assert not any("→" in str(message.id) for message in gather())


def test_every_word_of_the_data_s_own_lists_has_words_for_families() -> None:
    assert set(wording.REACH_IN) == set(get_args(ReachInWay))
    assert set(wording.COST) == set(get_args(Cost))
    assert set(wording.WELCOMES) == set(get_args(Group))
    assert set(wording.ACCESS) == set(get_args(AccessFeature))
    assert set(wording.CHECKED) == set(get_args(CheckMethod))
    assert {f"access:{each}" for each in get_args(AccessFeature)} <= set(OPTIONS)
