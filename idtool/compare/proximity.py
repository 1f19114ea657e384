"""Codes near each other: in the same turn, or a few turns apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from idtool.compare.mentions import Mention, links_of


@dataclass(frozen=True, slots=True)
class NearCodes:
    """Two codes of the same person near each other.

    ``people`` are those in whose words they come within the distance, each once.
    ``turns`` counts turns of the first code that have the second within it.
    ``overlap`` is turns with both, divided by turns with either (Jaccard; the
    c-coefficient of ATLAS.ti counts segments in its place); it looks at the same
    turn whatever the distance. No expectation by chance is taken off: frequent
    codes meet often.
    """

    first: str
    second: str
    people: tuple[str, ...]
    turns: int
    overlap: float
    links: tuple[str, ...]


def near_codes(
    mentions: Sequence[Mention], codes: Sequence[str], *, within: int = 0
) -> tuple[NearCodes, ...]:
    """Pairs of codes that come near each other in one person's words of one interview.

    Args:
        mentions: Mentions of any code.
        codes: Codes to look at, in the order of the codebooks.
        within: Turns apart; 0 is the same turn.

    Returns:
        Pairs that occur, most people first, then by the order of the codes.
    """
    wanted = {code: place for place, code in enumerate(codes)}
    spots: dict[str, dict[tuple[str, str], dict[int, Mention]]] = {}
    for mention in mentions:
        if mention.code in wanted:
            by_talk = spots.setdefault(mention.code, {})
            by_talk.setdefault((mention.interview, mention.person), {})[mention.position] = mention
    found = []
    for one, two in combinations([code for code in codes if code in spots], 2):
        near: list[Mention] = []
        both = 0
        for talk in spots[one].keys() & spots[two].keys():
            others = spots[two][talk]
            for position, mention in spots[one][talk].items():
                if any(position + step in others for step in range(-within, within + 1)):
                    near.append(mention)
                both += position in others
        if near:
            either = (
                sum(len(turns) for turns in spots[one].values())
                + sum(len(turns) for turns in spots[two].values())
                - both
            )
            found.append(
                NearCodes(
                    one,
                    two,
                    tuple(sorted({m.person for m in near})),
                    len({(m.interview, m.position) for m in near}),
                    both / either,
                    links_of(near),
                )
            )
    return tuple(
        sorted(found, key=lambda n: (-len(n.people), -n.turns, wanted[n.first], wanted[n.second]))
    )
