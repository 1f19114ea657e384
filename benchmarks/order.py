"""In which order to review: how soon each order teaches what a random order teaches at its end.

    python benchmarks/order.py [FILE.csv …] [--splits N] [--draws N] [--full] [--smoke]

``FILE.csv`` as for ``learning.py``; without a file the invented example's codings are taken.
A third of the groups is held out. 40 segments are reviewed at random; from then on a
learner is fitted anew after every 40 and the order asked chooses the next 40, up to 800.
The learner is the first of the three readers of ``idtool apply``, ridge regression on its
views, which takes milliseconds; with ``--full`` it is all three, at fifty times the cost.
A review tells the segment's code. Macro F1 over all codes is measured on the held-out
groups after each step. Orders:

* *random*, averaged over draws;
* *margin*: the smallest margin between the two likeliest codes first;
* *rare .3*, *rare 1*: the same less a bonus, .3 or 1 over the root of 1 + accepted places
  of the likeliest code;
* *spread*: *rare .3*, and a person heard k times gives way by .05 times the root of k;
* *rare, spread*: *rare 1*, with .1 for persons; *half at random*: every other one of it;
* *codes in turn*: the code met least, at its likeliest segment (``review --order new``).

An order that is worth having reaches random order's final F1 with 70 % of the reviews or
less, on the mean of the splits. The table gives each mean curve, when it gets there, and
the mean difference from random order over the whole curve with its spread over splits.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from learning import EXAMPLE, Corpus, learner_of, measured, read_corpus, split

from idtool.coding.readers import RIDGE, RIDGE_SHARPNESS
from idtool.coding.views import Views

STEP, BUDGET = 40, 800
WORTH_HAVING = 0.7
ORDERS = {
    "margin": (0.0, 0.0),
    "rare .3": (0.3, 0.0),
    "rare 1": (1.0, 0.0),
    "spread": (0.3, 0.05),
    "rare, spread": (1.0, 0.1),
    "half at random": (1.0, 0.1),
}
"""What a rare code and a person often heard weigh against a margin."""

OTHERS = ("codes in turn",)


class Ridge:
    """Ridge regression on the views of a corpus, every code with the same total weight."""

    def __init__(self, corpus: Corpus) -> None:
        rows = Views(corpus.texts).rows(corpus.texts).tocsr()
        self._corpus = corpus
        self._kernel = np.asarray((rows @ rows.T).todense())

    def fit(self, read: Sequence[int]) -> Callable[[Sequence[int]], np.ndarray]:
        """Shares of every code in other segments, learned from those read."""
        read, n_codes = np.array(read), len(self._corpus.codes)
        target = self._corpus.target[read]
        counts = np.bincount(target, minlength=n_codes)
        root = np.sqrt(len(read) / (counts > 0).sum() / counts[target])[:, None]
        weighed = self._kernel[np.ix_(read, read)] * root * root.T
        weighed[np.diag_indices_from(weighed)] += RIDGE
        wanted = np.eye(n_codes)[target] - 1 / n_codes
        alpha = np.linalg.solve(weighed, wanted * root) * root

        def shares(rows: Sequence[int]) -> np.ndarray:
            scores = RIDGE_SHARPNESS * (self._kernel[np.ix_(np.array(rows), read)] @ alpha)
            found = np.exp(scores - scores.max(axis=1, keepdims=True)) * (counts > 0)
            return found / found.sum(axis=1, keepdims=True)

        return shares


class AllReaders:
    """The learner of ``idtool apply`` whole, with every text's features kept."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._views = Views(corpus.texts)
        self._rows = self._views.rows(corpus.texts).tocsr()
        self._place = {text: number for number, text in enumerate(corpus.texts)}

    def rows(self, texts: Sequence[str], around: Sequence[str] = ()) -> Any:  # noqa: ARG002
        """Features of texts of the corpus, as the learner asks its views for them."""
        return self._rows[[self._place[text] for text in texts]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._views, name)

    def fit(self, read: Sequence[int]) -> Callable[[Sequence[int]], np.ndarray]:
        """Shares of every code in other segments, learned from those read."""
        learner = learner_of(self._corpus, read, self)
        columns = [self._corpus.codes.index(code) for code in learner.codes]

        def shares(rows: Sequence[int]) -> np.ndarray:
            found = np.zeros((len(rows), len(self._corpus.codes)))
            found[:, columns] = learner.read([self._corpus.texts[n] for n in rows]).shares
            return found

        return shares


@dataclass(frozen=True)
class State:
    """What is known when the next segments are chosen: shares of codes, counts, people heard."""

    shares: np.ndarray
    n_places: np.ndarray
    groups: np.ndarray
    heard: Counter
    draw: np.random.Generator


def by_margin(state: State, rare: float, spread: float) -> np.ndarray:
    """The least certain first, rare codes and people heard less before others."""
    top = np.sort(state.shares, axis=1)[:, ::-1]
    first = state.shares.argmax(axis=1)
    score = top[:, 0] - top[:, 1] - rare / np.sqrt(1 + state.n_places[first])
    if spread:
        heard, turns = Counter(state.heard), np.zeros(len(score))
        for row in np.argsort(score, kind="stable"):
            heard[state.groups[row]] += 1
            turns[row] = heard[state.groups[row]]
        score = score + spread * np.sqrt(turns)
    return np.argsort(score, kind="stable")


