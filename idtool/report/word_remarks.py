"""A copy of a Word file with a comment at each place somebody should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from idtool.report.word_package import saved_bytes

_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"

RunsWithText = Callable[[Any], Iterator[tuple[Any, str]]]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to put into a Word file.

    ``paragraph`` counts paragraphs from 1, ``start`` and ``end`` are positions in
    its text.
    """

    paragraph: int
    start: int
    end: int
    text: str


def with_remarks(
    data: bytes,
    remarks: Sequence[Remark],
    paragraphs: Callable[[Any], Sequence[Any]],
    runs_with_text: RunsWithText,
    *,
    at: str,
    author: str = "idtool",
) -> bytes:
    """The same document with remarks as Word comments; nothing else is changed.

    Args:
        data: A Word file.
        remarks: What to say, and where.
        paragraphs: Lists a document's paragraph elements as they were counted.
        runs_with_text: Lists a paragraph's run elements with their text.
        at: When the comments are made (UTC, ISO 8601).
        author: Who signs the comments.
    """
    from docx import Document
    from docx.text.run import Run

    document = Document(BytesIO(data))
    elements = paragraphs(document.element)
    for remark in remarks:
        element = elements[remark.paragraph - 1]
        runs = _runs_at(element, remark.start, remark.end, runs_with_text)
        if runs:
            anchored = [
                Run(run, document.paragraphs[0] if document.paragraphs else document)
                for run in (runs[0], runs[-1])
            ]
            comment = document.add_comment(anchored, text=remark.text, author=author, initials="id")
            comment._comment_elm.set(_DATE, at)  # python-docx would read the clock
    return saved_bytes(document)


def _runs_at(element: Any, start: int, end: int, runs_with_text: RunsWithText) -> list[Any]:
    """Runs that hold the positions, the first and last split so that only these are marked."""
    at = 0
    found: list[Any] = []
    for run, text in list(runs_with_text(element)):
        first, past = at, at + len(text)
        at = past
        if past <= start or first >= end or not text:
            continue
        part = run
        if first < start:
            part = _split(run, start - first)
            first = start
        if past > end and part is not None:
            _split(part, end - first)
        found.append(part)
    return found


def _split(run: Any, offset: int) -> Any:
    """Cut a run at a position of its text and give back the second half.

    A run whose text does not stand in one element is left whole.
    """
    from copy import deepcopy

    texts = [child for child in run if child.tag.endswith("}t")]
    others = [child for child in run if not child.tag.endswith(("}t", "}rPr"))]
    if len(texts) != 1 or others:
        return run
    words = texts[0].text or ""
    later = deepcopy(run)
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for piece, part in ((run, words[:offset]), (later, words[offset:])):
        text = next(child for child in piece if child.tag.endswith("}t"))
        text.text = part
        text.set(space, "preserve")
    run.addnext(later)
    return later
