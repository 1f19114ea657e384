"""Where a coding stands: who speaks, in which week, on which question, in which area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from idtool.model import Coding, Mark, Transcript, Turn
from idtool.steps.member_wishes import NOTHING_ASKED, Wishes, wishes_in
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile


@dataclass(frozen=True)
class StudyText:
    """The transcripts of a study with their marks, ready to be looked things up in.

    ``wishes`` is what participants asked to be done with their words.
    """

    transcripts: Mapping[str, Transcript]
    marks: Mapping[str, Sequence[Mark]]
    readouts: Mapping[str, frozenset[int]]
    study: LoadedStudy
    wishes: Wishes = NOTHING_ASKED

    def turns_of(self, coding: Coding) -> list[Turn]:
        """Participants' turns that a coding touches, in order."""
        segment = coding.segment
        return [
            turn
            for turn in self.transcripts[segment.transcript].turns
            if turn.start < segment.end and segment.start < turn.end and not turn.is_interviewer
        ]

    def speakers(self) -> dict[str, str]:
        """The person of every turn that somebody known spoke, by the turn's address."""
        return {
            turn.id: turn.person
            for transcript in self.transcripts.values()
            for turn in transcript.turns
            if turn.person
        }

    def people_of(self, coding: Coding) -> tuple[str, ...]:
        """People whose words a coding covers, each once, in order of speaking."""
        return tuple(dict.fromkeys(t.person for t in self.turns_of(coding) if t.person))

    def roles_of(self, coding: Coding) -> tuple[str, ...]:
        """Roles of those people, each once."""
        people = self.study.people
        return tuple(dict.fromkeys(people[person].role for person in self.people_of(coding)))

    def question_of(self, coding: Coding) -> str:
        """The guide question or vignette stage the coding's first turn answers, or ``""``."""
        found = ""
        for mark in self.marks.get(coding.segment.transcript, ()):
            if mark.first_turn <= coding.turn <= mark.last_turn:
                found = mark.ref
        return found

    def area_of(self, coding: Coding) -> str:
        """The vignette's area, such as “Domestic violence”, or ``""``."""
        vignette = self.question_of(coding).split(".")[0]
        return self.study.vignette_areas.get(vignette, "")

    def own_parts(self, turn: Turn) -> list[tuple[int, int]]:
        """Positions of a turn's own words: all of it, or what is left of a read-out vignette."""
        if turn.number not in self.readouts.get(turn.transcript, ()):
            return [(turn.start, turn.end)]
        from idtool.ingest.structure import own_words  # slow: only where something was read out

        return [
            (turn.start + start, turn.start + end)
            for start, end in own_words(turn.text, self.study.read_aloud)
        ]

    def texts(self) -> dict[str, str]:
        """Canonical text by transcript."""
        return {name: transcript.text for name, transcript in self.transcripts.items()}


def load_text(study: LoadedStudy, store: StudyFile) -> StudyText:
    """Every transcript of the study, in order of week."""
    loaded = store.transcripts.load(study.interviews.values())
    transcripts = {transcript.id: transcript for transcript in loaded}
    return StudyText(
        transcripts=transcripts,
        marks=store.transcripts.marks(),
        readouts=store.transcripts.readouts(),
        study=study,
        wishes=wishes_in(store.member_returns.all(), transcripts),
    )


def counted_codings(study: LoadedStudy, store: StudyFile) -> list[Coding]:
    """Accepted codings that count: by members who code, not by second readers."""
    return store.codings.all(coders=study.settings.counting_coders)
