"""Every change the tables have gone through, oldest first; Alembic runs them."""
