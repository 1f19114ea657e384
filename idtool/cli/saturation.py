"""``idtool saturation``: new codes per interview, by stratum, without a verdict."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.steps.saturating import SaturationReport


class UnitName(StrEnum):
    """What is counted as new."""

    code = "code"
    theme = "theme"


def saturation(
    context: Context,
    base: Annotated[int | None, typer.Option(help="Interviews in the base.", min=1)] = None,
    run: Annotated[int | None, typer.Option(help="Interviews in a run.", min=1)] = None,
    threshold: Annotated[
        float | None, typer.Option(help="New-information threshold, such as 0.05.")
    ] = None,
    strata: Annotated[str, typer.Option(help="Strata, separated by commas; or all.")] = "",
    unit: Annotated[UnitName | None, typer.Option(help="code or theme.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the shuffled orders.")] = 7,
    out: Annotated[
        Path | None, typer.Option(help="Folder for figure and table; default: the study's out/.")
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", help="A CSV with interview,code; works without a study."),
    ] = None,
    no_figure: Annotated[bool, typer.Option("--no-figure", help="Write no files.")] = False,
) -> None:
    """Describe how new codes came in, interview by interview, for each stratum.

    The run-length rule is Guest, Namey & Chen (2020). Where the data cannot
    carry it, the answer is "not assessable", with the reason.

    Example:
        idtool saturation --base 4 --run 2
    """
    from dataclasses import replace

    from idtool.steps import saturating

    options = asked(context)
    request = saturating.SaturationRequest(
        base=base,
        run=run,
        threshold=threshold,
        strata=tuple(word.strip() for word in strata.split(",") if word.strip()),
        unit=unit.value if unit else None,
        seed=seed,
    )
    if from_ is not None:
        report = saturating.describe_table(from_, request)
        folder = out
    else:
        study = options.load()
        report = saturating.describe_saturation(study, options.act(study), request)
        folder = out or study.folder / "out"
    if folder is not None and not no_figure:
        report = replace(report, figures=saturating.write_saturation(report, folder))
    if options.json:
        _show.show_json(saturating.saturation_json(report))
    else:
        _show_report(options, report)


def _show_report(options: Asked, report: SaturationReport) -> None:
    from idtool.steps.saturating import NOTHING_PROMISED

    if report.provisional:
        _show.say(options, f"PROVISIONAL: {'; '.join(report.provisional)}.", style="bold")
    for name, curve in report.strata.items():
        _show.table(
            options,
            f"{name}: {curve.n_interviews} interviews, {curve.estimates.observed} "
            f"{report.unit}s ({report.counted})",
            ["interview", f"new {report.unit}s", "so far"],
            zip(curve.interviews, curve.new_codes, curve.cumulative, strict=True),
            right=[f"new {report.unit}s", "so far"],
        )
        if curve.assessable:
            for window in curve.windows:
                first, last = curve.interviews[window.first - 1], curve.interviews[window.last - 1]
                share = (
                    "" if window.proportion is None else f", {window.proportion:.1%} of the base"
                )
                _show.say(
                    options,
                    f"  Run {first} to {last}: {window.new_codes} new {report.unit}s{share} "
                    f"(threshold {curve.rule.new_information_threshold:.0%}).",
                )
        else:
            _show.say(options, f"  Run-length rule: not assessable ({curve.reason}).")
        coverage = curve.estimates.coverage
        chao = curve.estimates.chao2
        if coverage is not None:
            _show.say(options, f"  Sample coverage: {coverage:.2f}.")
        if chao.value is not None and chao.low is not None and chao.high is not None:
            _show.say(
                options,
                f"  Chao2, a lower bound: {chao.value:.1f} {report.unit}s "
                f"(95 % interval {chao.low:.1f} to {chao.high:.1f}).",
            )
        for field, sentence in curve.notes.items():
            _show.note(options, f"  {field}: {sentence}")
    if report.backlog:
        _show.table(
            options,
            "To be read again for codes that came late (idtool read I01 --for CODE)",
            ["code", "came with", "interviews"],
            [(b.code, b.came_with, " ".join(b.interviews)) for b in report.backlog],
        )
    _show.say(options, NOTHING_PROMISED)
    if report.figures:
        _show.say(options, "Written:", *(f"  {path}" for path in report.figures))
