"""``idtool compare``: who speaks of what, by role, area, kind, time; one person in two settings."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, opened
from idtool.cli._compare_show import show_comparison, show_convergence, show_near, show_person

compare_app = typer.Typer(
    no_args_is_help=True,
    help="Compare as people: roles, areas, kinds, time, person, codes, convergence.",
)

Focus = Annotated[str, typer.Option(help="Only codes of this focus, such as PP.")]
Group = Annotated[str, typer.Option(help="Only codes of this group, such as Afterward.")]
Codes = Annotated[str, typer.Option(help="Only these codes, separated by commas; PO.X.* works.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")]
FigureOption = Annotated[
    Path | None, typer.Option("--figure", help="Write the figure here, as SVG and PNG.")
]


class AudienceName(StrEnum):
    """Who will read it."""

    team = "team"
    mentor = "mentor"
    public = "public"


class KindName(StrEnum):
    """A kind of interview."""

    individual = "individual"
    paired = "paired"


class AcrossName(StrEnum):
    """What the sources are."""

    roles = "roles"
    kinds = "kinds"


Audience = Annotated[
    AudienceName, typer.Option(help="team, mentor or public; small cells are hidden from public.")
]
Kind = Annotated[KindName | None, typer.Option(help="Only individual or only paired interviews.")]


@compare_app.command("roles")
def roles(
    context: Context,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    kind: Kind = None,
    audience: Audience = AudienceName.team,
    test: Annotated[
        bool, typer.Option("--test", help="An exact permutation test beside the counts.")
    ] = False,
    csv: Csv = None,
    figure: FigureOption = None,
) -> None:
    """Codes by role: how many people of those who had the chance, with places.

    Example:
        idtool compare roles --group Afterward
    """
    _run(context, "roles", (focus, group, codes), kind, audience, csv, figure, test=test)


@compare_app.command("areas")
def areas(
    context: Context,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    kind: Kind = None,
    audience: Audience = AudienceName.team,
    csv: Csv = None,
    figure: FigureOption = None,
) -> None:
    """Codes by vignette area, and the kinds of empty told apart, person by person.

    Example:
        idtool compare areas --kind individual
    """
    _run(context, "areas", (focus, group, codes), kind, audience, csv, figure)


@compare_app.command("kinds")
def kinds(
    context: Context,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    audience: Audience = AudienceName.team,
    csv: Csv = None,
    figure: FigureOption = None,
) -> None:
    """Codes alone and in pairs; second exposure to the vignettes is printed.

    Example:
        idtool compare kinds --focus PA
    """
    _run(context, "kinds", (focus, group, codes), None, audience, csv, figure)


@compare_app.command("time")
def time(
    context: Context,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    kind: Kind = None,
    audience: Audience = AudienceName.team,
    csv: Csv = None,
    figure: FigureOption = None,
) -> None:
    """Codes by time of collection: the first, middle and last third of the interviews.

    Example:
        idtool compare time --focus PP
    """
    _run(context, "time", (focus, group, codes), kind, audience, csv, figure)


@compare_app.command("person")
def person(
    context: Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A person such as P01.")],
    csv: Csv = None,
) -> None:
    """One person alone and together: codes found only here, only there, and in both.

    Example:
        idtool compare person P01
    """
    from idtool.steps import comparison_files as files
    from idtool.steps.comparing import compare_person

    options, study, act = opened(context)
    found = compare_person(study, act, person)
    if csv is not None:
        rows = files.person_rows(found)
        files.write_table(csv, tuple(rows[0]) if rows else ("person", "code", "where"), rows)
    if options.json:
        _show.show_json(found)
        return
    show_person(options, found)


@compare_app.command("codes")
def codes(
    context: Context,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    within: Annotated[int, typer.Option(help="Turns apart; 0 is the same turn.", min=0)] = 0,
    csv: Csv = None,
) -> None:
    """Which codes come near each other in one person's words.

    Example:
        idtool compare codes --focus PO --within 2
    """
    from idtool.steps import comparison_files as files
    from idtool.steps.comparing import compare_codes

    options, study, act = opened(context)
    basis, found = compare_codes(study, act, _choice(focus, group, codes), within=within)
    if csv is not None:
        files.write_table(csv, files.NEAR_COLUMNS, files.near_rows(found))
    if options.json:
        _show.show_json(
            {
                "within": within,
                "pairs": list(found),
                "counted": basis.counted,
                "provisional": basis.provisional,
            }
        )
        return
    show_near(options, found, basis, within)


@compare_app.command("convergence")
def convergence(
    context: Context,
    across: Annotated[AcrossName, typer.Option(help="roles or kinds.")] = AcrossName.roles,
    focus: Focus = "",
    group: Group = "",
    codes: Codes = "",
    judge: Annotated[
        str, typer.Option(help="Your judgement: CODE=agreement, partial or dissonance.")
    ] = "",
    because: Annotated[str, typer.Option(help="Why; needed with --judge.")] = "",
    csv: Csv = None,
) -> None:
    """Where sources meet: silence is counted, the rest is for a person to judge.

    Example:
        idtool compare convergence --across kinds --focus PA
    """
    from idtool.steps import comparison_files as files
    from idtool.steps.converging import convergence_table, keep_judgement

    options, study, act = opened(context)
    by: Literal["roles", "kinds"] = "kinds" if across is AcrossName.kinds else "roles"
    if judge:
        keep_judgement(study, act, by, judge, because)
    found = convergence_table(study, act, by, _choice(focus, group, codes))
    if csv is not None:
        columns = ("code", *found.labels, "assessment", "because")
        files.write_table(csv, columns, files.convergence_rows(found))
    if options.json:
        _show.show_json(found)
        return
    show_convergence(options, found, by)


def _run(
    context: Context,
    by: Any,
    words: tuple[str, str, str],
    kind: KindName | None,
    audience: AudienceName,
    csv: Path | None,
    figure: Path | None,
    *,
    test: bool = False,
) -> None:
    from idtool.steps import comparison_files as files
    from idtool.steps.comparing import compare

    options, study, act = opened(context)
    found = compare(
        study,
        act,
        by,
        _choice(*words),
        kind=kind.value if kind else None,
        test=test,
    )
    guarded = audience.value not in study.settings.show_counts
    small = study.settings.privacy.small_cell
    labels = {code.id: code.label for code in study.codes.values()}
    written: list[str] = []
    if csv is not None:
        rows = files.comparison_rows(found, labels, small, guarded=guarded)
        written.append(files.write_table(csv, files.COLUMNS, rows))
    if figure is not None:
        written += files.write_people_figure(figure, found, small, guarded=guarded)
    if options.json:
        _show.show_json(files.comparison_json(found, labels, small, guarded=guarded))
        return
    show_comparison(options, study, found, guarded=guarded)
    if written:
        _show.say(options, "Written:", *(f"  {path}" for path in written))


def _choice(focus: str, group: str, codes: str) -> Any:
    from idtool.steps.comparing import CodeChoice

    return CodeChoice(focus, group, tuple(c.strip() for c in codes.split(",") if c.strip()))
