"""Groupings drawn: a map of segments told apart by marker, and people by grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import atan2, cos, sin, sqrt, tau
from typing import Literal

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.report.palette import BAR, INK, LINE, QUIET, STYLE

MARKERS = "os^DvPX*<>ph"
FILLS = (LINE, "white", BAR)
LARGEST_DOT = 190.0

NAMES_AT = 1.1
READ_MAP = (
    "On the rim: falls into that grouping in every draw of other people. In the middle: into none. "
    "Neighbors on the rim are nearest."
)

Dot = tuple[float, float, str | None]
Cell = tuple[str, str]


def draw_map(dots: Sequence[Dot], names: Sequence[str]) -> Figure:
    """Every segment as a mark: one shape and filling per grouping, small dots for none.

    Each grouping's name stands outside it, seen from the middle.

    Args:
        dots: Across, up and grouping of each segment, across and up from -1 to 1.
        names: The groupings, in order.
    """
    with rc_context(STYLE):
        figure = Figure(figsize=(7.0, 7.0))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.02, 0.06, 0.96, 0.92))
        alone = [(x, y) for x, y, name in dots if name is None]
        if alone:
            across, up = zip(*alone, strict=True)
            axes.scatter(across, up, s=5, c=QUIET, lw=0, alpha=0.55)
        for number, name in enumerate(names):
            inside = [(x, y) for x, y, at in dots if at == name]
            if inside:
                across, up = zip(*inside, strict=True)
                axes.scatter(
                    across,
                    up,
                    s=26,
                    marker=MARKERS[number % len(MARKERS)],
                    facecolor=FILLS[(number + number // len(MARKERS)) % len(FILLS)],
                    edgecolor=INK,
                    lw=0.6,
                )
        for name, (x, y) in _around(dots, names).items():
            axes.text(x, y, name, ha=_side(x), va="center", fontsize=7.5)
        axes.set_xlim(-1.35, 1.35)
        axes.set_ylim(-1.25, 1.25)
        axes.set_axis_off()
        figure.text(0.5, 0.02, READ_MAP, ha="center", fontsize=7.5)
    return figure


def _around(dots: Sequence[Dot], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Where names go: evenly around all, in the order in which their segments lie."""
    turns: dict[str, float] = {}
    for name in names:
        inside = [(x, y) for x, y, at in dots if at == name]
        if inside:
            across, up = zip(*inside, strict=True)
            turns[name] = atan2(sum(across), sum(up))
    ordered = sorted(turns, key=lambda name: turns[name])
    even = {name: tau * number / len(ordered) for number, name in enumerate(ordered)}
    off = atan2(
        sum(sin(turns[name] - even[name]) for name in ordered),
        sum(cos(turns[name] - even[name]) for name in ordered),
    )
    return {
        name: (NAMES_AT * sin(even[name] + off), NAMES_AT * cos(even[name] + off))
        for name in ordered
    }


def _side(x: float) -> Literal["left", "center", "right"]:
    """On which side of its place a name begins."""
    return "center" if abs(x) < 0.2 else "left" if x > 0 else "right"


def map_alt_text(dots: Sequence[Dot], names: Sequence[str]) -> str:
    """What the map shows, in sentences."""
    counts = {name: sum(1 for dot in dots if dot[2] == name) for name in names}
    none = sum(1 for dot in dots if dot[2] is None)
    listed = "; ".join(f"{name}: {n} segments" for name, n in counts.items()) or "no grouping"
    return f"Map of {len(dots)} segments. {listed}; in none: {none}. {READ_MAP}"


def draw_people(people: Sequence[str], names: Sequence[str], cells: Mapping[Cell, int]) -> Figure:
    """People down, groupings across (or codes and people); a dot grows with the number in it."""
    with rc_context(STYLE):
        height = 1.1 + 0.28 * max(len(people), 1)
        figure = Figure(figsize=(1.4 + 0.75 * max(len(names), 2), height))
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        most = max(cells.values(), default=1)
        for row, person in enumerate(people):
            for column, name in enumerate(names):
                n = cells.get((person, name), 0)
                if n:
                    axes.scatter(column, row, s=LARGEST_DOT * sqrt(n / most), c=BAR, ec=INK, lw=0.7)
                    axes.text(column, row, str(n), ha="center", va="center", fontsize=6.5)
        axes.set_xticks(range(len(names)), names, rotation=30, ha="right", fontsize=8)
        axes.set_yticks(range(len(people)), people, fontsize=8)
        axes.set_xlim(-0.6, max(len(names), 1) - 0.4)
        axes.set_ylim(len(people) - 0.4, -0.6)
        figure.tight_layout()
    return figure


def people_alt_text(people: Sequence[str], names: Sequence[str], cells: Mapping[Cell, int]) -> str:
    """What the matrix shows, in sentences."""
    told = []
    for name in names:
        who = [f"{person} {cells[person, name]}" for person in people if cells.get((person, name))]
        told.append(f"{name}: {len(who)} people ({', '.join(who)})")
    return f"Segments by person and grouping, of {len(people)} people. " + ". ".join(told) + "."


def codes_alt_text(codes: Sequence[str], people: Sequence[str], cells: Mapping[Cell, int]) -> str:
    """What the matrix of codes by people shows, in sentences."""
    told = []
    for code in codes:
        who = [f"{person} {cells[code, person]}" for person in people if cells.get((code, person))]
        told.append(f"{code}: {len(who)} people ({', '.join(who)})")
    return f"On how many occasions each of {len(people)} people has a code. {'. '.join(told)}."
