"""Quantity words by the study's own lexicon: ``k`` of ``n`` people becomes a word.

Sandelowski (2001) asks for counts behind words such as “most”, and for counts of
people, not of mentions; Maxwell (2010) for numbers that keep such words honest.
The rules stand in ``study.yaml`` under ``wording:`` and are tried in order.
"""

from __future__ import annotations

from collections.abc import Mapping

from idtool.study.settings import Wording

SMALLEST_FOR_WORDS = 5
"""Under this many people a proportion word misleads, so counts are given."""

NOT_LOOKED_FOR = "not coded; not systematically looked for"
"""What stands instead of “none” until a search is on record."""


def quantity_word(k: int, n: int, rules: Mapping[str, Wording], *, searched: bool = False) -> str:
    """The word for ``k`` of ``n`` people, such as “most”.

    Args:
        k: People who said it, each counted once.
        n: People who had the chance to say it.
        rules: Words with their conditions, in the order they are tried.
        searched: Whether everything was searched for it, on record; “none”
            needs that.

    Returns:
        The first word that holds; counts such as “3 of 4” for fewer than five
        people or where no word holds.

    Raises:
        ValueError: ``k`` is no count out of ``n``.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} people is no count.")
    if k == 0:
        return _word_for_none(n, rules) if searched else NOT_LOOKED_FOR
    if n < SMALLEST_FOR_WORDS:
        return f"{k} of {n}"
    return next((word for word, rule in rules.items() if word_holds(rule, k, n)), f"{k} of {n}")


def _word_for_none(n: int, rules: Mapping[str, Wording]) -> str:
    return next((word for word, rule in rules.items() if rule.exactly == 0), f"0 of {n}")


def word_holds(rule: Wording, k: int, n: int) -> bool:
    """Whether every condition of a rule is met; a rule without conditions never is."""
    if n == 0:
        return False
    share = k / n
    met = []
    if rule.exactly is not None:
        met.append(k == (n if rule.exactly == "all" else rule.exactly))
    if rule.all_but is not None:
        met.append(n - k == rule.all_but)
    if rule.above is not None:
        met.append(share > rule.above)
    if rule.from_ is not None:
        met.append(share >= rule.from_)
    if rule.to is not None:
        met.append(share <= rule.to)
    if rule.at_least is not None:
        met.append(k >= rule.at_least)
    if rule.below is not None:
        met.append(share < rule.below)
    return bool(met) and all(met) and (rule.min_n is None or n >= rule.min_n)


def guarded_count(k: int, small_cell: int, *, guarded: bool) -> str:
    """A count of people for a table; cells under ``small_cell`` read ``<3`` if guarded.

    Zero is guarded, too: with it, every small cell could be told from an empty one.
    """
    return f"<{small_cell}" if guarded and k < small_cell else str(k)
