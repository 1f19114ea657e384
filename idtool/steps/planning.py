"""Before or between interviews: what further ones could be expected to show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from idtool.errors import InsufficientData
from idtool.model import Act
from idtool.saturation.incidence import Incidence, count_incidence
from idtool.saturation.plan import (
    INFORMATION_POWER,
    PlannedSize,
    expected_from_pilot,
    interviews_to_meet,
)
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.incidence_tables import read_incidence
from idtool.steps.saturation_units import codes_met
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

PREVALENCES = (0.1, 0.2, 0.3, 0.5)
CAUTION = (
    "A plan from a pilot rests on the codes the pilot met; rare ones it missed make coverage look "
    "higher than it will be. Chosen because they differ, people bring more than chance would."
)


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """What can be said of a sample before it is collected.

    ``sizes`` is empty, with ``reason``, where there is no pilot to draw from.
    ``to_meet`` holds (share of people who would speak of a code, interviews in
    which it is met once with 80 % chance). ``questions`` are for people to answer.
    """

    pilot_interviews: int
    sizes: tuple[PlannedSize, ...]
    reason: str | None
    to_meet: tuple[tuple[float, int], ...]
    questions: tuple[tuple[str, str], ...]
    seed: int
    caution: str = CAUTION


def plan_from_table(path: Path, *, seed: int) -> SamplePlan:
    """A plan from a pilot as a plain table (``interview, code``)."""
    return _plan(read_incidence(path), seed)


def plan_from_study(study: LoadedStudy, act: Act, *, seed: int) -> SamplePlan:
    """A plan with the individual interviews coded so far as the pilot."""
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        met = codes_met(
            [c for c in counted_codings(study, store) if study.codes[c.code].kind != "process"]
        )
    return _plan(
        [
            (name, frozenset(met.get(name, ())))
            for name, transcript in text.transcripts.items()
            if transcript.interview.kind == "individual"
        ],
        seed,
    )


def _plan(pilot: Incidence, seed: int) -> SamplePlan:
    counts = count_incidence(pilot)
    sizes: tuple[PlannedSize, ...] = ()
    reason = None
    try:
        sizes = expected_from_pilot(counts, seed=seed)
    except InsufficientData as error:
        reason = f"not assessable from a pilot: {error.problem}"
    return SamplePlan(
        counts.n_interviews,
        sizes,
        reason,
        tuple((share, interviews_to_meet(share)) for share in PREVALENCES),
        INFORMATION_POWER,
        seed,
    )
