"""The nearest true text to a quotation that is not there, and how the two differ."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from idtool.manuscript.letters import WORD
from idtool.manuscript.quotations import Quotation
from idtool.manuscript.speech import Speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEGATIONS = frozenset(
    {"not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "cannot", "without"}
    | {"hardly"}
)
_APOSTROPHES = str.maketrans("’ʼ‘´`", "'''''")
_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class Nearest:
    """A stretch of a speech that is most like a quotation.

    ``likeness`` is difflib's ratio over words, from 0 to 1. ``differences`` says in
    words what is different; ``negation`` that a word of denial is in only one of them.
    """

    speech: Speech
    start: int
    end: int
    likeness: float
    differences: tuple[str, ...]
    negation: bool

    @property
    def at(self) -> str:
        """Its address."""
        return self.speech.address(self.start, self.end)

    @property
    def text(self) -> str:
        """The true words."""
        return " ".join(self.speech.text[self.start : self.end].split())


def plain_words(text: str) -> list[str]:
    """Words without case, in order."""
    return [word.translate(_APOSTROPHES).casefold() for word in WORD.findall(text)]


class Concordance:
    """All speeches as word numbers, so that the stretch sharing most words is found fast."""

    def __init__(self, speeches: Sequence[Speech]) -> None:
        self._speeches = speeches

    @cached_property
    def _numbered(self) -> tuple[dict[str, int], list[list[str]], list[NDArray[np.int32]]]:
        import numpy as np

        numbers: dict[str, int] = {}
        words = [
            [word[0].translate(_APOSTROPHES).casefold() for word in speech.words]
            for speech in self._speeches
        ]
        coded = [
            np.array([numbers.setdefault(w, len(numbers)) for w in own], dtype=np.int32)
            for own in words
        ]
        return numbers, words, coded

    @cached_property
    def _rarity(self) -> NDArray[np.float64]:
        import numpy as np

        numbers, _, coded = self._numbered
        counts: Counter[int] = Counter()
        for own in coded:
            counts.update(own.tolist())
        total = sum(counts.values()) or 1
        return np.array([math.log(total / counts[n]) for n in range(len(numbers))])

    def nearest(self, quotation: Quotation) -> Nearest | None:
        """The stretch most like a quotation, or ``None`` if nothing shares a word with it."""
        import numpy as np

        wanted = plain_words(_bare(quotation.text))
        numbers, words, coded = self._numbered
        known = [numbers[word] for word in set(wanted) if word in numbers]
        if not known:
            return None
        worth = np.zeros(len(numbers))
        worth[known] = self._rarity[known]
        size = max(len(wanted) + 4, int(len(wanted) * 1.5))
        places: list[tuple[float, int, int]] = []
        for index, own in enumerate(coded):
            if not len(own):
                continue
            sums = np.concatenate(([0.0], np.cumsum(worth[own])))
            window = min(size, len(own))
            scores = sums[window:] - sums[:-window]
            best = int(scores.argmax())
            places.append((float(scores[best]), index, best))
        places.sort(reverse=True)
        near = [
            self._aligned(wanted, words[index], index, max(0, at - 6), at + size + 6)
            for score, index, at in places[:_CANDIDATES]
            if score > 0
        ]
        return max(near, key=lambda each: each.likeness, default=None)

    def _aligned(
        self, wanted: Sequence[str], words: Sequence[str], index: int, first: int, past: int
    ) -> Nearest:
        """The part of a window that lines up with the wanted words, with the differences."""
        window = words[first:past]
        blocks = [
            b for b in SequenceMatcher(None, wanted, window, False).get_matching_blocks() if b.size
        ]
        blocks = _without_far_ends(blocks, len(wanted))
        low = max(0, blocks[0].b - blocks[0].a) if blocks else 0
        last = blocks[-1] if blocks else None
        high = (
            min(len(window), last.b + last.size + len(wanted) - last.a - last.size)
            if last
            else len(window)
        )
        part = list(window[low:high])
        matcher = SequenceMatcher(None, wanted, part, autojunk=False)
        speech = self._speeches[index]
        told, denied = _differences(wanted, part, matcher)
        return Nearest(
            speech,
            speech.words[first + low].start(),
            speech.words[first + high - 1].end(),
            matcher.ratio(),
            told,
            denied,
        )


def _bare(text: str) -> str:
    """A quotation without what its author put in brackets."""
    from idtool.manuscript.quotations import ELLIPSIS
    from idtool.manuscript.speech import NOTE

    return NOTE.sub(" ", ELLIPSIS.sub(" ", text))


def _without_far_ends(blocks: list, size: int) -> list:  # type: ignore[type-arg]
    """Matching blocks without single words that lie far from where the others line up."""
    if len(blocks) < 2:
        return blocks
    largest = max(blocks, key=lambda block: block.size)
    shift = largest.b - largest.a
    near = max(6, size // 3)
    return [b for b in blocks if b.size > 2 or abs((b.b - b.a) - shift) <= near]


def _differences(
    wanted: Sequence[str], true: Sequence[str], matcher: SequenceMatcher[str]
) -> tuple[tuple[str, ...], bool]:
    told: list[str] = []
    denied = False
    for change, a, b, c, d in matcher.get_opcodes():
        mine, theirs = " ".join(wanted[a:b]), " ".join(true[c:d])
        if change == "equal":
            continue
        denied = denied or _denies(wanted[a:b]) != _denies(true[c:d])
        if change == "replace":
            told.append(f"“{mine}” stands where “{theirs}” was said")
        elif change == "delete":
            told.append(f"“{mine}” was not said")
        else:
            told.append(f"“{theirs}” is left out")
    return tuple(told), denied


def _denies(words: Sequence[str]) -> int:
    return sum(1 for word in words if word in NEGATIONS or word.endswith("n't"))
