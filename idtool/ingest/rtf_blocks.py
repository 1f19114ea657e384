"""Paragraphs, cells, rows and text boxes of an RTF file as they come in."""

from __future__ import annotations

from idtool.ingest.word_blocks import WordParagraph, WordTable


class Assembly:
    """What is being built: a paragraph, perhaps in a cell, perhaps in a text box."""

    def __init__(self) -> None:
        self.blocks: list[WordParagraph | WordTable] = []
        self._boxes: list[WordParagraph | WordTable] = []
        self._outer: list[WordParagraph] = []
        self._cell: list[WordParagraph] = []
        self._row: list[list[WordParagraph]] = []
        self._number = 1
        self._paragraph = WordParagraph(1, "body")

    def put(self, text: str, look: str) -> None:
        """Add text to the paragraph."""
        self._paragraph.stretches.append((text, look))

    def number_by(self, printed: tuple[str, str]) -> None:
        """What automatic numbering prints before the paragraph."""
        self._paragraph.numbering = printed

    def end_paragraph(self, style: str, *, in_table: bool) -> None:
        """Close the paragraph; ``in_table`` tells that its cell goes on."""
        paragraph = self._taken()
        paragraph.style = style
        if self._outer:
            paragraph.part = "text box"
            self._boxes.append(paragraph)
        elif in_table:
            paragraph.part = "table"
            self._cell.append(paragraph)
        else:
            self._end_table()
            self.blocks.append(paragraph)
            self._place_boxes()

    def end_cell(self) -> None:
        """Close the cell; in a text box, a line break."""
        if self._outer:
            self.put("\n", "")
            return
        paragraph = self._taken()
        paragraph.part = "table"
        if paragraph.stretches or not self._cell:
            self._cell.append(paragraph)
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """Close the row; rows that follow each other are one table."""
        if self._outer or not self._row:
            return
        if not self.blocks or not isinstance(self.blocks[-1], WordTable):
            self.blocks.append(WordTable())
        table = self.blocks[-1]
        if isinstance(table, WordTable):
            table.rows.append(self._row)
        self._row = []

    def open_box(self) -> None:
        """A text box begins within the paragraph, which waits."""
        self._outer.append(self._paragraph)
        self._next()

    def close_box(self) -> None:
        """The paragraph goes on; the box's paragraphs follow it."""
        if self._paragraph.stretches:
            self.end_paragraph("", in_table=False)
        self._paragraph = self._outer.pop()

    def finish(self) -> list[WordParagraph | WordTable]:
        """Close what the file left open, and give all blocks."""
        while self._outer:
            self.close_box()
        if self._paragraph.stretches:
            self.end_paragraph("", in_table=bool(self._cell or self._row))
        self._end_table()
        self._place_boxes()
        return self.blocks

    def _end_table(self) -> None:
        if self._cell:
            self._row.append(self._cell)
            self._cell = []
        self.end_row()

    def _place_boxes(self) -> None:
        self.blocks += self._boxes
        self._boxes = []

    def _taken(self) -> WordParagraph:
        paragraph = self._paragraph
        self._next()
        return paragraph

    def _next(self) -> None:
        self._number += 1
        self._paragraph = WordParagraph(self._number, "body")
