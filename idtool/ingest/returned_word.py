"""A Word file that was sent out and came back: what was typed, changed and remarked in it.

Nothing is taken for lost because of where it stands. Words are kept with the field
(content control) and the bookmarks around them, with what Track Changes says of
them, in whatever part of the file they are. Comments and replies keep the words
they hang on. Whoever sent the file compares this with what was sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from idtool.ingest.package import Package
from idtool.ingest.returned_file import ReturnedComment, ReturnedFile
from idtool.ingest.returned_walk import Anchor, State, Walk
from idtool.ingest.word import main_part
from idtool.ingest.word_xml import attribute, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHER_PARTS = ("header", "footer", "footnotes", "endnotes")


def read_returned(data: bytes, name: str) -> ReturnedFile:
    """Everything a returned Word file says.

    Raises:
        InvalidInput: It is no Word file, or is damaged or protected.
    """
    package = Package(data, name)
    main = main_part(package)
    walk = Walk()
    walk.blocks(package.xml(main), State())
    folder = main.rpartition("/")[0]
    for part in package.parts:
        called = part.rpartition("/")[2]
        ours = part == f"{folder}/{called}" and called.endswith(".xml")
        if ours and called.startswith(_OTHER_PARTS):
            walk.part = called.removesuffix(".xml")
            walk.blocks(package.xml(part), State())
    return ReturnedFile(
        tuple(walk.paragraphs),
        tuple(_comments(package, folder, walk)),
        walk.ticks,
        frozenset(walk.fields),
        frozenset(walk.seen_marks),
    )


def _comments(package: Package, folder: str, walk: Walk) -> Iterator[ReturnedComment]:
    part = f"{folder}/comments.xml"
    if part not in package.parts:
        return
    answers = _answers(package, folder)
    by_paragraph: dict[str, str] = {}
    root = package.xml(part)
    for comment in root:
        for paragraph in comment.iter():
            if name_of(paragraph) == "p" and (key := attribute(paragraph, "paraId")):
                by_paragraph[key] = attribute(comment, "id")
    for comment in root:
        if name_of(comment) != "comment":
            continue
        key = attribute(comment, "id")
        paragraphs = [each for each in comment.iter() if name_of(each) == "p"]
        parents = [answers.get(attribute(each, "paraId"), "") for each in paragraphs]
        parent = next((by_paragraph.get(each, "") for each in parents if each), "")
        anchor = walk.anchors.get(key) or Anchor("")
        yield ReturnedComment(
            id=key,
            author=attribute(comment, "author"),
            at=attribute(comment, "date"),
            text="\n".join(_words(each) for each in paragraphs).strip(),
            parent=parent,
            quoted="".join(anchor.words).strip(),
            paragraph=anchor.paragraph,
            marks=anchor.marks or frozenset({anchor.last} - {""}),
        )


def _words(paragraph: _Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter():
        name = name_of(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"br", "cr", "tab"}:
            pieces.append(" ")
    return unicodedata.normalize("NFC", "".join(pieces))


def _answers(package: Package, folder: str) -> dict[str, str]:
    """The paragraph of the comment that a reply answers, by the reply's paragraph."""
    part = f"{folder}/commentsExtended.xml"
    if part not in package.parts:
        return {}
    return {
        attribute(each, "paraId"): attribute(each, "paraIdParent")
        for each in package.xml(part)
        if attribute(each, "paraIdParent")
    }
