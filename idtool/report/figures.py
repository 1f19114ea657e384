"""Figures for print and screen: grey-proof, color-blind safe, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from idtool.report.palette import BAND, BAR, BASE, INK, LINE, QUIET, STYLE
from idtool.report.saturation_panels import CurveMark, draw_curve, draw_runs, label_interviews
from idtool.saturation import StratumCurve
from idtool.saturation.incidence import count_interviews
from idtool.written import write_bytes_atomically

DOTS_PER_INCH = 200

# Inches. The panels keep their size whatever the number of strata.
PANELS_PER_ROW = 3
PANEL_WIDTH, PANEL_HEIGHT, STRIP_HEIGHT = 3.1, 2.4, 0.9
INTERVIEW_WIDTH = 0.2  # a panel grows past PANEL_WIDTH for many interviews, up to a page
PAGE_WIDTH = 9.5
LEFT, BETWEEN, RIGHT = 0.85, 0.6, 0.3
HEAD, GAP, FOOT = 0.72, 0.16, 0.68
BANNER, KEY = 0.5, 0.75


def saturation_figure(
    curves: Sequence[StratumCurve],
    *,
    provisional: bool,
    marks: Sequence[CurveMark] = (),
) -> Figure:
    """New codes per interview, one panel per stratum, on one scale.

    Above: bars for new codes, a line for all codes so far, a band for the same
    line over shuffled orders. Below: each run of the run-length rule as a stroke
    over its interviews, at its height in percent of the base, with the
    threshold dashed; or the reason why there is none.

    Args:
        curves: One per stratum, in the order of the panels; at least one.
        provisional: Whether to say across the top that the counts may change.
        marks: What happened when.
    """
    if not curves:
        raise ValueError("A saturation figure needs at least one stratum.")
    columns = min(len(curves), PANELS_PER_ROW)
    rows = -(-len(curves) // columns)
    wide = max(curve.n_interviews for curve in curves) * INTERVIEW_WIDTH
    panel_width = min(
        max(PANEL_WIDTH if columns > 1 else 5.0, wide),
        (PAGE_WIDTH - LEFT - RIGHT - (columns - 1) * BETWEEN) / columns,
    )
    row_height = HEAD + PANEL_HEIGHT + GAP + STRIP_HEIGHT + FOOT
    width = LEFT + columns * panel_width + (columns - 1) * BETWEEN + RIGHT
    height = (BANNER if provisional else 0) + rows * row_height + KEY
    top = max((curve.cumulative[-1] for curve in curves if curve.cumulative), default=1)
    highest = max((100 * run.proportion for curve in curves for run in curve.windows), default=0.0)

    with rc_context(STYLE):
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        for place, curve in enumerate(curves):
            row, column = divmod(place, columns)
            x = LEFT + column * (panel_width + BETWEEN)
            y = KEY + (rows - row - 1) * row_height + FOOT
            strip = _add_axes(figure, x, y, panel_width, STRIP_HEIGHT)
            panel = _add_axes(figure, x, y + STRIP_HEIGHT + GAP, panel_width, PANEL_HEIGHT)
            draw_curve(panel, curve, marks=marks, top=max(top, 1))
            draw_runs(strip, curve, highest=highest)
            label_interviews(strip, curve, width=panel_width)
            if column == 0:
                panel.set_ylabel("codes")
        _draw_key(figure, curves[0])
        if provisional:
            _draw_banner(figure)
    return figure


def saturation_alt_text(curves: Sequence[StratumCurve], *, provisional: bool) -> str:
    """What the figure shows, in sentences, for those who do not see it."""
    sentences = ["New codes per interview, and all codes so far, one panel per stratum."]
    if provisional:
        sentences.insert(0, "Provisional: the counts may change.")
    for curve in curves:
        new = ", ".join(str(n) for n in curve.new_codes) or "none"
        sentences.append(
            f"{curve.name}: {count_interviews(curve.n_interviews)}; new codes in order: {new}; "
            f"{curve.estimates.observed} codes in all."
        )
        if curve.reason:
            sentences.append(f"Run-length rule not assessable: {curve.reason}.")
        else:
            shares = ", ".join(f"{100 * window.proportion:.0f} %" for window in curve.windows)
            sentences.append(f"New codes per run in percent of the base: {shares}.")
    return " ".join(sentences)


def save_figure(figure: Figure, path_svg: Path, path_png: Path, alt_text: str) -> None:
    """Write a figure as SVG and PNG, without dates or program names.

    The alt text becomes the SVG's ``<desc>``, which screen readers speak, and a
    text field of the PNG. The same figure gives the same bytes.
    """
    with rc_context(STYLE):
        drawn = BytesIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
        image = BytesIO()
        figure.savefig(
            image,
            format="png",
            dpi=DOTS_PER_INCH,
            metadata={"Software": None, "Description": alt_text},
        )
    # from <svg on: the line before it would name an outside document type
    _, opening, after = drawn.getvalue().decode("utf-8").partition("<svg ")
    attributes, closing, content = after.partition(">")
    svg = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'{opening}role="img" aria-describedby="desc" {attributes}{closing}\n'
        f' <desc id="desc">{escape(alt_text)}</desc>{content}'
    )
    write_bytes_atomically(path_svg, svg.encode("utf-8"))
    write_bytes_atomically(path_png, image.getvalue())


def _add_axes(figure: Figure, x: float, y: float, width: float, height: float) -> Axes:
    """Axes at a place in inches from the lower left corner."""
    across, up = figure.get_size_inches()
    return figure.add_axes((x / across, y / up, width / across, height / up))


def _draw_key(figure: Figure, curve: StratumCurve) -> None:
    """How to read the figure, at its foot."""
    rule = curve.rule
    threshold = f"{100 * rule.new_information_threshold:g} %"
    up = figure.get_size_inches()[1]
    run: Any = {"color": LINE, "marker": "o", "ms": 5, "mec": LINE, "mew": 1.2, "lw": 1.4}
    entries = {
        "new codes": Patch(facecolor=BAR, edgecolor=INK, lw=0.7),
        "all codes so far": Line2D([], [], color=LINE, lw=1.8, marker="o", ms=4),
        f"run of {rule.run_length} above {threshold}": Line2D([], [], mfc="white", **run),
        f"run of {rule.run_length} at or under {threshold}": Line2D([], [], mfc=LINE, **run),
        "middle 95 % of shuffled orders": Patch(facecolor=BAND),
        f"base: first {rule.base_size}": Patch(facecolor=BASE, edgecolor=QUIET, lw=0.4),
    }
    figure.legend(
        list(entries.values()),
        list(entries),
        loc="lower center",
        bbox_to_anchor=(0.5, 0.28 / up),
        ncols=3,
        frameon=False,
        fontsize=7.5,
        columnspacing=1.6,
        handlelength=1.8,
        borderaxespad=0,
    )
    figure.text(
        0.5,
        0.14 / up,
        "This is a description of codes so far.",
        ha="center",
        va="center",
        fontsize=8,
        fontstyle="italic",
    )


def _draw_banner(figure: Figure) -> None:
    """PROVISIONAL across the top."""
    up = figure.get_size_inches()[1]
    figure.text(
        0.5,
        1 - 0.3 / up,
        "PROVISIONAL: proposals or re-reading still open, counts may change",
        ha="center",
        va="center",
        fontsize=9,
        fontweight="bold",
        bbox={"boxstyle": "square,pad=0.45", "fc": "white", "ec": INK, "lw": 1.4},
    )
