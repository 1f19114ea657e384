"""Saturation on paper: the figure, the rule and its reason, the backlog, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from idtool.report.pages import Pages
from idtool.report.word_document import Strong
from idtool.saturation import StratumCurve


@dataclass(frozen=True, slots=True)
class SaturationPages:
    """All that a document says about saturation.

    ``curves`` are in the order of the panels; ``labels`` name strata for a
    reader, such as “officers” for ``LE``. ``counted`` says what was counted and
    ``unit`` in what. ``backlog`` holds (code, came with, interviews to read
    again). ``adequacy`` is the researcher's own note, or empty;
    ``how_to_write`` says how to add one.
    """

    curves: tuple[StratumCurve, ...]
    labels: Mapping[str, str]
    unit: str
    counted: str
    provisional: tuple[str, ...]
    backlog: tuple[tuple[str, str, str], ...]
    adequacy: str
    how_to_write: str
    closing: str

    def named(self) -> list[StratumCurve]:
        """The curves under their readers' names."""
        return [replace(c, name=self.labels.get(c.name, c.name)) for c in self.curves]


def saturation_document(pages: SaturationPages, document: Pages, *, study_title: str) -> bytes:
    """Figure, table, rule, backlog and adequacy note on blank pages."""
    document.title("How new codes came in", study_title)
    write_banner(document, pages.provisional)
    document.paragraph(
        f"Each {pages.unit} is counted at its first appearance in a stratum, in the order of the "
        f"interviews' weeks. Counted are {pages.counted}. People are heard again in pairs, so the "
        "paired interviews are no further people."
    )
    write_saturation_pages(document, pages)
    return document.to_bytes()


def write_banner(document: Pages, provisional: tuple[str, ...]) -> None:
    """PROVISIONAL with its reasons, if there are any."""
    if provisional:
        document.paragraph(f"PROVISIONAL: {'; '.join(provisional)}.", style="Banner")


def write_saturation_pages(document: Pages, pages: SaturationPages, *, level: int = 1) -> None:
    """The figure, a row per stratum, the backlog and the adequacy note; no verdict."""
    from idtool.report.figures import saturation_alt_text

    curves = pages.named()
    provisional = bool(pages.provisional)
    document.figure(
        figure_png(curves, provisional=provisional),
        alt_text=saturation_alt_text(curves, provisional=provisional),
        caption=f"New {pages.unit}s per interview (bars) and all {pages.unit}s so far (line), "
        "with the runs of the run-length rule below. " + pages.closing,
        width=0.88,
    )
    document.table(
        ["Stratum", "Interviews", f"{pages.unit.capitalize()}s", "Run-length rule", "Coverage"],
        [_row(curve) for curve in curves],
        [2.2, 1.2, 0.9, 4.6, 1.1],
        about="Saturation by stratum: interviews, codes, run-length rule, sample coverage",
        right=[1, 2, 4],
    )
    rule = curves[0].rule
    document.paragraph(
        f"Rule: base of {rule.base_size} interviews, runs of {rule.run_length}, threshold "
        f"{100 * rule.new_information_threshold:g} % ({rule.source}). Coverage: share of all "
        "codes, weighted by how often they occur, that these interviews hold; undefined where "
        "too little was met twice.",
        style="Caption",
    )
    _write_beside(document, pages, curves)
    if pages.backlog:
        document.heading("Still to be read again", level + 1)
        document.paragraph(
            "These codes came late. Until the earlier interviews are read again for them, a "
            "curve can show something new that was there all along."
        )
        document.table(
            ["Code", "Came with", "Interviews to read again"],
            pages.backlog,
            [3, 1.4, 5],
            about="Codes that came late and the interviews to read again",
        )
    document.heading("Is it enough for this study?", level + 1)
    if pages.adequacy:
        document.paragraph(pages.adequacy)
    else:
        document.paragraph(
            Strong("Not yet written. "),
            "No number answers this. It takes the researcher's own words: which settings and "
            f"voices are in, which are missing, how deep the accounts go. {pages.how_to_write}",
            style="Gap",
        )


def _write_beside(document: Pages, pages: SaturationPages, curves: list[StratumCurve]) -> None:
    """What other rules and estimates say of the same interviews, each with its reason."""
    document.table(
        ["Stratum", "Stopping rule", "Growth curves' ceilings", "Further interviews"],
        [
            (curve.name, _stopping(curve, pages.unit), _ceilings(curve), _further(curve))
            for curve in curves
        ],
        [2.0, 3.2, 2.6, 2.2],
        about="Other rules and estimates by stratum: stopping rule, growth curves, further "
        "interviews",
    )
    first = curves[0].stopping
    document.paragraph(
        f"Stopping rule: {first.initial} interviews, then {first.stopping} in a row without a new "
        f"{pages.unit} (Francis et al. 2010). Growth curves: how many {pages.unit}s there would "
        "be in the end, by three models (Lowe et al. 2018). Further interviews: how many more like "
        "these for a coverage of 95 %. They answer other questions than the run-length rule and "
        "may disagree.",
        style="Caption",
    )


def _stopping(curve: StratumCurve, unit: str) -> str:
    stopping = curve.stopping
    if not stopping.assessable:
        return f"not assessable: {stopping.reason}"
    if not stopping.first_without:
        return f"not met: no {stopping.stopping} in a row without a new {unit}"
    return f"first met at {stopping.first_without}; {stopping.n_new_after} new {unit}s after that"


def _ceilings(curve: StratumCurve) -> str:
    if all(not model.identified for model in curve.models):
        reasons = dict.fromkeys(str(model.reason) for model in curve.models)
        return f"not identified: {'; '.join(reasons)}"
    return ", ".join(
        f"{model.model} {model.ceiling:.0f}"
        if model.identified
        else f"{model.model} not identified"
        for model in curve.models
    )


def _further(curve: StratumCurve) -> str:
    further = curve.further
    if further is None:
        return "undefined"
    guess = "; past twice those held, a guess" if further.beyond_double else ""
    return f"{further.value} (middle 95 % of draws: {further.low} to {further.high}{guess})"


def figure_png(curves: list[StratumCurve], *, provisional: bool) -> bytes:
    """The saturation figure as a picture for a document; the same bytes every time."""
    from io import BytesIO

    from matplotlib import rc_context

    from idtool.report.figures import DOTS_PER_INCH, saturation_figure
    from idtool.report.palette import STYLE

    drawn = BytesIO()
    with rc_context(STYLE):
        saturation_figure(curves, provisional=provisional).savefig(
            drawn, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None}
        )
    return drawn.getvalue()


def _row(curve: StratumCurve) -> tuple[str, str, str, str, str]:
    if curve.assessable:
        outcome = "; ".join(
            f"{curve.interviews[run.first - 1]} to {curve.interviews[run.last - 1]}: "
            f"{run.new_codes} new, {100 * run.proportion:.0f} % of the base, "
            f"{'at or under' if run.within_threshold else 'above'} the threshold"
            for run in curve.windows
        )
    else:
        outcome = f"not assessable: {curve.reason}"
    coverage = curve.estimates.coverage
    return (
        curve.name,
        str(curve.n_interviews),
        str(curve.estimates.observed),
        outcome,
        "undefined" if coverage is None else f"{coverage:.2f}",
    )
