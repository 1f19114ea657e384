"""How a correction looks: turns that differ, and what followed where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idtool.steps.correcting import CorrectionReport
    from idtool.steps.followed import Followed, Kind, Outcome, Plan

_OUTCOMES: tuple[Outcome, ...] = ("kept", "moved", "changed", "orphaned", "dropped")
_ALL: tuple[tuple[Kind, str], ...] = (
    ("coding", "codings"),
    ("evidence", "evidence"),
    ("mark", "marks"),
    ("memo", "memos"),
    ("mentor", "mentor_items"),
)
_MOST_NUMBERS = 20


def as_json(report: CorrectionReport) -> dict[str, Any]:
    """The record of ``correct --json``; it holds no words."""
    plan = report.plan
    return {
        "interview": report.interview,
        "outcome": report.outcome,
        "version_kept": report.version or None,
        "n_turns": report.read.n_turns,
        "n_words": report.read.n_words,
        "turns": _turns(plan) if plan else {},
        "counts": {name: plan.counts(kind) for kind, name in _ALL} if plan else {},
        "items": [
            {
                "kind": item.kind,
                "id": item.id,
                "about": item.about,
                "by": item.by,
                "status": item.status,
                "at": item.at,
                "to": item.to or None,
                "outcome": item.outcome,
                "doubtful": item.doubtful,
                "likeness": item.likeness if item.kind in {"coding", "evidence"} else None,
                "length_before": item.n_before,
                "length_after": item.n_after,
                "voices": item.voices,
                "why": item.why,
            }
            for item in report.items
        ],
        "privacy": {**report.read.held.counts(), "held": report.read.held.stops},
        "findings": [
            {"rule": item.rule, "line": item.line, "message": item.message}
            for item in report.read.findings
        ],
    }


def _turns(plan: Plan) -> dict[str, Any]:
    turns = plan.turns
    return {
        "added": list(turns.added),
        "removed": list(turns.removed),
        "reworded": [list(pair) for pair in turns.reworded],
        "respoken": [list(pair) for pair in turns.respoken],
        "split": list(turns.split),
        "merged": list(turns.merged),
    }


def show_correction(options: Asked, report: CorrectionReport) -> None:
    """Print what differs and what followed; the table lists all that is not simply kept."""
    state = {
        "corrected": f"corrected; the old text is kept as version {report.version}",
        "previewed": "preview, nothing changed",
        "unchanged": "the words and speakers are the same, nothing changed",
    }[report.outcome]
    _show.say(
        options,
        f"{report.interview}: {report.read.n_turns} turns, {report.read.n_words} words: {state}",
    )
    plan = report.plan
    if plan is None:
        return
    turns = plan.turns
    _show.table(
        options,
        "Turns",
        ["what", "how many", "which"],
        [
            ("added", len(turns.added), _numbers(turns.added, "new")),
            ("removed", len(turns.removed), _numbers(turns.removed, "old")),
            ("reworded", len(turns.reworded), _numbers([a for a, _ in turns.reworded], "old")),
            (
                "other speaker",
                len({a for a, _ in turns.respoken}),
                _numbers(list(dict.fromkeys(a for a, _ in turns.respoken)), "old"),
            ),
            ("split", len(turns.split), _numbers(turns.split, "old")),
            ("joined", len(turns.merged), _numbers(turns.merged, "new")),
        ],
        right=["how many"],
    )
    _show.table(
        options,
        "What hangs on it",
        ["what", *_OUTCOMES],
        [(name, *(plan.counts(kind)[o] for o in _OUTCOMES)) for kind, name in _ALL],
        right=_OUTCOMES,
    )
    told = [item for item in plan.items if _is_told(item)]
    if told:
        _show.say(
            options,
            "Not on the very same words, in quite another place, or said by somebody else now:",
        )
    for item in told:
        _show.say(options, *_lines(item))
    _advise(options, report, plan)


def _is_told(item: Followed) -> bool:
    return item.outcome in {"changed", "orphaned", "dropped"} or bool(item.voices) or item.elsewhere


def _lines(item: Followed) -> list[str]:
    """What became of one thing, and why: two lines, without anybody's words."""
    place = f"{item.at} → {item.to}" if item.outcome in {"changed", "moved", "kept"} else item.at
    what = f"{item.about} by {item.by}" if item.by else f"{item.kind} {item.about}"
    reasons = [item.why, f"said by {item.voices}" if item.voices else ""]
    if item.kind in {"coding", "evidence"} and item.to and item.outcome not in {"kept", "moved"}:
        reasons.append(f"likeness {item.likeness:.2f}")
        reasons.append(f"length {item.n_before} → {item.n_after}")
    if item.outcome == "orphaned" and item.doubtful:
        reasons.append(f"the likely place is {item.to}")
    if item.kind == "evidence" and item.approved and item.outcome == "changed":
        reasons.append("the approval to quote is taken back")
    return [
        f"  {item.outcome:<9} {place}  {what}",
        f"            {'; '.join(filter(None, reasons))}",
    ]


def _numbers(numbers: Sequence[int], which: str) -> str:
    if not numbers:
        return ""
    shown = " ".join(map(str, numbers[:_MOST_NUMBERS]))
    more = len(numbers) - _MOST_NUMBERS
    return f"{shown}{f' … and {more} more' if more > 0 else ''} ({which} numbers)"


def _advise(options: Asked, report: CorrectionReport, plan: Plan) -> None:
    doubtful = sum(item.doubtful and item.outcome == "orphaned" for item in plan.items)
    lost = sum(item.outcome == "orphaned" for item in plan.items)
    if report.outcome == "previewed" and doubtful:
        _show.note(
            options,
            f"{doubtful} doubtful would become orphans; in a terminal you are asked about each, "
            "and --accept-likely lets all of them follow.",
        )
    if report.outcome == "corrected" and lost:
        _show.note(options, f"See what has no place: idtool correct {report.interview} --orphans")
    if report.outcome == "corrected" and plan.counts("coding")["dropped"]:
        _show.note(
            options,
            f"Undecided proposals were dropped; idtool apply {report.interview} makes them anew.",
        )
