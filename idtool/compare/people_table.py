"""People by code and group: k of n who had the chance, with the places behind each count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from idtool.compare.mentions import Mention


@dataclass(frozen=True, slots=True)
class Cell:
    """People of one group whose words have one code.

    ``people`` are those counted; ``chance`` those of the group who had the
    chance to speak to it, the counted ones always among them. ``links`` are the
    places, ``second_exposure`` whether any of them comes from an interview in
    which people met the vignettes for the second time.
    """

    people: tuple[str, ...]
    chance: tuple[str, ...]
    links: tuple[str, ...]
    second_exposure: bool = False

    @property
    def k(self) -> int:
        """People counted, each once whatever the number of interviews."""
        return len(self.people)

    @property
    def n(self) -> int:
        """People who had the chance."""
        return len(self.chance)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Codes by groups. ``cells`` has an entry for every code and group, empty ones too."""

    codes: tuple[str, ...]
    groups: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]


def count_people(
    mentions: Iterable[tuple[Mention, str]],
    *,
    codes: Sequence[str],
    groups: Sequence[str],
    chance: Mapping[tuple[str, str], Collection[str]],
    second_exposure: Collection[str] = (),
) -> PeopleTable:
    """Count people, never mentions or transcripts.

    Args:
        mentions: Each mention with the group it belongs to (a role, an area, a
            kind of interview, a week); others are left out.
        codes: The rows, in order.
        groups: The columns, in order.
        chance: By code and group, the people who had the chance.
        second_exposure: Interviews in which the vignettes were met again.

    References:
        Sandelowski, M. (2001). Real qualitative researchers do not count.
        Research in Nursing & Health, 24, 230-240 (on overcounting).
    """
    wanted_codes, wanted_groups = frozenset(codes), frozenset(groups)
    people: dict[tuple[str, str], set[str]] = {}
    places: dict[tuple[str, str], dict[tuple[str, int], str]] = {}
    again: set[tuple[str, str]] = set()
    seen_again = frozenset(second_exposure)
    for mention, group in mentions:
        if mention.code not in wanted_codes or group not in wanted_groups:
            continue
        key = (mention.code, group)
        people.setdefault(key, set()).add(mention.person)
        places.setdefault(key, {})[(mention.interview, mention.position)] = mention.at
        if mention.interview in seen_again:
            again.add(key)
    cells = {}
    for code in codes:
        for group in groups:
            key = (code, group)
            counted = people.get(key, set())
            cells[key] = Cell(
                tuple(sorted(counted)),
                tuple(sorted(counted.union(chance.get(key, ())))),
                tuple(at for _, at in sorted(places.get(key, {}).items())),
                key in again,
            )
    return PeopleTable(tuple(codes), tuple(groups), cells)
