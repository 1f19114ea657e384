"""The u-alpha family of whole texts, with intervals from drawing interviews."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from idtool.agreement.bootstrap import intervals_by_interview
from idtool.agreement.catalog import OF_STRETCHES
from idtool.agreement.measuring import Drawing, Values
from idtool.agreement.results import Result
from idtool.agreement.stretches import by_sets, of_one_code
from idtool.agreement.unitizing_2016 import (
    Continuum,
    Lengths,
    cu_alpha,
    measure_lengths,
    u_alpha,
    u_alpha_binary,
)

WITHOUT_TEXT = "it needs stretches of a text; these are units"
NOTHING = "no text was read by all of these coders"
NO_CHANCE = {
    "u_alpha": "nothing was marked, or everything has one and the same value",
    "u_alpha_binary": "nothing was marked, or everything was",
    "cu_alpha": "no two coders marked the same place, or only one value is left there",
}


def measure_all_stretches(
    texts: Sequence[Continuum], wanted: Collection[str], drawing: Drawing
) -> dict[str, Result]:
    """The family over all codes; where codes overlap, the set of codes is the value.

    Stretches depend on each other, so both intervals are from drawing interviews.
    """
    flat = [
        Continuum(text.length, tuple(by_sets(coder) for coder in text.coders)) for text in texts
    ]
    return _measure(flat, [name for name in OF_STRETCHES if name in wanted], drawing)


def measure_code_stretches(
    texts: Sequence[Continuum], code: str, wanted: Collection[str], drawing: Drawing
) -> dict[str, Result]:
    """u-alpha of one code against everything else as gap.

    ``n_units`` are the characters of the texts.
    """
    flat = [
        Continuum(text.length, tuple(of_one_code(coder, code) for coder in text.coders))
        for text in texts
    ]
    return _measure(flat, [name for name in ("u_alpha",) if name in wanted], drawing)


def no_stretches(wanted: Collection[str], reason: str, n: int) -> dict[str, Result]:
    """The family where there is no text to measure it on."""
    return {name: Result(None, None, None, n, reason) for name in OF_STRETCHES if name in wanted}


def _measure(
    texts: Sequence[Continuum], names: Sequence[str], drawing: Drawing
) -> dict[str, Result]:
    if not names:
        return {}
    if not texts:
        return no_stretches(names, NOTHING, 0)
    lengths = measure_lengths(texts)
    n = sum(text.length for text in texts)
    statistics = {name: value for name, value in _statistics(lengths).items() if name in names}
    everything = np.ones(len(texts))
    values = {name: float(statistic(everything)) for name, statistic in statistics.items()}
    defined = {name: statistics[name] for name, value in values.items() if np.isfinite(value)}
    drawn = (
        intervals_by_interview(np.eye(len(texts)), defined, draws=drawing.draws, seed=drawing.seed)
        if drawing.draws and defined
        else {}
    )
    found = {}
    for name in names:
        if name not in defined:
            found[name] = Result(None, None, None, n, NO_CHANCE[name])
            continue
        interval = drawn.get(name)
        low, high = (interval.low, interval.high) if interval else (None, None)
        found[name] = Result(values[name], low, high, n, None, low, high)
    return found


def _statistics(lengths: Lengths) -> Mapping[str, Values]:
    return {
        "u_alpha": lambda w: u_alpha(lengths, w),
        "u_alpha_binary": lambda w: u_alpha_binary(lengths, w),
        "cu_alpha": lambda w: cu_alpha(lengths, w),
    }
