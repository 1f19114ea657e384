"""``idtool mentor``: the weekly packet, what came back, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._paper import Paper, PaperName
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.mentor_items import Answer

mentor_app = typer.Typer(
    no_args_is_help=True, help="The mentor: packet, intake, answer, ask, record, list."
)


class FormatName(StrEnum):
    """Formats of a packet."""

    docx = "docx"
    html = "html"
    md = "md"


By = Annotated[str, typer.Option(metavar="M1", help="Who wrote it; default: the team's reviewer.")]


@mentor_app.command("packet")
def packet(
    context: Context,
    since: Annotated[
        str, typer.Option(metavar="last|DAY", help="What counts as new: last, or 2026-03-01.")
    ] = "last",
    themes: Annotated[
        str, typer.Option(metavar="T01,T03", help="Themes to look at, three at most.")
    ] = "",
    form: Annotated[
        list[FormatName] | None, typer.Option("--format", help="docx, html or md; default both.")
    ] = None,
    paper: Paper = PaperName.letter,
    out: Annotated[Path | None, typer.Option(help="Folder; default: out/mentor.")] = None,
) -> None:
    """Write the packet: answers to comments first, then what changed, claims, questions.

    Example:
        idtool mentor packet --since last
    """
    from idtool.steps.mentor_packets import build_packet

    options = asked(context)
    study = options.load()
    made = build_packet(
        study,
        out or study.folder / "out" / "mentor",
        options.act(study),
        since=since,
        themes=[word.strip() for word in themes.split(",") if word.strip()],
        formats=[each.value for each in form] if form else ("docx", "html"),
        paper=paper.value,
    )
    if options.json:
        _show.show_json(made)
        return
    _show.say(options, *made.files)
    _show.note(
        options,
        f"{made.n_told} comments told, {made.n_questions} questions, themes: "
        f"{' '.join(made.themes) or 'none'}.",
    )


@mentor_app.command("intake")
def intake(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The packet as it came back.")],
    by: By = "",
    mask: Annotated[
        bool, typer.Option("--mask", help="Put […] where the privacy screen would stop.")
    ] = False,
) -> None:
    """Take in comments, replies, tracked changes and answers from a returned packet.

    Example:
        idtool mentor intake packet-03.docx --by M1
    """
    from idtool.steps.mentor_items import intake_packet, mentor_items

    options = asked(context)
    study = options.load()
    act = options.act(study)
    report = intake_packet(study, file, act, by=by or _reviewer(options), mask=mask)
    if options.json:
        _show.show_json(report)
        return
    new = set(report.new)
    items = mentor_items(study, act, wanted=lambda item: item.id in new)
    _show.table(
        options,
        f"Packet {report.packet}: {len(new)} new items",
        ["item", "kind", "on", "words it hangs on", "said"],
        [(i.id, i.kind, i.about or "unplaced", i.quoted[:60], i.text) for i in items],
        right=["item"],
    )
    if report.n_known:
        _show.note(options, f"{report.n_known} were taken in before.")
    if report.signed:
        _show.note(options, "The packet is signed; the trail says so.")


@mentor_app.command("answer")
def answer(
    context: Context,
    number: Annotated[int, typer.Argument(metavar="ITEM", help="The item's number.")],
    done: Annotated[bool, typer.Option("--done", help="The advice was followed.")] = False,
    not_done: Annotated[bool, typer.Option("--not-done", help="It was not followed.")] = False,
    later: Annotated[bool, typer.Option("--later", help="It is put off.")] = False,
    because: Annotated[str, typer.Option(help="Why.")] = "",
    changed: Annotated[
        str, typer.Option(metavar="ID", help="What it changed: a theme, code or question.")
    ] = "",
) -> None:
    """Say what became of a comment; the next packet opens with it.

    Example:
        idtool mentor answer 4 --not-done --because "two people say otherwise" --changed T03
    """
    from idtool.steps.mentor_items import answer_item

    options = asked(context)
    if done + not_done + later != 1:
        raise UsageProblem("Say one of the three.", "Use --done, --not-done or --later.")
    study = options.load()
    status: Answer = "done" if done else "not_done" if not_done else "later"
    answer_item(study, number, status, options.act(study), because=because, changed=changed)
    if options.json:
        _show.show_json({"item": number, "status": status})
    else:
        _show.say(options, f"Item {number}: {status.replace('_', ' ')}.")


@mentor_app.command("ask")
def ask(
    context: Context,
    text: Annotated[str, typer.Argument(metavar="QUESTION", help="What you want to know.")],
    about: Annotated[str, typer.Option(metavar="ID", help="What it is about: T03.")] = "",
) -> None:
    """Put a question into the next packet.

    Example:
        idtool mentor ask "Is T03 two claims in one?" --about T03
    """
    from idtool.steps.mentor_items import ask_mentor

    options = asked(context)
    study = options.load()
    _show_item(options, ask_mentor(study, text, options.act(study), about=about))


@mentor_app.command("record")
def record(
    context: Context,
    text: Annotated[str, typer.Option(help="What was said.")],
    about: Annotated[str, typer.Option(metavar="ID", help="What it was about: T03.")] = "",
    by: By = "",
) -> None:
    """Keep what the mentor said in a talk, on paper or by mail.

    Example:
        idtool mentor record --about T03 --text "Who would disagree?"
    """
    from idtool.steps.mentor_items import record_item

    options = asked(context)
    study = options.load()
    number = record_item(study, text, options.act(study), by=by or _reviewer(options), about=about)
    _show_item(options, number)


@mentor_app.command("list")
def list_(
    context: Context,
    open_: Annotated[bool, typer.Option("--open", help="Only what waits for an answer.")] = False,
    about: Annotated[str, typer.Option(metavar="ID", help="Only what touches T03.")] = "",
) -> None:
    """List what the mentor said and was asked, with what became of it.

    Example:
        idtool mentor list --open
    """
    from idtool.steps.mentor_items import mentor_items

    options = asked(context)
    study = options.load()
    items = mentor_items(
        study,
        options.act(study),
        wanted=lambda item: (
            (not open_ or item.status in {"open", "later"}) and (not about or item.about == about)
        ),
    )
    if options.json:
        _show.show_json(items)
        return
    _show.table(
        options,
        f"{len(items)} items",
        ["item", "kind", "on", "said", "state", "answer"],
        [(i.id, i.kind, i.about, i.text, i.status.replace("_", " "), i.answer) for i in items],
        right=["item"],
    )


def _reviewer(options: Asked) -> str:
    """The one member of the team who reviews and does not code."""
    team = options.load().settings.team
    found = [m.id for m in team if "review" in m.does and "code" not in m.does]
    if len(found) != 1:
        raise UsageProblem(
            "Who wrote it is not plain.", f"Say --by {' or '.join(m.id for m in team)}."
        )
    return found[0]


def _show_item(options: Asked, number: int) -> None:
    if options.json:
        _show.show_json({"item": number})
    else:
        _show.say(options, f"Item {number}")
