"""Pages read a snapshot in memory; a database that is down leaves it, and the counts, in place."""

import asyncio
import threading
from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.store import Database, StoreDown
from app.voice import LiveVoice, Said, Tallies, Voice
from app.voice.tables import Tally
from tests.store.databases import OpenDatabase, Ticking
from tests.store.postgres import Server

TODAY = date(2026, 11, 25)
WRONG = Said("wrong", "wrong number", "the-pantry")


def live_over(database: Database, ticking: Ticking, **checked: date) -> LiveVoice:
    by_id = {name.replace("_", "-"): day for name, day in checked.items()}
    return LiveVoice(
        Voice(database, ticking), Tallies(database, ["secret"]), ticking, lambda: by_id
    )


def counted(database: Database) -> int:
    with database.session() as session:
        return sum(row.times for row in session.exec(select(Tally)))


@pytest.fixture
def live(database: Database, ticking: Ticking) -> LiveVoice:
    return live_over(database, ticking)


def test_the_third_wrong_number_shows_at_once(live: LiveVoice) -> None:
    for doubted in ({}, {}, {"the-pantry": TODAY}, {"the-pantry": TODAY}):
        live.keep(WRONG)
        assert live.snapshot.doubted == doubted


@pytest.mark.parametrize(
    "said",
    [
        Said("wrong", "closed", "the-pantry"),
        Said("right", "no", "the-pantry"),
        Said("wrong", "wrong number"),
    ],
)
def test_nothing_else_puts_a_listing_in_doubt(live: LiveVoice, said: Said) -> None:
    for _ in range(4):
        live.keep(said)
    live.refresh()
    assert live.snapshot.doubted == {}


def test_a_check_since_ends_the_doubt(database: Database, ticking: Ticking) -> None:
    live = live_over(database, ticking, the_pantry=TODAY)
    for _ in range(3):
        live.keep(WRONG)
    assert live.snapshot.doubted == {}
    ticking.go(days=1)
    for _ in range(3):
        live.keep(WRONG)
    assert live.snapshot.doubted == {"the-pantry": TODAY + timedelta(days=1)}


def test_an_answer_that_was_deleted_ends_the_doubt(live: LiveVoice) -> None:
    for _ in range(3):
        live.keep(WRONG)
    live.voice.forget(kept.number for kept in live.voice.export())
    live.refresh()
    assert live.snapshot.doubted == {}


def test_only_published_replies_show(live: LiveVoice) -> None:
    live.voice.reply("A draft", "Not done yet")
    live.voice.publish(live.voice.reply("The number was wrong.", "We put it right."))
    live.refresh()
    assert [reply.did for reply in live.snapshot.replies] == ["We put it right."]


def test_what_another_process_kept_shows_at_the_next_turn(
    open_database: OpenDatabase, ticking: Ticking
) -> None:
    live, other = live_over(open_database(), ticking), live_over(open_database(), ticking)
    for _ in range(3):
        other.keep(WRONG)
    live.take_turn()
    assert live.snapshot.doubted == {"the-pantry": TODAY}


def test_counts_are_written_at_each_turn_and_at_the_stop(
    live: LiveVoice, database: Database
) -> None:
    live.tallies.note("food", "", "found", TODAY)
    live.take_turn()
    assert counted(database) == 1
    live.tallies.note("food", "", "found", TODAY)
    live.stop()
    assert counted(database) == 2


def test_it_follows_until_it_is_cancelled(live: LiveVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    took = threading.Event()
    taken: list[int] = []

    def take_turn() -> None:
        taken.append(1)
        if len(taken) == 3:
            took.set()

    monkeypatch.setattr(live, "take_turn", take_turn)

    async def follow_and_cancel() -> None:
        following = asyncio.create_task(live.follow(pause=0))
        await asyncio.to_thread(took.wait, 60)
        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following

    asyncio.run(follow_and_cancel())
    assert len(taken) >= 3


def test_a_turn_that_breaks_does_not_end_the_following(
    live: LiveVoice, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(live.tallies, "write", fail)
    live.take_turn()
    assert "a turn of the voices failed" in caplog.text


def test_it_tidies_once_a_night(live: LiveVoice, ticking: Ticking) -> None:
    live.keep(WRONG)
    ticking.go(days=366, hours=-9)
    live.take_turn()
    assert len(list(live.voice.export())) == 1
    ticking.go(hours=1)
    live.take_turn()
    assert list(live.voice.export()) == []


def test_it_tidies_soon_after_a_start_in_the_day(live: LiveVoice, ticking: Ticking) -> None:
    live.keep(WRONG)
    ticking.go(days=366)
    live.take_turn()
    assert list(live.voice.export()) == []


def test_a_database_that_stops_costs_nothing_but_what_is_sent(
    postgres: Server, ticking: Ticking
) -> None:
    database = Database.at(postgres.empty(), ticking)
    live = live_over(database, ticking)
    live.voice.publish(live.voice.reply("The number was wrong.", "We put it right."))
    for _ in range(3):
        live.keep(WRONG)
    live.tallies.note("food", "", "found", TODAY)
    live.take_turn()
    before = live.snapshot
    postgres.stop()
    try:
        for _ in range(3):
            live.tallies.note("food", "", "found", TODAY)
            live.take_turn()
            with pytest.raises(StoreDown):
                live.keep(WRONG)
            with pytest.raises(StoreDown):
                live.tallies.write()
        assert live.snapshot is before
    finally:
        postgres.start()
    with pytest.raises(StoreDown):
        live.keep(WRONG)
    ticking.go(seconds=6)
    live.keep(WRONG)
    live.take_turn()
    assert counted(database) == 4
    assert [kept.times for kept in live.voice.export()] == [4]
    database.close()


def test_a_site_that_stops_without_its_database_says_what_is_lost(
    postgres: Server, ticking: Ticking, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database.at(postgres.empty(), ticking)
    live = live_over(database, ticking)
    live.tallies.note("food", "", "found", TODAY)
    postgres.stop()
    try:
        live.stop()
    finally:
        postgres.start()
    assert "the last counts of searches were not written" in caplog.text
    database.close()
