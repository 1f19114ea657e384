"""Saturation by stratum: from accepted codings to curves, with the backlog in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from idtool.errors import InsufficientData, UsageProblem
from idtool.exchange.sheets import write_csv
from idtool.model import Act, Coding
from idtool.saturation import Incidence, StratumCurve, describe_stratum
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.incidence_tables import read_incidence
from idtool.steps.rereading import Backlog, reread_backlog
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.written import write_text_atomically

SEED = 7

NOTHING_PROMISED = "This is a description of codes so far, not a statement that nothing is missing."


@dataclass(frozen=True, slots=True)
class SaturationRequest:
    """The rule's numbers and the strata; ``None`` takes what study.yaml says."""

    base: int | None = None
    run: int | None = None
    threshold: float | None = None
    strata: tuple[str, ...] = ()
    unit: str | None = None
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class SaturationReport:
    """Curves by stratum, and why they may be provisional.

    ``provisional`` holds the reasons: only proposals exist, or codes came late and
    earlier interviews were not read again for them.
    """

    strata: dict[str, StratumCurve]
    unit: str
    counted: str
    provisional: tuple[str, ...]
    backlog: tuple[Backlog, ...]
    seed: int
    figures: tuple[str, ...] = ()


def describe_saturation(
    study: LoadedStudy, act: Act, request: SaturationRequest
) -> SaturationReport:
    """Count each code at its first accepted coding per interview, in order of week.

    Raises:
        InsufficientData: Nothing is coded and nothing is proposed.
        UsageProblem: A stratum is unknown.
    """
    rule = study.settings.saturation
    strata = list(request.strata) or study.settings.strata
    for stratum in strata:
        if stratum not in study.settings.roles and stratum not in {"paired", "group", "all"}:
            raise UsageProblem(
                f"There is no stratum “{stratum}”.",
                f"Use: {', '.join([*study.settings.roles, 'paired', 'group', 'all'])}.",
            )
    unit = request.unit or rule.unit
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = counted_codings(study, store)
        provisional: list[str] = []
        counted = "accepted codings"
        if not codings:
            codings = store.codings.all(status=("proposed",))
            counted = "proposals"
            provisional.append(
                f"only {len(codings)} proposals exist; nobody has accepted a coding yet"
            )
        if not codings:
            raise InsufficientData(
                "Nothing is coded and nothing is proposed yet.",
                "Begin with: idtool apply, then idtool review",
            )
        backlog = tuple(reread_backlog(study, store, text))
        if backlog:
            provisional.append(
                f"{len(backlog)} codes came late and earlier interviews were not read again "
                "for them"
            )
        content = [c for c in codings if study.codes[c.code].kind != "process"]
        labels = _themes_by_code(store.themes.all()) if unit == "theme" else None
        curves = {
            stratum: describe_stratum(
                stratum,
                _incidence(text, content, stratum, labels),
                base=request.base or rule.base,
                run=request.run or rule.run,
                threshold=rule.threshold if request.threshold is None else request.threshold,
                seed=request.seed,
            )
            for stratum in strata
        }
    return SaturationReport(curves, unit, counted, tuple(provisional), backlog, request.seed)


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
        seed=request.seed,
    )
    return SaturationReport({"all": curve}, "code", "rows of the table", (), (), request.seed)


def write_saturation(
    report: SaturationReport, folder: Path, *, base_name: str = "saturation"
) -> tuple[str, ...]:
    """Write the curve as SVG and PNG and its numbers as CSV; returns the paths."""
    from idtool.report.figures import saturation_alt_text, saturation_figure, save_figure

    folder.mkdir(parents=True, exist_ok=True)
    curves = list(report.strata.values())
    provisional = bool(report.provisional)
    svg, png = folder / f"{base_name}.svg", folder / f"{base_name}.png"
    save_figure(
        saturation_figure(curves, provisional=provisional),
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
                "notes": dict(curve.notes),
            }
            for name, curve in report.strata.items()
        },
        "unit": report.unit,
        "counted": report.counted,
        "provisional": list(report.provisional),
        "backlog": list(report.backlog),
        "seed": report.seed,
        "figures": list(report.figures),
        "note": NOTHING_PROMISED,
    }


def _themes_by_code(themes: Sequence[object]) -> dict[str, set[str]]:
    from idtool.model import Theme

    found: dict[str, set[str]] = {}
    for theme in themes:
        if isinstance(theme, Theme) and theme.status != "set_aside":
            for code in theme.codes:
                found.setdefault(code, set()).add(theme.id)
    return found


def _incidence(
    text: StudyText,
    codings: Sequence[Coding],
    stratum: str,
    labels: dict[str, set[str]] | None,
) -> Incidence:
    """Codes (or themes) met in each interview of a stratum, in order of week."""
    met: dict[str, set[str]] = {}
    for coding in codings:
        found = {coding.code} if labels is None else labels.get(coding.code, set())
        met.setdefault(coding.segment.transcript, set()).update(found)
    return [
        (name, frozenset(met.get(name, ())))
        for name, transcript in text.transcripts.items()
        if _belongs(text, name, stratum)
    ]


def _belongs(text: StudyText, name: str, stratum: str) -> bool:
    interview = text.transcripts[name].interview
    if stratum == "all":
        return True
    if stratum in {"paired", "group"} or interview.kind != "individual":
        return stratum == interview.kind
    return all(text.study.people[person].role == stratum for person in interview.people)
