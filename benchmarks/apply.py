"""How well ``idtool apply`` proposes: rules alone, likeness alone, and both.

    python benchmarks/apply.py [--part develop|held_out|further|learned|all] [--smoke]
        [--thin] [--embeddings DIR]
    python benchmarks/apply.py FILE.csv [--embeddings DIR] [--splits N]
    python benchmarks/apply.py --quotes FILE.csv|FILE.yaml [--misses] [--embeddings DIR]

With ``--quotes`` it measures on quotes of your own (``quote, focus``): ``quotes.py`` says how.
With a table of coded segments (``segment, code[, group]``) it tells how well its codes are
learned from 5 to 100 segments each, beside baselines: ``learning.py`` says how. The part
*learned* does that with the invented example, split by interview. The other parts are two
measurements, each in a half that was looked at while the rules of weighing were chosen and
a half that was not:

* *quotes*: short invented answers (``data/apply_quotes.yaml``), one turn each.
  hit@1 and hit@3 of focus and code among the distinct codes of a turn as
  ordered, macro recall over foci and codes among at most four proposals, and what
  talk about nothing gets. The part *further* has sixty more, measured once.
* *interviews*: the invented study under ``examples/making``, coded by people who
  did not look at the indicators. Precision and recall per focus by turn
  (the focus was coded in the turn) and by span (a proposal of the focus
  overlaps a coded span of it), of codes, and precision per word of strength.

With ``--embeddings`` a sentence model joins the likeness of further columns; ``--thin`` leaves
each code one example, six phrases and its definition, as a codebook looks that was just begun.

``--smoke`` runs the development half of the quotes and one interview, and
fails below floors; it is meant for CI.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import learning
import quotes as quotes_of_a_file

from idtool.codebook import Codebook
from idtool.coding.embedding import Encoder, KeptEncoder, open_model
from idtool.coding.knowledge import knowledge_of
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal, propose
from idtool.written import WrittenYaml, read_validated, read_yaml

ROOT = Path(__file__).parents[1]
MAKING = ROOT / "examples" / "making"
INTERVIEWS = {
    "develop": ("I01", "I02", "I05", "I06", "I07", "D03"),
    "held_out": ("I03", "I04", "I08", "I09", "I10", "I11", "D01", "D02"),
}
MODES = {"rules": ("rules",), "likeness": ("likeness",), "both": ("rules", "likeness")}
WITH_MODEL = {
    "likeness+model": ("likeness",),
    "both+model": ("rules", "likeness"),
}
FLOORS = {"focus@1": 0.85, "focus@3": 0.92}
MOST = 4


@dataclass(frozen=True)
class Span:
    """One human coding: code and positions in the canonical text."""

    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Coded:
    """One transcript as passages, with the spans people coded."""

    name: str
    passages: tuple[Passage, ...]
    spans: tuple[Span, ...]
    n_lost: int


def read_codebooks() -> list[Codebook]:
    books = []
    for path in sorted((ROOT / "codebooks").glob("*.yaml")):
        book, faults = read_validated(Codebook, _yaml(path))
        if book is None:
            sys.exit("\n".join(f"{f.file}:{f.line}: {f.problem}" for f in faults))
        books.append(book)
    return books


def thinned(book: Codebook) -> Codebook:
    """A codebook that was just begun."""
    codes = [
        code.model_copy(
            update={
                "include": [],
                "exclude": [],
                "examples": code.examples[:1],
                "not_examples": [],
                "indicators": code.indicators.model_copy(
                    update={"phrases": code.indicators.phrases[:6], "near": [], "unless": []}
                ),
            }
        )
        for code in book.codes
    ]
    return book.model_copy(update={"codes": codes})


def proposals(passages: Sequence[Passage], known: Known, mode: str) -> list[Proposal]:
    """Proposals of one column; those of a model have it joined to the likeness."""
    using = {**MODES, **WITH_MODEL}[mode]
    return propose(passages, known.books, using=using, known=known.by_mode[mode])


class Known:
    """The codebooks compiled, for each column."""

    def __init__(self, books: list[Codebook], encoder: Encoder | None) -> None:
        self.books = books
        plain = knowledge_of(books)
        self.by_mode = dict.fromkeys(MODES, plain)
        if encoder is not None:
            self.by_mode |= dict.fromkeys(WITH_MODEL, plain.with_meaning(encoder))


def _yaml(path: Path) -> WrittenYaml:
    return read_yaml(path.read_text(encoding="utf-8"), path.name)


def read_quotes(part: str) -> list[dict]:
    name = "apply_quotes_further.yaml" if part == "further" else "apply_quotes.yaml"
    data = _yaml(ROOT / "benchmarks" / "data" / name).data
    return [quote for quote in data["quotes"] if part in {quote["part"], "all"}]


def read_interview(name: str) -> Coded | None:
    """The master as a canonical text, with R1's codings; None where either is missing."""
    master, sheet = MAKING / "masters" / f"{name}.txt", MAKING / "codings" / f"{name}.R1.csv"
    if not (master.exists() and sheet.exists()):
        return None
    turns: list[tuple[str, str]] = []
    for line in master.read_text(encoding="utf-8").splitlines():
        labeled = re.match(r"([A-Z][A-Z0-9]*):\s*(.*)", line)
        if labeled:
            turns.append((labeled[1], labeled[2]))
        elif line.strip() and not line.startswith(("#", "@")) and turns:
            turns[-1] = (turns[-1][0], f"{turns[-1][1]}\n{line.strip()}")
    kind = "paired" if name.startswith("D") else "individual"
    passages, owners, question, start = [], [], "", 0
    for number, (label, text) in enumerate(turns, start=1):
        if label == "INT":
            question = text
        else:
            owners.append(label)
            passages.append(Passage(name, number, start, text, kind, None, question))
        start += len(text) + 1
    spans, n_lost = [], 0
    with sheet.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found = list(_located(row, passages, owners))
            spans += found
            n_lost += not found
    return Coded(name, tuple(passages), tuple(spans), n_lost)


