"""Where the words of a file are: in turns, beside them, or left out for a reason.

A reader that loses a word loses it silently. So every word of a file's text is in one of
three places: in a turn; beside the turns as a speaker's label or a time; or left out,
with the reason. What a file only tells about itself (its author, its properties, the
targets of its links) is no text and not counted here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from idtool.ingest.records import ReadTranscript

NOT_READ = "not read"
"""Words that stood beside a label and are neither label nor time; there should be none."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TIME_PIECE = re.compile(r"\d+[^\W\d_]{0,3}")
_PLACE = re.compile(r"^(?:line|row|page) \d+, |(?<=[a-z]) \d+(?=$| of )")
_NO_TEXT = (
    "author", "document property", "target of", "part customXml", "speaker label",
    "label without words", "group", "name of the recording",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordLedger:
    """How many words of one file are where.

    A word is a run of letters and digits, with apostrophes inside. ``beside`` counts
    labels, times and the like; ``left_out`` words by the reason for which they are in no
    turn. Their sum is the text of the file, less what its format writes around it
    (tags, the times and numbers of captions, attributes).
    """

    in_turns: int
    beside: Mapping[str, int]
    left_out: Mapping[str, int]

    @property
    def total(self) -> int:
        """All words of the file's text."""
        return self.in_turns + sum(self.beside.values()) + sum(self.left_out.values())


def word_ledger(read: ReadTranscript) -> WordLedger:
    """The ledger of a transcript as read."""
    left_out: Counter[str] = Counter()
    for part in read.hidden:
        reason = _PLACE.sub("", part.where)
        if not reason.startswith(_NO_TEXT):
            left_out[reason] += count_words(part.text)
    return WordLedger(
        sum(count_words(turn.text) for turn in read.turns),
        {what: count for what, count in read.beside.items() if count},
        {reason: count for reason, count in left_out.items() if count},
    )


def count_words(text: str) -> int:
    """Words of a text: runs of letters and digits, with apostrophes inside."""
    return len(words_in(text))


def words_in(text: str) -> list[str]:
    """The words of a text, as they are written."""
    return _WORD.findall(text)


def count_beside(whole: str, kept: str, label: str, beside: Counter[str]) -> None:
    """Count what a line lost on its way into a turn: its label, its times, anything else.

    Args:
        whole: The line as it stands in the file.
        kept: Its words that go into the turn.
        label: The label that was read from it, if any.
        beside: Takes the counts.
    """
    lost = Counter(words_in(whole))
    lost.subtract(words_in(kept))
    named = Counter(words_in(label))
    for word, count in lost.items():
        if count > 0:
            as_label = min(count, named[word])
            beside["labels"] += as_label
            is_time = bool(_TIME_PIECE.fullmatch(word))
            beside["times" if is_time else NOT_READ] += count - as_label
