"""Indicators at work: the codebooks' phrases, near words and cancelers, found in talk.

Everything is compared on lemmas, within one sentence. Phrases run through
spaCy's PhraseMatcher; near words and starred words go by the positions of
their hits, in either order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from idtool.codebook import Code, Codebook
from idtool.coding.scope import Scope, scope_of
from idtool.coding.sentences import Sentence, lemmas
from idtool.coding.stream import Part, Stream, near_places


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator of one code.

    ``parts`` are the lemmas of a phrase (one part) or of words near each other
    (several); ``within`` is how many words apart they may stand, 0 for a phrase.
    """

    code: str
    written: str
    parts: tuple[Part, ...]
    within: int = 0
    is_interaction: bool = False

    @property
    def is_starred(self) -> bool:
        """Whether a word of the rule stands for every word that begins like it."""
        return any(word.endswith("*") for part in self.parts for word in part)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fits; ``words`` are numbers of words in sentence ``sentence``."""

    rule: Rule
    sentence: int
    words: tuple[int, ...]
    scope: Scope


class Rulebook:
    """The indicators of a set of codebooks, compiled."""

    def __init__(self, codebooks: Sequence[Codebook]) -> None:
        codes = [code for book in codebooks for code in book.all_codes if code.status == "active"]
        self.rules = list(
            {(r.code, r.parts, r.within): r for code in codes for r in _rules(code)}.values()
        )
        self._cancelers = [
            Rule(code.id, phrase, (part,))
            for code in codes
            for phrase in code.indicators.unless
            if (part := _part(phrase))
        ]

    def hits(
        self, talk: Sequence[Sentence], muted: Sequence[Sequence[bool]] | None = None
    ) -> list[Hit]:
        """Every rule that fits somewhere in ``talk`` and is not canceled, in order of place.

        Args:
            talk: Sentences; no rule reaches from one into the next.
            muted: For each word, whether it is only read out and fits nothing.
        """
        stream = Stream(talk, muted)
        canceled = {
            (rule.code, stream.sentence[places[0]])
            for rule, places in self._places(self._cancelers, self._cancel_matcher, stream)
        }
        found = []
        for rule, places in self._places(self.rules, self._matcher, stream):
            sentence = stream.sentence[places[0]]
            if (rule.code, sentence) in canceled:
                continue
            words = tuple(stream.word[place] for place in places)
            spoken = [word.lemma for word in talk[sentence].words]
            found.append((Hit(rule, sentence, words, scope_of(spoken, words)), places))
        order = {rule: number for number, rule in enumerate(self.rules)}
        found.sort(key=lambda item: (item[1][0], order[item[0].rule]))
        return [hit for hit, _ in found]

    def _places(
        self, rules: Sequence[Rule], matcher: Any, stream: Stream
    ) -> Iterator[tuple[Rule, tuple[int, ...]]]:
        for key, first, end in matcher(stream.doc(matcher.vocab)):
            yield rules[int(matcher.vocab.strings[key])], tuple(range(first, end))
        for rule in rules:
            if rule.within:
                yield from (
                    (rule, places) for places in near_places(rule.parts, rule.within, stream)
                )
            elif rule.is_starred:
                size = len(rule.parts[0])
                for first in stream.starts(rule.parts[0]):
                    yield rule, tuple(range(first, first + size))

    @cached_property
    def _matcher(self) -> Any:
        return _compiled(self.rules)

    @cached_property
    def _cancel_matcher(self) -> Any:
        return _compiled(self._cancelers)


def _rules(code: Code) -> Iterator[Rule]:
    for phrase in code.indicators.phrases:
        part = _part(phrase)
        if part:
            yield Rule(code.id, phrase, (part,), is_interaction=code.is_interaction)
    if code.is_interaction:
        return
    for near in code.indicators.near:
        parts = tuple(part for word in near.words if (part := _part(word)))
        if len(parts) == len(near.words):
            yield Rule(code.id, " … ".join(near.words), parts, near.within)


def _part(wording: str) -> Part:
    """Lemmas of a wording; a starred word keeps its stem and star."""
    found: list[str] = []
    for word in wording.split():
        if word.endswith("*"):
            *before, stem = word[:-1].lower().replace("-", " ").split() or [""]
            found += lemmas(" ".join(before))
            found.append(f"{stem}*")
        else:
            found.append(word)
    text: list[str] = []
    part: list[str] = []
    for word in found:
        if word.endswith("*"):
            part += lemmas(" ".join(text))
            part.append(word)
            text = []
        else:
            text.append(word)
    return (*part, *lemmas(" ".join(text)))


def _compiled(rules: Sequence[Rule]) -> Any:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    matcher = PhraseMatcher(vocab, attr="LEMMA")
    for number, rule in enumerate(rules):
        if not rule.within and not rule.is_starred:
            words = list(rule.parts[0])
            matcher.add(str(number), [Doc(vocab, words=words, lemmas=words)])
    return matcher
