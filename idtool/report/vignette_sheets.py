"""Vignettes for the interview: a sheet to lead by, and one to hand over; one story a page."""

from __future__ import annotations

from collections.abc import Mapping

from idtool.codebook import Vignette, VignetteSet
from idtool.report.word_document import Strong, WordDocument
from idtool.report.word_package import DocumentFacts

VOICES = {
    "own": "in their own voice: what they would do",
    "rule": "by the rule: what they are meant to do",
}
_FOLD = "Please fold here. The story goes on below."


def interviewer_sheet(
    vignettes: VignetteSet, role: str, facts: DocumentFacts, *, who: str, areas: Mapping[str, str]
) -> bytes:
    """Every story for one role with stages to read out, questions and what to mind.

    Args:
        role: The role of the set, such as ``LE`` or ``PAIR``.
        who: The people it is for, such as “officers”.
        areas: Area by vignette id, in the order of the pages.
    """
    document = WordDocument(facts)
    document.title("Vignettes to read out", f"For interviews with {who}")
    document.paragraph(
        "Read out the first part, ask, listen. Then read out the next part and go on asking. "
        "The same words for everybody; note any slip. Answers are about a story: they are what "
        "people say they would do."
    )
    document.paragraph(
        Strong("Two kinds of question. "),
        "“Own voice” asks what the person would do, “rule” what they are meant to do. Keep the "
        "two apart: answers mix easily.",
    )
    document.paragraph(f"Set {vignettes.set}, version {vignettes.version}.", style="Caption")
    for number, item in enumerate(vignettes.items):
        document.heading(f"{number + 1}. {areas[item.id]}: {item.title}", 1, new_page=True)
        _write_for_interviewer(document, vignettes, item, role)
    return document.to_bytes()


def participant_sheet(vignettes: VignetteSet, role: str, facts: DocumentFacts) -> bytes:
    """Every story for one role to hand over: only what is read out, one story a page."""
    document = WordDocument(facts)
    for number, item in enumerate(vignettes.items):
        document.heading(f"Story {number + 1}", 1, new_page=number > 0)
        for place, stage in enumerate(item.stages):
            if place:
                document.paragraph(_FOLD, style="Fold")
            document.paragraph(vignettes.render(stage.id, role), style="Read Aloud")
    return document.to_bytes()


def _write_for_interviewer(
    document: WordDocument, vignettes: VignetteSet, item: Vignette, role: str
) -> None:
    for number, stage in enumerate(item.stages, start=1):
        document.heading(f"Part {number}: read out", 2)
        document.paragraph(vignettes.render(stage.id, role), style="Read Aloud")
    if item.probes:
        document.heading("Ask", 2)
        for voice, meaning in VOICES.items():
            asked = [probe for probe in item.probes if probe.voice == voice]
            if asked:
                document.lead_in(meaning[:1].upper() + meaning[1:])
                document.bullets([(probe.ask,) for probe in asked])
    document.heading("Mind", 2)
    points = []
    if item.sensitivity:
        points.append((Strong("May be hard to hear: "), f"{item.sensitivity}."))
    if role in item.plausible:
        points.append((Strong("Could it happen to them? "), item.plausible[role]))
    if item.cast:
        points.append((Strong("Invented names: "), f"{', '.join(item.cast)}."))
    document.bullets(points)
