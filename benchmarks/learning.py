"""How well codes are learned from few segments, beside baselines.

    python benchmarks/learning.py [FILE.csv] [--embeddings DIR] [--splits N] [--smoke]

``FILE.csv`` has the columns ``segment`` and ``code``, and ``group`` (the interview) if
there is one; without it every row is its own group. A table of ``idtool code export`` will
do; without a file the invented example's codings are taken. A third of the groups is held
out; up to n segments per code are learned from the rest; macro F1 over all codes and
hit@3 are means over splits. Every model gets the same segments in the same run:

* *words*, *words, letters*: TF-IDF of words (and pairs), with characters 3 to 5,
  logistic regression (C = 10, balanced, the better of 1 and 10 on development data);
* *idtool*: what ``idtool apply`` learns with; *idtool+*: the same with embeddings;
* *model*: logistic regression on the embeddings; *mean*: mean of it and *words, letters*.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from idtool.coding.embedding import Encoder, KeptEncoder, open_model
from idtool.coding.learner import Learner
from idtool.coding.lessons import Lesson
from idtool.coding.views import Views

SIZES = (5, 10, 20, 50, 100)
EXAMPLE = Path(__file__).parents[1] / "examples" / "crisis-partners" / "codings" / "R1.csv"


@dataclass(frozen=True)
class Corpus:
    """Segments with the number of their code and their group."""

    texts: list[str]
    target: np.ndarray
    groups: np.ndarray
    codes: list[str]


def read_corpus(path: Path) -> Corpus:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if rows and "segment" not in rows[0] and {"quote", "interview"} <= set(rows[0]):
        rows = [{**row, "segment": row["quote"], "group": row["interview"]} for row in rows]
    if not rows or not {"segment", "code"} <= set(rows[0]):
        sys.exit(f"{path.name} needs the columns segment and code")
    codes = sorted({row["code"] for row in rows})
    groups = [row.get("group") or str(number) for number, row in enumerate(rows)]
    return Corpus(
        [row["segment"] for row in rows],
        np.array([codes.index(row["code"]) for row in rows]),
        np.array(groups),
        codes,
    )


def split(corpus: Corpus, seed: int) -> tuple[np.ndarray, np.ndarray]:
    groups = np.unique(corpus.groups)
    np.random.default_rng(seed).shuffle(groups)
    held = np.isin(corpus.groups, groups[: max(1, len(groups) // 3)])
    return np.flatnonzero(~held), np.flatnonzero(held)


def some_of_each(corpus: Corpus, rows: np.ndarray, n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, n])
    chosen = [
        rng.permutation(rows[corpus.target[rows] == code])[:n] for code in range(len(corpus.codes))
    ]
    return np.sort(np.concatenate(chosen))


def tfidf(corpus: Corpus, rows: np.ndarray, *, letters: bool) -> sparse.csr_matrix:
    makers = [TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)]
    if letters:
        makers.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True))
    known = [corpus.texts[n] for n in rows]
    blocks = [maker.fit(known).transform(corpus.texts) for maker in makers]
    return sparse.hstack(blocks).tocsr()


def logistic(corpus: Corpus, features, rows: np.ndarray, held: np.ndarray) -> np.ndarray:
    target = corpus.target[rows]
    model = LogisticRegression(C=10, max_iter=300, class_weight="balanced")
    model.fit(features[rows], target)
    shares = np.zeros((len(held), len(corpus.codes)))
    shares[:, model.classes_] = model.predict_proba(features[held])
    return shares


def learner_of(corpus: Corpus, rows: Sequence[int], views: Views) -> Learner:
    taught = [
        Lesson(
            corpus.texts[n],
            frozenset({corpus.codes[corpus.target[n]]}),
            frozenset(),
            str(corpus.groups[n]),
            "",
            0,
            1,
        )
        for n in rows
    ]
    return Learner(taught, views, corpus.codes, fewest=1)


def learned(corpus: Corpus, rows: Sequence[int], held: np.ndarray, views: Views) -> np.ndarray:
    learner = learner_of(corpus, rows, views)
    shares = np.zeros((len(held), len(corpus.codes)))
    columns = [corpus.codes.index(code) for code in learner.codes]
    shares[:, columns] = learner.read([corpus.texts[n] for n in held]).shares
    return shares


def measured(corpus: Corpus, held: np.ndarray, shares: np.ndarray) -> tuple[float, float]:
    wanted = corpus.target[held]
    first = np.argsort(-shares, axis=1, kind="stable")[:, :3]
    f1 = f1_score(
        wanted, first[:, 0], average="macro", labels=range(len(corpus.codes)), zero_division=0
    )
    return float(f1), float((first == wanted[:, None]).any(axis=1).mean())


def compare(corpus: Corpus, encoder: Encoder | None, sizes: Sequence[int], n_splits: int) -> None:
    views = Views(corpus.texts)
    joined = Views(corpus.texts, encoder) if encoder else None
    vectors = np.asarray(encoder.encode(corpus.texts)) if encoder else None
    found = defaultdict(list)
    for seed in range(n_splits):
        rest, held = split(corpus, seed)
        for size in sizes:
            rows = some_of_each(corpus, rest, size, seed)
            letters = logistic(corpus, tfidf(corpus, rows, letters=True), rows, held)
            shares = {
                "words": logistic(corpus, tfidf(corpus, rows, letters=False), rows, held),
                "words, letters": letters,
                "idtool": learned(corpus, rows, held, views),
            }
            if joined is not None and vectors is not None:
                shares["model"] = logistic(corpus, vectors, rows, held)
                shares["mean"] = (shares["model"] + letters) / 2
                shares["idtool+"] = learned(corpus, rows, held, joined)
            for name, table in shares.items():
                found[name, size].append(measured(corpus, held, table))
    names = list(dict.fromkeys(name for name, _ in found))
    print(f"{'macro F1 / hit@3':18}" + "".join(f"{size:>14}" for size in sizes))
    for name in names:
        cells = [np.mean(found[name, size], axis=0) for size in sizes]
        print(f"{name:18}" + "".join(f"{f1:8.3f} / {hit:.2f}" for f1, hit in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", default=EXAMPLE)
    parser.add_argument("--smoke", action="store_true", help="five segments a code, one split")
    parser.add_argument("--embeddings", type=Path, help="folder of a local sentence model")
    parser.add_argument("--splits", type=int, default=4)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    asked = parser.parse_args()
    if asked.smoke:
        asked.sizes, asked.splits = "5", 1
    corpus = read_corpus(asked.file)
    n_groups = len(np.unique(corpus.groups))
    print(f"{len(corpus.texts)} segments, {len(corpus.codes)} codes, {n_groups} groups")
    started = time.perf_counter()
    encoder = KeptEncoder(open_model(asked.embeddings)) if asked.embeddings else None
    compare(corpus, encoder, [int(n) for n in asked.sizes.split(",")], asked.splits)
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
