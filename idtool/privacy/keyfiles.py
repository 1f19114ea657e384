"""Files that pair participants with their names: they must not lie in a study.

The key from number to person belongs on paper or on a separate encrypted
medium. Nothing here repeats a cell; messages name columns and line numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from idtool.privacy.lexicon import word_lists

_ID = re.compile(
    r"(?:study|subject|participant|respondent|interviewee|person|pseudonym|code ?name|case"
    r"|client|record|p|s|r)?"
    r"[ _-]?(?:id|nr|no|num|number|#|code|key)|pid|participants?|persons?|people|subjects?"
    r"|respondents?|interviewees?|pseudonyms?|alias"
)
_STUDY_ID = re.compile(
    r"(?:study|subject|participant|respondent|interviewee|person|pseudonym)[ _-]?(?:id|nr|no"
    r"|num|number|#|code|key)?s?|pid|pseudonyms?"
)
_NAME = re.compile(
    r"(?:(?:first|last|middle|full|real|given|family|sur|birth|maiden|legal|true|actual"
    r"|participant|person|client|subject"
    r"|contact|respondent|officer|worker)[ _-]?)?names?(?:[ _-]?(?:first|last|full))?|forename"
    r"|surname|fname|lname|who"
)
_CONTACT = re.compile(
    r"(?:(?:e-?mail|mail|phone|telephone|tel|cell|mobile|contact|street)[ _-]?)"
    r"(?:address(?:es)?|number|no|nr|phone|tel|cell|info(?:rmation)?|details?)?"
    r"|(?:home|work|postal|mailing)[ _-]?(?:address(?:es)?|number|phone|e-?mail|cell)"
    r"|address(?:es)?|zip(?:[ _-]?code)?|post ?code"
    r"|dob|(?:date[ _-]of[ _-])?birth(?:[ _-]?(?:date|day))?|ssn"
    r"|social[ _-]security(?:[ _-]number)?|employer|badge(?:[ _-]?(?:number|no))?"
)
_SUSPECT_FILE = re.compile(
    r"(?:^|[ _.-])(?:master[ _-]?(?:key|list)|id[ _-]?key|name[ _-]?key|key[ _-]?(?:file|list"
    r"|table)|linking[ _-]?(?:file|table|key)"
    r"|link[ _-]?file|code[ _-]?key|participants?[ _-]?(?:list|key|names|contacts?|info)"
    r"|contacts|contacts?[ _-]?(?:list|info|sheet|details)"
    r"|names[ _-]?(?:list|key)|consent[ _-]?(?:log|list)|re-?identification|crosswalk"
    r"|pseudonym[ _-]?(?:key|list|map))"
    r"(?:[ _.-]|$)",
    re.IGNORECASE,
)
_SHORT_ID = re.compile(
    r"(?:P|S|R|SW|LE|PO|I|D|ID|PT|SUBJ|SUBJECT|PARTICIPANT)?[-_ #]?\d{1,4}", re.IGNORECASE
)
_FULL_NAME = re.compile(r"[^\W\d_]['’\w-]+,? (?:[^\W\d_]\.? )?[^\W\d_]['’\w-]+")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"\+?\(?\d[\d ().-]{6,}\d")
_PAIR = re.compile(
    r"^[\s\-*\"'{,]*([\w#-]+(?: \d+)?)[\"']?\s*(?:[:=\t|,;]|->|→|is\b|–|—"
    r"| - )\s*[\"']?(.+?)[\"',;}\s]*$"
)
FEWEST_PAIRS = 2


def _plain(column: str) -> str:
    """A column's name without case and decoration."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.strip().strip("\ufeff\"'")).lower()
    return re.sub(r"[\s_]+", " ", re.sub(r"[?:*()]", "", words)).strip()


def key_like_columns(header: Sequence[str]) -> str | None:
    """Why a table with these columns looks like a key from id to person, or ``None``.

    A participant's id beside a name, or beside a way to reach or recognize the
    person. Tables of codes, themes and turns, which also have names, pass.
    """
    columns = [(column.strip(), _plain(column)) for column in header if column.strip()]
    ids = [shown for shown, plain in columns if _ID.fullmatch(plain)]
    names = [shown for shown, plain in columns if _NAME.fullmatch(plain)]
    contacts = [shown for shown, plain in columns if _CONTACT.fullmatch(plain)]
    study_ids = [shown for shown, plain in columns if _STUDY_ID.fullmatch(plain)]
    material = any(plain in word_lists().study_material for _, plain in columns)
    personal = any(
        re.match(r"(?:first|last|full|real|sur|fore|f|l)", _plain(name)) for name in names
    )
    if ids and contacts:
        return f"the column “{ids[0]}” stands beside “{contacts[0]}”"
    if (ids or study_ids) and names and (personal or not material):
        other = next((c for c in (*ids, *study_ids) if c not in names), None)
        return f"the column “{other}” stands beside “{names[0]}”" if other else None
    if names and contacts:
        return f"the column “{names[0]}” stands beside “{contacts[0]}”"
    return None


def suspicious_file(name: str, head: str) -> str | None:
    """Why a file looks like a key from id to person, or ``None``.

    Args:
        name: The file's name, without its folder.
        head: Its first few kilobytes as text; empty for a binary file.

    Looks at the name, at the columns of a table, and at lines that pair a
    short id with a full name, an e-mail address or a telephone number.
    """
    if _SUSPECT_FILE.search(name):
        return "its name says that it links ids to people"
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:400]
    if not lines:
        return None
    for separator in (",", "\t", ";", "|"):
        if separator not in lines[0]:
            continue
        rows = list(
            csv.reader(io.StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True)
        )
        reason = key_like_columns(rows[0]) if rows else None
        if reason:
            return reason
    reason = _paired_fields(lines)
    if reason:
        return reason
    paired = [number for number, line in enumerate(lines, 1) if _pairs_id_and_person(line)]
    if len(paired) >= FEWEST_PAIRS:
        return (
            f"lines {paired[0]} and {paired[1]} pair an id with a name or a way to reach somebody"
        )
    return None


def _paired_fields(lines: Sequence[str]) -> str | None:
    """Fields of a YAML or JSON list, read as the columns of a table."""
    fields = [
        found[1]
        for line in lines
        if (
            found := re.match(
                r"^[\s\-{\[,]*[\"']?([A-Za-z][\w -]{0,30})[\"']?\s*:(?=\s|$|[\"'\[{\d])", line
            )
        )
    ]
    if len(fields) < 2 or len(fields) < len(lines) // 2:
        return None
    if any(
        _plain(field) in word_lists().study_material | {"schema", "study", "title"}
        for field in fields
    ):
        fields = [
            f
            for f in fields
            if _CONTACT.fullmatch(_plain(f)) or _STUDY_ID.fullmatch(_plain(f)) or f == "id"
        ]
    return key_like_columns(list(dict.fromkeys(fields)))


def _pairs_id_and_person(line: str) -> bool:
    """Whether a line consists of a short id and a person's name, mail or phone."""
    found = _PAIR.match(line.strip())
    if not found:
        return False
    left, right = found[1], found[2].strip()
    if not _SHORT_ID.fullmatch(left):
        left, right = right, left
        if not _SHORT_ID.fullmatch(left.strip()):
            return False
    if _MAIL.search(right) or (_PHONE.search(right) and len(right) < 40):
        return True
    words = right.replace(",", " ").split()
    named = _FULL_NAME.fullmatch(right) is not None and 2 <= len(words) <= 3
    return named and all(word[0].isupper() for word in words)
