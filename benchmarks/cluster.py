"""How long grouping takes, what it finds again, and how far it holds when others are heard.

    python benchmarks/cluster.py             on generated talk of three sizes
    python benchmarks/cluster.py --smoke     one small size, for a quick look
    python benchmarks/cluster.py --csv FILE  on segments with known labels
                                             (columns: segment, label or code, group)
    ... --embeddings DIR                     with a local sentence model too

Every method runs in a process of its own, so that seconds and megabytes (the process's
peak, imports included) are its own. Per method, one line: k, groupings found; the share
of segments in them; normalized mutual information with the known labels, all segments, what
is left over being one more grouping (nmi), and among placed ones (placed); stability as
the adjusted Rand index between runs fitted anew on people drawn with replacement (people)
and on segments drawn so (segments), among segments that both runs placed, and, for people,
with what is left over as one more grouping (whole); coherence (NPMI) and diversity of
ten words per grouping, chosen the same way for all; echo of the person.

Methods that need a number get as many groupings as there are labels, or ``--k``; so does
``idtool``. ``idtool, own k`` chooses; its runs for stability keep the number of parts
chosen. BERTopic and Turftopic run where they are installed and a model is given.
"""

from __future__ import annotations

import argparse
import csv
import math
import multiprocessing
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
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
        return [
            (row["segment"], row.get("label") or row.get("code") or "", row["group"])
            for row in csv.DictReader(file)
        ]


def as_segments(rows: Sequence[tuple[str, str, str]]) -> list[GroupableSegment]:
    return [
        GroupableSegment(f"s{place:06d}", text, person, (person,), "", None, None)
        for place, (text, _, person) in enumerate(rows)
    ]


Grouped = dict[str, str]
"""Segments that a method put somewhere, with the name of their grouping."""


def by_idtool(
    segments: Sequence[GroupableSegment],
    k: int | Literal["auto"],
    seed: int,
    vectors: np.ndarray | None = None,
) -> Grouped:
    found = group_segments(segments, k=k, seed=seed, stop_words=(), minimum=20, meanings=vectors)
    return {segment: g.id for g in found.groupings for segment in g.segments}


def parts_chosen(segments: Sequence[GroupableSegment], vectors: np.ndarray | None) -> int:
    """Into how many parts idtool divides these segments if nobody says."""
    found = group_segments(segments, k="auto", seed=1, stop_words=(), minimum=20, meanings=vectors)
    return int(found.settings["parts"])


def by_sklearn(name: str) -> Method:
    """A method of scikit-learn on TF-IDF (LDA: counts) of English words without stop words."""

    def group(
        segments: Sequence[GroupableSegment],
        k: int,
        seed: int,
        vectors: np.ndarray | None = None,  # noqa: ARG001
    ) -> Grouped:
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
                model = NMF(k, random_state=seed, init="nndsvda", max_iter=500)
                labels = model.fit_transform(weights).argmax(1)
            elif name == "k-means":
                labels = KMeans(k, n_init=5, random_state=seed).fit_predict(weights)
            else:
                size = min(100, min(weights.shape) - 1)
                svd = TruncatedSVD(size, random_state=seed).fit_transform(weights)
                labels = HDBSCAN(min_cluster_size=5, copy=True).fit_predict(normalize(svd))
        return _named(segments, labels)

    return group


def _named(segments: Sequence[GroupableSegment], labels: Sequence[int]) -> Grouped:
    return {s.id: str(at) for s, at in zip(segments, labels, strict=True) if at >= 0}


def by_meaning(
    segments: Sequence[GroupableSegment], k: int, seed: int, vectors: np.ndarray
) -> Grouped:
    from sklearn.cluster import KMeans

    return _named(segments, KMeans(k, n_init=5, random_state=seed).fit_predict(vectors))


