"""A Word file that was sent out and came back: what was typed, changed and remarked in it.

Nothing is taken for lost because of where it stands. Words are kept with the field
(content control) and the bookmarks around them, with what Track Changes says of
them, in whatever part of the file they are. Comments and replies keep the words
they hang on. Whoever sent the file compares this with what was sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from idtool.ingest.package import Package
from idtool.ingest.word import main_part
from idtool.ingest.word_xml import attribute, best_choice, child, is_on, name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

Change = Literal["", "inserted", "deleted"]

_NO_TEXT = frozenset(
    {"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText"}
    | {"delInstrText", "proofErr", "rt", "ffData", "fldData"}
)
_OTHER_PARTS = ("header", "footer", "footnotes", "endnotes")
_TICKS = {"☒": True, "☑": True, "✓": True, "✔": True, "☐": False, "□": False}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share everything but themselves.

    ``field`` is the tag of the control they stand in, ``marks`` the bookmarks
    around them. ``change`` is what Track Changes says; ``author`` and ``at`` are
    whoever made the change. ``placeholder`` tells the control's own prompt.
    """

    text: str
    change: Change = ""
    field: str = ""
    marks: frozenset[str] = frozenset()
    author: str = ""
    at: str = ""
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedParagraph:
    """One paragraph, from 1 in the order of the file; ``part`` is where it stands.

    ``cell`` numbers the cell of a table it stands in, from 1 (0: in none).
    """

    number: int
    part: str
    pieces: tuple[Piece, ...]
    cell: int = 0

    @property
    def accepted(self) -> str:
        """Its words with all changes accepted."""
        return "".join(piece.text for piece in self.pieces if piece.change != "deleted")

    @property
    def original(self) -> str:
        """Its words with all changes rejected."""
        return "".join(piece.text for piece in self.pieces if piece.change != "inserted")


@dataclass(frozen=True, slots=True)
class ReturnedComment:
    """A comment or a reply (``parent`` is the comment it answers).

    ``quoted`` are the words it hangs on, ``paragraph`` their number (0: nowhere),
    ``marks`` the bookmarks around or, failing that, last before them.
    """

    id: str
    author: str
    at: str
    text: str
    parent: str = ""
    quoted: str = ""
    paragraph: int = 0
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReturnedFile:
    """A whole file that came back. ``ticks`` are check boxes by tag."""

    paragraphs: tuple[ReturnedParagraph, ...]
    comments: tuple[ReturnedComment, ...]
    ticks: dict[str, bool]
    fields: frozenset[str]
    marks: frozenset[str]

    def in_field(self, tag: str) -> str:
        """What stands in a control now, without its prompt; paragraphs by line feeds."""
        lines = [
            "".join(
                piece.text
                for piece in paragraph.pieces
                if piece.field == tag and piece.change != "deleted" and not piece.placeholder
            )
            for paragraph in self.paragraphs
            if any(piece.field == tag for piece in paragraph.pieces)
        ]
        return "\n".join(lines).strip()

    def at_mark(self, name: str) -> str:
        """What stands between the ends of a bookmark now."""
        lines = [
            "".join(
                piece.text
                for piece in paragraph.pieces
                if name in piece.marks and piece.change != "deleted"
            )
            for paragraph in self.paragraphs
            if any(name in piece.marks for piece in paragraph.pieces)
        ]
        return "\n".join(lines).strip()


