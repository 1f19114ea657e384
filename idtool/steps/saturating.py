"""Saturation by stratum: from accepted codings to curves, with the backlog in sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from idtool.codebook.entry import Change
from idtool.errors import InsufficientData
from idtool.exchange.sheets import write_csv
from idtool.model import Act, Coding
from idtool.saturation import StratumCurve, describe_stratum, without_estimates
from idtool.saturation.francis_2010 import INITIAL, STOPPING
from idtool.saturation.pair_novelty import PairNovelty
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.incidence_tables import read_incidence
from idtool.steps.rereading import Backlog, reread_backlog
from idtool.steps.saturation_strata import Stratum, strata_of
from idtool.steps.saturation_units import (
    codes_met,
    groupings_met,
    noted_meanings,
    pair_novelty,
    themes_met,
)
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.written import write_text_atomically

SEED = 7

NOTHING_PROMISED = (
    "This is a description of what was met so far, not a statement that nothing is missing."
)

FORMED = (
    "A grouping is formed where several people say alike: none is met once, and the last "
    "interviews can hardly bring one. What was not met cannot be estimated from groupings."
)


@dataclass(frozen=True, slots=True)
class SaturationRequest:
    """The rule's numbers and the strata; ``None`` takes what study.yaml says."""

    base: int | None = None
    run: int | None = None
    threshold: float | None = None
    strata: tuple[str, ...] = ()
    unit: str | None = None
    seed: int = SEED
    initial: int = INITIAL
    stopping: int = STOPPING


@dataclass(frozen=True, slots=True)
class InstrumentChange:
    """A new version of the guide or of a codebook, as it falls into a stratum.

    ``interview`` is the first of the stratum held with it; ``label`` is short,
    such as ``guide 1.1.0``.
    """

    stratum: str
    interview: str
    label: str


@dataclass(frozen=True, slots=True)
class SaturationReport:
    """Curves by stratum, and why they may be provisional.

    ``provisional`` holds the reasons: only proposals exist, or codes came late and
    earlier interviews were not read again for them. ``changes`` are marks beside the
    curves; ``pairs`` what paired interviews brought, if codes were counted.
    """

    strata: dict[str, StratumCurve]
    unit: str
    counted: str
    provisional: tuple[str, ...]
    backlog: tuple[Backlog, ...]
    seed: int
    figures: tuple[str, ...] = ()
    changes: tuple[InstrumentChange, ...] = ()
    pairs: tuple[PairNovelty, ...] = ()


def describe_saturation(
    study: LoadedStudy, act: Act, request: SaturationRequest
) -> SaturationReport:
    """Count each code at its first accepted coding per interview, in order of week.

    Raises:
        InsufficientData: Nothing is coded and nothing is proposed.
        UsageProblem: A stratum is unknown.
    """
    rule = study.settings.saturation
    unit = request.unit or rule.unit
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        asked = list(request.strata) or study.settings.strata
        strata = strata_of(study, asked, text.transcripts, planned=not request.strata)
        codings, counted, provisional = (
            ([], "", []) if unit == "grouping" else _counted(study, store)
        )
        backlog = tuple(reread_backlog(study, store, text))
        if backlog:
            provisional.append(
                f"{len(backlog)} codes came late and earlier interviews were not read again "
                "for them"
            )
        content = [c for c in codings if study.codes[c.code].kind != "process"]
        if unit == "grouping":
            met, number = groupings_met(store)
            counted = f"candidate groupings of cluster run {number}"
            provisional = ["groupings are candidates of the machine, not findings"]
        elif unit == "theme":
            met = themes_met(content, store.themes.all())
        else:
            met = codes_met(content)
    curves = {
        stratum.name: _judged(
            describe_stratum(
                stratum.name,
                [(name, frozenset(met.get(name, ()))) for name in stratum.interviews],
                base=request.base or rule.base,
                run=request.run or rule.run,
                threshold=rule.threshold if request.threshold is None else request.threshold,
                initial=request.initial,
                stopping=request.stopping,
                meanings=noted_meanings(content) if unit == "code" else None,
                seed=request.seed,
            ),
            unit,
            stratum.warning,
        )
        for stratum in strata
    }
    return SaturationReport(
        curves,
        unit,
        counted,
        tuple(provisional),
        backlog,
        request.seed,
        changes=tuple(_changes(study, strata, list(text.transcripts))),
        pairs=pair_novelty(text, content) if unit == "code" else (),
    )


