"""Where accepted codes can meet: in one answer of a person, or in all a person says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.model import Coding, Transcript, Turn
from idtool.steps.contexts import StudyText
from idtool.steps.kept_groupings import segment_id
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
    coding over turns of several people is on one answer of each.

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
    kept = [
        c for c in codings if study.codes[c.code].kind == "content" and focus in {None, c.focus}
    ]
    spoken = [list(_spoken(text, coding)) for coding in kept]
    keys: dict[_Spoken, tuple[object, ...]] = (
        {s: (s.person,) for each in spoken for s in each}
        if meet == "person"
        else _answers(text, spoken)
    )
    gathered: dict[tuple[object, ...], list[_Spoken]] = {}
    for each in spoken:
        for s in each:
            gathered.setdefault(keys[s], []).append(s)
    return [
        _occasion(
            study,
            text,
            sorted(said, key=lambda s: (s.turn.transcript, s.start, s.end, s.code)),
            meet=meet,
            keep_questions=keep_questions,
        )
        for said in gathered.values()
    ]


def _answers(
    text: StudyText, spoken: Sequence[Sequence[_Spoken]]
) -> dict[_Spoken, tuple[object, ...]]:
    """The answer of all that was coded: where it begins, and who speaks.

    What one coding covers of a person is one answer, whatever others say in it.
    """
    answers = {name: answers_of(each) for name, each in text.transcripts.items()}
    keys = {
        s: (s.turn.transcript, s.person, answers[s.turn.transcript][s.turn.number])
        for each in spoken
        for s in each
    }
    begins = {key: key for key in keys.values()}

    def first(key: tuple[str, str, int]) -> tuple[str, str, int]:
        while begins[key] != key:
            key = begins[key]
        return key

    for each in spoken:
        by_person: dict[str, list[tuple[str, str, int]]] = {}
        for s in each:
            by_person.setdefault(s.person, []).append(first(keys[s]))
        for touched in by_person.values():
            for key in touched:
                one, other = sorted((first(touched[0]), first(key)))
                begins[other] = one
    return {s: first(key) for s, key in keys.items()}


def _spoken(text: StudyText, coding: Coding) -> Iterator[_Spoken]:
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
