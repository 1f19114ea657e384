"""How ``idtool agree`` looks on the screen: confusions, numbers, a caveat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.agreement import Confusion, Result
    from idtool.agreement.other_programs import OtherProgram
    from idtool.steps.agreeing import AgreementReport

SHOWN = 12
"""Confusions shown on the screen; ``--json`` holds all."""

PLACES = 3


def show_agreement(options: Asked, report: AgreementReport, for_codes: Iterable[str]) -> None:
    """Confusions first, numbers second, the caveat third."""
    from idtool.steps.agreement_outputs import CAVEAT

    n = report.denominators[report.denominator]
    _show.say(
        options,
        f"{' and '.join(report.coders)}, by {report.unit}: {report.denominators['all']} units that "
        f"two coders saw, {report.denominators['coded']} of them coded by somebody.",
        style="bold",
    )
    for sentence in report.notes:
        _show.note(options, f"  {sentence}")
    _show_confusions(options, report)
    _show_overall(options, report, n)
    _show_codes(options, report, for_codes)
    if report.like is not None:
        _show_like(options, report.like)
    _show.say(options, CAVEAT)
    if report.figures:
        _show.say(options, "Written:", *(f"  {path}" for path in report.figures))


def _show_confusions(options: Asked, report: AgreementReport) -> None:
    pairs = [c for c in report.confusions if c.codes[1] is not None]
    alone = [c for c in report.confusions if c.codes[1] is None]
    if not report.confusions:
        _show.say(options, "No unit was coded differently.")
        return
    if pairs:
        _show.table(
            options,
            _title("Codes put in each other's place", pairs),
            ["code", "other code", "units", "given by", "where"],
            [(*c.codes, c.n_units, _who(c), _where(c)) for c in pairs[:SHOWN]],
            right=["units"],
        )
    if alone:
        _show.table(
            options,
            _title("Codes one coder gave and the other left off", alone),
            ["code", "units", "given by", "where"],
            [(c.codes[0], c.n_units, _who(c), _where(c)) for c in alone[:SHOWN]],
            right=["units"],
        )


def _title(words: str, confusions: list[Confusion]) -> str:
    more = len(confusions) - SHOWN
    return f"{words} ({len(confusions)}, the {SHOWN} most frequent)" if more > 0 else words


def _who(confusion: Confusion) -> str:
    """Who gave the first code and who the other, and in how many units."""
    parts = []
    for direction in confusion.directions:
        first, second = direction.coders
        if direction.codes[1] is None:
            parts.append(f"{first}: {direction.n_units}")
        elif direction.codes == confusion.codes:
            parts.append(f"{first}, {second}: {direction.n_units}")
        else:
            parts.append(f"{second}, {first}: {direction.n_units}")
    return "; ".join(parts)


def _where(confusion: Confusion) -> str:
    more = len(confusion.where) - PLACES
    return " ".join(confusion.where[:PLACES]) + (f" +{more}" if more > 0 else "")


def _show_overall(options: Asked, report: AgreementReport, n: int) -> None:
    from idtool.agreement import CATALOG
    from idtool.agreement.catalog import OF_STRETCHES

    other = "coded" if report.denominator == "all" else "all"
    beside = report.overall_other
    taken = "one category" if report.values == "one code per unit" else "its set of codes"
    _show.table(
        options,
        f"All codes together ({report.denominator}: {n} units; each coder's value of a unit is "
        f"{taken}; level {report.level})",
        ["measure", report.denominator, "95 % by unit", "by interview", other],
        [
            (
                CATALOG[name].label,
                _value(found),
                "" if name in OF_STRETCHES else _span(found.low, found.high),
                _span(found.low_by_interview, found.high_by_interview),
                _value(beside[name]) if name in beside else "",
            )
            for name, found in report.overall.items()
        ],
        right=[report.denominator, other],
    )
    reasons: dict[str, list[str]] = {}
    for name, found in report.overall.items():
        if found.undefined:
            reasons.setdefault(found.undefined, []).append(CATALOG[name].label)
    for reason, names in reasons.items():
        _show.note(options, f"  Undefined, since {reason}: {', '.join(names)}.")
    _show.note(options, "", "Conventions:")
    for name in report.overall:
        _show.note(options, f"  {CATALOG[name].label}: {CATALOG[name].convention}.")
    if report.drawing.draws:
        _show.note(
            options,
            f"Intervals: {report.drawing.draws} draws, seed {report.drawing.seed}. By interview is "
            "the honest one where units of one interview resemble each other.",
        )


def _show_codes(options: Asked, report: AgreementReport, names: Iterable[str]) -> None:
    from idtool.agreement import CATALOG

    kept = [n for n in names if any(n in found.measures for found in report.codes.values())]
    if not kept or not report.codes:
        return
    columns = ["both", "one", *(CATALOG[name].label for name in kept), "95 %"]
    first = next((name for name in kept if name != "percent"), kept[0])
    _show.table(
        options,
        f"By code (applied or not; {report.denominator} units; interval of {CATALOG[first].label})",
        ["code", *columns],
        [
            (
                code,
                found.both,
                found.one,
                *(_value(found.measures[name]) for name in kept),
                _widest(found.measures[first]),
            )
            for code, found in report.codes.items()
        ],
        right=columns,
    )


def _show_like(options: Asked, like: OtherProgram) -> None:
    names = list(next(iter(like.rows.values()), {}))
    _show.table(
        options,
        f"As {like.program} would count ({like.unit})",
        ["code", *names],
        [(code, *(_plain(row[name]) for name in names)) for code, row in like.rows.items()],
        right=names,
    )
    for name, value in like.total.items():
        _show.say(options, f"  {name}: {_plain(value)}")
    _show.note(options, f"  After: {like.manual}. {like.caveat}")


def _value(found: Result) -> str:
    return "undefined" if found.value is None else f"{found.value:.3f}"


def _span(low: float | None, high: float | None) -> str:
    # + 0.0 turns a rounded -0 into 0
    return "" if low is None or high is None else f"{round(low, 2) + 0.0:.2f} to {high:.2f}"


def _widest(found: Result) -> str:
    return _span(found.low_by_interview, found.high_by_interview) or _span(found.low, found.high)


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.3f}"
