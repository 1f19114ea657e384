"""What ``apply --check`` found, as tables and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.coding.checking import Check, Tally
    from idtool.steps.checking_proposals import Drift, ProposalCheck

_MOST_FEW = 12


def show_check(
    options: Asked, report: ProposalCheck, *, drawn: tuple[str, ...], figure: bool
) -> None:
    """The check as tables and lines; ``figure`` says whether one was asked for."""
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
    elif figure:
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
