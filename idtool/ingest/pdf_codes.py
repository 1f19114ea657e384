"""Codes printed beneath paragraphs: a coded transcript, printed by the program it was coded in.

Web programs for coding print each passage with the names of its codes in small type
below it. They are an analyst's words, and no talk. A line is one if it is set clearly
smaller than the talk and holds only what stands so in other places of the file too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from idtool.ingest.pdf_lines import PdfLine
from idtool.ingest.records import Report, counted

_SMALL = 0.8
"""Size of codes beside the talk's, at most."""
_AGAIN = 2
"""Places in which the name of a code stands, at least, to be one that comes again."""
_ONCE = 0.5
"""Share of the small lines that may hold nothing that comes again: codes given once."""
_SENTENCES = 0.1
"""Share of the small lines that may end like a sentence, as notes and asides do."""


def without_codes(pages: Sequence[Sequence[PdfLine]], report: Report) -> list[list[PdfLine]]:
    """The lines of each page without the codes printed below passages, which are reported."""
    body = _talk_size(pages)
    small = [line for page in pages for line in page if line.size <= _SMALL * body]
    times = Counter(name for line in small for name in set(_names(line)))
    recurring = {name for name, n in times.items() if n >= _AGAIN}
    once = sum(recurring.isdisjoint(_names(line)) for line in small)
    ended = sum(line.text.rstrip().endswith((".", "?", "!", ",", "…")) for line in small)
    if not recurring or once > _ONCE * len(small) or ended > _SENTENCES * len(small):
        return [list(page) for page in pages]
    gone = {id(line) for line in small}
    for line in small:
        report.keep(f"page {line.page}, codes below a passage", line.text)
    report.note(
        0,
        "printed-codes",
        f"{counted(len(small), 'line')} of codes, printed small below passages, left out of the "
        "turns.",
    )
    return [[line for line in page if id(line) not in gone] for page in pages]


def _talk_size(pages: Sequence[Sequence[PdfLine]]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _names(line: PdfLine) -> Iterator[str]:
    """What a line holds between wide gaps."""
    for name in line.text.split("\t"):
        if folded := " ".join(name.split()).casefold():
            yield folded
