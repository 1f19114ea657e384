"""What a paired interview brought that its members had not said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairNovelty:
    """Codes of one paired interview, held against what its members said elsewhere.

    ``new_to_pair``: in no individual interview of a member and in no earlier
    paired interview. ``new_to_person``: by person, codes of their own words here
    that their own words held in no individual interview and no earlier pair.
    """

    interview: str
    n_codes: int
    new_to_pair: tuple[str, ...]
    new_to_person: Mapping[str, tuple[str, ...]]


def describe_pairs(
    pairs: Sequence[tuple[str, tuple[str, ...]]],
    alone: Mapping[str, frozenset[str]],
    together: Mapping[str, Mapping[str, frozenset[str]]],
) -> tuple[PairNovelty, ...]:
    """Novelty of each paired interview, for the pair and for each member.

    Args:
        pairs: Paired interviews in the order of collection, with their members.
        alone: By person, the codes of their words in individual interviews,
            whenever these were held.
        together: By paired interview and person, the codes of their words in it.
    """
    heard_in_pairs: set[str] = set()
    said_in_pairs: dict[str, set[str]] = {}
    found = []
    for interview, members in pairs:
        said = together.get(interview, {})
        here = frozenset[str]().union(*(said.get(person, frozenset()) for person in members))
        before = heard_in_pairs.union(*(alone.get(person, frozenset()) for person in members))
        new_to_person = {
            person: tuple(
                sorted(
                    said.get(person, frozenset())
                    - alone.get(person, frozenset())
                    - said_in_pairs.get(person, set())
                )
            )
            for person in members
        }
        found.append(PairNovelty(interview, len(here), tuple(sorted(here - before)), new_to_person))
        heard_in_pairs |= here
        for person in members:
            said_in_pairs.setdefault(person, set()).update(said.get(person, frozenset()))
    return tuple(found)
