"""Pairs: what an interview of two shows beyond its codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.compare.flow import Flow, describe_flow
from idtool.compare.mentions import Mention, links_of
from idtool.compare.pair_talk import PairTalk, describe_talk
from idtool.errors import UsageProblem
from idtool.model import Act
from idtool.steps.code_mentions import ComparisonBasis, comparison_basis
from idtool.steps.comparing import CodeChoice, chosen_codes
from idtool.steps.study_folder import LoadedStudy


@dataclass(frozen=True, slots=True)
class InteractionCount:
    """How often one person did something in the talk, such as ask or defer; with its places."""

    code: str
    label: str
    person: str
    turns: int
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """One subject of a pair: who spoke of which codes alone, and together.

    ``alone`` holds the codes by person; ``together`` those of the pair. The last
    column of the printed table is for a person to write.
    """

    subject: str
    title: str
    alone: dict[str, tuple[str, ...]]
    together: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """One paired interview: talk, interaction codes and a row per subject."""

    interview: str
    people: tuple[str, ...]
    second_exposure: bool
    counted: str
    provisional: tuple[str, ...]
    talk: PairTalk
    interaction: tuple[InteractionCount, ...]
    rows: tuple[PairRow, ...]


def view_pair(study: LoadedStudy, act: Act, interview: str) -> PairView:
    """Everything about one paired interview.

    Raises:
        UsageProblem: It is no paired interview with a transcript.
    """
    basis = comparison_basis(study, act)
    transcript = basis.text.transcripts[_paired(basis, interview)]
    people = transcript.interview.people
    return PairView(
        interview,
        people,
        interview in basis.second_exposure,
        basis.counted,
        basis.provisional,
        describe_talk(
            interview,
            people,
            transcript.turns,
            basis.text.marks.get(interview, ()),
            readouts=basis.text.readouts.get(interview, frozenset()),
        ),
        tuple(_interaction(basis, interview, people)),
        tuple(_rows(basis, interview, people)),
    )


def pair_flow(
    study: LoadedStudy,
    act: Act,
    interview: str,
    *,
    first: str,
    second: str,
    subjects: Sequence[str] = (),
) -> Flow:
    """Whether one kind of codes comes before another, along an interview.

    Args:
        study: The study.
        act: Who asks.
        interview: Any interview with a transcript.
        first: A group of a codebook, or codes separated by commas (stars allowed).
        second: The same.
        subjects: Questions or vignettes to look at, such as r1; empty takes the
            guide's questions that are marked, or the whole talk if none is.

    Raises:
        UsageProblem: There is no such interview, code or subject.
    """
    basis = comparison_basis(study, act)
    if interview not in basis.text.transcripts:
        raise UsageProblem(f"There is no transcript {interview}.", "Correct the id.")
    return describe_flow(
        interview,
        basis.mentions,
        first=_named(study, first),
        second=_named(study, second),
        stretch=_stretch(basis, interview, subjects),
    )


def _named(study: LoadedStudy, words: str) -> tuple[str, frozenset[str]]:
    groups = {code.group.lower() for code in study.codes.values()}
    parts = tuple(word.strip() for word in words.split(",") if word.strip())
    found: set[str] = set()
    for part in parts:
        choice = CodeChoice(group=part) if part.lower() in groups else CodeChoice(codes=(part,))
        found |= {code.id for code in chosen_codes(study, choice)}
    return words.strip(), frozenset(found)


def _stretch(basis: ComparisonBasis, interview: str, subjects: Sequence[str]) -> tuple[int, int]:
    marks = basis.text.marks.get(interview, ())
    if subjects:
        runs = [mark for mark in marks if {mark.ref, mark.ref.split(".")[0]} & set(subjects)]
        if not runs:
            raise UsageProblem(
                f"No turn of {interview} is marked with {', '.join(subjects)}.",
                f"Marked are: {', '.join(dict.fromkeys(m.ref for m in marks)) or 'none'}.",
            )
    else:
        runs = [mark for mark in marks if mark.kind == "question"]
    if not runs:
        return 1, len(basis.text.transcripts[interview].turns)
    return min(run.first_turn for run in runs), max(run.last_turn for run in runs)


def _paired(basis: ComparisonBasis, interview: str) -> str:
    pairs = [n for n, t in basis.text.transcripts.items() if t.interview.kind != "individual"]
    if interview not in pairs:
        raise UsageProblem(
            f"{interview} is no paired interview with a transcript.",
            f"Paired interviews: {', '.join(pairs) or 'none'}.",
        )
    return interview


def _interaction(
    basis: ComparisonBasis, interview: str, people: Sequence[str]
) -> list[InteractionCount]:
    found = []
    for code in basis.study.codes.values():
        if not (code.is_interaction or code.kind == "process"):
            continue
        for person in people:
            here = [
                m
                for m in basis.mentions
                if (m.interview, m.person, m.code) == (interview, person, code.id)
            ]
            if here:
                links = links_of(here)
                found.append(InteractionCount(code.id, code.label, person, len(links), links))
    return found


def _rows(basis: ComparisonBasis, interview: str, people: Sequence[str]) -> list[PairRow]:
    study = basis.study
    content = [m for m in basis.mentions if study.codes[m.code].kind != "process"]
    order = list(study.codes)

    def codes(mentions: list[Mention]) -> tuple[str, ...]:
        return tuple(sorted({m.code for m in mentions}, key=order.index))

    rows = []
    for subject, title in study.vignette_areas.items():
        about = [m for m in content if m.mark.split(".")[0] == subject]
        together = [m for m in about if m.interview == interview]
        rows.append(
            PairRow(
                subject,
                title,
                {
                    person: codes(
                        [m for m in about if m.person == person and m.kind == "individual"]
                    )
                    for person in people
                },
                codes(together),
                links_of(together),
            )
        )
    return rows
