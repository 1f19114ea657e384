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
    grouping = "grouping"


def saturation(
    context: Context,
    base: Annotated[int | None, typer.Option(help="Interviews in the base.", min=1)] = None,
    run: Annotated[int | None, typer.Option(help="Interviews in a run.", min=1)] = None,
    threshold: Annotated[
        float | None, typer.Option(help="New-information threshold, such as 0.05.")
    ] = None,
    strata: Annotated[
        str,
        typer.Option(
            help="Strata, separated by commas: roles, individual, paired, an attribute of the "
            "roster such as setting, or all (pooled, with a warning)."
        ),
    ] = "",
    unit: Annotated[UnitName | None, typer.Option(help="code, theme or grouping.")] = None,
    initial: Annotated[
        int, typer.Option(help="Initial sample of the stopping rule (Francis 2010).", min=1)
    ] = 10,
    stopping: Annotated[
        int, typer.Option(help="Interviews in a row without a new code, by that rule.", min=1)
    ] = 3,
    plan: Annotated[
        bool,
        typer.Option("--plan", help="Before collection: expected coverage, from a pilot."),
    ] = False,
    seed: Annotated[int, typer.Option(help="Seed of the shuffled orders and draws.")] = 7,
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

    The stopping rule of Francis et al. (2010), growth curves of Lowe et al.
    (2018), Chao2, coverage and how many more interviews a coverage of 95 % would
    take stand beside it, because they can disagree; docs/methods.md has the
    formulas. With --plan, what a number of interviews could be expected to show.

    Example:
        idtool saturation --base 4 --run 2
    """
    from dataclasses import replace

    from idtool.steps import saturating

    options = asked(context)
    if plan:
        _show_plan(options, from_, seed)
        return
    request = saturating.SaturationRequest(
        base=base,
        run=run,
        threshold=threshold,
        strata=tuple(word.strip() for word in strata.split(",") if word.strip()),
        unit=unit.value if unit else None,
        seed=seed,
        initial=initial,
        stopping=stopping,
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
    from idtool.cli._saturation_show import show_curve, show_pairs
    from idtool.steps.saturating import NOTHING_PROMISED

    _show.provisional(options, report.provisional)
    for curve in report.strata.values():
        show_curve(options, report, curve)
    show_pairs(options, report)
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


def _show_plan(options: Asked, pilot: Path | None, seed: int) -> None:
    from idtool.steps import planning

    if pilot is not None:
        plan = planning.plan_from_table(pilot, seed=seed)
    else:
        study = options.load()
        plan = planning.plan_from_study(study, options.act(study), seed=seed)
    if options.json:
        _show.show_json(plan)
        return
    if plan.reason:
        _show.say(options, f"Expected coverage: {plan.reason}")
    else:
        _show.table(
            options,
            f"What interviews like the {plan.pilot_interviews} in hand could be expected to give",
            ["interviews", "coverage", "middle 95 %", "codes"],
            [
                (
                    s.interviews,
                    f"{s.coverage:.2f}",
                    f"{s.low:.2f} to {s.high:.2f}",
                    f"{s.codes:.0f}",
                )
                for s in plan.sizes
            ],
            right=["interviews", "coverage", "codes"],
        )
    _show.table(
        options,
        "To meet a code at least once, with a chance of 80 % (Fugard & Potts 2015)",
        ["people who would speak of it", "interviews"],
        [(f"{share:.0%}", n) for share, n in plan.to_meet],
        right=["interviews"],
    )
    _show.say(options, "Information power (Malterud et al. 2016), for you to answer:")
    _show.say(options, *(f"  {name}: {question}" for name, question in plan.questions))
    _show.say(options, plan.caution)
