"""Two coordinates per segment, so that a grouping run can be drawn as a map."""

from __future__ import annotations

import numpy as np

from idtool.themes.features import Vectors


def lay_out(vectors: Vectors) -> list[tuple[float, float]]:
    """The two directions in which segments differ most (principal components).

    Each axis is turned so that its largest value is positive, and the longest stretches
    from -1 to 1: the same segments give the same map. Near on the map need not be near
    in fact, since two directions hold only part of what differs.
    """
    centered = np.asarray(vectors - vectors.mean(axis=0), dtype=np.float64)
    if min(centered.shape) < 2:
        return [(0.0, 0.0)] * len(centered)
    values, axes = np.linalg.eigh(centered.T @ centered)
    flat = centered @ axes[:, np.argsort(-values, kind="stable")[:2]]
    turn = np.sign(flat[np.abs(np.round(flat, 6)).argmax(axis=0), [0, 1]])
    flat = flat * np.where(turn == 0, 1, turn) / max(float(np.abs(flat).max()), 1e-9)
    return [(round(float(x), 4) + 0.0, round(float(y), 4) + 0.0) for x, y in flat]
