"""How groupings, their parts, or codes join: a tree on its side, drawn in one color."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.report.palette import INK, LINE, QUIET, STYLE
from idtool.themes.joining import Join

# Inches.
ROW, HEAD, FOOT = 0.24, 0.3, 0.62
TREE_WIDTH, LETTER, EDGE = 4.2, 0.072, 0.35

WITHIN, BETWEEN = 2.6, 1.1
"""Widths of lines: joins within a grouping or pattern, and all others."""


def leaves_in_order(joins: Sequence[Join]) -> list[str]:
    """Leaves from top to bottom, so that no two lines cross; empty without a join."""
    order: dict[frozenset[str], list[str]] = {}
    for join in joins:
        one = order.get(frozenset(join.one), list(join.one))
        other = order.get(frozenset(join.other), list(join.other))
        order[frozenset(join.one + join.other)] = one + other
    whole = max(order.values(), key=len, default=[])
    return list(whole)


def draw_tree(
    joins: Sequence[Join],
    labels: Mapping[str, str],
    sets: Sequence[frozenset[str]],
    *,
    axis: str,
    limit: float | None = None,
) -> Figure:
    """Leaves on the right, one a row; where two branches meet is how far apart they are.

    Args:
        joins: The tree, inner joins before outer ones.
        labels: What to write at each leaf; leaves no join names stand alone at the foot.
        sets: Leaves that belong together: joins within one are drawn heavier.
        axis: What the distance is, for the reader.
        limit: A distance to mark with a broken line.
    """
    order = leaves_in_order(joins)
    order += [leaf for leaf in labels if leaf not in order]
    with rc_context(STYLE):
        longest = max((len(text) for text in labels.values()), default=1)
        width = EDGE + TREE_WIDTH + 0.12 + longest * LETTER + 0.1
        height = HEAD + max(len(order), 1) * ROW + FOOT
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        axes = figure.add_axes(
            (EDGE / width, FOOT / height, TREE_WIDTH / width, (height - HEAD - FOOT) / height)
        )
        heights = [join.height for join in joins]
        top, low = max(heights, default=1.0), min(heights, default=0.0)
        start = max(low - 0.25 * max(top - low, 0.05), 0.0)
        _draw_joins(axes, joins, order, sets, start)
        for row, leaf in enumerate(order):
            inside = any(leaf in each for each in sets)
            axes.text(
                start - 0.015 * (top - start),
                row,
                labels[leaf],
                ha="left",
                va="center",
                fontsize=8,
                color=INK if inside else QUIET,
            )
        if limit is not None:
            axes.axvline(limit, color=INK, lw=0.8, ls=(0, (4, 3)))
        axes.set_xlim(max(top, limit or 0.0) + 0.03 * (top - start), start)  # leaves on the right
        axes.set_ylim(max(len(order), 1) - 0.5, -0.5)
        axes.set_yticks([])
        axes.tick_params(axis="x", labelsize=8)
        axes.set_xlabel(axis, fontsize=8)
        for side in ("left", "right", "top"):
            axes.spines[side].set_visible(False)
    return figure


def _draw_joins(
    axes: Axes,
    joins: Sequence[Join],
    order: Sequence[str],
    sets: Sequence[frozenset[str]],
    start: float,
) -> None:
    """Each join as a bracket around the middles of its two branches."""
    where = {frozenset([leaf]): (float(row), start) for row, leaf in enumerate(order)}
    for join in joins:
        whole = frozenset(join.one + join.other)
        ends = [where[frozenset(side)] for side in (join.one, join.other)]
        heavy = any(whole <= each for each in sets)
        style: dict[str, Any] = {"color": LINE, "lw": WITHIN if heavy else BETWEEN}
        for row, begins in ends:
            axes.plot([begins, join.height], [row, row], **style)
        axes.plot([join.height] * 2, [row for row, _ in ends], **style)
        where[whole] = (sum(row for row, _ in ends) / 2, join.height)


def tree_alt_text(joins: Sequence[Join], labels: Mapping[str, str], *, axis: str) -> str:
    """What the tree shows, in sentences, for those who do not see it."""
    told = [
        f"{' and '.join(join.one)} with {' and '.join(join.other)} at {join.height:.2f}"
        for join in joins
    ]
    joined = "; ".join(told) or "nothing joins"
    return f"How {len(labels)} leaves join ({axis}). {joined}."
