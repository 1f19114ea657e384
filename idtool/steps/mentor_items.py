"""What the mentor said, taken in from a packet that came back, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from idtool.errors import InvalidInput, PrivacyStop, UsageProblem
from idtool.ingest.returned_file import ReturnedFile
from idtool.ingest.returned_word import read_returned
from idtool.model import Act, MentorItem
from idtool.report.mentor_packet import SIGN_OFF
from idtool.report.word_fields import PLACEHOLDER
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.subjects import subject_named
from idtool.steps.written_words import masked, terms_let_pass
from idtool.store import StudyFile, open_study_file
from idtool.store.mentoring import KeptPacket

Answer = Literal["done", "not_done", "later"]

_PACKET = re.compile(r"^_id_packet_(\d+)$")


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One thing said in a returned packet, before it is kept."""

    kind: str
    about: str
    quoted: str
    text: str
    at: str
    parent: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What a returned packet held: numbers of new items, and how many were known."""

    packet: int
    new: tuple[int, ...]
    n_known: int
    n_unplaced: int
    signed: bool


class NoPacket(InvalidInput):
    """The file is none of the study's packets."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} carries no sign of a packet of this study.",
            "Take in the Word file that was sent, as it came back. What was said otherwise goes in "
            "by: idtool mentor record --about T03 --text “…”",
        )


class CommentWouldIdentify(PrivacyStop):
    """Something the mentor wrote may identify somebody."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(
            f"The privacy screen stopped at what was written {', '.join(places)}. "
            "Nothing was taken in.",
            "Take the names out of the file, or put […] in their place: --mask",
        )


def intake_packet(
    study: LoadedStudy, path: Path, act: Act, *, by: str, mask: bool = False
) -> IntakeReport:
    """Take in a packet that came back from Word, LibreOffice or another program.

    Comments, replies, tracked changes, words typed over the text and answers in
    the boxes become items, each with the theme, item or question it touches.
    Taking the same file in again adds nothing.

    Args:
        by: The team member who wrote in it. Names in the file are not kept.
        mask: Put […] where the privacy screen would stop.

    Raises:
        NoPacket: The file is no packet of the study.
        CommentWouldIdentify: Words in it may identify somebody.
    """
    study.check_member(by)
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    returned = read_returned(path.read_bytes(), path.name)
    with open_study_file(study.folder, act, write=True) as store:
        packet = _packet_of(returned, store, path.name)
        said = [item for item in _said(returned, packet) if item.text.strip()]
        said = _screened(study, store, said, mask=mask)
        new: list[int] = []
        known = 0
        numbers: dict[str, int] = {}
        for item in said:
            number, is_new = store.mentoring.add(
                item.kind,
                item.text,
                by=by,
                at=item.at or act.at,
                about=item.about,
                quoted=item.quoted,
                packet=packet.number,
                parent=numbers.get(item.parent),
            )
            if item.comment:
                numbers[item.comment] = number
            if is_new:
                new.append(number)
            else:
                known += 1
        signed = bool(_in_box(returned, SIGN_OFF))
        if signed and not _is_signed(store, packet.number):
            store.trail.add("mentor.signoff", f"packet {packet.number}", detail={"by": by})
        if new:
            store.trail.add(
                "mentor.intake", f"packet {packet.number}", detail={"by": by, "items": new}
            )
    unplaced = sum(1 for item in said if not item.about)
    return IntakeReport(packet.number, tuple(new), known, unplaced, signed)


def _is_signed(store: StudyFile, number: int) -> bool:
    return any(
        event.act == "mentor.signoff" and event.about == f"packet {number}"
        for event in store.trail.events()
    )


def _packet_of(returned: ReturnedFile, store: StudyFile, name: str) -> KeptPacket:
    kept = {packet.number: packet for packet in store.mentoring.packets()}
    for mark in returned.marks:
        match = _PACKET.match(mark)
        if match and int(match[1]) in kept:
            return kept[int(match[1])]
    titled = " ".join(paragraph.original for paragraph in returned.paragraphs[:6])
    match = re.search(r"\bPacket (\d+)\b", titled)
    if match and int(match[1]) in kept:
        return kept[int(match[1])]
    raise NoPacket(name)


def _said(returned: ReturnedFile, packet: KeptPacket) -> Iterator[SaidItem]:
    for comment in returned.comments:
        yield SaidItem(
            "reply" if comment.parent else "comment",
            _about(comment.marks) or _named(returned, comment.paragraph),
            _short(comment.quoted),
            comment.text,
            comment.at,
            comment.parent,
            comment.id,
        )
    yield from _in_boxes(returned)
    yield from _changes(returned)
    yield from _typed(returned, packet)


def _about(marks: frozenset[str]) -> str:
    """The id that bookmarks stand for: a theme, an item, a question, a part of the packet."""
    found = sorted(mark.removeprefix("_id_") for mark in marks if mark.startswith("_id_"))
    for mark in found:
        if match := re.match(r"(T\d+)_", mark):
            return match[1]
        if match := re.match(r"(item|ask|answer)_(\d+)$", mark):
            return f"item {match[2]}"
    return next((mark for mark in found if not mark.startswith("packet_")), "")


def _named(returned: ReturnedFile, number: int) -> str:
    """The theme that the last heading before a paragraph names, if bookmarks were lost."""
    for paragraph in reversed(returned.paragraphs[:number]):
        if match := re.match(r"(T\d+)\. ", paragraph.original):
            return match[1]
    return ""


def _in_boxes(returned: ReturnedFile) -> Iterator[SaidItem]:
    for tag in sorted(returned.fields):
        words = _in_box(returned, tag)
        if not words or tag == SIGN_OFF or not tag.startswith("idtool:"):
            continue
        match = re.match(r"idtool:answer:(\d+)$", tag)
        yield SaidItem("typed", f"item {match[1]}" if match else "", "", words, "")


def _in_box(returned: ReturnedFile, tag: str) -> str:
    words = returned.in_field(tag)
    return "" if words == PLACEHOLDER else words


def _changes(returned: ReturnedFile) -> Iterator[SaidItem]:
    """Runs of tracked words outside the boxes, with the last place known before them."""
    place = ""
    for paragraph in returned.paragraphs:
        run: list[str] = []
        change, at, about = "", "", ""
        for piece in [*paragraph.pieces, None]:
            if piece is not None and (found := _about(piece.marks)):
                place = found
            same = piece is not None and piece.change == change and not piece.field
            if run and not same:
                yield SaidItem(change, about, _short(paragraph.original), "".join(run), at)
                run = []
            if piece is None:
                break
            if piece.change and not piece.field:
                if not run:
                    change, at, about = piece.change, piece.at, place
                run.append(piece.text)
            elif not piece.change:
                change = ""


def _typed(returned: ReturnedFile, packet: KeptPacket) -> Iterator[SaidItem]:
    """Lines that the packet did not have, typed without Track Changes."""
    sent = {_plain(line) for line in packet.words.values()}
    place = ""
    for paragraph in returned.paragraphs:
        marks = frozenset().union(*(piece.marks for piece in paragraph.pieces))
        place = _about(marks) or place
        own = "".join(
            piece.text
            for piece in paragraph.pieces
            if not piece.field and piece.change != "inserted"
        )
        in_a_box = any(piece.field for piece in paragraph.pieces)
        if paragraph.part != "body" or not own.strip() or in_a_box or _plain(own) in sent:
            continue
        yield SaidItem("typed", place, _nearest(own, packet.words.values()), own.strip(), "")


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _nearest(words: str, lines: Iterable[str]) -> str:
    """The packet's line that was typed over, if one is much like it."""
    from difflib import get_close_matches

    found = get_close_matches(words, list(lines), n=1, cutoff=0.6)
    return _short(found[0]) if found else ""