def by_bertopic(reduced: bool) -> Method:
    def group(
        segments: Sequence[GroupableSegment], k: int, seed: int, vectors: np.ndarray
    ) -> Grouped:
        from bertopic import BERTopic
        from umap import UMAP

        near = UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed
        )
        model = BERTopic(
            umap_model=near, embedding_model=None, nr_topics=k + 1 if reduced else None
        )
        texts = [segment.text for segment in segments]
        return _named(segments, model.fit_transform(texts, embeddings=vectors)[0])

    return group


def by_turftopic(model_folder: str) -> Method:
    def group(
        segments: Sequence[GroupableSegment], k: int, seed: int, vectors: np.ndarray
    ) -> Grouped:
        from sentence_transformers import SentenceTransformer
        from turftopic import KeyNMF

        encoder = SentenceTransformer(model_folder, device="cpu", local_files_only=True)
        texts = [segment.text for segment in segments]
        model = KeyNMF(k, encoder=encoder, random_state=seed)
        return _named(segments, model.fit_transform(texts, embeddings=vectors).argmax(1))

    return group


def method_named(name: str, model_folder: str | None) -> Method:
    if name.startswith("idtool"):
        return by_idtool
    if name == "MiniLM k-means":
        return by_meaning
    if name.startswith("BERTopic"):
        return by_bertopic(reduced=name.endswith("reduced"))
    if name == "KeyNMF":
        return by_turftopic(model_folder or "")
    return by_sklearn(name)


def runnable(model_folder: str | None) -> list[str]:
    """Names of the methods that can run here, idtool's first."""
    names = ["idtool", "idtool, own k", "k-means", "NMF", "LDA", "HDBSCAN"]
    if model_folder:
        names[2:2] = ["idtool, model", "idtool, model, own k"]
        names += ["MiniLM k-means"]
        names += ["BERTopic", "BERTopic, reduced"] if find_spec("bertopic") else []
        names += ["KeyNMF"] if find_spec("turftopic") else []
    return names


