"""Who is who: mentions of one person, place or number as one entity.

Within a file a shorter name belongs to the one longer name that holds its words and that its
title does not contradict. Where two would do, nobody guesses: the mention stands alone and is
a question. Across files only a full name links, or the researcher's list, or their word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from idtool.privacy.decided import plain_form
from idtool.privacy.names import TITLES

Gender = Literal["", "m", "f"]
_MEN = frozenset(
    ["mr", "sir", "father", "brother", "uncle", "son", "husband", "grandpa", "nephew", "boyfriend"]
)
_WOMEN = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "madam",
        "ma'am",
        "mother",
        "sister",
        "aunt",
        "auntie",
        "aunty",
        "daughter",
        "wife",
        "grandma",
        "granny",
        "nana",
        "niece",
        "girlfriend",
    ]
)
_BEFORE = re.compile(r"([^\W\d_]+(?: worker)?)\.?[ \u00a0]+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence: positions in the text of file number ``file``, without the title."""

    file: int
    start: int
    end: int
    words: str = field(repr=False)
    type: str
    tier: str
    rule: str
    titles: frozenset[str] = frozenset()

    @property
    def tokens(self) -> frozenset[str]:
        """The words of a name, without initials."""
        parts = (part.strip(".,") for part in plain_form(self.words, self.type).split())
        return frozenset(part for part in parts if len(part) > 1)

    @property
    def gender(self) -> Gender:
        """What the title says of it, if anything."""
        if self.titles & _MEN:
            return "m"
        return "f" if self.titles & _WOMEN else ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place, agency or number, with its mentions in order.

    ``number`` counts from 1 by first appearance over all files. ``perhaps`` lists the
    numbers it may be the same as, where the talk leaves that open.
    """

    number: int
    type: str
    mentions: tuple[Mention, ...] = field(repr=False)
    perhaps: tuple[int, ...] = ()
    listed: str = field(default="", repr=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """The distinct strings it was seen as, in order."""
        return tuple(dict.fromkeys(mention.words for mention in self.mentions))

    @property
    def titles(self) -> frozenset[str]:
        """Every title that stood before it."""
        return frozenset(title for mention in self.mentions for title in mention.titles)

    @property
    def rules(self) -> tuple[str, ...]:
        """Why it was seen, in order."""
        return tuple(dict.fromkeys(mention.rule for mention in self.mentions))

    @property
    def tier(self) -> str:
        """The gravest tier of its mentions."""
        return "block" if any(m.tier == "block" for m in self.mentions) else "review"


def titles_before(text: str, start: int, core: int) -> frozenset[str]:
    """Titles inside a find before its name, and the one right before the find."""
    inside = {word.strip(".,").lower() for word in text[start:core].split()}
    before = _BEFORE.search(text, max(0, start - 30), start)
    if before:
        inside.add(before[1].lower())
        inside.add(before[1].lower().rpartition(" ")[2])
    return frozenset(inside & (TITLES | _MEN | _WOMEN))


def find_entities(
    mentions: Sequence[Mention],
    *,
    listed: Collection[str] = (),
    same: Mapping[int, int] | None = None,
) -> list[Entity]:
    """Entities in order of first appearance.

    Args:
        mentions: All mentions of all files.
        listed: The researcher's known names; a name that fits exactly one of them is it,
            in every file.
        same: Numbers the researcher says are one: later number by earlier number.
    """
    kind = _agreed_types(mentions)
    mentions = [replace(each, type=kind[plain_form(each.words)]) for each in mentions]
    groups: dict[tuple[object, ...], list[Mention]] = {}
    questions: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for key, mention, may_be in _keyed(mentions, listed):
        groups.setdefault(key, []).append(mention)
        if may_be:
            questions.setdefault(key, set()).update(may_be)
    ordered = sorted(groups, key=lambda key: min((m.file, m.start) for m in groups[key]))
    number = {key: at for at, key in enumerate(ordered, start=1)}
    made = [
        Entity(
            number[key],
            groups[key][0].type,
            tuple(sorted(groups[key], key=lambda m: (m.file, m.start))),
            tuple(sorted(number[other] for other in questions.get(key, ()) if other in number)),
            str(key[1]) if key[0] == "listed" else "",
        )
        for key in ordered
    ]
    return _joined(made, same or {})


def _agreed_types(mentions: Iterable[Mention]) -> dict[str, str]:
    """One type for each string: the one it was seen with most often, the first on a tie."""
    counts: dict[str, Counter[str]] = {}
    for mention in mentions:
        counts.setdefault(plain_form(mention.words), Counter())[mention.type] += 1
    return {plain: each.most_common(1)[0][0] for plain, each in counts.items()}


def _keyed(
    mentions: Sequence[Mention], listed: Collection[str]
) -> Iterable[tuple[tuple[object, ...], Mention, set[tuple[object, ...]]]]:
    known = {plain: frozenset(plain.split()) for plain in sorted(map(plain_form, listed)) if plain}
    by_file: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.type != "PERSON":
            yield (mention.type, plain_form(mention.words, mention.type)), mention, set()
            continue
        fits = [
            plain for plain, words in known.items() if mention.tokens and mention.tokens <= words
        ]
        if len(fits) == 1:
            yield ("listed", fits[0]), mention, set()
        else:
            by_file.setdefault(mention.file, []).append(mention)
    for file, people in by_file.items():
        yield from _people_of_file(file, people)


def _people_of_file(
    file: int, people: Sequence[Mention]
) -> Iterable[tuple[tuple[object, ...], Mention, set[tuple[object, ...]]]]:
    """Keys of a file's people: a full name means the same everywhere, a part of one here only."""
    full: dict[frozenset[str], set[Gender]] = {}
    for mention in people:
        if len(mention.tokens) > 1:
            full.setdefault(mention.tokens, set()).add(mention.gender)
    whole = {tokens: _longest(tokens, full) for tokens in full}
    genders: dict[frozenset[str], set[Gender]] = {}
    for tokens, seen in full.items():
        if len(whole[tokens]) == 1:
            genders.setdefault(next(iter(whole[tokens])), set()).update(seen - {""})
    told = {
        (tokens, mention.gender)
        for mention in people
        if len(tokens := mention.tokens) <= 1 and mention.gender
    }
    for mention in people:
        tokens, gender = mention.tokens, mention.gender
        if len(tokens) > 1:
            fits = whole[tokens]
        else:
            fits = {name for name in genders if _may_be(tokens, gender, name, genders[name])}
        apart = {
            g
            for t, g in told
            if t == tokens and not any(_may_be(t, g, name, genders[name]) for name in genders)
        }
        if len(fits) == 1 and (gender or len(tokens) > 1 or not apart):
            yield ("full", next(iter(fits))), mention, set()
            continue
        may_be: set[tuple[object, ...]] = {("full", name) for name in fits}
        said = gender
        if len(tokens) <= 1 and not gender and len(fits) + len(apart) > 1:
            may_be |= {("part", file, tokens, each, "") for each in apart}
        elif len(tokens) <= 1 and not gender and apart:
            said = next(iter(apart))
        key = ("part", file, tokens, said, mention.words if not tokens else "")
        yield key, mention, may_be - {key}


