"""``idtool privacy key``: the encrypted file that leads from placeholders back to words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._key_options import PassphraseOption, passphrase
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.study_folder import LoadedStudy

key_app = typer.Typer(no_args_is_help=True, help="The encrypted key file, apart from the study.")
_File = Annotated[Path, typer.Argument(metavar="FILE", help="The key file, outside the study.")]


@key_app.command("create")
def create(context: Context, file: _File, passphrase_file: PassphraseOption = None) -> None:
    """Make a key file. In a study, the salt of its decisions moves into it.

    Refused inside a study folder and inside a repository.

    Example:
        idtool privacy key create /media/locked-stick/crisis.key
    """
    from idtool.steps import key_files, key_places

    options = asked(context)
    study = _study_or_none(options)
    key_places.refuse_place(file)
    if file.exists():
        raise key_files.KeyIsThere(file)
    secret = passphrase(options, passphrase_file, twice=True)
    content = key_files.create_key(file, secret, study, options.act(study))
    warnings = key_places.place_warnings(file)
    if options.json:
        record = {"file": file.name, "study": content.study, "key_id": content.key_id}
        _show.show_json({**record, "warnings": list(warnings)})
        return
    _show.note(options, *warnings)
    _show.say(
        options,
        f"Key {content.key_id} is in {file}. Without its passphrase nobody can open it, you "
        "neither: write the passphrase down and lock it away.",
    )


@key_app.command("status")
def status(
    context: Context,
    file: _File,
    open_: Annotated[
        bool, typer.Option("--open", help="Ask for the passphrase and count what is inside.")
    ] = False,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Say what a key file is and where it lies; with the passphrase, how much it holds.

    Example:
        idtool privacy key status /media/locked-stick/crisis.key
    """
    from idtool.steps import key_files

    options = asked(context)
    study = _study_or_none(options)
    secret = passphrase(options, passphrase_file) if open_ or passphrase_file else None
    found = key_files.key_status(file, secret, study, options.act(study))
    if options.json:
        _show.show_json(found)
        return
    _show.say(
        options,
        f"{found.file}: key {found.key_id} of {found.study or 'no study'}; {found.kdf}; "
        + ("for its owner alone." if found.private else "others may read it."),
    )
    if found.fits is not None:
        _show.say(options, "It is" + ("" if found.fits else " not") + " the key of this study.")
    if found.n_known is not None:
        _show.say(
            options,
            f"{found.n_pseudonyms} pseudonyms with {found.n_forms} forms, "
            f"{found.n_known} known names.",
        )
    _show.note(options, *found.warnings)


@key_app.command("add-names")
def add_names(
    context: Context,
    file: _File,
    names: Annotated[
        Path | None,
        typer.Option(
            "--names", metavar="FILE", help="Names, places, agencies, one a line; default: typed."
        ),
    ] = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Add names that must not get into the study. Never a list of who is which participant.

    Example:
        idtool privacy key add-names /media/locked-stick/crisis.key
    """
    from idtool.steps import key_files

    options = asked(context)
    study = _study_or_none(options)
    if names is not None:
        lines = names.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    else:
        if sys.stdin.isatty():
            _show.note(options, "One name a line; an empty line ends the list.")
        lines = _typed()
    secret = passphrase(options, passphrase_file)
    source = names.name if names is not None else "The list"
    n_new, content = key_files.add_names(file, secret, lines, source, study, options.act(study))
    if options.json:
        _show.show_json({"n_new": n_new, "n_known": len(content.known)})
        return
    _show.say(options, f"{n_new} new names; {len(content.known)} in all.")
    if n_new and study is not None:
        _show.say(
            options, f"Screen what is in the study by them: idtool privacy rescreen --key {file}"
        )


@key_app.command("rotate")
def rotate(
    context: Context,
    file: _File,
    passphrase_file: PassphraseOption = None,
    new_passphrase_file: Annotated[
        Path | None,
        typer.Option("--new-passphrase-file", metavar="FILE", help="The new passphrase."),
    ] = None,
) -> None:
    """Give a key file a new passphrase. Older copies still open with the old one.

    Example:
        idtool privacy key rotate /media/locked-stick/crisis.key
    """
    from idtool.steps import key_files

    options = asked(context)
    study = _study_or_none(options)
    old = passphrase(options, passphrase_file, what="Passphrase so far")
    new = passphrase(options, new_passphrase_file, twice=True, what="New passphrase")
    content = key_files.rotate_key(file, old, new, study, options.act(study))
    if options.json:
        _show.show_json({"key_id": content.key_id})
        return
    _show.say(options, f"Key {content.key_id} has a new passphrase; destroy older copies.")


@key_app.command("export")
def export(
    context: Context,
    file: _File,
    paper: Annotated[
        bool, typer.Option("--paper", help="As a page to print and lock away.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="A file for the printer; delete it afterwards.")
    ] = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Show all a key file holds, on a terminal or as a file for the printer.

    Example:
        idtool privacy key export /media/locked-stick/crisis.key --paper
    """
    from idtool.steps import key_files, key_places

    options = asked(context)
    if not paper:
        raise UsageProblem("A key is exported to paper only.", "Add --paper.")
    if out is None and not sys.stdout.isatty():
        raise UsageProblem(
            "The page is shown on a terminal only; a pipe or a log would keep it.",
            "Give --out FILE, print it, and delete it.",
        )
    if out is not None:
        key_places.refuse_place(out)
    content = key_files.open_key(file, passphrase(options, passphrase_file))
    if out is None:
        sys.stdout.write(key_files.paper_copy(content))
        return
    key_files.write_paper(out, content)
    if options.json:
        _show.show_json({"key_id": content.key_id, "n_pseudonyms": len(content.pseudonyms)})
        return
    _show.note(options, *key_places.place_warnings(out))
    _show.say(options, f"The page is in {out}. Print it, then delete it.")


@key_app.command("destroy")
def destroy(
    context: Context,
    file: _File,
    because: Annotated[str, typer.Option(help="Why, for the trail: “end of retention”.")] = "",
) -> None:
    """Overwrite and remove a key file. Pseudonyms can then no longer be traced back.

    The trail of the study keeps the day. Analysis never needs the key.

    Example:
        idtool privacy key destroy /media/locked-stick/crisis.key --because "end of retention"
    """
    from idtool.steps import key_files

    options = asked(context)
    study = _study_or_none(options)
    act = options.act(study)
    if options.interactive:
        typer.confirm(f"Destroy {file.name} for good?", abort=True, err=True)
    elif not options.yes:
        raise UsageProblem("Destroying a key cannot be undone.", "Say so with --yes.")
    header = key_files.destroy_key(file, study, act, because)
    if options.json:
        _show.show_json({"key_id": header.key_id, "destroyed": True})
        return
    _show.say(
        options,
        f"Key {header.key_id} is gone. Copies, backups and the wear leveling of flash memory may "
        "hold it still: destroy those, too. What people said may identify them all the same.",
    )


def _typed() -> list[str]:
    lines = []
    for line in sys.stdin:
        if not line.strip() and sys.stdin.isatty():
            break
        lines.append(line.rstrip("\n"))
    return lines


def _study_or_none(options: Asked) -> LoadedStudy | None:
    from idtool.steps.study_folder import NoStudyHere

    try:
        return options.load()
    except NoStudyHere:
        if options.study is not None:
            raise
        return None
