"""The order in which codes come along an interview, such as barriers and then benefits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from idtool.compare.mentions import Mention

THIRDS = 3


@dataclass(frozen=True, slots=True)
class Flow:
    """Where along a stretch of talk two kinds of codes stand.

    ``thirds`` counts places (code and turn) of each kind in the first, middle and
    last third of the stretch's turns. ``precedes`` is the share of all pairs of a
    place of the first kind and one of the second in which the first comes
    earlier, the same turn counting half: 1 is “all before”, 0 “all after”, 0.5
    no order. It is None, with ``undefined``, where one kind is missing.
    """

    interview: str
    first: str
    second: str
    first_turn: int
    last_turn: int
    first_places: tuple[str, ...]
    second_places: tuple[str, ...]
    thirds_first: tuple[int, ...]
    thirds_second: tuple[int, ...]
    precedes: float | None
    undefined: str | None

    @property
    def in_words(self) -> str:
        """The order in plain words; between the two ends, no word but the number."""
        if self.precedes is None:
            return f"undefined: {self.undefined}"
        if self.precedes == 1:
            return f"{self.first}: all before the first of {self.second}"
        if self.precedes == 0:
            return f"{self.second}: all before the first of {self.first}"
        return f"{self.first} and {self.second} alternate, in no such order"


def describe_flow(
    interview: str,
    mentions: Sequence[Mention],
    *,
    first: tuple[str, Collection[str]],
    second: tuple[str, Collection[str]],
    stretch: tuple[int, int],
) -> Flow:
    """How two kinds of codes follow each other.

    Args:
        interview: The interview.
        mentions: Mentions; those outside the interview or stretch are left out.
        first: A name and its codes, such as (“barriers”, …).
        second: The other name and its codes.
        stretch: First and last turn to look at, inclusive.

    References:
        ``precedes`` is the common-language effect size of Mann & Whitney's U:
        McGraw, K. O., & Wong, S. P. (1992). Psychological Bulletin, 111, 361-365.
    """
    start, end = stretch
    places: dict[str, set[tuple[int, str, str]]] = {"first": set(), "second": set()}
    for mention in mentions:
        if mention.interview == interview and start <= mention.position <= end:
            if mention.code in first[1]:
                places["first"].add((mention.position, mention.code, mention.at))
            if mention.code in second[1]:
                places["second"].add((mention.position, mention.code, mention.at))
    one, two = sorted(places["first"]), sorted(places["second"])
    precedes, undefined = None, None
    if one and two:
        won = sum(1.0 if a < b else 0.5 if a == b else 0.0 for a, *_ in one for b, *_ in two)
        precedes = won / (len(one) * len(two))
    else:
        undefined = f"no coding of {first[0] if not one else second[0]} in these turns"
    return Flow(
        interview,
        first[0],
        second[0],
        start,
        end,
        tuple(dict.fromkeys(at for *_, at in one)),
        tuple(dict.fromkeys(at for *_, at in two)),
        _thirds([place for place, *_ in one], start, end),
        _thirds([place for place, *_ in two], start, end),
        precedes,
        undefined,
    )


def _thirds(places: Sequence[int], start: int, end: int) -> tuple[int, ...]:
    length = max(1, end - start + 1)
    counts = [0] * THIRDS
    for place in places:
        counts[min(THIRDS - 1, (place - start) * THIRDS // length)] += 1
    return tuple(counts)
