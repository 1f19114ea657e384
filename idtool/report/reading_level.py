"""How hard a text is to read, as a school grade.

The grade is a weak proxy: it counts lengths and knows nothing of meaning. It is
shown together with the hardest sentences and never stops anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from idtool.errors import InsufficientData
from idtool.sentences import sentence_spans

SOURCE = (
    "Kincaid, Fishburne, Rogers & Chissom 1975, Derivation of new readability formulas "
    "(Research Branch Report 8-75)"
)
# Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (the report's formula)
PER_SENTENCE, PER_WORD, CONSTANT = 0.39, 11.8, 15.59

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïíóôöúûùü]+")
_TWO_SOUNDS = re.compile(
    r"""  # letters inside one group of vowels that are spoken as two syllables
    ia(?!l\b|lly|n\b|ns\b|ge) | (?<![tcgx])iou | io(?!u|n) | (?<![tcs])ion(?!s?\b|[eia])
    | (?<!q)u[ae](?=[lt]|nc) | eo(?!u|p) | i(?:um|et) | (?<![tc])ien[ct] | [^aeiou]iers?\b
    | [eo]ing | [^q]uing | y[aio] | y[ae]r | \b(?:are|ide)as?\b | creat(?!ur) | ism\b | react
    """,
    re.VERBOSE,
)
_SILENT = re.compile(
    r"""  # letters that look like a syllable and are none
    ^y(?=[aeiou]) | (?<=ev)e(?=ry)
    | (?<=[^laeiouy])e$ | (?<=[aeiouy]l)e$ | (?<=[aeiouyrwn])le?d$
    | (?<=[^tdl])ed$ | (?<=[aeiouyl]l)ed$ | (?<=[^cgsxzhl])es$ | (?<=[aeiouy]l)es$
    | (?<=[^laeiouy])e(?=ly$|ty|ment|ful|less|ness|some|thing|where|body|one|place|time|work|teen)
    """,
    re.VERBOSE,
)
_SAID_APART = re.compile(r"[sd]n't$|[^aeiouy]'(?:ve|d|ll)$|[td]'d$")


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """A text's grade and its hardest sentences, hardest first.

    ``grade`` is a school year of the United States, such as 7.4; negative for
    very simple words.
    """

    grade: float
    n_words: int
    n_sentences: int
    hardest: tuple[str, ...]


def measure_reading_level(text: str, *, hardest: int = 3) -> ReadingLevel:
    """The Flesch-Kincaid grade of ``text``.

    Args:
        text: Plain prose.
        hardest: How many of its sentences to name.

    Raises:
        InsufficientData: The text has no words; the grade is undefined.

    References:
        Kincaid, J. P., Fishburne, R. P., Rogers, R. L. & Chissom, B. S. (1975).
        Derivation of new readability formulas for Navy enlisted personnel.
        Research Branch Report 8-75.
    """
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    counted = [(sentence, *_counts(sentence)) for sentence in sentences]
    counted = [entry for entry in counted if entry[1]]
    if not counted:
        raise InsufficientData(
            "There are no words, so a reading level is undefined.", "Write the statement first."
        )
    n_words = sum(words for _, words, _ in counted)
    n_syllables = sum(syllables for _, _, syllables in counted)
    by_grade = sorted(counted, key=lambda entry: -_grade(entry[1], 1, entry[2]))
    return ReadingLevel(
        grade=_grade(n_words, len(counted), n_syllables),
        n_words=n_words,
        n_sentences=len(counted),
        hardest=tuple(sentence for sentence, _, _ in by_grade[:hardest]),
    )


def count_syllables(word: str) -> int:
    """Syllables of an English word by rule; at least 1, within one of a dictionary's."""
    word = word.lower().replace("’", "'")
    if word.isdigit():
        return len(word)
    if "-" in word:
        return sum(count_syllables(part) for part in word.split("-"))
    spoken = len(_SAID_APART.findall(word))
    stem = _SILENT.sub("", re.sub(r"'.*$", "", word))
    return max(1, len(_VOWELS.findall(stem)) + len(_TWO_SOUNDS.findall(stem)) + spoken)


def _counts(sentence: str) -> tuple[int, int]:
    words = _WORD.findall(sentence)
    return len(words), sum(count_syllables(word) for word in words)


def _grade(n_words: int, n_sentences: int, n_syllables: int) -> float:
    return PER_SENTENCE * n_words / n_sentences + PER_WORD * n_syllables / n_words - CONSTANT
