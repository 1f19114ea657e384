"""What a saturation picture counts: codes, themes or groupings, interview by interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idtool.errors import InsufficientData
from idtool.model import Coding, Theme
from idtool.saturation.hennink_2017 import SIGN
from idtool.saturation.pair_novelty import PairNovelty, describe_pairs
from idtool.steps.contexts import StudyText
from idtool.steps.grouping_runs import CODES, dismissed_in_run
from idtool.store import StudyFile

Met = Mapping[str, set[str]]
"""By interview, the codes (themes, groupings) met in it."""


def codes_met(codings: Sequence[Coding]) -> dict[str, set[str]]:
    """Codes by interview."""
    met: dict[str, set[str]] = {}
    for coding in codings:
        met.setdefault(coding.segment.transcript, set()).add(coding.code)
    return met


def themes_met(codings: Sequence[Coding], themes: Sequence[Theme]) -> dict[str, set[str]]:
    """Themes by interview: met where one of a theme's codes was; set-aside themes left out."""
    by_code: dict[str, set[str]] = {}
    for theme in themes:
        if theme.status != "set_aside":
            for code in theme.codes:
                by_code.setdefault(code, set()).add(theme.id)
    met: dict[str, set[str]] = {}
    for coding in codings:
        met.setdefault(coding.segment.transcript, set()).update(by_code.get(coding.code, ()))
    return met


def groupings_met(store: StudyFile) -> tuple[dict[str, set[str]], int]:
    """Candidate groupings of the last run that grouped segments, by interview, and its number.

    Groupings a person dismissed are left out, and so are patterns of codes: what is new in
    them is what is new in the codes.

    Raises:
        InsufficientData: ``cluster`` never grouped segments, or found nothing that holds.
    """
    runs = [run for run in store.groupings.all() if run[2].get("on") != CODES]
    if not runs:
        raise InsufficientData("There are no groupings yet.", "Make them with: idtool cluster")
    run, _, result = runs[-1]
    if not result["groupings"]:
        raise InsufficientData(
            f"Run {run} of cluster found no grouping that holds.",
            "Group more of the material (idtool cluster --on all), or count codes: --unit code",
        )
    dismissed = dismissed_in_run(run, result, store.groupings.dismissals())
    met: dict[str, set[str]] = {}
    for grouping in result["groupings"]:
        if dismissed[grouping["id"]]:
            continue
        for interview, *_ in grouping["segments"]:
            met.setdefault(interview, set()).add(grouping["id"])
    return met, run


def noted_meanings(codings: Sequence[Coding]) -> dict[str, list[str]]:
    """By code, the interviews in which a coding's note begins with ``meaning:``."""
    noted: dict[str, list[str]] = {}
    for coding in codings:
        if coding.memo.strip().lower().startswith(SIGN):
            noted.setdefault(coding.code, []).append(coding.segment.transcript)
    return noted


def pair_novelty(text: StudyText, codings: Sequence[Coding]) -> tuple[PairNovelty, ...]:
    """What each paired interview brought, by the words of its members."""
    alone: dict[str, set[str]] = {}
    together: dict[str, dict[str, set[str]]] = {}
    for coding in codings:
        name = coding.segment.transcript
        kind = text.transcripts[name].interview.kind
        for person in text.people_of(coding):
            if kind != "individual":
                together.setdefault(name, {}).setdefault(person, set()).add(coding.code)
            else:
                alone.setdefault(person, set()).add(coding.code)
    pairs = [
        (name, transcript.interview.people)
        for name, transcript in text.transcripts.items()
        if transcript.interview.kind != "individual"
    ]
    return describe_pairs(
        pairs,
        {person: frozenset(codes) for person, codes in alone.items()},
        {
            name: {person: frozenset(codes) for person, codes in said.items()}
            for name, said in together.items()
        },
    )
