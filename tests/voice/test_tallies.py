"""Every search is counted once, whatever fails and however many count; words need five days."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from app.config import PROJECT
from app.store import Database, StoreDown
from app.voice import Tallies, Unmet, Voice
from app.voice.records import Ending
from app.voice.tables import Batch, Tally, Unheard
from app.voice.tallies import MOST_COUNTS, MOST_HEARD
from tests.store.databases import OpenDatabase, Ticking

TODAY = date(2026, 11, 25)
DAYS = [TODAY + timedelta(days=n) for n in range(8)]
BROKEN = OperationalError("INSERT", {}, Exception("the line went dead"))


def counted(database: Database) -> dict[tuple[str, str, str], int]:
    with database.session() as session:
        rows = session.exec(select(Tally)).all()
    return {(row.need, row.area, row.outcome): row.times for row in rows}


def unheard(database: Database) -> list[Unheard]:
    with database.session() as session:
        return list(session.exec(select(Unheard)))


def note_all(tallies: Tallies, times: int) -> None:
    for _ in range(times):
        tallies.note("food", "glasgow-south", "found", TODAY)
        tallies.note("food", "", "nothing exact", TODAY)
        tallies.hear(["tardigrade"], TODAY)


@pytest.fixture
def tallies(database: Database) -> Tallies:
    return Tallies(database, ["secret"])


def test_counts_are_added_to_what_is_there(tallies: Tallies, database: Database) -> None:
    for _ in range(2):
        note_all(tallies, 3)
        tallies.write()
    assert counted(database) == {
        ("food", "glasgow-south", "found"): 6,
        ("food", "", "nothing exact"): 6,
    }


def test_days_stay_apart(tallies: Tallies, database: Database) -> None:
    tallies.note("food", "", "crisis", TODAY)
    tallies.note("food", "", "crisis", DAYS[1])
    tallies.write()
    with database.session() as session:
        assert sorted(row.day for row in session.exec(select(Tally))) == DAYS[:2]


def test_nothing_counted_is_nothing_written(tallies: Tallies, database: Database) -> None:
    tallies.write()
    with database.session() as session:
        assert session.exec(select(Batch)).all() == []


def test_several_processes_add_to_the_same_rows(open_database: OpenDatabase) -> None:
    counting = [Tallies(open_database(), ["secret"]) for _ in range(4)]

    def work(tallies: Tallies) -> None:
        for _ in range(10):
            note_all(tallies, 5)
            tallies.write()

    threads = [threading.Thread(target=work, args=(counting[n % 4],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(counted(open_database()).values()) == {8 * 10 * 5}
    assert [word.days for word in unheard(open_database())] == [1]


@pytest.fixture(params=["batch", "tally", "unheard"])
def failing_at(request: pytest.FixtureRequest, database: Database) -> Iterator[str]:
    """Break the line as soon as a table is written to."""
    database.prepare()
    table = request.param

    def fail(_a: Any, _b: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(f"INSERT INTO {table} "):
            raise BROKEN

    event.listen(database._engine, "before_cursor_execute", fail)
    yield table
    if event.contains(database._engine, "before_cursor_execute", fail):
        event.remove(database._engine, "before_cursor_execute", fail)


def mend(database: Database, ticking: Ticking) -> None:
    """End the failure, and let the pause that the database is given pass."""
    database._engine.dispatch.before_cursor_execute.clear()
    ticking.go(seconds=6)


def test_a_write_that_fails_half_way_is_written_once(
    failing_at: str, tallies: Tallies, database: Database, ticking: Ticking
) -> None:
    assert failing_at
    note_all(tallies, 3)
    for _ in range(2):
        with pytest.raises(StoreDown):
            tallies.write()
        note_all(tallies, 2)
        ticking.go(seconds=6)
    mend(database, ticking)
    tallies.write()
    tallies.write()
    assert set(counted(database).values()) == {7}


def test_a_write_whose_answer_was_lost_is_not_written_twice(
    tallies: Tallies, database: Database, ticking: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_all(tallies, 3)
    commit = Session.commit

    def commit_and_lose_the_answer(self: Session) -> None:
        commit(self)
        raise BROKEN

    with monkeypatch.context() as patched:
        patched.setattr(Session, "commit", commit_and_lose_the_answer)
        with pytest.raises(StoreDown):
            tallies.write()
    ticking.go(seconds=6)
    note_all(tallies, 1)
    tallies.write()
    assert set(counted(database).values()) == {4}


COUNTING = """
import sys
from datetime import date
from app.clock import london_now
from app.store import Database
from app.voice import Tallies

tallies = Tallies(Database.at(sys.argv[1], london_now))
while True:
    for _ in range(10):
        tallies.note("food", "", "found", date(2026, 11, 25))
    tallies.write()
    print("wrote", flush=True)
