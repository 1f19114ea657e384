"""What the screen remembers of a study: decisions, the key file, the list of known names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from idtool.errors import UsageProblem
from idtool.model import Turn
from idtool.privacy import VERSION, screen_text
from idtool.privacy.decided import (
    NOTHING_DECIDED,
    Decision,
    DecisionBook,
    ScreenMemory,
    core_span,
    decide_each,
    fingerprint,
    plain_form,
)
from idtool.privacy.keybox import KeyContent
from idtool.privacy.sighting import NAME_TYPES
from idtool.pseudonyms.surfaces import occurrences, parts_of, pattern_of
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile


class AnotherKey(UsageProblem):
    """The key file belongs to another study, or is an older one."""

    def __init__(self) -> None:
        super().__init__(
            "This key file is not the one that holds this study's salt.",
            "Give the right one with --key; idtool privacy key status FILE says what a file is.",
        )


class ReasonRepeatsTheWords(UsageProblem):
    """A reason would carry what it is about into the study."""

    def __init__(self) -> None:
        super().__init__(
            "The reason repeats the words it is about; it would carry them into the study.",
            "Say why without naming: “a character of a novel”, “a public body”.",
        )


def screen_memory(store: StudyFile, key: KeyContent | None) -> ScreenMemory:
    """What the study remembers, as far as it can be read without or with a key file.

    Raises:
        AnotherKey: The salt is in another key file.
    """
    place = store.screenings.salt_place()
    if key is not None and place.key_id and place.key_id != key.key_id:
        raise AnotherKey
    salt = key.salt if key is not None and place.key_id else place.salt
    known = key.known if key is not None else ()
    return ScreenMemory(
        DecisionBook(salt, store.screenings.decisions()),
        known,
        known_digest(key) if key is not None else place.known_digest,
        *_pseudonyms(key),
    )


def _pseudonyms(key: KeyContent | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that have a pseudonym, and pseudonyms that look like names."""
    made = key.pseudonyms if key is not None else ()
    names = [form for each in made if each.type in NAME_TYPES for form in each.forms]
    chosen = [each.placeholder for each in made if not each.placeholder.startswith("[")]
    return tuple(dict.fromkeys(names)), tuple(chosen)


def memory_without_study(key: KeyContent | None) -> ScreenMemory:
    """What a key file alone remembers."""
    if key is None:
        return NOTHING_DECIDED
    return ScreenMemory(DecisionBook(), key.known, known_digest(key), *_pseudonyms(key))


def known_digest(key: KeyContent) -> str:
    """A keyed digest of the list of known names, or nothing if it is empty."""
    if not key.known:
        return ""
    return fingerprint(key.salt, "known:" + "\n".join(sorted(map(plain_form, key.known))))[:16]


def allow_terms(
    store: StudyFile, key: KeyContent | None, terms: Collection[str], because: str
) -> None:
    """Let declared public terms pass from now on; only their fingerprints are kept.

    Raises:
        ReasonRepeatsTheWords: The reason names a term.
    """
    for term in terms:
        refuse_repetition(because, [term])
    store.screenings.make_salt()
    book = screen_memory(store, key).book
    if not book.salt:
        raise LockedDecisions
    for term in terms:
        mark = fingerprint(book.salt, plain_form(term))
        store.screenings.decide(Decision(mark, "allow", "OTHER", because=because, detector=VERSION))


class LockedDecisions(UsageProblem):
    """Decisions need the salt, and that is in the key file."""

    def __init__(self) -> None:
        super().__init__(
            "The decisions of this study are kept under the salt in its key file.",
            "Give it: --key FILE (and --passphrase-file FILE where nobody can be asked).",
        )


def refuse_repetition(reason: str, strings: Collection[str]) -> None:
    """Refuse a reason that holds one of ``strings``, or a telling word of one.

    Raises:
        ReasonRepeatsTheWords: It does.
    """
    forms = {
        form
        for each in strings
        for form in (plain_form(each), plain_form(each, "PERSON"), *parts_of(each))
    }
    if any(occurrences(reason, pattern_of(forms))):
        raise ReasonRepeatsTheWords


def with_replacements(
    study: LoadedStudy,
    memory: ScreenMemory,
    text: str,
    turns: Sequence[Turn],
    scopes: Collection[str],
) -> tuple[str, tuple[Turn, ...], int]:
    """Text and turns with every string replaced that was decided to be; and how many were.

    A decision made once is carried out in every later file. The screen then looks
    at the text that results, which is the text that is stored.
    """
    if not any(each.kind == "replace" for each in memory.book.decisions.values()):
        return text, tuple(turns), 0
    seen = screen_text(
        text,
        allow=[*study.cast, *memory.chosen],
        known_names=memory.forbidden,
        starts=[turn.start for turn in turns],
    )
    changes = [
        (*core_span(text, sighting.start, sighting.end, sighting.type), decision.placeholder)
        for sighting, decision in decide_each(text, seen, memory.book, scopes)
        if decision is not None and decision.kind == "replace"
    ]
    return _changed(turns, changes)


def _changed(
    turns: Sequence[Turn], changes: Sequence[tuple[int, int, str]]
) -> tuple[str, tuple[Turn, ...], int]:
    made, done, at = [], 0, 0
    for turn in turns:
        words, here = turn.text, turn.start
        mine = [c for c in changes if here <= c[0] and c[1] <= turn.end]
        for start, end, placeholder in sorted(mine, reverse=True):
            words = words[: start - here] + placeholder + words[end - here :]
        done += len(mine)
        made.append(replace(turn, text=words, start=at, end=at + len(words)))
        at += len(words) + 1
    return "\n".join(turn.text for turn in made), tuple(made), done
