"""Making the letter “you said, we did”: from what a person wrote, tested like every document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from idtool.errors import InsufficientData, PrivacyStop
from idtool.model import Act, MemberReturn, Person
from idtool.privacy.leaks import identifiers_in, shared_runs
from idtool.privacy.screen import screen_text
from idtool.report.member_letter import LETTER_TITLE, LetterWords, write_letter
from idtool.report.pages import blank_pages
from idtool.report.word_package import DocumentFacts, Paper
from idtool.report.word_text import everything_said
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.member_counts import small_counts
from idtool.steps.member_sheets import CONTACT_CONSENT, Skipped, filled_in
from idtool.steps.own_words import RUN, words_of, words_of_others
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.written_words import terms_let_pass
from idtool.store import StudyFile, open_study_file
from idtool.study.letter import Letter
from idtool.written import read_validated, read_yaml, write_bytes_atomically

LETTER_FILE = "letter.yaml"
NAME = "you_said_we_did"


class NoLetterYet(InsufficientData):
    """Nobody has written what was done."""

    def __init__(self) -> None:
        super().__init__(
            f"There is no {LETTER_FILE}; idtool does not invent what was said or done.",
            f"Write {LETTER_FILE} into the study: schema: idtool/letter@1, then answered: with a "
            "list of said: and did:, each in quotes.",
        )


class LetterWouldLeak(PrivacyStop):
    """The letter holds words of a participant, an id, or a count of few people."""

    def __init__(self, found: Mapping[str, int]) -> None:
        told = ", ".join(f"{count} {what}" for what, count in found.items() if count)
        super().__init__(
            f"The leak test stopped the letter: {told}. Nothing was written.",
            f"Say it in your own words in {LETTER_FILE}.",
        )


@dataclass(frozen=True, slots=True)
class LettersMade:
    """Letters with their readers; who gets none, and why."""

    files: tuple[str, ...]
    readers: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def write_letters(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    persons: Sequence[str] = (),
    paper: Paper = "letter",
) -> LettersMade:
    """Write one letter to everybody who agreed to be contacted, or one to each of some people.

    The letter to everybody holds only what is ``to`` everybody, and no six words
    in a row of anybody, be it from an interview or from a form that came back. A
    person's own letter may hold their own words.

    Raises:
        NoLetterYet: There is no letter.yaml.
        LetterWouldLeak: It holds what is not its reader's.
    """
    letter = _written(study)
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        returns = store.member_returns.all()
        readers, skipped = _readers(study, returns, persons)
        if not readers:
            raise InsufficientData(
                "Nobody agreed to be contacted, so there is nobody to write to.",
                f"A person needs the consent {CONTACT_CONSENT} in roster.yaml.",
            )
        files: dict[Path, bytes] = {}
        for person in readers if persons else [""]:
            path = out / (f"{person}_{NAME}.docx" if person else f"{NAME}.docx")
            files[path] = _letter(study, store, text, returns, letter, act, person, paper)
        store.trail.add(
            "membercheck.letter",
            "letter",
            detail={"readers": readers, "answered": len(letter.answered)},
        )
        for path, data in files.items():
            write_bytes_atomically(path, data)
    return LettersMade(tuple(str(path) for path in files), tuple(readers), tuple(skipped))


def _written(study: LoadedStudy) -> Letter:
    path = study.folder / LETTER_FILE
    if not path.is_file():
        raise NoLetterYet
    written = read_yaml(path.read_text(encoding="utf-8-sig"), LETTER_FILE)
    record, faults = read_validated(Letter, written)
    if record is None or faults:
        from idtool.steps.study_folder import InvalidStudy

        raise InvalidStudy(faults)
    unfilled = [
        each for each in record.answered if not (filled_in(each.said) and filled_in(each.did))
    ]
    if unfilled:
        raise InsufficientData(
            f"{len(unfilled)} entries of {LETTER_FILE} are not filled in.",
            "Write what was said and what you did about it.",
        )
    return record


def _readers(
    study: LoadedStudy, returns: Sequence[MemberReturn], persons: Sequence[str]
) -> tuple[list[str], list[Skipped]]:
    wish: dict[str, str] = {}
    for back in sorted(returns, key=lambda each: (each.at, each.id)):
        for answer in back.answers:
            if answer.part == "results":
                wish[back.person] = answer.text
    readers, skipped = [], []
    for person in study.people.values():
        if persons and person.id not in persons:
            continue
        if reason := _why_not(person, wish):
            skipped.append(Skipped(person.id, reason))
        else:
            readers.append(person.id)
    return readers, skipped


def _why_not(person: Person, wish: Mapping[str, str]) -> str:
    if CONTACT_CONSENT not in person.consents:
        return "did not agree to be contacted"
    return "does not want to hear of the results" if wish.get(person.id) == "no" else ""


def _letter(
    study: LoadedStudy,
    store: StudyFile,
    text: StudyText,
    returns: Sequence[MemberReturn],
    letter: Letter,
    act: Act,
    person: str,
    paper: Paper,
) -> bytes:
    words = LetterWords(
        study.settings.title,
        letter.opening,
        [(e.said, e.did) for e in letter.answered if not e.to or person in e.to],
        letter.closing,
        filled_in(study.settings.member_check.contact),
    )
    facts = DocumentFacts(
        title=LETTER_TITLE,
        made=date.fromisoformat(act.at[:10]).isoformat(),
        language=study.settings.language,
        paper=paper,
        footer=person,
        invented=study.settings.invented,
        nameless=True,
    )
    data = write_letter(blank_pages("docx", facts), words)
    said = everything_said(data)
    others = words_of_others(text, person)
    own = [*words_of(text, person)] if person else []
    for back in returns:
        answered = "\n".join(answer.text for answer in back.answers if answer.part != "fit")
        if back.person == person:
            own.append(answered)
        else:
            others[f"return {back.id}"] = answered
    written = "\n".join(
        [words.opening, words.closing, *(w for pair in words.answered for w in pair)]
    )
    allow = terms_let_pass(study, store)
    forbidden = {
        *(other for other in study.people if other != person),
        *study.interviews,
        *study.codes,
        *(theme.id for theme in store.themes.all()),
        *(member.id for member in study.settings.team),
    }
    found = {
        "runs of a participant's words": len(shared_runs(said, others, words=RUN, ignore=own)),
        "ids": len(identifiers_in(said, forbidden)),
        "identifiers": sum(1 for s in screen_text(written, allow=allow) if s.tier == "block"),
        "counts of few people": len(small_counts(written, study.settings)),
    }
    if any(found.values()):
        raise LetterWouldLeak(found)
    return data
