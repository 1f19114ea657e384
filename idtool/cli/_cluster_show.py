"""How a run of groupings is shown: tables on the screen, or one JSON document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.steps.grouping import GroupingReport
    from idtool.steps.grouping_views import RunComparison
    from idtool.store.groupings import Dismissal
    from idtool.themes.candidates import Grouping

TERMS_IN_LIST = 5
LONGEST_SHOWN, WORDS_SHOWN = 80, 60
CAUTION = "These segments share words. Whether they share meaning is for you."


def groupings_json(report: GroupingReport) -> dict[str, Any]:
    """The document of ``cluster --json``: stable keys, see docs/json.md."""
    result = report.result
    return {
        "groupings": [_grouping_json(report, g) for g in result.groupings],
        "ungrouped": [list(report.places[s]) for s in result.ungrouped],
        "nearest": [[*report.places[s], name] for s, name in sorted(result.nearest.items())],
        "compared": compared_json(report.before, asked=report.asked_to_compare),
        "echo": result.echo,
        "k": result.k,
        "k_choice": result.k_choice,
        "joins": list(result.joins),
        "settings": {**result.settings, "focus": report.focus, "on": report.on},
        "basis": report.basis,
        "seed": result.seed,
        "run": report.number,
        "warnings": list(result.warnings),
    }


def compared_json(before: RunComparison | None, *, asked: bool) -> dict[str, Any] | None:
    """What became of the run that was asked for; null if none was."""
    if before is None or not asked:
        return None
    return {
        "run": before.run,
        "same_material": before.same_material,
        "matches": list(before.matches),
        "gone": [[name, list(themes)] for name, themes in before.gone.items()],
    }


def _grouping_json(report: GroupingReport, g: Grouping) -> dict[str, Any]:
    def quoted(segment: str) -> dict[str, Any]:
        interview, turn, start, end = report.places[segment]
        return {
            "interview": interview,
            "turn": turn,
            "start": start,
            "end": end,
            "quote": report.quotes.get(segment, ""),
        }

    return {
        "id": g.id,
        "n_segments": g.n_segments,
        "people": list(g.people),
        "roles": dict(g.roles),
        "terms": list(g.terms),
        "central": [quoted(s) for s in g.central],
        "peripheral": [quoted(s) for s in g.peripheral],
        "stability": g.stability,
        "echo": g.echo,
        "phrases": list(g.phrases),
        "kinds": dict(g.kinds),
        "contrary": quoted(g.contrary) if g.contrary else None,
        "also": [list(report.places[s]) for s in g.also],
        "parts": [
            {
                "id": part.id,
                "people": list(part.people),
                "terms": list(part.terms),
                "segments": [list(report.places[s]) for s in part.segments],
            }
            for part in g.parts
        ],
        "codes": [list(share) for share in report.codes[g.id].shares],
        "covered_by_codes": report.codes[g.id].covered,
        "first_seen": report.first.get(g.id),
        "themes": list(report.themes.get(g.id, ())),
        "dismissed": [dismissal_json(d) for d in report.dismissed.get(g.id, ())],
        "fate": fate_json(report.before, g.id, asked=report.asked_to_compare),
        "segments": [list(report.places[s]) for s in g.segments],
        "firm": [list(report.places[s]) for s in g.firm],
    }


def dismissal_json(dismissal: Dismissal) -> dict[str, Any]:
    """A dismissal, without its number in the study."""
    return {
        "run": dismissal.run,
        "grouping": dismissal.grouping,
        "why": dismissal.why,
        "by": dismissal.by,
        "at": dismissal.at,
    }


def fate_json(before: RunComparison | None, grouping: str, *, asked: bool) -> dict[str, Any] | None:
    """Where a grouping came from; null unless a run was asked for."""
    match = before.fate_of(grouping) if before is not None and asked else None
    if match is None:
        return None
    return {"fate": match.fate, "before": list(match.before), "overlap": match.overlap}


def show_groupings(options: Asked, report: GroupingReport, *, again: bool) -> None:
    """A run as tables, one per grouping; shown ``again``, with its settings."""
    result = report.result
    _show.say(
        options,
        f"Run {report.number}: {len(result.groupings)} candidate groupings, seed {result.seed}. "
        f"{len(result.ungrouped)} segments belong to none.",
        CAUTION,
        *([report.basis] if report.basis else []),
    )
    if (model := result.settings.get("model", "none")) != "none":
        _show.say(options, f"Likened by words and by the sentence model {model}.")
    for grouping in result.groupings:
        _show_grouping(options, report, grouping)
    _show_all(options, report)
    show_since(options, report.before, asked=report.asked_to_compare, what="segments")
    if result.k_choice:
        _show.table(
            options,
            "Into how many parts? (on trial)",
            ["parts", "groupings that hold", "bits per segment"],
            [
                (
                    f"{each.parts} (chosen)"
                    if each.parts == result.settings.get("parts")
                    else each.parts,
                    each.n_groupings,
                    f"{each.held:.2f}",
                )
                for each in result.k_choice
            ],
            right=["groupings that hold", "bits per segment"],
        )
    for warning in (*result.echo.warnings, *result.warnings):
        _show.say(options, f"Note: {warning}")
    if again:
        told = ", ".join(f"{name} {value}" for name, value in result.settings.items())
        _show.say(options, f"Settings of run {report.number} ({report.at}): {told}")
    _show.say(options, *what_next(report.number))


def _show_all(options: Asked, report: GroupingReport) -> None:
    """All groupings of a run, a line each."""
    if len(report.result.groupings) < 2:
        return
    _show.table(
        options,
        "All of them",
        ["grouping", "people", "segments", "stability", "coded", "words they share"],
        [
            (
                grouping.id,
                len(grouping.people),
                grouping.n_segments,
                _stability(grouping),
                f"{report.codes[grouping.id].covered:.0%}",
                ", ".join(grouping.terms[:TERMS_IN_LIST]),
            )
            for grouping in report.result.groupings
        ],
        right=["people", "segments", "stability", "coded"],
    )


def _stability(grouping: Grouping) -> str:
    return "undefined" if grouping.stability is None else f"{grouping.stability:.2f}"


def what_next(run: int) -> tuple[str, str]:
    """What a person may do with a candidate."""
    return (
        'Adopt one by naming it: idtool theme from-group "Group 1" --name "…"',
        f'Or dismiss one: idtool cluster --dismiss "Group 2" --run {run} --why "…"',
    )


def _show_grouping(options: Asked, report: GroupingReport, grouping: Grouping) -> None:
    roles = ", ".join(f"{number} {role}" for role, number in grouping.roles.items())
    rows: list[tuple[str, str]] = [
        ("terms", ", ".join(grouping.terms)),
        ("people", f"{len(grouping.people)} ({roles}): {' '.join(grouping.people)}"),
        ("stability", _stability(grouping)),
        ("codes", report.codes[grouping.id].sentence),
        ("first seen", report.first.get(grouping.id, "")),
    ]
    if grouping.phrases:
        rows.insert(1, ("phrases", ", ".join(grouping.phrases)))
    rows += decided_rows(report.before, report.themes, report.dismissed, grouping.id)
    rows += [
        (
            part.id,
            f"{len(part.segments)} segments, {len(part.people)} people: "
            + ", ".join(part.terms[:5]),
        )
        for part in grouping.parts
    ]
    rows += [("central", _line(report, segment)) for segment in grouping.central]
    rows += [("peripheral", _line(report, segment)) for segment in grouping.peripheral]
    if grouping.contrary:
        rows.append(("contrary", _line(report, grouping.contrary)))
    rows += [("echo", said) for said in (*grouping.echo.warnings, *grouping.echo.excused)]
    mark = " (dismissed)" if report.dismissed.get(grouping.id) else ""
    size = f"{grouping.n_segments} segments"
    if grouping.firm:
        size += f", {len(grouping.firm)} of them firm"
    _show.table(options, f"{grouping.id}{mark}: {size}", ["", ""], rows)


def decided_rows(
    before: RunComparison | None,
    themes: Any,
    dismissed: Any,
    grouping: str,
) -> list[tuple[str, str]]:
    """What a grouping was before, if that is not the same, and what a person made of it."""
    rows = []
    match = before.fate_of(grouping) if before is not None else None
    changed = match is not None and (match.fate, match.overlap, match.added) != ("kept", 1.0, 0)
    if before is not None and match is not None and changed and before.same_material:
        if match.fate == "new":
            told = f"new since run {before.run}"
        else:
            told = (
                f"{match.fate} since run {before.run}: {', '.join(match.before)}, "
                f"overlap {match.overlap:.2f}"
            )
        rows.append(("before", told))
    if themes.get(grouping):
        rows.append(("already", ", ".join(themes[grouping])))
    rows += [
        ("dismissed", f"{each.by}, {each.at[:10]}, run {each.run}: {each.why}")
        for each in dismissed.get(grouping, ())
    ]
    return rows


def show_since(options: Asked, before: RunComparison | None, *, asked: bool, what: str) -> None:
    """What became of the earlier run: the whole table if asked, else only what is no more."""
    if before is None:
        return
    if asked:
        _show.table(
            options,
            f"Since run {before.run}",
            ["", "then", "now", "overlap", f"new {what}"],
            [
                (m.fate, ", ".join(m.before), ", ".join(m.now), f"{m.overlap:.2f}", m.added)
                for m in before.matches
            ],
            right=["overlap", f"new {what}"],
        )
        return
    for name, themes in before.gone.items() if before.same_material else ():
        made = f"; you made {', '.join(themes)} of it, which stays" if themes else ""
        _show.say(options, f"Gone since run {before.run}: {name}{made}.")


def _line(report: GroupingReport, segment: str) -> str:
    interview, turn, _, _ = report.places[segment]
    return f"{interview}#t{turn:03d}  {_shortened(report.quotes.get(segment, ''))}"


def _shortened(quote: str) -> str:
    """What fits on a screen beside others; ``--json`` and the theme report have all of it."""
    words = list(re.finditer(r"\S+", quote))
    if len(words) <= LONGEST_SHOWN:
        return quote
    left = len(words) - WORDS_SHOWN
    return f"{quote[: words[WORDS_SHOWN - 1].end()]} … ({left} more words)"
