"""Pseudonymise: files with placeholders for people and places, before they enter a study."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from idtool.errors import UsageProblem
from idtool.model import Act
from idtool.privacy import mask
from idtool.privacy.decided import ScreenMemory, plain_form
from idtool.privacy.keybox import KeyContent, Pseudonym
from idtool.privacy.placeholders import stretches
from idtool.pseudonyms.entities import Entity, Mention, find_entities
from idtool.pseudonyms.generalize import general_date
from idtool.pseudonyms.naming import is_label, label_of, next_placeholder, role_of
from idtool.pseudonyms.replacing import Change, replaced, settle_changes
from idtool.steps.mentions import (
    find_mentions,
    kept_forms,
    read_source,
    seen_in,
    starts_after,
    with_plural,
)
from idtool.steps.pseudonym_files import new_files
from idtool.steps.pseudonym_records import (
    Named,
    NoSuchEntity,
    Pseudonymised,
    PseudonymRequest,
    Source,
)
from idtool.steps.screen_memory import memory_without_study, screen_memory
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

_ROUNDS = 4  # looking again at what replacing made visible; in practice two suffice


def pseudonymise(
    paths: Sequence[Path],
    request: PseudonymRequest,
    act: Act,
    *,
    study: LoadedStudy | None = None,
    key: KeyContent | None = None,
) -> Pseudonymised:
    """Files with placeholders; nothing is written yet.

    Args:
        paths: The files; what they say together decides who is who.
        request: What the researcher said.
        act: Who acts.
        study: Its cast and public terms pass; its decisions win.
        key: The key file's content: its pseudonyms are used again, its known names win.

    Raises:
        InvalidInput: A file cannot be read or is not rewritten.
        NoSuchEntity: A number is not in the list.
        StillThere: A form would remain in a file.
    """
    memory = memory_without_study(key)
    allow: list[str] = []
    if study is not None:
        with open_study_file(study.folder, act) as store:
            memory = screen_memory(store, key)
        allow = [*study.cast, *study.settings.privacy.allow_terms]
    sources = [read_source(path) for path in paths]
    mentions = find_mentions(sources, memory, allow, ())
    for _ in range(_ROUNDS):
        entities = find_entities(mentions, listed=memory.known_names, same=request.same)
        _check_numbers(entities, request)
        names, known = _placeholders(entities, request, memory, key)
        kept = {e.number for e in entities if e.number in request.keep}
        changes = _changes(sources, entities, names, kept)
        more = _seen_afterwards(sources, changes, memory, allow, kept_forms(entities, kept))
        fresh = [m for m in more if not _covered(m, mentions)]
        if not fresh:
            break
        mentions = find_mentions(sources, memory, allow, [*mentions, *fresh])
    files = new_files(sources, entities, names, kept, changes, memory, allow)
    return Pseudonymised(
        tuple(_named(each, names[each.number], kept, known) for each in entities),
        tuple(files),
        _with_new(key, entities, names, kept),
    )


def _check_numbers(entities: Sequence[Entity], request: PseudonymRequest) -> None:
    highest = max((m.number for m in entities), default=0)
    asked = [*request.keep, *request.call, *request.same, *request.same.values()]
    for number in asked:
        if (number > highest and number not in request.same) or number < 1:
            raise NoSuchEntity(number)


def _placeholders(
    entities: Sequence[Entity],
    request: PseudonymRequest,
    memory: ScreenMemory,
    key: KeyContent | None,
) -> tuple[dict[int, str], set[int]]:
    """The placeholder of each entity, and which of them were known before."""
    before = {
        plain_form(form, each.type): each.placeholder
        for each in (key.pseudonyms if key is not None else ())
        for form in each.forms
        if each.type != "PERSON" or len(plain_form(form, each.type).split()) > 1
    }
    taken = {each.placeholder for each in (key.pseudonyms if key is not None else ())}
    taken |= {d.placeholder for d in memory.book.decisions.values() if d.placeholder}
    names: dict[int, str] = {}
    for each in entities:
        decided = {
            d.placeholder
            for form in each.forms
            if (d := memory.book.decided(form, each.type)) is not None and d.kind == "replace"
        }
        forms = [plain_form(form, each.type) for form in (*each.forms, each.listed) if form]
        known = [before[form] for form in forms if form in before]
        if len(decided) == 1:
            names[each.number] = decided.pop()
        elif known and each.number not in request.call:
            names[each.number] = known[0]
    order = [each for each in entities if each.number not in names]
    if request.seed is not None:
        random.Random(request.seed).shuffle(order)  # which number whom, nothing secret
    found = set(names)
    for each in order:
        names[each.number] = _new_name(each, request, {*taken, *names.values()})
    return names, found


def _new_name(entity: Entity, request: PseudonymRequest, taken: set[str]) -> str:
    called = request.call.get(entity.number, "").strip()
    if called and not is_label(called):
        if re.search(r"[\[\]{}<>\"\\,;|\t\n]", called):
            raise UsageProblem(
                "A chosen pseudonym is words without brackets, quotes, commas or tabs.",
                "Write --call 3=Ana, or a label to number: --call 3=OFFICER.",
            )
        return called
    if not called and entity.type == "DATE":
        coarse = general_date(entity.forms[0], request.dates)
        if coarse:
            return coarse
    if not called and entity.type == "AGE":
        return "[90+]"
    label = called or (
        role_of(entity.titles)
        if entity.type == "PERSON" and request.roles
        else label_of(entity.type, entity.forms[0], (*entity.rules, *entity.titles))
    )
    return next_placeholder(label, taken)


def _changes(
    sources: Sequence[Source],
    entities: Sequence[Entity],
    names: Mapping[int, str],
    kept: set[int],
) -> list[list[Change]]:
    """Settled changes of each file, in positions of its whole text."""
    wanted: list[list[Change]] = [[] for _ in sources]
    for entity in entities:
        if entity.number in kept:
            continue
        for mention in entity.mentions:
            text = sources[mention.file].text
            end, ending = with_plural(text, mention)
            wanted[mention.file].append(
                Change(mention.start, end, names[entity.number] + ending, entity.type,
                       mention.rule)
            )  # fmt: skip
    return [
        _within_pieces(source, settle_changes(source.text, changes))
        for source, changes in zip(sources, wanted, strict=True)
    ]


def _within_pieces(source: Source, changes: Sequence[Change]) -> list[Change]:
    """Changes cut where they run from one piece into the next; the first piece has the name."""
    cut = []
    for change in changes:
        at, placeholder = change.start, change.placeholder
        while at < change.end:
            piece = bisect_right(source.starts, at) - 1
            stop = min(change.end, source.starts[piece] + len(source.container.texts[piece]))
            if at < stop:
                cut.append(replace(change, start=at, end=stop, placeholder=placeholder))
            at, placeholder = stop + 1, ""
    return cut


def _seen_afterwards(
    sources: Sequence[Source],
    changes: Sequence[Sequence[Change]],
    memory: ScreenMemory,
    allow: Sequence[str],
    kept: set[str],
) -> list[Mention]:
    """What the screen sees only once the first finds are replaced, in positions of before."""
    found = []
    for number, (source, made) in enumerate(zip(sources, changes, strict=True)):
        text, placed = replaced(source.text, made)
        barred = stretches((p.start, p.end) for p in placed)
        starts = starts_after(source, made)
        for mention in seen_in(number, text, starts, memory, allow):
            if barred.touch(mention.start, mention.end) or plain_form(mention.words) in kept:
                continue
            shift = sum(
                (c.end - c.start) - len(c.placeholder)
                for c, p in zip(made, placed, strict=True)
                if p.end <= mention.start
            )
            found.append(replace(mention, start=mention.start + shift, end=mention.end + shift))
    return found


def _covered(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(
        other.file == mention.file and other.start <= mention.start and mention.end <= other.end
        for other in others
    )


def _named(entity: Entity, placeholder: str, kept: set[int], known: set[int]) -> Named:
    longest = max(entity.forms, key=len)
    return Named(
        entity.number,
        placeholder,
        entity.type,
        entity.tier,
        entity.rules,
        mask(longest),
        entity.forms,
        len(entity.mentions),
        len({mention.file for mention in entity.mentions}),
        entity.perhaps,
        entity.number in kept,
        entity.number in known,
    )


def _with_new(
    key: KeyContent | None,
    entities: Sequence[Entity],
    names: Mapping[int, str],
    kept: set[int],
) -> KeyContent | None:
    if key is None:
        return None
    from idtool.steps.key_files import with_pseudonyms

    return with_pseudonyms(
        key,
        [
            Pseudonym(names[each.number], each.type, each.forms)
            for each in entities
            if each.number not in kept
        ],
    )