def _short(words: str, most: int = 160) -> str:
    plain = _plain(words)
    return plain if len(plain) <= most else f"{plain[:most].rstrip()} …"


def _screened(
    study: LoadedStudy, store: StudyFile, said: Sequence[SaidItem], *, mask: bool
) -> list[SaidItem]:
    allow = terms_let_pass(study, store)
    stopped: list[str] = []
    kept: list[SaidItem] = []
    for item in said:
        words, n_masked = masked(item.text, allow)
        if n_masked:
            stopped.append(f"on {item.about}" if item.about else "somewhere")
        kept.append(replace(item, text=words))
    if stopped and not mask:
        raise CommentWouldIdentify(list(dict.fromkeys(stopped)))
    return kept


def record_item(study: LoadedStudy, text: str, act: Act, *, by: str, about: str) -> int:
    """Keep what the mentor said in a talk, on paper or by mail.

    Raises:
        UsageProblem: It is about something that is not there.
        CommentWouldIdentify: It may identify somebody.
    """
    study.check_member(by)
    if not text.strip():
        raise UsageProblem("Nothing is said.", "Write it with --text.")
    with open_study_file(study.folder, act, write=True) as store:
        about = subject_named(study, store, about)
        item = SaidItem("spoken", about, "", text.strip(), act.at)
        _screened(study, store, [item], mask=False)
        number, _ = store.mentoring.add("spoken", item.text, by=by, at=act.at, about=about)
        store.trail.add("mentor.record", f"item {number}", detail={"by": by, "about": about})
    return number


def ask_mentor(study: LoadedStudy, text: str, act: Act, *, about: str = "") -> int:
    """Keep a question; the next packet asks it.

    Raises:
        UsageProblem: It is empty, or about something that is not there.
    """
    if not text.strip():
        raise UsageProblem("The question is empty.", "Write it behind the command.")
    with open_study_file(study.folder, act, write=True) as store:
        about = subject_named(study, store, about)
        number, _ = store.mentoring.add("question", text.strip(), by=act.by, at=act.at, about=about)
        store.trail.add("mentor.ask", f"item {number}", detail={"about": about})
    return number


def answer_item(
    study: LoadedStudy,
    number: int,
    status: Answer,
    act: Act,
    *,
    because: str,
    changed: str = "",
) -> None:
    """Say what became of an item, and why; declined advice as plainly as accepted.

    Raises:
        UsageProblem: There is no such item, or no reason.
    """
    if not because.strip():
        raise UsageProblem("An answer needs its reason.", 'Add: --because "…"')
    with open_study_file(study.folder, act, write=True) as store:
        store.mentoring.answer(number, status, because.strip(), changed)
        store.trail.add(
            "mentor.answer",
            f"item {number}",
            why=because.strip(),
            detail={"status": status, "changed": changed},
        )


def mentor_items(
    study: LoadedStudy, act: Act, *, wanted: Callable[[MentorItem], bool] = lambda _item: True
) -> list[MentorItem]:
    """Items that are wanted, in order."""
    with open_study_file(study.folder, act) as store:
        return [item for item in store.mentoring.all() if wanted(item)]
