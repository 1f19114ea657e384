"""Groupings a person dismissed, with the reason; earlier runs stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dismissed_grouping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("grouping", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run"],
            ["grouping_run.id"],
            name=op.f("fk_dismissed_grouping_run_grouping_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissed_grouping")),
        sa.UniqueConstraint("run", "grouping", name=op.f("uq_dismissed_grouping_run")),
    )
