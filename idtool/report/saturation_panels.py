"""The parts of one panel of the saturation figure: curve above, runs below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from idtool.report.palette import BAND, BAR, BASE, INK, LINE, QUIET
from idtool.saturation import StratumCurve
from idtool.saturation.incidence import count_interviews


@dataclass(frozen=True, slots=True)
class CurveMark:
    """Something that happened during collection, such as a change of the guide.

    Drawn before ``interview`` in every panel that holds it, or in the panel of
    one ``stratum``. ``label`` is short, such as ``guide 1.1``.
    """

    interview: str
    label: str
    stratum: str | None = None


def draw_curve(panel: Axes, curve: StratumCurve, *, marks: Sequence[CurveMark], top: int) -> None:
    """The upper part of a panel: bars, cumulative line, band, base, marks."""
    n = curve.n_interviews
    places = list(range(1, n + 1))
    _shade_base(panel, curve)
    if n:
        panel.fill_between(places, curve.band.low, curve.band.high, color=BAND, lw=0, zorder=1)
        panel.bar(places, curve.new_codes, width=0.62, color=BAR, edgecolor=INK, lw=0.7, zorder=2)
        panel.plot(places, curve.cumulative, color=LINE, lw=1.8, marker="o", ms=4, zorder=4)
    panel.set_ylim(0, top * 1.14)
    panel.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    panel.set_xticks([])
    labels: dict[str, list[str]] = {}
    for mark in marks:
        if mark.stratum not in (None, curve.name):
            continue
        labels.setdefault(mark.interview, []).append(mark.label)
    for interview, names in labels.items():
        if interview in curve.interviews:
            at = curve.interviews.index(interview) + 0.5
            panel.axvline(at, color=INK, lw=0.9, ls=(0, (1, 2)), zorder=3)
            panel.annotate(
                " + ".join(names),
                (at, top * 1.13),
                xytext=(-2, 0),
                textcoords="offset points",
                rotation=90,
                ha="right",
                va="top",
                fontsize=7.5,
                zorder=5,
            )
    title = f"{curve.name} ({count_interviews(n)})"
    panel.set_title(title, loc="left", fontsize=10, fontweight="bold", pad=21)
    panel.text(0, 1.035, _summary(curve), transform=panel.transAxes, fontsize=7.5, color=QUIET)


def draw_runs(strip: Axes, curve: StratumCurve, *, highest: float) -> None:
    """The lower part of a panel: every run as a stroke, or why there is none."""
    rule = curve.rule
    threshold = 100 * rule.new_information_threshold
    top = max(highest, 2 * threshold, 10) * 1.15
    strip.set_ylim(-0.08 * top, top)
    if not curve.assessable:
        strip.set_yticks([])
        strip.spines["left"].set_visible(False)
        strip.text(
            0.5,
            0.55,
            f"not assessable\n{curve.reason}",
            transform=strip.transAxes,
            ha="center",
            va="center",
            fontsize=8.5,
            bbox={"boxstyle": "round,pad=0.5", "fc": "white", "ec": QUIET, "ls": (0, (3, 2))},
        )
        return
    _shade_base(strip, curve)
    strip.text(
        rule.base_size / 2 + 0.5,
        0.5,
        f"base:\n{rule.base_codes} codes",
        transform=strip.get_xaxis_transform(),
        ha="center",
        va="center",
        fontsize=8,
        color=QUIET,
    )
    strip.yaxis.set_major_formatter(PercentFormatter(decimals=0))
    strip.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    strip.set_ylabel("new in run,\n% of base", fontsize=8)
    end = max(curve.n_interviews, rule.base_size + rule.run_length) + 0.5
    strip.hlines(threshold, rule.base_size + 0.5, end, color=INK, lw=0.8, ls=(0, (4, 3)))
    for run in curve.windows:
        share = 100 * run.proportion
        fill = LINE if run.within_threshold else "white"
        strip.hlines(share, run.first, run.last, color=LINE, lw=1.4, zorder=3)
        strip.plot(run.last, share, "o", ms=5, mfc=fill, mec=LINE, mew=1.2, zorder=4, clip_on=False)


def _shade_base(axes: Axes, curve: StratumCurve) -> None:
    """The interviews of the base, as a pale ground; sets the width of the axes."""
    rule = curve.rule
    axes.set_xlim(0.4, max(curve.n_interviews, rule.base_size + rule.run_length) + 0.6)
    if curve.assessable:
        axes.axvspan(0.5, rule.base_size + 0.5, color=BASE, zorder=0, lw=0)


def label_interviews(strip: Axes, curve: StratumCurve, *, width: float) -> None:
    """Interview ids under a panel, turned or thinned out where there is no room."""
    n = curve.n_interviews
    strip.set_xlim(0.4, max(n, curve.rule.base_size + curve.rule.run_length) + 0.6)
    step = max(1, -(-n * 0.13 // width))
    places = range(1, n + 1, int(step))
    names = [curve.interviews[place - 1] for place in places]
    strip.set_xticks(list(places), names)
    crowded = sum(len(name) + 1 for name in names) * 0.085 > width
    strip.tick_params(axis="x", labelrotation=90 if crowded else 0, labelsize=7.5)
    strip.set_xlabel("interviews in order of collection", fontsize=8)


def _summary(curve: StratumCurve) -> str:
    """Codes met, coverage and Chao2 in one line; what is undefined is left out."""
    found = curve.estimates
    parts = [f"{found.observed} codes"]
    if found.coverage is not None:
        parts.append(f"coverage {found.coverage:.2f}")
    if found.chao2.value is not None:
        parts.append(
            f"Chao2 {found.chao2.value:.0f} [{found.chao2.low:.0f}, {found.chao2.high:.0f}]"
        )
    return " · ".join(parts)
