"""Code saturation and meaning saturation, told apart after Hennink et al. (2017)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from idtool.saturation.incidence import Incidence

SOURCE = "Hennink, Kaiser & Marconi 2017, Qualitative Health Research 27(4) 591-608"
NOT_ASSESSED = "no coding of it says what it adds to the code's meaning"
SIGN = "meaning:"
"""How the note of a coding begins that adds something to what a code means."""


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """When a code was met first, and when something was last added to its meaning.

    ``first_met`` and ``last_added`` are interview ids; ``n_meanings`` counts the
    interviews with such a note. ``last_added`` is None, with ``not_assessed``,
    where nobody noted a meaning: that says nothing about the code.
    """

    code: str
    first_met: str
    n_interviews: int
    n_meanings: int
    last_added: str | None
    not_assessed: str | None


@dataclass(frozen=True, slots=True)
class CodeAndMeaning:
    """Codes met and meanings added, by interview; and what could not be assessed.

    ``share_of_codes`` is, after each interview, the share of all codes of the
    stratum met so far; it ends at 1 by construction and shows only how early
    the codes came. ``n_assessed`` codes have at least one meaning noted.
    """

    interviews: tuple[str, ...]
    share_of_codes: tuple[float, ...]
    new_meanings: tuple[int, ...]
    n_codes: int
    n_assessed: int
    codes: tuple[CodeMeaning, ...]
    source: str = SOURCE


def describe_meaning(incidence: Incidence, meanings: Mapping[str, Sequence[str]]) -> CodeAndMeaning:
    """Code saturation beside meaning saturation, for codes whose meaning was noted.

    Meaning cannot be counted from codings alone: the same code can go on
    gaining sides long after it was met. Only what a person noted counts.

    Args:
        incidence: One pair per interview in the order of collection.
        meanings: By code, the interviews in which a person noted a new side of it.

    References:
        Hennink, M. M., Kaiser, B. N., & Marconi, V. C. (2017). Code saturation
        versus meaning saturation. Qualitative Health Research, 27(4), 591-608.
    """
    order = [interview for interview, _ in incidence]
    first: dict[str, str] = {}
    met: dict[str, int] = {}
    shares = []
    for interview, codes in incidence:
        for code in codes:
            first.setdefault(code, interview)
            met[code] = met.get(code, 0) + 1
        shares.append(len(first))
    rows = []
    for code in sorted(first, key=lambda item: (order.index(first[item]), item)):
        noted = [name for name in order if name in set(meanings.get(code, ()))]
        rows.append(
            CodeMeaning(
                code,
                first[code],
                met[code],
                len(noted),
                noted[-1] if noted else None,
                None if noted else NOT_ASSESSED,
            )
        )
    total = len(first)
    return CodeAndMeaning(
        tuple(order),
        tuple(n / total if total else 0.0 for n in shares),
        tuple(sum(name in meanings.get(code, ()) for code in first) for name in order),
        total,
        sum(row.last_added is not None for row in rows),
        tuple(rows),
    )
