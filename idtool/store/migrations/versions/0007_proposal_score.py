"""The score of a proposal, which orders review; empty for codings made by hand and old proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("coding", sa.Column("score", sa.Double(), nullable=True))
