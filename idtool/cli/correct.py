"""``idtool correct``: corrected words, and everything that hangs on them follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._key_options import KeyOption, PassphraseOption, opened
from idtool.cli.ingest import Tracked, asker, pairs
from idtool.cli.mark import StatusName
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.model import Act
    from idtool.steps.correcting import CorrectionReport
    from idtool.steps.followed import Followed
    from idtool.steps.study_folder import LoadedStudy


def correct(
    context: Context,
    interview: Annotated[str, typer.Argument(metavar="ID", help="The interview, such as I03.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The corrected transcript.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would follow where; change nothing.")
    ] = False,
    accept_likely: Annotated[
        bool,
        typer.Option("--accept-likely", help="Doubtful places follow too, instead of orphans."),
    ] = False,
    speaker: Annotated[
        list[str] | None,
        typer.Option(metavar="LABEL=P01", help="Who a label is, as for ingest."),
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
    tracked: Annotated[
        Tracked, typer.Option(help="Tracked changes in Word: stop, accept or reject them.")
    ] = Tracked.stop,
    attest: Annotated[
        str, typer.Option(metavar="REASON", help="Every place to review identifies nobody; why.")
    ] = "",
    status: Annotated[
        StatusName | None, typer.Option(help="What the transcript is now, such as checked.")
    ] = None,
    key: KeyOption = None,
    passphrase_file: PassphraseOption = None,
    orphans: Annotated[
        bool, typer.Option("--orphans", help="List what has no place, with its words.")
    ] = False,
    versions: Annotated[
        bool, typer.Option("--versions", help="List the earlier versions, without words.")
    ] = False,
    reattach: Annotated[
        str, typer.Option(metavar="ORPHAN", help="Put an orphan back, at the place given by --to.")
    ] = "",
    to: Annotated[str, typer.Option(metavar="PLACE", help="A turn or a run: I03#t014.")] = "",
    quote: Annotated[str, typer.Option(help="With --reattach: only these words of it.")] = "",
    let_go: Annotated[
        str, typer.Option("--let-go", metavar="ORPHAN", help="Forget an orphan for good.")
    ] = "",
    forget_versions: Annotated[
        bool,
        typer.Option(
            "--forget-versions",
            help="Take the earlier texts out for good, such as after a name had slipped in.",
        ),
    ] = False,
    because: Annotated[
        str, typer.Option(help="Why it is let go or forgotten; kept in the trail.")
    ] = "",
) -> None:
    """Put a corrected transcript in place; codings, evidence, marks and memos follow.

    They follow their words: the same words, or words at least 0.8 like them. Places from 0.5
    to 0.8 are doubtful: you are asked, or they become orphans, kept with their words and
    counted nowhere. The old text stays as an earlier version.

    Example:
        idtool correct I03 interviews/I03-checked.docx --dry-run
    """
    from idtool.steps import orphans as kept_aside

    options = asked(context)
    wishes = [file is not None, orphans, versions, bool(reattach), bool(let_go), forget_versions]
    if sum(wishes) != 1:
        raise UsageProblem(
            "Give a corrected file, or one of --orphans, --versions, --reattach, --let-go and "
            "--forget-versions.",
            f"For example: idtool correct {interview} FILE --dry-run",
        )
    study = options.load()
    act = options.named_act(study, "--attest") if attest else options.act(study)
    if file is not None:
        _correct(
            options,
            study,
            interview,
            file,
            act,
            accept_likely=accept_likely,
            said={
                "speakers": pairs(speaker or []),
                "speakers_file": speakers,
                "interviewer": interviewer,
                "tracked": tracked.value,
                "attest": attest,
                "dry_run": dry_run,
                "status": status.value if status else "",
                "key": opened(options, key, passphrase_file),
            },
        )
    elif orphans:
        _show_orphans(options, interview, kept_aside.list_orphans(study, interview, act))
    elif versions:
        _show_versions(options, interview, kept_aside.earlier_versions(study, interview, act))
    elif forget_versions:
        count = kept_aside.forget_versions(study, interview, act, because=because)
        _tell(options, {"n_forgotten": count}, f"{count} earlier texts of {interview} are gone.")
    elif reattach:
        if not to:
            raise UsageProblem("--reattach needs a place.", f"Add: --to {interview}#t001")
        about = kept_aside.put_back(study, interview, reattach, to, act, quote=quote)
        _tell(options, {"put_back": reattach, "to": to}, f"{about} stands at {to} again.")
    else:
        about = kept_aside.let_go(study, interview, let_go, act, because=because)
        _tell(options, {"let_go": let_go}, f"{about} is let go.")


def _correct(
    options: Asked,
    study: LoadedStudy,
    interview: str,
    file: Path,
    act: Act,
    *,
    accept_likely: bool,
    said: dict[str, Any],
) -> None:
    from idtool.cli import _correct_show, _ingest_show
    from idtool.steps.correcting import correct_transcript
    from idtool.steps.ingest_records import IngestRequest, PrivacyHold

    request = IngestRequest(**said)
    try:
        report = correct_transcript(
            study,
            interview,
            file,
            request,
            act,
            accept_likely=accept_likely,
            ask_speaker=asker(options) if options.interactive else None,
            ask_place=_place_asker(options) if options.interactive and not accept_likely else None,
        )
    except PrivacyHold as error:
        if options.json:
            _show.show_json([_ingest_show.as_json(held) for held in error.reports])
            raise typer.Exit(error.exit_code) from error
        for held in error.reports:
            _ingest_show.show_report(options, held, preview=False)
        raise
    if options.json:
        _show.show_json(_correct_show.as_json(report))
    else:
        _correct_show.show_correction(options, report)
    if request.dry_run and report.read.held.stops:
        if not options.json:
            _show_held(options, report)
        raise typer.Exit(3)


def _show_held(options: Asked, report: CorrectionReport) -> None:
    from idtool.cli import _ingest_show

    _ingest_show.show_places(options, report.read)
    _show.note(options, _ingest_show.HELD_IN_DRY_RUN)


def _place_asker(options: Asked) -> Callable[[Followed], bool]:
    """Shows the old words and the new ones; anything but yes makes an orphan."""

    def ask(item: Followed) -> bool:
        _show.say(
            options,
            "",
            f"{item.at}  {item.about}  {item.by}  (likeness {item.likeness:.2f})",
            f"  was: {item.old_words}",
            f"  now: {item.new_words}",
        )
        return bool(typer.confirm("Does it follow to these words?", default=False, err=True))

    return ask


def _show_orphans(options: Asked, interview: str, found: list[Any]) -> None:
    if options.json:
        _show.show_json(found)
        return
    if not found:
        _show.say(options, f"Nothing in {interview} is without a place.")
        return
    _show.table(
        options,
        f"Without a place in {interview} ({len(found)}); they count nowhere",
        ["id", "was at", "what", "about", "by", "words"],
        [(o.uuid[:8], o.at, o.kind, o.about, o.record.get("coder", ""), o.quote) for o in found],
    )
    _show.note(
        options, f"Put one back: idtool correct {interview} --reattach ID --to {interview}#t014"
    )


def _show_versions(options: Asked, interview: str, found: list[Any]) -> None:
    if options.json:
        _show.show_json(found)
        return
    _show.table(
        options,
        f"Earlier versions of {interview}: {len(found)}",
        ["version", "turns", "words", "format", "from", "by", "until", "by"],
        [
            (
                v.version,
                v.n_turns,
                v.n_words,
                v.source_format,
                v.ingested_at,
                v.ingested_by,
                v.replaced_at,
                v.replaced_by,
            )
            for v in found
        ],
        right=["version", "turns", "words"],
    )


def _tell(options: Asked, record: dict[str, Any], line: str) -> None:
    if options.json:
        _show.show_json(record)
    else:
        _show.say(options, line)
