"""Suggesting rules: changes of a codebook's indicators out of decisions, as a diff to take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from idtool.codebook import Codebook
from idtool.coding.indicators import Rulebook
from idtool.coding.lessons import lessons
from idtool.coding.rule_changes import RuleChange, tightened, widened
from idtool.coding.specimens import is_spoken_for
from idtool.errors import InvalidInput
from idtool.model import Act
from idtool.steps.applying import passages_of, study_decisions
from idtool.steps.contexts import load_text
from idtool.steps.hand_coding import UnknownCode
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.themes.terms import PRIOR_STRENGTH, weighted_log_odds
from idtool.written import read_validated, read_yaml
from idtool.written.atomic import write_text_atomically
from idtool.written.editing import edit_yaml

_PRIOR_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Changes to one codebook file and what they would make of it, as a diff."""

    codebook: str
    file: str
    version: str
    changes: tuple[RuleChange, ...]
    diff: str


def suggest_rules(study: LoadedStudy, act: Act, *, codes: Sequence[str] = ()) -> list[Suggestion]:
    """What decisions so far say about the rules of ``codes`` (default: all). Changes nothing.

    Raises:
        UnknownCode: A code is in no codebook.
    """
    for code in codes:
        if code not in study.codes:
            raise UnknownCode(code, list(study.codes))
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        said = {name: passages_of(text, name) for name in text.transcripts}
        taught = lessons(study_decisions(study, store), said)
        said_by = text.speakers()
    rulebook = Rulebook(list(study.codebooks.values()))
    found = []
    for book in study.codebooks.values():
        changes = [
            change
            for code in book.all_codes
            if (not codes or code.id in codes) and is_spoken_for(code)
            for change in (
                *tightened(code.id, rulebook, taught),
                *widened(code.id, rulebook, taught, phrase_odds, said_by),
            )
        ]
        if changes:
            found.append(suggestion_of(study, book, changes))
    return found


def accept_rules(study: LoadedStudy, suggestion: Suggestion, act: Act) -> Path:
    """Write the changes into the codebook, as its next version; the trail says so.

    Raises:
        InvalidInput: The codebook would not be valid, or somebody changed it meanwhile.
    """
    path = study.folder / suggestion.file
    before = path.read_text(encoding="utf-8-sig")
    if before != study.codebook_texts[suggestion.codebook]:
        raise InvalidInput(
            f"{suggestion.file} has changed since it was read.", "Ask for suggestions again."
        )
    after = _changed(before, suggestion.changes, suggestion.version)
    book, faults = read_validated(Codebook, read_yaml(after, suggestion.file))
    if book is None or faults:
        raise InvalidInput(
            f"{suggestion.file} would not be valid: {faults[0].problem}", "Edit it by hand."
        )
    with open_study_file(study.folder, act, write=True) as store:
        store.codebooks.keep(book.id, book.version, after)
        store.trail.add(
            "codebook.suggest",
            f"{book.id}@{book.version}",
            why="changes that decisions suggested",
            detail={
                "changes": [
                    {"code": c.code, "kind": c.kind, "gone": c.gone, "found": c.found}
                    for c in suggestion.changes
                ]
            },
        )
        write_text_atomically(path, after)
    return path


def suggestion_of(study: LoadedStudy, book: Codebook, changes: Sequence[RuleChange]) -> Suggestion:
    """Changes of one codebook as a diff of its file.

    Raises:
        InvalidInput: Somebody changed the file meanwhile.
    """
    text = study.codebook_texts[book.id]
    file = _file_of(study, book.id)
    version = next_version(book.version)
    # Compared with the file as the editor writes it, so that only the changes show.
    plain = edit_yaml(text, lambda _: None)
    lines = unified_diff(
        plain.splitlines(),
        _changed(text, changes, version).splitlines(),
        file,
        f"{file} (version {version})",
        n=1,
        lineterm="",
    )
    return Suggestion(book.id, file, version, tuple(changes), "\n".join(lines))


def _file_of(study: LoadedStudy, book: str) -> str:
    for path in sorted((study.folder / "codebooks").glob("*.yaml")):
        if path.read_text(encoding="utf-8-sig") == study.codebook_texts[book]:
            return f"codebooks/{path.name}"
    raise InvalidInput(f"The file of {book} has changed meanwhile.", "Ask again.")


def phrase_odds(inside: Counter[str], outside: Counter[str]) -> dict[str, float]:
    """Weighted log-odds whose prior weighs at most a tenth of what was counted."""
    counted = inside.total() + outside.total()
    return weighted_log_odds(
        inside, outside, prior_strength=min(PRIOR_STRENGTH, max(1.0, _PRIOR_SHARE * counted))
    )


def next_version(version: str) -> str:
    """The next small version: rules changed, definitions did not."""
    major, minor, patch = version.split(".")
    return f"{major}.{minor}.{int(patch) + 1}"


def _changed(text: str, changes: Sequence[RuleChange], version: str) -> str:
    def change(data: Any) -> None:
        entries: Mapping[str, Any] = {
            entry["id"]: entry
            for part in ("codes", "interaction_codes")
            for entry in data.get(part) or ()
        }
        for one in changes:
            _apply(entries[one.code], one)
        data["version"] = version
        codes = ", ".join(dict.fromkeys(one.code for one in changes))
        data.setdefault("changes", []).append(
            {
                "version": version,
                "change": f"Indicators of {codes}.",
                "why": "Decisions in review and hand codings; definitions are the same.",
            }
        )

    return edit_yaml(text, change)


def _apply(entry: Any, change: RuleChange) -> None:
    indicators = entry.setdefault("indicators", {})
    if change.kind == "drop":
        indicators["phrases"].remove(change.words)
        return
    name = "unless" if change.kind == "unless" else "phrases"
    phrases = indicators.setdefault(name, [])
    if change.words not in phrases:
        phrases.append(change.words)