def _located(row: dict, passages: Sequence[Passage], owners: Sequence[str]) -> Iterable[Span]:
    """Where a coding's quote stands; an exchange runs on to the words after ``until:``."""
    until = re.match(r"until:\s*(.+)", row["memo"].strip())
    people = row["person"].split(";")
    for number, passage in enumerate(passages):
        place = passage.text.find(row["quote"]) if owners[number] in people else -1
        if place < 0:
            continue
        start = passage.start + place
        end = start + len(row["quote"])
        if until:
            last = until[1].strip()
            for later in passages[number:]:
                if last in later.text:
                    end = later.start + later.text.index(last) + len(last)
                    break
        yield Span(row["code"], start, end)
        return


def measure_quotes(quotes: Sequence[dict], known: Known, mode: str) -> dict:
    focus_of = known.by_mode[mode].focus_of
    passages, start = [], 0
    for number, quote in enumerate(quotes, start=1):
        passages.append(Passage("Q", number, start, quote["text"], "individual", quote["role"]))
        start += len(quote["text"]) + 1
    by_turn = defaultdict(list)
    for proposal in proposals(passages, known, mode):
        by_turn[proposal.turn].append(proposal)
    hits = defaultdict(list)
    focus_recall, code_recall = defaultdict(list), defaultdict(list)
    misses, nothing = [], []
    for number, quote in enumerate(quotes, start=1):
        found = by_turn[number]
        codes = list(dict.fromkeys(proposal.code for proposal in found))
        foci = [focus_of[code] for code in codes]
        if not quote["focus"]:
            nothing.append([proposal.strength for proposal in found])
            continue
        hits["focus@1"].append(quote["focus"] in foci[:1])
        hits["focus@3"].append(quote["focus"] in foci[:3])
        hits["code@1"].append(bool({*codes[:1]} & {*quote["codes"]}))
        hits["code@3"].append(bool({*codes[:3]} & {*quote["codes"]}))
        hits["empty"].append(not found)
        hits["n"].append(len(found))
        focus_recall[quote["focus"]].append(quote["focus"] in foci[:MOST])
        code_recall[quote["codes"][0]].append(bool({*codes[:MOST]} & {*quote["codes"]}))
        if not hits["focus@1"][-1]:
            misses.append((quote["id"], quote["codes"], codes[:3]))
    result = {name: mean(values) for name, values in hits.items()}
    result["macro recall, foci"] = mean([mean(v) for v in focus_recall.values()])
    result["macro recall, codes"] = mean([mean(v) for v in code_recall.values()])
    result["nothing: strong"] = sum("strong" in found for found in nothing)
    result["nothing: any"] = sum(bool(found) for found in nothing)
    result["n quotes"], result["n nothing"] = len(hits["n"]), len(nothing)
    result["misses"] = misses
    return result


