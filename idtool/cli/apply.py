"""``idtool apply``: proposals out of the codebooks."""

from __future__ import annotations

from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked

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
        strongest = sorted(report.proposals, key=lambda p: -p.score)
        shown = strongest if options.plain else strongest[:_SHOWN]
        _show.table(
            options,
            "Why",
            ["place", "code", "strength", "reason", "words"],
            [
                (
                    f"{p.segment.transcript}#t{p.turn:03d}",
                    p.code,
                    p.strength,
                    p.evidence,
                    report.quotes[p.segment.transcript, p.segment.start, p.segment.end],
                )
                for p in shown
            ],
        )
        if len(shown) < len(report.proposals):
            _show.say(options, f"… {len(report.proposals) - len(shown)} more; --plain shows all.")
    if report.n_already_decided:
        _show.note(
            options, f"{report.n_already_decided} places were left alone: you decided about them."
        )
    _show.say(options, "These are proposals. Decide about them with: idtool review")
