"""``idtool cluster``: candidate groupings of segments."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli.apply import _with_model
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.grouping import GroupingReport

MOST_GROUPINGS = 40
CAUTION = "These segments share words. Whether they share meaning is for you."


class OnName(StrEnum):
    """What can be grouped."""

    coded = "coded"
    uncoded = "uncoded"
    all = "all"


def cluster(
    context: Context,
    focus: Annotated[str | None, typer.Option(help="Only segments coded under this focus.")] = None,
    on: Annotated[OnName, typer.Option(help="Coded segments, uncoded turns, or all turns.")] = (
        OnName.coded
    ),
    k: Annotated[str, typer.Option("--k", help="How many groupings: auto, or 2 to 40.")] = "auto",
    seed: Annotated[int, typer.Option(help="Seed; the same seed gives the same groupings.")] = 7,
    keep_vignette_words: Annotated[
        bool, typer.Option("--keep-vignette-words", help="Keep words of vignettes and questions.")
    ] = False,
    minimum: Annotated[
        int, typer.Option("--min", help="Refuse below this many segments.", min=10)
    ] = 40,
    compare: Annotated[
        int | None,
        typer.Option("--compare", metavar="RUN", help="Show what became of this run's groupings."),
    ] = None,
    embeddings: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|none", help="A local sentence model's folder, then remembered; or none."
        ),
    ] = None,
    figure: Annotated[
        Path | None, typer.Option(help="A folder to draw the map and the matrix of people into.")
    ] = None,
) -> None:
    """Offer groupings of segments that share words, with people, stability and echoes.

    A grouping is a candidate: adopt one by naming it (idtool theme from-group).

    Example:
        idtool cluster --focus Potential
    """
    from idtool.steps.grouping import group_study

    options = asked(context)
    study = options.load()
    if k != "auto" and not (k.isdigit() and 2 <= int(k) <= MOST_GROUPINGS):
        raise UsageProblem(
            f"“{k}” groupings cannot be made.", f"Use auto, or a number from 2 to {MOST_GROUPINGS}."
        )
    if embeddings not in (None, "none"):
        study = _with_model(options, study, Path(str(embeddings)))
    report = group_study(
        study,
        options.act(study),
        focus=study.focus_named(focus) if focus else None,
        on=on.value,
        k="auto" if k == "auto" else int(k),
        seed=seed,
        keep_vignette_words=keep_vignette_words,
        minimum=minimum,
        compare=compare,
        use_model=embeddings != "none",
    )
    figures: tuple[str, ...] = ()
    if figure is not None:
        from idtool.steps.grouping_figures import write_grouping_figures

        figures = write_grouping_figures(report, figure)
    if options.json:
        _show.show_json({**_as_json(report), "figures": list(figures)})
    else:
        _show_groupings(options, report)
        for path in figures:
            _show.say(options, f"Wrote {path}")


def _as_json(report: GroupingReport) -> dict[str, Any]:
    result = report.result

    def quoted(segment: str) -> dict[str, Any]:
        interview, turn, start, end = report.places[segment]
        return {
            "interview": interview,
            "turn": turn,
            "start": start,
            "end": end,
            "quote": report.quotes[segment],
        }

    return {
        "groupings": [
            {
                "id": g.id,
                "n_segments": g.n_segments,
                "people": list(g.people),
                "roles": dict(g.roles),
                "terms": list(g.terms),
                "central": [quoted(s) for s in g.central],
                "peripheral": [quoted(s) for s in g.peripheral],
                "stability": g.stability,
                "echo": g.echo,
                "phrases": list(g.phrases),
                "kinds": dict(g.kinds),
                "contrary": quoted(g.contrary) if g.contrary else None,
                "also": [list(report.places[s]) for s in g.also],
                "parts": [
                    {
                        "id": part.id,
                        "people": list(part.people),
                        "terms": list(part.terms),
                        "segments": [list(report.places[s]) for s in part.segments],
                    }
                    for part in g.parts
                ],
                "codes": [list(share) for share in report.codes[g.id].shares],
                "covered_by_codes": report.codes[g.id].covered,
                "first_seen": report.first[g.id],
                "themes": list(report.before.themes.get(g.id, ())) if report.before else [],
                "segments": [list(report.places[s]) for s in g.segments],
                "firm": [list(report.places[s]) for s in g.firm],
            }
            for g in result.groupings
        ],
        "ungrouped": [list(report.places[s]) for s in result.ungrouped],
        "nearest": [[*report.places[s], name] for s, name in sorted(result.nearest.items())],
        "compared": {"run": report.before.run, "matches": list(report.before.matches)}
        if report.before and report.asked_to_compare
        else None,
        "echo": result.echo,
        "k": result.k,
        "k_choice": [list(choice) for choice in result.k_choice],
        "settings": {**result.settings, "focus": report.focus, "on": report.on},
        "seed": result.seed,
        "run": report.number,
        "warnings": list(result.warnings),
    }


def _show_groupings(options: Asked, report: GroupingReport) -> None:
    result = report.result
    _show.say(
        options,
        f"Run {report.number}: {len(result.groupings)} candidate groupings, seed {result.seed}. "
        f"{len(result.ungrouped)} segments belong to none.",
        CAUTION,
    )
    if result.settings["model"] != "none":
        _show.say(
            options, f"Likened by words and by the sentence model {result.settings['model']}."
        )
    for grouping in result.groupings:
        stability = "undefined" if grouping.stability is None else f"{grouping.stability:.2f}"
        roles = ", ".join(f"{number} {role}" for role, number in grouping.roles.items())
        rows = [
            ("terms", ", ".join(grouping.terms)),
            ("people", f"{len(grouping.people)} ({roles}): {' '.join(grouping.people)}"),
            ("stability", stability),
            ("codes", report.codes[grouping.id].sentence),
            ("first seen", report.first[grouping.id]),
        ]
        if grouping.phrases:
            rows.insert(1, ("phrases", ", ".join(grouping.phrases)))
        if report.before and report.before.themes.get(grouping.id):
            rows.append(("already", ", ".join(report.before.themes[grouping.id])))
        rows += [
            (
                part.id,
                f"{len(part.segments)} segments, {len(part.people)} people: "
                + ", ".join(part.terms[:5]),
            )
            for part in grouping.parts
        ]
        rows += [("central", _line(report, segment)) for segment in grouping.central]
        rows += [("peripheral", _line(report, segment)) for segment in grouping.peripheral]
        if grouping.contrary:
            rows.append(("contrary", _line(report, grouping.contrary)))
        rows += [("echo", warning) for warning in grouping.echo.warnings]
        _show.table(
            options,
            f"{grouping.id}: {grouping.n_segments} segments, {len(grouping.firm)} of them firm",
            ["", ""],
            rows,
        )
    if report.before and report.asked_to_compare:
        _show.table(
            options,
            f"Since run {report.before.run}",
            ["", "then", "now", "overlap", "new segments"],
            [
                (m.fate, ", ".join(m.before), ", ".join(m.now), f"{m.overlap:.2f}", m.added)
                for m in report.before.matches
            ],
            right=["overlap", "new segments"],
        )
    _show.table(
        options,
        "How many? The choice and its neighbors (more is firmer)",
        ["groupings", "bits per segment held together"],
        [
            (f"{number} (chosen)" if number == result.k else number, f"{score:.2f}")
            for number, score in result.k_choice
        ],
        right=["bits per segment held together"],
    )
    for warning in (*result.echo.warnings, *result.warnings):
        _show.say(options, f"Note: {warning}")
    _show.say(options, 'Adopt one by naming it: idtool theme from-group "Group 1" --name "…"')


def _line(report: GroupingReport, segment: str) -> str:
    interview, turn, _, _ = report.places[segment]
    return f"{interview}#t{turn:03d}  {report.quotes[segment]}"
