"""The walk through an RTF file: its words, and what is left out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from idtool.ingest.refusals import DamagedFile
from idtool.ingest.rtf_blocks import Assembly
from idtool.ingest.rtf_letters import SYMBOL, Letters
from idtool.ingest.rtf_tokens import Token, tokens
from idtool.ingest.rtf_words import CHARACTERS, LEFT_OUT, PARAGRAPH_ENDS, SKIPPED, TRANSPARENT
from idtool.ingest.word_blocks import Unseen, WordParagraph, WordTable
from idtool.ingest.word_body import Tracked
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_styles import Style

_DEEPEST = 500
_CHANGES = {"revised": "insertion", "mvt": "insertion", "deleted": "deletion", "mvf": "deletion"}
_DECLARED = word_set("ansicpg mac pc pca deff fcharset cpg red green blue")
_TABLES = {"fonttbl": "font", "stylesheet": "style", "colortbl": "color", "revtbl": "revtbl"}
_TOLD_BY_SHAPES = re.compile(r"(?:wzDescription|wzTooltip|gtextUNICODE|gtextANSI)\s*(.+)")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group.

    ``target`` is where its words go: ``text``, ``part`` (left out of the turns),
    ``skip``, or a table of the file's head.
    """

    target: str = "text"
    optional: bool = False  # after ``\\*``: programs may skip the group
    uc: int = 1
    font: int | None = None
    bold: bool = False
    italic: bool = False
    color: int = 0
    hidden: bool = False
    change: str = ""
    in_table: bool = False
    style: int = 0


@dataclass(slots=True)
class _Part:
    """Words that are no turns (a note, a comment, a page's head) as they come in."""

    kind: str
    depth: int
    pieces: list[str] = field(default_factory=list)


