"""Everything a Word file says, also where a reader of the page does not look."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from idtool.report.word_styles import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_HIDDEN_WORDS = {
    "alias": ("val",),
    "tag": ("val",),
    "tblCaption": ("val",),
    "tblDescription": ("val",),
    "bookmarkStart": ("name",),
    "docPr": ("name", "descr", "title"),
    "comment": ("author", "initials"),
    "ins": ("author",),
    "del": ("author",),
}
"""Attributes that hold words, by the element they stand on."""


def page_lines(data: bytes) -> list[str]:
    """The words of the page from top to bottom, one line per paragraph that holds any."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = _tree(archive.read("word/document.xml"))
    return [line for line in (_words(block) for block in body.iter(f"{_W}p")) if line.strip()]


def everything_said(data: bytes) -> str:
    """All words of all parts: pages, footers, properties, names of fields, alternative texts."""
    said: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith((".xml", ".rels")) or name == "word/styles.xml":
                continue
            tree = _tree(archive.read(name))
            said += [_words(block) for block in tree.iter(f"{_W}p")]
            if name.startswith("docProps/"):
                said += [element.text or "" for element in tree.iter()]
            said += list(_attributes(tree))
    return "\n".join(line for line in said if line.strip())


def _attributes(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        wanted = _HIDDEN_WORDS.get(element.tag.rsplit("}", 1)[-1], ())
        for key, value in element.attrib.items():
            if key.rsplit("}", 1)[-1] in wanted:
                yield str(value)


def _words(block: Any) -> str:
    parts = []
    for element in block.iter():
        if element.tag in {f"{_W}t", f"{_W}delText"}:
            parts.append(element.text or "")
        elif element.tag in {f"{_W}br", f"{_W}cr"}:
            parts.append("\n")
        elif element.tag == f"{_W}tab":
            parts.append("\t")
    return "".join(parts)


def _tree(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)