def measure_interviews(coded: Sequence[Coded], known: Known, mode: str) -> dict:
    focus_of = known.by_mode[mode].focus_of
    tally = defaultdict(lambda: [0, 0])
    first, n_turns, n_proposals = defaultdict(list), 0, 0
    for interview in coded:
        found = proposals(interview.passages, known, mode)
        n_turns += len(interview.passages)
        n_proposals += len(found)
        spans = interview.spans
        turn_at = {
            position: passage for passage in interview.passages for position in (passage.turn,)
        }
        per_turn = defaultdict(list)
        for proposal in found:
            per_turn[proposal.turn].append(proposal)
            same = [s for s in spans if _overlap(s, proposal)]
            focus, strength = proposal.focus, proposal.strength
            of_code = any(s.code == proposal.code for s in same)
            of_focus = any(focus_of.get(s.code) == focus for s in same)
            _count(tally, ("span precision", focus), of_focus)
            _count(tally, ("code span precision", focus), of_code)
            _count(tally, ("code precision", strength), of_code)
            _count(tally, ("focus precision", strength), of_focus)
            _count(tally, ("any code here", strength), bool(same))
            if proposal.code.startswith("IX."):
                _count(tally, ("code precision", "IX"), of_code)
        for span in spans:
            focus = focus_of.get(span.code, "?")
            near = [p for p in found if _overlap(span, p)]
            _count(tally, ("span recall", focus), any(p.focus == focus for p in near))
            _count(tally, ("code span recall", focus), any(p.code == span.code for p in near))
        for turn, passage in turn_at.items():
            end = passage.start + len(passage.text)
            here = [s for s in spans if passage.start <= s.start < end]
            coded_foci = {focus_of[s.code] for s in here}
            proposed = {p.focus for p in per_turn[turn]}
            for book in known.books:
                if book.id in proposed:
                    _count(tally, ("turn precision", book.id), book.id in coded_foci)
                if book.id in coded_foci:
                    _count(tally, ("turn recall", book.id), book.id in proposed)
            if here:
                order = list(dict.fromkeys(p.code for p in per_turn[turn]))
                first["code@1"].append(bool({*order[:1]} & {s.code for s in here}))
                first["code@3"].append(bool({*order[:3]} & {s.code for s in here}))
                first["focus@1"].append(bool({focus_of[c] for c in order[:1]} & coded_foci))
                first["focus@3"].append(bool({focus_of[c] for c in order[:3]} & coded_foci))
    result = {
        key: (right / total if total else None, total) for key, (right, total) in tally.items()
    }
    return {
        "rates": result,
        "first": {name: mean(values) for name, values in first.items()},
        "n coded turns": len(first["code@1"]),
        "n turns": n_turns,
        "n proposals": n_proposals,
        "n spans": sum(len(c.spans) for c in coded),
        "n lost": sum(c.n_lost for c in coded),
    }


def _overlap(span: Span, proposal: Proposal) -> bool:
    return span.start < proposal.segment.end and proposal.segment.start < span.end


def _count(tally: dict, key: tuple[str, str], right: bool) -> None:
    tally[key][0] += right
    tally[key][1] += 1


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")


def print_quotes(part: str, known: Known, *, show: bool) -> dict:
    quotes = read_quotes(part)
    print(f"\nQuotes, {part}")
    names = ("focus@1", "focus@3", "code@1", "code@3", "macro recall, foci")
    names += ("macro recall, codes", "n", "empty", "nothing: any", "nothing: strong")
    modes = list(known.by_mode)
    print(f"{'':22}" + "".join(f"{mode:>16}" for mode in modes))
    results = {mode: measure_quotes(quotes, known, mode) for mode in modes}
    for name in names:
        print(f"{name:22}" + "".join(f"{results[mode][name]:16.2f}" for mode in modes))
    print(f"({results['both']['n quotes']} quotes, {results['both']['n nothing']} about nothing)")
    if show:
        for line in results["both"]["misses"]:
            print("  missed", *line)
    return results["both"]


