"""Framework matrices: grids, and cells people write."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matrix",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rows", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_matrix")),
    )
    op.create_table(
        "matrix_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matrix", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_cell")),
    )
    op.create_index(op.f("ix_matrix_cell_matrix"), "matrix_cell", ["matrix"], unique=False)
