"""Where accepted codes can meet: in one answer of a person, or in all a person says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.model import Coding, Transcript, Turn
from idtool.steps.contexts import StudyText
from idtool.steps.grouping_runs import segment_id
from idtool.steps.study_folder import LoadedStudy
from idtool.store.kept_places import Place
from idtool.themes.codes_met import Occasion

Meet = Literal["answer", "person"]

PROMPT = 5
"""Words of others within one answer at most, such as “And after that?”"""


@dataclass(frozen=True, slots=True)
class CodedOccasion:
    """An occasion with the place of each of its codes: the first on which it has it."""

    occasion: Occasion
    places: Mapping[str, Place]

    def whole(self) -> Place:
        """From the first of its coded words to the last; of one interview."""
        inside = sorted(self.places.values(), key=lambda place: (place[2], place[3]))
        return (inside[0][0], inside[0][1], inside[0][2], max(place[3] for place in inside))

    def pieces(self, codes: Sequence[str]) -> tuple[Place, ...]:
        """The words under some of its codes, in order; what overlaps is one piece."""
        pieces: list[Place] = []
        for place in sorted({self.places[code] for code in codes if code in self.places}):
            if pieces and pieces[-1][0] == place[0] and place[2] <= pieces[-1][3]:
                end = max(pieces[-1][3], place[3])
                pieces[-1] = (*pieces[-1][:3], end)
            else:
                pieces.append(place)
        return tuple(pieces)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A person's words under one coding in one turn."""

    person: str
    code: str
    coder: str
    turn: Turn
    start: int
    end: int


def answers_of(transcript: Transcript) -> dict[int, int]:
    """Per participant's turn, the number of the turn that begins the answer it belongs to.

    A person's next turn belongs to the same answer if the others said no more than five
    words in between.
    """
    begun: dict[str, int] = {}
    between: dict[str, int] = {}
    answers: dict[int, int] = {}
    for turn in transcript.turns:
        n_words = len(turn.text.split())
        for person in between:
            if person != turn.person:
                between[person] += n_words
        if turn.person is None or turn.is_interviewer:
            continue
        if turn.person not in begun or between[turn.person] > PROMPT:
            begun[turn.person] = turn.number
        between[turn.person] = 0
        answers[turn.number] = begun[turn.person]
    return answers


def coded_occasions(
    study: LoadedStudy,
    text: StudyText,
    codings: Sequence[Coding],
    *,
    meet: Meet,
    focus: str | None,
    keep_questions: bool = False,
) -> list[CodedOccasion]:
    """Every occasion with an accepted code on it.

    Codes for how a pair talk are left out, since they are on others' codes by nature. A
    coding over turns of several people is on an answer of each.

    Args:
        study: The study.
        text: Its transcripts.
        codings: Codings that count.
        meet: On one ``answer``, or anywhere in what a ``person`` says.
        focus: Only codes of this focus.
        keep_questions: Chance deals codes out over all answers of an interview; otherwise
            among answers of a person to one question or vignette, so that what a question
            asks for in one breath is no pattern.
    """
    answers = {name: answers_of(each) for name, each in text.transcripts.items()}
    gathered: dict[tuple[str, ...], list[_Spoken]] = {}
    for spoken in _spoken(study, text, codings, focus):
        if meet == "person":
            key: tuple[str, ...] = (spoken.person,)
        else:
            name = spoken.turn.transcript
            key = (name, spoken.person, str(answers[name][spoken.turn.number]))
        gathered.setdefault(key, []).append(spoken)
    return [
        _occasion(study, text, said, meet=meet, keep_questions=keep_questions)
        for said in (
            sorted(said, key=lambda s: (s.turn.transcript, s.start, s.end, s.code))
            for said in gathered.values()
        )
    ]


def _spoken(
    study: LoadedStudy, text: StudyText, codings: Sequence[Coding], focus: str | None
) -> Iterator[_Spoken]:
    for coding in codings:
        if study.codes[coding.code].kind != "content" or focus not in {None, coding.focus}:
            continue
        for turn in text.turns_of(coding):
            if turn.person:
                start = max(turn.start, coding.segment.start)
                end = min(turn.end, coding.segment.end)
                yield _Spoken(turn.person, coding.code, coding.coder, turn, start, end)


def _occasion(
    study: LoadedStudy,
    text: StudyText,
    said: Sequence[_Spoken],
    *,
    meet: Meet,
    keep_questions: bool,
) -> CodedOccasion:
    places: dict[str, Place] = {}
    for s in said:
        places.setdefault(s.code, (s.turn.transcript, s.turn.number, s.start, s.end))
    first = said[0]
    marks = {_mark(text, s.turn) for s in said}
    mark = marks.pop() if len(marks) == 1 else ""
    vignette = mark.split(".")[0] if mark.split(".")[0] in study.vignette_areas else None
    kinds = {text.transcripts[s.turn.transcript].interview.kind for s in said}
    coders = {s.coder for s in said}
    whole = CodedOccasion(Occasion("", first.person, "", frozenset()), places)
    occasion = Occasion(
        id=first.person if meet == "person" else segment_id(whole.whole()),
        person=first.person,
        stratum=_stratum(first, "" if keep_questions else vignette or mark, meet),
        codes=frozenset(places),
        role=study.people[first.person].role if first.person in study.people else None,
        question=mark if mark and vignette is None else None,
        vignette=vignette,
        kind=kinds.pop() if len(kinds) == 1 else None,
        coder=coders.pop() if len(coders) == 1 else None,
    )
    return CodedOccasion(occasion, places)


def _stratum(first: _Spoken, asked: str, meet: Meet) -> str:
    """Within what chance deals codes out."""
    if meet == "person":
        return "everybody"
    return " ".join(filter(None, [first.person, "in", first.turn.transcript, asked]))


def _mark(text: StudyText, turn: Turn) -> str:
    found = ""
    for mark in text.marks.get(turn.transcript, ()):
        if mark.first_turn <= turn.number <= mark.last_turn:
            found = mark.ref
    return found
