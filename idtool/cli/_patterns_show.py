"""How a run of patterns of codes is shown: tables on the screen, or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from idtool.cli import _show
from idtool.cli._asked import Asked
from idtool.cli._cluster_show import (
    compared_json,
    decided_rows,
    dismissal_json,
    fate_json,
    show_since,
    what_next,
)

if TYPE_CHECKING:
    from idtool.steps.code_patterns import PatternReport
    from idtool.store.kept_places import Place
    from idtool.themes.codes_met import Pattern

CAUTION = "These codes meet more often than by chance. Whether that is a pattern is for you."

MEETS = {"answer": "in one answer", "person": "in what one person says"}
PAIRS_SHOWN = 5


def patterns_json(report: PatternReport) -> dict[str, Any]:
    """The document of ``cluster --on codes --json``: stable keys, see docs/json.md."""
    result = report.result
    return {
        "groupings": [_pattern_json(report, pattern) for pattern in result.patterns],
        "unpatterned": list(result.unpatterned),
        "rare": list(result.rare),
        "people_by_code": [[*who, n] for who, n in sorted(report.n_by_person.items())],
        "joins": list(result.joins),
        "compared": compared_json(report.before, asked=report.asked_to_compare),
        "settings": {
            **result.settings,
            "focus": report.focus,
            "on": "codes",
            "meet": report.meet,
        },
        "seed": result.seed,
        "run": report.number,
        "warnings": list(result.warnings),
    }


def _pattern_json(report: PatternReport, pattern: Pattern) -> dict[str, Any]:
    def quoted(what: str) -> list[dict[str, Any]]:
        return [
            {
                "interview": pieces[0][0],
                "turn": pieces[0][1],
                "pieces": [list(piece) for piece in pieces],
                "quote": _words(report, pieces),
            }
            for pieces in report.seen[pattern.id][what]
        ]

    return {
        "id": pattern.id,
        "codes": list(pattern.codes),
        "people": list(pattern.people),
        "roles": dict(pattern.roles),
        "kinds": dict(pattern.kinds),
        "stability": pattern.stability,
        "strength": pattern.strength,
        "by_chance": pattern.by_chance,
        "pairs": list(pattern.pairs),
        "also": list(pattern.also),
        "echo": pattern.echo,
        "central": quoted("central"),
        "peripheral": quoted("peripheral"),
        "contrary": quoted("contrary"),
        "people_without": list(pattern.people_without),
        "first_seen": report.first.get(pattern.id),
        "themes": list(report.themes.get(pattern.id, ())),
        "dismissed": [dismissal_json(d) for d in report.dismissed.get(pattern.id, ())],
        "fate": fate_json(report.before, pattern.id, asked=report.asked_to_compare),
        "segments": [list(place) for place in report.segments[pattern.id]],
    }


def show_patterns(options: Asked, report: PatternReport, *, again: bool) -> None:
    """A run of patterns as tables, one per pattern; shown ``again``, with its settings."""
    result = report.result
    settings = result.settings
    _show.say(
        options,
        f"Run {report.number}: {len(result.patterns)} candidate patterns among "
        f"{settings['n_codes']} codes of {settings['n_people']} people, seed {result.seed}. "
        f"Two codes or more meet {MEETS[report.meet]} {settings['n_meetings']} times.",
        CAUTION,
    )
    for pattern in result.patterns:
        _show_pattern(options, report, pattern)
    show_since(options, report.before, asked=report.asked_to_compare, what="codes")
    if result.unpatterned:
        _show.say(options, f"In no pattern: {', '.join(result.unpatterned)}.")
    if result.rare:
        _show.say(options, f"Too rare to compare: {', '.join(result.rare)}.")
    for warning in result.warnings:
        _show.say(options, f"Note: {warning}")
    if again:
        told = ", ".join(f"{name} {value}" for name, value in settings.items())
        _show.say(options, f"Settings of run {report.number} ({report.at}): {told}")
    if result.patterns:
        _show.say(options, *what_next(report.number))


def _show_pattern(options: Asked, report: PatternReport, pattern: Pattern) -> None:
    roles = ", ".join(f"{number} {role}" for role, number in pattern.roles.items())
    n = len(report.segments[pattern.id])
    rows: list[tuple[str, str]] = [
        ("codes", ", ".join(pattern.codes)),
        ("people", f"{len(pattern.people)} ({roles}): {' '.join(pattern.people)}"),
        ("stability", f"{pattern.stability:.2f}"),
        (
            "by chance",
            f"as strong in {pattern.by_chance:.1%} of shuffled studies "
            f"(strength {pattern.strength:.1f})",
        ),
    ]
    rows += [
        (
            "pair",
            f"{pair.codes[0]} + {pair.codes[1]}: {pair.n} times, {pair.n_people} people; "
            f"{pair.expected:.1f} expected, lift {_told(pair.lift)}, NPMI {_told(pair.npmi)}, "
            f"by chance {pair.by_chance:.3f}",
        )
        for pair in pattern.pairs[:PAIRS_SHOWN]
    ]
    if len(pattern.pairs) > PAIRS_SHOWN:
        rows.append(("", f"and {len(pattern.pairs) - PAIRS_SHOWN} more pairs (--json)"))
    if pattern.also:
        rows.append(("perhaps also", ", ".join(pattern.also)))
    rows.append(("first seen", report.first.get(pattern.id, "")))
    rows += decided_rows(report.before, report.themes, report.dismissed, pattern.id)
    for what in ("central", "peripheral", "contrary"):
        rows += [(what, _line(report, pieces)) for pieces in report.seen[pattern.id][what]]
    if pattern.people_without:
        rows.append(("one alone", f"never two at once: {' '.join(pattern.people_without)}"))
    else:
        rows.append(("one alone", "nobody has one of these codes and never two at once"))
    rows += [("echo", said) for said in (*pattern.echo.warnings, *pattern.echo.excused)]
    mark = " (dismissed)" if report.dismissed.get(pattern.id) else ""
    _show.table(
        options,
        f"{pattern.id}{mark}: {len(pattern.codes)} codes, {n} places",
        ["", ""],
        rows,
    )


def _told(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


def _line(report: PatternReport, pieces: Sequence[Place]) -> str:
    return f"{pieces[0][0]}#t{pieces[0][1]:03d}  {_words(report, pieces)}"


def _words(report: PatternReport, pieces: Sequence[Place]) -> str:
    """What stands under the codes; words between are left out, another interview is named."""
    told = []
    for number, piece in enumerate(pieces):
        moved = number and piece[0] != pieces[number - 1][0]
        told.append((f"{piece[0]}: " if moved else "") + report.quotes[piece])
    return " […] ".join(told)
