"""Planners answer in public: nothing shows before it is published or after it is withdrawn."""

from datetime import date

import pytest

from app.voice import Reply, Voice
from tests.store.databases import Ticking


def test_a_reply_is_a_draft_until_it_is_published(voice: Voice) -> None:
    number = voice.reply("The number was wrong.", "We called and put it right.", "glasgow-south")
    draft = Reply(
        number, "The number was wrong.", "We called and put it right.", "glasgow-south", None
    )
    assert voice.replies() == (draft,)
    assert voice.publish(number)
    assert [reply.day for reply in voice.replies()] == [date(2026, 11, 25)]
    assert voice.withdraw(number)
    assert voice.replies() == (draft,)


def test_drafts_come_first_and_then_the_newest(voice: Voice, ticking: Ticking) -> None:
    first, second, third = (voice.reply(f"Said {n}", "Done") for n in (1, 2, 3))
    voice.publish(first)
    ticking.go(days=1)
    voice.publish(third)
    assert [reply.number for reply in voice.replies()] == [second, third, first]


def test_a_reply_is_reworded_where_it_stands(voice: Voice) -> None:
    number = voice.reply("Said", "Done", "glasgow-south")
    voice.publish(number)
    assert voice.reword(number, "Said better", "Done better")
    (reply,) = voice.replies()
    assert (reply.said, reply.did, reply.area) == ("Said better", "Done better", "")
    assert reply.day == date(2026, 11, 25)


def test_a_reply_is_deleted_for_good(voice: Voice) -> None:
    number = voice.reply("Said", "Done")
    assert voice.delete_reply(number)
    assert voice.replies() == ()


def test_what_is_not_there_cannot_be_changed(voice: Voice) -> None:
    assert not voice.publish(7)
    assert not voice.withdraw(7)
    assert not voice.reword(7, "Said", "Done")
    assert not voice.delete_reply(7)


@pytest.mark.parametrize(
    ("said", "did", "area"),
    [("", "Done", None), ("Said", " \x00", None), ("Said", "d" * 501, None), ("S", "D", "a" * 101)],
)
def test_empty_or_long_replies_are_refused(
    voice: Voice, said: str, did: str, area: str | None
) -> None:
    with pytest.raises(ValueError, match=r"characters|area"):
        voice.reply(said, did, area)
    assert voice.replies() == ()


def test_a_planners_own_words_are_left_as_they_are(voice: Voice) -> None:
    voice.reply("The number was wrong.", "It is 0141 496 0123 now.")
    assert [reply.did for reply in voice.replies()] == ["It is 0141 496 0123 now."]
