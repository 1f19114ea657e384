"""Where people, places and numbers are mentioned in files that are to be rewritten."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from idtool.errors import InvalidInput
from idtool.privacy import screen_text
from idtool.privacy.decided import ScreenMemory, core_span, plain_form
from idtool.privacy.placeholders import stretches
from idtool.pseudonyms.containers import open_container
from idtool.pseudonyms.entities import Entity, Mention, titles_before
from idtool.pseudonyms.replacing import Change
from idtool.pseudonyms.surfaces import (
    is_telling,
    occurrences,
    parts_of,
    pattern_of,
)
from idtool.steps.pseudonym_records import Source

_OWNER = re.compile(r"([^\W\d_]+)['’]s?(?:\s+[a-z]+)+")
"""Somebody's something, all of it but the name in small letters."""


def kept_forms(entities: Sequence[Entity], kept: set[int]) -> set[str]:
    """Plain forms of what the researcher keeps."""
    return {plain_form(f, e.type) for e in entities if e.number in kept for f in e.forms}


def read_source(path: Path) -> Source:
    """One file as pieces of text, joined by line feeds."""
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    container = open_container(path.read_bytes(), path.name)
    starts, at = [], 0
    for piece in container.texts:
        starts.append(at)
        at += len(piece) + 1
    return Source(path, container, "\n".join(container.texts), starts)


def find_mentions(
    sources: Sequence[Source],
    memory: ScreenMemory,
    allow: Sequence[str],
    more: Sequence[Mention],
) -> list[Mention]:
    """What the screen sees, and every further occurrence of it in any of the files."""
    seen = list(more)
    if not more:
        for number, source in enumerate(sources):
            seen += seen_in(number, source.text, source.starts, memory, allow)
    known = {part.lower() for m in seen if m.type == "PERSON" for part in parts_of(m.words)}
    seen = [_fitted(mention, known) for mention in seen]
    forms = searched_forms(seen, memory, allow)
    pattern = pattern_of(list(forms))
    by_plain = {plain_form(form): mention for form, mention in reversed(forms.items())}
    for number, source in enumerate(sources):
        covered = stretches((m.start, m.end) for m in seen if m.file == number)
        for start, end, _ in occurrences(source.text, pattern):
            first = by_plain.get(plain_form(source.text[start:end]))
            if first is None or covered.hold(start, end):
                continue
            titles = titles_before(source.text, start, start)
            seen.append(
                Mention(number, start, end, source.text[start:end], first.type, first.tier,
                        "seen-elsewhere", titles)
            )  # fmt: skip
    return sorted(seen, key=lambda m: (m.file, m.start))


def searched_forms(
    mentions: Sequence[Mention], memory: ScreenMemory, allow: Sequence[str]
) -> dict[str, Mention]:
    """The forms that are looked for everywhere, each with a mention it comes from.

    Whole names and their telling words, without what the study lets pass.
    """
    passing = {plain_form(term) for term in allow}
    forms: dict[str, Mention] = {}
    for mention in mentions:
        parts = parts_of(mention.words) if mention.type == "PERSON" else ()
        for form in (mention.words, *parts):
            decision = memory.book.decided(form, mention.type)
            kept = decision is not None and decision.passes
            if is_telling(form) and not kept and plain_form(form) not in passing:
                forms.setdefault(form, mention)
    return forms


def _fitted(mention: Mention, known: Collection[str]) -> Mention:
    """A mention without a plural, and a family's house as the family: "the Lopezes' house"."""
    if mention.type in {"ORG", "LOCATION"}:
        owner = _OWNER.fullmatch(mention.words)
        for cut in (0, 1, 2) if owner else ():
            name = owner[1][: len(owner[1]) - cut] if owner else ""
            if name.lower() in known and owner and owner[1][len(name) :] in {"", "s", "es"}:
                end = mention.start + len(name)
                return replace(mention, end=end, words=name, type="PERSON")
    if mention.type == "PERSON":
        last = mention.words.split()[-1].lower()
        for ending in ("es", "s"):
            if last.endswith(ending) and last not in known and last[: -len(ending)] in known:
                cut = len(ending)
                return replace(mention, end=mention.end - cut, words=mention.words[:-cut])
    return mention


def seen_in(
    number: int, text: str, starts: Sequence[int], memory: ScreenMemory, allow: Sequence[str]
) -> list[Mention]:
    """What the screen sees in one text and nobody decided to keep; without titles."""
    terms = memory.book.allowed_terms(text)
    found = []
    for seen in screen_text(
        text,
        allow=[*allow, *terms, *memory.chosen],
        known_names=memory.known_names,
        starts=starts,
    ):
        words = text[seen.start : seen.end]
        decision = memory.book.decided(words, seen.type)
        if (seen.tier == "note" and decision is None) or (decision is not None and decision.passes):
            continue
        start, end = core_span(text, seen.start, seen.end, seen.type)
        if start < end:
            titles: Collection[str] = ()
            if seen.type == "PERSON":
                titles = titles_before(text, seen.start, start)
            elif seen.type == "ID":  # what kind of number it is stands in front of it
                titles = text[max(0, start - 30) : start].lower().split()
            found.append(
                Mention(number, start, end, text[start:end], seen.type, seen.tier, seen.rule,
                        frozenset(titles))
            )  # fmt: skip
    return found


def with_plural(text: str, mention: Mention) -> tuple[int, str]:
    """Where a mention ends with its plural, and that plural: "the Lopezes" are several."""
    tail = re.compile(r"es(?=\W|$)|s(?=['’]?(?:\W|$))").match(text, mention.end)
    return (tail.end(), "s") if tail else (mention.end, "")


def starts_after(source: Source, changes: Sequence[Change]) -> list[int]:
    """Where the pieces begin once the changes are made."""
    shifts, moved = 0, []
    waiting = list(changes)
    for start in source.starts:
        while waiting and waiting[0].end <= start:
            change = waiting.pop(0)
            shifts += len(change.placeholder) - (change.end - change.start)
        moved.append(start + shifts)
    return moved
