"""How well codes are learned from few segments, beside baselines.

    python benchmarks/learning.py [FILE.csv] [--embeddings DIR] [--splits N] [--smoke]

``FILE.csv`` has the columns ``segment`` and ``code``, and ``group`` (the interview) if
there is one; without it every row is its own group. A segment that stands in several
rows of a group has several codes. A table of ``idtool code export`` will do; without a
file the invented example's codings are taken. ``benchmarks/apply.py FILE.csv`` is the same.

A third of the groups is held out; up to n segments per code are drawn from the rest, and
each is learned with all its codes. Macro F1 over all codes (a segment with m codes is
given its first m) and hit@3 (one of the first three codes holds) are means over splits.
Every model gets the same segments in the same run:

* *words*, *words, letters*: TF-IDF of words (and pairs), with characters 3 to 5,
  logistic regression (C = 10, balanced, the better of 1 and 10 on development data);
* *idtool*: what ``idtool apply`` learns with; *idtool+*: the same with embeddings;
* *model*: logistic regression on the embeddings; *mean*: mean of it and *words, letters*.

idtool also counts how common words are in the segments nobody has coded yet, as it does
in a study; the codes of held-out groups are seen by nobody. Below the table stands how far
idtool is from the last baseline of its kind: mean difference and, in brackets, its standard
deviation over splits.
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
RIVALS = {"idtool": "words, letters", "idtool+": "mean"}
"""The baseline that idtool has to beat, without and with embeddings."""


@dataclass(frozen=True)
class Corpus:
    """Different segments with their group; ``holds`` says which code holds, one column each."""

    texts: list[str]
    holds: np.ndarray
    groups: np.ndarray
    codes: list[str]

    @property
    def target(self) -> np.ndarray:
        """The number of one code that holds in each segment."""
        return self.holds.argmax(axis=1)


def read_corpus(path: Path) -> Corpus:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if rows and "segment" not in rows[0] and {"quote", "interview"} <= set(rows[0]):
        rows = [{**row, "segment": row["quote"], "group": row["interview"]} for row in rows]
    if not rows or not {"segment", "code"} <= set(rows[0]):
        sys.exit(f"{path.name} needs the columns segment and code")
    rows = [row for row in rows if row["segment"].strip() and row["code"].strip()]
    codes = sorted({row["code"] for row in rows})
    column = {code: number for number, code in enumerate(codes)}
    place: dict[tuple[str, str], int] = {}
    for row in rows:
        place.setdefault((row["segment"], row.get("group") or ""), len(place))
    holds = np.zeros((len(place), len(codes)), dtype=bool)
    for row in rows:
        holds[place[row["segment"], row.get("group") or ""], column[row["code"]]] = True
    groups = [group or str(number) for number, (_, group) in enumerate(place)]
    return Corpus([text for text, _ in place], holds, np.array(groups), codes)


def split(corpus: Corpus, seed: int) -> tuple[np.ndarray, np.ndarray]:
    groups = np.unique(corpus.groups)
    np.random.default_rng(seed).shuffle(groups)
    held = np.isin(corpus.groups, groups[: max(1, len(groups) // 3)])
    return np.flatnonzero(~held), np.flatnonzero(held)


def some_of_each(corpus: Corpus, rows: np.ndarray, n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, n])
    chosen = [
        rng.permutation(rows[corpus.holds[rows, code]])[:n] for code in range(len(corpus.codes))
    ]
    return np.unique(np.concatenate(chosen))


def tfidf(corpus: Corpus, rows: np.ndarray, *, letters: bool) -> sparse.csr_matrix:
    makers = [TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)]
    if letters:
        makers.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True))
    known = [corpus.texts[n] for n in rows]
    blocks = [maker.fit(known).transform(corpus.texts) for maker in makers]
    return sparse.hstack(blocks).tocsr()


def logistic(corpus: Corpus, features, rows: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Plain logistic regression, on coordinates with the features' inner products.

    The solution only depends on those, and a hundred thousand features take minutes.
    """
    features = sparse.csr_matrix(features)
    known = features[rows]
    gram = (known @ known.T).toarray() + 1e-8 * np.eye(len(rows))
    lower = np.linalg.cholesky(gram)
    asked = np.linalg.solve(lower, (known @ features[held].T).toarray()).T
    place, target = np.nonzero(corpus.holds[rows])
    model = LogisticRegression(C=10, max_iter=300, class_weight="balanced")
    model.fit(lower[place], target)
    shares = np.zeros((len(held), len(corpus.codes)))
    shares[:, model.classes_] = model.predict_proba(asked)
    return shares


def learner_of(corpus: Corpus, rows: Sequence[int], views: Views) -> Learner:
    taught = [
        Lesson(
            corpus.texts[n],
            frozenset(corpus.codes[code] for code in np.flatnonzero(corpus.holds[n])),
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
    """Macro F1 and hit@3."""
    wanted = corpus.holds[held]
    order = np.argsort(-shares, axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    given = rank < wanted.sum(axis=1, keepdims=True)
    f1 = f1_score(wanted, given, average="macro", zero_division=0)
    return float(f1), float((wanted & (rank < 3)).any(axis=1).mean())


def compare(
    corpus: Corpus, encoder: Encoder | None, sizes: Sequence[int], n_splits: int
) -> dict[tuple[str, int], np.ndarray]:
    """For each model and size, macro F1 and hit@3 by split."""
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
    return {key: np.array(values) for key, values in found.items()}


def print_comparison(found: dict[tuple[str, int], np.ndarray], sizes: Sequence[int]) -> None:
    names = list(dict.fromkeys(name for name, _ in found))
    print(f"{'macro F1 / hit@3':30}" + "".join(f"{size:>16}" for size in sizes))
    for name in names:
        cells = [found[name, size].mean(axis=0) for size in sizes]
        print(f"{name:30}" + "".join(f"{f1:10.3f} / {hit:.2f} " for f1, hit in cells))
    for name, rival in RIVALS.items():
        if name not in names:
            continue
        for column, measure in enumerate(("F1", "hit")):
            gaps = [(found[name, n] - found[rival, n])[:, column] for n in sizes]
            cells = "".join(f"{gap.mean():+9.3f} ({gap.std():.3f})" for gap in gaps)
            print(f"{measure + ': ' + name + ' - ' + rival:30}" + cells)


def report(
    path: Path,
    *,
    embeddings: Path | None = None,
    sizes: Sequence[int] = SIZES,
    n_splits: int = 4,
) -> None:
    """Read a table of coded segments, measure, and print."""
    corpus = read_corpus(path)
    several = int((corpus.holds.sum(axis=1) > 1).sum())
    print(
        f"{path.name}: {len(corpus.texts)} segments ({several} with several codes), "
        f"{len(corpus.codes)} codes, {len(np.unique(corpus.groups))} groups, {n_splits} splits"
    )
    started = time.perf_counter()
    encoder = KeptEncoder(open_model(embeddings)) if embeddings else None
    print_comparison(compare(corpus, encoder, sizes, n_splits), sizes)
    print(f"{time.perf_counter() - started:.0f} s")


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
    report(
        asked.file,
        embeddings=asked.embeddings,
        sizes=[int(n) for n in asked.sizes.split(",")],
        n_splits=asked.splits,
    )


if __name__ == "__main__":
    main()
