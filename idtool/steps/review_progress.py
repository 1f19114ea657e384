"""Review progress: what decisions came to lately, and what may still wait. Never a verdict."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.coding.callaghan_2020 import RandomSample, lowest_recall, recall_p
from idtool.coding.expecting import Decided, Expected, expected_to_hold
from idtool.coding.lessons import FEWEST
from idtool.coding.ordering import at_random, score_of
from idtool.compare.permutation_test import exact_contrast, score_interval
from idtool.errors import InsufficientData
from idtool.model import Act, Coding, TrailEvent
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

LAST = 50
TARGET = 0.95
STRENGTHS = ("strong", "fair", "faint")

_MACHINE = frozenset({"rule", "likeness", "learned"})
_FEWEST_BEFORE = 20
_MOST_NEXT = 3
_ACTS = frozenset({"proposal.accept", "proposal.reject", "proposal.change"})


@dataclass(frozen=True, slots=True)
class OfStrength:
    """Proposals of one word of strength; ``low`` to ``high`` is the 95 % interval of the share.

    ``held``: accepted as proposed, or the code accepted on other words. The interval
    is ``None`` where nothing was decided.
    """

    strength: str
    waiting: int
    decided: int
    held: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Lately:
    """The last decisions against those before.

    ``difference`` is the share that held lately minus the share before, with its 95 %
    interval (Newcombe 1998); ``None`` with fewer than 20 before. ``new_people`` counts
    the decisions that showed a code in a person it had not been seen in;
    ``new_codes`` had no accepted place before.
    """

    n: int
    held: int
    n_before: int
    held_before: int
    difference: float | None
    low: float | None
    high: float | None
    new_people: int
    new_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sampled:
    """The random sample of what waited, and the test of recall on it (Callaghan 2020).

    ``lowest`` is the share of all proposals that would hold which are accepted by
    now, at least, with 95 % certainty; ``p`` tests a recall of .95.
    """

    sample: RandomSample
    lowest: float
    p: float


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How the review stands. What is undefined is ``None``, with the reason in ``why``.

    ``next_interviews`` have the most strong and fair proposals waiting; ``few`` gives
    accepted places of codes that have some waiting and too few to be learned from.
    """

    strengths: tuple[OfStrength, ...]
    lately: Lately | None
    expected: Expected | None
    sampled: Sampled | None
    next_interviews: tuple[tuple[str, int], ...]
    few: Mapping[str, int]
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Made:
    """A decision that stands: the proposal, whether it held, and the coding that came of it.

    ``shows`` is the accepted proposal, or the coding that took a changed one's place;
    ``None`` after a rejection.
    """

    coding: Coding
    held: bool
    shows: Coding | None


def review_progress(study: LoadedStudy, act: Act) -> ReviewProgress:
    """Count what was decided and what waits, by the coders that count. Changes nothing."""
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        events = store.trail.events()
        every = store.codings.all(status=("accepted", "rejected", "proposed"))
    waiting = [one for one in every if one.status == "proposed"]
    counting = study.settings.counting_coders
    decided = {
        one.uuid: one
        for one in every
        if one.status != "proposed" and one.source in _MACHINE and one.coder in counting
    }
    accepted = [one for one in every if one.status == "accepted" and one.coder in counting]
    made, drawn = _decisions(events, decided, {one.uuid: one for one in accepted})
    why: dict[str, str] = {}
    return ReviewProgress(
        strengths=_by_strength(made, waiting),
        lately=_lately(made, accepted, text, why),
        expected=_expected(made, waiting, why),
        sampled=_sampled(made, drawn, waiting, why),
        next_interviews=tuple(
            Counter(
                one.segment.transcript for one in waiting if one.strength in {"strong", "fair"}
            ).most_common(_MOST_NEXT)
        ),
        few=_few(accepted, waiting),
        why=why,
    )


