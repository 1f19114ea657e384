"""From codings to mentions: whose words, in which turn, on which question, in which area."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.compare import Mention
from idtool.errors import InsufficientData
from idtool.model import Act, Coding
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.exposure import exposures, second_vignettes
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file


@dataclass(frozen=True, slots=True)
class ComparisonBasis:
    """What every comparison is made from; ``counted`` says what was counted.

    ``provisional`` holds the reasons for the banner; empty if codings count.
    """

    study: LoadedStudy
    text: StudyText
    mentions: tuple[Mention, ...]
    counted: str
    provisional: tuple[str, ...]

    @property
    def second_exposure(self) -> frozenset[str]:
        """Interviews in which somebody met a vignette again, by the marks or the roster."""
        told = {
            name
            for name, transcript in self.text.transcripts.items()
            if transcript.interview.vignettes_seen_before
        }
        again = second_vignettes(exposures(self.text))
        return frozenset(told | {name for name in again if name in self.text.transcripts})


def comparison_basis(study: LoadedStudy, act: Act) -> ComparisonBasis:
    """Accepted codings that count; proposals, under a banner, where there are none.

    Raises:
        InsufficientData: Nothing is coded and nothing is proposed.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = counted_codings(study, store)
        counted = "accepted codings"
        provisional: tuple[str, ...] = ()
        if not codings:
            codings = store.codings.all(status=("proposed",))
            counted = "proposals"
            provisional = (
                f"only {len(codings)} proposals exist; nobody has accepted a coding yet",
            )
    if not codings:
        raise InsufficientData(
            "Nothing is coded and nothing is proposed yet.",
            "Begin with: idtool apply, then idtool review",
        )
    return ComparisonBasis(study, text, tuple(mentions_of(text, codings)), counted, provisional)


def mentions_of(text: StudyText, codings: Sequence[Coding]) -> Iterator[Mention]:
    """One mention per coding and person, at the person's first turn in it."""
    starts = {
        name: [turn.start for turn in transcript.turns]
        for name, transcript in text.transcripts.items()
    }
    people = text.study.people
    for coding in codings:
        segment = coding.segment
        transcript = text.transcripts[segment.transcript]
        first = max(0, bisect_right(starts[transcript.id], segment.start) - 1)
        seen: set[str] = set()
        mark = text.question_of(coding)
        area = text.study.vignette_areas.get(mark.split(".")[0], "")
        for turn in transcript.turns[first:]:
            if turn.start >= segment.end:
                break
            if turn.end <= segment.start or turn.person is None or turn.person in seen:
                continue
            if turn.person not in people:
                continue
            seen.add(turn.person)
            yield Mention(
                turn.person,
                people[turn.person].role,
                coding.code,
                transcript.id,
                transcript.interview.kind,
                transcript.interview.week or "",
                mark,
                area,
                turn.id,
                turn.number,
            )
