"""Deciding finds: grouped by string, decided once, remembered as fingerprints."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from idtool.errors import InvalidInput, UsageProblem
from idtool.ingest.reading import read_transcript
from idtool.model import Act
from idtool.privacy import VERSION, Sighting, mask, screen_text
from idtool.privacy.decided import Decision, DecisionBook, ScreenMemory, core_span, decide_each
from idtool.privacy.keybox import KeyContent
from idtool.pseudonyms.naming import label_of, next_placeholder, placeholder_named
from idtool.steps.screen_memory import (
    LockedDecisions,
    refuse_repetition,
    screen_memory,
)
from idtool.steps.screenings import open_sightings
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file

Choice = Literal["replace", "keep", "keep_once", "false_alarm"]
_CONTEXT = 60  # characters shown on either side of a find
_SHORT = 10  # characters of a fingerprint that name a find
_GRAVITY = {"block": 0, "review": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Example:
    """One place of a find: the file, and the words around it."""

    file: str
    before: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """One distinct string the screen saw, wherever it stands.

    ``id`` is the beginning of its fingerprint: it names the find without its words.
    ``words`` stays in memory. ``files`` counts finds by file, in order.
    """

    id: str
    fingerprint: str
    type: str
    tier: str
    rules: tuple[str, ...]
    files: Mapping[str, int]
    masked: str
    words: str = field(repr=False)
    example: Example
    decision: Decision | None = None

    @property
    def count(self) -> int:
        """How often it occurs in all."""
        return sum(self.files.values())

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision that would let a file in."""
        return self.decision is None and self.tier != "note"


class NoSuchFind(UsageProblem):
    """An id that no find has."""

    def __init__(self, wanted: str) -> None:
        super().__init__(
            f"No find has the id {wanted[:_SHORT]}.", "List them: idtool privacy review FILE --list"
        )


class ReasonNeeded(UsageProblem):
    """A find that blocks is kept for a reason only."""

    def __init__(self) -> None:
        super().__init__(
            "A find that blocks stays only with a reason.",
            'Add --because "why it identifies nobody".',
        )


class OnceNeedsAFile(UsageProblem):
    """``keep once`` was asked for a find that stands in several files."""

    def __init__(self) -> None:
        super().__init__(
            "Keeping something once is for one file; this stands in several.",
            "Review the files one by one, or keep it for the whole study.",
        )


def find_in_files(
    study: LoadedStudy, paths: Sequence[Path], act: Act, key: KeyContent | None = None
) -> list[Found]:
    """What the screen sees in files that are not in the study yet, one row per string.

    Raises:
        LockedDecisions: The salt is in a key file that was not given.
    """
    texts = [(path.stem, path.name, *_text_of(path)) for path in paths]
    with open_study_file(study.folder, act, write=True) as store:
        memory = _unlocked(store, key)
    allow = [*study.cast, *study.settings.privacy.allow_terms]
    rows = []
    for stem, name, text, starts in texts:
        terms = memory.book.allowed_terms(text)
        seen = screen_text(
            text,
            allow=[*allow, *terms, *memory.chosen],
            known_names=memory.forbidden,
            starts=starts,
        )
        rows.append((name, [memory.book.scope("file", stem)], text, seen))
    return _grouped(memory.book, rows)


def find_in_study(study: LoadedStudy, act: Act, key: KeyContent | None = None) -> list[Found]:
    """What is undecided in the study's own transcripts, one row per string.

    Raises:
        LockedDecisions: The salt is in a key file that was not given.
    """
    with open_study_file(study.folder, act, write=True) as store:
        memory = _unlocked(store, key)
        rows = []
        for transcript in store.transcripts.load(study.interviews.values()):
            seen, _ = open_sightings(study, store, memory, transcript)
            scopes = [memory.book.scope("interview", transcript.id)]
            rows.append((transcript.id, scopes, transcript.text, seen))
    return _grouped(memory.book, rows)


def decide(
    study: LoadedStudy,
    found: Found,
    choice: Choice,
    act: Act,
    *,
    because: str = "",
    whom: str = "",
    key: KeyContent | None = None,
    in_study: bool = False,
) -> Decision:
    """Record one decision, in one transaction, with its event in the trail.

    Args:
        study: The study.
        found: The find it is about.
        choice: What to do.
        act: Who decides, and when.
        because: Why; needed where a find that blocks is to stay.
        whom: For ``replace``: a placeholder (``[PERSON_1]``), a label (``OFFICER``), or
            nothing for the type's own label.
        key: The open key file, if the salt is in it.
        in_study: Whether ``found.files`` are interviews of the study.

    Raises:
        ReasonNeeded: A block would stay without one.
        ReasonRepeatsTheWords: The reason names what it is about.
        OnceNeedsAFile: ``keep_once`` for several files.
    """
    if choice != "replace" and found.tier == "block" and not because.strip():
        raise ReasonNeeded
    refuse_repetition(because, [found.words])
    if choice == "keep_once" and len(found.files) != 1:
        raise OnceNeedsAFile
    with open_study_file(study.folder, act, write=True) as store:
        book = _unlocked(store, key).book
        scope = ""
        if choice == "keep_once":
            (file,) = found.files
            scope = (
                book.scope("interview", file) if in_study else book.scope("file", Path(file).stem)
            )
        decision = Decision(
            found.fingerprint,
            choice,
            found.type,
            scope,
            _placeholder(book, found, whom, key) if choice == "replace" else "",
            because.strip(),
            act.by,
            act.at,
            VERSION,
        )
        store.screenings.decide(decision)
        _tell(store, "privacy.decide", decision, found)
    return decision


