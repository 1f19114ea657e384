"""What goes into each participant's member-check document, and what keeps one from being made."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Coding, Person, Theme
from idtool.privacy.leaks import identifiers_in, shared_runs
from idtool.privacy.screen import screen_text
from idtool.report.dates import weekday_in_words
from idtool.report.member_check import (
    AskedStatement,
    MemberCheckSheet,
    form_words,
    member_check_document,
)
from idtool.report.reading_level import measure_reading_level
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.contexts import StudyText
from idtool.steps.own_words import (
    RUN,
    Passage,
    choose_passages,
    own_passages,
    words_of,
    words_of_others,
)
from idtool.steps.study_folder import LoadedStudy
from idtool.study.membercheck import Statement

CONTACT_CONSENT = "contact_for_member_check"
QUOTE_CONSENT = "quote"
MOST_QUOTES = 2
"""Own quotations under one statement, at most."""

_NOT_FILLED_IN = "(fill in"
_COUNT = (
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|only|both|all)\s+"
    r"(?:of\s+(?:the\s+)?)?(?:\w+\s+)?(?:{who})\b"
)


class NothingToAsk(InsufficientData):
    """membercheck.yaml has no statements."""

    def __init__(self) -> None:
        super().__init__(
            "membercheck.yaml has no statements yet, so there is nothing to ask participants.",
            "Write one plain statement for each theme; the file itself shows how.",
        )


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


@dataclass(frozen=True, slots=True)
class Skipped:
    """A person for whom no document is made, and why."""

    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leaks:
    """How many things in a document are not its reader's, by kind; never which."""

    runs: int
    ids: int
    identifiers: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.runs + self.ids + self.identifiers


def statements_of(basis: MemberCheckBasis) -> list[Statement]:
    """The statements to ask about.

    Raises:
        NothingToAsk: There are none.
    """
    form = basis.study.form
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


def sheet_for(basis: MemberCheckBasis, person: Person) -> MemberCheckSheet:
    """One person's document: their role's statements, and their own words if they agreed."""
    study, form = basis.study, basis.study.form
    if form is None:
        raise NothingToAsk
    rules = study.settings.member_check
    passages = _passages_by_theme(basis, person)
    asked: list[AskedStatement] = []
    taken: list[Passage] = []
    for statement in _asked_of(basis, person):
        chosen = (
            []
            if statement.quotes == "none"
            else choose_passages(
                passages.get(statement.theme, []),
                _topic(basis, statement),
                taken,
                most=MOST_QUOTES,
            )
        )
        taken += chosen
        quotes = tuple(passage.as_quote() for passage in chosen)
        asked.append(AskedStatement(statement.id, " ".join(statement.plain.split()), quotes))
    return MemberCheckSheet(
        person=person.id,
        round=basis.round,
        study_title=study.settings.title,
        statements=tuple(asked),
        fit=tuple(form.ask.fit),
        change_label=form.ask.boxes.change,
        clear_label=form.ask.boxes.clear,
        add_label=form.ask.boxes.add,
        closing=tuple(form.closing),
        sent=basis.sent,
        reply_by=basis.sent + timedelta(days=rules.window_days),
        contact=_filled_in(rules.contact),
        support_line=_filled_in(rules.support_line),
        language=study.settings.language,
        invented=study.settings.invented,
    )


def leaks_in(basis: MemberCheckBasis, sheet: MemberCheckSheet, document: bytes) -> Leaks:
    """What a finished document holds that is not its reader's.

    Looked at are all parts of the file, the hidden ones too: runs of six words
    of anybody else that the reader did not say as well; ids of people, of
    interviews without the reader, of codes and themes; and anything the privacy
    screen would stop, besides the contact, the support line and the date that
    the researcher prints on purpose. The form's own words are no leak.
    """
    said = everything_said(document)
    own = words_of(basis.text, sheet.person)
    fixed = everything_said(member_check_document(form_words(sheet)))
    runs = shared_runs(
        said, words_of_others(basis.text, sheet.person), words=RUN, ignore=[*own, fixed]
    )
    study = basis.study
    forbidden = {
        *(person for person in study.people if person != sheet.person),
        *(i.id for i in study.interviews.values() if sheet.person not in i.people),
        *study.codes,
        *basis.themes,
        *(member.id for member in study.settings.team),
    }
    page = "\n".join(page_lines(document))
    for printed in (sheet.contact, sheet.support_line, weekday_in_words(sheet.reply_by)):
        page = page.replace(printed, " ") if printed else page
    seen = screen_text(page, allow=basis.allow)
    return Leaks(
        runs=len(runs),
        ids=len(identifiers_in(said, forbidden)),
        identifiers=sum(1 for sighting in seen if sighting.tier == "block"),
    )


def warnings_about(basis: MemberCheckBasis) -> list[str]:
    """What a researcher should look at before sending anything; nothing of it stops a build."""
    study = basis.study
    rules = study.settings.member_check
    warnings = []
    if not _filled_in(rules.contact):
        warnings.append(
            "study.yaml has no contact under member_check:, so the form says to write to "
            "whoever sent it."
        )
    if rules.variant != "synthesized":
        warnings.append(
            f"study.yaml says variant: {rules.variant}; these documents are of the variant "
            "synthesized (statements about everybody, the reader's own words)."
        )
    if not study.settings.language.lower().startswith("en"):
        warnings.append(
            "The form's fixed words are in English; your statements are printed as they are."
        )
    if rules.quotes != "none" and not basis.codings:
        warnings.append("No coding is accepted yet, so no document holds a quotation.")
    for statement in statements_of(basis):
        warnings += _about_statement(basis, statement)
    return warnings


def _about_statement(basis: MemberCheckBasis, statement: Statement) -> list[str]:
    found = []
    settings = basis.study.settings
    target = settings.member_check.grade_target
    level = measure_reading_level(statement.plain)
    if level.grade > target:
        hardest = " ".join(f"“{sentence}”" for sentence in level.hardest)
        found.append(
            f"{statement.id} reads at grade {level.grade:.1f}; the target is {target}. "
            f"Hardest: {hardest}"
        )
    theme = basis.themes.get(statement.theme)
    if statement.theme and theme is None:
        found.append(
            f"{statement.id} stands for {statement.theme}, which is no theme of this study; "
            "it gets no quotations."
        )
    elif theme is not None and theme.status == "set_aside":
        found.append(f"{statement.id} stands for {theme.id}, which was set aside.")
    who = "|".join(
        re.escape(word)
        for role in settings.roles.values()
        for word in (role.label, role.plural, "people", "participants", "interviews", "pairs")
    )
    if re.search(_COUNT.format(who=who), statement.plain, re.IGNORECASE):
        found.append(
            f"{statement.id} seems to say how many people; in a small study that can tell who."
        )
    unknown = [role for role in statement.applies_to if role not in settings.roles]
    if unknown:
        found.append(f"{statement.id} applies to {', '.join(unknown)}, which is no role.")
    return found


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
    rule = basis.study.settings.member_check.quotes
    if rule == "none" or QUOTE_CONSENT not in person.consents:
        return {}
    others = words_of_others(basis.text, person.id)
    return {
        theme: own_passages(
            basis.text,
            person.id,
            basis.themes[theme],
            basis.codings,
            approved_only=rule == "approved",
            others=others,
            allow=basis.allow,
        )
        for theme in {statement.theme for statement in _asked_of(basis, person)}
        if theme in basis.themes
    }


def _filled_in(words: str) -> str:
    return "" if words.strip().startswith(_NOT_FILLED_IN) else words.strip()
