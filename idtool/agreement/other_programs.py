"""What other programs would print for the same codings, for readers who expect it.

Rebuilt from what public help pages and papers say of the programs, not from the programs, and not
checked against them. Each table says from what, and what could not be settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from idtool.agreement.brennan_prediger_1981 import brennan_prediger
from idtool.agreement.coded_units import CodedUnits
from idtool.agreement.cohen_1960 import cohen_kappa
from idtool.agreement.ratings import Ratings
from idtool.agreement.unitizing_2016 import Stretch

OVERLAP = 0.9
"""MAXQDA's usual setting: segments match that overlap by 90 % or more."""

Spans = Mapping[str, Sequence[Stretch]]
"""One coder's codings by interview."""


@dataclass(frozen=True, slots=True)
class OtherProgram:
    """The table another program would show: one row per code, and totals.

    ``rows`` and ``total`` hold numbers by column name; ``None`` where that program
    has none. ``caveat`` says what its manual leaves open.
    """

    program: str
    manual: str
    unit: str
    caveat: str
    rows: Mapping[str, Mapping[str, float | None]]
    total: Mapping[str, float | None] = field(default_factory=dict)


def like_nvivo(characters: CodedUnits) -> OtherProgram:
    """Percent and Cohen's kappa per code and document on characters, then averaged.

    The average over documents is printed unweighted and weighted by their length,
    both of which the manual describes. A document coded alike has kappa 1, also where
    neither coder used the code.

    Args:
        characters: Two coders, characters of whole documents.
    """
    rows: dict[str, dict[str, float | None]] = {}
    for code in characters.codes:
        ratings = characters.ratings_of(code)
        documents = ratings.weights[None] if ratings.groups is None else ratings.groups
        found = cohen_kappa(ratings, documents)
        kappas = np.where(found.observed >= 1, 1.0, found.value)
        length = documents.sum(axis=1)
        rows[code] = {
            "percent": float((found.observed * length).sum() / length.sum()),
            "kappa_unweighted": _number(kappas.mean()),
            "kappa_weighted_by_length": _number((kappas * length).sum() / length.sum()),
        }
    total = {name: _mean([row[name] for row in rows.values()]) for name in _names(rows)}
    return OtherProgram(
        "NVivo",
        "excerpts of the online help on NVivo's coding comparison query (version not settled)",
        "character of the whole document",
        "NVivo on the Mac can also count sentences or paragraphs; a spreadsheet is needed there "
        "for averages, as it prints one row per code and document.",
        rows,
        total,
    )


def like_dedoose(excerpts: CodedUnits) -> OtherProgram:
    """Cohen's kappa per code on excerpts of the first coder, and pooled kappa over codes.

    Args:
        excerpts: Units to which the first of two coders applied a code.
    """
    rows: dict[str, dict[str, float | None]] = {}
    observed, expected = [], []
    for code in excerpts.codes:
        found = cohen_kappa(excerpts.ratings_of(code))
        rows[code] = {"kappa": _number(float(found.value))}
        observed.append(float(found.observed))
        expected.append(float(found.expected))
    chance = float(np.mean(expected)) if expected else 1.0
    pooled = (float(np.mean(observed)) - chance) / (1 - chance) if chance < 1 else None
    return OtherProgram(
        "Dedoose",
        "excerpts of the Dedoose help on its Training Center (version not settled); pooled kappa "
        "after de Vries, Elliott, Kanouse & Teleki (2008)",
        "turn coded by the first coder",
        "Dedoose tests a trainee on excerpts an expert cut. Here every turn the first coder coded "
        "is an excerpt.",
        rows,
        {"pooled_kappa": pooled},
    )


def like_maxqda(
    first: Spans, second: Spans, codes: Sequence[str], *, overlap: float = OVERLAP
) -> OtherProgram:
    """Percent of segments that match with enough overlap, and kappa with chance 1/codes.

    Every segment of both coders is looked up in the other's; it agrees if a segment
    of the same code shares at least ``overlap`` of what the two cover together.
    """
    rows: dict[str, dict[str, float | None]] = {}
    agreeing = everything = 0
    for code in codes:
        mine, theirs = _of_code(first, code), _of_code(second, code)
        found = _matched(mine, theirs, overlap) + _matched(theirs, mine, overlap)
        n = sum(map(len, mine.values())) + sum(map(len, theirs.values()))
        rows[code] = {
            "agreements": found,
            "disagreements": n - found,
            "percent": found / n if n else None,
        }
        agreeing, everything = agreeing + found, everything + n
    percent = agreeing / everything if everything else None
    chance = 1 / len(codes) if codes else 1.0
    kappa = (percent - chance) / (1 - chance) if percent is not None and chance < 1 else None
    return OtherProgram(
        "MAXQDA",
        "what is told of MAXQDA's manual on intercoder agreement, segments in documents (version "
        "not settled)",
        f"coded segment, overlap of {overlap:.0%} or more",
        "The manual takes chance as one over the number of codes (Brennan & Prediger 1981) and "
        "does not say how overlap is measured; here it is the shared part of what both cover.",
        rows,
        {"percent": percent, "kappa": kappa},
    )


def like_atlasti(
    characters: CodedUnits,
    stretches: Mapping[str, Mapping[str, float | None]],
    total: Mapping[str, float | None],
) -> OtherProgram:
    """Percent agreement, Holsti's index and the alpha family, as named in its manual.

    Args:
        characters: Characters of participants' words, any number of coders.
        stretches: c-alpha-binary by code, already measured.
        total: Cu-alpha over the domains, and cu-alpha within each.
    """
    rows: dict[str, dict[str, float | None]] = {}
    for code in characters.codes:
        ratings = characters.ratings_of(code)
        rows[code] = {
            "percent": _percent(ratings),
            "holsti": _shared(ratings),
            **stretches.get(code, {}),
        }
    return OtherProgram(
        "ATLAS.ti",
        "what is told of ATLAS.ti's manual on testing agreement (version not settled); family of "
        "Krippendorff et al. (2016)",
        "character of participants' words",
        "ATLAS.ti needs codes sorted into semantic domains that never overlap within; here each "
        "focus is a domain, and where its codes overlap the set of codes is the value. How its "
        "percent and Holsti's index count segments the manual does not fix.",
        rows,
        total,
    )


def _percent(ratings: Ratings) -> float | None:
    return _number(float(brennan_prediger(ratings).observed))


def _shared(ratings: Ratings) -> float | None:
    from idtool.agreement.hripcsak_2005 import f1

    return _number(float(f1(ratings)))


def _of_code(spans: Spans, code: str) -> dict[str, list[tuple[int, int]]]:
    return {
        name: sorted({(start, end) for start, end, value in found if value == code})
        for name, found in spans.items()
    }


def _matched(
    mine: Mapping[str, Sequence[tuple[int, int]]],
    theirs: Mapping[str, Sequence[tuple[int, int]]],
    overlap: float,
) -> int:
    return sum(
        any(_overlap(span, other) >= overlap for other in theirs.get(name, ()))
        for name, spans in mine.items()
        for span in spans
    )


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _names(rows: Mapping[str, Mapping[str, float | None]]) -> list[str]:
    return list(next(iter(rows.values()), {}))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