def codes_in_turn(state: State) -> np.ndarray:
    """For the code met least, counting what is expected to be met, its likeliest segment."""
    met = state.n_places.astype(float)
    left = state.shares.copy()
    chosen = []
    for _ in range(min(STEP, len(left))):
        row = int((left / np.sqrt(1 + met)).max(axis=1).argmax())
        chosen.append(row)
        met += state.shares[row]
        left[row] = -1
    others = np.setdiff1d(np.arange(len(left)), chosen)
    return np.concatenate([chosen, others]).astype(int)


def ordered(order: str, state: State) -> np.ndarray:
    if order == "random":
        return np.arange(len(state.shares))
    if order == "codes in turn":
        return codes_in_turn(state)
    by_score = by_margin(state, *ORDERS[order])
    if order != "half at random":
        return by_score
    both = np.stack([by_score, state.draw.permutation(len(by_score))], axis=1).ravel()
    return np.array(list(dict.fromkeys(both.tolist())))


def simulate(
    corpus: Corpus, shuffled: np.ndarray, held: np.ndarray, reader: Any, order: str, seed: int
) -> list[float]:
    """Macro F1 after each step of one reading."""
    read, waiting = list(shuffled[:STEP]), shuffled[STEP:]
    draw = np.random.default_rng([seed, 1])
    curve = []
    while True:
        shares_of = reader.fit(read)
        curve.append(measured(corpus, held, shares_of(held))[0])
        if len(read) >= BUDGET or len(waiting) < STEP:
            return curve
        if order != "random":
            state = State(
                shares_of(waiting),
                np.bincount(corpus.target[read], minlength=len(corpus.codes)),
                corpus.groups[waiting],
                Counter(corpus.groups[read].tolist()),
                draw,
            )
            waiting = waiting[ordered(order, state)]
        read, waiting = [*read, *waiting[:STEP]], waiting[STEP:]


def compare(corpus: Corpus, reader: Any, n_splits: int, n_draws: int) -> None:
    curves = defaultdict(list)
    for seed in range(n_splits):
        rest, held = split(corpus, seed)
        first = np.random.default_rng(seed).permutation(rest)
        drawn = []
        for draw in range(n_draws):
            later = np.random.default_rng([seed, draw]).permutation(first[STEP:])
            shuffled = np.concatenate([first[:STEP], later])
            drawn.append(simulate(corpus, shuffled, held, reader, "random", seed))
        curves["random"].append(np.mean(drawn, axis=0))
        for order in (*ORDERS, *OTHERS):
            curves[order].append(simulate(corpus, first, held, reader, order, seed))
    told(curves, n_splits)


def told(curves: dict[str, list], n_splits: int) -> None:
    size = min(len(curve) for found in curves.values() for curve in found)
    budgets = [STEP * (n + 1) for n in range(size)]
    table = {order: np.array([c[:size] for c in found]) for order, found in curves.items()}
    final = table["random"].mean(axis=0)[-1]
    print(f"{n_splits} splits; macro F1 after so many reviews; random order ends at {final:.3f}")
    print(f"{'':16}" + "".join(f"{budget:>6}" for budget in budgets) + "  gets there  difference")
    for order, found in table.items():
        mean = found.mean(axis=0)
        there = next((b for b, f1 in zip(budgets, mean, strict=True) if f1 >= final), None)
        share = f"{there / budgets[-1]:.0%}" if there else "never"
        gains = (found - table["random"]).mean(axis=1)
        spread = f"{gains.mean():+.3f} ± {gains.std(ddof=1):.3f}" if len(gains) > 1 else ""
        worth = "*" if there and there <= WORTH_HAVING * budgets[-1] else " "
        cells = "".join(f"{f1:6.3f}" for f1 in mean)
        print(f"{order:16}{cells}  {share:>9}{worth}  {spread}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="*", default=[EXAMPLE])
    parser.add_argument("--splits", type=int, default=10)
    parser.add_argument("--draws", type=int, default=5, help="random orders per split")
    parser.add_argument("--full", action="store_true", help="the whole learner; slow")
    parser.add_argument("--smoke", action="store_true", help="one split, one draw")
    asked = parser.parse_args()
    if asked.smoke:
        asked.splits, asked.draws = 1, 1
    for file in asked.files:
        corpus = read_corpus(file)
        n_groups = len(np.unique(corpus.groups))
        size = f"{len(corpus.texts)} segments, {len(corpus.codes)} codes, {n_groups} groups"
        print(f"{file.name}: {size}")
        started = time.process_time()
        reader = AllReaders(corpus) if asked.full else Ridge(corpus)
        compare(corpus, reader, asked.splits, asked.draws)
        print(f"{time.process_time() - started:.0f} s of one core")


if __name__ == "__main__":
    main()
