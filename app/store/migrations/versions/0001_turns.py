"""How often something was done lately, under a name that tells nobody who did it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of turns."""
    op.create_table(
        "turn",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_turn_until", "turn", ["until"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("turn")
