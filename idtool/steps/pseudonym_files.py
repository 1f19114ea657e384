"""Files written anew: changed, looked through for what is left, named, and logged."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from idtool.privacy import VERSION, mask, screen_text
from idtool.privacy.decided import ScreenMemory, plain_form
from idtool.privacy.lexicon import lexicon
from idtool.privacy.placeholders import stretches
from idtool.pseudonyms.entities import Entity
from idtool.pseudonyms.naming import label_of
from idtool.pseudonyms.replacing import Change, Placed, replaced, settle_changes
from idtool.pseudonyms.surfaces import (
    is_telling,
    occurrences,
    parts_of,
    pattern_of,
    without_placeholders,
)
from idtool.steps.mentions import kept_forms, searched_forms, seen_in, starts_after
from idtool.steps.pseudonym_records import (
    LeftOver,
    NewFile,
    OutIsThere,
    Pseudonymised,
    Source,
    StillThere,
)
from idtool.written.atomic import write_bytes_atomically

LOG_FILE = "pseudonyms-log.json"


def write_files(made: Pseudonymised, paths: Sequence[Path], out: Path) -> list[Path]:
    """Write the new files and the log; no original is touched, no old file replaced.

    Raises:
        OutIsThere: A file of one of the names is there.
    """
    targets = [out / file.name for file in made.files]
    originals = {path.resolve() for path in paths}
    for target in [*targets, out / LOG_FILE]:
        if target.exists() or target.resolve() in originals:
            raise OutIsThere(target.name)
    for target, file in zip(targets, made.files, strict=True):
        write_bytes_atomically(target, file.data)
    log = json.dumps(change_log(made), ensure_ascii=False, indent=2) + "\n"
    write_bytes_atomically(out / LOG_FILE, log.encode("utf-8"))
    return targets


def change_log(made: Pseudonymised) -> dict[str, object]:
    """What was put where, without a word of the originals.

    Offsets count characters of the new file's text: its pieces (lines people said, cells,
    paragraphs) joined by line feeds.
    """
    return {
        "schema": "idtool/pseudonyms-log@1",
        "detector": VERSION,
        "placeholders": [
            {"placeholder": e.placeholder, "type": e.type, "count": e.count, "files": e.n_files}
            for e in made.entities
            if not e.kept
        ],
        "files": [
            {
                "file": file.name,
                "changes": [
                    {
                        "placeholder": p.placeholder,
                        "layer": p.layer,
                        "start": p.start,
                        "end": p.end,
                    }
                    for p in file.placed
                ],
            }
            for file in made.files
        ],
    }


def new_files(
    sources: Sequence[Source],
    entities: Sequence[Entity],
    names: Mapping[int, str],
    kept: set[int],
    changes: Sequence[Sequence[Change]],
    memory: ScreenMemory,
    allow: Sequence[str],
) -> list[NewFile]:
    """Every file with its changes made, looked through again.

    Raises:
        StillThere: A form that has a placeholder would remain.
    """
    replaced_ones = [each for each in entities if each.number not in kept]
    spared = kept_forms(entities, kept)
    mentions = [mention for each in replaced_ones for mention in each.mentions]
    forms = [
        form
        for form, mention in searched_forms(mentions, memory, allow).items()
        if plain_form(form, mention.type) not in spared
    ]
    pattern = pattern_of(forms)
    files: list[NewFile] = []
    for number, (source, made) in enumerate(zip(sources, changes, strict=True), start=1):
        text, placed = replaced(source.text, made)
        data = source.container.rewritten(_by_piece(source, made))
        _refuse_remains(number, data, source.path.name, pattern, [p.placeholder for p in placed])
        left = _left_over(text, placed, starts_after(source, made), memory, allow, spared)
        taken = {file.name for file in files}
        name = _new_name_of_file(source.path, number, replaced_ones, names, taken)
        files.append(
            NewFile(
                number,
                name,
                sum(1 for change in made if change.placeholder),
                left,
                tuple(source.container.notes),
                tuple(p for p in placed if p.placeholder),
                data,
            )
        )
    return files


def _by_piece(source: Source, changes: Sequence[Change]) -> dict[int, list[Change]]:
    pieces: dict[int, list[Change]] = {}
    for change in changes:
        piece = bisect_right(source.starts, change.start) - 1
        at = source.starts[piece]
        moved = replace(change, start=change.start - at, end=change.end - at)
        pieces.setdefault(piece, []).append(moved)
    return pieces


def _refuse_remains(
    number: int, data: bytes, name: str, pattern: re.Pattern[str] | None, names: Sequence[str]
) -> None:
    """Read the new file again, all of it, and look for every form that has a placeholder."""
    from idtool.pseudonyms.remains import words_left_in

    places = [
        where
        for where, words in words_left_in(data, name)
        if any(True for _ in occurrences(without_placeholders(words, set(names)), pattern))
    ]
    if places:
        raise StillThere(number, places)


def _left_over(
    text: str,
    placed: Sequence[Placed],
    starts: Sequence[int],
    memory: ScreenMemory,
    allow: Sequence[str],
    spared: set[str],
) -> tuple[LeftOver, ...]:
    barred = stretches((p.start, p.end) for p in placed)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for mention in seen_in(0, text, starts, memory, allow):
        plain = plain_form(mention.words, mention.type)
        if not barred.touch(mention.start, mention.end) and plain not in spared:
            counts[mention.type, mention.tier, mention.rule, mask(mention.words)] += 1
    return tuple(LeftOver(*each, count) for each, count in sorted(counts.items()))


def _new_name_of_file(
    path: Path,
    number: int,
    entities: Sequence[Entity],
    names: Mapping[int, str],
    taken: set[str],
) -> str:
    """The file's name with placeholders in it; a number where nothing else is left of it."""
    stem = path.stem
    by_form = {
        plain_form(form, each.type): names[each.number]
        for each in reversed(entities)
        for whole in each.forms
        for form in (*(parts_of(whole) if each.type == "PERSON" else ()), whole)
    }
    changes = []
    pattern = pattern_of(
        [form for each in entities for f in each.forms for form in (f, *parts_of(f))]
    )
    for start, end, ending in occurrences(stem, pattern):
        placeholder = by_form.get(plain_form(stem[start:end]), "[NAME]")
        changes.append(Change(start, end + len(ending), placeholder))
    done = stretches((change.start, change.end) for change in changes)
    told = re.sub(r"[_.+()]|-(?!\d)", " ", stem)
    told = re.sub(r"[^\W\d_]+", _everyday_in_lower_case, told)
    for seen in screen_text(f"on {told} there"):
        start, end = max(0, seen.start - 3), min(len(stem), seen.end - 3)
        if seen.tier != "note" and start < end and not done.touch(start, end):
            changes.append(Change(start, end, f"[{label_of(seen.type, stem[start:end])}]"))
    new, _ = replaced(stem, settle_changes(stem, changes))
    new = re.sub(r"[^\w.+() -]", "", new).strip(" .") or f"file-{number}"
    name = f"{new}{path.suffix}"
    return name if name not in taken else f"{new}-{number}{path.suffix}"


def _everyday_in_lower_case(word: re.Match[str]) -> str:
    """A capital in a file's name proves nothing on a word that is no name at all."""
    plain = word[0].lower()
    return word[0] if is_telling(word[0]) or plain in lexicon().both else plain