class RtfWalk:
    """One walk through an RTF file, decoded as Latin-1."""

    def __init__(self, name: str, *, tracked: Tracked) -> None:
        self.name = name
        self.dropped = {"revised", "mvt"} if tracked == "reject" else {"deleted", "mvf"}
        self.unseen = Unseen()
        self.styles: dict[str, Style] = {}
        self.printed: dict[tuple[str, str], str] = {}
        self._letters = Letters()
        self._page = Assembly()
        self._state = _State()
        self._stack: list[_State] = []
        self._parts: list[_Part] = []
        self._boxes: list[int] = []
        self._bytes = b""
        self._skipping = 0
        self._half = 0  # the first half of a letter beyond U+FFFF
        self._told: list[str] = []  # a style's name, an author, a list's number
        self._aside: list[str] = []  # hidden, inserted or deleted words in a row
        self._aside_kind = ""
        self._last_change = ""

    def blocks(self, source: str) -> list[WordParagraph | WordTable]:
        """Paragraphs and tables of the text, in order."""
        first = False
        for token in tokens(source):
            if token.kind == "byte":
                self._byte(token.number or 0)
            elif token.kind == "text":
                self._text(token.text)
            else:
                self._end_bytes()
                if token.kind == "word":
                    self._word(token, first=first)
                    first = first and token.text == "*"
                    continue
                self._skipping = 0
                if token.kind == "open":
                    self._open()
                elif not self._close():
                    break
            first = token.kind == "open"
        self._end_bytes()
        self._end_aside()
        return self._page.finish()

    def _open(self) -> None:
        if len(self._stack) > _DEEPEST:
            raise DamagedFile(self.name, "its parts are nested without end")
        self._stack.append(self._state)
        inner = {"upr": "skip", "revtbl": "author"}.get(self._state.target)
        if inner:
            self._state = replace(self._state, target=inner)

    def _close(self) -> bool:
        """End a group; false at the end of the file's outermost one."""
        depth, told = len(self._stack), "".join(self._told).strip(" ;\t")
        if self._parts and self._parts[-1].depth == depth:
            self._keep_part(self._parts.pop())
        if self._boxes and self._boxes[-1] == depth:
            self._end_aside()
            self._boxes.pop()
            self._page.close_box()
        state = self._state
        if state.target in {"style", "author", "list"}:
            self._told = []
            if state.target == "style" and told and state.style >= 0:
                self.styles[str(state.style)] = Style(told, state.bold, state.italic)
            elif state.target == "author" and told not in {"", "Unknown"}:
                self.unseen.words.append(("author of a change", told))
            elif state.target == "list" and told:
                key = (re.sub(r"\d+", "%1", told), "0")
                self.printed[key] = key[0]
                self._page.number_by(key)
        if self._stack:
            self._state = self._stack.pop()
        return bool(self._stack)

    def _word(self, token: Token, *, first: bool) -> None:
        word, number = token.text, token.number
        if word == "*":
            self._state = replace(self._state, optional=True)
            return
        optional = self._state.optional
        self._state = replace(self._state, optional=False)
        if first and self._destination(word, optional=optional):
            return
        if word == "u" and number is not None:
            self._unicode(number)
        elif word == "character" or word in CHARACTERS:
            self._letter(CHARACTERS.get(word) or chr(number or 32))
        else:
            self._skipping = 0
            if word in PARAGRAPH_ENDS:
                self._end_paragraph()
            elif word in {"cell", "row"}:
                self._end_cell_or_row(word)
            elif word in _DECLARED:
                self._letters.declare(word, number or 0, self._state.font or 0)
            else:
                self._set(word, number)

    def _destination(self, word: str, *, optional: bool) -> bool:
        """Whether the first word of a group says where its words go."""
        target = self._state.target
        depth = len(self._stack)
        if word == "ud" and target == "skip":
            target = "part" if self._parts else "text"
        elif target == "skip":
            return True
        elif word in _TABLES:
            target = _TABLES[word]
        elif word in {"listtext", "pntext"}:
            target = "list"
        elif word == "upr":
            target = "upr"
        elif word in SKIPPED:
            target = "skip"
        elif word in LEFT_OUT:
            self._parts.append(_Part(LEFT_OUT[word], depth))
            target = "part"
        elif word in {"shptxt", "dptxbxtext"} and target == "text":
            self._end_aside()
            self._boxes.append(depth)
            self._page.open_box()
            self._state = replace(self._state, in_table=False)
        elif optional and word not in TRANSPARENT and target == "text":
            self._parts.append(_Part("part", depth))
            target = "part"
        elif word not in TRANSPARENT:
            return False
        self._state = replace(self._state, target=target)
        return True

    def _keep_part(self, part: _Part) -> None:
        text, kind = " ".join("".join(part.pieces).split()), part.kind
        if kind == "field instruction":
            link = re.search(r'HYPERLINK\s+(?:\\+\w\s+)*"?([^"]+?)"?\s*$', text)
            kind, text = "target of a link", link[1] if link else ""
        elif kind == "shape":
            told = _TOLD_BY_SHAPES.match(text)
            kind, text = "picture description", told[1] if told else ""
        elif kind == "part" and re.fullmatch(r"[0-9a-fA-F\s;.-]*", text):
            return
        elif kind in {"comment", "footnote"}:
            self.unseen.counts[kind] += 1
            kind = f"{kind} {self.unseen.counts[kind]}"
        if text:
            self.unseen.words.append((kind, text))

    def _byte(self, value: int) -> None:
        self._bytes += bytes([value])
        if self._letters.is_whole(self._bytes, self._state.font):
            self._end_bytes()

    def _text(self, text: str) -> None:
        if self._bytes:  # the second half of a letter may be written plainly
            self._bytes += text[0].encode("latin-1")
            text = text[1:]
            self._end_bytes()
        skipped = min(self._skipping, len(text))
        text, self._skipping = text[skipped:], self._skipping - skipped
        if text:
            self._put(text if text.isascii() else self._decoded(text.encode("latin-1"), raw=True))

    def _end_bytes(self) -> None:
        data, self._bytes = self._bytes, b""
        skipped = min(self._skipping, len(data))
        data, self._skipping = data[skipped:], self._skipping - skipped
        if data:
            self._put(self._decoded(data))

    def _decoded(self, data: bytes, *, raw: bool = False) -> str:
        if self._letters.codec(self._state.font) == SYMBOL:
            self._count_symbols(len(data))
            return ""
        return self._letters.decoded(data, self._state.font, raw=raw)

    def _count_symbols(self, number: int) -> None:
        if self._state.target == "text":
            self.unseen.counts["symbol"] += number

    def _unicode(self, number: int) -> None:
        r"""The letter of ``\uN``; what follows for older programs is skipped."""
        point = number % 65536 if number < 0 else number
        if 0xD800 <= point < 0xDC00:
            self._half = point
        elif 0xDC00 <= point < 0xE000:
            if self._half:
                self._put(chr(0x10000 + ((self._half - 0xD800) << 10) + point - 0xDC00))
            self._half = 0
        elif 0xE000 <= point <= 0xF8FF:
            self._count_symbols(1)
        elif 0 < point < 0x110000:
            self._put(chr(point))
        self._skipping = self._state.uc

    def _letter(self, letter: str) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self._put(letter)

    def _set(self, word: str, number: int | None) -> None:
        """Words that set letters or paragraphs; all others say nothing here."""
        state, on = self._state, number != 0
        if word in {"pard", "plain"}:
            state = (
                replace(state, in_table=False, style=0)
                if word == "pard"
                else replace(state, bold=False, italic=False, color=0, hidden=False, change="")
            )
        elif word in _CHANGES:
            state = replace(state, change=word if on else "")
        elif word in {"f", "cf", "uc", "s"}:
            changed = {"f": "font", "cf": "color", "uc": "uc", "s": "style"}[word]
            state = replace(state, **{changed: max(0, number or 0)})  # type: ignore[arg-type]
        elif word in {"b", "i", "v", "intbl"}:
            changed = {"b": "bold", "i": "italic", "v": "hidden", "intbl": "in_table"}[word]
            state = replace(state, **{changed: on})  # type: ignore[arg-type]
        elif word in {"cs", "ds", "ts"} and state.target == "style":
            state = replace(state, style=-1)
        self._state = state

    def _put(self, text: str) -> None:
        state = self._state
        if state.target == "text":
            self._put_text(text)
        elif state.target == "part" and self._parts:
            self._parts[-1].pieces.append(text)
        elif state.target in {"style", "author", "list"}:
            self._told.append(text)
        elif state.target == "color":
            for _ in range(text.count(";")):
                self._letters.end_color()
        elif state.target == "font":
            self._letters.name_font(state.font or 0, text)

    def _put_text(self, text: str) -> None:
        state = self._state
        if state.change != self._last_change:
            self._end_aside()
            self._last_change = state.change
            if state.change:
                self.unseen.counts[_CHANGES[state.change]] += 1
        kind = "hidden text" if state.hidden else ""
        if state.change in self.dropped:
            kind = "inserted text" if _CHANGES[state.change] == "insertion" else "deleted text"
        if kind != self._aside_kind:
            self._end_aside()
            self._aside_kind = kind
        if kind:
            self._aside.append(text)
        else:
            look = self._letters.look(state.font, state.color, bold=state.bold, italic=state.italic)
            self._page.put(text, look)

    def _end_aside(self) -> None:
        text = " ".join("".join(self._aside).split())
        if text:
            self.unseen.words.append((self._aside_kind, text))
            self.unseen.counts["hidden text"] += self._aside_kind == "hidden text"
        self._aside, self._aside_kind = [], ""

    def _end_paragraph(self) -> None:
        state = self._state
        if state.target == "part" and self._parts:
            self._parts[-1].pieces.append("\n")
        elif state.target == "text":
            if state.change in self.dropped:  # the mark went with the words
                self._aside.append(" ")
                return
            self._end_aside()
            self._page.end_paragraph(str(state.style or ""), in_table=state.in_table)

    def _end_cell_or_row(self, word: str) -> None:
        if self._state.target == "part" and self._parts:
            self._parts[-1].pieces.append("\n")
        elif self._state.target == "text":
            self._end_aside()
            if word == "cell":
                self._page.end_cell()
            else:
                self._page.end_row()
