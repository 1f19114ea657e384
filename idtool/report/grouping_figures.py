"""Groupings drawn: a map of segments told apart by marker, and people by grouping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.report.palette import BAR, INK, LINE, QUIET, STYLE

MARKERS = "os^DvPX*<>ph"
FILLS = (LINE, "white", BAR)
LARGEST_DOT = 190.0

Dot = tuple[float, float, str | None]
Cell = tuple[str, str]


def draw_map(dots: Sequence[Dot], names: Sequence[str]) -> Figure:
    """Every segment as a mark: one shape and filling per grouping, small dots for none.

    Args:
        dots: Across, up and grouping of each segment.
        names: The groupings, in order.
    """
    with rc_context(STYLE):
        figure = Figure(figsize=(7.0, 5.2))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.04, 0.08, 0.68, 0.88))
        alone = [(x, y) for x, y, name in dots if name is None]
        if alone:
            across, up = zip(*alone, strict=True)
            axes.scatter(across, up, s=5, c=QUIET, lw=0, alpha=0.55, label="none")
        for number, name in enumerate(names):
            inside = [(x, y) for x, y, at in dots if at == name]
            if inside:
                across, up = zip(*inside, strict=True)
                axes.scatter(
                    across,
                    up,
                    s=34,
                    marker=MARKERS[number % len(MARKERS)],
                    facecolor=FILLS[number % len(FILLS)],
                    edgecolor=INK,
                    lw=0.7,
                    label=name,
                )
        axes.set_xticks([])
        axes.set_yticks([])
        axes.set_xlabel("Near here need not be near in fact: two directions of many.", fontsize=7.5)
        figure.legend(loc="center left", bbox_to_anchor=(0.74, 0.5), frameon=False, fontsize=8)
    return figure


def map_alt_text(dots: Sequence[Dot], names: Sequence[str]) -> str:
    """What the map shows, in sentences."""
    counts = {name: sum(1 for dot in dots if dot[2] == name) for name in names}
    none = sum(1 for dot in dots if dot[2] is None)
    listed = "; ".join(f"{name}: {n} segments" for name, n in counts.items()) or "no grouping"
    return f"Map of {len(dots)} segments in two directions. {listed}; in none: {none}."


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
