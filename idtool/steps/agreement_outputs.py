"""An agreement report as figures, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from idtool.agreement import CATALOG, Result
from idtool.exchange.sheets import write_csv
from idtool.steps.agreeing import AgreementReport, CodeAgreement
from idtool.written import write_text_atomically

CAVEAT = (
    "Agreement is a way to find where a definition is read in two ways. It does not show that "
    "either coder is right, and no threshold makes a reading sound; talk about the places above."
)


def write_agreement(report: AgreementReport, folder: Path) -> tuple[str, ...]:
    """Write agreement by code and the confusions as SVG and PNG; returns the paths."""
    from idtool.report.agreement_figures import (
        agreement_alt_text,
        agreement_figure,
        confusion_alt_text,
        confusion_figure,
    )
    from idtool.report.figures import save_figure

    folder.mkdir(parents=True, exist_ok=True)
    name = next((n for n in ("krippendorff_alpha", *report.overall) if n in report.overall), None)
    made: list[str] = []
    if name is not None and report.codes:
        values = {
            code: found.measures[name]
            for code, found in report.codes.items()
            if name in found.measures
        }
        svg, png = folder / "agreement.svg", folder / "agreement.png"
        label = CATALOG[name].label
        figure = agreement_figure(values, label=label, unit=report.unit)
        save_figure(figure, svg, png, agreement_alt_text(values, label=label, unit=report.unit))
        made += [str(svg), str(png)]
    if report.confusions:
        both = {code: found.both for code, found in report.codes.items()}
        svg, png = folder / "confusions.svg", folder / "confusions.png"
        figure = confusion_figure(report.confusions, both, unit=report.unit)
        save_figure(figure, svg, png, confusion_alt_text(report.confusions, both, unit=report.unit))
        made += [str(svg), str(png)]
    return tuple(made)


def write_table(report: AgreementReport, path: Path) -> str:
    """Write one row per code and measure as CSV, ``(all)`` for all codes together."""
    columns = [
        *("code", "measure", "value", "low", "high", "low_by_interview", "high_by_interview"),
        *("n_units", "both", "one", "neither", "unit", "denominator", "undefined"),
    ]
    rows: list[dict[str, object]] = []
    blocks: list[tuple[str, Mapping[str, Result], CodeAgreement | None]] = [
        ("(all)", report.overall, None),
        *((code, found.measures, found) for code, found in report.codes.items()),
    ]
    for code, measures, counts in blocks:
        for name, result in measures.items():
            rows.append(
                {
                    "code": code,
                    "measure": name,
                    **{key: getattr(result, key) for key in columns if hasattr(result, key)},
                    "both": counts.both if counts else None,
                    "one": counts.one if counts else None,
                    "neither": counts.neither if counts else None,
                    "unit": report.unit,
                    "denominator": report.denominator,
                }
            )
    write_text_atomically(path, write_csv(columns, rows))
    return str(path)


def agreement_json(report: AgreementReport) -> dict[str, Any]:
    """The document of ``agree --json``: stable keys, see docs/json.md."""
    return {
        "unit": report.unit,
        "denominator": report.denominator,
        "coders": list(report.coders),
        "interviews": list(report.interviews),
        "denominators": dict(report.denominators),
        "values": report.values,
        "level": report.level,
        "overall": dict(report.overall),
        "overall_other_denominator": dict(report.overall_other),
        "codes": {code: dict(found.measures) for code, found in report.codes.items()},
        "counts": {
            code: {"both": found.both, "one": found.one, "neither": found.neither}
            for code, found in report.codes.items()
        },
        "confusions": [
            {
                "codes": list(confusion.codes),
                "n_units": confusion.n_units,
                "directions": list(confusion.directions),
                "where": list(confusion.where),
            }
            for confusion in report.confusions
        ],
        "conventions": {name: CATALOG[name].convention for name in report.overall},
        "bootstrap": {
            "draws": report.drawing.draws,
            "seed": report.drawing.seed,
            "kind": "percentile, 95 %",
        },
        "like": report.like,
        "notes": list(report.notes),
        "figures": list(report.figures),
        "note": CAVEAT,
    }
