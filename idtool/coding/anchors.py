"""Where a quotation stands in a corrected transcript: found, found changed, doubtful, or gone.

In this order: the very words where the text around them puts them; the very words
elsewhere, if they are new there and unlike anything else (a turn that was moved); and
at last what now stands in their place, if it is like them. Words of the new text that
stood somewhere else in the old one are other words, however alike: nothing lands there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.coding.alignment import align, likeness, tokens_of

Span = tuple[int, int]
Fate = Literal["kept", "moved", "changed", "doubtful", "gone"]

FOLLOWS = 0.8
"""Least likeness of changed words that are followed without asking."""
MAY_FOLLOW = 0.5
"""Least likeness of words that are offered as doubtful; below it a quotation is gone."""

_LEAST_MOVED = 4
"""Words a quotation must have to be looked for away from its place."""
_CHANCE = 0.5
"""Share of words that must not be matched elsewhere for a place to be new; some are by chance."""
_REACH = 40
"""Words beyond which changed words beside a quotation are not tried as its beginning or end."""


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one stretch of the old text.

    ``start`` and ``end`` are positions in the new text, both 0 if it is gone. ``likeness``
    is that of the old words to the new ones, 1 if only white space differs. ``elsewhere``
    tells that the words were found away from where the text around them is.
    """

    fate: Fate
    start: int = 0
    end: int = 0
    likeness: float = 0.0
    elsewhere: bool = False


GONE = Found("gone")


