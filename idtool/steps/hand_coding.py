"""Codings made by hand: add, remove, list."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from idtool.errors import InvalidInput, UsageProblem
from idtool.model import Act, Coding, CodingStatus, Segment
from idtool.steps.coding_tables import find_quotation
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.codings import NewCoding

ADDRESS = re.compile(r"^([A-Z]{1,2}\d{2,3})#?t(\d{1,4})(?:-t?(\d{1,4}))?$")
"""A turn or a run of turns as people write it, such as ``I03#t014`` or ``D01t31-33``."""


class UnknownCode(UsageProblem):
    """A code that no codebook defines."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        from difflib import get_close_matches

        capitals = [one for one in known if one.lower() == code.lower()]
        near = capitals or get_close_matches(code.upper(), known, n=1)
        near = near or [one for one in known if code.upper() in one.split(".")[-1].upper()][:1]
        super().__init__(
            f"No codebook has the code “{code}”.",
            f"Did you mean {near[0]}?" if near else "List the codes with: idtool codebook list",
        )


@dataclass(frozen=True, slots=True)
class Address:
    """A run of turns in one transcript, such as ``I03#t014`` or ``D01#t031-t033``."""

    transcript: str
    first_turn: int
    last_turn: int


def read_address(words: str, text: StudyText) -> Address:
    """The run of turns meant by ``words``.

    Raises:
        UsageProblem: It is no address, or the turns are not there.
    """
    found = ADDRESS.match(words)
    if not found:
        raise UsageProblem(
            f"“{words}” is no place.",
            "Write it like I03#t014, or D01#t031-t033 for a run of turns.",
        )
    transcript, first, last = found[1], int(found[2]), int(found[3] or found[2])
    if transcript not in text.transcripts:
        raise UsageProblem(
            f"There is no transcript {transcript}.",
            f"Transcripts: {', '.join(text.transcripts) or 'none'}.",
        )
    n_turns = len(text.transcripts[transcript].turns)
    if not 1 <= first <= last <= n_turns:
        raise UsageProblem(
            f"{transcript} has the turns 1 to {n_turns}.",
            f"Read them with: idtool read {transcript}",
        )
    return Address(transcript, first, last)


def add_coding(
    study: LoadedStudy, place: str, code: str, act: Act, *, quote: str = "", memo: str = ""
) -> Coding:
    """Code a turn, a run of turns, or the words ``quote`` in them, by hand.

    Raises:
        UnknownCode: No codebook defines ``code``.
        UsageProblem: The place does not exist, or holds only the interviewer's words.
        InvalidInput: ``quote`` does not stand there exactly once.
    """
    if code not in study.codes:
        raise UnknownCode(code, list(study.codes))
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        address = read_address(place, text)
        transcript = text.transcripts[address.transcript]
        turns = transcript.turns[address.first_turn - 1 : address.last_turn]
        start, end = turns[0].start, turns[-1].end
        if quote:
            places = [
                (a, b) for a, b in find_quotation(transcript, quote) if start <= a and b <= end
            ]
            if len(places) != 1:
                raise InvalidInput(
                    f"The words stand {len(places)} times in {place}.",
                    "Copy them from the transcript, with enough words around to be unique.",
                )
            start, end = places[0]
        spoken = [t for t in turns if not t.is_interviewer and t.start < end and start < t.end]
        if not spoken:
            raise UsageProblem(
                f"{place} holds only the interviewer's words.", "Interviewer turns are not coded."
            )
        if not quote:
            start, end = spoken[0].start, spoken[-1].end
        check_kind(study, code, transcript.interview.setting, {t.person for t in spoken})
        for book in study.codebooks.values():
            store.codebooks.keep(book.id, book.version, study.codebook_texts[book.id])
        uuid = store.codings.add(
            [
                NewCoding(
                    segment=Segment(transcript.id, start, end),
                    turn=spoken[0].number,
                    code=code,
                    focus=study.focus_of[code],
                    source="hand",
                    status="accepted",
                    coder=act.by,
                    codebook_version=study.version_of(code),
                    memo=memo,
                )
            ],
            text.texts(),
        )[0]
        store.trail.add(
            "coding.add", uuid, detail={"code": code, "at": place, "positions": [start, end]}
        )
        return store.codings.find(uuid)


def check_kind(study: LoadedStudy, code: str, kind: str, people: Collection[str | None]) -> None:
    """Refuse a code where it cannot stand.

    Raises:
        UsageProblem: It is for another kind of interview, or for two people's exchange.
    """
    kinds = study.codes[code].kinds
    if kinds and kind not in kinds:
        raise UsageProblem(
            f"{code} is for {' and '.join(kinds)} interviews only.", "Use another code."
        )
    if study.codes[code].exchange and len(people) < 2:
        raise UsageProblem(
            f"{code} stands for something two people do together, and only one speaks here.",
            "Give the run of turns with both speakers, such as D01#t031-t033.",
        )


def remove_coding(study: LoadedStudy, coding_id: str, act: Act, *, because: str = "") -> Coding:
    """Take one coding out; the trail keeps that it was there."""
    with open_study_file(study.folder, act, write=True) as store:
        coding = store.codings.remove(coding_id)
        store.trail.add(
            "coding.remove",
            coding.uuid,
            why=because,
            detail={
                "code": coding.code,
                "at": f"{coding.segment.transcript}#t{coding.turn:03d}",
                "coder": coding.coder,
            },
        )
    return coding


def _check_codes(study: LoadedStudy, store: StudyFile, codes: Sequence[str]) -> None:
    """A code is known if a codebook has it, or had it when somebody coded with it."""
    if set(codes) <= set(study.codes):
        return
    used = {c.code for c in store.codings.all(status=("accepted", "proposed", "rejected"))}
    for code in codes:
        if code not in study.codes and code not in used:
            raise UnknownCode(code, list(study.codes))


@dataclass(frozen=True, slots=True)
class ListedCoding:
    """A coding with who speaks."""

    coding: Coding
    people: tuple[str, ...]


def list_codings(
    study: LoadedStudy,
    act: Act,
    *,
    interview: str | None = None,
    codes: Sequence[str] = (),
    person: str | None = None,
    status: CodingStatus = "accepted",
) -> list[ListedCoding]:
    """Codings with their people, in order of transcript and place.

    Raises:
        UnknownCode: A code is in no codebook and in no coding.
        UsageProblem: The interview or the person is not in the roster.
    """
    if interview is not None and interview not in study.interviews:
        raise UsageProblem(
            f"There is no interview “{interview}”.",
            f"Interviews: {', '.join(study.interviews) or 'none'}.",
        )
    if person is not None and person not in study.people:
        raise UsageProblem(
            f"There is no person “{person}”.", f"People: {', '.join(study.people) or 'none'}."
        )
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        _check_codes(study, store, codes)
        found = store.codings.all(status=(status,), transcripts=[interview] if interview else None)
        return [
            ListedCoding(coding, people)
            for coding in found
            if (not codes or coding.code in codes)
            for people in [text.people_of(coding)]
            if person is None or person in people
        ]
