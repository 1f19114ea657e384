"""The u-alpha family: where coders begin and end stretches, and what they call them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from idtool.agreement.chance import NEARLY
from idtool.agreement.ratings import Floats, Integers

VERSION = "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, section 12.6"
"""Printed with every value: alphas for unitizing of 1995/2004 and 2013 are other measures."""

GAP = 0

SelfPairing = Literal["effective", "union"]
"""Which length of a stretch is not to be paired with itself (equation 37): the mean length on
which other coders marked something, or the length on which any of them did. The first
gives the book's .724 on its own example, the second the .728 of the R package quallmer;
for two coders they are the same."""

Stretch = tuple[int, int, str]
"""Start, end (excluded) and value."""


@dataclass(frozen=True)
class Continuum:
    """One text and each coder's stretches on it, which do not overlap within a coder."""

    length: int
    coders: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True)
class Lengths:
    """What the family needs of each text, by value; arrays of shape (texts, values).

    Value 0 is the gap between stretches. ``matched``: length on which pairs of
    coders have the same value; ``against_gap``: on which the other has a gap;
    ``squares``: squared lengths of stretches, for gaps plain lengths; ``effective``
    and ``union``: squared lengths of stretches as far as others marked something
    there, see ``SelfPairing``.
    """

    values: tuple[str, ...]
    n_coders: int
    lengths: Floats
    matched: Floats
    against_gap: Floats
    squares: Floats
    effective: Floats
    union: Floats


def measure_lengths(texts: Sequence[Continuum]) -> Lengths:
    """Lengths by value for every text, from which all coefficients follow by addition.

    Raises:
        ValueError: The texts were not all coded by the same number of coders, or
            stretches of one coder overlap.
    """
    values = ("", *sorted({s[2] for text in texts for coder in text.coders for s in coder}))
    place = {value: number for number, value in enumerate(values)}
    coders = {len(text.coders) for text in texts}
    if len(coders) > 1:
        raise ValueError("All texts need the same coders.")
    tables = np.zeros((6, len(texts), len(values)))
    for number, text in enumerate(texts):
        tables[:, number] = _of_text(text, place)
    return Lengths(values, max(coders, default=0), *tables)


def u_alpha(lengths: Lengths, weights: Floats | None = None) -> Floats:
    """Agreement on boundaries and values at once, gaps included (the nominal u-alpha).

    Args:
        lengths: From :func:`measure_lengths`.
        weights: How often each text counts; shape (texts,) or (draws, texts).

    Returns:
        1 where stretches and values are the same, 0 for chance. Undefined where
        nothing was marked, or everything has one value.

    References:
        Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the
        reliability of unitizing textual continua. Quality & Quantity, 50,
        2347-2364; Krippendorff (2019). Content Analysis (4th ed.), section 12.6.
    """
    total, matched, _, squares = _sums(lengths, weights)
    return _alpha(total, matched, squares)


def u_alpha_binary(lengths: Lengths, weights: Floats | None = None) -> Floats:
    """Agreement on what is relevant at all: any value against gap (written |u-alpha).

    Undefined where nothing was marked, or everything was.
    """
    total, matched, against_gap, squares = _sums(lengths, weights)
    gap = total[..., GAP]
    marked = total.sum(axis=-1) - gap
    mixed = against_gap[..., 1:].sum(axis=-1)  # one coder has a stretch, the other a gap
    two = np.stack([gap, marked], axis=-1)
    alike = np.stack([matched[..., GAP], marked - mixed], axis=-1)
    loose = np.stack([squares[..., GAP], squares[..., 1:].sum(axis=-1)], axis=-1)
    return _alpha(two, alike, loose)


def cu_alpha(
    lengths: Lengths, weights: Floats | None = None, *, self_pairing: SelfPairing = "effective"
) -> Floats:
    """Agreement on values where coders agree that something is there (cu-alpha).

    Undefined where no two coders marked the same place, or only one value is left.
    """
    total, matched, squares = _where_both_marked(lengths, weights, self_pairing)
    return _alpha(total, matched, squares)