@dataclass
class _Walk:
    """One walk through the parts of a file, with what is open at each moment."""

    paragraphs: list[ReturnedParagraph] = field(default_factory=list)
    ticks: dict[str, bool] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    seen_marks: set[str] = field(default_factory=set)
    anchors: dict[str, _Anchor] = field(default_factory=dict)
    part: str = "body"
    _marks: dict[str, str] = field(default_factory=dict)
    _last_mark: str = ""
    _comments: set[str] = field(default_factory=set)
    _pieces: list[Piece] = field(default_factory=list)
    _cell: int = 0
    _n_cells: int = 0

    def blocks(self, parent: _Element, state: _State) -> None:
        for element in parent:
            name = name_of(element)
            if name == "p":
                self._paragraph(element, state)
            elif name == "tc":
                outer, self._n_cells = self._cell, self._n_cells + 1
                self._cell = self._n_cells
                self.blocks(element, state)
                self._cell = outer
            elif name == "AlternateContent":
                self.blocks(best_choice(element), state)
            elif name == "sdt":
                self.blocks(element, state.inside(_control(element), self))
            elif name in {"ins", "moveTo", "del", "moveFrom"}:
                self.blocks(element, state.changed(element, name))
            elif name in {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}:
                self._edge(element, name)
            elif name not in _NO_TEXT:
                self.blocks(element, state)

    def _paragraph(self, element: _Element, state: _State) -> None:
        outer, self._pieces = self._pieces, []
        boxes: list[_Element] = []
        self._runs(element, state, boxes)
        pieces, self._pieces = tuple(self._pieces), outer
        number = len(self.paragraphs) + 1
        self.paragraphs.append(ReturnedParagraph(number, self.part, pieces, self._cell))
        for box in boxes:
            self.blocks(box, state)

    def _runs(self, parent: _Element, state: _State, boxes: list[_Element]) -> None:
        for element in parent:
            name = name_of(element)
            if name == "r":
                self._run(element, state, boxes)
            elif name == "sdt":
                self._runs(element, state.inside(_control(element), self), boxes)
            elif name in {"ins", "moveTo", "del", "moveFrom"}:
                self._runs(element, state.changed(element, name), boxes)
            elif name in {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}:
                self._edge(element, name)
            elif name == "txbxContent":
                boxes.append(element)
            elif name == "AlternateContent":
                self._runs(best_choice(element), state, boxes)
            elif name not in _NO_TEXT and name != "p":
                self._runs(element, state, boxes)

    def _run(self, run: _Element, state: _State, boxes: list[_Element]) -> None:
        pieces: list[str] = []
        style = value(child(child(run, "rPr"), "rStyle"))
        for element in run:
            name = name_of(element)
            if name in {"t", "delText"}:
                pieces.append(element.text or "")
            elif name in {"tab", "ptab"}:
                pieces.append("\t")
            elif name in {"br", "cr"}:
                pieces.append("\n")
            elif name == "noBreakHyphen":
                pieces.append("-")
            elif name == "sym":
                pieces.append(_symbol(element))
            elif name == "commentReference":
                self._hang(attribute(element, "id"))
            elif name == "fldChar":
                self._legacy_box(element)
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                boxes.extend(_text_boxes(element))
        text = unicodedata.normalize("NFC", "".join(pieces))
        if text:
            prompt = state.prompt or (bool(state.field) and style.casefold() == "placeholdertext")
            self._add(text, state, prompt=prompt)

    def _add(self, text: str, state: _State, *, prompt: bool) -> None:
        marks = frozenset(self._marks.values())
        if state.field in self.ticks and text.strip() in _TICKS:
            self.ticks[state.field] = self.ticks[state.field] or _TICKS[text.strip()]
        self._pieces.append(
            Piece(text, state.change, state.field, marks, state.author, state.at, prompt)
        )
        for each in self._comments:
            anchor = self.anchors[each]
            anchor.paragraph = anchor.paragraph or len(self.paragraphs) + 1
            anchor.marks |= marks
            if state.change != "deleted":
                anchor.words.append(text)

    def _edge(self, element: _Element, name: str) -> None:
        key = attribute(element, "id")
        if name == "bookmarkStart":
            self._marks[key] = attribute(element, "name")
            self._last_mark = self._marks[key]
            self.seen_marks.add(self._marks[key])
        elif name == "bookmarkEnd":
            self._marks.pop(key, None)
        elif name == "commentRangeStart":
            self._comments.add(key)
            self.anchors[key] = _Anchor(self._last_mark)
        else:
            self._comments.discard(key)

    def _hang(self, key: str) -> None:
        """A comment without a range hangs on its paragraph so far."""
        if key not in self.anchors:
            anchor = _Anchor(self._last_mark, len(self.paragraphs) + 1)
            anchor.marks |= frozenset(self._marks.values())
            anchor.words = [piece.text for piece in self._pieces[-3:]]
            self.anchors[key] = anchor

    def _legacy_box(self, element: _Element) -> None:
        """A check box of the old kind, as some programs write them."""
        data = child(element, "ffData")
        box = child(data, "checkBox")
        if data is not None and box is not None:
            checked = child(box, "checked")
            checked = checked if checked is not None else child(box, "default")
            self.ticks[value(child(data, "name"))] = is_on(checked)


