"""Decisions of the privacy screen as fingerprints; which text was screened by which rules.

Terms that were allowed in clear become fingerprints under a new salt.
"""

import secrets

import sqlalchemy as sa
from alembic import op

from idtool.privacy.decided import fingerprint, plain_form

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('privacy_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('decision', sa.String(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('placeholder', sa.String(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('detector', sa.String(), nullable=False),
    sa.CheckConstraint("decision IN ('allow', 'keep', 'keep_once', 'false_alarm', 'replace')", name=op.f('ck_privacy_decision_decision')),
    sa.CheckConstraint("decision != 'replace' OR placeholder != ''", name=op.f('ck_privacy_decision_replaced_by_something')),
    sa.CheckConstraint("(decision = 'keep_once') = (scope != '')", name=op.f('ck_privacy_decision_once_has_a_scope')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_decision')),
    sa.UniqueConstraint('fingerprint', 'scope', name=op.f('uq_privacy_decision_fingerprint'))
    )
    op.create_table('privacy_salt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('key_id', sa.String(), nullable=False),
    sa.Column('known_digest', sa.String(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_privacy_salt_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_salt'))
    )
    op.create_table('screening',
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('text_hash', sa.String(), nullable=False),
    sa.Column('detector', sa.String(), nullable=False),
    sa.Column('known_digest', sa.String(), nullable=False),
    sa.Column('attested_by', sa.String(), nullable=False),
    sa.Column('attested_because', sa.String(), nullable=False),
    sa.Column('open_block', sa.Integer(), nullable=False),
    sa.Column('open_review', sa.Integer(), nullable=False),
    sa.Column('notes', sa.Integer(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_screening_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('transcript_id', name=op.f('pk_screening'))
    )
    op.create_table('kept_place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.CheckConstraint('start < "end"', name=op.f('ck_kept_place_order')),
    sa.CheckConstraint("how IN ('allow', 'keep', 'keep_once', 'false_alarm', 'attest')", name=op.f('ck_kept_place_how')),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_kept_place_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_place'))
    )
    op.create_index(op.f('ix_kept_place_transcript_id'), 'kept_place', ['transcript_id'], unique=False)
    _seal_allowed_terms()
    op.drop_table('allowed_term')


def _seal_allowed_terms() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text('SELECT term, because, "by", at FROM allowed_term')).all()
    if not rows:
        return
    salt = secrets.token_bytes(32)
    connection.execute(
        sa.text("INSERT INTO privacy_salt VALUES (1, :salt, '', '')"), {"salt": salt.hex()}
    )
    sealed = {fingerprint(salt, plain_form(row.term)): row for row in rows}
    for mark, row in sealed.items():
        connection.execute(
            sa.text(
                'INSERT INTO privacy_decision (fingerprint, scope, decision, type, placeholder,'
                ' because, "by", at, detector)'
                " VALUES (:mark, '', 'allow', 'OTHER', '', :because, :by, :at, '')"
            ),
            {"mark": mark, "because": row.because, "by": row.by, "at": row.at},
        )
