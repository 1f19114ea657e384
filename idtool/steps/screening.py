"""The privacy screen in front of the study: what holds a file back, without the words."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from idtool.errors import InvalidInput
from idtool.ingest.reading import ReadTranscript, read_transcript
from idtool.model import Turn
from idtool.privacy import Sighting, assess_casing, screen_text
from idtool.privacy.decided import decide_each
from idtool.privacy.placeholders import find_terms
from idtool.steps.screen_memory import NOTHING_DECIDED, ScreenMemory
from idtool.steps.study_folder import LoadedStudy
from idtool.store.screenings import KeptPlace


@dataclass(frozen=True, slots=True)
class Place:
    """One thing the screen saw: where, what kind, why, and a mask of it."""

    where: str
    type: str
    tier: str
    rule: str
    masked: str


@dataclass(frozen=True, slots=True)
class Held:
    """All the screen saw in one file.

    ``attested`` is the reason with which a named reviewer let the review tier
    pass; blocks never pass that way. ``text_hash`` is of the text that was
    screened, ``kept`` what a person's decisions let stay in it.
    """

    places: tuple[Place, ...]
    casing: str = ""
    attested: str = ""
    text_hash: str = ""
    kept: tuple[KeptPlace, ...] = ()
    n_replaced: int = 0
    n_locked: int = 0

    @property
    def stops(self) -> bool:
        """Whether the file must not be stored."""
        counts = self.counts()
        open_review = (counts["review"] or self.casing) and not self.attested
        return bool(counts["block"] or open_review)

    def counts(self) -> dict[str, int]:
        """Sightings by tier."""
        found = Counter(place.tier for place in self.places)
        return {tier: found[tier] for tier in ("block", "review", "note")}


def text_hash(text: str) -> str:
    """SHA-256 of a text, by which screened and stored text are held against each other."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def screen_for_study(
    allow: Collection[str],
    read: ReadTranscript,
    text: str,
    turns: Sequence[Turn],
    attest: str,
    *,
    memory: ScreenMemory = NOTHING_DECIDED,
    scopes: Collection[str] = (),
) -> Held:
    """Screen the turns, the parts of a file that are no turns, and its labels.

    Args:
        allow: Terms that pass everywhere.
        read: The file as read, for its hidden parts and labels.
        text: The canonical text that is to be stored.
        turns: Its turns.
        attest: The reason a named reviewer gave for letting the review tier pass.
        memory: What the study decided before, and the researcher's list of names.
        scopes: Fingerprints of the file and the interview, for decisions of that file.
    """
    places, kept = _talk(allow, text, turns, memory, scopes, attest)
    for part in read.hidden:
        # Parts that are no turns never enter the study, so they are worth a note, not a stop.
        places += [
            Place(part.where, seen.type, "note", f"{seen.rule}, left out", seen.masked)
            for seen in screen_text(
                part.text, allow=allow, known_names=memory.forbidden, starts=[0]
            )
            if seen.tier != "note"
        ]
    places += _labels(read)
    casing = assess_casing(text)
    return Held(
        tuple(places),
        "" if casing.ok else casing.message,
        attest,
        text_hash=text_hash(text),
        kept=tuple(kept),
        n_locked=len(memory.book.decisions) if memory.book.is_locked else 0,
    )


def _talk(
    allow: Collection[str],
    text: str,
    turns: Sequence[Turn],
    memory: ScreenMemory,
    scopes: Collection[str],
    attest: str,
) -> tuple[list[Place], list[KeptPlace]]:
    """The places in the turns' words, and those that decisions let stay."""
    terms = memory.book.allowed_terms(text)
    seen = screen_text(
        text,
        allow=[*allow, *terms, *memory.chosen],
        known_names=memory.forbidden,
        starts=[turn.start for turn in turns],
    )
    places: list[Place] = []
    kept = [KeptPlace(start, end, "OTHER", "allow") for start, end in find_terms(text, terms)]
    for sighting, decision in decide_each(text, seen, memory.book, scopes):
        tier, rule = sighting.tier, sighting.rule
        if tier != "note" and decision is not None and decision.kind != "replace":
            tier, rule = "note", f"{rule}, decided: {decision.kind.replace('_', ' ')}"
            kept.append(KeptPlace(sighting.start, sighting.end, sighting.type, decision.kind))
        elif tier == "review" and attest:
            kept.append(KeptPlace(sighting.start, sighting.end, sighting.type, "attest"))
        place = _turn_at(turns, sighting.start)
        places.append(Place(place, sighting.type, tier, rule, sighting.masked))
    return places, kept