class Follower:
    """Follows stretches of one text into its corrected version."""

    def __init__(
        self, old: str, new: str, old_turns: Sequence[Span] = (), new_turns: Sequence[Span] = ()
    ) -> None:
        """Align both texts once.

        Args:
            old: The old canonical text.
            new: The corrected one.
            old_turns: Start and end of the turns in the old text, in order.
            new_turns: The same for the new text.
        """
        self._old, self._new = old, new
        self._old_tokens, self._new_tokens = tokens_of(old), tokens_of(new)
        self._old_starts = [token.start for token in self._old_tokens]
        self._old_ends = [token.end for token in self._old_tokens]
        self._new_starts = [token.start for token in self._new_tokens]
        self._pairs = self._aligned(old_turns, new_turns)
        self._taken = frozenset(self._pairs.values())
        self._words = Counter(token.text for token in self._new_tokens)

    def _aligned(self, old_turns: Sequence[Span], new_turns: Sequence[Span]) -> dict[int, int]:
        """Words of the old text by their place in the new one: equal turns first."""
        here = [" ".join(self._old[a:b].split()) for a, b in old_turns]
        there = [" ".join(self._new[a:b].split()) for a, b in new_turns]
        pairs: dict[int, int] = {}
        done_old = done_new = 0
        for turn, twin in sorted(align(here, there, row=1).items()):
            a = bisect_left(self._old_starts, old_turns[turn][0])
            b = bisect_left(self._new_starts, new_turns[twin][0])
            self._align_words(pairs, (done_old, a), (done_new, b))
            done_old = bisect_left(self._old_starts, old_turns[turn][1])
            done_new = b + done_old - a
            pairs |= {a + step: b + step for step in range(done_old - a)}
        self._align_words(
            pairs, (done_old, len(self._old_tokens)), (done_new, len(self._new_tokens))
        )
        return pairs

    def _align_words(self, pairs: dict[int, int], here: Span, there: Span) -> None:
        old = [token.text for token in self._old_tokens[slice(*here)]]
        new = [token.text for token in self._new_tokens[slice(*there)]]
        for at, place in align(old, new).items():
            pairs[here[0] + at] = there[0] + place

    def landing(self, start: int, end: int) -> list[int]:
        """Where the words from ``start`` to ``end`` of the old text that are still there begin."""
        first, last = self._tokens_in(start, end)
        return [
            self._new_tokens[self._pairs[at]].start
            for at in range(first, last)
            if at in self._pairs
        ]

    def follow(self, start: int, end: int) -> Found:
        """What became of the old text's words from ``start`` to ``end``."""
        first, last = self._tokens_in(start, end)
        if first >= last:
            return GONE
        there = [self._pairs.get(at) for at in range(first, last)]
        held = [place for place in there if place is not None]
        if len(held) == last - first and held[-1] - held[0] == len(held) - 1:
            return self._untouched(start, end, first, last, held)
        elsewhere = self._elsewhere(start, end, first, last)
        if elsewhere is not None and not held:
            return elsewhere
        changed = self._changed(start, end, first, last)
        if changed.fate != "changed" and elsewhere is not None:
            return elsewhere
        return changed

    def _tokens_in(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._old_ends, start), bisect_left(self._old_starts, end)

    def _untouched(self, start: int, end: int, first: int, last: int, held: list[int]) -> Found:
        """All words in a row: the same place, if the text around them or their rarity says so."""
        new_start = self._new_tokens[held[0]].start + self._cut_before(start, first)
        new_end = self._new_tokens[held[-1]].end - self._cut_after(end, last)
        anchored = (
            self._pairs.get(first - 1) == held[0] - 1
            or self._pairs.get(last) == held[-1] + 1
            or (first == 0 and held[0] == 0)
            or (last == len(self._old_tokens) and held[-1] == len(self._new_tokens) - 1)
        )
        if not anchored and not self._is_rare(first, last):
            return Found("doubtful", new_start, new_end, 1.0)
        same = (start, end) == (new_start, new_end)
        return Found("kept" if same else "moved", new_start, new_end, 1.0)

    def _cut_before(self, start: int, first: int) -> int:
        """Signs of the first word that stand before a stretch that begins within it."""
        return max(0, start - self._old_tokens[first].start)

    def _cut_after(self, end: int, last: int) -> int:
        return max(0, self._old_tokens[last - 1].end - end)

    def _is_rare(self, first: int, last: int) -> bool:
        """Whether these words in a row stand only once in either text."""
        words = [token.text for token in self._old_tokens[first:last]]
        return len(self._places(words)) == 1 and self._count_old(words) == 1

    def _count_old(self, words: list[str]) -> int:
        texts = [token.text for token in self._old_tokens]
        size = len(words)
        return sum(texts[at : at + size] == words for at in range(len(texts) - size + 1))

    def _places(self, words: list[str]) -> list[int]:
        if any(word not in self._words for word in words):
            return []
        size, rarest = len(words), min(words, key=lambda word: self._words[word])
        offset = words.index(rarest)
        texts = [token.text for token in self._new_tokens]
        return [
            at - offset
            for at, text in enumerate(texts)
            if text == rarest and at >= offset and texts[at - offset : at - offset + size] == words
        ]

    def _elsewhere(self, start: int, end: int, first: int, last: int) -> Found | None:
        """The very words in a place that is new: a turn that was moved."""
        words = [token.text for token in self._old_tokens[first:last]]
        if sum(word[0].isalnum() for word in words) < _LEAST_MOVED or self._count_old(words) > 1:
            return None
        own = {self._pairs.get(at) for at in range(first, last)}
        places = self._places(words)
        if len(places) != 1:
            return None
        run = range(places[0], places[0] + len(words))
        taken = sum(place in self._taken and place not in own for place in run)
        if taken >= _CHANCE * len(words):
            return None
        new_start = self._new_tokens[places[0]].start + self._cut_before(start, first)
        new_end = self._new_tokens[places[0] + len(words) - 1].end - self._cut_after(end, last)
        return Found("moved", new_start, new_end, 1.0, elsewhere=True)

    def _changed(self, start: int, end: int, first: int, last: int) -> Found:
        """What now stands in the place, if it is like enough to what stood there."""
        old = self._old[start:end]
        beginnings, endings = self._beginnings(first, last), self._endings(first, last)
        if not beginnings or not endings or beginnings[0] >= endings[-1]:
            return GONE

        def like(a: int, b: int) -> float:
            return likeness(old, self._between(a, b)) if a < b else 0.0

        b = endings[-1]
        a = max(beginnings, key=lambda at: like(at, b))
        b = max(endings, key=lambda at: like(a, at))
        best = like(a, b)
        if best < MAY_FOLLOW:
            return GONE
        fate: Fate = "changed" if best >= FOLLOWS else "doubtful"
        return Found(fate, self._new_tokens[a].start, self._new_tokens[b - 1].end, best)

    def _between(self, a: int, b: int) -> str:
        return self._new[self._new_tokens[a].start : self._new_tokens[b - 1].end]

    def _beginnings(self, first: int, last: int) -> list[int]:
        """Words of the new text with which the changed stretch may begin."""
        if first in self._pairs:
            return [self._pairs[first]]
        before, after = self._gap_around(first)
        kept = [self._pairs[at] for at in range(first, last) if at in self._pairs]
        limit = min(kept[0], after) if kept else after
        return [*range(before, min(limit + 1, before + _REACH))]

    def _endings(self, first: int, last: int) -> list[int]:
        """Ends, excluded, at which the changed stretch may stop."""
        if last - 1 in self._pairs:
            return [self._pairs[last - 1] + 1]
        before, after = self._gap_around(last - 1)
        kept = [self._pairs[at] for at in range(first, last) if at in self._pairs]
        limit = max(kept[-1] + 1, before) if kept else before
        return [*range(max(limit, after - _REACH), after + 1)]

    def _gap_around(self, at: int) -> tuple[int, int]:
        """The new words, end excluded, that stand where an old word without a match stood."""
        before = at
        while before >= 0 and before not in self._pairs:
            before -= 1
        after = at
        while after < len(self._old_tokens) and after not in self._pairs:
            after += 1
        return (
            self._pairs[before] + 1 if before >= 0 else 0,
            self._pairs[after] if after < len(self._old_tokens) else len(self._new_tokens),
        )
