"""The same pages as Markdown, for a repository or an editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from idtool.report.word_document import INVENTED, Part, Strong
from idtool.report.word_package import DocumentFacts

_SIGNS = re.compile(r"([\\`*_\[\]<>|])")
_FIRST = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)", re.MULTILINE)


class MarkdownDocument:
    """A text that grows from top to bottom; pictures are told in words."""

    def __init__(self, facts: DocumentFacts) -> None:
        self.facts = facts
        self._blocks: list[str] = []
        if facts.invented:
            self.paragraph(INVENTED, style="Banner")

    def to_bytes(self) -> bytes:
        """The text as UTF-8."""
        return ("\n\n".join(self._blocks) + "\n").encode("utf-8")

    def title(self, words: str, subtitle: str = "") -> None:
        """The title, and a line below it."""
        self._blocks.append(f"# {_plain(words)}")
        if subtitle:
            self.paragraph(subtitle)

    def heading(self, words: str, level: int = 1, *, new_page: bool = False, tag: str = "") -> None:
        """A heading; the title takes the first level."""
        del new_page, tag
        self._blocks.append(f"{'#' * (level + 1)} {_plain(words)}")

    def paragraph(self, *parts: Part, style: str = "Normal", tag: str = "") -> None:
        """A paragraph of plain and strong words."""
        del tag
        words = _inline(parts)
        self._blocks.append(f"> **{words}**" if style == "Banner" else words)

    def bullets(self, items: Iterable[Sequence[Part]]) -> None:
        """A list, one item per sequence of words."""
        made = "\n".join(f"- {_inline(parts)}" for parts in items)
        if made:
            self._blocks.append(made)

    def quotation(self, words: str, source: str, *, tag: str = "") -> None:
        """Somebody's words, and where they stand below."""
        del tag
        lines = _plain(words).split("\n")
        self._blocks.append("\n".join(f"> {line}" for line in [*lines, ">", f"> ({source})"]))

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
        """A table, with what it holds in a line above it."""
        del widths, style, whole_rows
        rule = ["---:" if n in right else "---" for n in range(len(header))]
        lines = [header, rule, *rows]
        cells = ["| " + " | ".join(_cell(word) for word in line) + " |" for line in lines]
        self._blocks.append(f"{_plain(about)}:")
        self._blocks.append("\n".join([cells[0], "| " + " | ".join(rule) + " |", *cells[2:]]))

    def figure(self, png: bytes, *, alt_text: str, caption: str, width: float = 1.0) -> None:
        """What a picture shows, in words."""
        del png, width
        self._blocks.append(f"*Figure.* {_plain(caption)} {_plain(alt_text)}")

    def boxes(self, fields: Sequence[tuple[str, str]], *, about: str, height: int = 700) -> None:
        """What is asked; a text is answered by mail or on paper."""
        del about, height
        self._blocks += [f"*{_plain(label)}*" for _, label in fields]

    def lead(self, words: str) -> None:
        """A line that leads to what stands below it."""
        self.paragraph(words)

    def lead_in(self, words: str) -> None:
        """The same in bold."""
        self.paragraph(Strong(words))


def _inline(parts: Sequence[Part]) -> str:
    return "".join(
        f"**{_plain(part.words.strip())}**{' ' * part.words.endswith(' ')}"
        if isinstance(part, Strong)
        else _plain(part)
        for part in parts
    )


def _plain(words: str) -> str:
    """Words of which no sign means anything to Markdown."""
    return _FIRST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", words))


def _cell(words: str) -> str:
    return _plain(words).replace("\n", "<br>")
