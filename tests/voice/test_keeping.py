"""One tap becomes one row a day, masked, that planners can read, mark done, export and delete."""

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import Database
from app.voice import MOST_WORDS, WRONG, NotAnAnswer, Said, Voice
from app.voice.answers import CHOICES
from app.voice.tables import Answer
from tests.store.databases import OpenDatabase, Ticking

TODAY = date(2026, 11, 25)
CLOSED = Said("wrong", "closed", "the-pantry", "glasgow-south", "food", "Shut since May.")


def test_an_answer_is_kept_with_its_day(voice: Voice) -> None:
    voice.keep(CLOSED)
    (kept,) = voice.export()
    assert (kept.day, kept.question, kept.choice) == (TODAY, "wrong", "closed")
    assert (kept.listing, kept.area, kept.need) == ("the-pantry", "glasgow-south", "food")
    assert (kept.words, kept.times, kept.done_by) == ("Shut since May.", 1, "")


@pytest.mark.parametrize(
    "said",
    [Said(question, choice) for question, choices in CHOICES.items() for choice in choices],
    ids=lambda said: f"{said.question} {said.choice}",
)
def test_every_choice_can_be_kept(voice: Voice, said: Said) -> None:
    voice.keep(said)
    (kept,) = voice.export()
    assert (kept.question, kept.choice, kept.listing, kept.words) == (*_asked(said), "", "")


def _asked(said: Said) -> tuple[str, str]:
    return said.question, said.choice


@pytest.mark.parametrize(
    "sent",
    [
        ("found", "maybe"),
        ("liked", "yes"),
        ("wrong", "yes"),
        ("missing", "yes"),
        ("right", "yes", "a" * 101),
        ("right", "yes", None, None, None, "a" * (MOST_WORDS + 1)),
    ],
)
def test_what_no_form_can_send_is_refused(sent: tuple[str, ...]) -> None:
    with pytest.raises(NotAnAnswer):
        Said(*sent)  # type: ignore[arg-type]


def test_words_are_masked_before_they_are_stored(voice: Voice) -> None:
    voice.keep(Said("missing", "", words="Ring me on 0141 496 0123, anna@example.org, G11 5EF"))
    (kept,) = voice.export()
    assert kept.words == "Ring me on [phone], [email] [postcode]"


def test_the_same_on_one_day_is_one_row(voice: Voice) -> None:
    for words in ("Shut since May.", "shut since  MAY.", "Shut since May.\x00"):
        voice.keep(Said("wrong", "closed", "the-pantry", "glasgow-south", "food", words))
    (kept,) = voice.export()
    assert (kept.times, kept.words) == (3, "Shut since May.")


@pytest.mark.parametrize(
    "other",
    [
        Said("wrong", "other", "the-pantry", "glasgow-south", "food", "Shut since May."),
        Said("wrong", "closed", "tea-and-chat", "glasgow-south", "food", "Shut since May."),
        Said("wrong", "closed", "the-pantry", "glasgow-north", "food", "Shut since May."),
        Said("wrong", "closed", "the-pantry", "glasgow-south", "money", "Shut since May."),
        Said("wrong", "closed", "the-pantry", "glasgow-south", "food", "Shut since June."),
    ],
)
def test_what_differs_stays_apart(voice: Voice, other: Said) -> None:
    voice.keep(CLOSED)
    voice.keep(other)
    assert [kept.times for kept in voice.export()] == [1, 1]


def test_the_next_day_is_another_row(voice: Voice, ticking: Ticking) -> None:
    voice.keep(CLOSED)
    ticking.go(days=1)
    voice.keep(CLOSED)
    assert [kept.day for kept in voice.export()] == [TODAY, date(2026, 11, 26)]


def test_many_at_once_are_all_counted_in_one_row(
    open_database: OpenDatabase, ticking: Ticking
) -> None:
    voices = [Voice(open_database(), ticking) for _ in range(3)]
    work = [threading.Thread(target=voices[n % 3].keep, args=(CLOSED,)) for n in range(60)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert [kept.times for kept in voices[0].export()] == [60]


@given(words=st.text(max_size=MOST_WORDS))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_kept(voice: Voice, words: str) -> None:
    voice.keep(Said("missing", "", words=words))


def test_the_inbox_groups_by_listing_newest_first(voice: Voice, ticking: Ticking) -> None:
    voice.keep(CLOSED)
    voice.keep(Said("right", "no", "the-pantry"))
    voice.keep(Said("missing", "", words="A place to swim."))
    ticking.go(days=1)
    voice.keep(Said("right", "no", "the-pantry"))
    voice.keep(Said("right", "no", "the-pantry"))
    voice.keep(Said("right", "yes", "tea-and-chat"))
    threads = voice.threads()
    assert [thread.listing for thread in threads] == ["tea-and-chat", "the-pantry", None]
    assert threads[1].counts == {("wrong", "closed"): 1, ("right", "no"): 3}
    assert [heard.words for heard in threads[1].with_words] == ["Shut since May."]
    assert [heard.day.day for heard in threads[1].answers] == [26, 25, 25]


def test_what_is_done_leaves_the_inbox(voice: Voice) -> None:
    voice.keep(CLOSED)
    voice.keep(Said("right", "yes", "tea-and-chat"))
    (pantry,) = [thread for thread in voice.threads() if thread.listing == "the-pantry"]
    assert voice.mark_done(pantry.numbers, "planner") == 1
    assert voice.mark_done(pantry.numbers, "planner") == 0
    assert [thread.listing for thread in voice.threads()] == ["tea-and-chat"]
    (done,) = voice.threads(done=True)
    assert [heard.done_by for heard in done.answers] == ["planner"]


def test_the_same_said_again_is_new_again(voice: Voice) -> None:
    voice.keep(CLOSED)
    voice.mark_done(voice.threads()[0].numbers, "planner")
    voice.keep(CLOSED)
    (thread,) = voice.threads()
    assert thread.counts == {("wrong", "closed"): 2}
    assert thread.answers[0].done_by == ""


def test_a_planner_of_one_area_has_only_its_answers(voice: Voice) -> None:
    for area in ("glasgow-south", "glasgow-north", None):
        voice.keep(Said("right", "no", "the-pantry", area))
    south = frozenset({"glasgow-south"})
    every = tuple(kept.number for kept in voice.export())
    assert [kept.area for kept in voice.export(areas=south)] == ["glasgow-south"]
    assert [thread.counts for thread in voice.threads(areas=south)] == [{("right", "no"): 1}]
    assert voice.mark_done(every, "editor", areas=south) == 1
    assert voice.forget(every, areas=south) == 1
    assert voice.threads(areas=frozenset()) == ()
    assert [kept.area for kept in voice.export()] == ["glasgow-north", ""]


def test_an_answer_is_deleted_for_good(voice: Voice) -> None:
    voice.keep(CLOSED)
    (kept,) = voice.export()
    assert voice.forget([kept.number, 999]) == 1
    assert list(voice.export()) == []


def test_an_export_of_any_size_is_whole(voice: Voice, database: Database) -> None:
    with database.session() as session:
        for number in range(1, 1202):
            row = {"fold": str(number), "day": TODAY, "question": "found", "choice": "no"}
            about = {"listing": "", "area": "", "need": "", "words": "", "times": 1}
            session.add(Answer.model_validate({**row, **about}))
    assert len({kept.number for kept in voice.export()}) == 1201
    assert voice.mark_done(range(1, 2000), "planner") == 1201


def test_a_choice_of_what_is_wrong_is_never_another_answer() -> None:
    assert not set(WRONG) & {"yes", "no", ""}
