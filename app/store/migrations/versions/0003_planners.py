"""Planners' accounts, who is signed in, and what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "planner",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("areas", sa.String(2000), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("last", sa.Date),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "plannersession",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("planner", sa.String(16), sa.ForeignKey("planner.id"), nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_plannersession_planner", "plannersession", ["planner"])
    op.create_index("ix_plannersession_until", "plannersession", ["until"])
    op.create_table(
        "plannerdeed",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String(16), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("which", sa.String(120), nullable=False),
    )
    op.create_index("ix_plannerdeed_at", "plannerdeed", ["at"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("plannerdeed")
    op.drop_table("plannersession")
    op.drop_table("planner")
