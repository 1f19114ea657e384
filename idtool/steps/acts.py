"""The acts of the trail in words, and the class of an audit trail each belongs to.

The six classes are Halpern's (1983), as Lincoln and Guba (1985, appendix A of
*Naturalistic Inquiry*) pass them on to whoever audits a qualitative study.
"""

from __future__ import annotations

from enum import StrEnum

from idtool.model import TrailEvent


class AuditClass(StrEnum):
    """What an auditor looks for, in Halpern's order."""

    raw = "raw data"
    reduction = "data reduction and analysis products"
    reconstruction = "data reconstruction and synthesis products"
    process = "process notes"
    intentions = "intentions and dispositions"
    instruments = "instrument development"


_WORDS = {
    "study.init": "the study was started",
    "transcript.ingest": "a transcript was taken in",
    "transcript.replace": "an uncoded transcript was replaced",
    "transcript.correct": "a corrected transcript took the place of the earlier one",
    "transcript.status": "a transcript's state of checking was set",
    "transcript.mark": "a question or vignette was marked",
    "transcript.read": "a transcript was read whole",
    "privacy.allow": "terms were let through the privacy screen",
    "codebook.apply": "the machine made proposals",
    "codebook.suggest": "rules of a codebook were changed as decisions suggested",
    "codebook.decline": "a suggested change of a rule was declined",
    "coding.add": "words were coded by hand",
    "coding.remove": "a coding was taken back",
    "coding.import": "codings were read from a table",
    "proposal.accept": "a proposal was accepted",
    "proposal.change": "another code, or other words, took a proposal's place",
    "proposal.reject": "a proposal was rejected",
    "proposal.undo": "a decision on a proposal was undone",
    "segments.group": "segments were grouped by the machine",
    "segments.dismiss": "a grouping was dismissed",
    "segments.restore": "a dismissed grouping was taken up again",
    "theme.new": "a theme was written down",
    "theme.from_group": "a grouping was adopted as a theme",
    "theme.import": "a theme was read from a file",
    "theme.edit": "a theme was reworded",
    "theme.for": "a place was linked for a theme",
    "theme.against": "a place was linked against a theme",
    "theme.status": "a theme's status was set",
    "memo.add": "a memo was written",
    "memo.import": "a memo was read from a file",
    "membercheck.build": "participants' documents were made",
    "membercheck.intake": "a participant's form was taken in",
    "membercheck.record": "what a participant answered was typed in",
    "membercheck.answer": "an item of the member check was answered by a memo",
    "membercheck.letter": "a letter on what became of the answers was made",
    "mentor.packet": "a packet for the mentor was made",
    "mentor.intake": "the mentor's comments were taken in",
    "mentor.signoff": "the mentor signed a packet",
    "mentor.answer": "an item of the mentor was answered",
    "mentor.ask": "a question for the mentor was written",
    "mentor.record": "what the mentor said was kept",
    "journal.new": "a journal entry was written",
    "journal.share": "a journal entry was shared",
    "study.decide": "a decision was taken",
    "person.withdraw": "a person's words were taken out",
}

_CLASSES = (
    ("study.decide", AuditClass.process),
    ("study.", AuditClass.intentions),
    ("journal.", AuditClass.intentions),
    ("guide.", AuditClass.instruments),
    ("vignette.", AuditClass.instruments),
    ("pilot.", AuditClass.instruments),
    ("transcript.read", AuditClass.reduction),
    ("transcript.", AuditClass.raw),
    ("privacy.", AuditClass.raw),
    ("person.", AuditClass.raw),
    ("codebook.", AuditClass.reduction),
    ("coding.", AuditClass.reduction),
    ("proposal.", AuditClass.reduction),
    ("segments.", AuditClass.reconstruction),
    ("theme.", AuditClass.reconstruction),
    ("matrix.", AuditClass.reconstruction),
)


def in_words(event: TrailEvent) -> str:
    """What was done, as a clause; an act without words of its own keeps its name."""
    return _WORDS.get(event.act, event.act.replace(".", ": ").replace("_", " "))


def class_of(act: str) -> AuditClass:
    """The class of an act; what is about how the study was led are process notes."""
    return next((kind for start, kind in _CLASSES if act.startswith(start)), AuditClass.process)
