"""Everything in a Word file that is not its talk: comments, notes, heads, properties.

None of it becomes a turn. All of it goes to the hidden parts, where the privacy
screen finds the names in it, and each kind is named with its number in a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idtool.ingest.package import Package
from idtool.ingest.records import Report, counted
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_xml import attribute, name_of, words_of_element

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = {  # part name: element that holds one, what it is called
    r"word/comments\w*\.xml": ("comment", "comment"),
    r"word/footnotes\d*\.xml": ("footnote", "footnote"),
    r"word/endnotes\d*\.xml": ("endnote", "endnote"),
}
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
_PROPERTIES = re.compile(r"docProps/[\w.]+\.xml|word/people\.xml|word/commentsExtended\.xml")
_TELLING = word_set(
    "creator lastModifiedBy title subject description keywords category Company Manager "
    "HyperlinkBase contentStatus lpwstr"
)


def read_hidden_parts(package: Package, document: str, report: Report) -> None:
    """Gather the words and names of every part but the document itself.

    Args:
        package: The Word file.
        document: The name of its main part.
        report: Takes the hidden parts, and a finding per kind.
    """
    for part in package.parts:
        if not part.endswith((".xml", ".rels")) or part == document:
            continue
        known = next((kind for shape, kind in _NOTES.items() if re.fullmatch(shape, part)), None)
        if known:
            _read_notes(package.xml(part), *known, report)
        elif match := _RUNNING.fullmatch(part):
            _read_running(package.xml(part), match[1], report)
        elif _PROPERTIES.fullmatch(part):
            read_properties(package.xml(part), report)
        elif part.endswith(".rels"):
            _read_links(package, part, report)
        elif re.match(r"word/(?:diagrams|charts|glossary)/|customXml/item\d", part):
            _read_other(package, part, report)
    pictures = sum(part.startswith("word/media/") for part in package.parts)
    if pictures:
        report.note(
            0, "pictures", f"{counted(pictures, 'picture')} in the file; nothing in them is read."
        )
    embedded = sum(part.startswith("word/embeddings/") for part in package.parts)
    if embedded:
        report.note(0, "embedded-files", f"{counted(embedded, 'embedded file')} not read.")


def read_authors(root: _Element, report: Report, where: str = "author of a change") -> None:
    """Names of the people who changed or commented, each once."""
    names = {attribute(each, "author") for each in root.iter() if attribute(each, "author")}
    for name in sorted(names):
        report.keep(where, name)


def _read_notes(root: _Element, element: str, noun: str, report: Report) -> None:
    notes = [
        text
        for each in root
        if name_of(each) == element
        and attribute(each, "type") not in {"separator", "continuationSeparator"}
        if (text := " ".join(words_of_element(each).split()))
    ]
    read_authors(root, report, f"author of a {noun}")
    if notes:
        report.note(
            0, f"{noun}s", f"{counted(len(notes), noun)} in the file: not turns, screened only."
        )
    for number, text in enumerate(notes, start=1):
        report.keep(f"{noun} {number}", text)


def _read_running(root: _Element, kind: str, report: Report) -> None:
    text = " ".join(words_of_element(root).split())
    if text:
        report.note(0, f"page-{kind}", f"A page {kind} holds words: not turns, screened only.")
        report.keep(f"page {kind}", text)


def read_properties(root: _Element, report: Report) -> None:
    """Names and titles a document tells of itself."""
    for each in root.iter():
        if name_of(each) in _TELLING and (each.text or "").strip():
            report.keep(f"document property {name_of(each)}", each.text or "")
    read_authors(root, report, "author")


def _read_links(package: Package, part: str, report: Report) -> None:
    folder, _, file = part.rpartition("_rels/")
    for kind, target, mode in package.relations(folder + file.removesuffix(".rels")):
        if mode == "External":
            report.keep(f"target of a {'link' if kind == 'hyperlink' else 'relation'}", target)


def _read_other(package: Package, part: str, report: Report) -> None:
    root = package.xml(part)
    text = " ".join(" ".join("".join(root.itertext()).split()).split())
    if text:
        told = part.split("/")[-2]
        report.keep(f"part {told}", text)
        if told != "customXml":
            report.note(
                0, "drawing-words", f"Words in {told} of the file: not turns, screened only."
            )
