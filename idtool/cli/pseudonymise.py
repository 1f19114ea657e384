"""``idtool pseudonymise``: placeholders for people and places, before a file enters a study."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._key_options import KeyOption, PassphraseOption, passphrase
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.pseudonym_records import Named, Pseudonymised, PseudonymRequest
    from idtool.steps.study_folder import LoadedStudy


class DatesAs(StrEnum):
    """What stands in for a date."""

    numbered = "numbered"
    month = "month"
    season = "season"
    year = "year"


def pseudonymise(
    context: Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcript files.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the new files go.")
    ] = None,
    roles: Annotated[
        bool, typer.Option("--roles", help="OFFICER_1, CHILD_2 where a title or kinship says so.")
    ] = False,
    dates: Annotated[
        DatesAs, typer.Option(help="Dates as numbers, or as month, season or year.")
    ] = DatesAs.numbered,
    seed: Annotated[
        int | None, typer.Option(help="Draw numbers at random by this seed, not by appearance.")
    ] = None,
    keep: Annotated[
        list[int] | None, typer.Option(metavar="N", help="Leave this one of the list as it is.")
    ] = None,
    same: Annotated[
        list[str] | None, typer.Option(metavar="N=M", help="These two of the list are one.")
    ] = None,
    call: Annotated[
        list[str] | None,
        typer.Option(metavar="N=WHAT", help="A label to number (OFFICER) or a chosen pseudonym."),
    ] = None,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List who and what would be replaced; write nothing.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show the words themselves; on a terminal only.")
    ] = False,
) -> None:
    """Write copies with placeholders; everything else in the files stays as it is.

    Rewrites .docx, .odt, .txt, .md, .vtt, .srt, .csv, .tsv and .json. Originals are never touched.
    Exit 3 if something is still to be decided in a copy.

    Example:
        idtool pseudonymise raw/I03.docx raw/I04.docx --out clean
    """
    from idtool.steps import key_files
    from idtool.steps.pseudonym_files import write_files
    from idtool.steps.pseudonym_records import PseudonymRequest
    from idtool.steps.pseudonymising import pseudonymise as make

    options = asked(context)
    if show and (options.json or not sys.stdout.isatty()):
        raise UsageProblem(
            "--show works on a terminal only; a file or a pipe would keep the words.",
            "Leave --show out, or run the command in a terminal.",
        )
    if out is None and not dry_run:
        raise UsageProblem("Where do the copies go?", "Add --out DIR, or look first: --dry-run.")
    study = _study_or_none(options)
    act = options.act(study)
    secret = passphrase(options, passphrase_file) if key is not None else ""
    content = key_files.open_key(key, secret) if key is not None else None
    request = PseudonymRequest(
        roles=roles,
        dates=dates.value,
        seed=seed,
        keep=tuple(keep or ()),
        same=dict(map(_two_numbers, same or ())),
        call=dict(map(_number_and_words, call or ())),
    )
    made = make(files, request, act, study=study, key=content)
    if options.interactive and not dry_run:
        request = _asked_who(options, made, request)
        made = make(files, request, act, study=study, key=content)
    written: list[Path] = []
    if out is not None and not dry_run:
        if key is not None and made.key is not None and made.key != content:
            key_files.write_key(key, made.key, secret)  # before the copies
        written = write_files(made, files, out)
    if options.json:
        _show.show_json(_as_json(made, written=bool(written)))
    else:
        _show_made(options, made, show=show)
        _tell_key(options, used=key is not None, written=bool(written))
    if made.n_left:
        raise typer.Exit(3)


def _as_json(made: Pseudonymised, *, written: bool) -> dict[str, Any]:
    return {
        "written": written,
        "entities": [
            {
                "number": e.number,
                "placeholder": None if e.kept else e.placeholder,
                "type": e.type,
                "tier": e.tier,
                "reasons": list(e.rules),
                "masked": e.masked,
                "count": e.count,
                "n_files": e.n_files,
                "perhaps": list(e.perhaps),
                "known": e.known,
            }
            for e in made.entities
        ],
        "files": [
            {
                "number": f.number,
                "file": f.name,
                "n_changes": f.n_changes,
                "notes": list(f.notes),
                "left": [
                    {
                        "type": left.type,
                        "tier": left.tier,
                        "rule": left.rule,
                        "masked": left.masked,
                        "count": left.count,
                    }
                    for left in f.left
                ],
            }
            for f in made.files
        ],
    }


def _show_made(options: Asked, made: Pseudonymised, *, show: bool) -> None:
    _show.table(
        options,
        f"{len(made.entities)} people, places and numbers",
        ["n", "words" if show else "looks like", "becomes", "type", "times", "files", ""],
        [
            (
                e.number,
                " | ".join(e.forms) if show else e.masked,
                "(kept)" if e.kept else e.placeholder,
                e.type,
                e.count,
                e.n_files,
                f"or is it {' or '.join(map(str, e.perhaps))}?" if e.perhaps else "",
            )
            for e in made.entities
        ],
        right=["n", "times", "files"],
    )
    for file in made.files:
        _show.say(options, f"{file.number}. {file.name}: {file.n_changes} places replaced")
        for note in file.notes:
            _show.say(options, f"   {note}")
        for left in file.left:
            _show.say(
                options,
                f"   still to decide: {left.masked} ({left.type}, {left.tier}, {left.rule}) "
                f"{left.count} times",
            )
    if any(e.perhaps for e in made.entities):
        _show.say(
            options, "A part of a name that fits several people stands alone: --same N=M joins it."
        )


def _tell_key(options: Asked, *, used: bool, written: bool) -> None:
    if written and not used:
        _show.say(
            options,
            "No key file was given: who is behind a placeholder is known to nobody once this run "
            "is over, and a later run begins with 1 again.",
        )
    _show.note(
        options,
        "The copies were screened again. Not checked: names written like everyday words, pictures "
        "and sound, and who can be told by what happened to them.",
    )


def _asked_who(options: Asked, made: Pseudonymised, request: PseudonymRequest) -> PseudonymRequest:
    """Ask about names that fit several people: which of them, or somebody else."""
    from dataclasses import replace

    joined = dict(request.same)
    for entity in made.entities:
        if not entity.perhaps or entity.number in joined:
            continue
        _show.note(options, _question(entity, made))
        answer: str = typer.prompt("Number", default="", show_default=False, err=True)
        if answer.strip().isdigit() and int(answer) in entity.perhaps:
            joined[entity.number] = int(answer)
    return replace(request, same=joined)


def _question(entity: Named, made: Pseudonymised) -> str:
    others = {each.number: each for each in made.entities}
    choices = ", ".join(f"{n} ({others[n].masked})" for n in entity.perhaps if n in others)
    return (
        f"{entity.number} ({entity.masked}, {entity.count} times) may be {choices}. "
        "Which? Enter: somebody else, or not to be told."
    )


def _two_numbers(words: str) -> tuple[int, int]:
    left, _, right = words.partition("=")
    if not left.strip().isdigit() or not right.strip().isdigit():
        raise UsageProblem(f"“{words}” does not name two of the list.", "Write --same 7=2.")
    return int(left), int(right)


def _number_and_words(words: str) -> tuple[int, str]:
    left, _, right = words.partition("=")
    if not left.strip().isdigit() or not right.strip():
        raise UsageProblem("--call names one of the list.", "Write --call 3=OFFICER.")
    return int(left), right.strip()


def _study_or_none(options: Asked) -> LoadedStudy | None:
    from idtool.steps.study_folder import NoStudyHere

    try:
        return options.load()
    except NoStudyHere:
        if options.study is not None:
            raise
        return None
