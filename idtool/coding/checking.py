"""Checking: the machine's proposals held against what people coded, interviews held out.

Folds are made of interviews, never of rows: what one person said in an
interview is never on both sides. A proposal is right if it overlaps an
accepted coding of the same code; a coding is found if a proposal of its code
overlaps it. Agreement with coders is measured, not truth. Where proposals were
decided about, accepted ones are found again by construction, so interviews
coded by hand alone are counted by themselves wherever there are enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from idtool.codebook import Codebook
from idtool.coding.calibrating import FEWEST, calibrated
from idtool.coding.knowledge import Knowledge, knowledge_of
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal, propose
from idtool.coding.teaching import teach, views_of
from idtool.coding.views import Views
from idtool.model import Coding, Segment, Strength

FOLDS = 5
_BINS = 5
_FEWEST_FOR_CURVE = 30
_FEWEST_PARTS = 2
FEWEST_BY_HAND = 2
"""Interviews coded by hand alone from which the others are left out of the numbers."""


class Shares:
    """Shares of what was proposed, and of what was coded, that agree; undefined of nothing."""

    __slots__ = ()
    n_proposed: int
    n_right: int
    n_coded: int
    n_found: int

    @property
    def precision(self) -> float | None:
        """Share of proposals that were right."""
        return self.n_right / self.n_proposed if self.n_proposed else None

    @property
    def recall(self) -> float | None:
        """Share of codings that were found."""
        return self.n_found / self.n_coded if self.n_coded else None


@dataclass(frozen=True, slots=True)
class CodeScore(Shares):
    """One code: proposals, those that were right, codings, and those that were found.

    ``said`` is the mean calibrated number of its proposals, each calibrated on the other
    interviews, ``None`` where nothing could be calibrated; ``is_own`` says whether the
    code had enough proposals for a calibration of its own. Precision is undefined
    (``None``) without proposals, recall without codings, F1 if either is.
    """

    code: str
    n_proposed: int
    n_right: int
    n_coded: int
    n_found: int
    n_learned_from: int
    said: float | None = None
    is_own: bool = False

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; 0 if nothing was right."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Proposals of like calibrated number: how many, the mean number, and the share right."""

    n: int
    said: float
    held: float


@dataclass(frozen=True, slots=True)
class Tally(Shares):
    """Proposals and codings of some interviews.

    ``n_right`` of ``n_proposed`` proposals overlap a coding, ``n_found`` of ``n_coded``
    codings a proposal; ``n_hit`` of ``n_turns`` coded turns have a right code among
    the first three. Each share is undefined (``None``) without anything to share.
    """

    n_interviews: int
    n_proposed: int
    n_right: int
    n_coded: int
    n_found: int
    n_turns: int
    n_hit: int

    @property
    def hit_at_3(self) -> float | None:
        """Share of coded turns where one of the first three codes was right."""
        return self.n_hit / self.n_turns if self.n_turns else None


