"""Agreement between coders: confusions first, numbers second, a caveat third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from idtool.agreement import (
    CATALOG,
    CodedUnits,
    Confusion,
    Drawing,
    Result,
    Scale,
    find_confusions,
    measure_code,
    measure_overall,
)
from idtool.agreement.measuring_stretches import (
    NOTHING,
    WITHOUT_TEXT,
    measure_all_stretches,
    measure_code_stretches,
    no_stretches,
)
from idtool.agreement.other_programs import OtherProgram
from idtool.agreement.passonneau_2006 import Convention
from idtool.agreement.scales import Level
from idtool.agreement.unitizing_2016 import Continuum
from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Act, Coding
from idtool.steps.agreement_tables import read_coded_units
from idtool.steps.agreement_units import Compared, Unit, lay_out_texts, lay_out_units
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.hand_coding import UnknownCode
from idtool.steps.imitating import imitate
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file

SEED = 7
DRAWS = 1000

FEW_INTERVIEWS = 10
"""With fewer, drawing interviews says little about how others would have turned out."""


@dataclass(frozen=True, slots=True)
class AgreementRequest:
    """Who is compared on what, by which unit, with which intervals."""

    by: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    focus: str | None = None
    unit: Unit = "turn"
    denominator: str = "all"
    level: Level = "nominal"
    measures: tuple[str, ...] = ()
    masi: Convention = "passonneau"
    draws: int = DRAWS
    seed: int = SEED
    like: str | None = None


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One code: in how many units who applied it, and its measures.

    Counts are of units, once per pair of coders; ``both`` and ``one`` are those where
    both or only one of a pair applied it.
    """

    both: int
    one: int
    neither: int
    measures: Mapping[str, Result]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything `agree` found. ``denominators`` counts units in all and units coded by anybody.

    ``overall_other`` holds percent agreement and the like for the denominator that
    was not asked for. ``values`` says what a category is in ``overall``:
    ``one code per unit`` or ``sets of codes``.
    """

    unit: str
    denominator: str
    coders: tuple[str, ...]
    interviews: tuple[str, ...]
    denominators: Mapping[str, int]
    values: str
    level: Level
    overall: Mapping[str, Result]
    overall_other: Mapping[str, Result]
    codes: Mapping[str, CodeAgreement]
    confusions: tuple[Confusion, ...]
    notes: tuple[str, ...]
    drawing: Drawing
    like: OtherProgram | None = None
    figures: tuple[str, ...] = field(default=())


def compare_coders(study: LoadedStudy, act: Act, request: AgreementRequest) -> AgreementReport:
    """Compare what members of the team made of the interviews that two of them read.

    Only accepted codings count. An interview counts as read by a coder who coded
    something in it or logged a reading of the whole of it.

    Raises:
        InsufficientData: Fewer than two coders, or no interview that two of them read.
        UsageProblem: A coder, code or focus is unknown, or options do not fit together.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        compared, notes = _compared(study, store, text, request)
    units = lay_out_units(compared, request.unit)
    texts = lay_out_texts(compared)
    report = _measure(units, texts, request, notes)
    if request.like is None:
        return report
    return _with_like(report, imitate(request.like, compared, texts))


def compare_table(path: Path, request: AgreementRequest) -> AgreementReport:
    """The same for a table with the columns ``unit``, ``coder`` and ``code``.

    Raises:
        InvalidInput: The file is no such table; every row at fault is listed.
        InsufficientData: No unit was seen by two coders.
        UsageProblem: Options do not fit together.
    """
    if request.like is not None:
        raise UsageProblem(
            "--like needs the text: those programs count characters and segments.",
            "Run it inside a study, or leave out --like.",
        )
    if request.focus is not None:
        raise UsageProblem("A table has no foci.", "Choose codes with --codes.")
    units = read_coded_units(path, coders=request.by, codes=request.codes)
    return _measure(units, None, request, ())


def _compared(
    study: LoadedStudy, store: StudyFile, text: StudyText, request: AgreementRequest
) -> tuple[Compared, tuple[str, ...]]:
    for coder in request.by:
        study.check_member(coder)
    codings = store.codings.all()
    wanted = request.by or tuple(study.settings.coders)
    read = _read_by(store, codings, wanted)
    coders = tuple(coder for coder in wanted if read[coder] or request.by)
    if len(coders) < 2:
        raise InsufficientData(
            f"Only {len(coders)} coder of this study has coded anything so far."
            if coders
            else "Nobody has coded anything in this study yet.",
            "A second reader codes as: idtool --as R2 code add …, or code import",
        )
    chosen = _codes(study, request)
    used = {coding.code for coding in codings if coding.coder in coders}
    codes = chosen or [code for code in study.codes if code in used]
    compared = Compared(
        text,
        coders,
        tuple(codes),
        tuple(c for c in codings if c.coder in coders and c.code in codes),
        read,
    )
    if not compared.interviews:
        raise InsufficientData(
            "No interview was read by two of these coders.",
            "Who read an interview and coded nothing in it logs that with: idtool read I03",
        )
    return compared, tuple(_notes(compared))


def _codes(study: LoadedStudy, request: AgreementRequest) -> list[str]:
    for code in request.codes:
        if code not in study.codes:
            raise UnknownCode(code, list(study.codes))
    if request.focus is None:
        return list(request.codes)
    focus = study.focus_named(request.focus)
    return [
        code
        for code in study.codes
        if study.focus_of[code] == focus and (not request.codes or code in request.codes)
    ]