def _may_be(
    tokens: frozenset[str], gender: Gender, name: frozenset[str], seen: Collection[Gender]
) -> bool:
    """Whether a part of a name, with its title, may be short for a longer name."""
    return bool(tokens) and tokens <= name and not (gender and seen and gender not in seen)


def _longest(tokens: frozenset[str], full: Collection[frozenset[str]]) -> set[frozenset[str]]:
    """The longest names a full name may be short for; itself if there is none."""
    longer = {other for other in full if tokens < other}
    tops = {each for each in longer if not any(each < other for other in longer)}
    return tops or {tokens}


def _joined(entities: Sequence[Entity], same: Mapping[int, int]) -> list[Entity]:
    """Entities the researcher called one, under the smaller number; the rest keep theirs."""
    target = {each.number: each.number for each in entities}
    for one, other in same.items():
        if one in target and other in target:
            low, high = sorted((target[one], target[other]))
            target = {number: low if to == high else to for number, to in target.items()}
    made: dict[int, Entity] = {}
    for each in entities:
        to = target[each.number]
        old = made.get(to)
        asked = () if each.number in same else tuple(n for n in each.perhaps if target[n] != to)
        if old is None:
            made[to] = replace(each, perhaps=asked)
        else:
            mentions = sorted((*old.mentions, *each.mentions), key=lambda m: (m.file, m.start))
            made[to] = replace(old, mentions=tuple(mentions))
    return list(made.values())