@dataclass
class _Anchor:
    """Where a comment hangs; ``last`` is the bookmark begun before it."""

    last: str
    paragraph: int = 0
    marks: frozenset[str] = frozenset()
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Controlled:
    tag: str
    prompt: bool
    box: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for everything below an element."""

    field: str = ""
    prompt: bool = False
    change: Change = ""
    author: str = ""
    at: str = ""

    def inside(self, control: _Controlled, walk: _Walk) -> _State:
        if not control.tag:
            return self
        walk.fields.add(control.tag)
        if control.box:
            walk.ticks[control.tag] = control.checked
        return _State(control.tag, control.prompt, self.change, self.author, self.at)

    def changed(self, element: _Element, name: str) -> _State:
        change: Change = "inserted" if name in {"ins", "moveTo"} else "deleted"
        return _State(
            self.field,
            self.prompt and change != "inserted",
            change,
            attribute(element, "author"),
            attribute(element, "date"),
        )


def _control(element: _Element) -> _Controlled:
    properties = child(element, "sdtPr")
    box = child(properties, "checkbox")
    checked = child(box, "checked")
    return _Controlled(
        value(child(properties, "tag")),
        is_on(child(properties, "showingPlcHdr")),
        box is not None,
        checked is not None and is_on(checked),
    )


def _symbol(element: _Element) -> str:
    """A sign of a symbol font; ticks of Wingdings are told, others keep their number."""
    code = attribute(element, "char").upper()
    known = {"F0FE": "☒", "F0FD": "☒", "F0FC": "✓", "F052": "☑", "F0A8": "☐", "F06F": "☐"}
    return known.get(code, chr(int(code, 16)) if code else "")


def _text_boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes in a drawing, each once."""
    for each in element:
        name = name_of(each)
        if name == "txbxContent":
            yield each
        elif name == "AlternateContent":
            yield from _text_boxes(best_choice(each))
        elif name != "Fallback":
            yield from _text_boxes(each)


def read_returned(data: bytes, name: str) -> ReturnedFile:
    """Everything a returned Word file says.

    Raises:
        InvalidInput: It is no Word file, or is damaged or protected.
    """
    package = Package(data, name)
    main = main_part(package)
    walk = _Walk()
    walk.blocks(package.xml(main), _State())
    folder = main.rpartition("/")[0]
    for part in package.parts:
        called = part.rpartition("/")[2]
        ours = part == f"{folder}/{called}" and called.endswith(".xml")
        if ours and called.startswith(_OTHER_PARTS):
            walk.part = called.removesuffix(".xml")
            walk.blocks(package.xml(part), _State())
    return ReturnedFile(
        tuple(walk.paragraphs),
        tuple(_comments(package, folder, walk)),
        walk.ticks,
        frozenset(walk.fields),
        frozenset(walk.seen_marks),
    )


def _comments(package: Package, folder: str, walk: _Walk) -> Iterator[ReturnedComment]:
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
        anchor = walk.anchors.get(key) or _Anchor("")
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
