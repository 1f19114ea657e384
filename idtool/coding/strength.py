"""Strength: how the two sources add up, and from where a proposal is strong, fair or faint.

The numbers were chosen on the development half of ``benchmarks/apply.py``,
where each word of strength has its precision printed beside it. A score orders
proposals; it is no probability that a person will agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from idtool.coding.likeness import Closeness
from idtool.model import Strength

BAYES, RIDGE, FOCUS, NO_CODE_BIAS = 5.5, 12.0, 1.5, 2.5
"""Weights in the likeness score; flat around these values on every development set."""

EVEN_AT_MOST = 2.0
"""How many times likelier a code is made, at most, because its focus has few codes."""

AROUND = 0.6
"""Share of the talk around a stretch in its likeness; the rest is its own words."""

RULE_SHARE = 0.3
"""Score of a perfectly specific rule that nothing resembles; falls with its square."""

SPECIFIC = 0.75
"""Joint weight from which rules are fair by themselves."""

ON_ONE_WORD = 0.5
"""Highest likeness where a single telling word is all an answer has in common with a code."""

ON_NO_WORD = 0.24
"""The same where they have none in common, and everyday words alone are alike: faint."""

STRONG, FAIR, FAINT = 0.6, 0.25, 0.03
"""Lowest scores of the words of strength; below the last nothing is proposed."""

HALF_TRUST = 20.0
"""Accepted places from which what was learned weighs as much as rules and likeness."""

_TELLING_WORDS = 2.5


def mixed(own: Any, around: Any) -> Any:
    """Logits of stretches out of those of their own words and of the talk around them."""
    return (1 - AROUND) * own + AROUND * around


def odds(logits: Any, allowed: Any) -> tuple[Any, Any]:
    """Shares between the allowed codes and no code, and what each row has to be divided by.

    Args:
        logits: One row per stretch, the last column no code; they are changed.
        allowed: For each stretch and code, whether the code can be proposed there.
    """
    np.copyto(logits[:, :-1], -np.inf, where=~allowed)
    logits -= logits.max(axis=1, keepdims=True)
    found = np.exp(logits, out=logits)
    return found, found.sum(axis=1)


def logits(close: Closeness, focus_of_code: Any) -> Any:
    """Bayes, ridge and focus scores as one logit per code, the last column no code."""
    return added(close, focus_of_code) + beforehand(focus_of_code)


def beforehand(focus_of_code: Any) -> Any:
    """What is added to the logits whatever is said, the last entry for no code.

    Foci begin about even, however many codes a focus is divided into; otherwise the one
    with most codes takes what is unsure.
    """
    n_codes = np.bincount(focus_of_code)
    usual = len(focus_of_code) / max(1, int((n_codes > 0).sum()))
    times = np.clip(usual / n_codes[focus_of_code], 1 / EVEN_AT_MOST, EVEN_AT_MOST)
    return np.append(np.log(times), NO_CODE_BIAS)


def added(close: Closeness, focus_of_code: Any) -> Any:
    """The same without what is added beforehand: what scores add to the logits."""
    bayes = close.bayes - close.bayes.mean(axis=1, keepdims=True)
    found = RIDGE * close.ridge
    found[:, :-1] += BAYES * bayes + FOCUS * close.focus[:, focus_of_code]
    return found


def substance(n_telling: Any) -> Any:
    """How far an answer of so many different telling words can be about anything, 0 to 1."""
    return 1 - np.exp(-n_telling / _TELLING_WORDS)


def rule_score(weight: Any) -> Any:
    """The score of rules whose joint weight is ``weight``; specific ones are fair by themselves."""
    score = RULE_SHARE * weight * weight
    return np.where(weight >= SPECIFIC, np.maximum(score, FAIR), score)


def joined(likeness: Any, weight: Any) -> Any:
    """Two sources for one code: the chance that not both mislead."""
    both = 1 - (1 - likeness) * (1 - RULE_SHARE * weight * weight)
    return np.maximum(both, rule_score(weight))


def with_learned(score: float, share: float, n_examples: int) -> float:
    """The score of a code that was also learned; the more places, the more learning weighs."""
    trust = n_examples / (n_examples + HALF_TRUST)
    return (1 - trust) * score + trust * share


def strength_of(score: float) -> Strength:
    """The word for a score that is high enough to be proposed."""
    if score >= STRONG:
        return "strong"
    return "fair" if score >= FAIR else "faint"
