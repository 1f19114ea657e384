"""How long grouping takes, what it finds again, and how far it holds when others are heard.

    python benchmarks/cluster.py             on generated talk of three sizes
    python benchmarks/cluster.py --smoke     one small size, for a quick look
    python benchmarks/cluster.py --csv FILE  on segments with known labels
                                             (columns: segment, label, group)

Per corpus, one line: segments, seconds and megabytes at the peak; groupings offered and
the share of segments in them; normalized mutual information with the known labels,
among grouped segments (nmi) and with all left over as one more grouping (nmi all);
stability as the adjusted Rand index between runs on people drawn with replacement, on
segments grouped in both; echo of the person; bits held, and held by chance.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import time
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from idtool.themes import GroupableSegment, group_segments
from idtool.themes.consensus import adjusted_rand

LEFT_OVER = "(left over)"
SYLLABLES = [c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "l", "n", "r", "s")]


def generate_talk(
    people: int, each: int, *, subjects: int, seed: int
) -> list[tuple[str, str, str]]:
    """Made-up talk as (words, subject, person); a quarter of it has no subject.

    A fifth of the words of a segment belong to its subject, a few to its speaker;
    the rest is common talk. Words are drawn by rank, as words are (Zipf).
    """
    rng = random.Random(seed)
    words = sorted({"".join(rng.choices(SYLLABLES, k=rng.choice((2, 3)))) for _ in range(4000)})
    rng.shuffle(words)
    cuts = [0, *accumulate([40] * subjects + [25] * people), len(words)]
    pools = [words[start:end] for start, end in pairwise(cuts)]
    weights = [list(accumulate(1 / (rank + 3) for rank in range(len(pool)))) for pool in pools]
    rows = []
    for person in range(people):
        for _ in range(each):
            subject = rng.randrange(subjects) if rng.random() > 0.25 else None
            said = []
            for _ in range(rng.randint(15, 55)):
                luck = rng.random()
                pool = len(pools) - 1
                if subject is not None and luck < 0.2:
                    pool = subject
                elif luck > 0.93:
                    pool = subjects + person
                said += rng.choices(pools[pool], cum_weights=weights[pool])
            rows.append(
                (" ".join(said), "" if subject is None else f"s{subject}", f"P{person:03d}")
            )
    return rows


def read_labeled(path: Path) -> list[tuple[str, str, str]]:
    """Segments with their label and their person or transcript."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["segment"], row["label"], row["group"]) for row in csv.DictReader(file)]


def as_segments(rows: Sequence[tuple[str, str, str]]) -> list[GroupableSegment]:
    return [
        GroupableSegment(f"s{place:06d}", text, person, (person,), "", None, None)
        for place, (text, _, person) in enumerate(rows)
    ]


def place_of(segments: Sequence[GroupableSegment], k: int | Literal["auto"], seed: int) -> dict:
    """The grouping of each grouped segment."""
    found = group_segments(segments, k=k, seed=seed, stop_words=())
    return {segment: g.id for g in found.groupings for segment in g.segments}


def stability(segments: Sequence[GroupableSegment], k: int | Literal["auto"], draws: int) -> float:
    """Mean agreement of runs on people drawn with replacement."""
    people = sorted({segment.interview for segment in segments})
    runs = []
    for draw in range(draws):
        heard = set(random.Random(draw).choices(people, k=len(people)))
        runs.append(place_of([s for s in segments if s.interview in heard], k, draw))
    scores = []
    for one, other in combinations(runs, 2):
        both = sorted(one.keys() & other.keys())
        if len(both) > 1:
            sides = [
                np.unique([run[s] for s in both], return_inverse=True)[1] for run in (one, other)
            ]
            scores.append(adjusted_rand(*sides))
    return float(np.mean(scores)) if scores else float("nan")


def report(
    name: str, rows: Sequence[tuple[str, str, str]], *, k: int | Literal["auto"], draws: int
) -> None:
    from sklearn.metrics import normalized_mutual_info_score

    segments = as_segments(rows)
    began = time.perf_counter()
    found = group_segments(segments, k=k, seed=1, stop_words=())
    seconds = time.perf_counter() - began
    place = {segment: g.id for g in found.groupings for segment in g.segments}
    label = {segment.id: row[1] for segment, row in zip(segments, rows, strict=True) if row[1]}
    inside = [s for s in label if s in place]
    nmi = normalized_mutual_info_score([label[s] for s in inside], [place[s] for s in inside])
    nmi_all = normalized_mutual_info_score(
        list(label.values()), [place.get(s, LEFT_OVER) for s in label]
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:12} n {len(rows):6}  {seconds:5.1f} s  {peak:4.0f} MB  k {found.k:2}  "
        f"grouped {len(place) / len(rows):.2f}  nmi {nmi:.2f}  nmi all {nmi_all:.2f}  "
        f"stability {stability(segments, k, draws):.2f}  person {found.echo.person or 0:.2f}  "
        f"held {found.settings['held']:.2f} (chance {found.settings['held_by_chance']:.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--smoke", action="store_true", help="one small corpus")
    parser.add_argument("--csv", type=Path, help="columns segment, label, group")
    parser.add_argument("--k", type=int, help="groupings to offer; without it, idtool chooses")
    parser.add_argument("--draws", type=int, default=5, help="runs to compare for stability")
    options = parser.parse_args()
    k = options.k or "auto"
    group_segments(as_segments(generate_talk(4, 20, subjects=2, seed=0)), seed=0, stop_words=())
    if options.csv:
        report(options.csv.stem, read_labeled(options.csv), k=k, draws=options.draws)
        return
    sizes = [(8, 15)] if options.smoke else [(11, 30), (11, 70), (30, 55)]
    for people, each in sizes:
        rows = generate_talk(people, each, subjects=7, seed=3)
        report(f"{people} people", rows, k=k, draws=2 if options.smoke else options.draws)


if __name__ == "__main__":
    main()
