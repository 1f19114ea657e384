"""Names by what stands before them: a rank, an introduction, a speaker's label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from idtool.privacy.lexicon import lexicon, word_lists
from idtool.privacy.runs import Run
from idtool.privacy.sighting import Sighting, Tier, sighting
from idtool.privacy.standing import Standing

_KIN_AND_RANK = (
    "officer|deputy|sergeant|sarge|lieutenant|captain|chief|detective|inspector|trooper"
    "|corporal|sheriff|marshal"
    "|constable|commander|major|colonel|agent|investigator|superintendent|commissioner|director"
    "|mayor|governor"
    "|senator|president|principal|counselor|counsellor|therapist|caseworker|supervisor|judge"
    "|justice|magistrate"
    "|attorney|chaplain|pastor|reverend|father|sister|brother|bishop|rabbi|imam|minister"
    "|professor|teacher|coach"
    "|nurse|doctor|paramedic|aunt|auntie|aunty|uncle|cousin|grandma|grandpa|granny|nana"
    "|patrolman|undersheriff"
    "|social worker|worker|partner|colleague|coworker|co-worker|trainee|recruit|intern|husband"
    "|wife|boyfriend"
    "|girlfriend|fiance|fiancé|fiancée|son|daughter|nephew|niece|neighbor|neighbour|roommate"
    "|friend|buddy|boss"
)
TITLES = frozenset(_KIN_AND_RANK.split("|")) | word_lists().titles
_LAST_WORD = re.compile(r"[\w-]+\.?$")
_STRONG_INTRODUCTION = re.compile(
    r"\b(?:names?(?:['’]s| is| was| were| are)|named|goes by|go by|going by|went by|known as"
    r"|nicknames?(?: is| was|['’]s)?"
    r"|nicknamed|a\.?k\.?a\.?|alias|street name(?: is| was|['’]s)?|call(?:s|ed)? (?:me|him|her"
    r"|them|himself|herself)"
    r"|went to school with|married to|signed by|raised by)[ ,:]*(?:(?:just|like|uh|um|this"
    r"|little|old)[ ,]+)*[\"“‘']?$"
)
_WEAK_INTRODUCTION = re.compile(
    r"(?:\b(?:i['’]m|i am|this is|that is|that['’]s|meet|ask for|ask|called|with me,?"
    r"|partner(?:['’]s)?,?|here['’]s)"
    r"|\b(?:girl|boy|kid|guy|man|woman|lady|child|teenager|colleague|coworker|friend|neighbor"
    r"|cousin|sister|brother"
    r"|mother|father|mom|dad|grandmother|grandfather|son|daughter|wife|husband|aunt|uncle"
    r"|client|caseworker|officer"
    r"|supervisor|counselor|therapist|partner|boss|teacher|principal)(?: (?:was|is|named"
    r"|called)|,))"
    r"[ :]*(?:(?:uh|um|like),? )?[\"“]?$"
)
_PLAIN_INTRODUCTION = re.compile(
    r"\b(?:my name is|my name['’]s|goes by|a (?:man|woman|girl|boy|guy|kid|lady|child|partner"
    r"|officer) named"
    r"|(?:his|her|their) (?:real |first |last |full |street )?name (?:is|was)) (?:uh |um |just )?"
    r"([^\W\d_][\w'’-]+)(?: ([^\W\d_][\w'’-]+))?"
)
_LABEL = re.compile(
    r"^[ \t>*_-]*(?:\[?\(?[\d:.,]+\)?\]?[ \t]*)?"
    r"((?:[^\W\d_a-z][\w.'’-]*)(?: [^\W\d_a-z][\w.'’-]*){0,3})"
    r"(?:[ \t]*[\[(][\d:.,]+[\])])?[ \t]*:(?=[ \t*_\n]|$)",
    re.MULTILINE,
)
_LOWER_WORD = re.compile(r"(?<![\w@.'’/-])[a-zß-öø-ÿ]{4,}(?![\w@/-])")
_LOWER_TITLED = re.compile(
    r"(?<![\w-])(?:officer|deputy|sergeant|sgt|lieutenant|captain|detective|trooper|corporal"
    r"|sheriff|judge|mr|mrs|ms|dr"
    r"|doctor|nurse|pastor|aunt|uncle)\.? ([a-zß-öø-ÿ]+)(?![\w@/-])"
)
_TITLED_INITIAL = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Officer|Deputy|Sergeant|Detective|Judge|Nurse|Aunt"
    r"|Uncle)\.? [A-HJ-WZ](?![\w'’]|\. ?[A-Z][a-z])"
)
_OPERATION = re.compile(r"\b(?:Operation|Project|Task Force|Taskforce)(?: [A-Z][\w'’-]+){1,3}")
_SPELLED = re.compile(
    r"(?<![\w-])[A-Z](?:-[A-Z]){2,}(?![\w-])|(?<![\w-])[a-z](?:-[a-z]){3,}(?![\w-])"
)
_AS_IN = r"[a-z],? as in [a-z]+"
_SPELLED_AS_IN = re.compile(rf"\b{_AS_IN}(?:[ ,.-]+(?:and )?{_AS_IN})+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def title_stands_before(text: str, start: int) -> bool:
    """Whether a title, rank or kinship word stands right before ``start``."""
    before = text[max(0, start - 24) : start]
    if not before.endswith((" ", "\u00a0")):
        return False
    last = _LAST_WORD.search(before.rstrip())
    if last is None:
        return False
    word = last[0].lower()
    return word in TITLES or (word.endswith(".") and word[:-1] in word_lists().titles)


def introduction_before(lowered: str, start: int) -> str:
    """``strong`` ("my name is"), ``weak`` ("this is") or nothing before ``start``."""
    low = max(0, start - 40)
    if _STRONG_INTRODUCTION.search(lowered, low, start):
        return "strong"
    return "weak" if _WEAK_INTRODUCTION.search(lowered, low, start) else ""


def find_titled(text: str, run: Run) -> Sighting | None:
    """A name that follows a title, inside the run or before it."""
    for index in range(len(run.words)):
        if index == 0:
            titled = title_stands_before(text, run.start)
        else:
            titled = run.words[index - 1].base.rstrip(".") in TITLES
        standing = run.standings[index]
        surname_too = standing is Standing.GENERIC and run.words[index].base in lexicon().both
        initial = run.words[index].is_initial and index + 1 < len(run.words)
        if not titled or not (_may_be_a_surname(standing) or surname_too or initial):
            continue
        past = index + 1
        while past < len(run.words) and _goes_on(run, past):
            past += 1
        name = run.part(index, past)
        while index > 0 and run.words[index - 1].base.rstrip(".") in TITLES:
            index -= 1
        only_words = all(s in (Standing.ORDINARY, Standing.GENERIC) for s in name.standings)
        following = text[name.words[-1].end : name.words[-1].end + 1]
        sure = not only_words or name.words[-1].end != name.end or following in ",.;:?!"
        tier: Tier = "block" if sure else "review"
        return sighting(text, run.words[index].start, name.end, "PERSON", tier, "honorific")
    return None


def _may_be_a_surname(standing: Standing) -> bool:
    return standing.is_suspect or standing in (Standing.ORDINARY, Standing.IDENTITY)


def _goes_on(run: Run, index: int) -> bool:
    standing = run.standings[index]
    return standing.is_suspect or standing is Standing.ORDINARY or run.words[index].is_initial


def find_initials(text: str) -> Iterator[Sighting]:
    """A title and one letter, a pseudonym in many transcripts: noted."""
    for match in _TITLED_INITIAL.finditer(text):
        yield sighting(text, *match.span(), "PERSON", "note", "initial")


def find_introduced(text: str, lowered: str) -> Iterator[Sighting]:
    """Names after a plain introduction, whatever their casing; operations by name."""
    known = lexicon()
    for match in _PLAIN_INTRODUCTION.finditer(lowered):
        groups = [g for g in (1, 2) if match[g]]
        if known.is_ordinary(match[1]) or match[1] in word_lists().speech:
            continue
        last = groups[-1] if not known.is_ordinary(match[groups[-1]]) else 1
        yield sighting(text, match.start(1), match.end(last), "PERSON", "block", "introduced")
    yield from _find_spelled(text, lowered)
    for match in _OPERATION.finditer(text):
        yield sighting(text, *match.span(), "OTHER", "block", "operation")


def _find_spelled(text: str, lowered: str) -> Iterator[Sighting]:
    """Names spelled letter by letter: "D-E-S-H-A-W-N", "B as in boy, R as in ..."."""
    lists = word_lists()
    for match in _SPELLED.finditer(text):
        joined = match[0].replace("-", "").lower()
        known = joined in lists.acronyms | lists.companies | lists.countries | lists.things
        if not known and joined not in _ALPHABET and joined not in lexicon().ordinary:
            yield sighting(text, *match.span(), "PERSON", "block", "spelled-out")
    for match in _SPELLED_AS_IN.finditer(lowered):
        yield sighting(text, *match.span(), "PERSON", "block", "spelled-out")


def find_lower_case_names(text: str) -> Iterator[Sighting]:
    """Names in lower case, as a speech recognizer writes them: list names, and after titles."""
    known, lists, listed = lexicon(), word_lists(), _names_for_lower_case()
    places, bodies = _places_for_lower_case()
    safe = lists.acronyms | lists.things | lists.words_in_lower_case
    for match in _LOWER_WORD.finditer(text):
        if match[0] in listed:
            yield sighting(text, *match.span(), "PERSON", "review", "lower-case-name")
        elif match[0] in places:
            yield sighting(text, *match.span(), "LOCATION", "note", "lower-case-place")
        elif match[0] in bodies:
            yield sighting(text, *match.span(), "ORG", "note", "well-known-body")
    for match in _LOWER_TITLED.finditer(text):
        word = match[1]
        plain = known.is_ordinary(word) or word in known.mixed or word in safe
        if len(word) > 2 and not plain:
            yield sighting(text, *match.span(1), "PERSON", "review", "lower-case-name")


@cache
def _names_for_lower_case() -> frozenset[str]:
    """First names that nobody writes in lower case for another reason."""
    known, lists = lexicon(), word_lists()
    elsewhere = (
        lists.identity
        | lists.countries
        | lists.states
        | lists.cities
        | lists.months
        | lists.weekdays
    )
    other = elsewhere | lists.companies | lists.things | lists.faith | lists.speech
    other |= lists.acronyms | lists.words_in_lower_case
    return frozenset(n for n in known.first & known.proper if len(n) > 3 and n not in other)


@cache
def _places_for_lower_case() -> tuple[frozenset[str], frozenset[str]]:
    """Places, and companies, that nobody writes in lower case for another reason."""
    known, lists = lexicon(), word_lists()
    words = known.ordinary | known.mixed | known.both | known.first | lists.words_in_lower_case
    places = (lists.countries | lists.states | lists.cities) - words
    bodies = lists.companies - words
    return (
        frozenset(place for place in places if len(place) > 3),
        frozenset(body for body in bodies if len(body) > 3),
    )


def find_labels(text: str) -> Iterator[Sighting]:
    """Speaker labels at the beginning of a line that are not a role or a code."""
    known, lists = lexicon(), word_lists()
    for match in _LABEL.finditer(text):
        words = [re.sub(r"['’]s$", "", w).lower() for w in _WORDS.findall(match[1])]
        plain = (
            lists.people
            | lists.institutions
            | lists.speech
            | lists.things
            | lists.acronyms
            | TITLES
        )
        unknown = [w for w in words if w not in plain and not known.is_ordinary(w) and len(w) > 1]
        if unknown and len(words) <= 4:
            yield sighting(text, *match.span(1), "PERSON", "block", "speaker-label")
