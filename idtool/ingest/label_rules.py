"""How labels behave, and what only looks like one.

Each rule takes the candidates of one group of families, by key, and says which of
them are labels. The rules know counts and places, never what anybody says.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from idtool.ingest.candidates import Candidates, Tally
from idtool.ingest.established import ENGLISH_WORDS
from idtool.ingest.label_words import is_code, words_of


def recurs(group: str, tally: Tally, file: Candidates) -> bool:
    """Whether a candidate, by itself, occurs often enough for what it looks like."""
    if tally.likeness >= 3:
        return group != "alone" or tally.count >= 2 or tally.likeness == 4
    if group == "code":
        return False
    if group == "dot":
        letter = len(tally.spelling) == 1 and tally.spelling.isalpha() and tally.count >= 5
        return letter or (tally.likeness == 2 and tally.count >= 3)
    if tally.likeness == 2:
        return tally.count >= 2
    often = max(3, 0.02 * len(file.blocks))
    return tally.likeness == 1 and group != "alone" and (tally.count >= often or tally.timed >= 2)


def explicit(
    kept: dict[str, Tally], tallies: dict[str, Tally], file: Candidates
) -> dict[str, Tally]:
    """Labels before colons and beside times, with rare speakers where the file allows.

    Where labels stand at the start of paragraphs, a candidate that mostly does not is
    none. A name that occurs once is a speaker if it is set like the others, recurs in
    another shape, is a fuller form of a recurring label, or if the file is labelled
    throughout.
    """
    total = sum(tally.count for tally in kept.values())
    opening = sum(tally.opening for tally in kept.values())
    if total >= 6 and opening >= 0.9 * total:
        kept = {
            key: tally
            for key, tally in kept.items()
            if tally.likeness >= 3 or tally.opening >= 0.5 * tally.count
        }
    kept, odd = _set_alike(kept)
    kept |= {key: tally for key, tally in _in_series(kept, tallies).items() if key not in odd}
    rare = {key: t for key, t in tallies.items() if key not in kept | odd and t.likeness >= 2}
    dense = opening + sum(tally.opening for tally in rare.values()) >= 0.8 * len(file.blocks)
    throughout = (file.captions and total) or (dense and (total or len(file.blocks) <= 6))
    if file.captions and total >= 0.5 * len(file.blocks):  # most captions begin with a name
        kept |= {
            key: tally
            for key, tally in tallies.items()
            if tally.likeness == 1 and tally.count == tally.opening >= 3 and key not in odd
        }
    form, set_so = _commonest_form(kept)
    alike = total >= 2 and set_so >= 0.8 * total and form != "colon "
    anywhere = file.anywhere()
    for key, tally in rare.items():
        again = anywhere[key] > tally.count and len(key) > 1
        like_others = alike and tally.forms[form]
        like_none = tally.timed and not any(other.timed for other in kept.values())
        somebody = throughout and tally.opening and not (kept and like_none)
        if again or like_others or somebody or _is_fuller_name(tally, kept):
            kept[key] = tally
    alone = sum(tally.count for tally in kept.values()) < 2 and not file.certain & kept.keys()
    return {} if alone and len(file.blocks) > 1 else kept


def _in_series(kept: dict[str, Tally], tallies: dict[str, Tally]) -> dict[str, Tally]:
    """Candidates that differ from a label kept in their number only."""
    series = {re.sub(r"\d+", "0", key) for key in kept if any(c.isdigit() for c in key)}
    return {
        key: tally
        for key, tally in tallies.items()
        if tally.likeness and re.sub(r"\d+", "0", key) in series
    }


def _set_alike(kept: dict[str, Tally]) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """Labels set like most of the others, and those never set so, which are none.

    Codes (``P03``) and words for the interviewer are labels however they are set.
    """
    most, count = _commonest_form(kept)
    total = sum(tally.count for tally in kept.values())
    if total < 6 or count < 0.6 * total:
        return kept, {}
    odd = {
        key: tally
        for key, tally in kept.items()
        if not tally.forms[most] and tally.likeness < 4 and not is_code(tally.spelling)
    }
    return {key: tally for key, tally in kept.items() if key not in odd}, odd


def _commonest_form(kept: dict[str, Tally]) -> tuple[str, int]:
    """The form in which labels are set most often, and how often."""
    forms: Counter[str] = sum((tally.forms for tally in kept.values()), Counter())
    return forms.most_common(1)[0] if forms else ("", 0)


def _is_fuller_name(tally: Tally, kept: dict[str, Tally]) -> bool:
    """Whether a rare label is a fuller form of one that recurs (Devin Becker, DB)."""
    words = words_of(tally.spelling)
    initials = "".join(word[0] for word in words)
    return len(words) > 1 and any(
        key == initials or (len(key) > 2 and key in words) for key in kept
    )


def without_stray_letters(kept: dict[str, Tally]) -> dict[str, Tally]:
    """Labels without an “A” or “I” that is a stammered word now and then."""
    total = sum(tally.count for tally in kept.values())
    return {
        key: tally
        for key, tally in kept.items()
        if key not in ENGLISH_WORDS or tally.likeness == 4 or tally.count >= 0.1 * total
    }


def with_rare(
    kept: dict[str, Tally], tallies: dict[str, Tally], file: Candidates
) -> dict[str, Tally]:
    """Also who speaks once, if then nearly every paragraph begins with a label.

    One more of a series (Speaker 3, beside Speaker 1 and 2) is a speaker anyhow.
    """
    more = _in_series(kept, tallies)
    kept = {**kept, **{key: t for key, t in more.items() if t.likeness >= 3 and t.opening}}
    rare = {
        key: tally
        for key, tally in tallies.items()
        if key not in kept and tally.likeness >= 2 and tally.opening == tally.count
    }
    both = {**kept, **rare}
    opened = sum(tally.opening for tally in both.values())
    return both if kept and opened >= 0.9 * len(file.blocks) else kept


def beside_colons(colons: dict[str, Tally], kept: dict[str, Tally]) -> dict[str, Tally]:
    """Labels before colons in a file whose other labels are set otherwise.

    Courts write ``Q.`` and ``A.``, and ``THE WITNESS:``. Words that name speakers
    count from their second use on, other names from their third, and only where they
    begin paragraphs among those others; before or after them all, the style changes.
    """
    among = [at for tally in kept.values() for at in tally.lines]
    return {
        key: tally
        for key, tally in colons.items()
        if key not in kept
        and tally.opening == tally.count
        and any(min(among) < at < max(among) for at in tally.lines)
        and tally.count >= {4: 1, 3: 2, 2: 3}.get(tally.likeness, 1_000_000)
    }


def takes_turns(group: str, kept: dict[str, Tally], least: float, file: Candidates) -> bool:
    """Whether labels of the less telling families open enough, and alternate."""
    total = sum(tally.count for tally in kept.values())
    share = total / max(1, len(file.blocks))
    order = [key for _, key in sorted((at, k) for k, tally in kept.items() for at in tally.lines)]
    changes = sum(a != b for a, b in pairwise(order))
    if len(kept) > max(2, 0.5 * total) and total >= 6:
        return False
    if group in {"bracket", "alone"} and file.captions and kept:
        if not _head_words(kept, file):
            return False
        least = 0.01 if len(kept) > 1 else least  # a name only where the speaker changes
    if total < 2 or share < least or changes < 0.15 * (total - 1):
        return False
    if len(kept) < 2 and share < 0.9:
        return False
    return group != "alone" or _stand_before_text(kept, file)


def heads_only(kept: dict[str, Tally], file: Candidates) -> dict[str, Tally]:
    """Labels on lines of their own without what stands below text, as printed codes do.

    Where words that name speakers take turns by themselves, another candidate of which
    most lines are followed by such a label at once heads no text.
    """
    sure = {at for tally in kept.values() if tally.likeness >= 3 for at in tally.lines}
    if len(sure) < 4:
        return kept
    full = [at for at, line in enumerate(file.lines) if line.text.strip()]
    before = {at for at, following in pairwise([*full, -1]) if following in sure or following < 0}
    return {
        key: tally
        for key, tally in kept.items()
        if tally.likeness >= 3 or sum(at in before for at in tally.lines) <= 0.5 * tally.count
    }


def _head_words(kept: dict[str, Tally], file: Candidates) -> bool:
    """Whether labels in brackets begin captions with words; a sound stands by itself."""
    heads = [at for tally in kept.values() for at in tally.lines]
    lines = file.lines
    with_words = sum(
        any(each.family == "bracket" and each.rest for each in file.readings[at])
        or (at + 1 < len(lines) and not lines[at + 1].opens)
        for at in heads
        if lines[at].opens
    )
    return with_words >= 0.9 * len(heads)


def _stand_before_text(kept: dict[str, Tally], file: Candidates) -> bool:
    """Whether labels on lines of their own stand before text, and before much of it."""
    heads = {at for tally in kept.values() for at in tally.lines}
    full = [at for at, line in enumerate(file.lines) if line.text.strip()]
    pairs = list(pairwise(full))
    headed = sum(a in heads and b not in heads for a, b in pairs)
    doubled = sum(a in heads and b in heads for a, b in pairs)
    texts = sum(at not in heads for at in file.blocks)
    return headed >= 0.8 * len(heads) and headed >= 0.3 * texts and doubled <= 0.1 * len(heads)
