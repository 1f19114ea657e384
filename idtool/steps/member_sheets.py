"""What goes into each participant's member-check document, and what keeps one from being made."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Coding, Person, Theme
from idtool.report.member_check import AskedStatement, MemberCheckSheet, Variant
from idtool.steps.contexts import StudyText
from idtool.steps.member_sections import account_of, own_turns, summary_file
from idtool.steps.own_words import Passage, choose_passages, own_passages, words_of_others
from idtool.steps.study_folder import LoadedStudy
from idtool.study.membercheck import MemberCheckForm, Statement

CONTACT_CONSENT = "contact_for_member_check"
QUOTE_CONSENT = "quote"
QuoteChoice = Literal["none", "own", "approved"]
MOST_QUOTES = 2
"""Own quotations under one statement, at most."""

_NOT_FILLED_IN = "(fill in"


class NothingToAsk(InsufficientData):
    """membercheck.yaml has no statements."""

    def __init__(self) -> None:
        super().__init__(
            "membercheck.yaml has no statements yet, so there is nothing to ask participants.",
            "Write one plain statement for each theme; the file itself shows how.",
        )


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What a build asks for instead of what study.yaml says (``None``: as it says).

    ``by_vignette`` divides own turns by the vignettes they answer.
    """

    variant: Variant | None = None
    quotes: QuoteChoice | None = None
    grade: int | None = None
    by_vignette: bool = False


@dataclass(frozen=True, slots=True)
class MemberCheckBasis:
    """All that documents are made from; no proposal is ever among the codings."""

    study: LoadedStudy
    text: StudyText
    codings: Sequence[Coding]
    themes: Mapping[str, Theme]
    allow: Collection[str]
    sent: date
    round: int
    options: FormOptions = FormOptions()

    @property
    def variant(self) -> Variant:
        """What is sent back."""
        return self.options.variant or self.study.settings.member_check.variant

    @property
    def quotes(self) -> str:
        """Whose words are quoted: ``none``, ``own_only`` or ``approved``."""
        if self.options.quotes is None:
            return self.study.settings.member_check.quotes
        return "own_only" if self.options.quotes == "own" else self.options.quotes

    @property
    def grade_target(self) -> int:
        """The school grade that is aimed at."""
        return self.options.grade or self.study.settings.member_check.grade_target


@dataclass(frozen=True, slots=True)
class Skipped:
    """A person for whom no document is made, and why."""

    person: str
    reason: str


def statements_of(basis: MemberCheckBasis) -> list[Statement]:
    """The statements to ask about.

    Raises:
        NothingToAsk: There are none.
    """
    form = basis.study.form
    if basis.variant in {"summary", "transcript"}:
        return []
    if form is None or not form.statements:
        raise NothingToAsk
    return list(form.statements)


def skip_reason(basis: MemberCheckBasis, person: Person) -> str | None:
    """Why ``person`` gets no document, or ``None``."""
    if CONTACT_CONSENT not in person.consents:
        return "did not agree to be contacted"
    heard = {t.person for item in basis.text.transcripts.values() for t in item.turns}
    if person.id not in heard:
        return "no transcript with their words is in the study"
    if basis.variant == "summary":
        path = summary_file(basis.study.folder, person.id)
        return None if path.is_file() else f"nobody has written {path.parent.name}/{path.name}"
    if basis.variant == "transcript":
        return None if _own_turns(basis, person) else "nothing of their own words is left to send"
    if not _asked_of(basis, person):
        return f"no statement applies to {basis.study.settings.roles[person.role].plural}"
    return None


def chosen_people(study: LoadedStudy, wanted: Sequence[str]) -> list[Person]:
    """Everybody in the roster, or those asked for.

    Raises:
        UsageProblem: The roster has no such person.
    """
    for person in wanted:
        if person not in study.people:
            raise UsageProblem(
                f"There is no person {person} in roster.yaml.",
                f"People: {', '.join(study.people) or 'none'}.",
            )
    return [person for person in study.people.values() if not wanted or person.id in wanted]


def ids_of_others(basis: MemberCheckBasis, person: str) -> set[str]:
    """Ids that must not stand in a person's document.

    Other people's, interviews they were not in, codes, themes, team members.
    """
    study = basis.study
    return {
        *(other for other in study.people if other != person),
        *(i.id for i in study.interviews.values() if person not in i.people),
        *study.codes,
        *basis.themes,
        *(member.id for member in study.settings.team),
    }


