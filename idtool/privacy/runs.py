"""Runs of capitalized words that belong together, such as "Yolanda Restrepo"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from idtool.privacy.lexicon import word_lists
from idtool.privacy.placeholders import Stretches
from idtool.privacy.standing import Standing, phrases, standing_of
from idtool.privacy.words import Word

_PARTICLE = (
    r"(?:de|da|di|do|dos|du|del|della|der|den|ter|von|van|la|le|el|al|bin|ibn|bint|abu|y|ní|mac)"
)
_GAP = re.compile(rf"[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}|[ \u00a0]?&[ \u00a0]?|\.[ \u00a0]")
_OF_GAP = re.compile(r" (?:of|for)(?: the)? ")
_AND_GAP = re.compile(r",? (?:and|&) ")


MOST_WORDS = 16
"""A run is cut here; only headings in capitals are longer."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalized words in a row, with the standing of each; never empty."""

    words: tuple[Word, ...]
    standings: tuple[Standing, ...]

    @property
    def start(self) -> int:
        """Position of the first letter."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Position after the last letter, without a possessive."""
        return self.words[-1].base_end

    def part(self, first: int, past: int) -> Run:
        """The words from ``first`` up to but not including ``past``."""
        return Run(self.words[first:past], self.standings[first:past])


def _joins(text: str, left: Word, right: Word, before: Standing, after: Standing) -> bool:
    """Whether two neighboring capitalized words belong to one name."""
    if right.opens or right.start - left.end > 14:
        return False
    gap = text[left.end : right.start]
    if left.end != left.base_end and not gap.startswith((" ", "\u00a0")):
        return False
    if _GAP.fullmatch(gap):
        return not gap.startswith(".") or left.end - left.start <= 4
    if _OF_GAP.fullmatch(gap):
        return left.base in word_lists().organization_heads or left.base == "fourth"
    if _AND_GAP.fullmatch(gap):
        return right.base in word_lists().family_firms or (before.is_plain and after.is_plain)
    return False


def find_runs(text: str, words: Sequence[Word], barred: Stretches) -> Iterator[Run]:
    """Runs outside of placeholders and allowed terms, cut where known phrases lie."""
    pending: list[Word] = []
    standings: list[Standing] = []
    for word in words:
        if barred.touch(word.start, word.base_end):
            if pending:
                yield Run(tuple(pending), tuple(standings))
            pending, standings = [], []
            continue
        standing = standing_of(word)
        full = len(pending) == MOST_WORDS
        if pending and (full or not _joins(text, pending[-1], word, standings[-1], standing)):
            yield Run(tuple(pending), tuple(standings))
            pending, standings = [], []
        pending.append(word)
        standings.append(standing)
    if pending:
        yield Run(tuple(pending), tuple(standings))


def cut_phrases(text: str, run: Run) -> Iterator[tuple[Run, Standing | None]]:
    """Pieces of a run: known phrases with their standing, the rest with ``None``."""
    known = phrases()
    at, plain_from = 0, 0
    while at < len(run.words):
        for past in range(len(run.words), at, -1):
            for end in (run.words[past - 1].end, run.words[past - 1].base_end):
                phrase = " ".join(text[run.words[at].start : end].lower().replace("’", "'").split())
                if phrase in known and (past - at > 1 or "-" in phrase):
                    break
            else:
                continue
            if plain_from < at:
                yield run.part(plain_from, at), None
            yield run.part(at, past), known[phrase]
            at = plain_from = past
            break
        else:
            at += 1
    if plain_from < len(run.words):
        yield run.part(plain_from, len(run.words)), None
