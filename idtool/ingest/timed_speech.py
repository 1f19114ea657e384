"""Speech on tiers: stretches with a speaker and times become turns in order of time.

ELAN, Praat, EXMARaLDA and Transcriber files say themselves who speaks, so nothing is
guessed, with one exception: a file with a single tier may hold labels in its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from idtool.ingest.assembly import assemble
from idtool.ingest.encoding import clean
from idtool.ingest.label_words import key_of
from idtool.ingest.labels import read_labels
from idtool.ingest.oddities import report_speakers
from idtool.ingest.plain import turns_of
from idtool.ingest.records import Line, Report, SpokenTurn, counted
from idtool.ingest.refusals import EmptyTranscript

_SAME = 0.8
"""Share of stretches with the same times that makes one tier a version of another."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on a tier: who says them, from when to when in seconds, and the how manieth it is."""

    number: int
    speaker: str
    start: float | None
    end: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Tier:
    """One line of a score: its name, whose it is, and its stretches in order."""

    name: str
    speaker: str
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(stretch.text for stretch in self.stretches if stretch.text.strip())


def speech_turns(
    stretches: Iterable[Stretch], report: Report, *, known: Sequence[str] = ()
) -> tuple[SpokenTurn, ...]:
    """Turns of stretches from any number of tiers.

    Stretches without words are pauses. Those that begin at the same time keep the
    order of their tiers. A line break inside a stretch stays one.

    Raises:
        EmptyTranscript: There is no stretch with words.
    """
    full = [each for each in stretches if each.text.strip()]
    if not full:
        raise EmptyTranscript(report.source)
    full.sort(key=lambda each: each.start if each.start is not None else -1.0)
    lines = _cleaned([line for each in full for line in _lines_of(each)], report)
    if not any(line.text.strip() for line in lines):
        raise EmptyTranscript(report.source)
    if len({line.label for line in lines if line.label is not None}) == 1:
        bare = [replace(line, label=None, given=False) for line in lines]
        labelling = read_labels(bare, known=known)
        if labelling is not None and len({o.label for o in labelling.openings if o}) > 1:
            return turns_of(bare, report, known=known)
    turns = assemble(lines, [None] * len(lines), report)
    legend = {
        key_of(key.removeprefix("speaker ")): key.removeprefix("speaker ")
        for key in report.header
        if key.startswith("speaker ")
    }
    report_speakers(turns, legend, report)
    return turns


def without_versions(tiers: Sequence[Tier], report: Report) -> list[Tier]:
    """Tiers less those that put the words of an earlier one of the same speaker once more.

    A translation or a second spelling beside the words has the same times as they have;
    taking both would count what a person said twice.
    """
    kept: list[Tier] = []
    versions: list[Tier] = []
    for tier in tiers:
        again = any(tier.speaker == other.speaker and _coincide(tier, other) for other in kept)
        (versions if again else kept).append(tier)
    leave_out(versions, "with the times of another tier of the same speaker", report)
    return kept


def leave_out(tiers: Sequence[Tier], why: str, report: Report) -> None:
    """Report tiers that are no speech of their own, and keep their words for the screen."""
    if not tiers:
        return
    report.note(
        0,
        "tiers-left-out",
        f"{counted(len(tiers), 'tier')} {why}: words left out of the turns.",
    )
    for tier in tiers:
        report.keep(f"tier {why}", tier.text)


def _coincide(tier: Tier, other: Tier) -> bool:
    spans = {(each.start, each.end) for each in other.stretches if each.text.strip()}
    own = [(each.start, each.end) for each in tier.stretches if each.text.strip()]
    return bool(own) and sum(span in spans for span in own) >= _SAME * len(own)


def _lines_of(stretch: Stretch) -> list[Line]:
    pieces = stretch.text.strip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [
        Line(
            stretch.number,
            piece,
            opens=place == 0,
            label=stretch.speaker,
            given=True,
            start=stretch.start,
            end=stretch.end,
            joint="\n" if place else " ",
        )
        for place, piece in enumerate(pieces)
        if piece.strip()
    ]


def _cleaned(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines without unseen marks, each still one line; counted once for the file."""
    clean("\n".join(line.text for line in lines), report)
    silent = Report(report.source)
    return [replace(line, text=" ".join(clean(line.text, silent).split())) for line in lines]
