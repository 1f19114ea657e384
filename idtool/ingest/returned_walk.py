"""The walk through a returned file's parts: who changed what, in which field, under which mark."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from idtool.ingest.returned_file import Change, Piece, ReturnedParagraph
from idtool.ingest.word_xml import attribute, best_choice, child, is_on, name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = frozenset(
    {"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText"}
    | {"delInstrText", "proofErr", "rt", "ffData", "fldData"}
)

_TICKS = {"☒": True, "☑": True, "✓": True, "✔": True, "☐": False, "□": False}


@dataclass
class Walk:
    """One walk through the parts of a file, with what is open at each moment."""

    paragraphs: list[ReturnedParagraph] = field(default_factory=list)
    ticks: dict[str, bool] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    seen_marks: set[str] = field(default_factory=set)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    part: str = "body"
    _marks: dict[str, str] = field(default_factory=dict)
    _last_mark: str = ""
    _comments: set[str] = field(default_factory=set)
    _pieces: list[Piece] = field(default_factory=list)
    _cell: int = 0
    _n_cells: int = 0

    def blocks(self, parent: _Element, state: State) -> None:
        """Walk through paragraphs, tables and controls below an element."""
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

    def _paragraph(self, element: _Element, state: State) -> None:
        outer, self._pieces = self._pieces, []
        boxes: list[_Element] = []
        self._runs(element, state, boxes)
        pieces, self._pieces = tuple(self._pieces), outer
        number = len(self.paragraphs) + 1
        self.paragraphs.append(ReturnedParagraph(number, self.part, pieces, self._cell))
        for box in boxes:
            self.blocks(box, state)

    def _runs(self, parent: _Element, state: State, boxes: list[_Element]) -> None:
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

    def _run(self, run: _Element, state: State, boxes: list[_Element]) -> None:
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

    def _add(self, text: str, state: State, *, prompt: bool) -> None:
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
            self.anchors[key] = Anchor(self._last_mark)
        else:
            self._comments.discard(key)

    def _hang(self, key: str) -> None:
        """A comment without a range hangs on its paragraph so far."""
        if key not in self.anchors:
            anchor = Anchor(self._last_mark, len(self.paragraphs) + 1)
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
class Anchor:
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
class State:
    """What holds for everything below an element."""

    field: str = ""
    prompt: bool = False
    change: Change = ""
    author: str = ""
    at: str = ""

    def inside(self, control: _Controlled, walk: Walk) -> State:
        """What holds inside a control; what it ticks is kept."""
        if not control.tag:
            return self
        walk.fields.add(control.tag)
        if control.box:
            walk.ticks[control.tag] = control.checked
        return State(control.tag, control.prompt, self.change, self.author, self.at)

    def changed(self, element: _Element, name: str) -> State:
        """What holds inside an insertion or deletion."""
        change: Change = "inserted" if name in {"ins", "moveTo"} else "deleted"
        return State(
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