def print_interviews(part: str, names: Sequence[str], known: Known) -> None:
    coded = [found for name in names if (found := read_interview(name))]
    print(f"\nInterviews, {part}: {', '.join(c.name for c in coded)}")
    modes = list(known.by_mode)
    results = {mode: measure_interviews(coded, known, mode) for mode in modes}
    both = results["both"]
    print(
        f"{both['n turns']} turns, {both['n coded turns']} of them coded, {both['n spans']} spans"
        f" ({both['n lost']} quotes not found in the text)"
    )
    print(f"{'':46}" + "".join(f"{mode:>16}" for mode in modes))
    for name in ("focus@1", "focus@3", "code@1", "code@3"):
        print(f"{name:46}" + "".join(f"{results[m]['first'].get(name, 0):16.2f}" for m in modes))
    print(f"{'proposals':46}" + "".join(f"{results[m]['n proposals']:16}" for m in modes))
    keys = [(kind, book.id) for book in known.books for kind in _KINDS]
    keys += [(kind, word) for word in ("strong", "fair", "faint") for kind in _PER_STRENGTH]
    keys += [("code precision", "IX")]
    for key in keys:
        cells = "".join(_cell(results[m]["rates"].get(key)) for m in modes)
        print(f"{key[1] + ': ' + key[0]:46}{cells}")


_KINDS = (
    "turn precision",
    "turn recall",
    "span precision",
    "span recall",
    "code span precision",
    "code span recall",
)
_PER_STRENGTH = ("code precision", "focus precision", "any code here")


def _cell(rate: tuple[float | None, int] | None) -> str:
    if rate is None or rate[0] is None:
        return f"{'-':>16}"
    return f"{rate[0]:8.2f} of {rate[1]:<4}"


def print_speed(books: Sequence[Codebook]) -> None:
    text = [read_interview(name) for name in INTERVIEWS["develop"]]
    passages = [
        Passage("S", n, 0, p.text, "individual", None)
        for n, p in enumerate((p for c in text if c for p in c.passages), start=1)
    ]
    n_words = sum(len(p.text.split()) for p in passages)
    for label in ("first run, codebooks compiled", "again"):
        start = time.perf_counter()
        propose(passages, books)
        took = time.perf_counter() - start
        print(f"{label}: {n_words} words in {took:.2f} s, {n_words / took:,.0f} words/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", help="coded segments: segment, code, group")
    parser.add_argument("--quotes", type=Path, help="quotes of your own: quote, focus")
    parser.add_argument("--embeddings", type=Path, help="folder of a local sentence model")
    parser.add_argument("--thin", action="store_true", help="codebooks that were just begun")
    parser.add_argument("--splits", type=int, default=4, help="of the groups, when learning")
    parser.add_argument("--part", choices=(*INTERVIEWS, "further", "learned", "all"), default="all")
    parser.add_argument("--smoke", action="store_true", help="fast, fails below floors")
    parser.add_argument("--misses", action="store_true", help="list quotes with the wrong focus")
    asked = parser.parse_args()
    if asked.file or asked.part == "learned":
        table = asked.file or learning.EXAMPLE
        learning.report(table, embeddings=asked.embeddings, n_splits=asked.splits)
        return
    books = [thinned(book) if asked.thin else book for book in read_codebooks()]
    encoder = KeptEncoder(open_model(asked.embeddings)) if asked.embeddings else None
    known = Known(books, encoder)
    if asked.quotes:
        ways = {mode: partial(proposals, known=known, mode=mode) for mode in known.by_mode}
        quotes_of_a_file.report(asked.quotes, books, ways, show=asked.misses)
        return
    if asked.smoke:
        result = print_quotes("develop", known, show=True)
        print_interviews("smoke", INTERVIEWS["develop"][:1], known)
        low = [name for name, floor in FLOORS.items() if result[name] < floor]
        if low or result["nothing: strong"]:
            sys.exit(f"below the floor: {', '.join(low) or 'strong proposals for small talk'}")
        return
    print_speed(books)
    for part in (*INTERVIEWS, "further") if asked.part == "all" else (asked.part,):
        print_quotes(part, known, show=asked.misses)
        if part in INTERVIEWS:
            print_interviews(part, INTERVIEWS[part], known)
    if asked.part == "all":
        print("\nLearned from few segments")
        learning.report(learning.EXAMPLE, embeddings=asked.embeddings, n_splits=asked.splits)


if __name__ == "__main__":
    main()