def _counted(study: LoadedStudy, store: StudyFile) -> tuple[list[Coding], str, list[str]]:
    """Accepted codings; if there are none, proposals, with the reason to say PROVISIONAL."""
    codings = counted_codings(study, store)
    if codings:
        return codings, "accepted codings", []
    codings = store.codings.all(status=("proposed",))
    if not codings:
        raise InsufficientData(
            "Nothing is coded and nothing is proposed yet.",
            "Begin with: idtool apply, then idtool review",
        )
    return (
        codings,
        "proposals",
        [f"only {len(codings)} proposals exist; nobody has accepted a coding yet"],
    )


def _judged(curve: StratumCurve, unit: str, warning: str) -> StratumCurve:
    """The curve with how it must be read."""
    if unit == "grouping":
        curve = without_estimates(curve, FORMED)
    return replace(curve, notes={"pooled": warning, **curve.notes}) if warning else curve


def _changes(
    study: LoadedStudy, strata: Sequence[Stratum], order: Sequence[str]
) -> Iterator[InstrumentChange]:
    """Changes of guide and codebooks, at the first interview of each stratum they touch."""
    written: list[tuple[str, Change]] = [
        ("guide", change) for change in (study.guide.changes if study.guide else [])
    ]
    for book in study.codebooks.values():
        written += [(book.prefix, change) for change in book.changes]
    for what, change in written:
        if change.from_interview not in order:
            continue
        since = order.index(change.from_interview)
        for stratum in strata:
            touched = next((n for n in stratum.interviews if order.index(n) >= since), None)
            if touched is not None:
                yield InstrumentChange(stratum.name, touched, f"{what} {change.version}")


def describe_table(path: Path, request: SaturationRequest) -> SaturationReport:
    """The same for a plain table with the columns ``interview`` and ``code``.

    Interviews stand in order of first appearance; a row with an empty code says
    that an interview was looked at and held no code. The stratum is ``all``.

    Raises:
        InvalidInput: The file is no such table; every row at fault is listed.
    """
    curve = describe_stratum(
        "all",
        read_incidence(path),
        base=request.base or 4,
        run=request.run or 2,
        threshold=0.05 if request.threshold is None else request.threshold,
        initial=request.initial,
        stopping=request.stopping,
        seed=request.seed,
    )
    return SaturationReport({"all": curve}, "code", "rows of the table", (), (), request.seed)


def write_saturation(
    report: SaturationReport, folder: Path, *, base_name: str = "saturation"
) -> tuple[str, ...]:
    """Write the curve as SVG and PNG and its numbers as CSV; returns the paths."""
    from idtool.report.figures import saturation_alt_text, saturation_figure, save_figure
    from idtool.report.saturation_panels import CurveMark

    folder.mkdir(parents=True, exist_ok=True)
    curves = list(report.strata.values())
    provisional = bool(report.provisional)
    svg, png = folder / f"{base_name}.svg", folder / f"{base_name}.png"
    save_figure(
        saturation_figure(
            curves,
            provisional=provisional,
            marks=[CurveMark(c.interview, c.label, c.stratum) for c in report.changes],
        ),
        svg,
        png,
        saturation_alt_text(curves, provisional=provisional),
    )
    table = folder / f"{base_name}.csv"
    rows: list[dict[str, object]] = [
        {"stratum": curve.name, "interview": interview, "new_codes": new, "cumulative": total}
        for curve in curves
        for interview, new, total in zip(
            curve.interviews, curve.new_codes, curve.cumulative, strict=True
        )
    ]
    write_text_atomically(
        table, write_csv(["stratum", "interview", "new_codes", "cumulative"], rows)
    )
    return (str(svg), str(png), str(table))


def saturation_json(report: SaturationReport) -> dict[str, object]:
    """The document of ``saturation --json``: stable keys, see docs/json.md."""
    return {
        "strata": {
            name: {
                "n_interviews": curve.n_interviews,
                "interviews": list(curve.interviews),
                "new_codes": list(curve.new_codes),
                "cumulative": list(curve.cumulative),
                "rule": curve.rule,
                "assessable": curve.assessable,
                "reason": curve.reason,
                "windows": list(curve.windows),
                "estimates": curve.estimates,
                "accumulation": curve.band,
                "sizes": list(curve.sizes),
                "further_interviews": curve.further,
                "stopping_rule": curve.stopping,
                "growth_models": list(curve.models),
                "meaning": curve.meaning,
                "notes": dict(curve.notes),
            }
            for name, curve in report.strata.items()
        },
        "unit": report.unit,
        "counted": report.counted,
        "provisional": list(report.provisional),
        "backlog": list(report.backlog),
        "changes": list(report.changes),
        "pairs": list(report.pairs),
        "seed": report.seed,
        "figures": list(report.figures),
        "note": NOTHING_PROMISED,
    }
