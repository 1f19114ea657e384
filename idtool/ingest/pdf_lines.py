"""The text layer of a PDF as lines: what stands where, and how it is set.

Positions are in points, from the lower left corner of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_HEAD = 60
"""Characters of a line's start in which gaps and bold type are looked for."""
_WIDE = 1.5
"""Gap between two words, in font sizes, from which on it stands for a tab."""
_BREAKS = frozenset("\r\n")
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
_BOLD = 600
_SPLIT = "\ufffe"
"""How pdfium gives a hyphen at the end of a line, without the line's end."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page.

    ``room`` is where the text ends on a page whose margins are alike. ``left`` and
    ``right`` are where its letters begin and end, ``base`` is its base line,
    ``column`` where the words after its last tab begin (its ``left`` if there is
    none). ``bold`` counts its first characters that are set in bold.
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    column: float
    bold: int = 0
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its lines in the order of the file, its size, and whether it is a picture."""

    number: int
    lines: tuple[PdfLine, ...]
    height: float
    pictured: bool


def read_page(page: Any, number: int) -> PdfPage:
    """The lines of one page of an open PDF."""
    from pypdfium2 import raw

    text = page.get_textpage()
    try:
        lines = tuple(_lines(text.raw, number))
    finally:
        text.close()
    width = page.get_width()
    margin = min((line.left for line in lines), default=0.0)
    lines = tuple(replace(line, room=width - margin) for line in lines)
    pictured = any(
        raw.FPDFPageObj_GetType(each.raw) == raw.FPDF_PAGEOBJ_IMAGE and _covers(each, page)
        for each in page.get_objects(max_depth=2)
    )
    return PdfPage(number, lines, page.get_height(), pictured)


def _covers(picture: Any, page: Any) -> bool:
    """Whether a picture takes more than half of its page."""
    left, bottom, right, top = picture.get_bounds()
    return bool((right - left) * (top - bottom) > 0.5 * page.get_width() * page.get_height())


def _lines(text: Any, page: int) -> Iterator[PdfLine]:
    from pypdfium2 import raw

    places: list[int] = []
    letters: list[str] = []
    for at in range(raw.FPDFText_CountChars(text)):
        letter = _letter(raw.FPDFText_GetUnicode(text, at))
        if letter in _BREAKS:
            if places:
                yield from _line(text, page, places, letters)
            places, letters = [], []
        elif letter:
            places.append(at)
            letters.append("-" if letter == _SPLIT else letter)
            if letter == _SPLIT:
                yield from _line(text, page, places, letters)
                places, letters = [], []
    if places:
        yield from _line(text, page, places, letters)


def _letter(code: int) -> str:
    if code in {0x02, 0xFFFE}:
        return _SPLIT
    if 0xD800 <= code < 0xE000 or code == 0 or code > 0x10FFFF:
        return ""
    return _LIGATURES.get(code) or chr(code)


def _line(text: Any, page: int, places: list[int], letters: list[str]) -> Iterator[PdfLine]:
    """A line with its gaps and its bold type; nothing if it holds no letter."""
    full = [at for at, letter in enumerate(letters) if not letter.isspace()]
    if not full:
        return
    first, last = full[0], full[-1]
    left, _, _, _ = _box(text, places[first])
    _, right, _, _ = _box(text, places[last])
    size = _size(text, places[first])
    column = left
    shown: list[str] = []
    bold, still = 0, True
    before: int | None = None
    for at in full:
        gap = "".join(letters[before + 1 : at]) if before is not None else ""
        starts = before is None or bool(gap)
        if gap and at <= first + _HEAD:
            here = _box(text, places[at])[0]
            if here - _box(text, places[before or 0])[1] > _WIDE * size:
                gap = "\t"
                column = here
        if starts and still and at <= first + _HEAD:
            still = _is_bold(text, places[at])
        shown.append(gap + letters[at])
        if still:
            bold = sum(map(len, shown))
        before = at
    yield PdfLine(page, "".join(shown), left, right, _base(text, places[first]), size, column, bold)


def _box(text: Any, at: int) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    edges = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, at, *edges)
    left, right, bottom, top = (edge.value for edge in edges)
    return left, right, bottom, top


def _base(text: Any, at: int) -> float:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    return y.value


def _size(text: Any, at: int) -> float:
    """Height of the letters; some files set them at size 1 and stretch them."""
    from pypdfium2 import raw

    told = float(raw.FPDFText_GetFontSize(text, at))
    edges = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, edges)
    seen = float(abs(edges.top - edges.bottom))
    return seen if seen > 1.5 * told else max(told, 1.0)


def _is_bold(text: Any, at: int) -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, at, name, 128, None)
    told = name.value.decode("latin-1").casefold()
    return "bold" in told or "black" in told or told.endswith(("-bd", ",bd"))
