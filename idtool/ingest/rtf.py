"""Rich Text Format (.rtf): Word, WordPad, TextEdit, LibreOffice, f4 and Transana.

The usual library gives plain text and loses hidden words, notes, comments, what was
tracked and how letters are set; it is the second opinion in tests.
"""

from __future__ import annotations

from collections.abc import Sequence

from idtool.ingest.document_lines import cleaned, document_lines
from idtool.ingest.plain import refuse_chat, turns_of
from idtool.ingest.records import ReadTranscript, Report, counted
from idtool.ingest.refusals import EmptyTranscript
from idtool.ingest.rtf_body import RtfWalk
from idtool.ingest.word import report_unseen, settle_changes
from idtool.ingest.word_body import Tracked


def read_rtf(
    data: bytes, name: str, *, tracked: Tracked = "stop", known: Sequence[str] = ()
) -> ReadTranscript:
    """Read an RTF file.

    Raises:
        TrackedChanges: There are tracked changes, and ``tracked`` is ``stop``.
        EmptyTranscript: The document holds no words.
    """
    report = Report(name)
    walk = RtfWalk(name, tracked=tracked)
    blocks = walk.blocks(data.decode("latin-1").lstrip("\ufeff\u00ef\u00bb\u00bf \r\n\t"))
    settle_changes(walk.unseen, tracked, report)
    report_unseen(walk.unseen, report)
    for kind in ("comment", "footnote"):
        if count := walk.unseen.counts[kind]:
            told = f"{counted(count, kind)} in the file: not turns, screened only."
            report.note(0, f"{kind}s", told)
    for where in ("page header", "page footer"):
        if any(kind == where for kind, _ in walk.unseen.words):
            told = f"A {where} holds words: not turns, screened only."
            report.note(0, where.replace(" ", "-"), told)
    lines = cleaned(document_lines(blocks, walk.styles, walk.printed, report), report)
    if not any(line.text.strip() for line in lines):
        raise EmptyTranscript(name)
    refuse_chat(lines, name)
    turns = turns_of(lines, report, known=known)
    return report.transcript("rtf", "rtf", turns)
