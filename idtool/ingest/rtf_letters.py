"""From the bytes of an RTF file to letters: code pages by font, and how letters are set."""

from __future__ import annotations

import codecs

from idtool.ingest.rtf_words import CHARSETS, CODE_PAGES, DOUBLE_BYTE

SYMBOL = "symbol"
"""The codec of fonts whose letters are pictures."""


class Letters:
    """The tables of fonts and colors of one file, as far as they have been read."""

    def __init__(self) -> None:
        self.page = "cp1252"
        self.default_font: int | None = None
        self._codecs: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._colors: list[str] = []
        self._color = {"red": 0, "green": 0, "blue": 0}

    def declare(self, word: str, number: int, font: int) -> None:
        """Take in what a control word of the file's head says."""
        if word == "ansicpg":
            self.page = _code_page(number) or self.page
        elif word in {"mac", "pc", "pca"}:
            self.page = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "deff":
            self.default_font = number
        elif word == "fcharset":
            self._codecs[font] = CHARSETS.get(number, "")
        elif word == "cpg":
            self._codecs[font] = _code_page(number)
        elif word in self._color:
            self._color[word] = number

    def name_font(self, font: int, text: str) -> None:
        """Add letters to a font's name."""
        self._names[font] = self._names.get(font, "") + text

    def end_color(self) -> None:
        """Close an entry of the table of colors; black is no color."""
        color = "".join(f"{self._color[part]:02X}" for part in ("red", "green", "blue"))
        self._colors.append("" if color == "000000" else color)
        self._color = dict.fromkeys(self._color, 0)

    def codec(self, font: int | None) -> str:
        """The codec of bytes in a font."""
        font = self.default_font if font is None else font
        return (self._codecs.get(font, "") if font is not None else "") or self.page

    def is_whole(self, data: bytes, font: int | None) -> bool:
        """Whether bytes are whole letters, not the first half of one."""
        codec = self.codec(font)
        if codec not in DOUBLE_BYTE:
            return True
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            return False
        return True

    def decoded(self, data: bytes, font: int | None, *, raw: bool = False) -> str:
        """Letters of bytes; raw UTF-8, which no RTF should hold, is read as such."""
        if raw:
            try:
                return data.decode("utf-8")
            except UnicodeDecodeError:
                pass
        return data.decode(self.codec(font), "replace")

    def look(self, font: int | None, color: int, *, bold: bool, italic: bool) -> str:
        """How letters are set, such as ``bold italic``; a font's name may say bold."""
        name = self._names.get(font, "") if font is not None else ""
        shade = self._colors[color] if 0 < color < len(self._colors) else ""
        bold = bold or "bold" in name.casefold()
        return " ".join(["bold"] * bold + ["italic"] * italic + [f"color {shade}"] * bool(shade))


def _code_page(number: int) -> str:
    """The codec of a code page's number; an empty string if it is unknown."""
    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        return name if name == SYMBOL or codecs.lookup(name) else ""
    except LookupError:
        return ""
