"""``idtool apply``: proposals out of the codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._models import with_model
from idtool.cli._proposal_check_show import check_as_json, show_check
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.applying import ApplyReport
    from idtool.steps.study_folder import LoadedStudy

_SHOWN = 30


def apply(
    context: Context,
    interviews: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Interviews; default: all.")
    ] = None,
    focus: Annotated[
        list[str] | None, typer.Option(help="Only this focus (id, prefix or name).")
    ] = None,
    codes: Annotated[str, typer.Option(help="Only these codes, separated by commas.")] = "",
    using: Annotated[
        str, typer.Option(help="Sources of proposals, separated by commas.")
    ] = "rules,likeness,learned",
    embeddings: Annotated[
        Path | None,
        typer.Option(help="A local sentence model's folder; remembered in study.yaml."),
    ] = None,
    no_embeddings: Annotated[
        bool,
        typer.Option("--no-embeddings", help="Leave out the sentence model study.yaml names."),
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Score proposals against your own codings; store nothing."),
    ] = False,
    figure: Annotated[
        Path | None,
        typer.Option(help="With --check: draw the reliability curve into this folder."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each proposal with its rule or likeness.")
    ] = False,
) -> None:
    """Propose codings, each with its reason. Nothing counts until you accept it.

    Example:
        idtool apply I03 --focus Partnership --explain
    """
    from idtool.ingest.records import counted
    from idtool.steps.applying import apply_codebooks

    options = asked(context)
    study = options.load()
    sources = [word.strip() for word in using.split(",") if word.strip()]
    study = with_model(options, study, embeddings, left_out=no_embeddings)
    if figure is not None and not check:
        raise UsageProblem("A figure is drawn of a check.", "Add --check.")
    if check:
        if interviews or focus or codes or explain:
            raise UsageProblem(
                "A check takes all coded interviews and all codes, since they compete.",
                "Leave out interviews, --focus, --codes and --explain; --json tells each code.",
            )
        _check(options, study, sources, figure, use_model=not no_embeddings)
        return
    foci = [study.focus_named(word) for word in focus or ()]
    with _show.progress(options, "Applying codebooks", None) as step:
        report = apply_codebooks(
            study,
            options.act(study),
            interviews=interviews or (),
            foci=foci,
            codes=[code.strip() for code in codes.split(",") if code.strip()],
            using=sources,
            use_model=not no_embeddings,
            step=step,
        )
    if options.json:
        _show.show_json(
            {
                "proposals": [
                    {
                        "interview": p.segment.transcript,
                        "turn": p.turn,
                        "start": p.segment.start,
                        "end": p.segment.end,
                        "code": p.code,
                        "focus": p.focus,
                        "source": p.source,
                        "evidence": p.evidence,
                        "strength": p.strength,
                        "score": round(p.score, 4),
                    }
                    for p in report.proposals
                ],
                "n_passages": report.n_passages,
                "n_already_decided": report.n_already_decided,
                "codebooks": report.versions,
                "learned": report.learned,
                "unlearned": report.unlearned,
                "model": report.model,
            }
        )
        return
    counts: dict[tuple[str, str], int] = {}
    for proposal in report.proposals:
        key = (proposal.focus, str(proposal.strength))
        counts[key] = counts.get(key, 0) + 1
    _show.table(
        options,
        f"{counted(len(report.proposals), 'proposal')} in "
        f"{counted(report.n_transcripts, 'transcript')}",
        ["focus", "strong", "fair", "faint"],
        [
            (
                study.codebooks[name].focus,
                *(counts.get((name, strength), 0) for strength in ("strong", "fair", "faint")),
            )
            for name in study.codebooks
            if not foci or name in foci
        ],
        right=["strong", "fair", "faint"],
    )
    if explain:
        _show_reasons(options, report)
    if report.learned:
        _show.note(options, f"{len(report.learned)} codes were learned from places you accepted.")
    if report.model is not None:
        _show.note(
            options,
            f"Sentence model: {report.model.name}, fingerprint {report.model.fingerprint}, "
            f"{report.model.dimensions} numbers a text, read by {report.model.reader}.",
        )
    elif study.settings.practice.embeddings and not no_embeddings and "learned" in sources:
        _show.note(
            options,
            "The sentence model was not used: it joins likeness, which was left out, and what is "
            "learned from places you accepted, and no code has enough of them yet.",
        )
    if report.unlearned:
        _show.note(
            options,
            "Too few accepted places to learn from (5 are needed): "
            + ", ".join(f"{code} ({n})" for code, n in report.unlearned.items()),
        )
    if report.n_already_decided:
        _show.note(
            options, f"{report.n_already_decided} places were left alone: you decided about them."
        )
    _show.say(options, "These are proposals. Decide about them with: idtool review")


def _check(
    options: Asked,
    study: LoadedStudy,
    sources: list[str],
    figure: Path | None,
    *,
    use_model: bool,
) -> None:
    """Show how proposals agree with the study's own codings, interviews held out."""
    from idtool.steps.checking_proposals import check_proposals, write_reliability_figure

    with _show.progress(options, "Checking proposals", None) as step:
        report = check_proposals(
            study, options.act(study), using=sources, use_model=use_model, step=step
        )
    drawn = write_reliability_figure(report, figure) if figure is not None else ()
    if options.json:
        _show.show_json({**check_as_json(report), "figures": drawn})
        return
    show_check(options, report, drawn=drawn, figure=figure is not None)


def _show_reasons(options: Asked, report: ApplyReport) -> None:
    """Proposals with their words and reasons, the strongest first."""
    explained = sorted(
        zip(report.proposals, report.reasons, strict=True), key=lambda pair: -pair[0].score
    )
    for proposal, reason in explained if options.plain else explained[:_SHOWN]:
        segment = proposal.segment
        words = report.quotes[segment.transcript, segment.start, segment.end]
        _show.say(
            options,
            "",
            f"{segment.transcript}#t{proposal.turn:03d}  “{words}”",
            *(f"  {line}" for line in reason.splitlines()),
        )
    if not options.plain and len(explained) > _SHOWN:
        _show.say(options, "", f"… {len(explained) - _SHOWN} more; --plain shows all.")
