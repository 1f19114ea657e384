"""Figures of comparisons: people by code and group, and the talk of a pair; readable in grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from idtool.compare import PeopleTable
from idtool.compare.flow import Flow
from idtool.compare.pair_talk import PairTalk
from idtool.report.palette import BAR, INK, LINE, QUIET, STYLE

ROW, COLUMN, LABELS = 0.26, 1.35, 2.7  # inches
HEAD, FOOT = 0.75, 0.55
LARGEST = 150  # points squared: the circle of “all who had the chance”
HATCHES = ("", "////", "....", "xxxx")


def people_figure(
    table: PeopleTable,
    labels: Mapping[str, str],
    *,
    shown: Mapping[tuple[str, str], str],
    provisional: bool,
) -> Figure:
    """A circle for each code and group; its area is the share of those who had the chance.

    Args:
        table: People by code and group; codes nobody has are left out.
        labels: Names of the groups.
        shown: The text of each cell, guarded where it has to be; guarded cells
            get no circle.
        provisional: Whether to say across the top that the counts may change.
    """
    codes = [c for c in table.codes if any(table.cells[(c, g)].k for g in table.groups)]
    width = LABELS + COLUMN * len(table.groups) + 0.3
    height = HEAD + ROW * max(1, len(codes)) + FOOT
    with rc_context(STYLE):
        figure = _canvas(width, height)
        axes = figure.add_axes(
            (
                LABELS / width,
                FOOT / height,
                COLUMN * len(table.groups) / width,
                ROW * max(1, len(codes)) / height,
            )
        )
        for row, code in enumerate(codes):
            for column, group in enumerate(table.groups):
                cell, text = table.cells[(code, group)], shown[(code, group)]
                if cell.k and not text.startswith("<"):
                    axes.scatter(
                        column - 0.2, row, s=LARGEST * cell.k / cell.n, c=BAR, ec=INK, lw=0.7
                    )
                axes.text(column + 0.02, row, text, va="center", fontsize=7.5)
        axes.set_xlim(-0.5, len(table.groups) - 0.5)
        axes.set_ylim(len(codes) - 0.5, -0.5)
        axes.set_yticks(range(len(codes)), codes, fontsize=7.5)
        names = [labels[group] for group in table.groups]
        axes.set_xticks(range(len(names)), [_wrapped(name) for name in names], fontsize=8)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.hlines(
            [row + 0.5 for row in range(len(codes) - 1)],
            -0.5,
            len(table.groups) - 0.5,
            color="#e2e2e2",
            lw=0.6,
            zorder=0,
        )
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        _foot(
            figure,
            "People with the code, of those who had the chance to speak to it; area of the circle: "
            "their share.",
            provisional=provisional,
        )
    return figure


def people_alt_text(
    table: PeopleTable, labels: Mapping[str, str], shown: Mapping[tuple[str, str], str]
) -> str:
    """The figure in sentences."""
    rows = [
        f"{code}: "
        + ", ".join(f"{labels[group]} {shown[(code, group)]}" for group in table.groups)
        + "."
        for code in table.codes
        if any(table.cells[(code, group)].k for group in table.groups)
    ]
    return " ".join(["People by code and group, of those who had the chance.", *rows])


def talk_figure(talk: PairTalk) -> Figure:
    """Each person's share of the words, stretch by stretch; patterns tell them apart in grey."""
    stretches = [s for s in talk.stretches if any(share.words for share in s.shares)]
    rows: list[tuple[str, Sequence[Any]]] = [("whole", talk.whole)]
    rows += [(s.mark, s.shares) for s in stretches]
    width, height = 7.0, HEAD + 0.3 * len(rows) + FOOT + 0.25
    with rc_context(STYLE):
        figure = _canvas(width, height)
        axes = figure.add_axes((0.1, (FOOT + 0.25) / height, 0.86, 0.3 * len(rows) / height))
        colors = (BAR, "white", "#d9d9d9", LINE)
        for row, (_, shares) in enumerate(rows):
            left = 0.0
            for place, share in enumerate(shares):
                part = 100 * (share.share_of_words or 0)
                axes.barh(
                    row, part, left=left, height=0.72, color=colors[place % 4], ec=INK, lw=0.7,
                    hatch=HATCHES[place % 4], label=share.person if row == 0 else None,
                )  # fmt: skip
                left += part
            first = next((s.order[:1] for s in stretches if s.mark == rows[row][0]), ())
            if first:
                axes.text(101, row, f"{first[0]} began", va="center", fontsize=7, color=QUIET)
        axes.axvline(50, color=INK, lw=0.7, ls=(0, (2, 2)))
        axes.set_xlim(0, 115)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_yticks(range(len(rows)), [name for name, _ in rows])
        axes.set_xlabel("share of the pair's words, %", fontsize=8)
        axes.set_title(f"{talk.interview}: who speaks how much", loc="left", fontsize=10, pad=22)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=4, frameon=False, fontsize=8)
    return figure


