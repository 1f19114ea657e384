"""``idtool compare``: who speaks of what, by role, area, kind, time; one person in two settings."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.steps.comparing import Comparison
    from idtool.steps.study_folder import LoadedStudy

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
    from idtool.steps.comparing import compare_person
    from idtool.steps.comparison_files import person_rows, write_table

    options = asked(context)
    study = options.load()
    found = compare_person(study, options.act(study), person)
    if csv is not None:
        rows = person_rows(found)
        write_table(csv, tuple(rows[0]) if rows else ("person", "code", "where"), rows)
    if options.json:
        _show.show_json(found)
        return
    _show.say(
        options,
        f"{person}: alone in {', '.join(found.alone)}; together in {', '.join(found.together)}.",
    )
    if found.second_exposure:
        _show.say(
            options,
            f"Second exposure: in {', '.join(found.second_exposure)} the same vignettes were met "
            "again; a difference may be the second time and not the partner.",
        )
    for where in ("only alone", "only together", "both"):
        _show.table(
            options,
            f"{where} ({len(found.of(where))} codes)",
            ["code", "alone", "together", "asked in both"],
            [
                (
                    code.code,
                    " ".join(code.alone),
                    " ".join(code.together),
                    "yes" if code.asked_in_both else "no",
                )
                for code in found.of(where)
            ],
        )
    _show.note(
        options,
        "Whether a difference is a change of mind, softer words, deference or news is for you to "
        "say.",
    )


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
    from idtool.steps.comparing import compare_codes
    from idtool.steps.comparison_files import write_table

    options = asked(context)
    study = options.load()
    basis, found = compare_codes(
        study, options.act(study), _choice(focus, group, codes), within=within
    )
    if csv is not None:
        write_table(
            csv,
            ("first", "second", "people", "turns", "overlap", "who", "places"),
            [
                {
                    "first": near.first,
                    "second": near.second,
                    "people": len(near.people),
                    "turns": near.turns,
                    "overlap": round(near.overlap, 6),
                    "who": " ".join(near.people),
                    "places": " ".join(near.links),
                }
                for near in found
            ],
        )
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
    _banner(options, basis.provisional)
    place = "the same turn" if within == 0 else f"{within} turn{'s' if within > 1 else ''}"
    _show.table(
        options,
        f"Codes near each other ({place}), in one person's words ({basis.counted})",
        ["code", "with", "people", "turns", "overlap", "places"],
        [
            (n.first, n.second, len(n.people), n.turns, f"{n.overlap:.2f}", _few(n.links))
            for n in found
        ],
        right=["people", "turns", "overlap"],
    )


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
    from idtool.steps.comparison_files import write_table
    from idtool.steps.converging import convergence_table, keep_judgement

    options = asked(context)
    study = options.load()
    act = options.act(study)
    by: Literal["roles", "kinds"] = "kinds" if across is AcrossName.kinds else "roles"
    if judge:
        keep_judgement(study, act, by, judge, because)
    found = convergence_table(study, act, by, _choice(focus, group, codes))
    if csv is not None:
        write_table(
            csv,
            ("code", *found.labels, "assessment", "because"),
            [
                {"code": row.code, **row.people, "assessment": row.assessment,
                 "because": found.because.get(row.code, "")}
                for row in found.rows
            ],
        )  # fmt: skip
    if options.json:
        _show.show_json(found)
        return
    _banner(options, found.provisional)
    _show.table(
        options,
        f"Convergence across {by}, people with the code ({found.counted})",
        ["code", *found.labels.values(), "assessment"],
        [
            (
                row.code,
                *(
                    "no chance" if source in row.no_chance else row.people[source]
                    for source in found.labels
                ),
                f"silence ({', '.join(row.silent)})" if row.silent else row.assessment,
            )
            for row in found.rows
        ],
    )


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

    options = asked(context)
    study = options.load()
    found = compare(
        study,
        options.act(study),
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
    _show_comparison(options, study, found, guarded=guarded)
    if written:
        _show.say(options, "Written:", *(f"  {path}" for path in written))


def _show_comparison(
    options: Asked, study: LoadedStudy, found: Comparison, *, guarded: bool
) -> None:
    from idtool.steps.comparison_files import cell_texts

    small, table = study.settings.privacy.small_cell, found.table
    texts = cell_texts(found, small, guarded=guarded)
    shown = [c for c in table.codes if any(table.cells[(c, g)].k for g in table.groups)]
    _banner(options, found.provisional)
    places = [] if guarded else ["places"]
    _show.table(
        options,
        f"People with the code, of those who had the chance ({found.counted})",
        ["code", *(found.labels[group] for group in table.groups), *places],
        [
            (
                code,
                *(texts[(code, group)] for group in table.groups),
                *(
                    []
                    if guarded
                    else [
                        " | ".join(
                            f"{group}: {_few(table.cells[(code, group)].links)}"
                            for group in table.groups
                            if table.cells[(code, group)].links
                        )
                    ]
                ),
            )
            for code in shown
        ],
    )
    missing = len(table.codes) - len(shown)
    if missing:
        _show.say(
            options, f"{missing} codes were given to nobody here; not systematically looked for."
        )
    if found.second_exposure:
        _show.say(
            options,
            f"Second exposure: in {', '.join(found.second_exposure)} people met the same vignettes "
            "again.",
        )
    if guarded:
        _show.say(options, f"Groups in which fewer than {small} people would stand out are hidden.")
    elif found.empties:
        _show_empties(options, found)
    if found.tests and not guarded:
        _show_tests(options, found, shown)


def _show_empties(options: Asked, found: Comparison) -> None:
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for chance in found.empties:
        if chance.state != "coded":
            key = (chance.subject, chance.role, chance.kind, chance.state)
            rows.setdefault(key, []).append(f"{chance.person} ({chance.interview})")
    _show.table(
        options,
        "Kinds of empty, by vignette: four things that are not the same",
        ["vignette", "area", "role", "kind", "state", "people"],
        [
            (subject, found.labels[subject], role, kind, state, ", ".join(people))
            for (subject, role, kind, state), people in rows.items()
        ],
    )


def _show_tests(options: Asked, found: Comparison, shown: list[str]) -> None:
    rows = []
    for test in found.tests:
        if test.code not in shown:
            continue
        c = test.contrast
        rows.append(
            (test.code, f"{test.first} less {test.second}", "undefined", test.undefined, "")
            if c is None
            else (
                test.code,
                f"{test.first} less {test.second}",
                f"{c.difference:+.2f}",
                f"{c.low:+.2f} to {c.high:+.2f}",
                f"{c.p:.3f}",
            )
        )
    _show.table(
        options,
        "Exact permutation test on people",
        ["code", "shares", "difference", "95 % interval", "p"],
        rows,
        right=["difference", "p"],
    )
    _show.say(options, found.why_not_shown)


def _choice(focus: str, group: str, codes: str) -> Any:
    from idtool.steps.comparing import CodeChoice

    return CodeChoice(focus, group, tuple(c.strip() for c in codes.split(",") if c.strip()))


def _banner(options: Asked, provisional: tuple[str, ...]) -> None:
    if provisional:
        _show.say(options, f"PROVISIONAL: {'; '.join(provisional)}.", style="bold")


def _few(links: tuple[str, ...], most: int = 4) -> str:
    rest = len(links) - most
    return " ".join(links[:most]) + (f" +{rest}" if rest > 0 else "")
