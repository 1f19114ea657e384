"""How long the measures of agreement take, and how much memory they need.

    python benchmarks/agreement.py            the sizes of the table in README.md
    python benchmarks/agreement.py --smoke    small ones, for a quick look

Data are made up: each unit has a true category, each coder meets it seven times in ten
and otherwise guesses; one value in ten is missing. Seconds are the best of five. Memory is
the peak of the whole process, imports included, each size in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from idtool.agreement import CodedUnits, Drawing, Ratings, Scale, count_ratings, measure_overall
from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.catalog import NOMINAL
from idtool.agreement.fleiss_1971 import fleiss_kappa
from idtool.agreement.gwet_2008 import gwet_ac1
from idtool.agreement.krippendorff_2011 import krippendorff_alpha

SIZES = ((5, 100_000, 10), (5, 100_000, 100))
SMALL = ((5, 2_000, 10),)
MISSING_SHARE = 0.1
MET = 0.7


def make_codes(coders: int, units: int, categories: int, seed: int = 1) -> NDArray[np.int64]:
    """Made-up values, -1 where missing; shape (units, coders)."""
    rng = np.random.default_rng(seed)
    true = rng.integers(categories, size=(units, 1))
    guess = rng.integers(categories, size=(units, coders))
    codes = np.where(rng.random((units, coders)) < MET, true, guess)
    return np.where(rng.random((units, coders)) < MISSING_SHARE, -1, codes)


def four(ratings: Ratings) -> list[float]:
    """Alpha, AC1, Fleiss and Brennan-Prediger from counted rows."""
    return [
        float(krippendorff_alpha(ratings)),
        float(gwet_ac1(ratings).value),
        float(fleiss_kappa(ratings).value),
        float(brennan_prediger(ratings).value),
    ]


def best_of(times: int, what: Callable[[], object]) -> float:
    """Seconds of the fastest of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return min(taken)


def measure(coders: int, units: int, categories: int) -> str:
    """One line of the table."""
    codes = make_codes(coders, units, categories)
    names = [f"c{number:03d}" for number in range(categories)]

    def count() -> Ratings:
        counted = count_ratings(codes, names)
        _ = counted.counts, counted.coders_per_row, counted.paired
        return counted

    counting = best_of(5, count)
    ratings = count()
    together = best_of(5, lambda: four(ratings))
    values = " ".join(f"{value:.4f}" for value in four(ratings))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{coders} coders, {units:,} units, {categories} categories: counting {counting:.3f} s, "
        f"four measures {together:.3f} s, peak {peak:.0f} MB; alpha AC1 Fleiss BP {values}"
    )


def measure_bootstrap(units: int, draws: int) -> str:
    """All nominal measures of five coders with intervals."""
    codes = make_codes(5, units, 10)
    applied = codes[:, :, None] == np.arange(10)
    block = CodedUnits(
        "turn",
        tuple(map(str, range(units))),
        tuple("ABCDE"),
        tuple(map(str, range(10))),
        applied,
        codes >= 0,
        np.ones(units),
    )
    seconds = best_of(1, lambda: measure_overall(block, NOMINAL, Drawing(draws), Scale()))
    return f"{len(NOMINAL)} measures, 5 coders, {units:,} units, {draws:,} draws: {seconds:.2f} s"


def main() -> None:
    """Print one line per size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="small sizes")
    smoke = parser.parse_args().smoke
    spawn = multiprocessing.get_context("spawn")
    for size in SMALL if smoke else SIZES:
        with spawn.Pool(1) as pool:
            print(pool.apply(measure, size), flush=True)
    print(measure_bootstrap(200, 100) if smoke else measure_bootstrap(2_000, 1000))


if __name__ == "__main__":
    main()