def talk_alt_text(talk: PairTalk) -> str:
    """The figure in sentences."""
    whole = ", ".join(f"{s.person} {100 * (s.share_of_words or 0):.0f} %" for s in talk.whole)
    parts = [f"{talk.interview}: share of the pair's words: {whole}."]
    for stretch in talk.stretches:
        if stretch.order:
            shares = ", ".join(
                f"{s.person} {100 * (s.share_of_words or 0):.0f} %" for s in stretch.shares
            )
            parts.append(f"{stretch.mark}: {stretch.order[0]} began; {shares}.")
    return " ".join(parts)


def flow_figure(flow: Flow) -> Figure:
    """Where two kinds of codes stand along a stretch of turns, one line each."""
    with rc_context(STYLE):
        figure = _canvas(7.0, 2.1)
        axes = figure.add_axes((0.17, 0.34, 0.8, 0.42))
        for row, (places, marker) in enumerate(
            ((flow.first_places, "s"), (flow.second_places, "o"))
        ):
            turns = [int(at.rsplit("t", 1)[1]) for at in places]
            face = LINE if row == 0 else "white"
            axes.plot(
                turns, [row] * len(turns), marker, ms=7, mfc=face, mec=LINE, mew=1.2, clip_on=False
            )
        length = (flow.last_turn - flow.first_turn + 1) / 3
        for third in (1, 2):
            axes.axvline(
                flow.first_turn + third * length - 0.5, color=QUIET, lw=0.7, ls=(0, (2, 2))
            )
        axes.set_xlim(flow.first_turn - 0.5, flow.last_turn + 0.5)
        axes.set_ylim(1.6, -0.6)
        axes.set_yticks([0, 1], [flow.first[:24], flow.second[:24]])
        axes.set_xlabel("turn; dashed lines part the thirds", fontsize=8)
        axes.set_title(f"{flow.interview}: {flow.in_words}", loc="left", fontsize=9)
    return figure


def flow_alt_text(flow: Flow) -> str:
    """The figure in sentences."""
    return (
        f"{flow.interview}, turns {flow.first_turn} to {flow.last_turn}: {flow.in_words}. "
        f"{flow.first} at {', '.join(flow.first_places) or 'no turn'}; "
        f"{flow.second} at {', '.join(flow.second_places) or 'no turn'}."
    )


def _canvas(width: float, height: float) -> Figure:
    figure = Figure(figsize=(width, height))
    FigureCanvasAgg(figure)
    return figure


def _foot(figure: Figure, sentence: str, *, provisional: bool) -> None:
    up = figure.get_size_inches()[1]
    figure.text(0.02, 0.2 / up, sentence, fontsize=7.5, color=QUIET)
    if provisional:
        figure.text(
            0.02, 1 - 0.2 / up, "PROVISIONAL: counts may change", fontsize=9, fontweight="bold"
        )


def _wrapped(name: str, width: int = 20) -> str:
    from textwrap import fill

    return fill(name, width)
