"""A stratum's saturation picture on the screen: rules and estimates side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.saturation import StratumCurve
    from idtool.steps.saturating import SaturationReport


def show_curve(options: Asked, report: SaturationReport, curve: StratumCurve) -> None:
    """One stratum: interviews in order, then what each rule and estimate says."""
    unit = report.unit
    changed: dict[str, list[str]] = {}
    for change in report.changes:
        if change.stratum == curve.name:
            changed.setdefault(change.interview, []).append(change.label)
    columns = ["interview", f"new {unit}s", "so far", *(["changed"] if changed else [])]
    _show.table(
        options,
        f"{curve.name}: {curve.n_interviews} interviews, {curve.estimates.observed} "
        f"{unit}s ({report.counted})",
        columns,
        [
            (name, new, total, *([", ".join(changed.get(name, ()))] if changed else []))
            for name, new, total in zip(
                curve.interviews, curve.new_codes, curve.cumulative, strict=True
            )
        ],
        right=columns[1:3],
    )
    _show_rules(options, unit, curve)
    _show_estimates(options, unit, curve)
    for field, sentence in curve.notes.items():
        if field in {"pooled", "estimates"}:
            _show.say(options, f"  {sentence}")
        else:
            _show.note(options, f"  {field}: {sentence}")


def _show_rules(options: Asked, unit: str, curve: StratumCurve) -> None:
    if curve.assessable:
        for window in curve.windows:
            first, last = curve.interviews[window.first - 1], curve.interviews[window.last - 1]
            _show.say(
                options,
                f"  Run {first} to {last}: {window.new_codes} new {unit}s, "
                f"{window.proportion:.1%} of the base "
                f"(threshold {curve.rule.new_information_threshold:.0%}).",
            )
    else:
        _show.say(options, f"  Run-length rule: not assessable ({curve.reason}).")
    stopping = curve.stopping
    if not stopping.assessable:
        _show.say(
            options,
            f"  Stopping rule {stopping.initial}+{stopping.stopping}: not assessable "
            f"({stopping.reason}).",
        )
    elif stopping.first_without:
        _show.say(
            options,
            f"  Stopping rule: first {stopping.stopping} in a row without a new {unit} at "
            f"{stopping.first_without}; {stopping.n_new_after} new {unit}s after them.",
        )
    else:
        _show.say(
            options,
            f"  Stopping rule: no {stopping.stopping} in a row without a new {unit} after the "
            f"first {stopping.initial}.",
        )


def _show_estimates(options: Asked, unit: str, curve: StratumCurve) -> None:
    found, chao, further = curve.estimates, curve.estimates.chao2, curve.further
    if found.coverage is not None:
        _show.say(options, f"  Sample coverage: {found.coverage:.2f}.")
    if chao.value is not None:
        _show.say(
            options,
            f"  Chao2, a lower bound: {chao.value:.1f} {unit}s "
            f"(95 % interval {chao.low:.1f} to {chao.high:.1f}).",
        )
    if further is not None:
        guess = ", past twice those held: a guess" if further.beyond_double else ""
        _show.say(
            options,
            f"  Further interviews like these for a coverage of {further.target:.0%}: "
            f"{further.value} (middle 95 % of draws: {further.low} to {further.high}{guess}).",
        )
    curves = [
        f"{model.model} {model.ceiling:.0f}"
        if model.identified
        else f"{model.model} not identified"
        for model in curve.models
    ]
    reasons = {model.reason for model in curve.models}
    if curve.models and all(not model.identified for model in curve.models):
        _show.say(options, f"  Growth curves: not identified ({'; '.join(map(str, reasons))}).")
    elif curve.models:
        _show.say(options, f"  Growth curves' ceilings: {', '.join(curves)}.")
    if curve.meaning is not None:
        _show.say(
            options,
            f"  Meaning: assessed for {curve.meaning.n_assessed} of {curve.meaning.n_codes} codes "
            "(by codings whose note begins with “meaning:”).",
        )


def show_pairs(options: Asked, report: SaturationReport) -> None:
    """What each paired interview brought, for the pair and for each member."""
    if report.pairs:
        _show.table(
            options,
            "New in paired interviews, against all their members said alone and earlier pairs",
            ["interview", "codes", "new to the pair", "new to each person's own words"],
            [
                (
                    pair.interview,
                    pair.n_codes,
                    " ".join(pair.new_to_pair) or "none",
                    ", ".join(f"{who}: {len(codes)}" for who, codes in pair.new_to_person.items()),
                )
                for pair in report.pairs
            ],
            right=["codes"],
        )
