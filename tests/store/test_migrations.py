"""The migrations make exactly the tables that the code describes, and can be taken back."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.store.addresses import open_engine, read_address
from app.store.migrating import configure, migrate
from tools.tables import ROOMS


def test_the_migrations_make_what_the_code_describes(address: str) -> None:
    assert ROOMS
    engine = open_engine(read_address(address))
    migrate(engine)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    engine.dispose()
    assert differences == []


def test_every_migration_can_be_taken_back_and_made_again(address: str) -> None:
    engine = open_engine(read_address(address))
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(configure(connection), "base")
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    with engine.connect() as connection:
        assert set(SQLModel.metadata.tables) <= set(inspect(connection).get_table_names())
    engine.dispose()


def test_the_migrations_stand_in_one_line(address: str) -> None:
    engine = open_engine(read_address(address))
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(configure(connection))
    engine.dispose()
    assert len(script.get_heads()) == 1
