"""How well ``idtool apply`` finds the focus of quotes from a file, one turn each.

    python benchmarks/apply.py --quotes FILE.csv|FILE.yaml [--misses] [--embeddings DIR]

For whoever has quotes of their own at hand, such as those printed in published studies:
the file stays where it is, and nothing of it is kept. A CSV has the columns ``quote`` and
``focus``, a YAML file a list ``quotes`` with the same (``text`` will do for ``quote``). A
focus is the id of a codebook or the beginning of one (``potential``, ``priorities``, in
any case), or several parted by semicolons, where a quote truly belongs to more than one;
none means that the quote is about none of them.

A quote's first is right if it is of one of its foci; macro recall is the mean over foci of
the share of their quotes for which the focus is among at most four proposals.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from idtool.codebook import Codebook
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal
from idtool.written import read_yaml

Way = Callable[[list[Passage]], list[Proposal]]
"""A way of proposing: proposals for passages, the likeliest of a turn first."""

MOST = 4
"""Proposals of a quote that count."""

WIDTH = 18


@dataclass(frozen=True)
class Quote:
    """One quote with the foci it belongs to, none if it is about nothing."""

    text: str
    foci: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """Rates over quotes (``None`` where there are none) and, per quote, what was proposed."""

    rates: dict[str, float | None]
    n_quotes: int
    n_nothing: int
    misses: tuple[tuple[Quote, tuple[str, ...]], ...]


def read_quotes_file(path: Path, books: Sequence[Codebook]) -> list[Quote]:
    """The quotes of a file; leaves with a message where a focus is not known."""
    quotes = []
    for number, row in enumerate(_rows(path), start=1):
        text = str(row.get("quote") or row.get("text") or "").strip()
        if not text:
            sys.exit(f"{path.name}: quote {number} has no words (column quote)")
        given = row.get("focus") or ()
        names = given.split(";") if isinstance(given, str) else given
        foci = tuple(_focus(str(name), books, path, number) for name in names if str(name).strip())
        quotes.append(Quote(text, foci))
    if not quotes:
        sys.exit(f"{path.name}: no quotes in it (columns quote, focus)")
    return quotes


def _rows(path: Path) -> list[dict]:
    if path.suffix.lower() in {".yaml", ".yml"}:
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
        return list(data["quotes"] if isinstance(data, dict) else data)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _focus(name: str, books: Sequence[Codebook], path: Path, number: int) -> str:
    wanted = name.strip().lower().replace(" ", "_")
    fitting = [book.id for book in books if book.id.startswith(wanted)]
    if len(fitting) != 1:
        known = ", ".join(book.id for book in books)
        sys.exit(f"{path.name}: quote {number} has the focus {name.strip()!r}; known are {known}")
    return fitting[0]


def measure(quotes: Sequence[Quote], way: Way) -> Found:
    """Propose for each quote and count where its foci stand."""
    hits: dict[str, list[bool]] = defaultdict(list)
    recall: dict[str, list[bool]] = defaultdict(list)
    shown: list[int] = []
    nothing: list[Sequence[Proposal]] = []
    misses = []
    for quote, proposals in zip(quotes, _proposed(quotes, way), strict=True):
        if not quote.foci:
            nothing.append(proposals)
            continue
        first = {proposal.code: proposal.focus for proposal in reversed(proposals)}
        codes = list(dict.fromkeys(proposal.code for proposal in proposals))
        foci = [first[code] for code in codes]
        hits["right focus first"].append(bool({*foci[:1]} & {*quote.foci}))
        hits["right focus among three"].append(bool({*foci[:3]} & {*quote.foci}))
        hits["left empty"].append(not proposals)
        hits["more than four proposals"].append(len(proposals) > MOST)
        shown.append(len(proposals))
        for focus in quote.foci:
            recall[focus].append(focus in foci[:MOST])
        if not hits["right focus first"][-1]:
            misses.append((quote, tuple(codes)))
    rates = {name: _share(held) for name, held in hits.items()}
    by_focus = {f"recall: {focus}": _share(recall[focus]) for focus in sorted(recall)}
    known = [rate for rate in by_focus.values() if rate is not None]
    rates["macro recall over foci"] = sum(known) / len(known) if known else None
    rates["proposals per quote"] = sum(shown) / len(shown) if shown else None
    rates |= by_focus
    rates["about nothing: any proposal"] = _share([bool(found) for found in nothing])
    rates["about nothing: a strong one"] = _share(
        [any(proposal.strength == "strong" for proposal in found) for found in nothing]
    )
    return Found(rates, len(shown), len(nothing), tuple(misses))


def _proposed(quotes: Sequence[Quote], way: Way) -> Iterable[list[Proposal]]:
    """What is proposed for each quote, in the order a person sees it."""
    passages, start = [], 0
    for number, quote in enumerate(quotes, start=1):
        passages.append(Passage("Q", number, start, quote.text, "individual", None))
        start += len(quote.text) + 1
    by_turn: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in way(passages):
        by_turn[proposal.turn].append(proposal)
    return [by_turn[number] for number in range(1, len(quotes) + 1)]


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def report(path: Path, books: Sequence[Codebook], ways: Mapping[str, Way], *, show: bool) -> None:
    """Print rates by way of proposing, and with ``show`` what the last gets wrong at first."""
    quotes = read_quotes_file(path, books)
    found = {name: measure(quotes, way) for name, way in ways.items()}
    last = found[list(ways)[-1]]
    print(f"\nQuotes of {path.name}: {last.n_quotes}, and {last.n_nothing} about nothing")
    print(f"{'':32}" + "".join(f"{name:>{WIDTH}}" for name in ways))
    for name in last.rates:
        cells = "".join(_cell(found[way].rates[name]) for way in ways)
        print(f"{name:32}{cells}")
    if show:
        for quote, codes in last.misses:
            print(f"  {'; '.join(quote.foci)} <- {', '.join(codes[:MOST]) or 'nothing'}")
            print(f"    {quote.text}")


def _cell(rate: float | None) -> str:
    return f"{'-':>{WIDTH}}" if rate is None else f"{rate:{WIDTH}.2f}"
