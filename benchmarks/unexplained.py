"""Whether a code hidden from the codebook is among what the codebook explains least.

    python benchmarks/unexplained.py              on the invented study
    python benchmarks/unexplained.py --csv FILE   on segments with known codes
                                                  (columns: segment, code, group)
    python benchmarks/unexplained.py --smoke      two codes of the invented study

One code after the other is hidden: taken out of the codebooks (of what is learned from,
with ``--csv``). Then a third of the material is taken, four ways: what scores spread over
most (``idtool cluster --on unexplained``), what has the lowest best score, at random, and
all of it. Per way, means over codes: the share of the hidden code's segments that are in
it (a third is chance), the best F1 of a grouping with the hidden code, and in how many
cases a grouping consists of the hidden code by more than half. With ``--csv``, half of
the groups teach (up to 20 segments a code) and the other half is judged, both ways round.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from learning import Corpus, learner_of, read_corpus, some_of_each

from idtool.codebook import Codebook
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.unexplained import fit_of_codes, spread_of
from idtool.coding.views import Views
from idtool.errors import IdtoolError
from idtool.themes import GroupableSegment, group_segments, vignette_words

FEWEST = 8  # places of a code on the invented study, 25 in a table
WAYS = ("spread", "low best score", "random", "all")

Case = tuple[str, set[int], Mapping[str, Sequence[float]]]
"""A hidden code, the places of its segments, and per way a number for each: lowest first."""


def without(books: Sequence[Codebook], code: str) -> list[Codebook]:
    """The codebooks as if nobody had thought of a code."""
    return [
        book.model_copy(update={"codes": [c for c in book.codes if c.id != code]}) for book in books
    ]


def example_cases(smoke: bool) -> tuple[list[GroupableSegment], frozenset[str], Iterator[Case]]:
    """The invented study: turns that say something, judged by rules and likeness."""
    from idtool.cli import app
    from idtool.model import Act
    from idtool.steps.applying import passages_of
    from idtool.steps.contexts import counted_codings, load_text
    from idtool.steps.study_folder import load_study
    from idtool.store import open_study_file

    with tempfile.TemporaryDirectory() as folder:
        app(["demo", folder, "--quiet"], standalone_mode=False)
        study = load_study(Path(folder) / "study")
        with open_study_file(study.folder, Act("R1", "2026-01-01T00:00:00Z")) as store:
            text, codings = load_text(study, store), counted_codings(study, store)
    passages = {name: passages_of(text, name) for name in text.transcripts}
    flat = [p for said in passages.values() for p in said]
    books = list(study.codebooks.values())
    avoid = [*study.stage_texts.values(), *study.question_texts.values()]
    full = [fit for said in passages.values() for fit in fit_of_codes(said, Knowledge(books))]
    keep = [number for number, fit in enumerate(full) if fit.says_something]
    places: dict[str, set[int]] = {}
    for coding in codings:
        for at, number in enumerate(keep):
            p, s = flat[number], coding.segment
            if p.transcript == s.transcript and s.start < p.start + len(p.text) and p.start < s.end:
                places.setdefault(coding.code, set()).add(at)
    content = [c for c in sorted(places) if study.codes[c].kind == "content"]
    codes = [code for code in content if len(places[code]) >= FEWEST]

    def cases() -> Iterator[Case]:
        for code in codes[: 2 if smoke else None]:
            known = Knowledge(without(books, code))
            fits = [f for said in passages.values() for f in fit_of_codes(said, known, avoid=avoid)]
            kept = [fits[number] for number in keep]
            yield code, places[code], ways([f.spread or 0 for f in kept], [f.best for f in kept])

    def segment(passage: Passage) -> GroupableSegment:
        turn = text.transcripts[passage.transcript].turns[passage.turn - 1]
        name = f"{passage.transcript}#t{passage.turn:03d}:{passage.start}"
        person, role = turn.person or "", passage.role or ""
        return GroupableSegment(
            name, passage.text, passage.transcript, (person,), role, passage.section or None, None
        )

    stop = vignette_words(study.stage_texts.values(), study.question_texts.values())
    return [segment(flat[number]) for number in keep], stop, cases()


def table_cases(corpus: Corpus) -> tuple[list[GroupableSegment], frozenset[str], Iterator[Case]]:
    """A table: segments judged by what is learned from the other half of the groups."""
    views = Views(corpus.texts, None)
    groups = np.unique(corpus.groups)
    np.random.default_rng(3).shuffle(groups)
    half = np.isin(corpus.groups, groups[::2])
    counts = np.bincount(corpus.target)

    def shares_without(code: int) -> np.ndarray:
        shares = np.zeros((len(corpus.texts), len(corpus.codes)))
        for teach, judge in ((half, ~half), (~half, half)):
            rows = some_of_each(corpus, np.flatnonzero(teach & (corpus.target != code)), 20, 1)
            learner = learner_of(corpus, rows, views)
            judged = np.flatnonzero(judge)
            read = learner.read([corpus.texts[n] for n in judged]).shares
            shares[np.ix_(judged, [corpus.codes.index(c) for c in learner.codes])] = read
        return shares

    def cases() -> Iterator[Case]:
        for code in np.flatnonzero(counts >= 25):
            shares = shares_without(int(code))
            truth = set(np.flatnonzero(corpus.target == code).tolist())
            spreads = [spread_of(row.tolist()) or 0.0 for row in shares]
            yield corpus.codes[code], truth, ways(spreads, shares.max(axis=1).tolist())

    return (
        [
            GroupableSegment(f"s{n:06d}", said, str(group), (str(group),), "", None, None)
            for n, (said, group) in enumerate(zip(corpus.texts, corpus.groups, strict=True))
        ],
        frozenset(),
        cases(),
    )


def ways(spreads: Sequence[float], best: Sequence[float]) -> dict[str, list[float]]:
    return {
        "spread": [-spread for spread in spreads],
        "low best score": list(best),
        "random": np.random.default_rng(len(best)).random(len(best)).tolist(),
    }


def groupings(segments: Sequence[GroupableSegment], stop: frozenset[str]) -> list[set[str]]:
    """Groupings of some segments; none where there are too few."""
    try:
        result = group_segments(segments, seed=7, stop_words=stop)
    except IdtoolError:
        return []
    return [set(g.segments) for g in result.groupings]


def found_again(found: Sequence[set[str]], truth: set[str]) -> tuple[float, bool]:
    """Best F1 of a grouping with the hidden code, and whether it is most of one."""
    f1 = [2 * len(g & truth) / (len(g) + len(truth)) for g in found]
    return max(f1, default=0.0), any(2 * len(g & truth) > len(g) for g in found)


def run(
    segments: Sequence[GroupableSegment],
    stop: frozenset[str],
    cases: Iterator[Case],
    say: Callable[[str], None],
) -> None:
    told: dict[str, list[tuple[float, float, bool]]] = {way: [] for way in WAYS}
    everything = groupings(segments, stop)
    for code, truth, orders in cases:
        names = {segments[at].id for at in truth}
        for way in WAYS:
            if way == "all":
                told[way].append((1.0, *found_again(everything, names)))
                continue
            order = sorted(range(len(segments)), key=lambda at, way=way: (orders[way][at], at))
            third = sorted(order[: len(segments) // 3])
            share = len(truth & set(third)) / len(truth)
            found = groupings([segments[at] for at in third], stop)
            told[way].append((share, *found_again(found, names)))
        say(f"{code}: " + ", ".join(f"{way} {rows[-1][0]:.2f}" for way, rows in told.items()))
    say(f"{len(told['all'])} codes hidden, {len(segments)} segments")
    for way, rows in told.items():
        share, f1, most = np.mean(np.array(rows, dtype=float), axis=0)
        say(f"{way:15} share {share:.2f}  best F1 {f1:.2f}  most of a grouping {most:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--smoke", action="store_true")
    asked = parser.parse_args()
    made = table_cases(read_corpus(asked.csv)) if asked.csv else example_cases(asked.smoke)
    run(*made, say=lambda line: print(line, flush=True))


if __name__ == "__main__":
    main()
