"""A string once seen is looked for everywhere: at sentence starts, as possessive, in capitals."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from idtool.privacy.lexicon import lexicon
from idtool.privacy.sighting import NAME_TYPES, Sighting, Tier, Type, sighting
from idtool.privacy.standing import Standing, standing_by_base
from idtool.privacy.words import Word

_NAME_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER_WORD = re.compile(r"(?<![\w@./-])[^\W\d_A-Z][^\W_]*(?:['’-][^\W_]+)*(?![\w@/]|\.\w)")
_SUBJECT_VERB = re.compile(
    r"(?:['’]s\b|,? (?:was|is|isn['’]t|wasn['’]t|had|hadn['’]t|has|hasn['’]t|said|says|goes"
    r"|went|came|comes|told|tells"
    r"|got|gets|gave|did|didn['’]t|does|doesn['’]t|wouldn['’]t|couldn['’]t|would|could|can['’]t"
    r"|never|always|just|kept"
    r"|wants|wanted|knew|knows|thinks|thought|called|calls|looked|looks|took|takes|asked|asks"
    r"|started|and [A-Z]))"
)
_PERSONAL_VERB = re.compile(
    r" (?:said|says|told|tells|asked|asks|thinks|thought|knew|knows|wants|wanted|lives|lived|works"
    r"|worked|answered|replied|yelled|laughed|smiled|cried|agreed|insisted|was late)\b"
)
_SEEDS = frozenset(
    {
        Standing.BOTH,
        Standing.MIXED,
        Standing.NAME,
        Standing.ORDINARY,
        Standing.PLACE,
        Standing.PROPER,
        Standing.UNKNOWN,
    }
)


def _rooted(word: str) -> tuple[str, ...]:
    """A lower-case word and what it may be the plural of, shortest first."""
    if not word.endswith("s"):
        return (word,)
    return (word[:-2], word[:-1], word) if word.endswith("es") else (word[:-1], word)


def find_echoes(
    text: str, words: Sequence[Word], found: Collection[Sighting]
) -> Iterator[Sighting]:
    """Further occurrences of names seen for better reasons.

    An ordinary word that was seen as a name ("Hunter") counts with a capital
    only; a very common one ("Will") at a sentence start only before a verb.
    """
    seeds: dict[str, tuple[Tier, Type]] = {}
    terms: dict[str, Sighting] = {}
    for seen in found:
        if seen.tier == "note" or seen.type not in NAME_TYPES or seen.rule == "capital-on-a-word":
            continue
        parts = [
            p.lower().replace("’", "'") for p in _NAME_PART.findall(text[seen.start : seen.end])
        ]
        if seen.type == "PERSON" or len(parts) == 1:
            for part in parts:
                standing = standing_by_base(part)
                if len(part) > 2 and standing in _SEEDS:
                    seeds.setdefault(part, (seen.tier, seen.type))
        else:
            terms.setdefault(text[seen.start : seen.end], seen)
    if not seeds and not terms:
        return
    for word in words:
        for root in _rooted(word.base):
            if root in seeds and _may_be_a_name(text, word, root):
                tier, kind = seeds[root]
                yield sighting(text, word.start, word.base_end, kind, tier, "seen-elsewhere")
                break
    rare = {seed for seed in seeds if _is_rare(seed)}
    if rare.intersection(_NAME_PART.findall(text)):
        for match in _NAME_PART.finditer(text):
            if match[0] in rare:
                yield sighting(text, *match.span(), "PERSON", "review", "seen-elsewhere")
    for term, first in terms.items():
        for start, end in _occurrences(text, term):
            yield sighting(text, start, end, first.type, first.tier, "seen-elsewhere")


def _occurrences(text: str, term: str) -> Iterator[tuple[int, int]]:
    """Where a whole term stands as written, also as a possessive."""
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(term, end)


def without_contradicted(text: str, found: Collection[Sighting]) -> list[Sighting]:
    """Without unknown words at sentence starts that the text also has in lower case."""
    sure = [seen for seen in found if seen.rule != "capital-at-start"]
    unsure = [seen for seen in found if seen.rule == "capital-at-start"]
    if not unsure:
        return sure
    words = {match[0] for match in _LOWER_WORD.finditer(text)}
    return sure + [seen for seen in unsure if text[seen.start : seen.end].lower() not in words]


def speaks(text: str, end: int) -> bool:
    """Whether a verb follows that only a person can be the subject of."""
    return _PERSONAL_VERB.match(text, end) is not None


def acts(text: str, end: int) -> bool:
    """Whether a verb follows that a person's name would have: "Hunter said"."""
    return _SUBJECT_VERB.match(text, end) is not None


def _is_rare(seed: str) -> bool:
    """Whether a name is no word at all, so that it counts in lower case, too."""
    known = lexicon()
    return len(seed) > 3 and not known.is_ordinary(seed) and seed not in known.mixed


def _may_be_a_name(text: str, word: Word, root: str) -> bool:
    """Whether this occurrence, too, may be the name."""
    known = lexicon()
    if root not in known.both and not known.is_ordinary(root):
        return True
    if not word.opens or root not in known.common | known.both:
        return not word.opens or root not in known.common
    return acts(text, word.base_end)
