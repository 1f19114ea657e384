"""Knowledge: what is compiled out of a set of codebooks, kept while their text stays the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from copy import copy
from functools import cached_property
from hashlib import sha256
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from idtool.codebook import Code, Codebook
from idtool.coding.everyday import COMMON
from idtool.coding.indicators import Rule, Rulebook
from idtool.coding.lexicon import lexicon
from idtool.coding.likeness import Closeness, Likeness
from idtool.coding.specificity import said_in_the_negative, specificities
from idtool.coding.specimens import is_spoken_for, specimens
from idtool.coding.strength import added
from idtool.model import Kind

if TYPE_CHECKING:
    from idtool.coding.embedding import Encoder
    from idtool.coding.meaning import Meaning

_KEPT = 4
_known: OrderedDict[str, Knowledge] = OrderedDict()


class Knowledge:
    """Rules, their specificities and the likeness of a set of codebooks; each built when asked."""

    def __init__(self, codebooks: Sequence[Codebook]) -> None:
        self._codebooks = tuple(codebooks)
        self.codes: dict[str, Code] = {c.id: c for book in codebooks for c in book.all_codes}
        self.rank = {code: number for number, code in enumerate(self.codes)}
        self.focus_of = {code.id: book.id for book in codebooks for code in book.all_codes}
        self._column = np.zeros(0, dtype=np.int64)
        self._lemma_scores = np.zeros((0, 0))
        self.meaning: Meaning | None = None

    def with_meaning(self, encoder: Encoder) -> Knowledge:
        """The same, with a sentence model that likeness goes by beside the words."""
        known = copy(self)
        if self.is_spoken_for:
            from idtool.coding.meaning import Meaning

            known.meaning = Meaning(self.likeness, encoder)
        return known

    @property
    def is_spoken_for(self) -> bool:
        """Whether there is a code that likeness may propose."""
        return any(is_spoken_for(code) for code in self.codes.values())

    @cached_property
    def rulebook(self) -> Rulebook:
        """The indicators."""
        return Rulebook(self._codebooks)

    @cached_property
    def weights(self) -> dict[Rule, float]:
        """How specific each rule is."""
        return specificities(self.rulebook, specimens(self._codebooks))

    @cached_property
    def weight_of_rule(self) -> Any:
        """The same by the number of the rule."""
        return np.array([self.weights[rule] for rule in self.rulebook.rules], dtype=np.float64)

    @cached_property
    def may_be_denied(self) -> frozenset[int]:
        """The numbers of rules whose words may be denied and mean the code all the same."""
        codes = said_in_the_negative(self.rulebook, specimens(self._codebooks))
        rules = self.rulebook.rules
        return frozenset(number for number, rule in enumerate(rules) if rule.code in codes)

    @cached_property
    def code_of_rule(self) -> Any:
        """The rank of each rule's code, by the number of the rule."""
        return np.array([self.rank[rule.code] for rule in self.rulebook.rules], dtype=np.int64)

    @cached_property
    def likeness(self) -> Likeness:
        """What talk is held against."""
        return Likeness(self._codebooks)

    @cached_property
    def logit_weights(self) -> tuple[Any, Any]:
        """What a word, and what a run of letters, adds to the logits before lengths are leveled.

        In the ridge, words stand beside letters, each of length 1; a word always brings
        letters along, so its share there is leveled once and for all.
        """
        words, letters = self.likeness.weights
        beside = Closeness(words.bayes, words.ridge / sqrt(2), words.focus / sqrt(2))
        focus = self.likeness.focus_of_code
        return added(beside, focus), added(letters, focus)

    @cached_property
    def gram_scores(self) -> tuple[Any, Any]:
        """The same for words and for letters, with what each adds to the square of the length.

        That is the last column; the last row is for grams that no specimen holds.
        """
        nothing = np.zeros((1, len(self.likeness.codes) + 2))
        words, letters = (
            np.vstack([np.hstack([weights, (idf * idf)[:, None]]), nothing])
            for weights, idf in zip(self.logit_weights, self.likeness.idf, strict=True)
        )
        return words, letters

    @property
    def scores_of_lemmas(self) -> Any:
        """The same for every lemma of the lexicon: as a word, and beside it by its letters."""
        grams, done = self.likeness.grams, len(self._lemma_scores)
        table = grams.letters_of_lemmas
        if done < table.shape[0]:
            words, letters = self.gram_scores
            fresh = np.hstack(
                [words[grams.column_of_lemma[done:]], table[done:] @ letters[: grams.n_letters]]
            )
            before = self._lemma_scores if done else fresh[:0]
            self._lemma_scores = np.concatenate([before, fresh])
        return self._lemma_scores

    @cached_property
    def may_occur(self) -> Any:
        """Whether each code of the likeness may be proposed: alone, and (second row) in pairs."""
        kinds: tuple[Kind, ...] = ("individual", "paired")
        return np.array(
            [[kind in self.codes[code].kinds for code in self.likeness.codes] for kind in kinds]
        )

    @cached_property
    def may_be_said(self) -> Any:
        """Whether each code may be proposed for what is said: alone, and (second row) in pairs."""
        kinds: tuple[Kind, ...] = ("individual", "paired")
        codes = self.codes.values()
        return np.array(
            [[not code.is_interaction and kind in code.kinds for code in codes] for kind in kinds],
            dtype=bool,
        ).reshape(len(kinds), -1)

    @cached_property
    def is_interaction(self) -> Any:
        """For each rank whether the code is for how a pair talk."""
        return np.array([code.is_interaction for code in self.codes.values()], dtype=bool)

    @cached_property
    def is_exchange(self) -> Any:
        """For each rank whether the code marks an exchange of two turns."""
        return np.array([code.exchange for code in self.codes.values()], dtype=bool)

    @cached_property
    def focus_number(self) -> Any:
        """For each rank the number of the code's focus."""
        foci = {focus: n for n, focus in enumerate(dict.fromkeys(self.focus_of.values()))}
        return np.array([foci[self.focus_of[code]] for code in self.codes], dtype=np.int64)

    @cached_property
    def rank_of_column(self) -> Any:
        """The rank of each code of the likeness."""
        return np.array([self.rank[code] for code in self.likeness.codes], dtype=np.int64)

    @cached_property
    def telling(self) -> Any:
        """For each telling word of the specimens and each code, whether its specimens hold it."""
        vocabulary = self.likeness.vocabulary_of
        held = [[word in vocabulary[code] for code in self.likeness.codes] for word in self._words]
        return np.array(held, dtype=np.float64).reshape(len(self._words), -1)

    def telling_columns(self, lemma: Any) -> Any:
        """The rows of ``telling`` for numbers of lemmas, -1 for words no specimen holds."""
        known = lexicon()
        if len(self._column) < len(known.lemmas):
            numbers = [known.lemma(word) for word in self._words]
            self._column = np.full(len(known.lemmas), -1)
            self._column[numbers] = np.arange(len(numbers))
        return self._column[lemma]

    @cached_property
    def _words(self) -> list[str]:
        return sorted((self.likeness.vocabulary - COMMON) | self.likeness.named)


def knowledge_of(codebooks: Sequence[Codebook]) -> Knowledge:
    """The compiled codebooks; compiled anew only when a word in them has changed."""
    key = digest_of(codebooks)
    if key not in _known:
        _known[key] = Knowledge(codebooks)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    _known.move_to_end(key)
    return _known[key]


def digest_of(codebooks: Sequence[Codebook]) -> str:
    """A fingerprint of every word of the codebooks."""
    digest = sha256()
    for book in codebooks:
        digest.update(book.model_dump_json().encode())
    return digest.hexdigest()
