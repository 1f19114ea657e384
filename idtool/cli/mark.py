"""``idtool mark``: which turns answer what, and what a transcript is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idtool.model import Act, Mark
    from idtool.steps.marking import MarkedTranscript
    from idtool.steps.study_folder import LoadedStudy


class StatusName(StrEnum):
    """What a transcript can be."""

    raw = "raw"
    checked = "checked"
    de_identified = "de-identified"


def mark(
    context: Context,
    interview: Annotated[str, typer.Argument(metavar="ID", help="The interview, such as I03.")],
    turns: Annotated[str, typer.Option(help="A run of turns, such as 14-32.")] = "",
    question: Annotated[str, typer.Option(help="A question of the guide, such as q2.")] = "",
    vignette: Annotated[str, typer.Option(help="A vignette stage, such as dv.1.")] = "",
    remove: Annotated[
        str, typer.Option(metavar="REF", help="Take the mark of a question or stage away.")
    ] = "",
    move: Annotated[
        str, typer.Option(metavar="REF", help="Give a mark the turns named by --turns.")
    ] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="REF", help="A mark found by likeness is right; all for all of them."),
    ] = None,
    find: Annotated[
        bool, typer.Option("--find", help="Look for marks anew; those by hand stay.")
    ] = False,
    readout: Annotated[
        str, typer.Option(metavar="TURNS", help="Here somebody reads a vignette out.")
    ] = "",
    no_readout: Annotated[
        str, typer.Option(metavar="TURNS", help="Here nobody does; it is the speaker's own.")
    ] = "",
    status: Annotated[
        StatusName | None, typer.Option(help="What the transcript is: raw, checked, de-identified.")
    ] = None,
    because: Annotated[str, typer.Option(help="With --status: how it was checked.")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Show what is marked.")] = False,
) -> None:
    """Mark runs of turns, correct what idtool found by likeness, or say what a transcript is.

    Without options it lists the marks, and for each vignette whether people met it before.

    Example:
        idtool mark I03 --turns 14-32 --vignette dv.1
    """
    from idtool.steps import marking
    from idtool.steps.transcript_status import say_status

    options = asked(context)
    wishes = {
        "--question": bool(question),
        "--vignette": bool(vignette),
        "--remove": bool(remove),
        "--move": bool(move),
        "--accept": bool(accept),
        "--find": find,
        "--readout": bool(readout),
        "--no-readout": bool(no_readout),
        "--status": status is not None,
        "--list": list_,
    }
    given = [name for name, wish in wishes.items() if wish]
    if len(given) > 1:
        raise UsageProblem(f"{' and '.join(given)} do not go together.", "Give one at a time.")
    if turns and not given:
        raise UsageProblem(
            "Give either --question or --vignette.", "For example: --turns 14-32 --vignette dv.1"
        )
    if (question or vignette or move) and not turns:
        raise UsageProblem("The turns are missing.", "Add a run, such as --turns 14-32.")
    study = options.load()
    act = options.act(study)
    if question or vignette:
        made = marking.set_mark(study, interview, turns, act, question=question, vignette=vignette)
        _tell(options, made, f"{interview}, turns {_run(made)}: {made.ref}")
    elif remove:
        gone = marking.remove_mark(study, interview, remove, act, turns=turns)
        _tell(options, gone, f"{interview}, turns {_run(gone)}: no longer {gone.ref}")
    elif move:
        moved = marking.move_mark(study, interview, move, turns, act)
        _tell(options, moved, f"{interview}, turns {_run(moved)}: {moved.ref}")
    elif accept:
        _tell_several(options, marking.accept_marks(study, interview, accept, act), "accepted")
    elif find:
        _tell_several(options, marking.find_again(study, interview, act), "marks now")
    elif readout or no_readout:
        count = marking.set_readout(
            study, interview, readout or no_readout, act, reads=bool(readout)
        )
        said = "read a vignette out" if readout else "are the speaker's own words"
        _tell(options, {"n_changed": count}, f"Turns {readout or no_readout} {said}.")
    elif status is not None:
        say = say_status(study, interview, status.value, act, why=because)
        _tell(options, say, f"{interview} is {say.status}, said by {say.by} on {say.at[:10]}.")
    else:
        _list(options, study, interview, act)


def _list(options: Asked, study: LoadedStudy, interview: str, act: Act) -> None:
    from idtool.steps.marking import marked_transcript

    found = marked_transcript(study, interview, act)
    if options.json:
        _show.show_json(found)
        return
    _show.table(
        options,
        f"{interview}, {found.n_turns} turns, {found.status}",
        ["turns", "what", "source", "people meet it"],
        [
            (_run(mark), f"{mark.kind} {mark.ref}", mark.source, _met(found, mark))
            for mark in found.marks
        ],
    )
    if found.readouts:
        _show.say(options, f"A vignette is read out in turns {_runs(found.readouts)}.")
    for said in found.statuses:
        why = f": {said.why}" if said.why else ""
        _show.say(options, f"{said.status}, said by {said.by} on {said.at[:10]}{why}")
    if any(mark.source == "likeness" for mark in found.marks):
        _show.note(
            options,
            f"Marks by likeness are proposals; once they are right: idtool mark {interview} "
            "--accept all",
        )


def _met(found: MarkedTranscript, mark: Mark) -> str:
    """Who meets the mark's vignette for which time."""
    if mark.kind != "vignette":
        return ""
    vignette = mark.ref.rpartition(".")[0] or mark.ref
    by_time: dict[str, list[str]] = {}
    for each in found.exposures:
        if each.vignette == vignette:
            time = f"{each.word} time{'' if each.certain else ', as far as known'}"
            by_time.setdefault(time, []).append(each.person)
    return "; ".join(f"{' '.join(people)} ({time})" for time, people in by_time.items())


def _runs(numbers: Sequence[int]) -> str:
    """Numbers as runs: ``3, 7-9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _run(mark: Mark) -> str:
    return f"{mark.first_turn} to {mark.last_turn}"


def _tell(options: Asked, record: object, line: str) -> None:
    if options.json:
        _show.show_json(record)
    else:
        _show.say(options, line)


def _tell_several(options: Asked, marks: Sequence[Mark], what: str) -> None:
    if options.json:
        _show.show_json(list(marks))
        return
    _show.say(options, f"{len(marks)} {what}:")
    for each in marks:
        _show.say(options, f"  turns {_run(each)}: {each.ref}")
