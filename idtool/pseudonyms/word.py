"""Word files: every paragraph of every part, rewritten in place; formatting kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from idtool.ingest.package import Package
from idtool.ingest.records import counted
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_xml import name_of
from idtool.pseudonyms.containers import Changes
from idtool.pseudonyms.pictures import without_metadata
from idtool.pseudonyms.word_cleaning import APP, CORE, NOWHERE, REMOVED_PARTS, Cleaner
from idtool.pseudonyms.xml_text import Slot, XmlPiece

if TYPE_CHECKING:
    from lxml.etree import _Element

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP archive can name
_WORDS = word_set("t delText")
_GAPS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CACHED = word_set("v")  # what a chart keeps of its data
_SPOKEN_ATTRIBUTES = {"textpath": "string", "listItem": "displayText value"}
_STORY = re.compile(r"word/(?:document|footnotes|endnotes|comments\w*|header\d*|footer\d*)\d*\.xml")


class WordContainer:
    """A Word file: one piece for each paragraph, in text boxes, tables and notes, too.

    Both versions of a text box (for new and for old programs) are pieces, and so is
    text that a tracked change deletes.
    """

    def __init__(self, data: bytes, name: str) -> None:
        package = Package(data, name)
        self._parts: dict[str, bytes] = {}
        self._roots: dict[str, _Element] = {}
        self._pieces: list[XmlPiece] = []
        self.notes: list[str] = []
        removed = [part for part in package.parts if REMOVED_PARTS.fullmatch(part)]
        for part in package.parts:
            if part in removed or part.endswith("/"):
                continue
            if part.endswith((".xml", ".rels", ".vml")):
                self._roots[part] = package.xml(part)
            else:
                self._parts[part] = without_metadata(package.read(part))
        self._drop_from_types(removed)
        self._clean(removed)
        # The talk first, so that who is named first there has the first number.
        for part in sorted(self._roots, key=lambda p: (not _is_story(p), p != "word/document.xml")):
            if part.startswith("word/") and not part.endswith(".rels"):
                self._pieces += _pieces(self._roots[part])
        self.texts: Sequence[str] = [piece.text for piece in self._pieces]
        self._tell(package.parts, removed)

    def rewritten(self, changes: Changes) -> bytes:
        """The file with changed words, and nothing about who made it."""
        from lxml import etree

        for number, piece in enumerate(self._pieces):
            if number in changes:
                piece.change(changes[number])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in sorted({*self._roots, *self._parts}, key=_order):
                data = (
                    etree.tostring(
                        self._roots[part], xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                    if part in self._roots
                    else self._parts[part]
                )
                data = {"docProps/core.xml": CORE, "docProps/app.xml": APP}.get(part, data)
                entry = zipfile.ZipInfo(part, _EARLIEST)
                entry.create_system = 0
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        return packed.getvalue()

    def _clean(self, removed: Sequence[str]) -> None:
        cleaner = Cleaner()
        stories = [part for part in self._roots if part.startswith("word/")]
        for part in stories:
            cleaner.name_bookmarks(self._roots[part])
        gone = {part: self._drop_relations(part, removed) for part in list(self._roots)}
        for part in stories:
            if not part.endswith(".rels"):
                folder, _, file = part.rpartition("/")
                cleaner.clean(self._roots[part], gone.get(f"{folder}/_rels/{file}.rels", set()))
        if cleaner.n_authors:
            self.notes.append(
                f"{counted(cleaner.n_authors, 'author')} of comments and changes are now numbers."
            )

    def _drop_relations(self, part: str, removed: Sequence[str]) -> set[str]:
        """Relations to removed parts go, their ids are returned; links lead nowhere."""
        if not part.endswith(".rels"):
            return set()
        base = part.rpartition("_rels/")[0]
        gone = set()
        for relation in list(self._roots[part]):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                if kind in {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"}:
                    gone.add(relation.get("Id", ""))
                    self._roots[part].remove(relation)
                else:
                    relation.set("Target", NOWHERE)
            elif _resolved(base, target) in removed:
                gone.add(relation.get("Id", ""))
                self._roots[part].remove(relation)
        return gone

    def _drop_from_types(self, removed: Sequence[str]) -> None:
        root = self._roots.get("[Content_Types].xml")
        for entry in list(root) if root is not None else ():
            if entry.get("PartName", "").lstrip("/") in removed:
                entry.getparent().remove(entry)  # type: ignore[union-attr]

    def _tell(self, parts: Sequence[str], removed: Sequence[str]) -> None:
        pictures = sum(part.startswith("word/media/") for part in parts)
        if pictures:
            self.notes.append(
                f"{counted(pictures, 'picture')} left in: look whether a face, a sign or a name is "
                "on them."
            )
        embedded = sum(part.startswith(("word/embeddings/", "word/afchunk")) for part in removed)
        if embedded:
            self.notes.append(f"{counted(embedded, 'embedded file')} taken out.")


def _pieces(root: _Element) -> Iterator[XmlPiece]:
    for element in root.iter():
        name = name_of(element)
        if name == "p":
            slots = list(_slots(element))
            if any(slot.element is not None for slot in slots):
                yield XmlPiece(slots)
        elif name in _CACHED and (element.text or "").strip() and not len(element):
            yield XmlPiece([Slot(element, "text", element.text or "")])
        elif name in _SPOKEN_ATTRIBUTES:
            for key, value in element.attrib.items():
                if key.rpartition("}")[2] in _SPOKEN_ATTRIBUTES[name].split() and value.strip():
                    yield XmlPiece([Slot(element, key, value)])


def _slots(paragraph: _Element) -> Iterator[Slot]:
    """The words of one paragraph, without those of paragraphs inside of it."""
    for element in paragraph:
        name = name_of(element)
        if name in {"p", "pPr"}:
            continue
        if name in _WORDS:
            yield Slot(element, "text", element.text or "")
        elif name in _GAPS:
            yield Slot(None, "", _GAPS[name])
        else:
            yield from _slots(element)


def _is_story(part: str) -> bool:
    return _STORY.fullmatch(part) is not None


def _resolved(base: str, target: str) -> str:
    """The part a relation leads to."""
    if target.startswith("/"):
        return target[1:]
    folders = [folder for folder in base.split("/") if folder]
    for step in target.split("/"):
        if step == "..":
            folders = folders[:-1]
        elif step != ".":
            folders.append(step)
    return "/".join(folders)


def _order(part: str) -> tuple[bool, bool, str]:
    return part != "[Content_Types].xml", not part.startswith("_rels/"), part
