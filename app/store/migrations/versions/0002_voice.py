"""What families tell us, planners' public replies, and counts of how searches end."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the room for families' voice."""
    _make_answers()
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("said", sa.String(500), nullable=False),
        sa.Column("did", sa.String(500), nullable=False),
        sa.Column("area", sa.String(100), nullable=False),
        sa.Column("day", sa.Date),
    )
    _make_counts()


def downgrade() -> None:
    """Take the tables away."""
    for table in ("unheard", "batch", "tally", "reply", "answer"):
        op.drop_table(table)


def _make_answers() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fold", sa.String(64), nullable=False, unique=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("question", sa.String(8), nullable=False),
        sa.Column("choice", sa.String(16), nullable=False),
        sa.Column("listing", sa.String(100), nullable=False),
        sa.Column("area", sa.String(100), nullable=False),
        sa.Column("need", sa.String(100), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("done_on", sa.Date),
        sa.Column("done_by", sa.String(40), nullable=False),
    )
    op.create_index("ix_answer_day", "answer", ["day"])
    op.create_index("ix_answer_choice_day", "answer", ["choice", "day"])


def _make_counts() -> None:
    op.create_table(
        "tally",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("need", sa.String(100), primary_key=True),
        sa.Column("area", sa.String(100), primary_key=True),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("times", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "batch",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_index("ix_batch_day", "batch", ["day"])
    op.create_table(
        "unheard",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("word", sa.String(24), nullable=False),
    )
    op.create_index("ix_unheard_last", "unheard", ["last"])