def _read_by(
    store: StudyFile, codings: Sequence[Coding], coders: Sequence[str]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {coder: set() for coder in coders}
    for coding in codings:
        if coding.coder in found:
            found[coding.coder].add(coding.segment.transcript)
    for interview, readings in store.transcripts.readings().items():
        for by, _, code in readings:
            if by in found and not code:
                found[by].add(interview)
    return {coder: frozenset(interviews) for coder, interviews in found.items()}


def _notes(compared: Compared) -> list[str]:
    kept = set(compared.interviews)
    alone = [n for n in compared.text.transcripts if n not in kept]
    notes = []
    if alone:
        notes.append(f"left out, read by fewer than two of these coders: {', '.join(alone)}")
    some = [n for n in compared.interviews if n not in compared.read_by_all]
    if some:
        notes.append(f"not read by all of these coders: {', '.join(some)}")
    if 1 < len(kept) < FEW_INTERVIEWS:
        notes.append(
            f"intervals by interview rest on {len(kept)} interviews, so they are too narrow"
        )
    return notes


def _measure(
    units: CodedUnits,
    texts: Sequence[Continuum] | None,
    request: AgreementRequest,
    notes: Sequence[str],
) -> AgreementReport:
    shared = units.only(units.seen.sum(axis=1) >= 2)
    if not shared.names:
        raise InsufficientData(
            "No unit was seen by two coders, so nothing can be compared.",
            "A unit that a coder saw and left uncoded needs a row with an empty code.",
        )
    both = {"all": units, "coded": units.coded()}
    wanted = _wanted(request)
    drawing = Drawing(request.draws, request.seed)
    scale = Scale(request.level, _numbers(units, request), request.masi)
    chosen = both[request.denominator]
    other = both["coded" if request.denominator == "all" else "all"]
    overall = {
        **measure_overall(chosen, wanted, drawing, scale),
        **_stretches(texts, wanted, drawing),
    }
    codes = {
        code: _code(chosen, texts, code, wanted, drawing)
        for code in chosen.codes
        if chosen.applied[:, :, chosen.codes.index(code)].any()
    }
    return AgreementReport(
        unit=request.unit if texts is not None else units.unit,
        denominator=request.denominator,
        coders=units.coders,
        interviews=units.interviews,
        denominators={name: _count(block) for name, block in both.items()},
        values="one code per unit" if chosen.is_single else "sets of codes",
        level=request.level,
        overall={name: overall[name] for name in CATALOG if name in overall},
        overall_other=measure_overall(other, wanted, Drawing(0, request.seed), scale),
        codes=codes,
        confusions=tuple(find_confusions(units)),
        notes=tuple(notes),
        drawing=drawing,
    )


def _code(
    units: CodedUnits,
    texts: Sequence[Continuum] | None,
    code: str,
    wanted: Sequence[str],
    drawing: Drawing,
) -> CodeAgreement:
    measures = measure_code(units, code, wanted, drawing)
    if texts is not None:
        measures.update(measure_code_stretches(texts, code, wanted, drawing))
    applied = units.applied[:, :, units.codes.index(code)]
    both = one = neither = 0.0
    for a, b in combinations(range(len(units.coders)), 2):
        seen = (units.seen[:, a] & units.seen[:, b]) * units.sizes
        both += float(seen @ (applied[:, a] & applied[:, b]))
        one += float(seen @ (applied[:, a] ^ applied[:, b]))
        neither += float(seen @ ~(applied[:, a] | applied[:, b]))
    return CodeAgreement(
        round(both),
        round(one),
        round(neither),
        {name: measures[name] for name in CATALOG if name in measures},
    )


def _stretches(
    texts: Sequence[Continuum] | None, wanted: Sequence[str], drawing: Drawing
) -> dict[str, Result]:
    if texts is None:
        return no_stretches(wanted, WITHOUT_TEXT, 0)
    if not texts:
        return no_stretches(wanted, NOTHING, 0)
    return measure_all_stretches(texts, wanted, drawing)


def _count(units: CodedUnits) -> int:
    return round(float(units.sizes[units.seen.sum(axis=1) >= 2].sum()))


def _wanted(request: AgreementRequest) -> list[str]:
    unknown = [name for name in request.measures if name not in CATALOG]
    if unknown:
        raise UsageProblem(
            f"There is no measure “{unknown[0]}”.", f"Choose from: {', '.join(CATALOG)}."
        )
    return [name for name in CATALOG if not request.measures or name in request.measures]


def _numbers(units: CodedUnits, request: AgreementRequest) -> dict[str, float] | None:
    """The number of each code above nominal level; by the order given, for words."""
    if request.level == "nominal":
        return None
    try:
        return {code: float(code) for code in units.codes}
    except ValueError:
        if request.level == "ordinal" and request.codes:
            return {code: float(n) for n, code in enumerate(units.codes, start=1)}
    raise UsageProblem(
        f"For level {request.level} every code has to be a number.",
        "For words in an order: --level ordinal --codes low,middle,high"
        if request.level == "ordinal"
        else "Use --level nominal, or ordinal with --codes in their order.",
    )


def _with_like(report: AgreementReport, like: OtherProgram) -> AgreementReport:
    return replace(report, like=like)
