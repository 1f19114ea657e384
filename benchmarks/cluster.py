"""How long grouping takes, what it finds again, and how far it holds when others are heard.

    python benchmarks/cluster.py             on generated talk of three sizes
    python benchmarks/cluster.py --smoke     one small size, for a quick look
    python benchmarks/cluster.py --csv FILE  on segments with known labels
                                             (columns: segment, label, group)

Per method, one line: seconds, megabytes at the peak of the whole run so far; groupings and
the share of segments in them; normalized mutual information with the known labels,
among grouped segments (nmi) and with all left over as one more grouping (nmi all);
stability as the adjusted Rand index between runs fitted anew on people drawn with
replacement; coherence (NPMI) and diversity of ten words per grouping, chosen the same way
for all; echo of the person. ``idtool, whole`` puts what idtool leaves over to the grouping
it comes nearest to. BERTopic and Turftopic run where they are installed.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from idtool.themes import GroupableSegment, group_segments
from idtool.themes.consensus import adjusted_rand
from idtool.themes.echo import partition_echo
from idtool.themes.words import content_words

Method = Callable[..., "Grouped"]
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


Grouped = dict[str, str]
"""Segments that a method put somewhere, with the name of their grouping."""


def by_idtool(segments: Sequence[GroupableSegment], k: int | Literal["auto"], seed: int) -> Grouped:
    found = group_segments(segments, k=k, seed=seed, stop_words=(), minimum=20)
    return {segment: g.id for g in found.groupings for segment in g.segments}


def by_idtool_whole(
    segments: Sequence[GroupableSegment], k: int | Literal["auto"], seed: int
) -> Grouped:
    """With every segment left over put to the grouping it comes nearest to."""
    found = group_segments(segments, k=k, seed=seed, stop_words=(), minimum=20)
    return {**found.nearest, **{s: g.id for g in found.groupings for s in g.segments}}


def by_sklearn(name: str) -> Method:
    """A method of scikit-learn on TF-IDF (LDA: counts) of English words without stop words."""

    def group(segments: Sequence[GroupableSegment], k: int, seed: int) -> Grouped:
        from sklearn.cluster import HDBSCAN, KMeans
        from sklearn.decomposition import NMF, LatentDirichletAllocation, TruncatedSVD
        from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
        from sklearn.preprocessing import normalize

        words = {"stop_words": "english", "min_df": 2, "max_df": 0.4}
        texts = [segment.text for segment in segments]
        if name == "LDA":
            counts = CountVectorizer(**words).fit_transform(texts)
            labels = LatentDirichletAllocation(k, random_state=seed).fit_transform(counts).argmax(1)
        else:
            weights = TfidfVectorizer(sublinear_tf=True, **words).fit_transform(texts)
            if name == "NMF":
                labels = NMF(k, random_state=seed, init="nndsvda").fit_transform(weights).argmax(1)
            elif name == "k-means":
                labels = KMeans(k, n_init=5, random_state=seed).fit_predict(weights)
            else:
                size = min(100, min(weights.shape) - 1)
                svd = TruncatedSVD(size, random_state=seed).fit_transform(weights)
                labels = HDBSCAN(min_cluster_size=5, copy=True).fit_predict(normalize(svd))
        return {s.id: str(at) for s, at in zip(segments, labels, strict=True) if at >= 0}

    return group


def by_bertopic(segments: Sequence[GroupableSegment], k: int, seed: int) -> Grouped:
    from bertopic import BERTopic
    from umap import UMAP

    model = BERTopic(umap_model=UMAP(5, 15, metric="cosine", random_state=seed), nr_topics=k + 1)
    labels, _ = model.fit_transform([segment.text for segment in segments])
    return {s.id: str(at) for s, at in zip(segments, labels, strict=True) if at >= 0}


def by_turftopic(segments: Sequence[GroupableSegment], k: int, seed: int) -> Grouped:
    from turftopic import KeyNMF

    shares = KeyNMF(k, random_state=seed).fit_transform([segment.text for segment in segments])
    return {s.id: str(at) for s, at in zip(segments, shares.argmax(1), strict=True)}


def installed_methods() -> dict[str, Method]:
    """Every method that can run here, idtool's first."""
    methods: dict[str, Method] = {"idtool": by_idtool, "idtool, whole": by_idtool_whole}
    methods |= {name: by_sklearn(name) for name in ("k-means", "NMF", "LDA", "HDBSCAN")}
    if find_spec("bertopic"):
        methods["BERTopic"] = by_bertopic
    if find_spec("turftopic"):
        methods["KeyNMF"] = by_turftopic
    return methods


def stability(
    method: Method, segments: Sequence[GroupableSegment], k: int | Literal["auto"], draws: int
) -> float:
    """Mean agreement of runs on people drawn with replacement, everything fitted anew."""
    people = sorted({segment.interview for segment in segments})
    runs = []
    for draw in range(draws):
        heard = set(random.Random(draw).choices(people, k=len(people)))
        runs.append(method([s for s in segments if s.interview in heard], k, draw))
    scores = []
    for one, other in combinations(runs, 2):
        both = sorted(one.keys() & other.keys())
        if len(both) > 1:
            sides = [
                np.unique([run[s] for s in both], return_inverse=True)[1] for run in (one, other)
            ]
            scores.append(adjusted_rand(*sides))
    return float(np.mean(scores)) if scores else float("nan")


