"""``idtool code``: codings by hand, and codings as tables."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked
from idtool.model import CodingStatus

code_app = typer.Typer(no_args_is_help=True, help="Codings: add, remove, list, import, export.")


class StatusName(StrEnum):
    """Statuses of a coding."""

    accepted = "accepted"
    proposed = "proposed"
    rejected = "rejected"


_STATUSES: dict[StatusName, CodingStatus] = {
    StatusName.accepted: "accepted",
    StatusName.proposed: "proposed",
    StatusName.rejected: "rejected",
}


class TableFormat(StrEnum):
    """Formats codings are exported to."""

    csv = "csv"


@code_app.command("add")
def add(
    context: Context,
    place: Annotated[str, typer.Argument(help="A turn or a run: I03#t014, D01#t031-t033.")],
    code: Annotated[str, typer.Argument(help="The code, such as PP.REFERRAL.")],
    quote: Annotated[str, typer.Option(help="Only these words of the turn.")] = "",
    memo: Annotated[str, typer.Option(help="A remark of your own.")] = "",
) -> None:
    """Code a turn, a run of turns, or some words of it, by hand.

    Example:
        idtool code add I03#t014 PP.REFERRAL
    """
    from idtool.steps.hand_coding import add_coding

    options = asked(context)
    study = options.load()
    coding = add_coding(study, place, code, options.act(study), quote=quote, memo=memo)
    if options.json:
        _show.show_json(coding)
    else:
        _show.say(options, f"{coding.uuid[:8]}  {place}  {code}")


@code_app.command("remove")
def remove(
    context: Context,
    coding_id: Annotated[str, typer.Argument(help="The id, or its first eight signs.")],
    because: Annotated[str, typer.Option(help="Why; kept in the trail.")] = "",
) -> None:
    """Take one coding out; the trail keeps that it was there.

    Example:
        idtool code remove 1f3a9c02 --because "mis-heard"
    """
    from idtool.steps.hand_coding import remove_coding

    options = asked(context)
    study = options.load()
    coding = remove_coding(study, coding_id, options.act(study), because=because)
    if options.json:
        _show.show_json({"removed": coding.uuid})
    else:
        _show.say(
            options, f"Removed {coding.code} at {coding.segment.transcript}#t{coding.turn:03d}."
        )


@code_app.command("list")
def list_(
    context: Context,
    interview: Annotated[str | None, typer.Argument(metavar="[ID]", help="One interview.")] = None,
    code: Annotated[list[str] | None, typer.Option(help="Only this code.")] = None,
    person: Annotated[str | None, typer.Option(help="Only this person, such as P01.")] = None,
    status: Annotated[StatusName, typer.Option(help="Which codings.")] = StatusName.accepted,
) -> None:
    """List codings with their words; people are counted once each.

    Example:
        idtool code list --code PO.X.COST
    """
    from idtool.steps.hand_coding import list_codings

    options = asked(context)
    study = options.load()
    found = list_codings(
        study,
        options.act(study),
        interview=interview,
        codes=code or (),
        person=person,
        status=_STATUSES[status],
    )
    people = {person_id for item in found for person_id in item.people}
    if options.json:
        _show.show_json({"n_people": len(people), "people": sorted(people), "codings": found})
        return
    _show.table(
        options,
        f"{len(found)} {'coding' if len(found) == 1 else 'codings'} of "
        f"{len(people)} {'person' if len(people) == 1 else 'people'}",
        ["id", "place", "person", "code", "coder", "words"],
        [
            (
                item.coding.uuid[:8],
                f"{item.coding.segment.transcript}#t{item.coding.turn:03d}",
                " ".join(item.people),
                item.coding.code,
                item.coding.coder,
                item.coding.quote,
            )
            for item in found
        ],
    )


@code_app.command("import")
def import_(
    context: Context,
    file: Annotated[Path, typer.Argument(help="A CSV with interview, code and quote.")],
) -> None:
    """Read codings from a table; all rows are stored, or none.

    Example:
        idtool code import codings.csv
    """
    from idtool.steps.coding_tables import import_codings

    options = asked(context)
    study = options.load()
    report = import_codings(study, file, options.act(study))
    if options.json:
        _show.show_json(report)
    else:
        _show.say(
            options,
            f"{report.n_rows} codings read: {report.n_new} new, {report.n_known} known already.",
        )


@code_app.command("export")
def export(
    context: Context,
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    to: Annotated[TableFormat, typer.Option(help="The format.")] = TableFormat.csv,
    status: Annotated[
        list[StatusName] | None, typer.Option(help="Which codings; may be repeated.")
    ] = None,
) -> None:
    """Write codings as a table with fixed columns (docs/tables.md lists them).

    Example:
        idtool code export --to csv codings.csv
    """
    from idtool.steps.coding_tables import export_codings

    del to  # csv is the one format so far; the option is part of the contract
    options = asked(context)
    study = options.load()
    wanted = [_STATUSES[item] for item in status or [StatusName.accepted]]
    count = export_codings(study, file, options.act(study), statuses=wanted)
    if options.json:
        _show.show_json({"file": str(file), "n_codings": count})
    else:
        _show.say(options, f"{count} codings written to {file}.")
