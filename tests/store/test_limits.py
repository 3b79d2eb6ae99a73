"""An address may do a thing so often; all processes count together, and nobody is named."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.store import Allowance, Database, Turnstile
from app.store.limits import drop_old_turns
from app.store.tables import Turn
from tests.store.databases import OpenDatabase, Ticking
from tests.store.postgres import Server

THREE = Allowance("signing in", "3 per 10 minutes")


def pass_through(turnstile: Turnstile, who: str, times: int) -> list[bool]:
    return [turnstile.lets_through(THREE, who) for _ in range(times)]


def turns(database: Database) -> Iterator[Turn]:
    with database.session() as session:
        yield from session.exec(select(Turn)).all()


def test_the_fourth_is_stopped_until_the_time_is_over(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking)
    assert pass_through(turnstile, "192.0.2.1", 4) == [True, True, True, False]
    ticking.go(minutes=9)
    assert pass_through(turnstile, "192.0.2.1", 1) == [False]
    ticking.go(minutes=2)
    assert pass_through(turnstile, "192.0.2.1", 1) == [True]


def test_one_address_does_not_shut_out_another(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking)
    pass_through(turnstile, "192.0.2.1", 4)
    assert pass_through(turnstile, "192.0.2.2", 1) == [True]


def test_one_door_does_not_shut_another(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking)
    pass_through(turnstile, "192.0.2.1", 4)
    assert turnstile.lets_through(Allowance("saying", "3 per 10 minutes"), "192.0.2.1")


def test_all_processes_count_together(open_database: OpenDatabase, ticking: Ticking) -> None:
    stiles = [Turnstile(open_database(), ticking, ["shared"]) for _ in range(4)]
    assert [stile.lets_through(THREE, "192.0.2.1") for stile in stiles] == [True, True, True, False]


def test_turns_are_given_back(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking)
    pass_through(turnstile, "192.0.2.1", 4)
    turnstile.forget(THREE, "192.0.2.1")
    assert pass_through(turnstile, "192.0.2.1", 1) == [True]


@given(who=st.text(min_size=1, max_size=60))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_names_anyone(database: Database, ticking: Ticking, who: str) -> None:
    Turnstile(database, ticking, ["secret"]).lets_through(THREE, who)
    assert all(len(turn.key) == 64 and int(turn.key, 16) >= 0 for turn in turns(database))


def test_two_days_cannot_be_joined(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking, ["secret"])
    pass_through(turnstile, "192.0.2.1", 1)
    ticking.go(days=1)
    pass_through(turnstile, "192.0.2.1", 1)
    assert len({turn.key for turn in turns(database)}) == 2


def test_what_is_over_is_deleted(database: Database, ticking: Ticking) -> None:
    turnstile = Turnstile(database, ticking)
    pass_through(turnstile, "192.0.2.1", 1)
    assert drop_old_turns(database, ticking) == 0
    ticking.go(minutes=11)
    assert drop_old_turns(database, ticking) == 1
    assert list(turns(database)) == []


def test_a_database_that_is_down_stops_nobody_but_the_hasty(
    postgres: Server, ticking: Ticking
) -> None:
    database = Database.at(postgres.empty(), ticking)
    turnstile = Turnstile(database, ticking)
    postgres.stop()
    try:
        assert pass_through(turnstile, "192.0.2.1", 4) == [True, True, True, False]
    finally:
        postgres.start()
    database.close()


@pytest.mark.parametrize("rate", ["3 per 10 minutes", "100/day", "60 per 10 minutes"])
def test_rates_read_as_they_are_written(rate: str) -> None:
    assert Allowance("any", rate).item.amount > 0
