"""How a review stands, on the screen: a note on what may still wait, never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idtool.coding.growth import GrowthPoint
    from idtool.steps.review_progress import Lately, ReviewProgress

NO_VERDICT = (
    "A note, not a verdict: none of it says what was never proposed, and new people may say new "
    "things."
)
_MOST_CODES = 8


def show_progress(options: Asked, now: ReviewProgress, growth: Sequence[GrowthPoint]) -> None:
    """The whole note: what waits, what the last decisions came to, what may still hold."""
    _show.table(
        options,
        "Proposals by strength (held: accepted, also on other words)",
        ["strength", "waiting", "decided", "held", "share", "95 %"],
        [
            (
                one.strength,
                one.waiting,
                one.decided,
                one.held,
                f"{one.held / one.decided:.2f}" if one.decided else "–",
                f"{one.low:.2f}–{one.high:.2f}" if one.low is not None else "–",
            )
            for one in now.strengths
        ],
        right=["waiting", "decided", "held", "share", "95 %"],
    )
    _show.say(options, *lately_told(now), *_expected_told(now), *_sample_told(now))
    _show.say(options, *_growth_told(growth), *_next_told(now), NO_VERDICT)


def lately_told(now: ReviewProgress) -> list[str]:
    """What the last decisions came to, against those before, and what they showed first."""
    one = now.lately
    if one is None:
        return [now.why["lately"]]
    lines = [_rates_told(one)]
    shown = (
        "1 showed a code in a person it had not been seen in"
        if one.new_people == 1
        else f"{one.new_people} showed a code in a person it had not been seen in"
    )
    first = f"; first places of {_some(one.new_codes)}" if one.new_codes else "; no code was new"
    return [*lines, f"Of these last {one.n}, {shown}{first}."]


def short_note(now: ReviewProgress) -> list[str]:
    """What the end of a sitting says."""
    return [*lately_told(now), *_expected_told(now), "More: idtool review --progress"]


def _rates_told(one: Lately) -> str:
    line = f"Of the last {one.n} decisions {one.held} held ({one.held / one.n:.2f})"
    if one.difference is None or one.low is None or one.high is None:
        return f"{line}; too few before them to compare."
    line += (
        f", of the {one.n_before} before {one.held_before} ({one.held_before / one.n_before:.2f}): "
        f"{one.difference:+.2f} ({one.low:+.2f} to {one.high:+.2f})"
    )
    if one.low > 0:
        return f"{line}, more than before."
    return f"{line}, fewer than before." if one.high < 0 else f"{line}, no difference to be told."


def _expected_told(now: ReviewProgress) -> list[str]:
    one = now.expected
    if not any(row.waiting for row in now.strengths):
        return ["Nothing waits."]
    if one is None:
        return [f"How many of those that wait would hold cannot be told: {now.why['expected']}"]
    lines = []
    if one.n:
        lines = [
            f"Of {one.n} that wait about {one.held:.0f} would hold ({one.low} to {one.high}), if "
            "decisions go on as they were."
        ]
    if one.n_weaker:
        lines.append(f"{one.n_weaker} more are weaker than any decided so far: nothing is known.")
    return lines


def _sample_told(now: ReviewProgress) -> list[str]:
    one = now.sampled
    if one is None:
        if not any(row.waiting for row in now.strengths):
            return []
        return [
            f"How much of what would hold you have found cannot be told: {now.why['sampled']} "
            "A sample for it: idtool review --order random"
        ]
    sample = one.sample
    passed = f", {sample.n_open} passed over" if sample.n_open else ""
    return [
        f"Random sample: {sample.n_drawn} of the {sample.n_urn} that waited, {sample.n_held} held"
        f"{passed}. With 95 % certainty you have accepted at least {one.lowest:.2f} of the "
        f"proposals that would hold (recall of .95: p = {one.p:.3f}; one look, made once)."
    ]


def _growth_told(growth: Sequence[GrowthPoint]) -> list[str]:
    from idtool.coding.growth import told

    if len(growth) < 2:
        return ["What more places would teach cannot be told: four coded interviews are needed."]
    steps = ", ".join(f"{point.n_places}: {point.hit_at_3:.2f}" for point in growth)
    return [
        f"One of the first three codes right on held-out places, by places learned from: {steps}.",
        told(growth),
    ]


def _next_told(now: ReviewProgress) -> list[str]:
    lines = []
    if now.next_interviews:
        listed = ", ".join(f"{name} ({n})" for name, n in now.next_interviews)
        lines.append(f"Most strong and fair ones wait in {listed}.")
    if now.few:
        named = [f"{code} ({n})" for code, n in sorted(now.few.items(), key=lambda i: -i[1])]
        lines.append(
            f"Too few accepted places to learn from: {_some(named)}. "
            "Met first with: idtool review --order new"
        )
    return lines


def _some(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_MOST_CODES])
    return f"{listed} and {len(names) - _MOST_CODES} more" if len(names) > _MOST_CODES else listed