def top_words(segments: Sequence[GroupableSegment], grouped: Grouped, n: int = 10) -> list[list]:
    """Each grouping's words by class-based TF-IDF, the same way for every method."""
    spoken = {s.id: [lemma for _, lemma in content_words(s.text)] for s in segments}
    classes: dict[str, Counter[str]] = {}
    for segment, name in grouped.items():
        classes.setdefault(name, Counter()).update(spoken[segment])
    total = Counter(word for words in classes.values() for word in words.elements())
    mean = total.total() / max(len(classes), 1)
    return [
        sorted(c, key=lambda w: (-c[w] / c.total() * math.log(1 + mean / total[w]), w))[:n]
        for c in classes.values()
        if c
    ]


def coherence(segments: Sequence[GroupableSegment], tops: Sequence[Sequence[str]]) -> float:
    """Mean normalized pointwise mutual information of top words within segments.

    Bouma, G. (2009). GSCL, 31-40. Pairs that never meet count -1.
    """
    sets = [{lemma for _, lemma in content_words(s.text)} for s in segments]
    where = {w: {i for i, words in enumerate(sets) if w in words} for top in tops for w in top}
    scores = []
    for top in tops:
        for one, other in combinations(top, 2):
            both = len(where[one] & where[other]) / len(sets)
            apart = len(where[one]) * len(where[other]) / len(sets) ** 2
            scores.append(
                -1.0 if not both else 1.0 if both == 1 else math.log(both / apart) / -math.log(both)
            )
    return float(np.mean(scores)) if scores else float("nan")


def diversity(tops: Sequence[Sequence[str]]) -> float:
    """Share of top words that are different ones (Dieng et al. 2020, TACL 8, 439-453)."""
    words = [word for top in tops for word in top]
    return len(set(words)) / len(words) if words else float("nan")


def report(
    name: str,
    rows: Sequence[tuple[str, str, str]],
    *,
    k: int | Literal["auto"],
    draws: int,
    methods: Mapping[str, Method],
) -> None:
    """One line per method; a method that needs a number gets idtool's, or ``k``."""
    from sklearn.metrics import normalized_mutual_info_score

    segments = as_segments(rows)
    label = {segment.id: row[1] for segment, row in zip(segments, rows, strict=True) if row[1]}
    offered = 2
    people = [segment.interview for segment in segments]
    print(
        f"{name}: {len(rows)} segments, {len(set(people))} people, "
        f"{len(set(label.values()))} labels"
    )
    for method_name, method in methods.items():
        number = k if k != "auto" or method_name.startswith("idtool") else offered
        began = time.perf_counter()
        place = method(segments, number, 1)
        seconds = time.perf_counter() - began
        if method_name == "idtool":
            offered = max(len(set(place.values())), 2)
        inside = [s for s in label if s in place]
        nmi = normalized_mutual_info_score([label[s] for s in inside], [place[s] for s in inside])
        nmi_all = normalized_mutual_info_score(
            list(label.values()), [place.get(s, LEFT_OVER) for s in label]
        )
        tops = top_words(segments, place)
        echo = partition_echo(people, [place.get(s.id) for s in segments])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        held = stability(method, segments, number, draws) if draws else float("nan")
        print(
            f"  {method_name:14} {seconds:5.1f} s {peak:5.0f} MB  k {len(set(place.values())):2}  "
            f"grouped {len(place) / len(rows):.2f}  nmi {nmi:.2f}  nmi all {nmi_all:.2f}  "
            f"stability {held:.2f}  coherence {coherence(segments, tops):.2f}  "
            f"diversity {diversity(tops):.2f}  person {echo or 0:.2f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--smoke", action="store_true", help="one small corpus")
    parser.add_argument("--csv", type=Path, help="columns segment, label, group")
    parser.add_argument("--k", type=int, help="groupings to offer; without it, idtool chooses")
    parser.add_argument("--only", nargs="*", help="names of methods; without it, all installed")
    parser.add_argument("--draws", type=int, default=5, help="runs to compare for stability")
    options = parser.parse_args()
    k = options.k or "auto"
    methods = {
        name: method
        for name, method in installed_methods().items()
        if not options.only or name in options.only
    }
    group_segments(as_segments(generate_talk(4, 20, subjects=2, seed=0)), seed=0, stop_words=())
    if options.csv:
        report(
            options.csv.stem,
            read_labeled(options.csv),
            k=k,
            draws=options.draws,
            methods=methods,
        )
        return
    sizes = [(8, 15)] if options.smoke else [(11, 30), (11, 70), (30, 55)]
    for people, each in sizes:
        rows = generate_talk(people, each, subjects=7, seed=3)
        draws = 2 if options.smoke else options.draws
        report(f"{people} people", rows, k=k, draws=draws, methods=methods)


if __name__ == "__main__":
    main()
