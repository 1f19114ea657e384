"""Running heads, running feet, page numbers and stamps: what every page repeats.

They stand in the middle of a turn wherever a page ends. A line at a page's edge is
one if it comes again at the same height on many pages (numbers in it may change),
unless the same words stand within pages as well, as a speaker's label does, or a line
farther out is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from itertools import takewhile

from idtool.ingest.pdf_lines import PdfLine, PdfPage
from idtool.ingest.plain import may_open
from idtool.ingest.records import Line, Report, counted

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be running ones."""
_NEAR = 4.0
"""Points within which two lines stand at the same height."""
_SHARE = 0.3
"""Share of the pages on which a running line comes again."""
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|seite|side|s\.|página|pagina|pág\.)\s*)?#{1,4}"
    r"(?:\s*(?:/|of|von|de|av|af|sur)\s*#{1,4})?\W*$",
    re.IGNORECASE,
)


def without_heads(pages: Sequence[PdfPage], report: Report) -> list[list[PdfLine]]:
    """The lines of each page without what pages repeat, which is hidden and reported."""
    running = _running(pages)
    kept: list[list[PdfLine]] = []
    dropped: list[PdfLine] = []
    for page in pages:
        lines = _in_order(page)
        out = {id(line) for line in _outermost(lines, running)}
        kept.append([line for line in lines if id(line) not in out])
        dropped += [line for line in lines if id(line) in out]
    if dropped:
        on = len({line.page for line in dropped})
        report.note(
            0,
            "running-heads",
            f"{counted(len(dropped), 'line')} that pages repeat (running heads and feet, page "
            f"numbers, stamps) on {counted(on, 'page')} left out of the turns.",
        )
        for line in dropped:
            report.keep(f"page {line.page}, running line", line.text)
    return kept


def _running(pages: Sequence[PdfPage]) -> set[str]:
    """The lines, with numbers taken out, that pages repeat at their edges."""
    full = [page for page in pages if page.lines]
    heights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    within: Counter[str] = Counter()
    labels: dict[str, bool] = {}
    for page in full:
        lines = _in_order(page)
        edges = {id(line) for line in _edges(lines)}
        for line in lines:
            if id(line) in edges:
                heights[_key(line)].append((page.number, line.base))
                labels[_key(line)] = may_open(Line(0, line.text))
            else:
                within[_key(line)] += 1
    running = set()
    for key, places in heights.items():
        on = _pages_at_one_height(places)
        numbered = bool(_PAGE_NUMBER.match(key))
        least = max(2, _SHARE * len(full))
        if labels[key]:
            least = max(3, 0.8 * len(full))
        if (on >= least or (numbered and on >= 2)) and (numbered or within[key] < 0.2 * on):
            running.add(key)
    return running


def _pages_at_one_height(places: Sequence[tuple[int, float]]) -> int:
    return max(
        len({page for page, other in places if abs(other - base) <= _NEAR}) for _, base in places
    )


def _in_order(page: PdfPage) -> list[PdfLine]:
    """Lines as the file has them, but a head or foot written last goes to its edge."""
    lines = list(page.lines)
    if len(lines) > 2:
        top = max(lines[1:-1], key=lambda line: line.base).base
        low = min(lines[1:-1], key=lambda line: line.base).base
        if lines[-1].base > top + _NEAR:
            lines.insert(0, lines.pop())
        elif lines[0].base < low - _NEAR:
            lines.append(lines.pop(0))
    return lines


def _edges(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines highest and lowest on a page, wherever the file has them."""
    by_height = sorted(lines, key=lambda line: -line.base)
    return by_height[:_EDGE] + by_height[max(_EDGE, len(by_height) - _EDGE) :]


def _outermost(lines: Sequence[PdfLine], running: Container[str]) -> list[PdfLine]:
    """The running lines of a page, from its edges inward up to the first other line."""
    by_height = sorted(lines, key=lambda line: -line.base)
    top = list(takewhile(lambda line: _key(line) in running, by_height))[:_EDGE]
    low = list(takewhile(lambda line: _key(line) in running, reversed(by_height)))[:_EDGE]
    return [*top, *low]


def _key(line: PdfLine) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))
