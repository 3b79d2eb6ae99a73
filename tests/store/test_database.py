"""What is committed stays, what fails leaves nothing, and a database that is down says so."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from app.store import Database, StoreDown
from app.store.addresses import UnknownDatabase, read_address
from app.store.tables import Turn
from tests.store.databases import OpenDatabase, Ticking
from tests.store.postgres import Server


def keep(database: Database, key: str) -> None:
    with database.session() as session:
        session.add(Turn(key=key, taken=1, until=0))


def keep_all(database: Database, keys: list[str]) -> None:
    with database.session() as session:
        for key in keys:
            session.add(Turn(key=key, taken=1, until=0))
            session.flush()


def kept(database: Database) -> list[str]:
    with database.session() as session:
        return sorted(turn.key for turn in session.exec(select(Turn)))


def test_what_is_committed_is_there_for_everyone(open_database: OpenDatabase) -> None:
    keep(open_database(), "a")
    assert kept(open_database()) == ["a"]


def test_an_error_leaves_nothing_behind(database: Database) -> None:
    keep(database, "a")
    with pytest.raises(IntegrityError):
        keep_all(database, ["b", "a"])
    assert kept(database) == ["a"]


def test_many_threads_lose_nothing(open_database: OpenDatabase) -> None:
    databases = [open_database() for _ in range(4)]
    work = [threading.Thread(target=keep, args=(databases[n % 4], f"{n:03}")) for n in range(80)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert kept(databases[0]) == [f"{n:03}" for n in range(80)]


def test_processes_that_start_together_make_the_tables_once(open_database: OpenDatabase) -> None:
    databases = [open_database() for _ in range(6)]
    work = [threading.Thread(target=database.prepare) for database in databases]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert [kept(database) for database in databases] == [[]] * 6


def test_a_server_that_stops_is_told_at_once_and_found_again(
    postgres: Server, ticking: Ticking
) -> None:
    database = Database.at(postgres.empty(), ticking)
    keep(database, "a")
    postgres.stop()
    try:
        with pytest.raises(StoreDown):
            kept(database)
    finally:
        postgres.start()
    with pytest.raises(StoreDown):
        kept(database)
    ticking.go(seconds=6)
    assert kept(database) == ["a"]
    database.close()


def test_a_server_that_was_down_at_the_start_gets_its_tables_later(
    postgres: Server, ticking: Ticking
) -> None:
    database = Database.at(postgres.empty(), ticking)
    postgres.stop()
    try:
        with pytest.raises(StoreDown):
            database.prepare()
    finally:
        postgres.start()
    ticking.go(seconds=6)
    assert kept(database) == []
    database.close()


def test_a_file_that_is_no_database_is_down(tmp_path: Path, ticking: Ticking) -> None:
    file = tmp_path / "reachin.db"
    file.write_text("this is a letter to a friend, and no database at all" * 40, encoding="utf-8")
    with pytest.raises(StoreDown):
        kept(Database.at(f"sqlite:///{file}", ticking))


def test_a_file_that_is_locked_too_long_is_down(tmp_path: Path, ticking: Ticking) -> None:
    address = f"sqlite:///{tmp_path / 'reachin.db'}"
    database = Database.at(address, ticking)
    keep(database, "a")
    engine = create_engine(address)
    with engine.connect() as other:
        other.execute(text("BEGIN EXCLUSIVE"))
        with pytest.raises(StoreDown):
            kept(database)
        other.rollback()
    engine.dispose()
    ticking.go(seconds=6)
    assert kept(database) == ["a"]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path, ticking: Ticking) -> None:
    database = Database.at(f"sqlite:///{tmp_path / 'new' / 'folder' / 'reachin.db'}", ticking)
    assert kept(database) == []


@pytest.mark.parametrize(
    ("typed", "driver"),
    [
        ("sqlite:///var/reachin.db", "sqlite"),
        ("postgres://reachin:secret@db/reachin", "postgresql+psycopg"),
        ("postgresql://db/reachin", "postgresql+psycopg"),
        ("postgresql+psycopg://db/reachin", "postgresql+psycopg"),
    ],
)
def test_addresses_as_hosts_give_them(typed: str, driver: str) -> None:
    assert read_address(typed).drivername == driver


@pytest.mark.parametrize("typed", ["mysql://db/reachin", "oracle://db", "a letter", "://secret@"])
def test_other_databases_are_refused(typed: str) -> None:
    with pytest.raises(UnknownDatabase):
        read_address(typed)


def test_no_error_shows_what_was_to_be_written(database: Database) -> None:
    keep(database, "my-secret")
    with pytest.raises(IntegrityError) as told:
        keep(database, "my-secret")
    assert "my-secret" not in str(told.value).partition("DETAIL")[0]


def test_old_rows_are_wiped_from_the_file(tmp_path: Path, ticking: Ticking) -> None:
    file = tmp_path / "reachin.db"
    database = Database.at(f"sqlite:///{file}", ticking)
    keep(database, "a-word-that-must-go")
    with database.session() as session:
        for turn in session.exec(select(Turn)):
            session.delete(turn)
    database.close()
    assert b"a-word-that-must-go" not in file.read_bytes()
