"""Names by elimination: what is left of a run when ordinary capitals are explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from idtool.privacy.agencies import (
    has_a_proper_part,
    is_generic,
    kind_of_name,
    lower_case_ending,
    stands_for_a_place,
)
from idtool.privacy.echoes import acts, speaks
from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.names import TITLES, find_titled, introduction_before
from idtool.privacy.runs import Run, cut_phrases
from idtool.privacy.sighting import Sighting, Tier, Type, sighting
from idtool.privacy.standing import Standing, is_noted

_SAID_BEFORE = re.compile(
    r"\b(?:say|says|said|saying|go|goes|going|went|like|ask|asks|asked|asking|tell|tells|telling"
    r"|think|thinks|thinking|thought|answered|yell|yelled|yelling|shout|shouted|replied|responded"
    r"|wonder|wondering|figured|all|just|so|well|okay|yeah|right|no|yes|oh|but|because)[^\w]*$"
)
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_SAID_WITHIN = re.compile(
    r"\b(?:say|says|said|saying|go|goes|going|went|like|ask|asks|asked|asking|tell|tells|told"
    r"|telling|think|thinks|thinking|thought|answered|yell\w*|shout\w*|replied|responded|heard"
    r"|wonder\w*|figured|all|is|was|be|hear|read|wrote|called|mean)\b[^.?!\n]*, ?$"
)
_OBJECT_BEFORE = re.compile(r"\b(?:asked|asks|ask|asking|told|tells|tell|telling) $")
_OBJECT_AFTER = re.compile(
    r",? (?:if|whether|to|about|that|for|what|why|how|when|where|not|no|i|we|you|he|she|they)\b"
)
_VERB_AFTER = re.compile(
    r" (?:wrote|made|found|ran|left|saw|heard|sat|stood|brought|drove|met|sent|said|says|told|took"
    r"|came|went|knew|knows|thought|wanted|wants|called|lives|works|had|has|did|would|could|might"
    r"|never|\w{3,}ed)\b"
)
_PLACED_BEFORE = re.compile(
    r"[a-z] (?:with|told|asked|called|from|for|by|met|saw|to|between|and|about|like) $"
)
_INDEFINITE = re.compile(
    r"\b(?:a|an|this|these|those|my|your|his|her|our|their|its|whose|some|any|no|each|every"
    r"|another|one|two|three|few|many|more|most|several|such|what|which|of|very|really)[ \u00a0]+$"
)
_DATED_BEFORE = re.compile(
    r"\b(?:in|of|by|since|last|next|this|until|till|early|late|mid|every|through|around|before"
    r"|after|from|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december),? (?:and|or|to|through)) $"
)
_DATED_AFTER = re.compile(r",? (?:of )?\d")


def find_left_over(text: str, lowered: str, run: Run) -> Iterator[Sighting]:
    """What a run of capitalized words may name, with the reason."""
    titled = find_titled(text, run)
    if titled:
        yield titled
    whole = _trim_opening(run)
    if whole and has_a_proper_part(whole) and kind_of_name(text, whole):
        yield from _judge(text, lowered, whole)
        return
    for piece, standing in cut_phrases(text, run):
        if standing is None:
            trimmed = _trim_opening(piece)
            if trimmed:
                yield from _judge(text, lowered, trimmed)
            elif piece.words[0].base in lexicon().both and speaks(text, piece.end):
                yield sighting(text, piece.start, piece.end, "PERSON", "review", "name-and-word")
        elif standing is Standing.PLACE:
            yield sighting(text, piece.start, piece.end, "LOCATION", "block", "place-list")
        elif standing is Standing.PASS:
            yield from _note_institution(text, piece)
        elif is_noted(standing):
            yield _note(text, piece, standing)


def _trim_opening(run: Run) -> Run | None:
    """Without first words whose capital is owed to their place in the sentence."""
    first = 0
    if run.words[0].opens and run.standings[0] in (Standing.COMMON, Standing.PASS):
        first = 1
        if len(run.words) > 1 and run.standings[1] is Standing.COMMON:
            first = 2
    return run.part(first, len(run.words)) if first < len(run.words) else None


def _note(text: str, run: Run, standing: Standing) -> Sighting:
    kinds: dict[Standing, Type] = {Standing.STATE: "LOCATION", Standing.COMPANY: "ORG"}
    kind = kinds.get(standing, "OTHER")
    return sighting(text, run.start, run.end, kind, "note", standing.value)


def _note_institution(text: str, run: Run) -> Iterator[Sighting]:
    """An agency whose name is made of generic words, or one word after "the": noted.

    "Mobile Crisis Unit", "the Commission": every town has one, but said with a
    capital it means a certain one.
    """
    first = run.words[0]
    if len(run.words) > 1:
        named = kind_of_name(text, run) is not None
    else:
        lists = word_lists()
        body = first.base in lists.institutions or first.base in lists.organization_endings
        named = body and text[max(0, first.start - 4) : first.start] in (" the", "the ")
    if named and not first.capitals:
        yield sighting(text, run.start, run.end, "ORG", "note", "generic-institution")


def _judge(text: str, lowered: str, run: Run) -> Iterator[Sighting]:
    """Sightings in a run that holds no known phrase."""
    introduced = introduction_before(lowered, run.start)
    plain = all(s.is_plain or s is Standing.CALENDAR or is_noted(s) for s in run.standings)
    kind = kind_of_name(text, run)
    if kind and not is_generic(run) and not _is_a_verb(run):
        if plain:
            yield sighting(text, run.start, run.end, kind, "review", "organization-words")
        else:
            yield sighting(text, run.start, run.end, kind, "block", "organization-or-place")
        return
    if is_generic(run):
        yield from _note_institution(text, run)
    if introduced == "strong" and len(run.words) <= 3 and is_noted(run.standings[0]):
        yield sighting(text, run.start, run.end, "PERSON", "block", "introduced")
        return
    suspects = []
    for index, standing in enumerate(run.standings):
        if standing.is_suspect or _is_a_first_name(lowered, run, index):
            suspects.append(index)
        elif is_noted(standing):
            yield _note(text, run.part(index, index + 1), standing)
    if suspects:
        part = _with_neighbors(run, suspects[0], suspects[-1] + 1)
        yield from _judge_suspects(text, lowered, part, introduced)
    elif plain:
        yield from _judge_plain(text, lowered, run, introduced)


def _is_a_verb(run: Run) -> bool:
    """Whether two plain words only begin a sentence: "Calling Court"."""
    opening = run.words[0].opens and len(run.words) == 2 and run.standings[0].is_plain
    return opening and run.words[0].base.endswith(("ing", "ed", "ly"))


def _with_neighbors(run: Run, first: int, past: int) -> Run:
    """The suspects, with initials and capitalized everyday words right beside them."""
    while first > 0 and not run.words[first - 1].opens and _belongs(run, first - 1):
        first -= 1
    while first > 0 and _leads(run, first - 1):
        first -= 1
    while first > 0 and run.words[first - 1].is_initial and run.words[first - 1].base != "i":
        first -= 1
    while past < len(run.words) and (
        _belongs(run, past) or run.standings[past] is Standing.GENERIC
    ):
        past += 1
    return run.part(first, past)


def _leads(run: Run, index: int) -> bool:
    """Whether a capitalized everyday word before a name is part of it: "Big Mike"."""
    word = run.words[index]
    if word.base in _DIRECTIONS:
        return True
    institution = word.base in word_lists().institutions and word.base not in TITLES
    return not word.opens and (word.base in word_lists().epithets or institution)


def _belongs(run: Run, index: int) -> bool:
    return run.standings[index] is Standing.ORDINARY


def _is_a_first_name(lowered: str, run: Run, index: int) -> bool:
    """Whether a state or a month is here more likely a person: "I told April"."""
    word, standing = run.words[index], run.standings[index]
    known = lexicon()
    if word.opens or not (word.base in known.first or word.base in known.both):
        return False
    if standing is Standing.STATE:
        return not stands_for_a_place(lowered, word.start)
    if standing is not Standing.CALENDAR or word.base not in word_lists().months:
        return False
    dated = _DATED_BEFORE.search(lowered, max(0, word.start - 24), word.start)
    return not (dated or _DATED_AFTER.match(lowered, word.end))


def _is_subject(text: str, run: Run) -> bool:
    """Whether a name that is a word begins a sentence as its subject: "Young asked me"."""
    base = run.words[0].base
    if base in lexicon().given and _fills_its_line(text, run):
        return True
    if base in lexicon().given or base in word_lists().given_names:
        return acts(text, run.end)
    return base in lexicon().both and speaks(text, run.end)


def _fills_its_line(text: str, run: Run) -> bool:
    """Whether nothing else stands on the line: a signature, a name called out."""
    before = run.start == 0 or text[run.start - 1] == "\n"
    return before and text[run.end : run.end + 2].strip(".,!?") in ("", "\n")


def _judge_suspects(text: str, lowered: str, run: Run, introduced: str) -> Iterator[Sighting]:
    """Sightings for a run that begins and ends with suspect words."""
    standings = set(run.standings)
    opens = run.words[0].opens and len(run.words) == 1
    kind: Type = "LOCATION" if stands_for_a_place(lowered, run.start) else "PERSON"
    tier: Tier = "review"
    if standings == {Standing.ACRONYM}:
        initials = run.words[0].is_initial
        kind, rule = ("PERSON", "initials") if initials else ("ORG", "acronym")
    elif introduced and standings != {Standing.MIXED}:
        tier, rule = "block", "introduced"
    elif Standing.NAME in standings:
        unsure = opens and run.words[0].base in lexicon().mixed
        if unsure and run.words[0].base not in lexicon().first:
            return
        tier, rule = ("review", "name-at-start") if unsure else ("block", "name-list")
    elif Standing.PLACE in standings:
        kind, tier, rule = "LOCATION", "block", "place-list"
    elif standings <= {Standing.PROPER, Standing.UNKNOWN}:
        rule = "capital-at-start" if opens else "capital-mid-sentence"
    elif opens and not _is_subject(text, run):
        return
    else:
        rule = "name-and-word" if standings == {Standing.BOTH} else "capital-mid-sentence"
    ending = lower_case_ending(text, run)
    if ending is not None and not (rule == "name-list" and introduced):
        yield sighting(text, run.start, ending, "ORG", "block", "organization-or-place")
        return
    yield sighting(text, run.start, run.end, kind, tier, rule)


def _may_begin_a_quotation(text: str, lowered: str, run: Run) -> bool:
    """Whether a capital after "I said" or a comma may begin what was said."""
    if run.words[0].after_comma:
        low = max(0, run.start - 60)
        led = _SAID_WITHIN.search(lowered, low, run.start) is not None
        return text[run.end : run.end + 1] != "," and led
    if _OBJECT_BEFORE.search(lowered, max(0, run.start - 12), run.start):
        return _OBJECT_AFTER.match(lowered, run.end) is None
    said = _SAID_BEFORE.search(lowered, max(0, run.start - 40), run.start)
    if said is None or text[said.start()].isupper():
        return False
    return _VERB_AFTER.match(lowered, run.end) is None


def _is_an_odd_common_word(lowered: str, run: Run) -> bool:
    """Whether one of the commonest words has a capital where only a name would: "told My"."""
    word = run.words[0]
    alone = len(run.words) == 1 and run.standings[0] is Standing.COMMON and not word.opens
    if not alone or len(word.base) < 2 or word.capitals or word.base_end != word.end:
        return False
    low = max(0, word.start - 16)
    return word.base not in TITLES and _PLACED_BEFORE.search(lowered, low, word.start) is not None


def _is_a_named_team(text: str, run: Run) -> bool:
    """Whether one word in capitals names a team or a program: "the SMART team"."""
    word = run.words[-1]
    known = word.base in word_lists().acronyms or word.base in word_lists().people
    shouted = len(run.words) > 1 or len(word.base) < 3 or not word.capitals or known
    return not shouted and lower_case_ending(text, run) is not None


def _judge_plain(text: str, lowered: str, run: Run, introduced: str) -> Iterator[Sighting]:
    """Sightings for ordinary words that carry a capital without need."""
    if _is_a_named_team(text, run):
        ending = lower_case_ending(text, run) or run.end
        yield sighting(text, run.start, ending, "ORG", "review", "acronym")
        return
    odd = [i for i, s in enumerate(run.standings) if s is Standing.ORDINARY]
    if not odd and _is_an_odd_common_word(lowered, run):
        yield sighting(text, run.start, run.end, "OTHER", "review", "capital-on-a-word")
    if not odd or (len(run.words) == 1 and run.words[0].opens):
        return
    part = run.part(odd[0], odd[-1] + 1)
    if introduced == "strong":
        yield sighting(text, part.start, part.end, "PERSON", "block", "introduced")
        return
    if part.words[0].opens:
        return
    if len(odd) > 1:
        yield sighting(text, part.start, part.end, "ORG", "review", "title-case-run")
        return
    low = max(0, part.start - 40)
    if _may_begin_a_quotation(text, lowered, part):
        return
    tier: Tier = "note" if _INDEFINITE.search(lowered, low, part.start) else "review"
    yield sighting(text, part.start, part.end, "OTHER", tier, "capital-on-a-word")
