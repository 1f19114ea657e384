"""Judging: every stretch held against the codebooks, with the talk around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.hearing import Heard
from idtool.coding.knowledge import Knowledge
from idtool.coding.strength import likeness_shares, logits
from idtool.coding.stretches import Stretch


@dataclass(frozen=True)
class Judged:
    """What likeness says of every stretch of a transcript; one row per stretch.

    ``shares`` weighs the talk around a stretch along with its own words, ``own``
    goes by its own words alone; columns are the codes, then no code. ``features``
    are those of its own words.
    """

    shares: Any
    own: Any
    features: Any


def judge(
    heard: Sequence[Heard], rows: Sequence[tuple[int, Stretch]], known: Knowledge
) -> Judged | None:
    """Hold stretches against the codebooks; ``None`` if there is nothing to hold."""
    if not rows or not known.is_spoken_for:
        return None
    likeness = known.likeness
    offsets = np.cumsum([0, *(len(h.units) for h in heard)])
    counts = likeness.count([" ".join(words) for h in heard for words in h.spoken])
    own_runs = [(offsets[n] + s.first, offsets[n] + s.last + 1) for n, s in rows]
    wide_runs = [(offsets[n] + s.around[0], offsets[n] + s.around[1] + 1) for n, s in rows]
    distinct = sorted(set(wide_runs))
    place = {run: number for number, run in enumerate(distinct)}
    own, features = _logits(own_runs, counts, known)
    wide, _ = _logits(distinct, counts, known)
    wide = wide[[place[run] for run in wide_runs]]
    allowed = {
        kind: [kind in known.codes[code].kinds for code in likeness.codes]
        for kind in ("individual", "paired")
    }
    may_occur = np.array([allowed[heard[n].passage.kind] for n, _ in rows])
    return Judged(
        likeness_shares(own, wide, may_occur), likeness_shares(own, own, may_occur), features
    )


def _logits(
    runs: Sequence[tuple[int, int]], counts: tuple[Any, Any], known: Knowledge
) -> tuple[Any, Any]:
    """Logits and features of runs of units."""
    ends = np.array(runs)
    lengths = ends[:, 1] - ends[:, 0]
    row = np.repeat(np.arange(len(runs)), lengths)
    column = np.concatenate([np.arange(first, last) for first, last in runs])
    gather = sparse.csr_matrix(
        (np.ones(len(row)), (row, column)), shape=(len(runs), counts[0].shape[0])
    )
    features, words = known.likeness.features(gather @ counts[0], gather @ counts[1])
    close = known.likeness.closeness(features, words)
    return logits(close, known.likeness.focus_of_code), features
