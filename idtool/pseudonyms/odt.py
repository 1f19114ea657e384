"""OpenDocument text: every paragraph of text, styles and notes, rewritten in place."""

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
from idtool.pseudonyms.word_cleaning import NOWHERE
from idtool.pseudonyms.xml_text import Slot, XmlPiece

if TYPE_CHECKING:
    from lxml.etree import _Element

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_REMOVED = re.compile(
    r"meta\.xml|settings\.xml|layout-cache|manifest\.rdf|(?:Thumbnails|Configurations2|Object |"
    r"ObjectReplacements|Versions|Basic|Dialogs|META-INF/documentsignatures).*"
)
_PARAGRAPHS = word_set("p h")
_GAPS = {"tab": "\t", "line-break": "\n", "s": " "}
_AUTHORS = word_set("creator initial-creator creator-initials sender-initials")


class OdtContainer:
    """An OpenDocument text: one piece for each paragraph, in tables and notes, too."""

    def __init__(self, data: bytes, name: str) -> None:
        package = Package(data, name)
        self._roots: dict[str, _Element] = {}
        self._parts: dict[str, bytes] = {}
        self.notes: list[str] = []
        self._authors: dict[str, int] = {}
        for part in package.parts:
            if _REMOVED.match(part) or part.endswith("/"):
                continue
            if part in {"content.xml", "styles.xml", "META-INF/manifest.xml"}:
                self._roots[part] = package.xml(part)
            else:
                self._parts[part] = without_metadata(package.read(part))
        self._pieces: list[XmlPiece] = []
        for part in ("content.xml", "styles.xml"):
            if part in self._roots:
                self._clean(self._roots[part])
                self._pieces += _pieces(self._roots[part])
        self._clean_manifest()
        self.texts: Sequence[str] = [piece.text for piece in self._pieces]
        pictures = sum(part.startswith("Pictures/") for part in self._parts)
        if pictures:
            self.notes.append(
                f"{counted(pictures, 'picture')} left in: look whether a face, a sign or a name is "
                "on them."
            )

    def rewritten(self, changes: Changes) -> bytes:
        """The file with changed words, and nothing about who made it."""
        from lxml import etree

        for number, piece in enumerate(self._pieces):
            if number in changes:
                piece.change(changes[number])
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in sorted({*self._roots, *self._parts}, key=lambda p: (p != "mimetype", p)):
                data = (
                    etree.tostring(self._roots[part], xml_declaration=True, encoding="UTF-8")
                    if part in self._roots
                    else self._parts[part]
                )
                entry = zipfile.ZipInfo(part, _EARLIEST)
                entry.create_system = 0
                stored = part == "mimetype"
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        return packed.getvalue()

    def _clean(self, root: _Element) -> None:
        for element in list(root.iter()):
            name = name_of(element)
            if name in _AUTHORS:
                number = self._authors.setdefault(element.text or "", len(self._authors) + 1)
                element.text = f"Author {number}"
            elif name == "date" and "purl.org" in str(element.tag):
                element.text = "1980-01-01T00:00:00"
            elif name in {"desc", "title"} and "svg" in str(element.tag):
                element.text = ""
            for key, value in list(element.attrib.items()):
                local = key.rpartition("}")[2]
                if local == "rsid":
                    del element.attrib[key]
                elif local == "href" and (":" in value or "@" in value):
                    element.set(key, NOWHERE)
                elif local in {"title", "target-frame-name"} and name == "a":
                    element.set(key, "")

    def _clean_manifest(self) -> None:
        root = self._roots.get("META-INF/manifest.xml")
        for entry in list(root) if root is not None else ():
            path = next((v for k, v in entry.attrib.items() if k.endswith("}full-path")), "")
            if path != "/" and _REMOVED.match(path):
                entry.getparent().remove(entry)  # type: ignore[union-attr]


def _pieces(root: _Element) -> Iterator[XmlPiece]:
    for element in root.iter():
        if name_of(element) in _PARAGRAPHS and "text:" in str(element.tag).replace("}", ":"):
            slots = [slot for slot in _slots(element) if slot.text]
            if any(slot.element is not None for slot in slots):
                yield XmlPiece(slots)


def _slots(parent: _Element) -> Iterator[Slot]:
    """Words in an element and after its children, without those of paragraphs inside."""
    yield Slot(parent, "text", parent.text or "")
    for child in parent:
        name = name_of(child)
        if name in _GAPS:
            yield Slot(None, "", _GAPS[name])
        elif name not in {"note", "annotation", "frame", "custom-shape"}:
            yield from _slots(child)
        yield Slot(child, "tail", child.tail or "")
