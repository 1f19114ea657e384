"""``idtool apply``: proposals out of the codebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.steps.applying import ApplyReport

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
    ] = "rules,likeness",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show each proposal with its rule or likeness.")
    ] = False,
) -> None:
    """Propose codings, each with its reason. Nothing counts until you accept it.

    Example:
        idtool apply I03 --focus Partnership --explain
    """
    from idtool.steps.applying import apply_codebooks

    options = asked(context)
    study = options.load()
    foci = [study.focus_named(word) for word in focus or ()]
    with _show.progress(options, "Applying codebooks", None) as step:
        report = apply_codebooks(
            study,
            options.act(study),
            interviews=interviews or (),
            foci=foci,
            codes=[code.strip() for code in codes.split(",") if code.strip()],
            using=[word.strip() for word in using.split(",") if word.strip()],
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
            }
        )
        return
    counts: dict[tuple[str, str], int] = {}
    for proposal in report.proposals:
        key = (proposal.focus, str(proposal.strength))
        counts[key] = counts.get(key, 0) + 1
    _show.table(
        options,
        f"{len(report.proposals)} proposals in {report.n_transcripts} transcripts",
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
    if report.n_already_decided:
        _show.note(
            options, f"{report.n_already_decided} places were left alone: you decided about them."
        )
    _show.say(options, "These are proposals. Decide about them with: idtool review")


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
