"""Writing a Word document: headings, words, quotations, tables, figures, places to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from idtool.report import word_fields
from idtool.report.word_package import DocumentFacts, open_blank, saved_bytes

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

INVENTED = "Invented example: no person, agency or interview in it is real."

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TWIP = 635  # English metric units in a twentieth of a point
_FIRST_ID = 1000


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold within a paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick with its label; ``tag`` is how it is found again."""

    tag: str
    label: str


Part = str | Strong


class WordDocument:
    """A document that grows from top to bottom.

    Paragraph styles are named, see :mod:`idtool.report.word_styles`. Words may
    come from anywhere: signs that XML cannot hold are replaced by a space.
    """

    def __init__(self, facts: DocumentFacts) -> None:
        self.facts = facts
        self.places: dict[str, str] = {}
        """Places to fill in or type over, by tag, with their label or words, in order."""
        self._document = open_blank(facts)
        self._last_id = _FIRST_ID
        self._write_footer()
        if facts.invented:
            self.paragraph(INVENTED, style="Banner")

    def to_bytes(self) -> bytes:
        """The document as a Word file."""
        return saved_bytes(self._document)

    def title(self, words: str, subtitle: str = "") -> None:
        """The title, and a line below it."""
        self.paragraph(words, style="Title")
        if subtitle:
            self.paragraph(subtitle, style="Subtitle")

    def heading(self, words: str, level: int = 1, *, new_page: bool = False, tag: str = "") -> None:
        """A heading of level 1 to 3; with ``new_page`` it begins a page."""
        made = self.paragraph(words, style=f"Heading {level}", tag=tag)
        made.paragraph_format.page_break_before = True if new_page else None

    def paragraph(self, *parts: Part, style: str = "Normal", tag: str = "") -> Paragraph:
        """A paragraph of plain and strong words.

        Args:
            tag: How the paragraph is found again when the file comes back; a hidden
                bookmark around its words carries it.
        """
        made = self._document.add_paragraph(style=style)
        if tag:
            start, end = word_fields.bookmark(tag, self._next_id())
            made._p.append(start)
        self._fill(made, parts)
        if tag:
            made._p.append(end)
        return made

    def bullets(self, items: Iterable[Sequence[Part]]) -> None:
        """A list, one item per sequence of words."""
        for parts in items:
            self.paragraph(*parts, style="List Bullet")

    def quotation(self, words: str, source: str, *, tag: str = "") -> None:
        """Somebody's words between quotation marks, and where they stand below."""
        made = self.paragraph(f"“{words}”", style="Quote", tag=tag)
        made.paragraph_format.keep_with_next = True
        self.paragraph(source, style="Source")

    def table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        *,
        about: str,
        style: str = "Table Text",
        right: Sequence[int] = (),
        whole_rows: bool = True,
    ) -> None:
        """A table whose first row is repeated on every page.

        Args:
            widths: Shares of the text's width, one per column.
            about: What the table holds, for those who do not see it.
            right: Columns set to the right, from 0.
            whole_rows: Whether a row must not break over a page's end.
        """
        made = self._table(widths, "Study Table", about)
        self._row(made, header, style, right, whole=True)
        first = made.rows[0]._tr.get_or_add_trPr()
        first.append(self._element("w:tblHeader"))
        for row in rows:
            self._row(made, row, style, right, whole=whole_rows)
        self._space_after_table()

    def figure(self, png: bytes, *, alt_text: str, caption: str, width: float = 1.0) -> None:
        """A picture over a share of the text's width, with words for those who do not see it."""
        from io import BytesIO

        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Emu

        made = self._document.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.keep_with_next = True
        wide = Emu(round(self.facts.text_width * _TWIP * width))
        shape = made.add_run().add_picture(BytesIO(png), width=wide)
        shape._inline.docPr.set("descr", _clean(alt_text))
        shape._inline.docPr.set("name", "Figure")
        self.paragraph(caption, style="Caption")

    def statement(self, tag: str, words: str) -> None:
        """A statement to be judged; edits over its words can be seen by the bookmark."""
        made = self._document.add_paragraph(style="Statement")
        self._marked(made, tag, words)

    def numbered_words(self, tag: str, number: int, words: str) -> None:
        """Somebody's own words with their number; edits over them can be seen by the bookmark."""
        made = self._document.add_paragraph(style="Normal")
        made.add_run(f"{number}.\u00a0", style="Strong")
        self._marked(made, tag, words)

    def lead(self, words: str) -> None:
        """A line that leads to what stands below it and stays with it on the page."""
        self.paragraph(words).paragraph_format.keep_with_next = True

    def lead_in(self, words: str) -> None:
        """The same in bold, where a heading would be too much."""
        self.paragraph(Strong(words)).paragraph_format.keep_with_next = True

    def ticks(self, choices: Sequence[Tick], *, prompt: str = "") -> None:
        """Boxes to tick in one paragraph; it breaks between choices, never inside one."""
        self._ticks(self._document.add_paragraph(style="Choices"), choices, prompt)

    def boxes(self, fields: Sequence[tuple[str, str]], *, about: str, height: int = 700) -> None:
        """Boxes to write in, one below the other, as (tag, label).

        Args:
            height: The least height of a box, in twentieths of a point.
        """
        made = self._table([1.0], "Study Form", about)
        for tag, label in fields:
            self._box(self._form_cell(made, height), tag, label)
        self._space_after_table()

    def quoted_box(
        self, tag: str, words: str, choices: Sequence[Tick], field: tuple[str, str]
    ) -> None:
        """The reader's own words, what to do with them, and room for other words."""
        made = self._table([1.0], "Study Form", "Your own words, and what to do with them")
        cell = self._form_cell(made, 0)
        first = cell.paragraphs[0]
        first.style = "Box Quote"
        first.paragraph_format.keep_with_next = True
        first.add_run("“")
        self._marked(first, tag, words)
        first.add_run("”")
        self._ticks(cell.add_paragraph(style="Choices"), choices, "")
        self._box(self._form_cell(made, 560), *field)
        self._space_after_table()

    def _marked(self, made: Paragraph, tag: str, words: str) -> None:
        self.places[tag] = _clean(words)
        self._append(made, word_fields.marked_words(tag, _clean(words), self._next_id()))

    def _box(self, cell: _Cell, tag: str, label: str) -> None:
        self.places[tag] = _clean(label)
        title = cell.paragraphs[0]
        title.style = "Box Label"
        title.add_run(_clean(label))
        room = cell.add_paragraph(style="Box Text")
        self._append(room, word_fields.text_control(tag, label, self._next_id()))

    def _ticks(self, made: Paragraph, choices: Sequence[Tick], prompt: str) -> None:
        if prompt:
            made.add_run(f"{_clean(prompt)}  ")
        for number, choice in enumerate(choices):
            self.places[choice.tag] = _clean(choice.label)
            self._append(made, word_fields.check_control(choice.tag, choice.label, self._next_id()))
            gap = "    " if number + 1 < len(choices) else ""
            made.add_run("\u00a0" + _clean(choice.label).replace(" ", "\u00a0") + gap)

    def _form_cell(self, table: Table, height: int) -> _Cell:
        row: Any = table.add_row()  # type: ignore[no-untyped-call]
        properties = row._tr.get_or_add_trPr()
        properties.append(self._element("w:cantSplit"))
        if height:
            properties.append(self._element("w:trHeight", val=str(height), hRule="atLeast"))
        cell: _Cell = row.cells[0]
        return cell

    def _table(self, widths: Sequence[float], style: str, about: str) -> Table:
        from docx.shared import Emu

        made: Table = self._document.add_table(rows=0, cols=len(widths), style=style)
        made.autofit = False
        total = self.facts.text_width
        for column, share in zip(made.columns, widths, strict=True):
            column.width = Emu(round(total * share / sum(widths)) * _TWIP)
        properties = made._tbl.tblPr
        width = properties.find(self._name("w:tblW"))
        if width is not None:
            width.set(self._name("w:type"), "dxa")
            width.set(self._name("w:w"), str(total))
        properties.append(self._element("w:tblDescription", val=_clean(about)))
        return made

    def _row(
        self, table: Table, words: Sequence[str], style: str, right: Sequence[int], *, whole: bool
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        row: Any = table.add_row()  # type: ignore[no-untyped-call]
        if whole:
            row._tr.get_or_add_trPr().append(self._element("w:cantSplit"))
        for column, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            for number, line in enumerate(text.split("\n")):
                made = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                made.style = style
                made.add_run(_clean(line))
                if column in right:
                    made.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _space_after_table(self) -> None:
        """Two tables in a row would grow together; a low empty paragraph keeps them apart."""
        from docx.shared import Pt

        low = self._document.add_paragraph()
        low.paragraph_format.space_after = Pt(0)
        low.paragraph_format.line_spacing = Pt(8)

    def _write_footer(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Emu

        made = self._document.sections[0].footer.paragraphs[0]
        made.style = "Footer"
        made.paragraph_format.tab_stops.add_tab_stop(
            Emu(self.facts.text_width * _TWIP), WD_TAB_ALIGNMENT.RIGHT
        )
        before = self.facts.footer
        if self.facts.invented:
            before = " · ".join(part for part in (before, "Invented example") if part)
        self._append(made, word_fields.page_numbers(_clean(before)))

    def _fill(self, made: Paragraph, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, Strong):
                made.add_run(_clean(part.words), style="Strong")
            else:
                made.add_run(_clean(part))

    def _append(self, made: Paragraph, elements: Iterable[Any]) -> None:
        for element in elements:
            made._p.append(element)

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _element(self, name: str, **attributes: str) -> Any:
        from docx.oxml import OxmlElement

        made = OxmlElement(name)
        for key, value in attributes.items():
            made.set(self._name(f"w:{key}"), value)
        return made

    def _name(self, prefixed: str) -> str:
        from docx.oxml.ns import qn

        return str(qn(prefixed))


def _clean(words: str) -> str:
    """Words that a Word file can hold."""
    return _NOT_XML.sub(" ", words)
