"""Both kinds of database, for the tests of this folder."""

from tests.store.databases import address, database, open_database, postgres, ticking

__all__ = ["address", "database", "open_database", "postgres", "ticking"]
