"""Every room with tables, and a command that writes the migration for a change of theirs.

Type `.venv/bin/python -m tools.tables 0004_replies "Planners can answer in public"`, then read
what was written: a machine guesses renames and data wrong.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlmodel import SQLModel

from app.planning.accounts import tables as planner_tables
from app.store import tables as store_tables
from app.store.addresses import open_engine, read_address
from app.store.migrating import MIGRATIONS, configure, migrate
from app.voice import tables as voice_tables

ROOMS = (store_tables, voice_tables, planner_tables)


def write_migration(number: str, message: str) -> None:
    """Write a migration from what the migrations make now to what the code describes."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(read_address(f"sqlite:///{Path(folder) / 'new.db'}"))
        migrate(engine)
        with engine.begin() as connection:
            config = configure(connection)
            config.attributes["metadata"] = SQLModel.metadata
            config.set_main_option("file_template", number)
            command.revision(config, message, autogenerate=True, rev_id=number.split("_")[0])
    print(f"wrote {MIGRATIONS / 'versions' / number}.py")


if __name__ == "__main__":
    write_migration(sys.argv[1], sys.argv[2])
