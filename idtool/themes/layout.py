"""Two coordinates per segment, so that a grouping run can be drawn as a map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from idtool.themes.features import Vectors
from idtool.themes.joining import apart_in_draws, tree_order

SPREAD = 0.09  # how far segments with the same shares lie apart, by what they say


def lay_out(
    vectors: Vectors,
    shares: Vectors,
    divided: Sequence[NDArray[np.int64]],
    cores: Sequence[Sequence[int]],
) -> list[tuple[float, float]]:
    """Each segment between the groupings into which it falls when other people are heard.

    The groupings stand on a circle, in the order of their tree, so that neighbors on it are
    neighbors there. A segment lies at the mean of their places, weighted by the share of
    draws in which it falls into each: on the circle if always into one, in the middle if
    into none. What would lie on top of each other is spread by the two directions in which
    segments differ most.

    Args:
        vectors: One row of length 1 per segment.
        shares: The share of draws in which each segment (row) falls into each grouping.
        divided: The part of each segment, one row per draw of people.
        cores: Places of the segments of each grouping.

    Returns:
        Across and up, -1 to 1, one pair per segment; the same segments give the same map.

    References:
        Hoffman, P., Grinstein, G., Marx, K., Grosse, I., & Stanley, E. (1997). DNA visual
        and analytic data mining. Proceedings of IEEE Visualization, 437-441 (radial
        visualization).
    """
    places = SPREAD * _main_plane(vectors)
    if cores:
        order = tree_order(apart_in_draws(divided, cores), [len(core) for core in cores])
        turns = np.empty(len(cores))
        turns[order] = np.arange(len(cores)) / len(cores)
        rim = np.stack([np.sin(2 * np.pi * turns), np.cos(2 * np.pi * turns)], axis=1)
        places = places + (1 - SPREAD) * np.asarray(shares, dtype=np.float64) @ rim
    return [(round(float(x), 4) + 0.0, round(float(y), 4) + 0.0) for x, y in places]


def _main_plane(vectors: Vectors) -> NDArray[np.float64]:
    """The two directions in which segments differ most, ranked evenly from -1 to 1.

    Each direction is turned so that its largest value is positive.
    """
    centered = np.asarray(vectors - vectors.mean(axis=0), dtype=np.float64)
    if min(centered.shape) < 2:
        return np.zeros((len(centered), 2))
    values, axes = np.linalg.eigh(centered.T @ centered)
    flat = np.round(centered @ axes[:, np.argsort(-values, kind="stable")[:2]], 5)
    turn = np.sign(flat[np.abs(flat).argmax(axis=0), [0, 1]])
    ranks = (flat * np.where(turn == 0, 1, turn)).argsort(axis=0, kind="stable").argsort(axis=0)
    even: NDArray[np.float64] = 2 * ranks / max(len(flat) - 1, 1) - 1
    return even
