"""The first tables of a study."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('allowed_term',
    sa.Column('term', sa.String(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('term', name=op.f('pk_allowed_term'))
    )
    op.create_table('codebook_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('codebook', sa.String(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_codebook_version')),
    sa.UniqueConstraint('codebook', 'hash', name=op.f('uq_codebook_version_codebook'))
    )
    op.create_index(op.f('ix_codebook_version_codebook'), 'codebook_version', ['codebook'], unique=False)
    op.create_table('grouping_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('seed', sa.Integer(), nullable=False),
    sa.Column('result', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grouping_run'))
    )
    op.create_table('member_document',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('variant', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_document'))
    )
    op.create_table('memo',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('uuid', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('on', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memo')),
    sa.UniqueConstraint('uuid', name=op.f('uq_memo_uuid'))
    )
    op.create_table('speaker',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('interview', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_speaker')),
    sa.UniqueConstraint('interview', 'label', name=op.f('uq_speaker_interview'))
    )
    op.create_table('theme',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('uuid', sa.String(), nullable=False),
    sa.Column('focus', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('claim', sa.String(), nullable=False),
    sa.Column('not_a_topic_because', sa.String(), nullable=False),
    sa.Column('so_what', sa.String(), nullable=False),
    sa.Column('came_from', sa.String(), nullable=False),
    sa.Column('codes', sa.String(), nullable=False),
    sa.Column('memos', sa.String(), nullable=False),
    sa.Column('searched_against', sa.String(), nullable=False),
    sa.CheckConstraint("status IN ('candidate', 'developing', 'settled', 'set_aside')", name=op.f('ck_theme_status')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('uuid', name=op.f('uq_theme_uuid'))
    )
    op.create_table('trail',
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('prev', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('n', name=op.f('pk_trail')),
    sa.UniqueConstraint('hash', name=op.f('uq_trail_hash'))
    )
    op.create_table('transcript',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('uuid', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('text_hash', sa.String(), nullable=False),
    sa.Column('source_hash', sa.String(), nullable=False),
    sa.Column('source_format', sa.String(), nullable=False),
    sa.Column('encoding', sa.String(), nullable=False),
    sa.Column('ingested_at', sa.String(), nullable=False),
    sa.Column('ingested_by', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transcript')),
    sa.UniqueConstraint('uuid', name=op.f('uq_transcript_uuid'))
    )
    op.create_table('coding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('focus', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('coder', sa.String(), nullable=False),
    sa.Column('evidence', sa.String(), nullable=False),
    sa.Column('strength', sa.String(), nullable=True),
    sa.Column('codebook_version', sa.String(), nullable=False),
    sa.Column('memo', sa.String(), nullable=False),
    sa.Column('because', sa.String(), nullable=False),
    sa.Column('quote', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=False),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('created_at', sa.String(), nullable=False),
    sa.Column('decided_at', sa.String(), nullable=True),
    sa.CheckConstraint("source IN ('hand', 'rule', 'likeness', 'learned', 'import')", name=op.f('ck_coding_source')),
    sa.CheckConstraint("status != 'accepted' OR coder != 'idtool'", name=op.f('ck_coding_accepted_by_a_person')),
    sa.CheckConstraint("status IN ('proposed', 'accepted', 'rejected')", name=op.f('ck_coding_status')),
    sa.CheckConstraint('start < "end"', name=op.f('ck_coding_segment_not_empty')),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_coding_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding')),
    sa.UniqueConstraint('transcript_id', 'start', 'end', 'code', 'coder', name=op.f('uq_coding_transcript_id')),
    sa.UniqueConstraint('uuid', name=op.f('uq_coding_uuid'))
    )
    op.create_index(op.f('ix_coding_code'), 'coding', ['code'], unique=False)
    op.create_index(op.f('ix_coding_status'), 'coding', ['status'], unique=False)
    op.create_index(op.f('ix_coding_transcript_id'), 'coding', ['transcript_id'], unique=False)
    op.create_table('evidence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.String(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('side', sa.String(), nullable=False),
    sa.Column('first_turn', sa.Integer(), nullable=False),
    sa.Column('last_turn', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('quote_ok', sa.Boolean(), nullable=False),
    sa.CheckConstraint("side IN ('for', 'against')", name=op.f('ck_evidence_side')),
    sa.CheckConstraint('first_turn <= last_turn', name=op.f('ck_evidence_order')),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_evidence_theme_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_evidence_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    op.create_index(op.f('ix_evidence_theme_id'), 'evidence', ['theme_id'], unique=False)
    op.create_table('finding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_finding_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding'))
    )
    op.create_index(op.f('ix_finding_transcript_id'), 'finding', ['transcript_id'], unique=False)
    op.create_table('mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('first_turn', sa.Integer(), nullable=False),
    sa.Column('last_turn', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('ref', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.CheckConstraint("kind IN ('question', 'vignette')", name=op.f('ck_mark_kind')),
    sa.CheckConstraint('first_turn <= last_turn', name=op.f('ck_mark_order')),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_mark_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mark'))
    )
    op.create_index(op.f('ix_mark_transcript_id'), 'mark', ['transcript_id'], unique=False)
    op.create_table('reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_reading_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading'))
    )
    op.create_index(op.f('ix_reading_transcript_id'), 'reading', ['transcript_id'], unique=False)
    op.create_table('turn',
    sa.Column('transcript_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('speaker', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=True),
    sa.Column('role', sa.String(), nullable=True),
    sa.Column('start_seconds', sa.Double(), nullable=True),
    sa.Column('end_seconds', sa.Double(), nullable=True),
    sa.Column('readout', sa.Boolean(), nullable=False),
    sa.CheckConstraint('start <= "end"', name=op.f('ck_turn_order')),
    sa.ForeignKeyConstraint(['transcript_id'], ['transcript.id'], name=op.f('fk_turn_transcript_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('transcript_id', 'number', name=op.f('pk_turn'))
    )
    op.create_table(
        "seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_seal_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
    )
    # The trail only grows: the database itself refuses to change what happened.
    op.execute(
        "CREATE TRIGGER trail_keeps_its_words BEFORE UPDATE ON trail "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
    )
    op.execute(
        "CREATE TRIGGER trail_keeps_its_lines BEFORE DELETE ON trail "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
    )
