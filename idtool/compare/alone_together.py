"""The same person alone and together: what was said only here, only there, and in both."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from idtool.compare.mentions import Mention, links_of


@dataclass(frozen=True, slots=True)
class CodeOfOne:
    """One code of one person, with its places in individual and in paired interviews.

    ``where`` is ``only alone``, ``only together`` or ``both``. ``asked_in_both``
    says whether the person met the question or vignette of these places in the
    other kind of interview too; where not, “only” says little.
    """

    code: str
    where: str
    alone: tuple[str, ...]
    together: tuple[str, ...]
    asked_in_both: bool


@dataclass(frozen=True, slots=True)
class AloneTogether:
    """One person's codes, alone and together.

    ``second_exposure`` lists the interviews in which the person met the same
    vignettes again: what differs there may be the second time rather than the
    partner. What a difference means (moved, softened, deferred, new information)
    is for a reader to say.
    """

    person: str
    alone: tuple[str, ...]
    together: tuple[str, ...]
    second_exposure: tuple[str, ...]
    codes: tuple[CodeOfOne, ...]

    def of(self, where: str) -> tuple[CodeOfOne, ...]:
        """Codes found ``only alone``, ``only together`` or in ``both``."""
        return tuple(code for code in self.codes if code.where == where)


def compare_alone_together(
    person: str,
    mentions: Sequence[Mention],
    *,
    alone: Collection[str],
    together: Collection[str],
    second_exposure: Collection[str],
    met: Collection[tuple[str, str]],
    order: Sequence[str],
) -> AloneTogether:
    """Hold a person's individual and paired interviews against each other.

    Args:
        person: Whose words.
        mentions: Mentions; those of others are left out.
        alone: Individual interviews of the person.
        together: Paired interviews of the person.
        second_exposure: Interviews in which vignettes were met again.
        met: What the person met, as (``alone`` or ``together``, the id of a
            question or vignette).
        order: Codes in the order of the codebooks.

    References:
        Eisikovits, Z., & Koren, C. (2010). Qualitative Health Research, 20(12),
        1642-1655 (overlaps and contrasts of individual and joint accounts).
    """
    by_code: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.person == person:
            by_code.setdefault(mention.code, []).append(mention)
    rows = []
    for code in [code for code in order if code in by_code]:
        one = [m for m in by_code[code] if m.kind == "individual"]
        two = [m for m in by_code[code] if m.kind != "individual"]
        where = "both" if one and two else "only alone" if one else "only together"
        other = "together" if where == "only alone" else "alone"
        subjects = {m.mark.split(".")[0] for m in (one or two) if m.mark}
        rows.append(
            CodeOfOne(
                code,
                where,
                links_of(one),
                links_of(two),
                where == "both" or any((other, subject) in met for subject in subjects),
            )
        )
    return AloneTogether(
        person,
        tuple(alone),
        tuple(together),
        tuple(name for name in (*alone, *together) if name in set(second_exposure)),
        tuple(rows),
    )
