"""What a Word file says beside its text: taken out, or made to say nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from idtool.ingest.word_lists import word_set
from idtool.ingest.word_xml import attribute, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

REMOVED_PARTS = re.compile(
    r"customXml/.*|docProps/(?:custom\.xml|thumbnail\..*)|word/people\.xml|word/embeddings/.*"
    r"|word/(?:vbaProject\.bin|vbaData\.xml|recipientData\.xml)|word/printerSettings/.*"
    r"|word/afchunk.*|word/activeX/.*|xl/.*|\[trash\]/.*|_xmlsignatures/.*|docMetadata/.*"
)
"""Parts that are taken out whole."""

CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
NOWHERE = "about:blank"
"""What a hyperlink leads to afterwards."""

_GONE = word_set(
    "rsids rsid docId docVars mailMerge attachedTemplate saveThroughXslt dataBinding alias tag "
    "helpText statusText externalData altChunk smartTagType"
)
_DATES = word_set("date dateUtc fullDate")
_ALT = word_set("descr title alt tooltip")
_NAMED = word_set("docPr cNvPr")
_OWN_BOOKMARK = re.compile(r"_(?:Toc|Ref|GoBack|Hlk|Hlt|Int)\w*")
_PLAIN_NAME = re.compile(r"(?:Picture|Text Box|Image|Graphic|Shape|Chart|Diagram|Group) ?\d*")
_ADDRESS = re.compile(r"[@\\/:]|\.\w{2,4}\b")
_FOLLOWED = word_set("HYPERLINK INCLUDEPICTURE INCLUDETEXT LINK DDE DDEAUTO IMPORT RD")


class Cleaner:
    """One file's cleaning; authors and bookmarks get numbers that hold in all its parts."""

    def __init__(self) -> None:
        self._authors: dict[str, int] = {}
        self._bookmarks: dict[str, str] = {}

    @property
    def n_authors(self) -> int:
        """How many people had commented or changed something."""
        return len(self._authors)

    def clean(self, root: _Element, gone: Collection[str]) -> None:
        """Clean one part; ``gone`` are ids of relations that lead to removed parts."""
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            if name_of(element) in _GONE or _leads_to(element, gone):
                _remove(element)
                continue
            self._attributes(element)
        for instructions in _instructions(root):
            _blank_targets(instructions)

    def name_bookmarks(self, root: _Element) -> None:
        """Note the bookmarks of a part, so that links to them can follow."""
        for element in root.iter():
            if name_of(element) == "bookmarkStart":
                name = attribute(element, "name")
                if name and not _OWN_BOOKMARK.fullmatch(name):
                    self._bookmarks.setdefault(name, f"b{len(self._bookmarks) + 1}")

    def _attributes(self, element: _Element) -> None:
        name = name_of(element)
        for key, value in list(element.attrib.items()):
            local = key.rpartition("}")[2]
            if local.startswith("rsid") or local in _DATES:
                del element.attrib[key]
            elif local == "author":
                number = self._authors.setdefault(value, len(self._authors) + 1)
                element.set(key, f"Author {number}")
            elif local == "initials":
                element.set(key, "A")
            elif local in _ALT and value and name not in {"style", "tblCaption"}:
                element.set(key, "")
            elif local == "name" and name in _NAMED and not _PLAIN_NAME.fullmatch(value):
                element.set(key, "Picture")
            elif local in {"name", "anchor"} and value in self._bookmarks:
                element.set(key, self._bookmarks[value])


def _instructions(root: _Element) -> Iterator[list[_Element]]:
    """The instructions of each field, which may be spread over runs; simple fields, too."""
    run: list[_Element] = []
    for element in root.iter():
        name = name_of(element)
        if name in {"instrText", "delInstrText"}:
            run.append(element)
        elif name == "fldChar" and run:
            yield run
            run = []
        elif name == "fldSimple":
            key = next((k for k in element.attrib if k.endswith("}instr")), None)
            if key and _told_address(element.attrib[key]):
                element.set(key, f' HYPERLINK "{NOWHERE}" ')
    if run:
        yield run


def _blank_targets(instructions: list[_Element]) -> None:
    words = "".join(element.text or "" for element in instructions)
    if _told_address(words):
        verb = words.split()[0]
        instructions[0].text = f' {verb} "{NOWHERE}" '
        for element in instructions[1:]:
            element.text = ""


def _told_address(instruction: str) -> bool:
    words = instruction.split()
    if not words or words[0].upper() not in _FOLLOWED:
        return False
    return _ADDRESS.search(re.sub(r"\\[a-z]\b", "", instruction)) is not None


def _leads_to(element: _Element, gone: Collection[str]) -> bool:
    return bool(gone) and any(
        key.rpartition("}")[2] in {"id", "embed", "link", "pict"} and "relationships" in key
        for key, value in element.attrib.items()
        if value in gone
    )


def _remove(element: _Element) -> None:
    """Take an element out, with the object around it; the text after it stays."""
    parent = element.getparent()
    while parent is not None and name_of(parent) == "object":
        element, parent = parent, parent.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
