"""From labelled lines to turns: who goes on, who begins, and what belongs to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from idtool.ingest.label_words import key_of
from idtool.ingest.records import Line, Report, SpokenTurn, counted, line_list
from idtool.ingest.shapes import Opening
from idtool.ingest.times import is_time_alone, leading_time, span, trailing_time
from idtool.ingest.word_ledger import count_beside

_ALWAYS_NEW = "new speaker"


@dataclass(slots=True)
class _Building:
    """A turn while its lines come in."""

    label: str | None
    line: int
    part: str
    pieces: list[str] = field(default_factory=list)
    start: float | None = None
    end: float | None = None

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.pieces)

    def add(self, words: str, joint: str, end: float | None) -> None:
        words = words.strip()
        if words:
            self.pieces += [joint, words] if self.pieces else [words]
        if end is not None:
            self.end = max(end, self.end or 0.0)


@dataclass(slots=True)
class _Loose:
    """Words that belong to no turn, by the reason why."""

    before: list[Line] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)


def assemble(
    lines: Sequence[Line], openings: Sequence[Opening | None], report: Report
) -> tuple[SpokenTurn, ...]:
    """Join lines into turns.

    A label that repeats goes on with the same turn, and so does a line without
    one. A pause never splits a turn. Text before the first label is reported and
    hidden; captions before it are a turn without a label.

    Args:
        lines: Lines of one transcript, in order.
        openings: What each line opens, one entry per line.
        report: Takes the findings and the hidden parts.
    """
    turns: list[_Building] = []
    loose = _Loose()
    waiting: float | None = None
    bare = _bare_times(lines)
    for line, opening in zip(lines, openings, strict=True):
        if not line.given and is_time_alone(line.text):
            waiting = span(line.text)[0]
            count_beside(line.text, "", "", report.beside)
            if turns and opening is None and not turns[-1].pieces and turns[-1].start is None:
                turns[-1].start, waiting = waiting, None
            continue
        label = line.label if line.given else (opening.label if opening else None)
        words = line.text if line.given or opening is None else opening.rest
        start = opening.start if opening and opening.start is not None else line.start
        end = opening.end if opening and opening.end is not None else line.end
        words, start, closing = _times_off(words, start, bare=bare)
        end = closing if closing is not None else end
        stated = "" if line.given or opening is None else opening.label
        if label is not None:
            count_beside(line.text, words, stated, report.beside)
            begin = start if start is not None else waiting
            if not turns or _differs(turns[-1].label, label):
                turns.append(_Building(label, line.number, line.part, start=begin))
            elif turns[-1].start is None:
                turns[-1].start = begin
            turns[-1].part = line.part
            turns[-1].add(words, line.joint, end)
        elif line.look == "heading":
            loose.headings.append(line)
        elif turns and turns[-1].part == line.part:
            count_beside(line.text, words, stated, report.beside)
            turns[-1].add(words, line.joint, end)
        elif line.joint == " ":
            count_beside(line.text, words, stated, report.beside)
            turns.append(_Building(None, line.number, line.part, start=start))
            turns[-1].add(words, line.joint, end)
        elif words.strip():
            (loose.outside if turns else loose.before).append(line)
        waiting = None if words.strip() else waiting
    for turn in turns:
        if not turn.pieces:
            loose.silent.append(turn.line)
            report.keep(f"line {turn.line}, label without words", turn.label or "")
    _report(loose, report)
    return tuple(
        SpokenTurn(turn.label, turn.text, turn.line, turn.start, turn.end)
        for turn in _rejoined(turns)
    )


def _rejoined(turns: list[_Building]) -> list[_Building]:
    """Turns with words; what an empty turn kept apart is joined again."""
    kept: list[_Building] = []
    for turn in turns:
        if not turn.pieces:
            continue
        if kept and not _differs(kept[-1].label, turn.label):
            kept[-1].add(turn.text, "\n", turn.end)
        else:
            kept.append(turn)
    return kept


def _differs(before: str | None, label: str | None) -> bool:
    if before is None or label is None:
        return before is not label
    return key_of(before) != key_of(label) or key_of(label) == _ALWAYS_NEW


def _times_off(
    words: str, start: float | None, *, bare: str
) -> tuple[str, float | None, float | None]:
    """Words without time marks at their ends, and the seconds these name."""
    words, closing = trailing_time(words)
    lead = leading_time(words)
    if lead is not None and (lead.apart or (lead.shape == bare and start is None)):
        return (
            lead.rest,
            start if start is not None else lead.start,
            closing if closing is not None else lead.end,
        )
    return words, start, closing


def _bare_times(lines: Sequence[Line]) -> str:
    """The shape of times without brackets, if they begin most lines and so are no words."""
    full = [line for line in lines if line.text.strip() and not line.given]
    times = (leading_time(line.text) for line in full)
    shapes = Counter(lead.shape for lead in times if lead and not lead.apart)
    shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
    return shape if count >= max(3, 0.5 * len(full)) else ""


def _report(loose: _Loose, report: Report) -> None:
    for kept, rule, told in (
        (loose.before, "before-first-speaker", "before the first speaker's label"),
        (loose.outside, "outside-turns", "outside the part of the file that holds the talk"),
        (loose.headings, "section-heading", "set as headings"),
    ):
        if not kept:
            continue
        numbers = [line.number for line in kept]
        report.note(
            numbers[0],
            rule,
            f"{counted(len(kept), 'line')} {told}, kept out of the turns: {line_list(numbers)}.",
        )
        for line in kept:
            report.keep(f"line {line.number}, {told}", line.text)
    if loose.silent:
        report.note(
            loose.silent[0],
            "label-without-words",
            f"{counted(len(loose.silent), 'label')} without any words after it: "
            f"{line_list(loose.silent)}.",
        )
