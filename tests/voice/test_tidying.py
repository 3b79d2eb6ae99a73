"""What was kept for long enough is deleted, and nothing before its day."""

from datetime import timedelta

from sqlmodel import select

from app.store import Allowance, Database, Turnstile
from app.voice import Said, Tallies, Tidied, Voice
from app.voice.tables import Batch, Tally, Unheard
from tests.store.databases import Ticking

SAID = Said("right", "no", "the-pantry")


def fill(database: Database, ticking: Ticking) -> Voice:
    """Keep one of everything today."""
    voice = Voice(database, ticking, keep_answers_days=100, keep_counts_days=200)
    voice.keep(SAID)
    tallies = Tallies(database, ["secret"])
    tallies.note("food", "", "found", ticking().date())
    tallies.hear(["tardigrade"], ticking().date())
    tallies.write()
    Turnstile(database, ticking).lets_through(Allowance("any", "3 per 10 minutes"), "192.0.2.1")
    return voice


def tidy_after(voice: Voice, ticking: Ticking, days: int) -> Tidied:
    """Tidy on a day, counted from the first."""
    return voice.tidy(ticking().date() + timedelta(days=days))


def test_each_kind_goes_in_its_time(database: Database, ticking: Ticking) -> None:
    voice = fill(database, ticking)
    ticking.go(minutes=11)
    assert tidy_after(voice, ticking, 0) == Tidied(turns=1)
    assert tidy_after(voice, ticking, 60) == Tidied()
    assert tidy_after(voice, ticking, 61) == Tidied(words=1)
    assert tidy_after(voice, ticking, 100) == Tidied()
    assert tidy_after(voice, ticking, 101) == Tidied(answers=1)
    assert tidy_after(voice, ticking, 200) == Tidied()
    assert tidy_after(voice, ticking, 201) == Tidied(counts=1)


def test_a_word_that_was_kept_stays_as_long_as_answers(
    database: Database, ticking: Ticking
) -> None:
    voice = fill(database, ticking)
    tallies = Tallies(database, ["secret"])
    for _ in range(4):
        ticking.go(days=1)
        tallies.hear(["tardigrade"], ticking().date())
        tallies.write()
    assert tidy_after(voice, ticking, 100).words == 0
    assert tidy_after(voice, ticking, 101).words == 1
    with database.session() as session:
        assert session.exec(select(Unheard)).all() == []


def test_names_of_batches_go_too(database: Database, ticking: Ticking) -> None:
    voice = fill(database, ticking)
    tidy_after(voice, ticking, 31)
    with database.session() as session:
        assert session.exec(select(Batch)).all() == []
        assert len(session.exec(select(Tally)).all()) == 1


def test_many_days_go_in_one_tidying(database: Database, ticking: Ticking) -> None:
    voice = Voice(database, ticking)
    for _ in range(12):
        voice.keep(SAID)
        ticking.go(days=1)
    assert tidy_after(voice, ticking, 360).answers == 7
    assert len(list(voice.export())) == 5


def test_tidying_twice_deletes_nothing_more(database: Database, ticking: Ticking) -> None:
    voice = fill(database, ticking)
    tidy_after(voice, ticking, 201)
    assert tidy_after(voice, ticking, 201) == Tidied()
