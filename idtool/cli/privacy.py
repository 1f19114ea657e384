"""``idtool privacy``: decide what the screen saw, screen again, keep the key apart."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._key_options import KeyOption, PassphraseOption, opened
from idtool.cli.privacy_key import key_app
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.privacy.keybox import KeyContent
    from idtool.steps.deciding import Choice, Found
    from idtool.steps.study_folder import LoadedStudy

privacy_app = typer.Typer(
    no_args_is_help=True, help="Decide what the screen saw; screen again; keep the key apart."
)
privacy_app.add_typer(key_app, name="key")

_Ids = Annotated[
    list[str] | None,
    typer.Option(metavar="ID", help="Keep a find in the whole study, by its id in the list."),
]


@privacy_app.command("review")
def review(
    context: Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files; without one, the study's transcripts."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Show the words themselves; on a terminal only.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the finds; decide nothing.")] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Notes and what is decided already, too.")
    ] = False,
    replace: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID[=WHOM]", help="Replace a find: by OFFICER, PERSON_3, or its type's label."
        ),
    ] = None,
    keep: _Ids = None,
    keep_once: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Keep a find in this one file.")
    ] = None,
    false_alarm: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="A find is nobody's name or number.")
    ] = None,
    undo: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take back what was decided.")
    ] = None,
    because: Annotated[
        str, typer.Option(help="Why; needed where a find that blocks is to stay.")
    ] = "",
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Decide finds, one string at a time, for the whole study. Words are masked.

    A decision is kept as a fingerprint, never as the words. Files to come are not asked about it.

    Example:
        idtool privacy review interviews/I03.docx --as R1
    """
    from idtool.cli import _privacy_show
    from idtool.steps import deciding

    options = asked(context)
    if show and (options.json or not sys.stdout.isatty()):
        raise UsageProblem(
            "--show works on a terminal only; a file or a pipe would keep the words.",
            "Leave --show out, or run the command in a terminal.",
        )
    study = options.load()
    wanted = _wanted(replace, keep, keep_once, false_alarm)
    asking = not (wanted or undo or list_ or options.json) and sys.stdin is not None
    act = options.named_act(study, "A decision") if wanted or undo or asking else options.act(study)
    opened_key = opened(options, key, passphrase_file)
    found = (
        deciding.find_in_files(study, files, act, opened_key)
        if files
        else deciding.find_in_study(study, act, opened_key)
    )
    if wanted or undo:
        for item in undo or ():
            one = deciding.find_by_id(found, item)
            if one.decision is None:
                raise UsageProblem(
                    f"Nothing was decided about {one.id}.", "List decisions: --list --all"
                )
            deciding.undo(study, _without_decision(one), one.decision, act)
        for item, choice, whom in wanted:
            one = deciding.find_by_id(found, item)
            deciding.decide(
                study,
                one,
                choice,
                act,
                because=because,
                whom=whom,
                key=opened_key,
                in_study=not files,
            )
        found = (
            deciding.find_in_files(study, files, act, opened_key)
            if files
            else deciding.find_in_study(study, act, opened_key)
        )
    elif asking and any(each.is_open for each in found):
        from idtool.cli._privacy_session import Sitting

        Sitting(options, study, act.by, opened_key, because, show=show, in_study=not files).walk(
            [each for each in found if each.is_open]
        )
        _after(options, study, files, opened_key)
        return
    shown = found if all_ else [each for each in found if each.is_open]
    if options.json:
        _show.show_json({"findings": [_privacy_show.as_json(each) for each in shown]})
    else:
        _privacy_show.show_found(options, shown, show=show)
    if wanted or undo:
        _after(options, study, files, opened_key)


def _without_decision(found: Found) -> Found:
    from dataclasses import replace as changed

    return changed(found, decision=None)


def _wanted(
    replace: list[str] | None,
    keep: list[str] | None,
    keep_once: list[str] | None,
    false_alarm: list[str] | None,
) -> list[tuple[str, Choice, str]]:
    wanted: list[tuple[str, Choice, str]] = []
    for item in replace or ():
        name, _, whom = item.partition("=")
        wanted.append((name, "replace", whom))
    wanted += [(item, "keep", "") for item in keep or ()]
    wanted += [(item, "keep_once", "") for item in keep_once or ()]
    wanted += [(item, "false_alarm", "") for item in false_alarm or ()]
    return wanted


def _after(
    options: Asked, study: LoadedStudy, files: list[Path] | None, key: KeyContent | None
) -> None:
    """Decisions about stored transcripts are put on record there at once."""
    if files:
        return
    from idtool.steps.screenings import rescreen as screen_again

    left = [r for r in screen_again(study, options.act(study), key) if r.is_open]
    if left and not options.json:
        _show.note(
            options,
            f"{len(left)} transcripts still hold finds. What is to be replaced is replaced in a "
            "corrected text: idtool pseudonymise FILE --out DIR, then ingest it with --replace.",
        )


@privacy_app.command("rescreen")
def rescreen(
    context: Context,
    interviews: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Interviews; default: all.")
    ] = None,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Screen what is in the study again: by new rules, or by a longer list of names.

    What was decided stays decided. Exit 3 if something is open afterwards.

    Example:
        idtool privacy rescreen
    """
    from idtool.steps.screenings import rescreen as screen_again

    options = asked(context)
    study = options.load()
    results = screen_again(
        study, options.act(study), opened(options, key, passphrase_file), interviews or ()
    )
    if options.json:
        _show.show_json({"transcripts": results})
    else:
        _show.table(
            options,
            f"{len(results)} transcripts screened again",
            ["interview", "it was due because", "block", "review", "notes"],
            [(r.interview, r.why or "asked for", r.block, r.review, r.notes) for r in results],
            right=["block", "review", "notes"],
        )
        if any(r.is_open for r in results):
            _show.say(options, "Decide what is open: idtool privacy review")
        _show.note(options, NOT_CHECKED)
    if any(r.is_open for r in results):
        raise typer.Exit(3)


NOT_CHECKED = (
    "Screened, not anonymous. Not checked: names written like everyday words or in lower case, "
    "pictures and sound, and who can be told by what happened to them."
)