def sheet_for(basis: MemberCheckBasis, person: Person) -> MemberCheckSheet:
    """One person's document: their role's statements, and their own words if they agreed."""
    study, form = basis.study, basis.study.form or _plain_form()
    rules = study.settings.member_check
    return MemberCheckSheet(
        person=person.id,
        round=basis.round,
        study_title=study.settings.title,
        statements=tuple(_statements_for(basis, person)),
        fit=tuple(form.ask.fit),
        change_label=form.ask.boxes.change,
        clear_label=form.ask.boxes.clear,
        add_label=form.ask.boxes.add,
        closing=tuple(form.closing),
        sent=basis.sent,
        reply_by=basis.sent + timedelta(days=rules.window_days),
        contact=filled_in(rules.contact),
        support_line=filled_in(rules.support_line),
        language=study.settings.language,
        invented=study.settings.invented,
        variant=basis.variant,
    )


def themes_of(basis: MemberCheckBasis, person: Person) -> dict[str, str]:
    """The theme each statement of a person's document stands for, where it names one."""
    if basis.variant == "summary":
        return account_of(summary_file(basis.study.folder, person.id))[1]
    if basis.variant == "transcript":
        return {}
    return {each.id: each.theme for each in _asked_of(basis, person) if each.theme}


def _plain_form() -> MemberCheckForm:
    return MemberCheckForm.model_validate({"schema": "idtool/member-check@1"})


def _statements_for(basis: MemberCheckBasis, person: Person) -> list[AskedStatement]:
    if basis.variant == "summary":
        return account_of(summary_file(basis.study.folder, person.id))[0]
    if basis.variant == "transcript":
        return _own_turns(basis, person)
    passages = _passages_by_theme(basis, person)
    asked: list[AskedStatement] = []
    taken: list[Passage] = []
    for statement in _asked_of(basis, person):
        own = passages.get(statement.theme, [])
        if statement.quotes == "approved":
            own = [passage for passage in own if passage.approved]
        chosen = (
            []
            if statement.quotes == "none"
            else choose_passages(own, _topic(basis, statement), taken, most=MOST_QUOTES)
        )
        taken += chosen
        quotes = tuple(passage.as_quote() for passage in chosen)
        asked.append(AskedStatement(statement.id, " ".join(statement.plain.split()), quotes))
    return asked


def _own_turns(basis: MemberCheckBasis, person: Person) -> list[AskedStatement]:
    return own_turns(
        basis.text,
        person.id,
        by_vignette=basis.options.by_vignette,
        forbidden=ids_of_others(basis, person.id),
        wishes=basis.text.wishes,
    )


def _asked_of(basis: MemberCheckBasis, person: Person) -> list[Statement]:
    return [
        statement
        for statement in statements_of(basis)
        if not statement.applies_to or person.role in statement.applies_to
    ]


def _topic(basis: MemberCheckBasis, statement: Statement) -> str:
    """What a statement is about, in the researcher's words."""
    theme = basis.themes.get(statement.theme)
    return f"{statement.plain} {theme.claim}" if theme else statement.plain


def _passages_by_theme(basis: MemberCheckBasis, person: Person) -> dict[str, list[Passage]]:
    """The person's own passages for each theme they are asked about; none without consent."""
    rule = basis.quotes
    if rule == "none" or QUOTE_CONSENT not in person.consents:
        return {}
    if person.id in basis.text.wishes.silent:
        return {}
    others = words_of_others(basis.text, person.id)
    forbidden = ids_of_others(basis, person.id)
    return {
        theme: own_passages(
            basis.text,
            person.id,
            basis.themes[theme],
            basis.codings,
            approved_only=rule == "approved",
            others=others,
            forbidden=forbidden,
            allow=basis.allow,
        )
        for theme in {statement.theme for statement in _asked_of(basis, person)}
        if theme in basis.themes
    }


def filled_in(words: str) -> str:
    """What a person wrote, or nothing where the template's words still stand."""
    return "" if words.strip().startswith(_NOT_FILLED_IN) else words.strip()
