"""Language: whether a transcript is English, which word lists and the screen take for granted.

Told by the commonest English words that no neighbor of English shares. They make up a
quarter of English talk and next to nothing of any other, whatever the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from idtool.ingest.records import counted
from idtool.model import Finding

_COMMON = (
    "the and that you they to but not with this have my what there would were are is just it's "
    "don't because them his her your when about how from out been know"
)
ENGLISH = frozenset(_COMMON.split())
LEAST_SHARE = 0.10
FEWEST_WORDS = 60

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_findings(source: str, texts: Iterable[str]) -> tuple[Finding, ...]:
    """A finding if the words are hardly English; nothing of texts under sixty words."""
    words = [word.replace("’", "'") for text in texts for word in _WORD.findall(text.lower())]
    n_english = sum(word in ENGLISH for word in words)
    if len(words) < FEWEST_WORDS or n_english >= LEAST_SHARE * len(words):
        return ()
    return (
        Finding(
            source,
            0,
            "other-language",
            f"This does not read as English ({counted(n_english, 'common English word')} among "
            f"{len(words)}). The privacy screen, the codebooks' rules, and what is proposed and "
            "grouped are made for English: names and suggestions may be missed, or wrongly found.",
        ),
    )
