"""Lines of a page back into paragraphs: a PDF breaks them where the page is full.

A line goes on with the one before it if that one had no room left for its first word,
unless a gap, an indent or a speaker's label says that something new begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, quantiles

from idtool.ingest.label_words import likeness
from idtool.ingest.pdf_lines import PdfLine
from idtool.ingest.plain import may_open
from idtool.ingest.records import Line, Report, counted
from idtool.ingest.shapes import openings

_GAP = 1.3
"""Space between base lines, in usual ones, from which on a paragraph begins."""
_SLACK = 3
"""Letters by which the estimate of a word's width may be off."""
_NEARLY, _MANY = 0.85, 0.25
"""How full a line nearly is, and the share of such lines in a text broken at a width."""
_MOSTLY = 0.6
"""Share of the text's width that a line fills which a small letter goes on with."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*-?")
_END_HYPHEN = re.compile(r"(?P<left>[^\W\d_]+)[-\u00ad\u2010]$")


def paragraphs(pages: Sequence[Sequence[PdfLine]], report: Report) -> list[Line]:
    """Paragraphs of all pages as lines for the grammar of labels.

    A finding tells how many lines were joined, and how many hyphens at their ends
    were taken out.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    hyphens = _Hyphens(lines)
    pitch, edge = _pitch(pages), _right_edge(lines)
    result: list[Line] = []
    start = lines[0]
    before: PdfLine | None = None
    joined = 0
    for number, line in enumerate(lines, start=1):
        if before is not None and _goes_on(before, line, start, pitch, edge):
            last = result[-1]
            result[-1] = _with(last, hyphens.joined(last.text, line.text), line)
            joined += 1
        else:
            apart = before is not None and _is_apart(before, line, pitch)
            if apart:
                result.append(Line(number, ""))
            result.append(_opened(number, line))
            start = line
        before = line
    if joined:
        taken = f"; {counted(hyphens.taken, 'hyphen')} at line ends taken out" * bool(hyphens.taken)
        report.note(
            0, "lines-joined", f"{counted(joined, 'line')} broken by the page joined again{taken}."
        )
    return result


def _opened(number: int, line: PdfLine) -> Line:
    whole = line.bold >= len(line.text)
    return Line(number, line.text, bold=line.bold, look="bold" if whole else "")


def _with(line: Line, text: str, added: PdfLine) -> Line:
    look = line.look if added.bold >= len(added.text) else ""
    bold = line.bold if look != "bold" else len(text)
    return Line(line.number, text, bold=bold, look=look)


def _pitch(pages: Sequence[Sequence[PdfLine]]) -> float:
    """The usual distance of base lines within paragraphs; the smaller of two usual ones."""
    steps = [
        step
        for page in pages
        for before, line in pairwise(page)
        if 0.5 * line.size < (step := before.base - line.base) < 6 * line.size
    ]
    if len(steps) < 2:
        return steps[0] if steps else 0.0
    return quantiles(steps, n=10)[1]


def _right_edge(lines: Sequence[PdfLine]) -> float:
    """Where full lines end; where they could, if none comes near."""
    ends = [line.right for line in lines if len(line.text) > 20]
    seen = quantiles(ends, n=20)[-1] if len(ends) > 1 else max(line.right for line in lines)
    room = median(line.room for line in lines)
    left = min(line.left for line in lines)
    full = sum(line.right - left > _NEARLY * (seen - left) for line in lines)
    return seen if full >= _MANY * len(lines) else max(seen, room)


def _is_apart(before: PdfLine, line: PdfLine, pitch: float) -> bool:
    step = before.base - line.base
    return before.page == line.page and pitch > 0 and step > _GAP * pitch


def _goes_on(before: PdfLine, line: PdfLine, start: PdfLine, pitch: float, edge: float) -> bool:
    if _is_apart(before, line, pitch) or may_open(Line(0, line.text)) or _opens(line.text):
        return False
    if (before.bold >= len(before.text)) != (line.bold >= len(line.text)):
        return bool(line.bold) and before.bold >= len(before.text)
    if before.page == line.page and abs(before.base - line.base) < 0.5 * line.size:
        return line.left > before.right - 1  # two stretches of one line
    width = (before.right - before.left) / max(1, len(before.text))
    word = line.text.split()[0]
    full = before.right + width * (len(word) + _SLACK) > edge
    small = line.text[0].islower() and before.text.rstrip()[-1:] not in '.?!…:;)]”"'
    full = full or (small and before.right - start.left > _MOSTLY * (edge - start.left))
    hanging = abs(line.left - start.column) < 0.5 * line.size and start.column > start.left
    indented = line.left - start.left > line.size and not hanging and line.left > before.left + 1
    return full and (hanging or not indented)


def _opens(text: str) -> bool:
    """Whether a line begins with a label no sentence goes on with (``Q. …``, ``I – …``)."""
    return any(
        each.family in {"dot", "dash", "code"} and likeness(each.label) == 3 and each.rest
        for each in openings(text)
        if each.family != "code" or any(map(str.isdigit, each.label))
    )


class _Hyphens:
    """What a hyphen at a line's end means, by how the rest of the file writes words.

    A word that stands elsewhere whole loses it, one that stands elsewhere with it keeps
    it. Else a file with many such lines is taken as hyphenated by the page, and in any
    other the hyphen is the speaker's: of a compound, or of a word broken off.
    """

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        self.words = Counter(
            word.casefold() for line in lines for word in _WORD.findall(_inner(line.text))
        )
        ends = sum(bool(_END_HYPHEN.search(line.text)) for line in lines)
        self.by_page = ends > max(3, 0.03 * len(lines))
        broken = sum(count for word, count in self.words.items() if word.endswith("-"))
        compound = sum(count for word, count in self.words.items() if "-" in word[:-1])
        self.breaks_off = broken > compound
        self.taken = 0

    def joined(self, before: str, after: str) -> str:
        """Two lines as one."""
        end = _END_HYPHEN.search(before)
        start = _WORD.match(after)
        if end is None or start is None or not start[0][0].islower():
            return f"{before.rstrip()} {after.lstrip()}"
        left, right = end["left"].casefold(), start[0].casefold()
        whole = self.words[left + right] > 0
        compound = self.words[f"{left}-{right}"] > 0
        if not compound and (whole or self.by_page or before[-1] == "\u00ad"):
            self.taken += 1
            return before[:-1] + after
        return before + after if compound or not self.breaks_off else f"{before} {after}"


def _inner(text: str) -> str:
    """A line without a word that its end may have cut."""
    return _END_HYPHEN.sub("", text)