def undo(
    study: LoadedStudy,
    found: Found,
    decision: Decision,
    act: Act,
) -> None:
    """Take a decision back; an older one about the same string returns."""
    with open_study_file(study.folder, act, write=True) as store:
        store.screenings.undecide(decision.fingerprint, decision.scope)
        before = found.decision
        if before is not None and before.scope == decision.scope:
            store.screenings.decide(before)
        _tell(store, "privacy.undecide", decision, found)


def find_by_id(found: Iterable[Found], wanted: str) -> Found:
    """The find with this id.

    Raises:
        NoSuchFind: There is none, or several begin so.
    """
    fits = [each for each in found if wanted and each.fingerprint.startswith(wanted.lower())]
    if len(fits) != 1:
        raise NoSuchFind(wanted)
    return fits[0]


def suggestion_for(found: Found, decided: Collection[tuple[Found, Decision]]) -> str:
    """A placeholder of this sitting that may mean the same person, or nothing.

    One person only: a name whose words are among those of exactly one longer name.
    """
    if found.type != "PERSON":
        return ""
    mine = _tokens(found)
    fits = {
        decision.placeholder
        for other, decision in decided
        if decision.kind == "replace" and other.type == "PERSON" and mine & _tokens(other)
        if mine <= _tokens(other) or _tokens(other) <= mine
    }
    return fits.pop() if len(fits) == 1 else ""


def _tokens(found: Found) -> set[str]:
    start, end = core_span(found.words, 0, len(found.words), found.type)
    return {word.strip(".,").casefold() for word in found.words[start:end].split()}


def _unlocked(store: StudyFile, key: KeyContent | None) -> ScreenMemory:
    store.screenings.make_salt()
    memory = screen_memory(store, key)
    if not memory.book.salt:
        raise LockedDecisions
    return memory


def _placeholder(book: DecisionBook, found: Found, whom: str, key: KeyContent | None) -> str:
    taken = {each.placeholder for each in book.decisions.values() if each.placeholder}
    if key is not None:
        taken |= {each.placeholder for each in key.pseudonyms}
    if whom and (given := placeholder_named(whom)):
        return given
    label = whom.strip().upper() if whom else label_of(found.type, found.words, found.rules)
    return next_placeholder(label, taken)


def _tell(store: StudyFile, act: str, decision: Decision, found: Found) -> None:
    store.trail.add(
        act,
        found.id,
        why=decision.because,
        detail={
            "decision": decision.kind,
            "type": decision.type,
            "tier": found.tier,
            "placeholder": decision.placeholder,
            "n": found.count,
            "n_files": len(found.files),
            "detector": decision.detector,
        },
    )


def _text_of(path: Path) -> tuple[str, list[int]]:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    read = read_transcript(path.read_bytes(), path.name, tracked="accept")
    text, starts = "", []
    for turn in read.turns:
        text += "\n" if text else ""
        starts.append(len(text))
        text += unicodedata.normalize("NFC", turn.text).strip()
    return text, starts


_Row = tuple[str, Sequence[str], str, Sequence[Sighting]]


def _grouped(book: DecisionBook, rows: Sequence[_Row]) -> list[Found]:
    """Finds with the same fingerprint as one, the gravest first, then the most frequent."""
    groups: dict[str, Found] = {}
    for file, scopes, text, seen in rows:
        for sighting, decision in decide_each(text, seen, book, scopes):
            words = text[sighting.start : sighting.end]
            mark = book.mark_of(words, sighting.type)
            old = groups.get(mark)
            if old is None:
                groups[mark] = Found(
                    mark[:_SHORT],
                    mark,
                    sighting.type,
                    sighting.tier,
                    (sighting.rule,),
                    {file: 1},
                    mask(words),
                    words,
                    _example(file, text, sighting, seen),
                    decision,
                )
                continue
            graver = _GRAVITY[sighting.tier] < _GRAVITY[old.tier]
            groups[mark] = replace(
                old,
                type=sighting.type if graver else old.type,
                tier=sighting.tier if graver else old.tier,
                rules=tuple(dict.fromkeys((*old.rules, sighting.rule))),
                files={**old.files, file: old.files.get(file, 0) + 1},
                decision=old.decision if decision is None else decision,
            )
    return sorted(
        groups.values(), key=lambda f: (_GRAVITY[f.tier], -len(f.words.split()), -f.count, f.id)
    )


def _example(file: str, text: str, seen: Sighting, others: Sequence[Sighting]) -> Example:
    """The words around a find; whatever else the screen saw there is masked in them."""
    left = max(text.rfind("\n", 0, seen.start) + 1, seen.start - _CONTEXT)
    stop = text.find("\n", seen.end)
    right = min(stop if stop >= 0 else len(text), seen.end + _CONTEXT)
    return Example(
        file,
        _masked_between(text, left, seen.start, others),
        _masked_between(text, seen.end, right, others),
    )


def _masked_between(text: str, start: int, end: int, seen: Sequence[Sighting]) -> str:
    pieces, at = [], start
    for other in seen:
        if other.tier != "note" and at <= other.start < end:
            pieces += [text[at : other.start], other.masked]
            at = min(other.end, end)
        elif other.tier != "note" and other.start < at < other.end:
            at = min(other.end, end)
    return "".join((*pieces, text[at:end]))
