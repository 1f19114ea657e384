"""What coders of a study are compared on: turns, sentences, characters, interviews, stretches.

Only participants' words count: nobody codes the interviewer's, and counting them as
agreement on nothing would flatter everybody. Vignettes that somebody reads out are left
out too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from idtool.agreement import CodedUnits
from idtool.agreement.unitizing_2016 import Continuum, Stretch
from idtool.model import Coding, Turn
from idtool.sentences import sentence_spans
from idtool.steps.contexts import StudyText

Unit = Literal["turn", "sentence", "character", "interview", "document"]
"""``document``: characters of the whole transcript, the interviewer's words included."""


@dataclass(frozen=True)
class Compared:
    """Codings to be compared, and who read which interview.

    ``read`` holds, for each coder, the interviews in which the coder coded something
    or logged a reading of the whole; an interview only one coder read is left out.
    """

    text: StudyText
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    codings: tuple[Coding, ...]
    read: Mapping[str, frozenset[str]]

    @property
    def interviews(self) -> tuple[str, ...]:
        """Interviews that two coders read, in order of week."""
        return tuple(
            name
            for name in self.text.transcripts
            if sum(name in self.read[coder] for coder in self.coders) >= 2
        )

    @property
    def read_by_all(self) -> tuple[str, ...]:
        """Interviews that every one of these coders read."""
        return tuple(
            name
            for name in self.interviews
            if all(name in self.read[coder] for coder in self.coders)
        )

    def codings_in(self, interview: str) -> list[Coding]:
        """Codings of one interview."""
        return [c for c in self.codings if c.segment.transcript == interview]

    def participants_turns(self, interview: str) -> list[Turn]:
        """Turns of participants, without those that read a vignette out."""
        transcript = self.text.transcripts[interview]
        aloud = self.text.readouts.get(interview, frozenset())
        return [t for t in transcript.turns if not t.is_interviewer and t.number not in aloud]


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit in a transcript; ``size`` is what it counts."""

    name: str
    start: int
    end: int
    size: float = 1.0


def lay_out_units(compared: Compared, unit: Unit) -> CodedUnits:
    """The units of all interviews that two coders read, with who applied what.

    A code is applied to a unit if a coding of it covers at least one of its
    characters; two codings of one code on one unit are one. A coder who read the
    interview and left a unit uncoded has seen it; one who did not read it has not.
    """
    coder_of = {coder: number for number, coder in enumerate(compared.coders)}
    code_of = {code: number for number, code in enumerate(compared.codes)}
    names: list[str] = []
    sizes: list[float] = []
    groups: list[int] = []
    applied, seen = [], []
    for group, interview in enumerate(compared.interviews):
        places = list(_places(compared, interview, unit))
        block = np.zeros((len(places), len(coder_of), len(code_of)), dtype=bool)
        starts = np.array([place.start for place in places])
        ends = np.array([place.end for place in places])
        for coding in compared.codings_in(interview):
            first = int(np.searchsorted(ends, coding.segment.start, side="right"))
            last = int(np.searchsorted(starts, coding.segment.end, side="left"))
            block[first:last, coder_of[coding.coder], code_of[coding.code]] = True
        applied.append(block)
        read = [interview in compared.read[coder] for coder in compared.coders]
        seen.append(np.tile(np.array(read), (len(places), 1)))
        names += [place.name for place in places]
        sizes += [place.size for place in places]
        groups += [group] * len(places)
    shape = (0, len(coder_of), len(code_of))
    return CodedUnits(
        unit,
        tuple(names),
        compared.coders,
        compared.codes,
        np.concatenate(applied) if applied else np.zeros(shape, dtype=bool),
        np.concatenate(seen) if seen else np.zeros(shape[:2], dtype=bool),
        np.array(sizes, dtype=np.float64),
        np.array(groups, dtype=np.int64),
        compared.interviews,
    )


def lay_out_texts(compared: Compared) -> list[Continuum]:
    """Each interview that all coders read as a continuum of participants' words."""
    texts = []
    for interview in compared.read_by_all:
        turns = compared.participants_turns(interview)
        starts = np.array([turn.start for turn in turns])
        ends = np.array([turn.end for turn in turns])
        stretches: dict[str, list[Stretch]] = {coder: [] for coder in compared.coders}
        for coding in compared.codings_in(interview):
            start, end = (
                int(np.clip(place - starts, 0, ends - starts).sum())
                for place in (coding.segment.start, coding.segment.end)
            )
            if start < end:
                stretches[coding.coder].append((start, end, coding.code))
        coders = tuple(tuple(stretches[coder]) for coder in compared.coders)
        texts.append(Continuum(int((ends - starts).sum()), coders))
    return texts


def _places(compared: Compared, interview: str, unit: Unit) -> Iterator[_Place]:
    transcript = compared.text.transcripts[interview]
    if unit == "interview":
        yield _Place(interview, 0, max(1, len(transcript.text)))
        return
    turns = compared.participants_turns(interview)
    codings = compared.codings_in(interview)
    if unit == "document":
        yield from _pieces(interview, 0, len(transcript.text), codings)
    elif unit == "turn":
        for turn in turns:
            yield _Place(turn.id, turn.start, turn.end)
    elif unit == "sentence":
        yield from _sentences(turns)
    else:
        for turn in turns:
            yield from _pieces(turn.id, turn.start, turn.end, codings)


def _sentences(turns: Sequence[Turn]) -> Iterator[_Place]:
    for turn in turns:
        for number, (start, end) in enumerate(sentence_spans(turn.text), start=1):
            yield _Place(f"{turn.id}.{number}", turn.start + start, turn.start + end)


def _pieces(name: str, start: int, end: int, codings: Sequence[Coding]) -> Iterator[_Place]:
    """Runs of characters in which no coding begins or ends, each as many units as it is long."""
    edges = {p for c in codings for p in (c.segment.start, c.segment.end) if start < p < end}
    for first, last in pairwise(sorted({start, end} | edges)):
        yield _Place(name, first, last, float(last - first))
