"""Judging: every stretch held against the codebooks, with the talk around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

from idtool.coding.hearing import Heard
from idtool.coding.knowledge import Knowledge
from idtool.coding.strength import likeness_shares, logits
from idtool.coding.stretches import Stretch


def stretch_shares(
    heard: Sequence[Heard], rows: Sequence[tuple[int, Stretch]], known: Knowledge
) -> tuple[Any, Any]:
    """Likeness shares of all stretches, and the features of their own words."""
    likeness = known.likeness
    offsets = np.cumsum([0, *(len(h.units) for h in heard)])
    texts = [" ".join(words) for h in heard for words in h.spoken]
    if not rows:
        return np.zeros((0, len(likeness.codes) + 1)), None
    counts = likeness.count(texts)
    own_runs = [(offsets[n] + s.first, offsets[n] + s.last + 1) for n, s in rows]
    wide_runs = [(offsets[n] + s.around[0], offsets[n] + s.around[1] + 1) for n, s in rows]
    distinct = sorted(set(wide_runs))
    place = {run: number for number, run in enumerate(distinct)}
    own, features = _judged(own_runs, counts, known)
    wide, _ = _judged(distinct, counts, known)
    wide = wide[[place[run] for run in wide_runs]]
    shares = np.zeros_like(own)
    kinds = np.array([heard[n].passage.kind for n, _ in rows])
    for kind in ("individual", "paired"):
        chosen = kinds == kind
        if chosen.any():
            allowed = np.array([kind in known.codes[code].kinds for code in likeness.codes])
            shares[chosen] = likeness_shares(own[chosen], wide[chosen], allowed)
    return shares, features


def _judged(
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
