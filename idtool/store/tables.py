"""The tables of ``study.db``, in the words of :mod:`idtool.model`.

Rows never leave this room. Rules the database can hold are held here, as
checks, unique constraints and foreign keys, each with a predictable name.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """Base of all tables; constraints get predictable names to migrate by."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class TranscriptRow(Table):
    """One interview's canonical text. ``source_hash`` is of the file's bytes."""

    __tablename__ = "transcript"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]
    text_hash: Mapped[str]
    source_hash: Mapped[str]
    source_format: Mapped[str]
    encoding: Mapped[str]
    ingested_at: Mapped[str]
    ingested_by: Mapped[str]


class TurnRow(Table):
    """One turn; positions count code points of the transcript's text."""

    __tablename__ = "turn"
    __table_args__ = (CheckConstraint('start <= "end"', name="order"),)

    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    speaker: Mapped[str]
    person: Mapped[str | None]
    role: Mapped[str | None]
    start_seconds: Mapped[float | None]
    end_seconds: Mapped[float | None]
    readout: Mapped[bool] = mapped_column(default=False)


class EarlierTextRow(Table):
    """A transcript as it was before a correction; ``turns`` is JSON, one list for each turn."""

    __tablename__ = "earlier_text"
    __table_args__ = (UniqueConstraint("transcript_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    text: Mapped[str]
    turns: Mapped[str]
    text_hash: Mapped[str]
    source_hash: Mapped[str]
    source_format: Mapped[str]
    ingested_at: Mapped[str]
    ingested_by: Mapped[str]
    replaced_at: Mapped[str]
    replaced_by: Mapped[str]


class OrphanRow(Table):
    """Something a correction left without a place: it counts nowhere and can be put back.

    ``record`` is JSON of all that is needed to put it back; ``quote`` the words it stood
    on, with what was around them.
    """

    __tablename__ = "orphan"
    __table_args__ = (
        CheckConstraint("kind IN ('coding', 'evidence', 'mark', 'memo')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    kind: Mapped[str]
    about: Mapped[str]
    at: Mapped[str]
    person: Mapped[str]
    record: Mapped[str]
    quote: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    orphaned_at: Mapped[str]
    orphaned_by: Mapped[str]


class TranscriptStatusRow(Table):
    """Somebody said what a transcript is: raw, checked against the audio, or de-identified."""

    __tablename__ = "transcript_status"
    __table_args__ = (
        CheckConstraint("status IN ('raw', 'checked', 'de-identified')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    why: Mapped[str] = mapped_column(default="")


class FindingRow(Table):
    """One thing ingest noticed about a source; no participant's words."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    line: Mapped[int]
    rule: Mapped[str]
    message: Mapped[str]


class MarkRow(Table):
    """A run of turns that answers a question or a vignette stage."""

    __tablename__ = "mark"
    __table_args__ = (
        CheckConstraint("first_turn <= last_turn", name="order"),
        CheckConstraint("kind IN ('question', 'vignette')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str]
    source: Mapped[str]


class SpeakerRow(Table):
    """A speaker label the researcher has explained once.

    ``interview`` is empty where the label means the same in every transcript
    (such as the interviewer's).
    """

    __tablename__ = "speaker"
    __table_args__ = (UniqueConstraint("interview", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    interview: Mapped[str]
    label: Mapped[str]
    person: Mapped[str]


class PrivacyDecisionRow(Table):
    """What a person decided about one string the screen saw: its fingerprint, never the string.

    ``scope`` is empty where it holds for the whole study, else the fingerprint of a
    file's name or an interview's id.
    """

    __tablename__ = "privacy_decision"
    __table_args__ = (
        UniqueConstraint("fingerprint", "scope"),
        CheckConstraint(
            "decision IN ('allow', 'keep', 'keep_once', 'false_alarm', 'replace')",
            name="decision",
        ),
        CheckConstraint("decision != 'replace' OR placeholder != ''", name="replaced_by_something"),
        CheckConstraint("(decision = 'keep_once') = (scope != '')", name="once_has_a_scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    scope: Mapped[str]
    decision: Mapped[str]
    type: Mapped[str]
    placeholder: Mapped[str]
    because: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    detector: Mapped[str]


class PrivacySaltRow(Table):
    """One row: the salt of the fingerprints, or which key file holds it.

    ``known_digest`` is a keyed digest of the researcher's list of known names, so
    that a longer list is noticed; it is empty where there is none.
    """

    __tablename__ = "privacy_salt"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    key_id: Mapped[str]
    known_digest: Mapped[str]


class ScreeningRow(Table):
    """The last screening of one transcript: of which text, by which rules, with what left open."""

    __tablename__ = "screening"

    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True
    )
    text_hash: Mapped[str]
    detector: Mapped[str]
    known_digest: Mapped[str]
    attested_by: Mapped[str]
    attested_because: Mapped[str]
    open_block: Mapped[int]
    open_review: Mapped[int]
    notes: Mapped[int]
    by: Mapped[str]
    at: Mapped[str]


class KeptPlaceRow(Table):
    """A find that stays in a transcript because a person said so; ``how`` is the decision."""

    __tablename__ = "kept_place"
    __table_args__ = (
        CheckConstraint('start < "end"', name="order"),
        CheckConstraint(
            "how IN ('allow', 'keep', 'keep_once', 'false_alarm', 'attest')", name="how"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    type: Mapped[str]
    how: Mapped[str]


class CodebookVersionRow(Table):
    """One version of a codebook file, stored when it was first used."""

    __tablename__ = "codebook_version"
    __table_args__ = (UniqueConstraint("codebook", "hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    codebook: Mapped[str] = mapped_column(index=True)
    version: Mapped[str]
    hash: Mapped[str]
    text: Mapped[str]
    at: Mapped[str]


class CodingRow(Table):
    """One coder's application of one code to one segment, or a proposal of it.

    Proposals carry the coder ``idtool`` until a person decides.
    """

    __tablename__ = "coding"
    __table_args__ = (
        CheckConstraint('start < "end"', name="segment_not_empty"),
        CheckConstraint("status IN ('proposed', 'accepted', 'rejected')", name="status"),
        CheckConstraint(
            "source IN ('hand', 'rule', 'likeness', 'learned', 'import')", name="source"
        ),
        CheckConstraint("status != 'accepted' OR coder != 'idtool'", name="accepted_by_a_person"),
        UniqueConstraint("transcript_id", "start", "end", "code", "coder"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    start: Mapped[int]
    end: Mapped[int]
    turn: Mapped[int]
    code: Mapped[str] = mapped_column(index=True)
    focus: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    coder: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    strength: Mapped[str | None]
    score: Mapped[float | None]
    codebook_version: Mapped[str] = mapped_column(default="")
    memo: Mapped[str] = mapped_column(default="")
    because: Mapped[str] = mapped_column(default="")
    quote: Mapped[str]
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    decided_at: Mapped[str | None]


class ReadingRow(Table):
    """Somebody read a whole transcript, once, perhaps for one code."""

    __tablename__ = "reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    transcript_id: Mapped[str] = mapped_column(
        ForeignKey("transcript.id", ondelete="CASCADE"), index=True
    )
    by: Mapped[str]
    at: Mapped[str]
    code: Mapped[str] = mapped_column(default="")


class MemoRow(Table):
    """One dated note; ``on`` holds ids separated by spaces."""

    __tablename__ = "memo"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    on: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[str]
    text: Mapped[str]


class ThemeRow(Table):
    """One theme: a claim a person made."""

    __tablename__ = "theme"
    __table_args__ = (
        CheckConstraint(
            "status IN ('candidate', 'developing', 'settled', 'set_aside')", name="status"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    focus: Mapped[str]
    name: Mapped[str]
    status: Mapped[str]
    claim: Mapped[str] = mapped_column(default="")
    not_a_topic_because: Mapped[str] = mapped_column(default="")
    so_what: Mapped[str] = mapped_column(default="")
    came_from: Mapped[str] = mapped_column(default="")
    codes: Mapped[str] = mapped_column(default="")
    memos: Mapped[str] = mapped_column(default="")
    searched_against: Mapped[str] = mapped_column(default="")


class EvidenceRow(Table):
    """A place for or against a theme, in the order it was linked."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("side IN ('for', 'against')", name="side"),
        CheckConstraint("first_turn <= last_turn", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    theme_id: Mapped[str] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), index=True)
    transcript_id: Mapped[str] = mapped_column(ForeignKey("transcript.id", ondelete="CASCADE"))
    side: Mapped[str]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    quote_ok: Mapped[bool] = mapped_column(default=False)


class GroupingRunRow(Table):
    """One run of ``cluster``: settings and result as JSON, places instead of words."""

    __tablename__ = "grouping_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    seed: Mapped[int]
    result: Mapped[str]


class DismissedGroupingRow(Table):
    """A grouping of a run that a person found to be nothing to follow, and why."""

    __tablename__ = "dismissed_grouping"
    __table_args__ = (UniqueConstraint("run", "grouping"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run: Mapped[int] = mapped_column(ForeignKey("grouping_run.id", ondelete="CASCADE"))
    grouping: Mapped[str]
    why: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class MemberDocumentRow(Table):
    """One member-check document that was made: for whom, in which round.

    ``form`` is what it said and where it can be filled in, as JSON; empty for
    documents of an idtool that did not keep it.
    """

    __tablename__ = "member_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str]
    round: Mapped[int]
    variant: Mapped[str]
    at: Mapped[str]
    hash: Mapped[str]
    form: Mapped[str] = mapped_column(default="")


class MemberReturnRow(Table):
    """One time a participant answered, in whatever way; ``key`` keeps it from counting twice.

    ``document`` is the member_document it answers. No row is ever changed.
    """

    __tablename__ = "member_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(index=True)
    round: Mapped[int]
    variant: Mapped[str]
    document: Mapped[int | None]
    way: Mapped[str]
    at: Mapped[str]
    by: Mapped[str]


class MemberAnswerRow(Table):
    """One thing said in one return: a choice, words in a box, an altered quotation."""

    __tablename__ = "member_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    return_id: Mapped[int] = mapped_column(
        ForeignKey("member_return.id", ondelete="CASCADE"), index=True
    )
    statement: Mapped[str] = mapped_column(default="")
    part: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    was: Mapped[str] = mapped_column(default="")
    how: Mapped[str] = mapped_column(default="")


class MemberItemRow(Table):
    """One thing a return leaves the researcher to answer; ``memo`` is what answers it."""

    __tablename__ = "member_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    return_id: Mapped[int] = mapped_column(
        ForeignKey("member_return.id", ondelete="CASCADE"), index=True
    )
    statement: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    memo: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[str] = mapped_column(default="")


class MentorPacketRow(Table):
    """One packet for the mentor: up to which event it tells, and its words by tag, as JSON."""

    __tablename__ = "mentor_packet"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    told_until: Mapped[int]
    words: Mapped[str]


class MentorItemRow(Table):
    """One thing the mentor said, or was asked; ``key`` keeps it from being taken in twice.

    ``at`` is when it was said, as the file has it; no author's name is kept.
    """

    __tablename__ = "mentor_item"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'done', 'not_done', 'later')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(unique=True)
    packet: Mapped[int | None]
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    quoted: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]
    parent: Mapped[int | None]
    status: Mapped[str] = mapped_column(default="open")
    answer: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[str] = mapped_column(default="")
    told_in: Mapped[int | None]


class JournalRow(Table):
    """One entry of the researcher's own journal; shown to nobody until it is shared."""

    __tablename__ = "journal_entry"

    id: Mapped[str] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    by: Mapped[str]
    at: Mapped[str]
    text: Mapped[str]
    shared_at: Mapped[str] = mapped_column(default="")


class MatrixRow(Table):
    """One framework matrix as laid out; ``columns`` are separated by line feeds."""

    __tablename__ = "matrix"

    name: Mapped[str] = mapped_column(primary_key=True)
    rows: Mapped[str]
    columns: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class MatrixCellRow(Table):
    """One version of what a person wrote into a cell; the newest counts."""

    __tablename__ = "matrix_cell"

    id: Mapped[int] = mapped_column(primary_key=True)
    matrix: Mapped[str] = mapped_column(index=True)
    row: Mapped[str]
    column: Mapped[str]
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class KeptFormsRow(Table):
    """The word forms of one transcript (``about`` is its id), or of the codebooks (``*``), packed.

    Triggers take a row out with its transcript, and whenever the text changes.
    """

    __tablename__ = "kept_forms"

    about: Mapped[str] = mapped_column(primary_key=True)
    text_hash: Mapped[str]
    packed: Mapped[bytes]


class SealRow(Table):
    """One row: the head of the trail and the counts that the last command left."""

    __tablename__ = "seal"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    head: Mapped[str]
    counts: Mapped[str]


class TrailRow(Table):
    """The append-only trail; each event carries the hash of the one before."""

    __tablename__ = "trail"

    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    by: Mapped[str]
    act: Mapped[str]
    about: Mapped[str]
    why: Mapped[str]
    detail: Mapped[str]
    prev: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
