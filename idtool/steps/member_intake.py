"""Taking in what participants sent back or said; kept apart from the interviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from idtool.errors import PrivacyStop, UsageProblem
from idtool.model import Act, MemberAnswer, MemberItem, MemberReturn
from idtool.steps.member_forms import SentForm
from idtool.steps.member_lines import count_lines
from idtool.steps.member_reading import answers_in
from idtool.steps.returned_forms import NotAForm, check_places, form_for, owner_of, read_form
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.written_words import masked, terms_let_pass
from idtool.store import StudyFile, open_study_file
from idtool.store.documents import KeptDocument

WITHOUT_ANSWERS = ("declined", "no_answer")

SAID_IN_WORDS = frozenset({"change", "clear", "add", "statement", "comment", "unplaced"})
"""Parts of an answer that, beside “fits in part”, say what does not fit."""


class AnswerWouldIdentify(PrivacyStop):
    """Something a participant wrote may identify somebody."""

    def __init__(self, person: str, places: Sequence[str]) -> None:
        super().__init__(
            f"The privacy screen stopped at what {person} wrote: {', '.join(places)}. "
            "Nothing was taken in.",
            "Put […] in place of what identifies: --mask; or let a term pass: idtool privacy "
            "allow, or privacy: allow_terms: in study.yaml.",
        )


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What one return held.

    ``new`` tells whether it was not known before; ``items`` are names of what it
    leaves to answer. ``n_unplaced`` counts words that belong to no place of the form.
    """

    number: int
    person: str
    round: int
    variant: str
    way: str
    new: bool
    n_answers: int
    n_unplaced: int
    n_masked: int
    items: tuple[str, ...]
    earlier: tuple[int, ...]


def intake_form(
    study: LoadedStudy,
    path: Path,
    act: Act,
    *,
    person: str = "",
    round_: int | None = None,
    mask: bool = False,
) -> IntakeReport:
    """Take in a form that came back from Word, LibreOffice, a phone or a browser.

    The same answers taken in again add nothing; other answers of the same person
    are kept as a further return.

    Args:
        person: Whose form it is; read from the form if empty, and checked against it.
        round_: Its round, where the form does not say it.
        mask: Put […] where the privacy screen would stop.

    Raises:
        NotAForm: It is no Word file, or no form of the study.
        FormNotKept: The document was made before idtool kept what forms say.
        FormOfAnother: It belongs to somebody else than ``person``.
        AnswerWouldIdentify: Words in it may identify somebody.
    """
    returned = read_form(path, person)
    with open_study_file(study.folder, act, write=True) as store:
        who, number = owner_of(returned, path.name, person, round_)
        _check_person(study, who)
        document, form = form_for(store, who, number, returned)
        if not count_lines(form, returned):
            raise NotAForm(path.name, f"Nothing in it is of the form made for {who}.", who)
        answers = answers_in(returned, form)
        way = "conversation" if form.variant == "conversation" else "word"
        return _keep(study, store, form, document, way, answers, mask=mask, act_name="intake")


def record_answers(
    study: LoadedStudy,
    person: str,
    act: Act,
    *,
    way: str,
    answers: Sequence[MemberAnswer] = (),
    round_: int | None = None,
    mask: bool = False,
) -> IntakeReport:
    """Keep what somebody said in a talk, by phone or on paper, or that they did not answer.

    Raises:
        NothingWasSent: There is no form the answers could belong to.
        FormNotKept: There is one, and what it said was not kept.
        AnswerWouldIdentify: Words may identify somebody.
    """
    _check_person(study, person)
    if way in WITHOUT_ANSWERS and answers:
        raise UsageProblem("Somebody who did not answer has no answers.", "Leave one of them out.")
    if way not in WITHOUT_ANSWERS and not answers:
        raise UsageProblem(
            "Nothing is said.", "Give answers such as --fit MC-01=2, or --no-answer, or --declined."
        )
    with open_study_file(study.folder, act, write=True) as store:
        document, form = form_for(store, person, round_, None)
        check_places(form, answers)
        return _keep(study, store, form, document, way, answers, mask=mask, act_name="record")


def form_of(study: LoadedStudy, person: str, act: Act, *, round_: int | None = None) -> SentForm:
    """The form last made for somebody (in a round), to ask along.

    Raises:
        NothingWasSent: There is none.
    """
    _check_person(study, person)
    with open_study_file(study.folder, act) as store:
        return form_for(store, person, round_, None)[1]


