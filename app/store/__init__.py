"""The database: what the site itself learns, kept in one SQLite file or in PostgreSQL.

Listings are files and never live here. A site whose database is down serves every family's page;
rooms that keep something catch `StoreDown` and say that it could not be kept.
"""

from app.store.database import Database, StoreDown
from app.store.limits import Allowance, Turnstile

__all__ = ["Allowance", "Database", "StoreDown", "Turnstile"]