"""


@pytest.mark.parametrize("batches", [1, 8])
def test_a_process_that_is_killed_loses_its_last_batch_at_most(
    open_database: OpenDatabase, address: str, batches: int
) -> None:
    command = [sys.executable, "-c", COUNTING, address]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as counting:
        assert counting.stdout is not None
        told = [counting.stdout.readline() for _ in range(batches)]
        counting.kill()
        told += counting.stdout.readlines()
    wrote = told.count("wrote\n")
    assert wrote >= batches
    assert counted(open_database())["food", "", "found"] in (10 * wrote, 10 * (wrote + 1))


def test_memory_has_an_end(tallies: Tallies, database: Database) -> None:
    for number in range(MOST_COUNTS + 50):
        tallies.note(f"need-{number}", "", "found", TODAY)
    for number in range(MOST_HEARD + 50):
        tallies.hear(["".join(chr(97 + int(digit)) for digit in str(number)) + "q"], TODAY)
    tallies.write()
    assert counted(database)["", "", "found"] == 50
    assert sum(counted(database).values()) == MOST_COUNTS + 50
    assert len(unheard(database)) == MOST_HEARD


@given(st.text(max_size=30), st.text(max_size=30), st.lists(st.text(max_size=30), max_size=8))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_input_stops_no_writing(
    database: Database, need: str, area: str, words: list[str]
) -> None:
    tallies = Tallies(database)
    tallies.note(need, area, "found", TODAY)
    tallies.hear(words, TODAY)
    tallies.write()
    assert len(counted(database)) >= 1


def test_one_to_four_are_hidden_and_five_are_shown(tallies: Tallies, voice: Voice) -> None:
    amounts: dict[tuple[str, Ending], int] = {
        ("food", "found"): 5,
        ("food", "nothing exact"): 4,
        ("money", "crisis"): 1,
    }
    for (need, outcome), times in amounts.items():
        for _ in range(times):
            tallies.note(need, "glasgow-south", outcome, TODAY)
    tallies.write()
    assert voice.unmet(TODAY) == (
        Unmet("food", "glasgow-south", "found", 5),
        Unmet("food", "glasgow-south", "nothing exact", None),
        Unmet("money", "glasgow-south", "crisis", None),
    )


def test_counts_are_of_whole_months(tallies: Tallies, voice: Voice) -> None:
    for day in (date(2026, 10, 31), date(2026, 11, 1), TODAY):
        for _ in range(5):
            tallies.note("food", "", "found", day)
    tallies.write()
    shown = [voice.unmet(date(2026, 11, day))[0].times for day in (1, 2, 25, 30)]
    assert shown == [10, 10, 10, 10]
    assert voice.unmet(date(2026, 10, 15))[0].times == 15
    assert voice.unmet(date(2026, 12, 1)) == ()


def test_a_planner_of_one_area_sees_its_counts(tallies: Tallies, voice: Voice) -> None:
    for area in ("glasgow-south", "glasgow-north", ""):
        for _ in range(5):
            tallies.note("food", area, "found", TODAY)
    tallies.write()
    south = voice.unmet(TODAY, areas=frozenset({"glasgow-south"}))
    assert [(unmet.area, unmet.times) for unmet in south] == [("glasgow-south", 5)]


def test_a_word_is_kept_from_its_fifth_day_on(
    tallies: Tallies, database: Database, voice: Voice
) -> None:
    for number, day in enumerate(DAYS, 1):
        for _ in range(3):
            tallies.hear(["Tardigrade"], day)
        tallies.write()
        (row,) = unheard(database)
        assert (row.days, row.last) == (number, day)
        assert row.word == ("tardigrade" if number >= 5 else "")
        assert [seen.word for seen in voice.words(TODAY)] == (["tardigrade"] if number >= 5 else [])


def test_a_word_of_four_days_is_nowhere_in_the_file(tmp_path: Path, ticking: Ticking) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'reachin.db'}", ticking)
    tallies = Tallies(database, ["secret"])
    for day in DAYS[:4]:
        tallies.note("food", "", "nothing exact", day)
        tallies.hear(["tardigrade"], day)
        tallies.write()
    database.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"nothing exact" in written
    assert b"tardigrade" not in written


def test_an_older_day_does_not_count_again(tallies: Tallies, database: Database) -> None:
    for day in (DAYS[2], DAYS[1], DAYS[2]):
        tallies.hear(["tardigrade"], day)
        tallies.write()
    assert [(row.days, row.last) for row in unheard(database)] == [(1, DAYS[2])]


def test_all_processes_of_a_site_know_a_word_again(open_database: OpenDatabase) -> None:
    for secrets in (["secret"], ["secret", "older"], ["other"]):
        tallies = Tallies(open_database(), secrets)
        tallies.hear(["tardigrade"], TODAY)
        tallies.write()
    assert len(unheard(open_database())) == 2


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["tardigrade"], 1),
        (["Tardigrade", "TARDIGRADE"], 1),
        (["g115ef", "0141", "room2", "٣ab"], 0),
        (["a" * 24, "b" * 25], 1),
        (["anna@example.org", "o'neil", "two words", "", "x", "\x00\x00", "__"], 0),
        (["one", "two", "three", "four", "five", "six", "seven"], 5),
        (["हिन्दी", "زبان", "żłobek"], 3),
        (["straße", "STRASSE"], 1),
    ],
)
def test_only_plain_words_are_heard(
    tallies: Tallies, database: Database, words: list[str], kept: int
) -> None:
    tallies.hear(words, TODAY)
    tallies.write()
    assert len(unheard(database)) == kept
