"""OpenDocument texts (.odt, .ott, .fodt): LibreOffice, OpenOffice, and what they export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from idtool.ingest.document_lines import cleaned, document_lines
from idtool.ingest.odt_body import HEADING, OdfWalk, odf_words
from idtool.ingest.odt_styles import read_odf_styles
from idtool.ingest.package import Package, parse_xml
from idtool.ingest.plain import refuse_chat, turns_of
from idtool.ingest.records import ReadTranscript, Report, counted
from idtool.ingest.refusals import DamagedFile, EmptyTranscript, EncryptedFile
from idtool.ingest.word import report_unseen, settle_changes
from idtool.ingest.word_body import Tracked
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_styles import Style
from idtool.ingest.word_xml import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_RUNNING = re.compile(r"(header|footer)(?:-left|-first)?")
_TELLING = word_set(
    "creator initial-creator title subject description keyword user-defined printed-by"
)


def read_odt(
    data: bytes, name: str, *, tracked: Tracked = "stop", known: Sequence[str] = ()
) -> ReadTranscript:
    """Read an OpenDocument text, packed or flat.

    Raises:
        TrackedChanges: There are tracked changes, and ``tracked`` is ``stop``.
        EncryptedFile: It asks for a password.
        EmptyTranscript: The document holds no words.
    """
    report = Report(name)
    roots = odf_parts(data, name)
    body = next(
        (e for root in roots for e in root.iter() if name_of(e) == "text" and _is_body(e)), None
    )
    if body is None:
        raise DamagedFile(name, "it has no text inside")
    styles = read_odf_styles(roots)
    walk = OdfWalk(styles, tracked=tracked)
    try:
        blocks = walk.blocks(body)
    except RecursionError as error:
        raise DamagedFile(name, "its parts are nested without end") from error
    settle_changes(walk.unseen, tracked, report)
    read_odf_properties(roots, report)
    report_unseen(walk.unseen, report)
    _report_counts(walk, report)
    looks = {**styles.paragraphs, HEADING: Style("Heading 1")}
    lines = cleaned(document_lines(blocks, looks, styles.printed, report), report)
    if not any(line.text.strip() for line in lines):
        raise EmptyTranscript(name)
    refuse_chat(lines, name)
    turns = turns_of(lines, report, known=known)
    return report.transcript("odt", "utf-8", turns)


def odf_parts(data: bytes, name: str) -> list[_Element]:
    """The XML parts of an OpenDocument file: the text first, styles and properties after.

    Raises:
        EncryptedFile: It asks for a password.
        DamagedFile: It has no content.
    """
    if not data.startswith(b"PK"):
        return [parse_xml(data, name, "content.xml")]
    package = Package(data, name)
    if "encrypted-package" in package.parts:
        raise EncryptedFile(name)
    if "META-INF/manifest.xml" in package.parts and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise EncryptedFile(name)
    if "content.xml" not in package.parts:
        raise DamagedFile(name, "it has no document inside")
    return [
        package.xml(part)
        for part in ("content.xml", "styles.xml", "meta.xml")
        if part in package.parts
    ]


def read_odf_properties(roots: Sequence[_Element], report: Report) -> None:
    """Heads and feet of pages, and what the document says of itself, for the screen."""
    for root in roots:
        for each in root.iter():
            name = name_of(each)
            if match := _RUNNING.fullmatch(name):
                words = odf_words(each)
                if words:
                    told = f"A page {match[1]} holds words: not turns, screened only."
                    report.note(0, f"page-{match[1]}", told)
                    report.keep(f"page {match[1]}", words)
            elif name == "meta":
                for item in each:
                    if name_of(item) in _TELLING and (item.text or "").strip():
                        report.keep(f"document property {name_of(item)}", item.text or "")


def _is_body(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and name_of(parent) == "body"


def _report_counts(walk: OdfWalk, report: Report) -> None:
    for kind in ("comment", "footnote", "endnote"):
        if count := walk.unseen.counts[kind]:
            told = f"{counted(count, kind)} in the file: not turns, screened only."
            report.note(0, f"{kind}s", told)
    if count := walk.unseen.counts["picture"]:
        told = f"{counted(count, 'picture')} in the file; nothing in them is read."
        report.note(0, "pictures", told)
