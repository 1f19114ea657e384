"""The reliability curve drawn: what calibrated numbers said, and how often proposals held."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.compare.permutation_test import score_interval
from idtool.report.palette import BAR, INK, LINE, QUIET, STYLE

if TYPE_CHECKING:
    from idtool.coding.checking import CurvePoint

_ROOM = 0.05


def draw_reliability(curve: Sequence[CurvePoint], using: Sequence[str]) -> Figure:
    """One dot per fifth of the proposals, with its 95 % interval, beside the line of agreement.

    Args:
        curve: The points; at least one.
        using: The sources the proposals came from.
    """
    if not curve:
        raise ValueError("A reliability curve needs at least one point.")
    with rc_context(STYLE):
        figure = Figure(figsize=(4.6, 4.4))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.14, 0.19, 0.81, 0.76))
        intervals = [score_interval(round(p.held * p.n), p.n) for p in curve]
        top = min(1.0, ceil(10 * max(p.said for p in curve) + 10 * _ROOM) / 10)
        top = max(top, min(1.0, ceil(10 * max(high for _, high in intervals)) / 10))
        axes.plot([0, top], [0, top], color=QUIET, lw=1.0, ls=(0, (4, 3)), label="said as it held")
        for point, (low, high) in zip(curve, intervals, strict=True):
            axes.plot([point.said] * 2, [low, high], color=INK, lw=1.0)
        axes.plot(
            [p.said for p in curve], [p.held for p in curve],
            color=LINE, lw=1.4, marker="o", ms=6, mfc=BAR, mec=INK, mew=0.8, label="as it was",
        )  # fmt: skip
        axes.set_xlim(-0.02 * top, 1.02 * top)
        axes.set_ylim(-0.02 * top, 1.02 * top)
        axes.set_xlabel("chance said, by the other interviews")
        axes.set_ylabel("share that held")
        axes.legend(loc="upper left", frameon=False, fontsize=8)
        sizes = sorted({p.n for p in curve})
        each = str(sizes[0]) if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
        figure.text(
            0.14, 0.02,
            f"Proposals by {', '.join(using)}; {each} in each dot.\n"
            "Bars: 95 % intervals. Held: coded the same.",
            fontsize=7.5, color=QUIET, va="bottom",
        )  # fmt: skip
    return figure


def reliability_alt_text(curve: Sequence[CurvePoint], using: Sequence[str]) -> str:
    """What the curve shows, in sentences."""
    points = "; ".join(f"said {p.said:.2f}, held {p.held:.2f} of {p.n}" for p in curve)
    return f"Reliability of proposals by {', '.join(using)}, the least likely first: {points}."
