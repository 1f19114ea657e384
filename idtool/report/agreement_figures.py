"""Figures of agreement: a dot with its interval for each code, and codes against codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.agreement import Confusion, Result
from idtool.report.palette import BAND, INK, LINE, QUIET, STYLE

# Inches
ROW, CELL = 0.24, 0.34
WIDTH = 6.8
HEAD, FOOT = 0.35, 0.95
LETTER = 0.075  # width of a letter of a code's name, about

MOST_CODES = 40
"""Codes drawn in the figure by code; the table holds all."""

MOST_CONFUSED = 16
"""Codes drawn in the matrix: those in the most frequent confusions."""

NOTHING = "left off"


def agreement_figure(values: Mapping[str, Result], *, label: str, unit: str) -> Figure:
    """A dot for each code's value and a line for its 95 % interval, lowest first.

    The thin line is from drawing interviews, the thick one from drawing units. Codes
    whose value is undefined stand below with the word.

    Args:
        values: One result per code; at least one.
        label: The measure's name, for the axis.
        unit: What was compared.
    """
    order = _lowest_first(values)
    cut = len(order) < len(values)
    left = 0.35 + LETTER * max(len(code) for code in order)
    height = HEAD + ROW * len(order) + FOOT
    with rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, height))
        FigureCanvasAgg(figure)
        axes = figure.add_axes(
            (left / WIDTH, FOOT / height, 1 - (left + 0.3) / WIDTH, ROW * len(order) / height)
        )
        for place, code in enumerate(order):
            _draw_code(axes, place, values[code])
        axes.axvline(0, color=QUIET, lw=0.8, ls=(0, (4, 3)), zorder=0)
        axes.set_yticks(range(len(order)), labels=order, fontsize=8)
        axes.set_ylim(len(order) - 0.5, -0.5)
        axes.set_xlim(min(-0.1, _lowest(values) - 0.05), 1.05)
        axes.set_xlabel(f"{label} (unit: {unit}); 0 is what chance would give")
        figure.text(
            0.5,
            0.17 / height,
            "Thick line: 95 % interval from drawing units; thin: from drawing interviews; none: "
            "too few units to say."
            + (f"\nThe {MOST_CODES} lowest of {len(values)} codes." if cut else ""),
            ha="center",
            fontsize=7.5,
            fontstyle="italic",
        )
    return figure


def agreement_alt_text(values: Mapping[str, Result], *, label: str, unit: str) -> str:
    """What the figure by code shows, in sentences."""
    sentences = [f"{label} by code, unit {unit}, lowest first."]
    for code in _lowest_first(values):
        found = values[code]
        if found.value is None:
            sentences.append(f"{code}: undefined ({found.undefined}).")
            continue
        low, high = _interval(found)
        interval = "" if low is None else f" ({low:.2f} to {high:.2f})"
        sentences.append(f"{code}: {found.value:.2f}{interval}.")
    return " ".join(sentences)


def confusion_figure(
    confusions: Sequence[Confusion], both: Mapping[str, int], *, unit: str
) -> Figure:
    """Codes against codes: how many units got the one from one coder, the other from another.

    On the diagonal, in a frame, units on which coders agreed. The last column counts
    units where a coder left the row's code off and put nothing in its place. Shades
    are of confusions alone and every cell holds its number.

    Args:
        confusions: From the analysis; at least one.
        both: Units to which both coders of a pair applied each code.
        unit: What was compared.
    """
    names, table = _matrix(confusions, both)
    n = len(names)
    left = 0.35 + LETTER * max(len(name) for name in names)
    width = left + CELL * (n + 1) + 0.3
    height = 0.35 + LETTER * max(len(name) for name in [*names, NOTHING]) + CELL * n + 0.5
    shown = np.array(table, dtype=float)
    shown[np.arange(n), np.arange(n)] = 0
    with rc_context(STYLE):
        figure = Figure(figsize=(max(width, 4.2), height))
        FigureCanvasAgg(figure)
        across, up = figure.get_size_inches()
        axes = figure.add_axes((left / across, 0.5 / up, CELL * (n + 1) / across, CELL * n / up))
        _draw_cells(axes, table, shown.max() or 1.0)
        axes.set_xticks(range(n + 1), labels=[*names, NOTHING], rotation=90, fontsize=8)
        axes.set_yticks(range(n), labels=names, fontsize=8)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)
        figure.text(
            0.5,
            0.16 / up,
            f"Units ({unit}). Framed: coders agreed.",
            ha="center",
            fontsize=7.5,
            fontstyle="italic",
        )
    return figure


def confusion_alt_text(
    confusions: Sequence[Confusion], both: Mapping[str, int], *, unit: str
) -> str:
    """What the matrix shows, in sentences, most frequent first."""
    names, _ = _matrix(confusions, both)
    sentences = [f"Codes against codes, in units ({unit})."]
    for confusion in confusions:
        one, other = confusion.codes
        if one not in names or (other is not None and other not in names):
            continue
        what = f"{one} left off by one coder" if other is None else f"{one} against {other}"
        sentences.append(f"{what}: {confusion.n_units}.")
    sentences += [f"{name} by both: {both.get(name, 0)}." for name in names]
    return " ".join(sentences)


def _lowest_first(values: Mapping[str, Result]) -> list[str]:
    order = sorted(values, key=lambda code: (values[code].value is None, values[code].value or 0.0))
    return order[:MOST_CODES]


def _interval(found: Result) -> tuple[float | None, float | None]:
    if found.low_by_interview is not None:
        return found.low_by_interview, found.high_by_interview
    return found.low, found.high


def _lowest(values: Mapping[str, Result]) -> float:
    ends = [n for r in values.values() for n in (r.value, r.low, r.low_by_interview)]
    return min((n for n in ends if n is not None), default=0.0)


def _draw_code(axes: Axes, place: int, found: Result) -> None:
    if found.value is None:
        axes.text(0.01, place, "undefined", va="center", fontsize=7.5, color=QUIET)
        return
    axes.axhline(place, color=BAND, lw=0.6, zorder=0)
    if found.low_by_interview is not None and found.high_by_interview is not None:
        axes.plot([found.low_by_interview, found.high_by_interview], [place] * 2, color=INK, lw=0.9)
    if found.low is not None and found.high is not None:
        axes.plot(
            [found.low, found.high],
            [place] * 2,
            color=LINE,
            lw=3,
            alpha=0.55,
            solid_capstyle="butt",
        )
    axes.plot([found.value], [place], marker="o", ms=5.5, mfc="white", mec=LINE, mew=1.5)


def _matrix(
    confusions: Sequence[Confusion], both: Mapping[str, int]
) -> tuple[list[str], np.ndarray[Any, np.dtype[np.int64]]]:
    """Names of the most confused codes, and counts with a last column for codes left off."""
    often: dict[str, int] = {}
    for confusion in confusions:
        for code in confusion.codes:
            if code is not None:
                weight = confusion.n_units * (1 if confusion.codes[1] is None else 2)
                often[code] = often.get(code, 0) + weight
    names = sorted(sorted(often), key=lambda code: -often[code])[:MOST_CONFUSED]
    names.sort()
    table = np.zeros((len(names), len(names) + 1), dtype=np.int64)
    for i, name in enumerate(names):
        table[i, i] = both.get(name, 0)
    for confusion in confusions:
        one, other = confusion.codes
        if one not in names:
            continue
        i = names.index(one)
        if other is None:
            table[i, -1] += confusion.n_units
        elif other in names:
            j = names.index(other)
            table[i, j] += confusion.n_units
            table[j, i] += confusion.n_units
    return names, table


def _draw_cells(axes: Axes, table: np.ndarray[Any, np.dtype[np.int64]], top: float) -> None:
    rows, columns = table.shape
    for i in range(rows):
        for j in range(columns):
            same = i == j
            share = 0.0 if same else float(table[i, j]) / top
            shade = str(1 - 0.75 * share)
            axes.add_patch(_square(j, i, "white" if same else shade, framed=same))
            if table[i, j]:
                ink = "white" if share > 0.55 else INK
                axes.text(j, i, str(table[i, j]), ha="center", va="center", fontsize=7, color=ink)
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)


def _square(x: float, y: float, color: str, *, framed: bool) -> Any:
    from matplotlib.patches import Rectangle

    edge, width = (INK, 1.2) if framed else ("#e6e6e6", 0.5)
    return Rectangle(
        (x - 0.46, y - 0.46), 0.92, 0.92, facecolor=color, edgecolor=edge, linewidth=width
    )
