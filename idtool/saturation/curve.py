"""One stratum's saturation picture: curve, run-length rule, estimates, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from idtool.errors import InsufficientData
from idtool.saturation.accumulation import ORDERS, AccumulationBand, permutation_band
from idtool.saturation.chao2 import chao2
from idtool.saturation.coverage import sample_coverage
from idtool.saturation.francis_2010 import (
    INITIAL,
    STOPPING,
    StoppingRule,
    apply_stopping_rule,
)
from idtool.saturation.further_interviews import FurtherInterviews, further_interviews
from idtool.saturation.guest_2020 import (
    BASE_SIZE,
    NEW_INFORMATION_THRESHOLD,
    RUN_LENGTH,
    RunLengthRule,
    RunWindow,
    apply_run_length_rule,
)
from idtool.saturation.hennink_2017 import CodeAndMeaning, describe_meaning
from idtool.saturation.ice import ice
from idtool.saturation.incidence import (
    Incidence,
    IncidenceCounts,
    count_incidence,
    count_new_codes,
)
from idtool.saturation.incidence_bootstrap import incidence_bootstrap
from idtool.saturation.jackknife import jackknife1, jackknife1_se, jackknife2
from idtool.saturation.lowe_2018 import GrowthModel, fit_growth_models
from idtool.saturation.rarefaction import SizePoint, size_curve


@dataclass(frozen=True, slots=True)
class EstimateWithInterval:
    """An estimate with its standard error and 95 % interval; all None if undefined."""

    value: float | None
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """What has been met, and what several estimators say of what has not.

    All in numbers of codes, except ``coverage``, a share from 0 to 1. None means
    undefined; the reason is in the ``notes`` of the curve, under the field's name.
    ``jackknife1_se`` follows Heltshe & Forrester (1983), one of three conventions.
    """

    observed: int
    coverage: float | None
    chao2: EstimateWithInterval
    jackknife1: float | None
    jackknife2: float | None
    ice: float | None
    bootstrap: float | None
    jackknife1_se: float | None


@dataclass(frozen=True, slots=True)
class StratumCurve:
    """New codes over the interviews of one stratum, such as one profession.

    ``interviews``, ``new_codes`` and ``cumulative`` have one entry per interview
    in the order of collection. ``new_codes`` counts codes not met before *in
    this stratum*. ``sizes`` gives codes and coverage expected at other numbers of
    interviews, to twice as many; empty where undefined. ``further`` says how many
    more a coverage of 95 % would take. ``meaning`` is None where codes were not the
    unit. ``notes`` maps a field to a sentence on why it is undefined or how it
    must be read.
    """

    name: str
    interviews: tuple[str, ...]
    n_interviews: int
    new_codes: tuple[int, ...]
    cumulative: tuple[int, ...]
    rule: RunLengthRule
    assessable: bool
    reason: str | None
    windows: tuple[RunWindow, ...]
    estimates: Estimates
    band: AccumulationBand
    stopping: StoppingRule
    models: tuple[GrowthModel, ...]
    sizes: tuple[SizePoint, ...]
    further: FurtherInterviews | None
    meaning: CodeAndMeaning | None
    notes: Mapping[str, str]


def describe_stratum(
    name: str,
    incidence: Incidence,
    *,
    base: int = BASE_SIZE,
    run: int = RUN_LENGTH,
    threshold: float = NEW_INFORMATION_THRESHOLD,
    initial: int = INITIAL,
    stopping: int = STOPPING,
    meanings: Mapping[str, Sequence[str]] | None = None,
    seed: int,
    orders: int = ORDERS,
) -> StratumCurve:
    """Describe how new codes came in over the interviews of one stratum.

    The rule's outcome and the coverage stand side by side because they can
    disagree; neither says that a study may stop.

    Args:
        name: The stratum's name, such as ``LE`` or ``all``.
        incidence: One pair per interview in the order of collection (by week),
            as id and the set of codes met in it; an interview without codes has
            an empty set.
        base: Interviews in the base of the run-length rule.
        run: Interviews in a run.
        threshold: New information allowed in a run, as a part of the base.
        initial: Interviews in the initial sample of the stopping rule.
        stopping: Interviews in a row that bring nothing new, by that rule.
        meanings: By code, the interviews in which a person noted a new side of
            it; None if what is counted are no codes.
        seed: For the shuffled orders and the drawn studies.
        orders: How many shuffled orders to draw.

    Raises:
        UsageProblem: The rule's numbers do not fit together.
        ValueError: An interview is listed twice.
    """
    counts = count_incidence(incidence)
    new_codes = count_new_codes(incidence)
    outcome = apply_run_length_rule(
        new_codes, base_size=base, run_length=run, new_information_threshold=threshold
    )
    notes: dict[str, str] = {}
    cumulative = tuple(accumulate(new_codes))
    sizes: tuple[SizePoint, ...] = ()
    further: FurtherInterviews | None = None
    try:
        sizes = size_curve(counts)
        further = further_interviews(counts, seed=seed)
    except InsufficientData as error:
        notes["sizes"] = notes["further"] = error.problem
    return StratumCurve(
        name=name,
        interviews=tuple(interview for interview, _ in incidence),
        n_interviews=counts.n_interviews,
        new_codes=new_codes,
        cumulative=cumulative,
        rule=outcome.rule,
        assessable=outcome.assessable,
        reason=outcome.reason,
        windows=outcome.windows,
        estimates=_estimate(incidence, counts, notes),
        band=permutation_band(incidence, seed=seed, orders=orders),
        stopping=apply_stopping_rule(new_codes, initial=initial, stopping=stopping),
        models=fit_growth_models(cumulative),
        sizes=sizes,
        further=further,
        meaning=None if meanings is None else describe_meaning(incidence, meanings),
        notes=notes,
    )


def without_estimates(curve: StratumCurve, reason: str) -> StratumCurve:
    """The same curve where what was not met cannot be estimated from what was.

    Coverage, Chao2 and their like go by what was met once or twice, and growth curves by how
    the last interviews flatten; both say nothing of units that are only formed where several
    interviews share them. ``reason`` stands in the notes.
    """
    undefined = EstimateWithInterval(None, None, None, None)
    observed = curve.estimates.observed
    return replace(
        curve,
        estimates=Estimates(observed, None, undefined, None, None, None, None, None),
        sizes=(),
        further=None,
        models=(),
        notes={"estimates": reason},
    )


def _estimate(incidence: Incidence, counts: IncidenceCounts, notes: dict[str, str]) -> Estimates:
    """All estimates of one stratum; what is undefined or surprising goes to ``notes``."""

    def defined(field: str, measure: Callable[[IncidenceCounts], float]) -> float | None:
        try:
            return measure(counts)
        except InsufficientData as error:
            notes[field] = error.problem
            return None

    interval = EstimateWithInterval(None, None, None, None)
    try:
        lower_bound = chao2(counts)
    except InsufficientData as error:
        notes["chao2"] = error.problem
    else:
        interval = EstimateWithInterval(
            lower_bound.value, lower_bound.se, lower_bound.low, lower_bound.high
        )
    estimates = Estimates(
        counts.observed,
        defined("coverage", sample_coverage),
        interval,
        defined("jackknife1", jackknife1),
        defined("jackknife2", jackknife2),
        defined("ice", ice),
        defined("bootstrap", incidence_bootstrap),
        defined("jackknife1_se", lambda _: jackknife1_se(incidence)),
    )
    if estimates.jackknife2 is not None and estimates.jackknife2 < counts.observed:
        notes["jackknife2"] = "Below the number of codes met: many were met twice, few once."
    if estimates.coverage == 1 and counts.met_in(1) == 1:
        notes["coverage"] = "1 by convention: one code was met in one interview, none in two."
    if counts.observed and counts.met_in(1) == counts.observed:
        notes.setdefault("chao2", "Every code was met in one interview only: a very loose bound.")
    return estimates