@dataclass(frozen=True, slots=True)
class Check:
    """What the check of a set of sources found.

    ``by_hand`` tallies interviews where nobody has decided about a proposal, ``reviewed``
    the others; ``None`` where there are none. Everything else is about those coded by
    hand alone if there are two of them (``is_by_hand``), otherwise about all.

    ``hit_at_3``: share of coded turns where one of the first three codes proposed
    was coded; ``None`` without coded turns. ``curve`` is empty with fewer than 30
    proposals. ``by_strength`` has (proposals, right) per word of strength.
    ``brier`` is the mean squared error of the calibrated numbers (Brier 1950), code by
    code, ``brier_pooled`` that of one calibration for all; ``None`` without a curve.
    """

    using: tuple[str, ...]
    codes: tuple[CodeScore, ...]
    hit_at_3: float | None
    n_turns: int
    curve: tuple[CurvePoint, ...]
    by_strength: Mapping[Strength, tuple[int, int]]
    brier: float | None = None
    brier_pooled: float | None = None
    is_by_hand: bool = False
    by_hand: Tally | None = None
    reviewed: Tally | None = None

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 over codes that were coded; a code nothing was proposed for counts 0."""
        scores = [score.f1 or 0.0 for score in self.codes if score.n_coded]
        return sum(scores) / len(scores) if scores else None


def folds(names: Sequence[str], n: int = FOLDS) -> list[list[str]]:
    """Interviews dealt into ``n`` parts, in turn; fewer parts if there are fewer interviews."""
    n = min(n, len(names))
    return [list(names[k::n]) for k in range(n)]


def check(
    passages: Mapping[str, Sequence[Passage]],
    codings: Sequence[Coding],
    codebooks: Sequence[Codebook],
    *,
    using: Sequence[str],
    avoid: Sequence[str] = (),
    views: Views | None = None,
    prompted: Collection[str] = (),
    known: Knowledge | None = None,
    step: Callable[[], object] = lambda: None,
) -> Check:
    """Propose for each fold what was learned from the others, and compare.

    Args:
        passages: Participants' turns by transcript.
        codings: Accepted and rejected codings of the coders that count.
        codebooks: One per focus.
        using: Sources.
        avoid: Vignette stages and guide questions.
        views: How talk is seen, if that is known already; it knows no codes.
        prompted: Interviews where somebody decided about proposals. They teach, and are
            tallied by themselves.
        known: The codebooks compiled, if the caller has them at hand.
        step: Called after each interview.
    """
    accepted = [c for c in codings if c.status == "accepted"]
    names = [n for n in passages if any(c.segment.transcript == n for c in accepted)]
    known = known if known is not None else knowledge_of(codebooks)
    learns = "learned" in using
    views = (views or views_of(passages)) if learns else None
    proposals: list[Proposal] = []
    taught: dict[str, int] = {}
    for part in folds(names):
        kept = {name: passages[name] for name in names if name not in part}
        teaching = (
            teach([c for c in codings if c.segment.transcript in kept], kept, known, views)
            if learns and kept
            else None
        )
        if teaching is not None:
            for code in teaching.learner.codes:
                n = teaching.learner.n_examples[code]
                taught[code] = max(taught.get(code, 0), n)
        for name in part:
            proposals += propose(
                passages[name],
                codebooks,
                using=using,
                avoid=avoid,
                teaching=teaching,
                known=known,
            )
            step()
    compared = _Compared(proposals, accepted)
    by_hand = [name for name in names if name not in prompted]
    is_by_hand = len(by_hand) >= FEWEST_BY_HAND
    return replace(
        _checked(
            compared.within(by_hand if is_by_hand else names),
            list(known.codes),
            tuple(using),
            taught,
        ),
        is_by_hand=is_by_hand,
        by_hand=compared.within(by_hand).tally() if by_hand else None,
        reviewed=(
            compared.within([name for name in names if name in prompted]).tally()
            if len(by_hand) < len(names)
            else None
        ),
    )


class _Compared:
    """Proposals and accepted codings of the same interviews, held against each other."""

    def __init__(self, proposals: Sequence[Proposal], accepted: Sequence[Coding]) -> None:
        self.proposals = list(proposals)
        self.accepted = list(accepted)
        coded: dict[tuple[str, str], list[Segment]] = defaultdict(list)
        proposed: dict[tuple[str, str], list[Segment]] = defaultdict(list)
        for place in dict.fromkeys((c.segment, c.code) for c in accepted):
            coded[place[0].transcript, place[1]].append(place[0])
        for p in proposals:
            proposed[p.segment.transcript, p.code].append(p.segment)
        self.right = [
            any(_meet(p.segment, own) for own in coded[p.segment.transcript, p.code])
            for p in proposals
        ]
        self.found = {
            (own, code): any(_meet(own, other) for other in proposed[name, code])
            for (name, code), here in list(coded.items())
            for own in here
        }
        self.hits = _hits(proposals, accepted)

    def within(self, names: Collection[str]) -> _Compared:
        """The same for some of the interviews."""
        return _Compared(
            [p for p in self.proposals if p.segment.transcript in names],
            [c for c in self.accepted if c.segment.transcript in names],
        )

    def tally(self) -> Tally:
        """How many of each there are."""
        return Tally(
            n_interviews=len({c.segment.transcript for c in self.accepted}),
            n_proposed=len(self.right),
            n_right=sum(self.right),
            n_coded=len(self.found),
            n_found=sum(self.found.values()),
            n_turns=len(self.hits),
            n_hit=sum(self.hits),
        )


def _checked(
    compared: _Compared,
    codes: Sequence[str],
    using: tuple[str, ...],
    taught: Mapping[str, int],
) -> Check:
    proposals, right, found = compared.proposals, compared.right, compared.found
    numbers = _numbers(proposals, right)
    scores = []
    for code in codes:
        rows = [n for n, p in enumerate(proposals) if p.code == code]
        own = [right[n] for n in rows]
        held = [ok for (_, other), ok in found.items() if other == code]
        if own or held:
            scores.append(
                CodeScore(
                    code,
                    len(own),
                    sum(own),
                    len(held),
                    sum(held),
                    taught.get(code, 0),
                    float(numbers.own[rows].mean()) if numbers is not None and rows else None,
                    len(own) >= FEWEST,
                )
            )
    strengths: dict[Strength, tuple[int, int]] = {}
    for p, ok in zip(proposals, right, strict=True):
        n, m = strengths.get(p.strength, (0, 0))
        strengths[p.strength] = (n + 1, m + ok)
    tally = compared.tally()
    return Check(
        using,
        tuple(scores),
        tally.hit_at_3,
        tally.n_turns,
        numbers.curve(right) if numbers is not None else (),
        strengths,
        numbers.brier(numbers.own, right) if numbers is not None else None,
        numbers.brier(numbers.pooled, right) if numbers is not None else None,
    )


def _meet(one: Segment, other: Segment) -> bool:
    """Whether two stretches of one transcript overlap."""
    return one.start < other.end and other.start < one.end


def _hits(proposals: Sequence[Proposal], accepted: Sequence[Coding]) -> list[bool]:
    """For each coded turn, whether one of the first three codes proposed there was coded."""
    coded: dict[tuple[str, int], set[str]] = {}
    for c in accepted:
        coded.setdefault((c.segment.transcript, c.turn), set()).add(c.code)
    first: dict[tuple[str, int], list[str]] = {}
    for p in sorted(proposals, key=lambda p: -p.score):
        codes = first.setdefault((p.segment.transcript, p.turn), [])
        if p.code not in codes:
            codes.append(p.code)
    return [bool(codes & set(first.get(turn, [])[:3])) for turn, codes in coded.items()]


@dataclass(frozen=True)
class _Numbers:
    """Scores of proposals calibrated on the other interviews, by their code and for all alike."""

    own: Any
    pooled: Any

    def curve(self, right: Sequence[bool]) -> tuple[CurvePoint, ...]:
        """Reliability (DeGroot & Fienberg 1983) of the numbers by code."""
        held = np.array(right, dtype=float)
        order = np.argsort(self.own, kind="stable")
        return tuple(
            CurvePoint(len(rows), float(self.own[rows].mean()), float(held[rows].mean()))
            for rows in np.array_split(order, _BINS)
            if len(rows)
        )

    def brier(self, said: Any, right: Sequence[bool]) -> float:
        """Mean squared distance of the numbers from what held."""
        return float(((said - np.array(right, dtype=float)) ** 2).mean())


def _numbers(proposals: Sequence[Proposal], right: Sequence[bool]) -> _Numbers | None:
    """Calibrated numbers; ``None`` with few proposals, or from a single interview."""
    names = [p.segment.transcript for p in proposals]
    parts = folds(sorted(set(names)))
    if len(proposals) < _FEWEST_FOR_CURVE or len(parts) < _FEWEST_PARTS:
        return None
    scores, codes = [p.score for p in proposals], [p.code for p in proposals]
    own, pooled = np.zeros(len(scores)), np.zeros(len(scores))
    for part in parts:
        inside = [n for n, name in enumerate(names) if name in part]
        rest = [n for n, name in enumerate(names) if name not in part]
        known = calibrated(
            [scores[n] for n in rest], [right[n] for n in rest], [codes[n] for n in rest]
        )
        own[inside] = known.of([scores[n] for n in inside], [codes[n] for n in inside])
        pooled[inside] = known.pooled([scores[n] for n in inside])
    return _Numbers(own, pooled)
