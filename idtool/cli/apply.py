"""``idtool apply``: proposals out of the codebooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._models import with_model
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.coding.checking import Check, Tally
    from idtool.steps.applying import ApplyReport
    from idtool.steps.checking_proposals import Drift, ProposalCheck
    from idtool.steps.study_folder import LoadedStudy

_SHOWN = 30
_MOST_FEW = 12


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
    _show.table(
        options,
        _checked_told(report),
        ["code", "proposed", "coded", "precision", "recall", "F1", "learned"],
        [
            (
                s.code,
                s.n_proposed,
                s.n_coded,
                _two(s.precision),
                _two(s.recall),
                _two(s.f1),
                s.n_learned_from or "–",
            )
            for s in report.asked.codes
        ],
        right=["proposed", "coded", "precision", "recall", "F1", "learned"],
    )
    lines = [
        f"{', '.join(one.using)}: mean F1 over codes {_two(one.macro_f1)}, one of the first three "
        f"codes right in {_two(one.hit_at_3)} of {one.n_turns} coded turns"
        for one in (report.asked, report.without)
        if one is not None
    ]
    lines += _caution(report)
    lines += ["learned: accepted places a code was learned from at most; – where it was not."]
    lines += [
        f"{word}: {right} of {n} were right"
        for word in ("strong", "fair", "faint")
        for n, right in [report.asked.by_strength.get(word, (0, 0))]
    ]
    _show.say(options, *lines)
    _show.say(options, *_few_told(report))
    _show_growth(options, report)
    _show_reviewed(options, report)
    if drawn:
        _show.say(options, f"Drawn: {', '.join(drawn)}")
    elif figure is not None:
        _show.note(options, "No figure: a reliability curve needs 30 proposals in two interviews.")
    _show.say(
        options,
        "Right means: a coding of yours with the same code overlaps the proposed words. What you "
        "did not code is not always wrong.",
    )


def _show_growth(options: Asked, report: ProposalCheck) -> None:
    """The learning curve in one line, and a note on what more reviews would bring."""
    from idtool.coding.growth import told

    if len(report.growth) > 1:
        steps = ", ".join(f"{p.n_places}: {p.hit_at_3:.2f}" for p in report.growth)
        _show.say(
            options,
            "Learned alone, one of the first three codes right on held-out accepted places, by "
            f"number of places learned from: {steps}",
            told(report.growth),
        )


def _show_reviewed(options: Asked, report: ProposalCheck) -> None:
    """What became of proposals, by code and codebook version; a new version starts a new row."""
    rows = [r for r in report.reviewed if r.accepted or r.changed or r.rejected]
    if not rows:
        return
    columns = ["proposed", "accepted", "changed", "rejected", "missed"]
    _show.table(
        options,
        "What you decided so far",
        ["code", "under", *columns],
        [
            (
                r.code,
                r.version.rpartition("@")[2],
                r.proposed,
                r.accepted,
                r.changed,
                r.rejected,
                r.missed,
            )
            for r in rows
        ],
        right=columns,
    )

    _show.say(options, *(_drift_told(drift) for drift in report.drifts))


def _checked_told(report: ProposalCheck) -> str:
    """Which interviews the table counts."""
    dealt = f"{report.n_interviews} interviews, in {report.n_folds} parts, each held out once"
    by_hand = report.asked.by_hand
    if report.asked.reviewed is None or by_hand is None or not report.asked.is_by_hand:
        return dealt
    return f"{dealt}; counted are the {by_hand.n_interviews} coded by hand alone"


def _caution(report: ProposalCheck) -> list[str]:
    """What the interviews say where proposals were decided about, and why that is too good."""
    one = report.asked.reviewed
    if one is None:
        return []
    told = (
        f"{one.n_right} of {one.n_proposed} proposals right, {one.n_found} of {one.n_coded} "
        f"codings found, one of the first three codes right in {_two(one.hit_at_3)} of "
        f"{one.n_turns} coded turns"
    )
    if report.asked.is_by_hand:
        lines = [
            f"Left out of these numbers, because proposals were decided about there: "
            f"{one.n_interviews} interviews ({told})."
        ]
    else:
        alone = report.asked.by_hand
        lines = [
            f"Proposals were decided about in {one.n_interviews} of these interviews, and fewer "
            f"than two ({alone.n_interviews if alone else 0}) were coded by hand alone: these "
            "numbers do not say how good proposals are. Code two interviews by hand before you "
            "review proposals in them."
        ]
    if report.n_from_proposals:
        lines.append(
            f"{report.n_from_proposals} of {report.n_accepted} accepted codings were proposals: "
            "they are found again by construction, so recall, F1 and hits are too good there."
        )
    if report.n_waiting:
        lines.append(
            f"{report.n_waiting} proposals wait there: undecided ones count as not right, so "
            "precision is too low."
        )
    return lines


def _few_told(report: ProposalCheck) -> list[str]:
    """Codes that were not learned, those nearest to it first."""
    if not report.few:
        return []
    named = [f"{c} ({n})" for c, n in sorted(report.few.items(), key=lambda i: (-i[1], i[0]))]
    more = f" and {len(named) - _MOST_FEW} more" if len(named) > _MOST_FEW else ""
    return [
        "Too few accepted places to learn from (5 are needed): "
        + ", ".join(named[:_MOST_FEW])
        + more
    ]


def _drift_told(drift: Drift) -> str:
    version = drift.version.rpartition("@")[2]
    line = (
        f"{drift.code} since {version}: {drift.accepted} of {drift.n} accepted, before "
        f"{drift.accepted_before} of {drift.n_before}"
    )
    if drift.difference is None or drift.low is None or drift.high is None:
        return f"{line}; too few to tell a difference (10 are needed on both sides)."
    line += f": {drift.difference:+.2f} ({drift.low:+.2f} to {drift.high:+.2f})"
    if drift.low > 0:
        return f"{line}, it holds more often."
    return f"{line}, it holds less often." if drift.high < 0 else f"{line}, no difference to tell."


def check_as_json(report: ProposalCheck) -> dict[str, object]:
    """The check with its derived numbers, and the calibrated number beside its curve."""

    def told(one: Check) -> dict[str, object]:
        return {
            "using": one.using,
            "macro_f1": one.macro_f1,
            "hit_at_3": one.hit_at_3,
            "n_turns": one.n_turns,
            "is_by_hand": one.is_by_hand,
            "by_hand": _tally_as_json(one.by_hand),
            "reviewed": _tally_as_json(one.reviewed),
            "by_strength": {w: {"n": n, "right": r} for w, (n, r) in one.by_strength.items()},
            "curve": one.curve,
            "brier": one.brier,
            "brier_pooled": one.brier_pooled,
            "codes": [
                {
                    "code": s.code,
                    "n_proposed": s.n_proposed,
                    "n_right": s.n_right,
                    "n_coded": s.n_coded,
                    "n_found": s.n_found,
                    "precision": s.precision,
                    "recall": s.recall,
                    "f1": s.f1,
                    "n_learned_from": s.n_learned_from,
                    "said": s.said,
                    "calibrated_by_itself": s.is_own,
                }
                for s in one.codes
            ],
        }

    return {
        "n_interviews": report.n_interviews,
        "n_folds": report.n_folds,
        "asked": told(report.asked),
        "without_learning": told(report.without) if report.without is not None else None,
        "growth": report.growth,
        "reviewed": report.reviewed,
        "n_accepted": report.n_accepted,
        "n_from_proposals": report.n_from_proposals,
        "n_waiting": report.n_waiting,
        "drifts": report.drifts,
        "few": report.few,
    }


def _tally_as_json(one: Tally | None) -> dict[str, object] | None:
    if one is None:
        return None
    shares = {"precision": one.precision, "recall": one.recall, "hit_at_3": one.hit_at_3}
    return {**_show.as_plain(one), **shares}


def _two(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


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