def answer_member_item(study: LoadedStudy, name: str, memo: str, act: Act) -> None:
    """Say which memo answers an item.

    Raises:
        UsageProblem: There is no such item, or no such memo.
    """
    with open_study_file(study.folder, act, write=True) as store:
        if memo not in {each.id for each in store.memos.all()}:
            raise UsageProblem(
                f"There is no memo {memo}.",
                f'Write one: idtool memo new --type member_check --on {name} --text "…"',
            )
        store.member_returns.answer_item(name, memo)
        store.trail.add("membercheck.answer", name.lower(), detail={"memo": memo})


def member_items(study: LoadedStudy, act: Act, *, only_open: bool = False) -> list[MemberItem]:
    """What returns leave to answer, in order."""
    with open_study_file(study.folder, act) as store:
        return [item for item in store.member_returns.items() if not (only_open and item.memo)]


def member_returns(study: LoadedStudy, act: Act, *, person: str = "") -> list[MemberReturn]:
    """Returns with their answers, newest first."""
    with open_study_file(study.folder, act) as store:
        found = [r for r in store.member_returns.all() if not person or r.person == person]
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def _check_person(study: LoadedStudy, person: str) -> None:
    if person not in study.people:
        raise UsageProblem(
            f"There is no person {person} in roster.yaml.",
            f"People: {', '.join(study.people) or 'none'}.",
        )


def _keep(
    study: LoadedStudy,
    store: StudyFile,
    form: SentForm,
    document: KeptDocument,
    way: str,
    answers: Sequence[MemberAnswer],
    *,
    mask: bool,
    act_name: str,
) -> IntakeReport:
    kept, n_masked = _screened(study, store, form.person, answers, mask=mask)
    earlier = [
        back.id
        for back in store.member_returns.all()
        if (back.person, back.round) == (form.person, form.round)
    ]
    number, new = store.member_returns.add(
        form.person, form.round, form.variant, way, kept, document=document.id
    )
    items = []
    if new:
        for statement, kind in _left_open(kept):
            theme = form.themes.get(statement, "")
            items.append(f"mc{store.member_returns.open_item(number, statement, theme, kind)}")
        store.trail.add(
            f"membercheck.{act_name}",
            form.person,
            detail={
                "round": form.round,
                "return": number,
                "way": way,
                "answers": len(kept),
                "items": items,
            },
        )
    return IntakeReport(
        number,
        form.person,
        form.round,
        form.variant,
        way,
        new,
        len(kept),
        sum(1 for answer in kept if answer.part == "unplaced"),
        n_masked,
        tuple(items),
        tuple(each for each in earlier if each != number),
    )


def _left_open(answers: Sequence[MemberAnswer]) -> Iterator[tuple[str, str]]:
    """What a return leaves to answer, as (statement, kind)."""
    by_statement: dict[str, list[MemberAnswer]] = {}
    for answer in answers:
        by_statement.setdefault(answer.statement, []).append(answer)
    for statement, said in by_statement.items():
        choices = {answer.place for answer in said if answer.part == "fit"}
        in_words = any(answer.part in SAID_IN_WORDS for answer in said)
        if len(choices) > 1:
            yield statement, "two_choices"
        if "does_not_fit" in choices:
            yield statement, "does_not_fit"
        elif "in_part" in choices and in_words:
            yield statement, "in_part"
        by_place: dict[str, set[str]] = {}
        for answer in said:
            if answer.place and answer.part in {"keep", "alter", "remove", "gone"}:
                by_place.setdefault(answer.place, set()).add(answer.part)
                if (
                    answer.part == "alter"
                    and not answer.text.strip()
                    and not any(
                        a.part == "alter" and a.place == answer.place and a.text for a in said
                    )
                ):
                    yield statement, "no_words"
        for parts in by_place.values():
            if "gone" in parts and len(parts) == 1:
                yield statement, "gone"
            elif len(parts) > 1:
                yield statement, "two_choices"


def _screened(
    study: LoadedStudy,
    store: StudyFile,
    person: str,
    answers: Sequence[MemberAnswer],
    *,
    mask: bool,
) -> tuple[list[MemberAnswer], int]:
    """Answers whose words identify nobody; what would stop is masked, or stops."""
    allow = terms_let_pass(study, store)
    stopped: dict[str, None] = {}
    kept: list[MemberAnswer] = []
    n_masked = 0
    for answer in answers:
        if answer.part in {"fit", "results"}:
            kept.append(answer)
            continue
        words, n_places = masked(answer.text, allow)
        if n_places:
            stopped[answer.statement or answer.part] = None
            n_masked += n_places
        kept.append(replace(answer, text=words))
    if stopped and not mask:
        raise AnswerWouldIdentify(person, list(stopped))
    return kept, n_masked
