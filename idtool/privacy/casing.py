"""Whether names can be told from words in a text at all, by its script and its capitals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from idtool.privacy.scripts import SHARE_OF_LETTERS, is_mostly_other_script

WORDS_PER_PASSAGE = 80
FEWEST_WORDS = 12
FEWEST_WORDS_OF_A_SPEAKER = 60
"""Below this a speaker's casing proves nothing: a few "yeah" and "mhm"."""
CAPITALS_WANTED = 0.01
"""Capitalized words per word below which a passage counts as lower case. Edited
conversation has 0.08 to 0.20; unpunctuated recognizer output has none or only
a stray "I"."""
CAPITALS_TOO_MANY = 0.6
SHARE_TOLERATED = 0.15

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BRACKETED = re.compile(r"\[[^\[\]\n]*\]")


@dataclass(frozen=True, slots=True)
class Casing:
    """Whether a text's letters and capitals let names be told; if not, what to do.

    ``message`` is empty where ``ok``. It never quotes the text.
    """

    ok: bool
    message: str


def _passages(text: str) -> list[list[str]]:
    """Words of the text in passages of about equal length."""
    words = _WORD.findall(_BRACKETED.sub(" ", text))
    count = max(1, round(len(words) / WORDS_PER_PASSAGE))
    size = -(-len(words) // count) if words else 1
    return [words[at : at + size] for at in range(0, len(words), size)]


def assess_casing(text: str) -> Casing:
    """Whether names can be screened for in this text.

    The screen tells names by their capital letter. In lower-case recognizer
    output, in all capitals and in Title Case it cannot, and the text must not
    be called screened. Under twelve words nothing is said against a text. Nor can
    it in a script that is not Latin, which has other words and mostly no capitals.
    """
    if is_mostly_other_script(text):
        return Casing(
            False,
            "Names cannot be screened in this script: more than "
            f"{round(100 * SHARE_OF_LETTERS)} % of the letters are not Latin. "
            "Read the transcript for names by eye before ingesting it.",
        )
    passages = _passages(text)
    words = sum(map(len, passages))
    if words < FEWEST_WORDS:
        return Casing(True, "")
    lower = upper = title = 0
    for passage in passages:
        longer = [word for word in passage if len(word) > 1]
        if not longer:
            continue
        shouted = sum(word.isupper() for word in longer) / len(longer)
        begun = sum(word[0].isupper() for word in longer) / len(longer)
        if shouted > CAPITALS_TOO_MANY:
            upper += len(passage)
        elif begun > CAPITALS_TOO_MANY:
            title += len(passage)
        elif begun < CAPITALS_WANTED:
            lower += len(passage)
    for count, name in ((lower, "lower case"), (upper, "capitals"), (title, "Title Case")):
        if count > SHARE_TOLERATED * words:
            share = round(100 * count / words)
            return Casing(
                False,
                f"Names cannot be screened here: {share} % of the words stand in passages "
                f"written all in {name}. "
                "Restore ordinary capital letters, or read the transcript for names by eye, "
                "before ingesting it.",
            )
    return Casing(True, "")


def assess_speakers(turns: Iterable[tuple[str, str]]) -> Casing:
    """Whether names can be screened for in what every single speaker says.

    A recognizer may write one channel in lower case while the other is edited;
    in the whole text that would hide. Speakers are told by number, in the order
    they first speak, since a label may be a name.

    Args:
        turns: Label and words of each turn, in order.
    """
    words: dict[str, list[str]] = defaultdict(list)
    for label, text in turns:
        words[label].append(text)
    for number, said in enumerate(words.values(), start=1):
        text = "\n".join(said)
        if len(_WORD.findall(text)) < FEWEST_WORDS_OF_A_SPEAKER:
            continue
        casing = assess_casing(text)
        if not casing.ok:
            return Casing(False, f"In the words of speaker {number}: {casing.message}")
    return Casing(True, "")
