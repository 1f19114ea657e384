"""``idtool ingest``: transcripts into the study."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._key_options import KeyOption, PassphraseOption, opened
from idtool.cli.mark import StatusName
from idtool.errors import UsageProblem
from idtool.model import Kind

if TYPE_CHECKING:
    from idtool.ingest.reading import ReadTranscript
    from idtool.steps.ingest_records import AskSpeaker, IngestReport
    from idtool.steps.study_folder import LoadedStudy


class KindName(StrEnum):
    """Kinds of interview."""

    individual = "individual"
    paired = "paired"
    group = "group"


_KINDS: dict[KindName, Kind] = {
    KindName.individual: "individual",
    KindName.paired: "paired",
    KindName.group: "group",
}


class Tracked(StrEnum):
    """What to do with tracked changes in a Word file."""

    stop = "stop"
    accept = "accept"
    reject = "reject"


def ingest(
    context: Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Transcript files.")],
    id_: Annotated[
        str | None, typer.Option("--id", help="The interview's id, such as I03 or D01.")
    ] = None,
    kind: Annotated[
        KindName | None, typer.Option(help="individual, paired, or group (three or more).")
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LABEL=P01",
            help="Who a label is: P01, P01:LE (adds the person to the roster), INT, or new:LE "
            "(somebody new in each interview of a table).",
        ),
    ] = None,
    speakers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Who labels are, as a file; default: the study's speakers.yaml."
        ),
    ] = None,
    interviewer: Annotated[
        str | None, typer.Option(metavar="LABEL", help="The interviewer's label.")
    ] = None,
    week: Annotated[str | None, typer.Option(help="The week, such as 2024-W09.")] = None,
    tracked: Annotated[
        Tracked, typer.Option(help="Tracked changes in Word: stop, accept or reject them.")
    ] = Tracked.stop,
    group_by: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="A table's column that tells interviews apart."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VALUE[=ID]", help="Only this interview of a grouped table; its id, if given."
        ),
    ] = None,
    speaker_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="A table's column that names speakers.")
    ] = None,
    text_column: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="A table's column that holds the words.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="SHEET", help="The sheet of a workbook to read.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="TERM", help="Let a held term pass, in this study, from now on."),
    ] = None,
    because: Annotated[str, typer.Option(help="Why an allowed term identifies nobody.")] = "",
    attest: Annotated[
        str,
        typer.Option(
            metavar="REASON",
            help="You have looked at every place to review and none identifies anybody.",
        ),
    ] = "",
    status: Annotated[
        StatusName | None, typer.Option(help="What the transcript is: raw, checked, de-identified.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put new words in place of an uncoded transcript.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Which text of a REFI-QDA project: its name, its number, or all.",
        ),
    ] = None,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be read; store nothing.")
    ] = False,
) -> None:
    """Read transcripts, screen them, and store them - all of them, or none.

    Reads the files of transcription services and programs (docs/transcript-files.md), of
    linguists and coding programs (docs/linguistic.md), and of an office: .docx, .odt, .rtf,
    .pdf, .csv, .tsv, .xlsx, .ods. One table may hold many interviews (--group-by), one
    project many texts (--source); their ids are in their names, or are numbered from --id.
    A file that holds something identifying is refused with exit 3.

    Example:
        idtool ingest interviews/I03.docx --dry-run
    """
    from idtool.cli import _ingest_show
    from idtool.ingest import ColumnChoice
    from idtool.steps.ingest_records import IngestRequest, PrivacyHold
    from idtool.steps.ingesting import ingest_files

    options = asked(context)
    study = _study_or_none(options, dry_run=dry_run)
    request = IngestRequest(
        interview=id_,
        kind=_KINDS[kind] if kind is not None else None,
        week=week,
        speakers=pairs(speaker or []),
        speakers_file=speakers,
        interviewer=interviewer,
        tracked=tracked.value,
        allow=tuple(allow or ()),
        because=because,
        attest=attest,
        dry_run=dry_run,
        replace=replace,
        source=source,
        columns=ColumnChoice(speaker_column, text_column, group_by, sheet),
        groups=_groups(group or [], group_by),
        status=status.value if status else "",
        key=opened(options, key, passphrase_file),
    )
    act = options.named_act(study, "--attest") if attest else options.act(study)
    # A question and a moving bar would get in each other's way.
    with _show.progress(options, "Reading", len(files), hidden=options.interactive) as step:
        try:
            reports = ingest_files(
                study,
                files,
                request,
                act,
                ask=asker(options) if options.interactive else None,
                step=step,
            )
        except PrivacyHold as error:
            _show_reports(options, list(error.reports), dry_run=False)
            if options.json:
                raise typer.Exit(error.exit_code) from error
            raise
    _show_reports(options, reports, dry_run=dry_run)
    if study is not None and not options.json:
        _say_what_is_due(options, study)
    if dry_run and any(report.held.stops for report in reports):
        if not options.json:
            _show.note(options, _ingest_show.HELD_IN_DRY_RUN)
        raise typer.Exit(3)


def _show_reports(options: Asked, reports: list[IngestReport], *, dry_run: bool) -> None:
    from idtool.cli import _ingest_show

    if options.json:
        _show.show_json([_ingest_show.as_json(report) for report in reports])
        return
    if len(reports) > 1 and not dry_run:
        _ingest_show.show_many(options, reports)
        reports = [report for report in reports if report.held.stops]
    for report in reports:
        _ingest_show.show_report(options, report, preview=dry_run)


def _say_what_is_due(options: Asked, study: LoadedStudy) -> None:
    """Newer rules or a longer list of names make it due to screen the study again."""
    from idtool.steps.screenings import what_is_due

    due = what_is_due(study, options.act(study))
    if due:
        _show.note(
            options,
            f"{len(due)} transcripts are due for screening, the first because "
            f"{next(iter(due.values()))}: idtool privacy rescreen",
        )


def _study_or_none(options: Asked, *, dry_run: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """The study; a dry run also works outside of one."""
    from idtool.steps.study_place import NoStudyHere

    try:
        return options.load()
    except NoStudyHere:
        if dry_run and options.study is None:
            return None
        raise


def _groups(words: list[str], column: str | None) -> dict[str, str]:
    """Groups of a table that were named, with the id given for each, or an empty text."""
    if words and not column:
        raise UsageProblem(
            "--group names an interview of a table, but not by which column.",
            "Add --group-by COLUMN.",
        )
    named = {}
    for word in words:
        value, sign, id_ = word.rpartition("=")
        named[value.strip() if sign else word.strip()] = id_.strip() if sign else ""
    return named


def pairs(words: list[str]) -> dict[str, str]:
    """``LABEL=P01`` as a mapping."""
    found = {}
    for word in words:
        label, sign, person = word.rpartition("=")
        if not sign or not label or not person:
            raise UsageProblem(
                f"“{word}” does not say who a label is.", 'Write --speaker "LABEL=P01".'
            )
        found[label.strip()] = person.strip()
    return found


def asker(options: Asked) -> AskSpeaker:
    """A prompt that asks once who a label is, after showing how often it speaks."""

    def ask(label: str, read: ReadTranscript) -> str | None:
        turns = sum(1 for turn in read.turns if turn.label == label)
        _show.note(
            options,
            f"“{label}” speaks {turns} times. Who is it? Answer P01, P01:LE for somebody new, "
            "or INT for the interviewer.",
        )
        answer: str = typer.prompt("Speaker", default="", show_default=False, err=True)
        return answer.strip() or None

    return ask