def _decisions(
    events: Sequence[TrailEvent], decided: Mapping[str, Coding], accepted: Mapping[str, Coding]
) -> tuple[list[_Made], list[str]]:
    """Decisions that stand, in order, and the last unbroken run of random ones."""
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    drawn: list[str] = []
    for event in events:
        if event.act == "codebook.apply":
            drawn = []
        elif event.act == "proposal.undo":
            found.pop(event.about, None)
            drawn = [one for one in drawn if one != event.about]
        elif event.act in _ACTS:
            detail = json.loads(event.detail)
            found.pop(event.about, None)
            found[event.about] = (event.act, detail)
            drawn = [*drawn, event.about] if detail.get("order") == "random" else []
    made = [
        _Made(
            decided[uuid],
            decided[uuid].status == "accepted" or detail.get("new_code") == decided[uuid].code,
            accepted.get(detail.get("coding", uuid)),
        )
        for uuid, (_, detail) in found.items()
        if uuid in decided
    ]
    return made, [one for one in drawn if one in decided]


def _by_strength(made: Sequence[_Made], waiting: Sequence[Coding]) -> tuple[OfStrength, ...]:
    rows = []
    for strength in STRENGTHS:
        own = [one.held for one in made if one.coding.strength == strength]
        low, high = score_interval(sum(own), len(own)) if own else (None, None)
        n = sum(one.strength == strength for one in waiting)
        rows.append(OfStrength(strength, n, len(own), sum(own), low, high))
    return tuple(rows)


def _lately(
    made: Sequence[_Made], accepted: Sequence[Coding], text: StudyText, why: dict[str, str]
) -> Lately | None:
    if not made:
        why["lately"] = "Nothing is decided yet."
        return None
    before, last = made[:-LAST], made[-LAST:]
    held, held_before = sum(one.held for one in last), sum(one.held for one in before)
    difference = low = high = None
    if len(before) >= _FEWEST_BEFORE:
        contrast = exact_contrast(held, len(last), held_before, len(before))
        difference, low, high = contrast.difference, contrast.low, contrast.high
    else:
        why["difference"] = (
            f"{len(before)} decisions before the last {len(last)}; {_FEWEST_BEFORE} are needed."
        )
    in_review = {one.shows.uuid for one in made if one.shows is not None}
    people: dict[str, set[str]] = defaultdict(set)
    for one in accepted:  # what is coded by hand, or taken from a table, was known before
        if one.uuid not in in_review:
            people[one.code].update(text.people_of(one))
    for shown in (one.shows for one in before if one.shows is not None):
        people[shown.code].update(text.people_of(shown))
    new_people, new_codes = 0, []
    for shown in (one.shows for one in last if one.shows is not None):
        heard = set(text.people_of(shown))
        if not people[shown.code]:
            new_codes.append(shown.code)
        new_people += not heard <= people[shown.code]
        people[shown.code] |= heard
    return Lately(
        len(last), held, len(before), held_before, difference, low, high,
        new_people, tuple(sorted(new_codes)),
    )  # fmt: skip


def _expected(
    made: Sequence[_Made], waiting: Sequence[Coding], why: dict[str, str]
) -> Expected | None:
    decided = [Decided(m.coding.segment.transcript, score_of(m.coding), m.held) for m in made]
    try:
        return expected_to_hold(decided, [score_of(one) for one in waiting])
    except InsufficientData as problem:
        why["expected"] = problem.problem
        return None


def _sampled(
    made: Sequence[_Made], drawn: Sequence[str], waiting: Sequence[Coding], why: dict[str, str]
) -> Sampled | None:
    """The test on the random sample; those passed over in it are waiting still."""
    inside = set(drawn)
    own = [one for one in made if one.coding.uuid in inside]
    order = [one.uuid for one in at_random([*waiting, *(one.coding for one in own)])]
    last = max((n for n, uuid in enumerate(order) if uuid in inside), default=-1)
    sample = RandomSample(
        found_before=sum(one.held for one in made) - sum(one.held for one in own),
        n_urn=len(order),
        n_drawn=last + 1,
        n_held=sum(one.held for one in own),
        n_open=last + 1 - len(own),
    )
    try:
        return Sampled(sample, lowest_recall(sample), recall_p(sample, TARGET))
    except InsufficientData as problem:
        why["sampled"] = problem.problem
        return None


def _few(accepted: Sequence[Coding], waiting: Sequence[Coding]) -> dict[str, int]:
    places = Counter(one.code for one in {(c.segment, c.code): c for c in accepted}.values())
    codes = sorted({one.code for one in waiting})
    return {code: places[code] for code in codes if places[code] < FEWEST}
