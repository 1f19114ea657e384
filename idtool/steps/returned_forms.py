"""Whose form came back, and which of those sent it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from idtool.errors import Conflict, InsufficientData, InvalidInput, UsageProblem
from idtool.ingest.returned_file import ReturnedFile
from idtool.ingest.returned_word import read_returned
from idtool.model import MemberAnswer
from idtool.steps.member_forms import SentForm, kept_form
from idtool.steps.member_lines import count_lines
from idtool.store import StudyFile
from idtool.store.documents import KeptDocument

_MARK = re.compile(r"^_id_form_(P\d{2,3})_(\d+)$")

_FOOTER = re.compile(r"\b(P\d{2,3}), round (\d+)\b")


class NotAForm(InvalidInput):
    """The file is no form of this study, or one that cannot be read."""

    def __init__(self, name: str, problem: str, person: str = "") -> None:
        who = person or "P03"
        super().__init__(
            f"{name}: {problem}",
            f"Type the answers in: idtool membercheck record --person {who} --paper",
        )


class NobodysForm(UsageProblem):
    """Nothing in the file says whose form it is."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} does not say whose form it is.", "Say it with --person P03 (and --round 1)."
        )


class FormOfAnother(Conflict):
    """The form belongs to somebody else than was said."""

    def __init__(self, name: str, person: str, said: str) -> None:
        super().__init__(
            f"{name} is the form of {person}, not of {said}. Nothing was taken in.",
            f"Check the file; if it is right: --person {person}",
        )


class NothingWasSent(InsufficientData):
    """No document of this person and round is known."""

    def __init__(self, person: str, round_: int | None) -> None:
        told = f" in round {round_}" if round_ else ""
        super().__init__(
            f"No document was made for {person}{told} that answers could be held against.",
            f"Make one first: idtool membercheck build --person {person}",
        )


class FormNotKept(InsufficientData):
    """A document was made, by an idtool that did not yet keep what it said."""

    def __init__(self, made: KeptDocument) -> None:
        day = made.at[:10]
        super().__init__(
            f"The document for {made.person}, round {made.round}, was made on {day} by an earlier "
            "idtool, which did not keep what it said: answers cannot be held against it.",
            "Make it once more beside the old one, only to be compared with, and do not send it; "
            f"then take the answers in: idtool membercheck build --person {made.person} --round "
            f"{made.round} --date {day} --out again",
        )


def read_form(path: Path, person: str) -> ReturnedFile:
    """What a file says, if it is one a program can read."""
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        raise NotAForm(
            path.name, "A form printed to PDF or scanned cannot be read by a program.", person
        )
    if data.startswith((b"\xff\xd8", b"\x89PNG", b"II*\0", b"MM\0*")) or data[4:8] == b"ftyp":
        raise NotAForm(path.name, "A photo cannot be read by a program.", person)
    if not data.startswith(b"PK"):
        raise NotAForm(path.name, "This is no Word file (.docx).", person)
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:120]:
        raise InvalidInput(
            f"{path.name} is an OpenDocument file.",
            "Open it and save it as Word (.docx), then take that file in.",
        )
    return read_returned(data, path.name)


def owner_of(
    returned: ReturnedFile, name: str, person: str, round_: int | None
) -> tuple[str, int | None]:
    """Person and round by the hidden mark, failing that by the footer, failing that as told."""
    marked = {(m[1], int(m[2])) for mark in returned.marks if (m := _MARK.match(mark))}
    if not marked:
        marked = {
            (found[1], int(found[2]))
            for paragraph in returned.paragraphs
            if paragraph.part != "body"
            for found in _FOOTER.finditer(paragraph.original)
        }
    if not marked:
        if not person:
            raise NobodysForm(name)
        return person, round_
    who, number = sorted(marked)[0]
    if person and person != who:
        raise FormOfAnother(name, who, person)
    return who, number


def form_for(
    store: StudyFile, person: str, round_: int | None, returned: ReturnedFile | None
) -> tuple[KeptDocument, SentForm]:
    """The form sent: that most like what came back; of several alike, the newest."""
    made = [
        document
        for document in store.member_documents.all()
        if document.person == person and round_ in {None, document.round}
    ]
    if not made:
        raise NothingWasSent(person, round_)
    found = [(each, form) for each in made if (form := kept_form(each.form)) is not None]
    if not found:
        raise FormNotKept(made[-1])
    if returned is None:
        return found[-1]
    return max(found, key=lambda each: (count_lines(each[1], returned), each[0].id))


def check_places(form: SentForm, answers: Sequence[MemberAnswer]) -> None:
    """Refuse answers to statements or words that the form does not have."""
    quotations = {place.place for place in form.quotations()}
    for answer in answers:
        if answer.statement and answer.statement not in form.statements:
            raise UsageProblem(
                f"The form of {form.person} has no statement {answer.statement}.",
                f"It has: {', '.join(form.statements)}.",
            )
        if answer.part in {"keep", "alter", "remove"} and answer.place not in quotations:
            raise UsageProblem(
                f"The form of {form.person} has no words of theirs at {answer.place}.",
                f"It has: {', '.join(sorted(quotations)) or 'none'}.",
            )