def may_name(label: str) -> bool:
    """Whether a speaker label may be somebody's name or initials.

    Such a label is used for the file it stands in and never kept: beside a
    person's id it would be a piece of the participant key.
    """
    seen: list[Sighting] = screen_text(f"so {label} spoke")
    return not label.isascii() or any(
        sighting.tier == "block" or sighting.type == "PERSON" or sighting.rule == "acronym"
        for sighting in seen
    )


def _labels(read: ReadTranscript) -> list[Place]:
    """Speaker labels do not enter the study, so a name in them is only worth a note."""
    labels = dict.fromkeys(turn.label for turn in read.turns if turn.label)
    return [
        Place(f"speaker label {number}", "PERSON", "note", "label, not kept", "")
        for number, label in enumerate(labels, start=1)
        if may_name(label)
    ]


def _turn_at(turns: Sequence[Turn], position: int) -> str:
    for turn in turns:
        if turn.start <= position < turn.end:
            return f"turn {turn.number}"
    return "text"


@dataclass(frozen=True, slots=True)
class ScreenFinding:
    """One sighting with the turn it stands in (0: none); positions in the screened text."""

    start: int
    end: int
    type: str
    tier: str
    rule: str
    turn: int
    masked: str


@dataclass(frozen=True, slots=True)
class ScreenResult:
    """One screened file or text."""

    id: str
    text: str
    findings: tuple[ScreenFinding, ...]

    def where(self, item: ScreenFinding) -> str:
        """The place of a sighting outside any turn."""
        return f"position {item.start}"

    def as_json(self, *, reveal: bool) -> dict[str, Any]:
        """The record of ``screen --json``; the words only with ``reveal``."""
        return {
            "id": self.id,
            "findings": [
                {
                    "start": item.start,
                    "end": item.end,
                    "type": item.type,
                    "tier": item.tier,
                    "rule": item.rule,
                    "turn": item.turn or None,
                    "masked": item.masked,
                    **({"text": self.text[item.start : item.end]} if reveal else {}),
                }
                for item in self.findings
            ],
        }


def screen_files(paths: Sequence[Path], study: LoadedStudy | None) -> list[ScreenResult]:
    """Screen transcript files without storing them; tracked insertions are screened too."""
    return [_screen_file(path, _allowed(study)) for path in paths]


def screen_json(path: Path, study: LoadedStudy | None) -> list[ScreenResult]:
    """Screen texts out of a JSON list of ``{id, text}``.

    Raises:
        InvalidInput: The file is no such list.
    """
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
        texts = [(str(item["id"]), str(item["text"])) for item in items]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise InvalidInput(
            f"{path.name} is no JSON list of objects with id and text.",
            'Write it like [{"id": "a", "text": "…"}].',
        ) from error
    return [_screened(name, text, (), _allowed(study)) for name, text in texts]


def _allowed(study: LoadedStudy | None) -> list[str]:
    return [*study.cast, *study.settings.privacy.allow_terms] if study is not None else []


def _screen_file(path: Path, allow: Sequence[str]) -> ScreenResult:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    read = read_transcript(path.read_bytes(), path.name, tracked="accept")
    starts, text = [], ""
    for turn in read.turns:
        text += "\n" if text else ""
        starts.append(len(text))
        text += turn.text
    return _screened(path.name, text, starts, allow)


def _screened(name: str, text: str, starts: Sequence[int], allow: Sequence[str]) -> ScreenResult:
    found = screen_text(text, allow=allow, starts=starts or [0])
    return ScreenResult(
        name,
        text,
        tuple(
            ScreenFinding(
                seen.start,
                seen.end,
                seen.type,
                seen.tier,
                seen.rule,
                bisect_right(starts, seen.start) if starts else 0,
                seen.masked,
            )
            for seen in found
        ),
    )