def u_alpha_of_value(
    lengths: Lengths,
    value: str,
    weights: Floats | None = None,
    *,
    self_pairing: SelfPairing = "effective",
) -> tuple[Floats, Floats]:
    """Agreement on one value against the others, and the share of its length others marked.

    Returns:
        (k)u-alpha of the value and its coverage, from 0 to 1. The first is
        undefined where the second is 0, or no other value could have been met.
    """
    k = lengths.values.index(value) - 1  # gaps are left out
    total, matched, squares = _where_both_marked(lengths, weights, self_pairing)
    own, everything = total[..., k], total.sum(axis=-1)
    room = own * everything - squares[..., k]  # a stretch is not paired with itself
    observed = own - matched[..., k]
    expected = own**2 * (everything - own) / np.where(room > NEARLY, room, np.nan)
    length = _sums(lengths, weights)[0][..., k + 1]
    coverage = own / np.where(length > 0, length, np.nan)
    enough = (expected > NEARLY) & (own > NEARLY)
    return np.asarray(1 - observed / np.where(enough, expected, np.nan)), np.asarray(coverage)


def _of_text(text: Continuum, place: dict[str, int]) -> Floats:
    """The six rows of :class:`Lengths` for one text."""
    edges = np.array(
        sorted({0, text.length, *(p for coder in text.coders for s in coder for p in s[:2])})
    )
    pieces = np.diff(edges).astype(float)
    m = len(text.coders)
    value = np.zeros((m, len(pieces)), dtype=np.int64)
    spans = [_spans(coder, edges, place, value[i]) for i, coder in enumerate(text.coders)]
    n = len(place)
    table = np.zeros((6, n))
    marked = (value != GAP).sum(axis=0)
    for i, own in enumerate(value):
        same = (value == own).sum(axis=0) - 1
        table[0] += np.bincount(own, pieces, n)
        if m < 2:
            continue
        table[1] += np.bincount(own, pieces * same / (m - 1), n)
        table[2] += np.bincount(own, pieces * (m - marked - (own == GAP)) / (m - 1), n)
        table[3, GAP] += pieces[own == GAP].sum()
        others = marked - (own != GAP)
        effective = np.concatenate([[0], np.cumsum(pieces * others / (m - 1))])
        union = np.concatenate([[0], np.cumsum(pieces * (others > 0))])
        for first, last, k in spans[i]:
            table[3, k] += float(edges[last] - edges[first]) ** 2
            table[4, k] += (effective[last] - effective[first]) ** 2
            table[5, k] += (union[last] - union[first]) ** 2
    return table


def _spans(
    stretches: Sequence[Stretch], edges: Integers, place: dict[str, int], value: Integers
) -> list[tuple[int, int, int]]:
    """Stretches as runs of pieces; fills in ``value`` and refuses overlap."""
    found = []
    for start, end, name in stretches:
        first, last = (int(p) for p in np.searchsorted(edges, (start, end)))
        if value[first:last].any():
            raise ValueError("Stretches of one coder overlap.")
        value[first:last] = place[name]
        found.append((first, last, place[name]))
    return found


def _sums(lengths: Lengths, weights: Floats | None) -> tuple[Floats, Floats, Floats, Floats]:
    w = np.ones(len(lengths.lengths)) if weights is None else weights
    return (
        np.asarray(w @ lengths.lengths),
        np.asarray(w @ lengths.matched),
        np.asarray(w @ lengths.against_gap),
        np.asarray(w @ lengths.squares),
    )


def _where_both_marked(
    lengths: Lengths, weights: Floats | None, self_pairing: SelfPairing
) -> tuple[Floats, Floats, Floats]:
    w = np.ones(len(lengths.lengths)) if weights is None else weights
    total, matched, against_gap, _ = _sums(lengths, w)
    squares = lengths.effective if self_pairing == "effective" else lengths.union
    return (total - against_gap)[..., 1:], matched[..., 1:], np.asarray(w @ squares)[..., 1:]


def _alpha(total: Floats, matched: Floats, squares: Floats) -> Floats:
    """One minus observed over expected mismatch, from lengths by value."""
    everything = total.sum(axis=-1)
    room = everything**2 - squares.sum(axis=-1)
    by_chance = everything * ((total**2).sum(axis=-1) - squares.sum(axis=-1))
    expected = everything - by_chance / np.where(room > NEARLY, room, np.nan)
    observed = everything - matched.sum(axis=-1)
    enough = expected > NEARLY * np.maximum(everything, 1)
    return np.asarray(1 - observed / np.where(enough, expected, np.nan))
