"""Evidence: the line that tells a person why the machine proposes a code."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from idtool.coding.everyday import COMMON, UNTELLING
from idtool.coding.indicators import Hit
from idtool.coding.lessons import Lesson
from idtool.coding.sentences import Sentence, lemmas
from idtool.coding.specimens import Specimen, SpecimenKind

_LONGEST_QUOTE = 140
_MOST_WORDS = 4

_RESEMBLED: dict[SpecimenKind, str] = {
    "example": "resembles the example {quote} of this code",
    "near miss": "resembles {quote}, which the codebook gives to this code",
    "inclusion": "resembles what the code includes: {quote}",
    "definition": "resembles the definition: {quote}",
    "pointer": "resembles what is pointed to this code: {quote}",
    "wording": "resembles the wording {quote} of this code",
}

_SCOPES = {"": "", "negated": ", perhaps denied", "supposed": ", only supposed"}


def rule_evidence(hit: Hit, sentence: Sentence, text: str) -> str:
    """The rule and the words that fired, such as ``rule: “debrief” — matched “debriefed”``."""
    matched = " … ".join(_said(run, sentence, text) for run in _runs(hit.words))
    if hit.rule.within:
        named = " near ".join(f"“{word}”" for word in hit.rule.written.split(" … "))
    else:
        named = f"“{hit.rule.written}”"
    return f"rule: {named} — matched “{matched}”{_SCOPES[hit.scope]}"


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Numbers that follow each other, together."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _said(run: Sequence[int], sentence: Sentence, text: str) -> str:
    """The words of a run as they stand in the text; *n't* brings its verb along."""
    start = sentence.words[run[0]].start
    if run[0] > 0 and sentence.words[run[0] - 1].end == start:
        start = sentence.words[run[0] - 1].start
    return " ".join(text[start : sentence.words[run[-1]].end].split())


def likeness_evidence(specimen: Specimen, spoken: Sequence[str]) -> str:
    """The codebook's text that the talk resembles, and words they share, telling ones if any."""
    line = _resembled(_said_most_alike(specimen, spoken), specimen.kind)
    shared = shared_words(specimen, spoken) or shared_words(specimen, spoken, but=UNTELLING)
    return f"{line} (shared: {', '.join(shared)})" if shared else line


def meaning_evidence(specimen: Specimen, spoken: Sequence[str]) -> str:
    """The codebook's text that the talk resembles to a sentence model, and what they share."""
    shared = shared_words(specimen, spoken)
    words = f"shared: {', '.join(shared)}" if shared else "no telling word is shared"
    return f"in meaning {_resembled(specimen.text, specimen.kind)} (by the sentence model; {words})"


def shared_words(
    specimen: Specimen, spoken: Sequence[str], *, but: Collection[str] = COMMON
) -> list[str]:
    """Telling words that the codebook's text and the talk have in common, a few at most.

    ``but`` are words that tell nothing.
    """
    heard = set(spoken)
    text = lemmas(_said_most_alike(specimen, spoken))
    return [w for w in dict.fromkeys(text) if w in heard and w not in but][:_MOST_WORDS]


def _said_most_alike(specimen: Specimen, spoken: Sequence[str]) -> str:
    """The text, or of bundled wordings the one that shares most words."""
    heard = set(spoken)
    if not specimen.parts:
        return specimen.text
    return max(specimen.parts, key=lambda part: len(heard & set(lemmas(part))))


def _resembled(text: str, kind: SpecimenKind) -> str:
    return _RESEMBLED[kind].format(quote=f"“{_shortened(text)}”")


def learned_evidence(places: Sequence[Lesson], words: Sequence[str], n_examples: int) -> str:
    """The accepted places that speak most for a code, by address, and the words that weighed most.

    Addresses only: another person's words never stand beside a proposal.
    """
    line = f"learned from {n_examples} accepted places"
    named = list(dict.fromkeys(lesson.at for lesson in places))
    if named:
        line += f"; most like {' and '.join(named)}"
    return f"{line} (weighed most: {', '.join(words)})" if words else line


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    return line[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
