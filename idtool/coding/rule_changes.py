"""Rule changes: what decisions say about a code's indicators, as changes a person may take.

A rejection asks for the tightest change that keeps every accepted place: a phrase
that cancels the rule, or leaving the rule out where it never held. Accepted hand
codings that no rule found ask for new phrases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from idtool.coding.everyday import COMMON, GRAMMAR
from idtool.coding.indicators import Rule, Rulebook
from idtool.coding.lessons import Lesson
from idtool.coding.sentences import Sentence, sentences

Odds = Callable[[Counter[str], Counter[str]], Mapping[str, float]]
"""Word counts inside and outside to log-odds in standard errors (Monroe et al. 2008)."""

SURE = 1.96
FEWEST_PEOPLE = 2
FEWEST_REJECTED = 2
MOST_NEW = 3
FOUND_TO_OTHERS = 3
"""How many times more often a new phrase stands in missed places than in others."""

_NEVER_HELD = 3
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One change to the indicators of a code.

    ``kind`` is ``unless`` (add a canceling phrase), ``drop`` (leave a phrase out) or
    ``phrase`` (add one). ``gone`` counts rejected places it would no longer propose,
    ``kept`` accepted places the rule still finds, ``found`` accepted places it newly
    finds, ``people`` whose words they are, and ``elsewhere`` other decided places a new
    phrase also fits.
    """

    code: str
    kind: Literal["unless", "drop", "phrase"]
    words: str
    rule: str = ""
    gone: int = 0
    kept: int = 0
    found: int = 0
    elsewhere: int = 0
    people: int = 0

    @property
    def why(self) -> str:
        """The reason in one sentence, without anybody's words but the phrase."""
        if self.kind == "unless":
            return (
                f"“{self.rule}” was rejected {_times(self.gone)} where “{self.words}” stood beside "
                f"it, and never accepted there; accepted places that stay: {self.kept}."
            )
        if self.kind == "drop":
            return f"“{self.words}” was rejected {_times(self.gone)} and never accepted."
        return (
            f"“{self.words}” stands in {_places(self.found, 'accepted')} that no rule found, of "
            f"{self.people} people, and in {_places(self.elsewhere, 'decided')} without this code."
        )


def tightened(code: str, rulebook: Rulebook, taught: Sequence[Lesson]) -> list[RuleChange]:
    """Changes that rejected places of ``code`` ask for, the most telling first."""
    held: dict[Rule, list[Sentence]] = defaultdict(list)
    failed: dict[Rule, list[Sentence]] = defaultdict(list)
    for lesson in taught:
        if code in lesson.codes or code in lesson.refused:
            into = held if code in lesson.codes else failed
            talk = sentences(lesson.text)
            fits = {(h.rule, h.sentence) for h in rulebook.hits(talk) if h.rule.code == code}
            for rule, number in fits:
                into[rule].append(talk[number])
    everywhere = [sentence for found in held.values() for sentence in found]
    changes = []
    for rule, wrong in failed.items():
        change = _tightest(rule, wrong, held[rule], everywhere)
        if change is not None:
            changes.append(change)
    return sorted(changes, key=lambda c: (-c.gone, c.kind, c.words))


def _tightest(
    rule: Rule, wrong: Sequence[Sentence], right: Sequence[Sentence], all_right: Sequence[Sentence]
) -> RuleChange | None:
    """A canceling phrase that stands in most wrong places and in no right one, or dropping."""
    if len(wrong) < FEWEST_REJECTED:
        return None
    own = {lemma.rstrip("*") for part in rule.parts for lemma in part}
    spoiled = {phrase for sentence in all_right for phrase in _phrases(sentence)}
    counts = Counter(
        phrase
        for sentence in wrong
        for phrase in _phrases(sentence)
        if phrase not in spoiled and not set(phrase) & own
    )
    best = max(counts.items(), key=lambda item: (item[1], -len(item[0]), item[0]), default=((), 0))
    if best[1] >= FEWEST_REJECTED and (right or best[1] < len(wrong)):
        return RuleChange(
            rule.code,
            "unless",
            " ".join(best[0]),
            rule.written,
            gone=best[1],
            kept=len(right),
        )
    if not right and len(wrong) >= _NEVER_HELD and not rule.within:
        return RuleChange(rule.code, "drop", rule.written, rule.written, gone=len(wrong))
    return None


def widened(
    code: str,
    rulebook: Rulebook,
    taught: Sequence[Lesson],
    odds: Odds,
    said_by: Mapping[str, str] = MappingProxyType({}),
) -> list[RuleChange]:
    """New phrases out of accepted places of ``code`` that none of its rules found.

    A phrase must have come from two people. ``said_by`` maps the address of a turn to
    its person; an interview stands for one person where nobody is named.
    """
    inside = [lesson for lesson in taught if code in lesson.codes]
    outside = [lesson for lesson in taught if code not in lesson.codes]
    missed = [
        lesson
        for lesson in inside
        if not any(h.rule.code == code for h in rulebook.hits(sentences(lesson.text)))
    ]
    scores = odds(_counted(inside), _counted(outside))
    places: dict[tuple[str, ...], list[Lesson]] = defaultdict(list)
    for lesson in missed:
        for phrase in sorted(_said(lesson)):
            places[phrase].append(lesson)
    elsewhere = Counter[tuple[str, ...]]()
    for lesson in outside:
        elsewhere.update(_said(lesson))
    options = [
        RuleChange(
            code,
            "phrase",
            " ".join(phrase),
            found=len(found),
            elsewhere=elsewhere[phrase],
            people=len(_people(found, said_by)),
        )
        for phrase, found in places.items()
        if len(_people(found, said_by)) >= FEWEST_PEOPLE
        and scores.get(" ".join(phrase), 0.0) >= SURE
        and elsewhere[phrase] * FOUND_TO_OTHERS <= len(found)
    ]
    options.sort(key=lambda c: (-round(scores[c.words], 6), -len(c.words), c.words))
    chosen: list[RuleChange] = []
    for option in options:
        words = set(option.words.split())
        if not any(words & set(other.words.split()) for other in chosen):
            chosen.append(option)
    return chosen[:MOST_NEW]


def _people(found: Iterable[Lesson], said_by: Mapping[str, str]) -> set[str]:
    return {said_by.get(lesson.at, lesson.group) for lesson in found}


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _places(number: int, kind: str) -> str:
    return f"{number} {kind} place{'' if number == 1 else 's'}"


def _phrases(sentence: Sentence) -> set[tuple[str, ...]]:
    """Words, and runs of two or three, that say something by themselves, as lemmas."""
    lemmas = [word.lemma for word in sentence.words]
    runs = (
        tuple(lemmas[start : start + size])
        for size in range(1, _LONGEST + 1)
        for start in range(len(lemmas) - size + 1)
    )
    return {run for run in runs if _tells(run)}


def _tells(run: tuple[str, ...]) -> bool:
    edges = {run[0], run[-1]}
    return not edges & GRAMMAR and any(w not in COMMON and len(w) > 2 for w in run)


def _said(lesson: Lesson) -> frozenset[tuple[str, ...]]:
    return _said_in(lesson.text)


@lru_cache(maxsize=1 << 14)
def _said_in(text: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a place; each place is asked about once a code."""
    return frozenset(phrase for sentence in sentences(text) for phrase in _phrases(sentence))


def _counted(taught: Iterable[Lesson]) -> Counter[str]:
    """In how many places each phrase stands."""
    counts = Counter[tuple[str, ...]]()
    for lesson in taught:
        counts.update(_said(lesson))
    return Counter({" ".join(phrase): n for phrase, n in counts.items()})
