"""Word forms taken apart earlier; they leave with the text they were said in."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_forms",
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("about", name=op.f("pk_kept_forms")),
    )
    for name, event in (("change", "UPDATE OF text"), ("removal", "DELETE")):
        op.execute(
            f"CREATE TRIGGER kept_forms_end_with_{name} AFTER {event} ON transcript "
            "BEGIN DELETE FROM kept_forms WHERE about = OLD.id; END"
        )
