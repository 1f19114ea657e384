"""How an ingest report looks: a preview, tables of speakers, findings and held places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.steps.ingest_records import IngestReport

HELD_IN_DRY_RUN = "Ingest would refuse a file above and store nothing (exit 3)."
_MOST_PLACES = 40


def as_json(report: IngestReport) -> dict[str, Any]:
    """The record of ``ingest --json``; keys are stable, see docs/json.md."""
    from idtool.privacy import NOT_CHECKED
    from idtool.steps.screening import as_record

    return {
        "file": report.file,
        "group": report.group,
        "interview": report.interview,
        "kind": report.kind,
        "source_format": report.source_format,
        "encoding": report.encoding,
        "outcome": report.outcome,
        "n_turns": report.n_turns,
        "n_words": report.n_words,
        "words": {
            "in_turns": report.ledger.in_turns,
            "beside": dict(report.ledger.beside),
            "left_out": dict(report.ledger.left_out),
        },
        "speakers": [
            {
                "label": line.label,
                "person": line.person,
                "role": line.role,
                "n_turns": line.n_turns,
                "n_words": line.n_words,
                "why": line.why,
            }
            for line in report.speakers
        ],
        "findings": [
            {"rule": item.rule, "line": item.line, "message": item.message}
            for item in report.findings
        ],
        "privacy": {
            **report.held.counts(),
            "held": report.held.stops,
            "replaced": report.held.n_replaced,
            "casing": report.held.casing,
            "indirect": [as_record(found) for found in report.held.indirect],
            "not_checked": list(NOT_CHECKED),
            "places": [
                {
                    "where": place.where,
                    "type": place.type,
                    "tier": place.tier,
                    "rule": place.rule,
                    "masked": place.masked,
                }
                for place in report.held.places
            ],
        },
        "marks": [
            {"first_turn": m.first_turn, "last_turn": m.last_turn, "kind": m.kind, "ref": m.ref}
            for m in report.marks
        ],
    }


def show_many(options: Asked, reports: Sequence[IngestReport]) -> None:
    """One line for each file."""
    held = any(report.held.stops for report in reports)
    _show.table(
        options,
        f"{len(reports)} {'files' if all(r.group is None for r in reports) else 'interviews'}",
        ["file", "interview", "format", "turns", "words", "findings", "outcome"],
        [
            (
                _file_of(report),
                report.interview,
                report.source_format,
                report.n_turns,
                report.n_words,
                len(report.findings) or "",
                "held back" if report.held.stops else "not stored" if held else report.outcome,
            )
            for report in reports
        ],
        right=["turns", "words", "findings"],
    )


def show_report(options: Asked, report: IngestReport, *, preview: bool) -> None:
    """Print one file's report; a preview also shows the first ten turns."""
    state = {
        "stored": "stored",
        "replaced": "stored in place of the old words",
        "unchanged": "already in the study, nothing changed",
        "previewed": "preview, nothing stored",
        "held": "not stored",
    }[report.outcome]
    if report.held.stops:
        state = "held back, nothing stored"
    _show.say(
        options,
        f"{_file_of(report)} → {report.interview or 'no id yet'} ({report.source_format}, "
        f"{report.encoding}): {report.n_turns} turns, {report.n_words} words: {state}",
    )
    if report.outcome == "unchanged":
        return
    _show.table(
        options,
        "Speakers",
        ["label", "is", "role", "turns", "words", "because"],
        [
            (s.label or "(none)", s.person or "?", s.role, s.n_turns, s.n_words, s.why)
            for s in report.speakers
        ],
        right=["turns", "words"],
    )
    unknown = [line.label for line in report.speakers if line.person is None]
    if preview and unknown:
        options_to_give = " ".join(f'--speaker "{label}=P01"' for label in unknown[:4])
        _show.say(
            options,
            f"Nobody has said yet who {'this label is' if len(unknown) == 1 else 'these are'}: "
            f"{', '.join(unknown[:4])}. Say it once, such as "
            f"{options_to_give}; the interviewer is INT, somebody new P01:ROLE.",
            "",
        )
    if preview:
        _show_ledger(options, report)
        _show.table(
            options,
            "First turns",
            ["turn", "speaker", "words"],
            [(t.number, t.speaker, t.text) for t in report.first_turns],
            right=["turn"],
        )
        if report.marks:
            _show.table(
                options,
                "Questions and vignettes found (correct them with idtool mark)",
                ["turns", "what"],
                [(f"{m.first_turn}-{m.last_turn}", f"{m.kind} {m.ref}") for m in report.marks],
            )
    if report.findings:
        _show.table(
            options,
            "Findings",
            ["line", "rule", "what"],
            [(f.line or "", f.rule, f.message) for f in report.findings],
            right=["line"],
        )
    show_places(options, report)


def _show_ledger(options: Asked, report: IngestReport) -> None:
    """Where every word of the file went, if any went elsewhere than into a turn."""
    ledger = report.ledger
    if ledger.beside or ledger.left_out:
        _show.table(
            options,
            f"The file's {ledger.total} words (letters and digits; labels and times are words too)",
            ["words", "where"],
            [
                (ledger.in_turns, "in turns"),
                *((count, what) for what, count in ledger.beside.items()),
                *((count, f"left out: {why}") for why, count in ledger.left_out.items()),
            ],
            right=["words"],
        )


def _file_of(report: IngestReport) -> str:
    return report.file if report.group is None else f"{report.file}: {report.group}"


def show_places(options: Asked, report: IngestReport) -> None:
    """Print what holds a file back, masked."""
    held = [place for place in report.held.places if place.tier != "note"]
    if held:
        _show.table(
            options,
            f"Held places ({len(held)}); the words themselves are masked",
            ["where", "tier", "type", "why", "looks like"],
            [(p.where, p.tier, p.type, p.rule, p.masked) for p in held[:_MOST_PLACES]],
        )
        if len(held) > _MOST_PLACES:
            _show.say(options, f"… and {len(held) - _MOST_PLACES} more; --json lists all.")
    if report.held.casing:
        _show.say(options, report.held.casing)
    if report.held.n_replaced:
        _show.say(options, f"{report.held.n_replaced} places replaced as decided before.")
    outside = [p for p in report.held.places if p.rule.endswith(("left out", "not kept"))]
    if outside:
        _show.table(
            options,
            "Looks identifying, and stays outside the study: clean the file before you share it",
            ["where", "type", "looks like"],
            [(p.where, p.type, p.masked) for p in outside[:_MOST_PLACES]],
        )
    from idtool.privacy import CLOSING

    for found in report.held.indirect:
        _show.say(options, f"{found.told}.")
    notes = report.held.counts()["note"] - len(outside)
    if notes:
        _show.note(
            options, f"{notes} notes on years, weekdays or indirect identifiers; --json lists them."
        )
    _show.note(options, CLOSING)
