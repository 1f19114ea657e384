"""Convergence: silence out of counts, judgements out of what people kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from idtool.compare.convergence import JUDGEMENTS, ConvergenceRow, describe_convergence
from idtool.errors import UsageProblem
from idtool.model import Act
from idtool.steps.comparing import By, CodeChoice, compare
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file


@dataclass(frozen=True, slots=True)
class Convergence:
    """Rows, names of the sources, and why a person judged as they did, by code."""

    across: str
    labels: Mapping[str, str]
    rows: tuple[ConvergenceRow, ...]
    because: Mapping[str, str]
    counted: str
    provisional: tuple[str, ...]


def convergence_table(study: LoadedStudy, act: Act, by: By, choice: CodeChoice) -> Convergence:
    """Codes across roles or kinds of interview, with what was judged so far."""
    found = compare(study, act, by, choice)
    with open_study_file(study.folder, act) as store:
        kept = store.matrices.cells(_name(by))
    judged = {row: text.partition(": ") for (row, _), text in kept.items()}
    return Convergence(
        by,
        found.labels,
        describe_convergence(found.table, {code: parts[0] for code, parts in judged.items()}),
        {code: parts[2] for code, parts in judged.items()},
        found.counted,
        found.provisional,
    )


def keep_judgement(study: LoadedStudy, act: Act, by: str, judged: str, because: str) -> None:
    """Keep ``CODE=agreement|partial|dissonance`` with its reason; the newest counts.

    Raises:
        UsageProblem: The code or word is unknown, or the reason is missing.
    """
    code, _, word = (part.strip() for part in judged.partition("="))
    if code not in study.codes:
        raise UsageProblem(f"No codebook has the code “{code}”.", "Correct the code.")
    if word not in JUDGEMENTS:
        raise UsageProblem(
            f"“{word}” is no judgement.",
            f"Use: {', '.join(JUDGEMENTS)}. Silence is counted, not judged.",
        )
    if not because.strip():
        raise UsageProblem("A judgement needs its reason.", "Say it with --because.")
    with open_study_file(study.folder, act, write=True) as store:
        store.matrices.write(_name(by), code, "judgement", f"{word}: {because.strip()}")
        store.trail.add("convergence.judge", code, detail={"across": by, "judgement": word})


def _name(by: str) -> str:
    return f"convergence:{by}"
