"""``idtool cluster``: candidate groupings of segments, and candidate patterns of codes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._models import with_model
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.code_patterns import PatternReport
    from idtool.steps.grouping import GroupingReport, On
    from idtool.steps.study_folder import LoadedStudy

MOST_GROUPINGS = 40
FEWEST_SEGMENTS = 40


class OnName(StrEnum):
    """What can be grouped."""

    coded = "coded"
    uncoded = "uncoded"
    all = "all"
    unexplained = "unexplained"
    codes = "codes"


class MeetName(StrEnum):
    """Where codes can meet."""

    answer = "answer"
    person = "person"


def cluster(
    context: Context,
    focus: Annotated[str | None, typer.Option(help="Only segments coded under this focus.")] = None,
    on: Annotated[
        OnName, typer.Option(help="Segments: coded, uncoded, all, unexplained; or codes.")
    ] = (OnName.coded),
    k: Annotated[str, typer.Option("--k", help="How many groupings: auto, or 2 to 40.")] = "auto",
    seed: Annotated[int, typer.Option(help="Seed; the same seed gives the same groupings.")] = 7,
    keep_vignette_words: Annotated[
        bool,
        typer.Option("--keep-vignette-words", help="Keep what was asked, to see what it does."),
    ] = False,
    minimum: Annotated[
        int | None,
        typer.Option(
            "--min", help="Refuse below this many segments (40), or meetings of codes (10).", min=10
        ),
    ] = None,
    meet: Annotated[
        MeetName, typer.Option("--meet", help="Codes meet in one answer, or in one person's words.")
    ] = MeetName.answer,
    compare: Annotated[
        int | None,
        typer.Option("--compare", metavar="RUN", help="Show what became of this run's groupings."),
    ] = None,
    embeddings: Annotated[
        Path | None,
        typer.Option(help="A local sentence model's folder; remembered in study.yaml."),
    ] = None,
    no_embeddings: Annotated[
        bool, typer.Option("--no-embeddings", help="Leave out the remembered model.")
    ] = False,
    figure: Annotated[
        Path | None, typer.Option(help="A folder to draw into: map, people, and how they join.")
    ] = None,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs so far; nothing new.")] = (
        False
    ),
    show: Annotated[
        int | None, typer.Option("--show", metavar="RUN", help="Show this run again; nothing new.")
    ] = None,
    dismiss: Annotated[
        str | None,
        typer.Option(
            "--dismiss",
            metavar="GROUPING",
            help="Mark a grouping as nothing to follow; needs --why.",
        ),
    ] = None,
    restore: Annotated[
        str | None,
        typer.Option("--restore", metavar="GROUPING", help="Take a dismissal back."),
    ] = None,
    run: Annotated[
        int | None,
        typer.Option("--run", help="The run of the grouping to dismiss; default: the last."),
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Why it is dismissed; kept in the trail.")] = "",
) -> None:
    """Offer groupings of segments that share words, or patterns of codes that meet.

    A grouping is a candidate: adopt one by naming it (idtool theme from-group), or
    dismiss it with a reason. Each run is kept, and the next one is matched to it.

    Example:
        idtool cluster --focus Potential
        idtool cluster --on codes
        idtool cluster --dismiss "Group 3" --why "the order of the questions"
    """
    options = asked(context)
    study = options.load()
    wanted = [runs, show is not None, dismiss is not None, restore is not None]
    if sum(wanted) > 1:
        raise UsageProblem(
            "One thing at a time: --runs, --show, --dismiss and --restore exclude each other.",
            "List the runs first: idtool cluster --runs",
        )
    if runs:
        _list_runs(options, study)
    elif dismiss is not None or restore is not None:
        _decide(options, study, dismiss, restore, run=run, why=why)
    elif show is not None:
        _show_again(options, study, show, figure)
    elif on is OnName.codes:
        from idtool.steps.code_patterns import find_code_patterns
        from idtool.themes.patterns import FEWEST_MEETINGS

        found = find_code_patterns(
            study,
            options.act(study),
            focus=study.focus_named(focus) if focus else None,
            meet=meet.value,
            k=_number(k),
            seed=seed,
            minimum=FEWEST_MEETINGS if minimum is None else minimum,
            compare=compare,
            keep_questions=keep_vignette_words,
        )
        _show_codes(options, found, figure)
    else:
        from idtool.steps.grouping import group_study

        study = with_model(options, study, embeddings, left_out=no_embeddings)
        report = group_study(
            study,
            options.act(study),
            focus=study.focus_named(focus) if focus else None,
            on=cast("On", on.value),
            k=_number(k),
            seed=seed,
            keep_vignette_words=keep_vignette_words,
            minimum=FEWEST_SEGMENTS if minimum is None else minimum,
            compare=compare,
            use_model=not no_embeddings,
        )
        _show_segments(options, report, figure)


def _show_again(options: Asked, study: LoadedStudy, run: int, figure: Path | None) -> None:
    """An earlier run, of groupings or of patterns."""
    from idtool.steps.code_patterns import show_patterns
    from idtool.steps.grouping import show_run
    from idtool.steps.grouping_runs import is_of_codes

    if is_of_codes(study, options.act(study), run):
        _show_codes(options, show_patterns(study, options.act(study), run), figure, again=True)
    else:
        _show_segments(options, show_run(study, options.act(study), run), figure, again=True)


def _number(k: str) -> int | Literal["auto"]:
    """How many groupings were asked for."""
    if k == "auto":
        return "auto"
    if not (k.isdigit() and 2 <= int(k) <= MOST_GROUPINGS):
        raise UsageProblem(
            f"“{k}” groupings cannot be made.", f"Use auto, or a number from 2 to {MOST_GROUPINGS}."
        )
    return int(k)


def _show_segments(
    options: Asked, report: GroupingReport, figure: Path | None, *, again: bool = False
) -> None:
    from idtool.cli._cluster_show import groupings_json, show_groupings

    figures: tuple[str, ...] = ()
    if figure is not None:
        from idtool.steps.grouping_figures import write_grouping_figures

        figures = write_grouping_figures(report, figure)
    if options.json:
        _show.show_json({**groupings_json(report), "figures": list(figures)})
    else:
        show_groupings(options, report, again=again)
        _say_written(options, figures)


def _show_codes(
    options: Asked, report: PatternReport, figure: Path | None, *, again: bool = False
) -> None:
    from idtool.cli._patterns_show import patterns_json, show_patterns

    figures: tuple[str, ...] = ()
    if figure is not None:
        from idtool.steps.grouping_figures import write_pattern_figures

        figures = write_pattern_figures(report, figure)
    if options.json:
        _show.show_json({**patterns_json(report), "figures": list(figures)})
    else:
        show_patterns(options, report, again=again)
        _say_written(options, figures)


def _say_written(options: Asked, figures: Sequence[str]) -> None:
    for path in figures:
        _show.say(options, f"Wrote {path}")


def _list_runs(options: Asked, study: LoadedStudy) -> None:
    from idtool.steps.grouping_runs import list_runs

    entries = list_runs(study, options.act(study))
    if options.json:
        _show.show_json({"runs": entries})
        return
    _show.table(
        options,
        f"{len(entries)} runs" if len(entries) != 1 else "1 run",
        ["run", "when", "on", "seed", "of", "groups", "themes", "dismissed"],
        [
            (
                entry.run,
                entry.at[:10],
                f"{entry.on}, {entry.focus}" if entry.focus else entry.on,
                entry.seed,
                entry.n_segments,
                entry.n_groupings,
                ", ".join(map(" ".join, zip(entry.themes, entry.names, strict=True))),
                entry.n_dismissed or "",
            )
            for entry in entries
        ],
        right=["run", "seed", "of", "groups", "dismissed"],
    )
    _show.say(options, "See one again: idtool cluster --show RUN")


def _decide(
    options: Asked,
    study: LoadedStudy,
    dismiss: str | None,
    restore: str | None,
    *,
    run: int | None,
    why: str,
) -> None:
    from idtool.steps.dismissing import dismiss_grouping, restore_grouping

    act = options.act(study)
    if dismiss is not None:
        decided = dismiss_grouping(study, act, dismiss, why=why, run=run)
    else:
        decided = restore_grouping(study, act, restore or "", why=why, run=run)
    if options.json:
        _show.show_json(decided)
    elif decided.dismissed:
        _show.say(
            options,
            f"{decided.grouping} of run {decided.run} is dismissed: {decided.why}",
            "It stays marked in later runs. To take it back: "
            f'idtool cluster --restore "{decided.grouping}" --run {decided.run}',
        )
    else:
        _show.say(options, f"{decided.grouping} of run {decided.run} is a candidate again.")
