"""What came back of a round: who answered, what fits, what does not; silence is no yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from idtool.errors import InsufficientData
from idtool.model import Act, MemberItem, MemberReturn
from idtool.report.member_returns import ReturnsPages, StatementRow, write_returns
from idtool.report.pages import Format, blank_pages
from idtool.report.word_package import DocumentFacts, Paper
from idtool.steps.member_forms import SentForm, kept_form
from idtool.steps.member_intake import WITHOUT_ANSWERS
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.written import write_bytes_atomically

CHOICES = ("fits", "in_part", "does_not_fit", "rather_not_say", "unclear", "other")


class NothingSentYet(InsufficientData):
    """No document was made, so nothing can have come back."""

    def __init__(self, round_: int | None) -> None:
        told = f" in round {round_}" if round_ else ""
        super().__init__(
            f"No document was made for anybody{told}, so nothing can have come back.",
            "Make them: idtool membercheck build",
        )


@dataclass(frozen=True, slots=True)
class StatementSummary:
    """How many people answered one statement in which way.

    ``no_answer`` counts people who were sent it and gave no choice, whether their
    form came back or not; it never adds to any other count.
    """

    statement: str
    theme: str
    plain: str
    sent: int
    choices: Mapping[str, int]
    in_words: int
    no_answer: int


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """One round: people, never forms. ``overall`` adds up the choices of all statements."""

    round: int
    sent: tuple[str, ...]
    returned: tuple[str, ...]
    declined: tuple[str, ...]
    no_answer: tuple[str, ...]
    n_returns: int
    statements: tuple[StatementSummary, ...]
    overall: Mapping[str, int]
    altered: int
    removed: int
    silent: int
    want_results: tuple[str, ...]
    items: tuple[MemberItem, ...]


def summarize_returns(study: LoadedStudy, act: Act, *, round_: int | None = None) -> ReturnSummary:
    """Count one round (the newest by default).

    Of several returns of one person, the newest that answers a statement counts.

    Raises:
        NothingSentYet: No document was made.
    """
    with open_study_file(study.folder, act) as store:
        return _summary(store, round_)


def write_summary(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    round_: int | None = None,
    inside: bool = True,
    form: Format = "docx",
    paper: Paper = "letter",
) -> Path:
    """Write the summary as a document.

    Args:
        inside: For the team; outside it, who answered is left out and counts under
            ``small_cell`` are not shown.
    """
    with open_study_file(study.folder, act) as store:
        summary = _summary(store, round_)
        events = store.trail.events()
        made = (events[-1].at if events else act.at)[:10]
    facts = DocumentFacts(
        title="What came back",
        made=made,
        language=study.settings.language,
        paper=paper,
        footer="For the team" if inside else "",
        invented=study.settings.invented,
    )
    least = 0 if inside else study.settings.privacy.small_cell
    pages = ReturnsPages(
        study_title=study.settings.title,
        round=summary.round,
        people=tuple(_people(summary, least)),
        rows=tuple(
            StatementRow(
                each.statement if inside else str(number),
                each.plain,
                tuple(
                    shown_counts(
                        [*(each.choices.get(name, 0) for name in CHOICES[:5]), each.no_answer],
                        least,
                    )
                ),
            )
            for number, each in enumerate(summary.statements, start=1)
            if inside or not each.statement.startswith("P")
        ),
        items=tuple(
            (
                item.id,
                item.theme or item.statement or "the form",
                _KINDS[item.kind],
                item.memo or "open",
            )
            for item in summary.items
        )
        if inside
        else (),
        small_cell=least,
    )
    write_bytes_atomically(out, write_returns(blank_pages(form, facts), pages))
    return out


_KINDS = {
    "does_not_fit": "does not fit",
    "in_part": "fits in part, with words",
    "two_choices": "two choices that contradict each other; ask",
    "gone": "own words are no longer in the form; ask",
    "no_words": "own words to be altered, without saying how; ask",
}


def kind_in_words(kind: str) -> str:
    """What an item is about."""
    return _KINDS.get(kind, kind.replace("_", " "))


def shown_counts(counts: Sequence[int], least: int) -> list[str]:
    """Counts of one whole as an outsider may see them.

    Small ones are “fewer than 3”. Where only one is hidden it could be worked out
    from the others; then the smallest of those is not shown either.
    """
    hidden = [at for at, count in enumerate(counts) if 0 < count < least]
    shown = [f"fewer than {least}" if at in hidden else str(n) for at, n in enumerate(counts)]
    if len(hidden) == 1:
        others = [at for at, count in enumerate(counts) if count >= least]
        if others:
            shown[min(others, key=lambda at: (counts[at], at))] = "not shown"
    return shown


def _people(summary: ReturnSummary, least: int) -> list[tuple[str, str]]:
    rows = [
        ("Sent to", summary.sent),
        ("Came back from", summary.returned),
        ("Declined", summary.declined),
        ("No answer", summary.no_answer),
    ]
    if least:
        parts = shown_counts([len(people) for _, people in rows[1:]], least)
        shown = [*shown_counts([len(summary.sent)], least), *parts]
        return [(what, count) for (what, _), count in zip(rows, shown, strict=True)]
    return [
        (what, f"{len(people)}{': ' + ', '.join(people) if people else ''}")
        for what, people in rows
    ]


def _summary(store: StudyFile, round_: int | None) -> ReturnSummary:
    documents = store.member_documents.all()
    if round_ is None and documents:
        round_ = max(document.round for document in documents)
    forms: dict[str, SentForm | None] = {}
    for document in documents:
        if document.round == round_:
            forms[document.person] = kept_form(document.form) or forms.get(document.person)
    if not forms or round_ is None:
        raise NothingSentYet(round_)
    returns = [back for back in store.member_returns.all() if back.round == round_]
    newest = sorted(returns, key=lambda each: (each.at, each.id), reverse=True)
    answered = [back for back in newest if back.way not in WITHOUT_ANSWERS]
    sent = tuple(sorted({*forms, *(back.person for back in returns)}))
    returned = tuple(sorted({back.person for back in answered}))
    last = {back.person: back.way for back in reversed(newest)}
    declined = tuple(
        person for person in sent if person not in returned and last.get(person) == "declined"
    )
    statements = tuple(_statements(forms, answered))
    overall: Counter[str] = Counter()
    for each in statements:
        overall.update(each.choices)
        overall["no_answer"] += each.no_answer
    quotes = _quotes(answered)
    return ReturnSummary(
        round=round_,
        sent=sent,
        returned=returned,
        declined=declined,
        no_answer=tuple(p for p in sent if p not in returned and p not in declined),
        n_returns=len(answered),
        statements=statements,
        overall={name: overall[name] for name in (*CHOICES, "no_answer")},
        altered=quotes["alter"],
        removed=quotes["remove"] + quotes["gone"],
        silent=len({r.person for r in answered for a in r.answers if a.part == "withdraw"}),
        want_results=tuple(sorted(_want_results(answered))),
        items=tuple(item for item in store.member_returns.items() if item.round == round_),
    )


def _statements(
    forms: Mapping[str, SentForm | None], newest: Sequence[MemberReturn]
) -> list[StatementSummary]:
    asked: dict[str, list[str]] = {}
    plain: dict[str, tuple[str, str]] = {}
    for person, form in forms.items():
        for name in form.statements if form else ():
            if form is not None and form.fit_choices(name):
                # An account is one person's own: its parts are nobody else's.
                key = f"{person} {name}" if form.variant == "summary" else name
                asked.setdefault(key, []).append(person)
                plain[key] = (form.themes.get(name, ""), form.label(name, "plain"))
    found = []
    for key in sorted(asked):
        name = key.split()[-1]
        choices: Counter[str] = Counter()
        in_words = 0
        for person in asked[key]:
            mine = [
                [answer for answer in back.answers if answer.statement == name]
                for back in newest
                if back.person == person
            ]
            picked = next(
                (fits for said in mine if (fits := {a.place for a in said if a.part == "fit"})),
                set(),
            )
            if picked:
                choices["unclear" if len(picked) > 1 else next(iter(picked))] += 1
            in_words += any(a.text and a.part != "fit" for said in mine for a in said)
        found.append(
            StatementSummary(
                key,
                *plain[key],
                len(asked[key]),
                {choice: choices[choice] for choice in CHOICES},
                in_words,
                len(asked[key]) - sum(choices.values()),
            )
        )
    return found


def _quotes(newest: Sequence[MemberReturn]) -> Counter[str]:
    decided: dict[tuple[str, str], str] = {}
    for back in newest:
        for answer in back.answers:
            if answer.place and answer.part in {"keep", "alter", "remove", "gone"}:
                decided.setdefault((back.person, answer.place), answer.part)
    return Counter(decided.values())


def _want_results(newest: Sequence[MemberReturn]) -> set[str]:
    said: dict[str, set[str]] = {}
    for back in newest:
        wish = {answer.text for answer in back.answers if answer.part == "results"}
        if wish:
            said.setdefault(back.person, wish)
    return {person for person, wish in said.items() if wish == {"yes"}}


def lines_on_theme(store: StudyFile, theme: str) -> list[str]:
    """What the member check says on a theme, for the team: counts, and what is open."""
    lines = []
    try:
        summary = _summary(store, None)
    except NothingSentYet:
        return []
    for each in summary.statements:
        if each.theme == theme:
            told = ", ".join(
                f"{number} {name.replace('_', ' ')}"
                for name, number in (*each.choices.items(), ("no_answer", each.no_answer))
                if number
            )
            lines.append(f"{each.statement}, sent to {each.sent}: {told}.")
    lines += [
        f"{item.id}, {item.statement or 'the form'}, {item.person}: {kind_in_words(item.kind)}; "
        + (f"answered by {item.memo}." if item.memo else "no memo answers it yet.")
        for item in store.member_returns.items()
        if item.theme == theme
    ]
    return lines


def open_themes(store: StudyFile) -> dict[str, list[str]]:
    """Items without a memo, by the theme they touch."""
    found: dict[str, list[str]] = {}
    for item in store.member_returns.items():
        if item.theme and not item.memo:
            found.setdefault(item.theme, []).append(item.id)
    return found
