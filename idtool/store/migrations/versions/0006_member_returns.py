"""What participants sent back: returns, answers, what they leave to answer; forms as sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "member_document", sa.Column("form", sa.String(), nullable=False, server_default="")
    )
    op.create_table(
        "member_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_return")),
        sa.UniqueConstraint("uuid", name=op.f("uq_member_return_uuid")),
        sa.UniqueConstraint("key", name=op.f("uq_member_return_key")),
    )
    op.create_index(op.f("ix_member_return_person"), "member_return", ["person"])
    op.create_table(
        "member_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["member_return.id"],
            name=op.f("fk_member_answer_return_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_answer")),
    )
    op.create_index(op.f("ix_member_answer_return_id"), "member_answer", ["return_id"])
    op.create_table(
        "member_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("memo", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["member_return.id"],
            name=op.f("fk_member_item_return_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_item")),
        sa.UniqueConstraint("uuid", name=op.f("uq_member_item_uuid")),
    )
    op.create_index(op.f("ix_member_item_return_id"), "member_item", ["return_id"])
