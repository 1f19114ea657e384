"""A convergence table: where sources meet. Only silence is counted; people judge the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from idtool.compare.people_table import PeopleTable

JUDGEMENTS = ("agreement", "partial", "dissonance")
TO_JUDGE = "for you to judge"


@dataclass(frozen=True, slots=True)
class ConvergenceRow:
    """One code across sources.

    ``silent`` names the sources in which nobody had it, although somebody had the
    chance; ``no_chance`` those in which nobody had. ``assessment`` is
    ``silence``, a person's judgement, or “for you to judge”.
    """

    code: str
    people: Mapping[str, int]
    silent: tuple[str, ...]
    no_chance: tuple[str, ...]
    assessment: str


def describe_convergence(
    table: PeopleTable, judged: Mapping[str, str]
) -> tuple[ConvergenceRow, ...]:
    """Silence from counts, everything else from what a person judged.

    Codes nobody had in any source are left out.

    Args:
        table: People by code and source.
        judged: By code, ``agreement``, ``partial`` or ``dissonance``.

    References:
        Farmer, T., Robinson, K., Elliott, S. J., & Eyles, J. (2006). Developing and
        implementing a triangulation protocol. Qualitative Health Research, 16(3),
        377-394.
    """
    rows = []
    for code in table.codes:
        cells = {group: table.cells[(code, group)] for group in table.groups}
        if not any(cell.k for cell in cells.values()):
            continue
        silent = _groups(table.groups, {g for g, cell in cells.items() if cell.n and not cell.k})
        no_chance = _groups(table.groups, {g for g, cell in cells.items() if not cell.n})
        rows.append(
            ConvergenceRow(
                code,
                {group: cell.k for group, cell in cells.items()},
                silent,
                no_chance,
                "silence" if silent else judged.get(code, TO_JUDGE),
            )
        )
    return tuple(rows)


def _groups(order: Sequence[str], some: set[str]) -> tuple[str, ...]:
    return tuple(group for group in order if group in some)
