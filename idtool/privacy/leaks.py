"""Whether a document for one reader holds another's words, or an identifier."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from idtool.privacy.placeholders import find_terms
from idtool.privacy.sighting import Sighting, sighting

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Leak:
    """A run of words that a document shares with a text it must not repeat.

    ``where`` is the key of that text, ``n_words`` the run's length in words.
    ``start`` and ``end`` are positions in the document, so that a caller can
    find the place; the words themselves are not part of the record.
    """

    where: str
    n_words: int
    start: int
    end: int


def _words(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def _plain(words: Sequence[re.Match[str]]) -> list[str]:
    """Words without case and without the shape of their apostrophes."""
    return [word[0].casefold().replace("’", "'") for word in words]


def _grams(plain: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return (tuple(plain[at : at + size]) for at in range(len(plain) - size + 1))


def shared_runs(
    text: str, others: Mapping[str, str], *, words: int = 6, ignore: Collection[str] = ()
) -> list[Leak]:
    """Runs of ``words`` or more words that ``text`` shares with any of ``others``.

    Case, punctuation and the shape of quotation marks do not matter; words that
    stand apart only by punctuation count as neighbors.

    Args:
        text: The document to be handed out.
        others: Texts it must not repeat, by a key that may be shown, such as a
            turn's address.
        words: Fewest words of a run.
        ignore: Texts whose runs may be repeated: the reader's own turns, the
            vignettes, the interviewer's questions.

    Returns:
        One leak per longest run and per text, in order of position, then key.
    """
    if words < 1:
        raise ValueError("A run has at least one word.")
    own = _words(text)
    plain = _plain(own)
    free: set[tuple[str, ...]] = set()
    for allowed in ignore:
        free.update(_grams(_plain(_words(allowed)), words))
    mine = list(_grams(plain, words))
    wanted = frozenset(mine) - free
    leaks = []
    for where, other in others.items():
        shared: _Grams = wanted.intersection(_grams(_plain(_words(other)), words))
        if not shared:
            continue
        at = 0
        while at < len(mine):
            if mine[at] not in shared:
                at += 1
                continue
            past = at + 1
            while past < len(mine) and mine[past] in shared:
                past += 1
            last = past + words - 2
            leaks.append(Leak(where, last - at + 1, own[at].start(), own[last].end()))
            at = past
    return sorted(leaks, key=lambda leak: (leak.start, leak.where, leak.end))


class OwnRuns:
    """Runs of words that one person said and nobody else, found in any text.

    Args:
        said: What the person said.
        others: What else such runs may come from: others' words, the guide, vignettes.
        words: Fewest words of a run.
    """

    def __init__(self, said: Sequence[str], others: Sequence[str], *, words: int) -> None:
        self._size = words
        self._grams: set[tuple[str, ...]] = set()
        for text in said:
            self._grams.update(_grams(_plain(_words(text)), words))
        for text in others:
            self._grams.difference_update(_grams(_plain(_words(text)), words))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Positions of the runs in ``text``, those that touch as one."""
        words = _words(text)
        found: list[tuple[int, int]] = []
        for at, gram in enumerate(_grams(_plain(words), self._size)):
            if gram not in self._grams:
                continue
            start, end = words[at].start(), words[at + self._size - 1].end()
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def without(self, text: str, instead: str) -> str:
        """``text`` with ``instead`` where a run stood."""
        for start, end in reversed(self.spans(text)):
            text = f"{text[:start]}{instead}{text[end:]}"
        return text


def identifiers_in(text: str, forbidden: Collection[str]) -> list[Sighting]:
    """Occurrences of terms that must not stand in a document.

    Whole terms in any casing, with a possessive or plural: other people's ids,
    interview ids, listed names.
    """
    return [
        sighting(text, start, end, "OTHER", "block", "forbidden-term")
        for start, end in find_terms(text, forbidden)
    ]
