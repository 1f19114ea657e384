"""Codings out to a table and back: the columns other programs rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from idtool.errors import Fault, InvalidInput
from idtool.exchange.sheets import read_csv, write_csv
from idtool.model import Act, Coding, CodingSource, CodingStatus, Segment, Transcript
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.refused_columns import refuse_identifying_columns
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.codings import NewCoding
from idtool.written import write_text_atomically

COLUMNS = (
    "coding_id",
    "interview",
    "kind",
    "person",
    "role",
    "turn",
    "start",
    "end",
    "quote",
    "code",
    "focus",
    "status",
    "source",
    "evidence",
    "coder",
    "codebook_version",
    "week",
    "area",
    "question",
)
"""The columns of ``code export --to csv``; ``person`` and ``role`` join several by ``;``."""

_STATUSES: dict[str, CodingStatus] = {
    "accepted": "accepted",
    "proposed": "proposed",
    "rejected": "rejected",
}
_SOURCES: dict[str, CodingSource] = {
    "hand": "hand",
    "rule": "rule",
    "likeness": "likeness",
    "learned": "learned",
    "import": "import",
}
_SPACE = re.compile(r"\s+")
_SAME_SIGN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "}
)


class FlawedCodingTable(InvalidInput):
    """Rows of an imported table that cannot be used; every one is listed."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        first = faults[0]
        super().__init__(
            f"{file}, line {first.line}: {first.problem} "
            f"({len(faults)} rows cannot be used; nothing was imported)",
            first.remedy,
            faults,
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many codings of a table were stored, and how many were there before."""

    n_rows: int
    n_new: int
    n_known: int


def coding_rows(text: StudyText, codings: Sequence[Coding]) -> Iterator[dict[str, object]]:
    """One row per coding, with :data:`COLUMNS` and ``wish``.

    ``wish`` says what the speaker asked in a member check: ``removed``, ``altered``
    or ``not to be quoted``.
    """
    for coding in codings:
        interview = text.transcripts[coding.segment.transcript].interview
        yield {
            "coding_id": coding.uuid,
            "interview": interview.id,
            "kind": interview.kind,
            "person": ";".join(text.people_of(coding)),
            "role": ";".join(text.roles_of(coding)),
            "turn": coding.turn,
            "start": coding.segment.start,
            "end": coding.segment.end,
            "quote": coding.quote,
            "code": coding.code,
            "focus": coding.focus,
            "status": coding.status,
            "source": coding.source,
            "evidence": coding.evidence,
            "coder": coding.coder,
            "codebook_version": coding.codebook_version,
            "week": interview.week,
            "area": text.area_of(coding),
            "question": text.question_of(coding),
            "wish": text.wishes.wish_at(
                coding.segment.transcript,
                coding.segment.start,
                coding.segment.end,
                text.people_of(coding),
            ),
        }


def export_codings(
    study: LoadedStudy, path: Path, act: Act, *, statuses: Sequence[CodingStatus]
) -> int:
    """Write codings as CSV; returns how many."""
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = store.codings.all(status=statuses)
        write_text_atomically(path, write_csv(COLUMNS, coding_rows(text, codings)))
    return len(codings)


def import_codings(study: LoadedStudy, path: Path, act: Act) -> ImportReport:
    """Read codings from a CSV; all rows are stored, or none.

    A row needs ``interview``, ``code`` and either ``start`` and ``end`` or a
    ``quote`` that stands once in the interview (once in the person's turns, if
    ``person`` is given). Without ``coder``, ``status`` or ``source`` a row is an
    accepted coding by the acting coder, imported.

    Raises:
        FlawedCodingTable: A row names an unknown interview, code, coder or place.
    """
    rows = _rows_of(path)
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        faults: list[Fault] = []
        found: list[NewCoding] = []
        for line, row in rows:
            problem = _problem(study, text, row)
            if problem is None:
                try:
                    found.append(_new_coding(study, text, row, act))
                    continue
                except _NoPlace as error:
                    problem = (error.problem, error.remedy)
            faults.append(Fault(path.name, line, *problem))
        if faults:
            raise FlawedCodingTable(path.name, faults)
        _keep_codebooks(study, store)
        before = {coding.uuid for coding in _every(store)}
        store.codings.add(found, text.texts())
        after = {coding.uuid for coding in _every(store)}
        n_new = len(after - before)
        store.trail.add(
            "coding.import",
            study.settings.id,
            detail={"n_rows": len(found), "n_new": n_new},
        )
    return ImportReport(len(found), n_new, len(found) - n_new)


def _every(store: StudyFile) -> list[Coding]:
    return store.codings.all(status=("accepted", "proposed", "rejected"))


def _keep_codebooks(study: LoadedStudy, store: StudyFile) -> None:
    for book in study.codebooks.values():
        store.codebooks.keep(book.id, book.version, study.codebook_texts[book.id])


def _rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    try:
        rows = read_csv(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8.", "Save it as “CSV UTF-8”.") from error
    columns = set(rows[0][1]) if rows else set()
    refuse_identifying_columns(sorted(columns), path.name)
    if not {"interview", "code"} <= columns or not ({"quote"} & columns or {"start"} & columns):
        raise InvalidInput(
            f"{path.name}, line 1: the columns interview, code and quote (or start and end) "
            "are needed.",
            "Compare with a table written by: idtool code export --to csv FILE",
        )
    return rows


def _problem(study: LoadedStudy, text: StudyText, row: Mapping[str, str]) -> tuple[str, str] | None:
    interview, code = row.get("interview", "").strip(), row.get("code", "").strip()
    if interview not in text.transcripts:
        return f"There is no transcript {interview}.", "Ingest it first, or correct the id."
    if code not in study.codes:
        return f"No codebook has the code “{code}”.", "Correct it, or add it to a codebook."
    if (row.get("status") or "accepted") not in _STATUSES:
        return "The status is unknown.", f"Use one of: {', '.join(_STATUSES)}."
    if (row.get("source") or "import") not in _SOURCES:
        return "The source is unknown.", f"Use one of: {', '.join(_SOURCES)}."
    coder = row.get("coder", "").strip()
    known = {member.id for member in study.settings.team}
    if coder and coder not in known and row.get("status") != "proposed":
        return f"Nobody in the team has the id {coder}.", "Add the coder to team: in study.yaml."
    kinds = study.codes[code].kinds
    if kinds and text.transcripts[interview].interview.setting not in kinds:
        return f"{code} is for {' and '.join(kinds)} interviews only.", "Use another code."
    return None


def _new_coding(study: LoadedStudy, text: StudyText, row: Mapping[str, str], act: Act) -> NewCoding:
    transcript = text.transcripts[row["interview"].strip()]
    code = row["code"].strip()
    start, end = _place(transcript, row)
    touched = [turn for turn in transcript.turns if turn.start < end and start < turn.end]
    if not touched or touched[0].is_interviewer or touched[-1].is_interviewer:
        raise _NoPlace(
            "The segment begins or ends in the interviewer's words.",
            "Give positions, or a quotation, that begin and end in a participant's turn.",
        )
    turn = next(turn.number for turn in transcript.turns if start < turn.end or turn.end >= end)
    return NewCoding(
        segment=Segment(transcript.id, start, end),
        turn=turn,
        code=code,
        focus=study.focus_of[code],
        source=_SOURCES[row.get("source") or "import"],
        status=_STATUSES[row.get("status") or "accepted"],
        coder=row.get("coder", "").strip() or act.by,
        codebook_version=row.get("codebook_version") or study.version_of(code),
        evidence=row.get("evidence", ""),
        memo=row.get("memo", ""),
        uuid=row.get("coding_id", "").strip(),
    )


class _NoPlace(Exception):
    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def _place(transcript: Transcript, row: Mapping[str, str]) -> tuple[int, int]:
    """Positions from ``start`` and ``end`` if they fit the quotation, else from the quotation."""
    quote = row.get("quote", "")
    start, end = row.get("start", "").strip(), row.get("end", "").strip()
    if start.isdigit() and end.isdigit():
        words = transcript.text[int(start) : int(end)]
        if 0 <= int(start) < int(end) <= len(transcript.text) and (not quote or words == quote):
            return int(start), int(end)
        if not quote:
            raise _NoPlace(
                f"Positions {start} to {end} lie outside {transcript.id}.",
                "Give the quotation instead; idtool then finds its place.",
            )
    if not quote.strip():
        raise _NoPlace("Neither positions nor a quotation are given.", "Fill in the quotation.")
    people = {name for name in row.get("person", "").split(";") if name}
    places = find_quotation(transcript, quote, people)
    if len(places) == 1:
        return places[0]
    if not places:
        raise _NoPlace(
            f"The quotation does not stand in {transcript.id}"
            + (f" in the words of {', '.join(sorted(people))}." if people else "."),
            "Copy it from the transcript, word for word.",
        )
    raise _NoPlace(
        f"The quotation stands {len(places)} times in {transcript.id}.",
        "Add words before or after it, or give start and end.",
    )


def find_quotation(
    transcript: Transcript, quote: str, people: set[str] | None = None
) -> list[tuple[int, int]]:
    """Every place where ``quote`` stands, blind to spacing and typographic signs.

    With ``people``, only places that begin in one of their turns.
    """
    flat, positions = _flatten(transcript.text)
    wanted = _SPACE.sub(" ", quote.translate(_SAME_SIGN)).strip()
    places = []
    at = flat.find(wanted)
    while wanted and at >= 0:
        start, end = positions[at], positions[at + len(wanted) - 1] + 1
        speaker = next((t.person for t in transcript.turns if t.start <= start < t.end), None)
        if not people or speaker in people:
            places.append((start, end))
        at = flat.find(wanted, at + 1)
    return places


def _flatten(text: str) -> tuple[str, list[int]]:
    """Text with one plain space for any run of white space, and where each sign came from."""
    signs: list[str] = []
    positions: list[int] = []
    for position, sign in enumerate(text.translate(_SAME_SIGN)):
        if sign.isspace():
            if signs and signs[-1] == " ":
                continue
            sign = " "
        signs.append(sign)
        positions.append(position)
    return "".join(signs), positions
