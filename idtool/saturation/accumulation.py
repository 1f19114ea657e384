"""The accumulation curve of codes over interviews, and how much the order matters."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np

from idtool.saturation.incidence import Incidence, IncidenceCounts

ORDERS = 1000
BAND = 0.95  # part of the shuffled orders between low and high
_CELLS_AT_ONCE = 4_000_000  # orders times incidences held in memory


@dataclass(frozen=True, slots=True)
class AccumulationBand:
    """Codes met after 1, 2, … n interviews, had they come in another order.

    One number per interview. ``expected`` is the mean over all orders, worked
    out exactly; ``low`` and ``high`` enclose the middle 95 % of ``orders``
    shuffled orders drawn with ``seed``. This describes the interviews in hand;
    it is no interval for interviews to come.
    """

    orders: int
    seed: int
    expected: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]


def permutation_band(incidence: Incidence, *, seed: int, orders: int = ORDERS) -> AccumulationBand:
    """How the cumulative curve spreads over shuffled orders of the interviews.

    Args:
        incidence: One pair per interview, as id and the set of codes met in it.
        seed: Same seed, same interviews: same band, to the last digit.
        orders: How many shuffled orders to draw.

    References:
        Mean curve: Ugland, K. I., Gray, J. S., & Ellingsen, K. E. (2003), Journal
        of Animal Ecology, 72, 888-897, as in vegan (specaccum, exact); shuffled
        orders as in Colwell & Coddington (1994).
    """
    t = len(incidence)
    places = _places_by_code(incidence)
    counts = IncidenceCounts(t, tuple(sorted((len(p) for p in places), reverse=True)))
    if not t or not places:
        return AccumulationBand(orders, seed, (0.0,) * t, (0,) * t, (0,) * t)

    # ranks[o, i]: when interview i comes in order o, from 0; shape (orders, interviews)
    draws = np.random.Generator(np.random.PCG64(seed)).random((orders, t))
    ranks = draws.argsort(axis=1, kind="stable").astype(np.int32)
    interviews = np.concatenate([np.asarray(p, dtype=np.intp) for p in places])
    starts = np.concatenate([[0], np.cumsum([len(p) for p in places])[:-1]])
    curves = np.empty((orders, t), dtype=np.int64)
    step = max(1, _CELLS_AT_ONCE // len(interviews))
    for begin in range(0, orders, step):
        part = ranks[begin : begin + step]
        # first[o, c]: rank of the interview in which code c is met first
        first = np.minimum.reduceat(part[:, interviews], starts, axis=1)
        rows = np.arange(len(part), dtype=np.intp)[:, None] * t
        met = np.bincount((rows + first).ravel(), minlength=len(part) * t)
        curves[begin : begin + step] = met.reshape(len(part), t).cumsum(axis=1)
    low, high = np.quantile(curves, [(1 - BAND) / 2, (1 + BAND) / 2], axis=0, method="inverted_cdf")
    return AccumulationBand(
        orders,
        seed,
        expected_accumulation(counts),
        tuple(int(n) for n in low),
        tuple(int(n) for n in high),
    )


def expected_accumulation(counts: IncidenceCounts) -> tuple[float, ...]:
    """Codes met after 1, 2, … T interviews, averaged over all orders, exactly.

    S(t) = S - Σ C(T-y, t) / C(T, t) over the codes, y interviews each.
    """
    total = counts.n_interviews
    return tuple(
        counts.observed - sum(comb(total - y, t) for y in counts.frequencies) / comb(total, t)
        for t in range(1, total + 1)
    )


def _places_by_code(incidence: Incidence) -> list[list[int]]:
    """For each code the places of its interviews, from 0; codes in order of name."""
    places: dict[str, list[int]] = {}
    for place, (_, codes) in enumerate(incidence):
        for code in codes:
            places.setdefault(code, []).append(place)
    return [places[code] for code in sorted(places)]