def encode(rows: Sequence[tuple[str, str, str]], folder: str) -> np.ndarray:
    """Embeddings of all segments, in a process of their own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_encode, ([text for text, _, _ in rows], folder))


def _encode(texts: list[str], folder: str) -> np.ndarray:
    from idtool.coding.embedding import open_model

    return np.asarray(open_model(Path(folder)).encode(texts))


def _draws(
    segments: Sequence[GroupableSegment], unit: Literal["people", "segments"], draws: int
) -> list[list[int]]:
    """Places of the segments of each draw with replacement, each segment once."""
    units = [s.interview if unit == "people" else s.id for s in segments]
    names = sorted(set(units))
    heard = [set(random.Random(draw).choices(names, k=len(names))) for draw in range(draws)]
    return [[at for at, name in enumerate(units) if name in some] for some in heard]


def agreement(runs: Sequence[Grouped], places: Sequence[Sequence[str]], *, whole: bool) -> float:
    """Mean adjusted Rand index of runs on the segments they share.

    ``whole`` counts what is left over as one more grouping; otherwise only segments
    that both runs placed count.
    """
    scores = []
    for (one, seen), (other, seen_too) in combinations(zip(runs, places, strict=True), 2):
        both = sorted(set(seen) & set(seen_too))
        if not whole:
            both = [s for s in both if s in one and s in other]
        if len(both) > 1:
            sides = [
                np.unique([run.get(s, LEFT_OVER) for s in both], return_inverse=True)[1]
                for run in (one, other)
            ]
            scores.append(adjusted_rand(*sides))
    return float(np.mean(scores)) if scores else float("nan")


def measure(
    name: str,
    rows: Sequence[tuple[str, str, str]],
    k: int,
    draws: int,
    vectors: np.ndarray | None,
    model_folder: str | None,
) -> tuple[str, Grouped, float, float, dict[str, float]]:
    """One method on one corpus, to be run in a process of its own."""
    method, segments = method_named(name, model_folder), as_segments(rows)
    if name.startswith("idtool") and "model" not in name:
        vectors = None
    began = time.perf_counter()
    place = method(segments, "auto" if "own k" in name else k, 1, vectors)
    seconds, peak = time.perf_counter() - began, peak_memory()
    if "own k" in name:
        k = parts_chosen(segments, vectors)
    held = {}
    for unit in ("people", "segments"):
        places = _draws(segments, unit, draws)
        runs = [
            method(
                [segments[at] for at in some], k, draw, None if vectors is None else vectors[some]
            )
            for draw, some in enumerate(places)
        ]
        seen = [[segments[at].id for at in some] for some in places]
        held[unit] = agreement(runs, seen, whole=False)
        held[f"{unit}, whole"] = agreement(runs, seen, whole=True)
    return name, place, seconds, peak, held


def peak_memory() -> float:
    """The most memory this process ever held, in MB; not what its parent held."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
    usage = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage / 1024


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
    corpus: str,
    rows: Sequence[tuple[str, str, str]],
    *,
    k: int | None,
    draws: int,
    names: Sequence[str],
    model_folder: str | None,
) -> None:
    """A table for one corpus, one row per method, as each comes in."""
    from sklearn.metrics import normalized_mutual_info_score

    segments = as_segments(rows)
    label = {segment.id: row[1] for segment, row in zip(segments, rows, strict=True) if row[1]}
    people = [segment.interview for segment in segments]
    n_labels = len(set(label.values()))
    print(f"{corpus}: {len(rows)} segments, {len(set(people))} people, {n_labels} labels")
    vectors = None
    if model_folder:
        began = time.perf_counter()
        vectors = encode(rows, model_folder)
        print(f"  embeddings: {time.perf_counter() - began:.0f} s, once for all methods")
    print(
        "| | k | share | nmi | placed | people | whole | segments "
        "| coherence | diversity | echo | s | MB |\n|---" + "|---" * 12 + "|",
        flush=True,
    )
    for name in names:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            _, place, seconds, peak, held = pool.apply(
                measure, (name, rows, k or n_labels, draws, vectors, model_folder)
            )
        inside = [s for s in label if s in place]
        nmi = normalized_mutual_info_score([label[s] for s in inside], [place[s] for s in inside])
        nmi_all = normalized_mutual_info_score(
            list(label.values()), [place.get(s, LEFT_OVER) for s in label]
        )
        tops = top_words(segments, place)
        echo = partition_echo(people, [place.get(s.id) for s in segments])
        numbers = [len(place) / len(rows), nmi_all, nmi, held["people"], held["people, whole"]]
        numbers += [held["segments"], coherence(segments, tops), diversity(tops), echo or 0]
        print(
            f"| {name} | {len(set(place.values()))} | "
            + " | ".join(f"{number:.2f}" for number in numbers)
            + f" | {seconds:.1f} | {peak:.0f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--smoke", action="store_true", help="one small corpus")
    parser.add_argument("--csv", type=Path, help="columns segment, label or code, group")
    parser.add_argument("--k", type=int, help="groupings; without it, as many as labels")
    parser.add_argument("--only", nargs="*", help="names of methods; without it, all installed")
    parser.add_argument("--draws", type=int, default=3, help="runs to compare for stability")
    parser.add_argument("--embeddings", type=Path, help="the folder of a sentence model")
    options = parser.parse_args()
    model = str(options.embeddings) if options.embeddings else None
    names = [n for n in runnable(model) if not options.only or n in options.only]
    draws = 2 if options.smoke else options.draws
    corpora = []
    if options.csv:
        corpora.append((options.csv.stem, read_labeled(options.csv)))
    elif options.smoke:
        names = [n for n in names if n in ("idtool", "k-means", "NMF")]
        corpora.append(("8 people", generate_talk(8, 15, subjects=7, seed=3)))
    else:
        for people, each in ((11, 30), (11, 70), (30, 55), (60, 167)):
            talk = generate_talk(people, each, subjects=7, seed=3)
            corpora.append((f"{people} people", talk))
    for corpus, rows in corpora:
        report(corpus, rows, k=options.k, draws=draws, names=names, model_folder=model)


if __name__ == "__main__":
    main()
