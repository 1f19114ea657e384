"""All measures of the same units at once, each with its intervals or its reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

from idtool.agreement import results
from idtool.agreement.bootstrap import Interval, intervals_by_interview, intervals_by_unit
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.catalog import CATALOG, NOMINAL, OF_A_CODE, OF_SETS
from idtool.agreement.chance import observed_agreement
from idtool.agreement.cicchetti_feinstein_1990 import negative_agreement, positive_agreement
from idtool.agreement.coded_units import CodedUnits
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.conger_1980 import conger_kappa
from idtool.agreement.craggs_2016 import mv_alpha
from idtool.agreement.fleiss_1971 import fleiss_kappa
from idtool.agreement.gwet_2008 import gwet_ac1
from idtool.agreement.holsti_1969 import holsti
from idtool.agreement.hripcsak_2005 import f1, f1_of_sets
from idtool.agreement.krippendorff_2011 import krippendorff_alpha
from idtool.agreement.light_1971 import light_kappa
from idtool.agreement.passonneau_2006 import CONVENTIONS, Convention, alpha_masi
from idtool.agreement.ratings import Floats, Ratings
from idtool.agreement.results import Result
from idtool.agreement.scales import WEIGHTING_OF_LEVEL, Level, agreement_weights
from idtool.agreement.scott_1955 import scott_pi

LARGEST_TABLE = 60_000_000
"""Cells of rows by categories; above it sets of codes are not taken as categories."""

OTHER_PAIRS = "is for two coders; see conger_kappa, light_kappa or fleiss_kappa"

Values = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How intervals are made: number of draws (0 for none) and their seed."""

    draws: int = 1000
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """Level of measurement, the number of each code, and the distance between sets."""

    level: Level = "nominal"
    numbers: Mapping[str, float] | None = None
    masi: Convention = "passonneau"


def measure_code(
    units: CodedUnits, code: str, wanted: Collection[str], drawing: Drawing
) -> dict[str, Result]:
    """Every wanted measure of one code, applied or not applied."""
    ratings = units.ratings_of(code)
    values = {**_nominal(ratings, None, None, "nominal"), **_of_a_code(ratings)}
    names = [name for name in (*NOMINAL, *OF_A_CODE) if name in wanted]
    return _results(ratings, values, names, drawing)


def measure_overall(
    units: CodedUnits, wanted: Collection[str], drawing: Drawing, scale: Scale
) -> dict[str, Result]:
    """Every wanted measure of all codes together.

    Where no coder applied two codes to one unit, a unit has one category per
    coder, and left uncoded is a category too (above nominal level it is missing).
    Otherwise each coder's set of codes is the category: only equal sets agree, and
    measures that need to know how many categories there could be are undefined.
    """
    found: dict[str, Result] = {}
    sets = units.sets
    if units.is_single:
        ratings = units.categories(uncoded=scale.level == "nominal")
        numbers = _numbers(ratings, scale)
        agreement = None
        if numbers is not None:
            agreement = agreement_weights(WEIGHTING_OF_LEVEL[scale.level], numbers)
        values = _nominal(ratings, agreement, numbers, scale.level)
    else:
        ratings = sets.ratings
        values = _nominal(ratings, None, None, "nominal")
        reason = "units hold several codes, so the number of possible categories is not known"
        for name in ("brennan_prediger", "gwet_ac1"):
            found[name] = _undefined(ratings, reason)
    if ratings.patterns.shape[0] * ratings.n_categories > LARGEST_TABLE:
        reason = "there are too many different combinations of codes to take each as a category"
        found.update({name: _undefined(ratings, reason) for name in NOMINAL})
    names = [name for name in NOMINAL if name in wanted and name not in found]
    found.update(_results(ratings, values, names, drawing))
    of_sets: dict[str, Values] = {
        "alpha_masi": lambda w: alpha_masi(sets, w, distance=CONVENTIONS[scale.masi]),
        "mv_alpha": lambda w: mv_alpha(sets, w),
        "f1": lambda w: f1_of_sets(sets, w),
    }
    names = [name for name in OF_SETS if name in wanted]
    found.update(_results(sets.ratings, of_sets, names, drawing))
    return {name: found[name] for name in CATALOG if name in found and name in wanted}


def _numbers(ratings: Ratings, scale: Scale) -> Floats | None:
    if scale.level == "nominal" or scale.numbers is None:
        return None
    return np.array([scale.numbers[code] for code in ratings.categories])


def _nominal(
    ratings: Ratings, agreement: Floats | None, numbers: Floats | None, level: Level
) -> dict[str, Values]:
    return {
        "percent": lambda w: observed_agreement(ratings, w, agreement),
        "cohen_kappa": lambda w: cohen_kappa(ratings, w, agreement).value,
        "scott_pi": lambda w: scott_pi(ratings, w, agreement).value,
        "fleiss_kappa": lambda w: fleiss_kappa(ratings, w, agreement).value,
        "conger_kappa": lambda w: conger_kappa(ratings, w, agreement).value,
        "light_kappa": lambda w: light_kappa(ratings, w, agreement),
        "brennan_prediger": lambda w: brennan_prediger(ratings, w, agreement).value,
        "gwet_ac1": lambda w: gwet_ac1(ratings, w, agreement).value,
        "krippendorff_alpha": lambda w: krippendorff_alpha(ratings, w, level=level, values=numbers),
        "holsti": lambda w: holsti(ratings, w),
    }


def _of_a_code(ratings: Ratings) -> dict[str, Values]:
    return {
        "f1": lambda w: f1(ratings, w),
        "positive_agreement": lambda w: positive_agreement(ratings, w),
        "negative_agreement": lambda w: negative_agreement(ratings, w),
    }


def _results(
    ratings: Ratings, values: Mapping[str, Values], names: Collection[str], drawing: Drawing
) -> dict[str, Result]:
    found: dict[str, Result] = {}
    defined: dict[str, float] = {}
    for name in names:
        if name in {"cohen_kappa", "scott_pi"} and ratings.n_coders != 2:
            found[name] = _undefined(ratings, f"{CATALOG[name].label} {OTHER_PAIRS}")
            continue
        value = float(values[name](ratings.weights)) if ratings.paired.any() else np.nan
        if np.isfinite(value):
            defined[name] = value
        else:
            found[name] = _undefined(ratings, _reason(name, ratings))
    by_unit, by_interview = _intervals(ratings, {n: values[n] for n in defined}, drawing)
    for name, value in defined.items():
        unit, interview = by_unit.get(name), by_interview.get(name)
        found[name] = Result(
            value,
            unit.low if unit else None,
            unit.high if unit else None,
            ratings.n_units,
            None,
            interview.low if interview else None,
            interview.high if interview else None,
        )
    return {name: found[name] for name in names}


def _intervals(
    ratings: Ratings, statistics: Mapping[str, Values], drawing: Drawing
) -> tuple[dict[str, Interval | None], dict[str, Interval | None]]:
    if not drawing.draws or not statistics:
        return {}, {}
    by_unit = intervals_by_unit(ratings, statistics, draws=drawing.draws, seed=drawing.seed)
    if ratings.groups is None:
        return by_unit, {}
    return by_unit, intervals_by_interview(
        ratings.groups, statistics, draws=drawing.draws, seed=drawing.seed
    )


def _reason(name: str, ratings: Ratings) -> str:
    if name in {"f1", "positive_agreement"} and ratings.paired.any():
        return "nobody applied a code to a unit that two coders saw"
    return results.why_undefined(ratings)


def _undefined(ratings: Ratings, reason: str) -> Result:
    return Result(None, None, None, ratings.n_units, reason)
