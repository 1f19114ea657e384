"""Words for how many, held against who truly stands behind a theme or a code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from idtool.manuscript.links import Sentence
from idtool.manuscript.quantities import Quantity, find_quantities
from idtool.model import Coding
from idtool.report.wording import (
    NOT_LOOKED_FOR,
    SMALLEST_FOR_WORDS,
    quantity_word,
    word_holds,
)
from idtool.steps.contexts import StudyText
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a word for how many does not fit, and whether it must be changed."""

    rule: str
    fails: bool
    message: str


@dataclass(frozen=True, slots=True)
class _Reach:
    """People (or pairs) behind one link, of those heard."""

    link: str
    k: int
    n: int
    searched: bool


class QuantityClaims:
    """The people behind every theme and code, to hold words for how many against.

    The denominator is everybody heard, or everybody heard of the role named.
    """

    def __init__(
        self,
        study: LoadedStudy,
        text: StudyText,
        store: StudyFile,
        codings: Sequence[Coding],
        roles: Mapping[str, str],
    ) -> None:
        self._study = study
        self._roles = dict(roles)
        self._themes = {theme.id: theme for theme in store.themes.all()}
        self._people: dict[str, set[str]] = {}
        self._pairs: dict[str, set[str]] = {}
        paired = {name for name, t in text.transcripts.items() if t.interview.kind == "paired"}
        for coding in codings:
            self._people.setdefault(coding.code, set()).update(text.people_of(coding))
            if coding.segment.transcript in paired:
                self._pairs.setdefault(coding.code, set()).add(coding.segment.transcript)
        self._heard = {
            turn.person
            for transcript in text.transcripts.values()
            for turn in transcript.turns
            if turn.person
        }
        self._all_pairs = paired
        readings = store.transcripts.readings()
        self._read_for = {
            code
            for code in study.codes
            if all(
                any(read_for == code for _, _, read_for in readings.get(name, ()))
                for name in text.transcripts
            )
        }

    def check(self, sentence: Sentence) -> Iterator[tuple[Quantity, Objection | None]]:
        """Each statement of how many in a linked sentence, with what speaks against it.

        With several links a statement stands if it fits one of them.
        """
        links = [
            link for link in sentence.links if link in self._themes or link in self._study.codes
        ]
        if not links:
            return
        for quantity in find_quantities(sentence.text, self._roles):
            objections = [self._against(quantity, self._reach(link, quantity)) for link in links]
            fits = any(objection is None for objection in objections)
            yield quantity, None if fits else objections[0]

    def _reach(self, link: str, quantity: Quantity) -> _Reach:
        theme = self._themes.get(link)
        codes = theme.codes if theme is not None else (link,)
        searched = all(code in self._read_for for code in codes)
        if quantity.pairs:
            pairs: set[str] = set().union(*(self._pairs.get(code, set()) for code in codes))
            return _Reach(link, len(pairs), len(self._all_pairs), searched)
        people: set[str] = set().union(*(self._people.get(code, set()) for code in codes))
        group = {
            person
            for person in self._heard
            if not quantity.role or self._study.people[person].role == quantity.role
        }
        return _Reach(link, len(people & group), len(group), searched)

    def _against(self, quantity: Quantity, reach: _Reach) -> Objection | None:
        if quantity.k is not None:
            return self._against_count(quantity, reach)
        rules = self._study.settings.wording
        known = {word.casefold(): word for word in rules}
        word = known.get(quantity.word.casefold()) or known.get(quantity.stands_for.casefold())
        right = quantity_word(reach.k, reach.n, rules, searched=reach.searched)
        counts = f"{reach.link}: {reach.k} of {reach.n}{self._of_whom(quantity)}"
        if word is None:
            return Objection(
                "word-outside-lexicon",
                False,
                f"“{quantity.word}” is no word of the study's lexicon; {counts}, “{right}”.",
            )
        if reach.k == 0 and rules[word].exactly == 0:
            if reach.searched:
                return None
            return Objection("none-not-searched", True, f"{counts}, but it is {NOT_LOOKED_FOR}.")
        if reach.k and reach.n < SMALLEST_FOR_WORDS and word_holds(rules[word], reach.k, reach.n):
            if rules[word].exactly == "all":
                return None
            return Objection(
                "too-few-for-words",
                False,
                f"{counts}: among fewer than {SMALLEST_FOR_WORDS} people give counts.",
            )
        if word_holds(rules[word], reach.k, reach.n):
            return None
        return Objection(
            "quantity-word", True, f"“{quantity.word}” does not hold: {counts}, “{right}”."
        )

    def _against_count(self, quantity: Quantity, reach: _Reach) -> Objection | None:
        if (quantity.k, quantity.n) == (reach.k, reach.n):
            return None
        return Objection(
            "count",
            True,
            f"“{quantity.word}” does not hold: {reach.link}: {reach.k} of {reach.n}"
            f"{self._of_whom(quantity)}.",
        )

    def _of_whom(self, quantity: Quantity) -> str:
        if quantity.pairs:
            return " pairs"
        return f" {self._study.settings.roles[quantity.role].plural}" if quantity.role else ""
