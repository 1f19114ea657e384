"""Member checking: one document per person who agreed, or none for anybody if one would leak."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from idtool.errors import InsufficientData, PrivacyStop, UsageProblem
from idtool.model import Act
from idtool.report.member_check import member_check_document, member_check_form, plain_words
from idtool.report.reading_level import ReadingLevel, measure_reading_level
from idtool.report.word_package import Paper
from idtool.report.word_text import page_lines
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.member_files import (
    BUILD,
    check_in_the_way,
    fingerprint,
    left_over,
    put_in_place,
)
from idtool.steps.member_forms import SentForm, sent_form
from idtool.steps.member_leaks import Leaks, leaks_in
from idtool.steps.member_sheets import (
    CONTACT_CONSENT,
    FormOptions,
    MemberCheckBasis,
    Skipped,
    chosen_people,
    sheet_for,
    skip_reason,
    statements_of,
    themes_of,
)
from idtool.steps.member_warnings import warnings_about
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.written_words import terms_let_pass
from idtool.store import StudyFile, open_study_file

AS_THE_STUDY_SAYS = FormOptions()


class DocumentWouldLeak(PrivacyStop):
    """A finished document holds something that is not its reader's."""

    def __init__(self, leaking: Mapping[str, Leaks]) -> None:
        counts = "; ".join(
            f"{person}.docx: {leaks.total} ({leaks.runs} runs of somebody else's words, "
            f"{leaks.ids} ids, {leaks.identifiers} identifiers, {leaks.cells} small counts)"
            for person, leaks in leaking.items()
        )
        first = next(iter(leaking))
        super().__init__(
            f"The leak test stopped. {counts}. Nothing was written for anybody.",
            "Reword the statements (membercheck.yaml, or the account in summaries/) until no words "
            "of another participant and no count of few people is left; "
            f"see the document with: idtool membercheck preview --person {first}",
        )


class NobodyToAsk(InsufficientData):
    """No document can be made for anybody; every reason is given."""

    def __init__(self, skipped: Sequence[Skipped]) -> None:
        reasons = "; ".join(f"{item.person}: {item.reason}" for item in skipped)
        super().__init__(
            f"No document can be made. {reasons or 'The roster lists nobody'}.",
            f"A person needs the consent {CONTACT_CONSENT} in roster.yaml and a transcript.",
        )


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """One document: for whom, where, what is in it, how hard it is to read.

    ``grade`` is the Flesch-Kincaid grade of all its prose but the quotations;
    ``hardest`` are its hardest sentences if that is above the target.
    """

    person: str
    path: str
    n_statements: int
    n_quotes: int
    grade: float
    hardest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberCheckReport:
    """What was made, for whom nothing was made and why, and what to look at."""

    round: int
    sent: str
    made: tuple[MadeDocument, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberCheckPreview:
    """One person's document as lines of text, its reading level, and what would leak."""

    person: str
    lines: tuple[str, ...]
    level: ReadingLevel
    leaks: Leaks


def build_member_checks(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    persons: Sequence[str] = (),
    round_: int | None = None,
    sent: date | None = None,
    paper: Paper = "letter",
    options: FormOptions = AS_THE_STUDY_SAYS,
    step: Callable[[], object] = lambda: None,
) -> MemberCheckReport:
    """Make one Word document per person who agreed to be contacted, in folder ``out``.

    Accepted codings only give quotations, never proposals. Every document is
    tested before any is written; they are put in place together.

    Args:
        persons: Only for these people.
        round_: The round; ``None`` takes what membercheck.yaml says.
        sent: The day the documents are dated; ``None`` takes the day of the act.
        options: Variant, quotations and grade, where they differ from study.yaml.
        step: Called after each document.

    Raises:
        DocumentWouldLeak: A document would carry something not its reader's.
        InsufficientData: There are no statements, or nobody to ask.
        DocumentHasChanged: A file of that name was changed since it was made.
        UsageProblem: A person is unknown.
    """
    people = chosen_people(study, persons)
    with open_study_file(study.folder, act, write=True) as store:
        basis = _basis(study, store, act, round_, sent, options)
        statements_of(basis)
        skipped, documents, made, leaking = [], {}, [], {}
        forms: dict[str, SentForm] = {}
        for person in people:
            reason = skip_reason(basis, person)
            if reason is not None:
                skipped.append(Skipped(person.id, reason))
                continue
            sheet = sheet_for(basis, person)
            form = member_check_form(sheet, paper=paper)
            data = form.to_bytes()
            leaks = leaks_in(basis, sheet, data)
            if leaks.total:
                leaking[person.id] = leaks
            level = measure_reading_level(plain_words(sheet))
            documents[person.id] = data
            forms[person.id] = sent_form(
                data,
                form.places,
                themes_of(basis, person),
                person=person.id,
                round_=basis.round,
                variant=basis.variant,
            )
            made.append(
                MadeDocument(
                    person=person.id,
                    path=str(out / f"{person.id}.docx"),
                    n_statements=len(sheet.statements),
                    n_quotes=sum(len(s.quotes) + len(s.turns) for s in sheet.statements),
                    grade=round(level.grade, 1),
                    hardest=level.hardest if level.grade > basis.grade_target else (),
                )
            )
            step()
        if leaking:
            raise DocumentWouldLeak(leaking)
        if not documents:
            raise NobodyToAsk(skipped)
        warnings = [*warnings_about(basis), *left_over(out, documents, skipped)]
        check_in_the_way(out, documents, store)
        put_in_place(out, documents)
        for person_id, data in documents.items():
            store.member_documents.add(
                person_id,
                basis.round,
                basis.variant,
                fingerprint(data),
                forms[person_id].to_json(),
            )
        store.trail.add(
            BUILD,
            f"round {basis.round}",
            detail={
                "documents": {person: fingerprint(data) for person, data in documents.items()},
                "not_contacted": [item.person for item in skipped],
                "variant": basis.variant,
            },
        )
    return MemberCheckReport(
        basis.round, basis.sent.isoformat(), tuple(made), tuple(skipped), tuple(warnings)
    )


def preview_member_check(
    study: LoadedStudy,
    act: Act,
    person: str,
    *,
    round_: int | None = None,
    sent: date | None = None,
    options: FormOptions = AS_THE_STUDY_SAYS,
) -> MemberCheckPreview:
    """One person's document as text for the screen; nothing is written.

    Raises:
        UsageProblem: The person is unknown, or gets no document.
        NothingToAsk: There are no statements.
    """
    chosen = chosen_people(study, [person])[0]
    with open_study_file(study.folder, act) as store:
        basis = _basis(study, store, act, round_, sent, options)
        reason = skip_reason(basis, chosen)
        if reason is not None:
            raise UsageProblem(
                f"There is no document for {person}: {reason}.", "Choose another person."
            )
        sheet = sheet_for(basis, chosen)
        data = member_check_document(sheet)
        return MemberCheckPreview(
            person,
            tuple(page_lines(data)),
            measure_reading_level(plain_words(sheet)),
            leaks_in(basis, sheet, data),
        )


def _basis(
    study: LoadedStudy,
    store: StudyFile,
    act: Act,
    round_: int | None,
    sent: date | None,
    options: FormOptions,
) -> MemberCheckBasis:
    if round_ is None:
        round_ = study.form.round if study.form else 1
    return MemberCheckBasis(
        study=study,
        text=load_text(study, store),
        codings=counted_codings(study, store),
        themes={theme.id: theme for theme in store.themes.all()},
        allow=terms_let_pass(study, store),
        sent=sent or date.fromisoformat(act.at[:10]),
        round=round_,
        options=options,
    )
