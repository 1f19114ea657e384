"""``idtool person``: who is in the study, and how somebody leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.withdrawing import Withdrawal

person_app = typer.Typer(no_args_is_help=True, help="People by id: list, show, withdraw.")


@person_app.command("list")
def list_(context: Context) -> None:
    """List everybody with role, consents, interviews and how much they say.

    Example:
        idtool person list
    """
    from idtool.steps.withdrawing import person_lines

    options = asked(context)
    study = options.load()
    lines = person_lines(study, options.act(study))
    if options.json:
        _show.show_json(lines)
        return
    _show.table(
        options,
        f"{sum(1 for line in lines if not line.withdrawn)} people",
        ["id", "role", "consents", "interviews", "turns", "words", "codings"],
        [
            (
                line.id,
                line.role,
                "withdrawn" if line.withdrawn else ", ".join(line.consents),
                " ".join(line.interviews),
                line.n_turns,
                line.n_words,
                line.n_codings,
            )
            for line in lines
        ],
        right=["turns", "words", "codings"],
    )


@person_app.command("show")
def show(
    context: Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, such as P03.")],
) -> None:
    """Show what the study holds of somebody, in numbers and bands.

    Example:
        idtool person show P03
    """
    from idtool.steps.withdrawing import person_lines

    options = asked(context)
    study = options.load()
    (line,) = person_lines(study, options.act(study), person)
    if options.json:
        _show.show_json(line)
        return
    bands = "; ".join(f"{name}: {value}" for name, value in line.attributes.items())
    _show.say(
        options,
        f"{line.id}, {study.settings.roles[line.role].label}"
        + (" (withdrawn)" if line.withdrawn else ""),
        f"Consents: {', '.join(line.consents) or 'none'}",
        f"Bands: {bands or 'none'}",
        f"Heard in: {' '.join(line.interviews) or 'no interview'}; {line.n_turns} turns, "
        f"{line.n_words} words, {line.n_codings} codings.",
    )


@person_app.command("withdraw")
def withdraw(
    context: Context,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, such as P03.")],
    because: Annotated[str, typer.Option(help="Why; kept in the trail.")] = "",
    confirm: Annotated[
        str, typer.Option(metavar="PERSON", help="The id once more; without it you are asked.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be taken out; change nothing.")
    ] = False,
) -> None:
    """Take somebody's words out of the study for good; the trail keeps the act, not the text.

    Transcripts, codings, proposals, notes, claims, packets, earlier versions and everything
    in out/ lose them. This cannot be undone.

    Example:
        idtool person withdraw P03 --dry-run
    """
    from idtool.steps.withdrawing import withdraw_person

    options = asked(context)
    study = options.load()
    if not dry_run:
        if options.interactive and not confirm:
            confirm = typer.prompt(f"This cannot be undone. Type {person} to go on", err=True)
        if confirm != person:
            raise UsageProblem(
                "Nothing was taken out: the withdrawal is not confirmed.",
                f"See what would go: idtool person withdraw {person} --dry-run; then add "
                f"--confirm {person}.",
            )
    result = withdraw_person(study, person, options.act(study), because=because, dry_run=dry_run)
    if options.json:
        _show.show_json(result)
    else:
        _show_result(options, result)


def _show_result(options: Asked, result: Withdrawal) -> None:
    would = "" if result.done else "would be "
    _show.say(
        options,
        f"{result.person}: {result.n_turns} turns with {result.n_words} words {would}taken out, "
        f"and {result.n_codings} codings of them.",
    )
    if result.removed:
        _show.say(options, f"Interviews {would}removed: {' '.join(result.removed)}.")
    if result.blanked:
        _show.say(
            options,
            f"Interviews in which others stay: {' '.join(result.blanked)}; the person's turns "
            f"{'read' if result.done else 'would read'} [withdrawn].",
        )
    if result.notes:
        told = ", ".join(f"{count} in {table}" for table, count in result.notes.items())
        _show.say(options, f"Stored texts that held such words: {told}.")
    if result.deleted:
        _show.say(options, f"Files {would}deleted: {' '.join(result.deleted)}.")
    if result.by_hand:
        _show.table(
            options,
            "Files you wrote hold such words; change these yourself",
            ["file", "line"],
            list(result.by_hand),
        )
    _show.note(
        options,
        "Copies and backups outside the study, sent documents, recordings and the consent form "
        "are not known to idtool: destroy what must go by hand.",
    )
