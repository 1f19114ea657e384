"""What a memo or a mentor's item is about: ids of the study, places in it, or a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from idtool.errors import UsageProblem
from idtool.model import Evidence
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.hand_coding import ADDRESS, read_address
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile

_TOPIC = re.compile(r"^[^\W\d_][^\d#.]*$")
"""A topic of the researcher's own, such as ``adequacy``: no digit, no ``#``, no dot."""
_SHORT = 4
"""Among ids this short nearly all are alike; none is guessed."""
_ITEM = re.compile(r"^item (\d+)$")


class UnknownSubject(UsageProblem):
    """It looks like an id, and nothing in the study has it."""

    def __init__(self, subject: str, known: Iterable[str]) -> None:
        from difflib import get_close_matches

        long_enough = len(subject) > _SHORT
        near = get_close_matches(subject, list(known), n=1) if long_enough else []
        super().__init__(
            f"Nothing in the study has the id “{subject}”.",
            f"Did you mean {near[0]}?"
            if near
            else "Name a person, an interview, a turn (I03#t014), a theme, a code, a memo, or a "
            "topic in letters only, such as adequacy.",
        )


def subjects_named(study: LoadedStudy, store: StudyFile, words: Iterable[str]) -> tuple[str, ...]:
    """Ids as the study writes them, each once; several may stand in one word, apart by spaces.

    Raises:
        UnknownSubject: Something that looks like an id is none.
        UsageProblem: A turn is not there.
    """
    text = load_text(study, store)
    known = {each.casefold(): each for each in _known(study, store)}
    each = (part for word in words for part in re.split(r"[\s,]+", word) if part)
    return tuple(dict.fromkeys(_subject(part, known, text) for part in each))


def subject_named(study: LoadedStudy, store: StudyFile, words: str) -> str:
    """The one subject meant, ``item 3`` among them; empty words stay empty.

    Raises:
        UnknownSubject: It looks like an id and is none.
        UsageProblem: A turn, or an item of the mentor's, is not there.
    """
    plain = " ".join(words.split())
    if item := _ITEM.match(plain):
        store.mentoring.get(int(item[1]))
        return plain
    if not plain or _TOPIC.match(plain):
        return plain
    known = {each.casefold(): each for each in _known(study, store)}
    return _subject(plain, known, load_text(study, store))


def _subject(word: str, known: dict[str, str], text: StudyText) -> str:
    if word.casefold() in known:
        return known[word.casefold()]
    if ADDRESS.match(word):
        place = read_address(word, text)
        return Evidence(place.transcript, place.first_turn, place.last_turn).at
    if _TOPIC.match(word):
        return word
    raise UnknownSubject(word, known.values())


def _known(study: LoadedStudy, store: StudyFile) -> Iterable[str]:
    yield from study.people
    yield from study.interviews
    yield from study.codes
    yield from study.codebooks
    yield from study.question_texts
    yield from study.vignette_areas
    yield from study.stage_texts
    yield from (statement.id for statement in study.form.statements) if study.form else ()
    yield from (theme.id for theme in store.themes.all())
    yield from (memo.id for memo in store.memos.all())
    yield from (item.id for item in store.member_returns.items())
    yield from (entry.id for entry in store.journal.all(shared=True))
    yield from (orphan.uuid for orphan in store.orphans.all())
    yield from (coding.uuid for coding in store.codings.all())
