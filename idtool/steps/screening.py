"""The privacy screen in front of the study: what holds a file back, without the words."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from idtool.errors import InvalidInput
from idtool.model import Turn
from idtool.privacy import (
    NOT_CHECKED,
    VERSION,
    Combination,
    Sighting,
    assess_casing,
    assess_speakers,
    combine,
    screen_text,
)
from idtool.privacy.decided import NOTHING_DECIDED, KeptPlace, ScreenMemory, decide_each
from idtool.privacy.placeholders import find_terms
from idtool.privacy.trained import TrainedModel, add_from_model, load_model

if TYPE_CHECKING:
    from idtool.ingest.reading import ReadTranscript
    from idtool.steps.study_folder import LoadedStudy


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
    screened, ``kept`` what a person's decisions let stay in it. ``indirect`` has
    the densest combination of indirect identifiers of each person; it holds
    nothing back.
    """

    places: tuple[Place, ...]
    casing: str = ""
    attested: str = ""
    text_hash: str = ""
    kept: tuple[KeptPlace, ...] = ()
    n_replaced: int = 0
    n_locked: int = 0
    indirect: tuple[Combination, ...] = ()

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
    places, kept, found = _talk(allow, text, turns, memory, scopes, attest)
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
    whole = assess_casing(text)
    casing = whole if not whole.ok else assess_speakers((turn.speaker, turn.text) for turn in turns)
    return Held(
        tuple(places),
        casing.message,
        attest,
        text_hash=text_hash(text),
        kept=tuple(kept),
        n_locked=len(memory.book.decisions) if memory.book.is_locked else 0,
        indirect=_combinations(found, turns),
    )


def _combinations(found: Sequence[Sighting], turns: Sequence[Turn]) -> tuple[Combination, ...]:
    """Indirect identifiers of each person; the interviewer's are nobody's."""
    starts = [turn.start for turn in turns]
    said = [(turns[bisect_right(starts, s.start) - 1], s.rule) for s in found if starts]
    return tuple(combine((t.person, t.number, rule) for t, rule in said if t.person))


def _talk(
    allow: Collection[str],
    text: str,
    turns: Sequence[Turn],
    memory: ScreenMemory,
    scopes: Collection[str],
    attest: str,
) -> tuple[list[Place], list[KeptPlace], list[Sighting]]:
    """The places in the turns' words, those that decisions let stay, and all that was seen."""
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
    return places, kept, list(seen)


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
    """One screened file or text.

    ``casing`` says why names cannot be told in it, if they cannot; ``indirect``
    has the densest combination of indirect identifiers of each speaker; ``model``
    is the trained model that was asked, too, with its version.
    """

    id: str
    text: str
    findings: tuple[ScreenFinding, ...]
    casing: str = ""
    indirect: tuple[Combination, ...] = ()
    model: str = ""

    @property
    def stops(self) -> bool:
        """Whether something would hold this text back from a study."""
        return bool(self.casing) or any(item.tier != "note" for item in self.findings)

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
            "counts": self.counts(),
            "casing": self.casing,
            "indirect": [as_record(found) for found in self.indirect],
            "model": self.model or None,
            "detector": VERSION,
            "not_checked": list(NOT_CHECKED),
        }

    def counts(self) -> dict[str, int]:
        """Sightings by tier."""
        found = Counter(item.tier for item in self.findings)
        return {tier: found[tier] for tier in ("block", "review", "note")}


def as_record(found: Combination) -> dict[str, Any]:
    """A combination of indirect identifiers as JSON."""
    return {
        "who": found.who,
        "kinds": list(found.kinds),
        "first_turn": found.first_turn,
        "last_turn": found.last_turn,
    }


def screen_files(
    paths: Sequence[Path], study: LoadedStudy | None, *, model: str = ""
) -> list[ScreenResult]:
    """Screen transcript files without storing them; tracked insertions are screened too.

    Args:
        paths: Transcripts of any format idtool reads.
        study: Its allow-list and cast pass.
        model: Name or folder of a trained spaCy model to ask, too.
    """
    trained = load_model(model) if model else None
    return [_screen_file(path, _allowed(study), trained) for path in paths]


def screen_json(path: Path, study: LoadedStudy | None, *, model: str = "") -> list[ScreenResult]:
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
    trained = load_model(model) if model else None
    return [_screened(name, text, (), _allowed(study), trained) for name, text in texts]


def _allowed(study: LoadedStudy | None) -> list[str]:
    return [*study.cast, *study.settings.privacy.allow_terms] if study is not None else []


def _screen_file(path: Path, allow: Sequence[str], model: TrainedModel | None) -> ScreenResult:
    from idtool.ingest.reading import read_transcript

    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    read = read_transcript(path.read_bytes(), path.name, tracked="accept")
    starts, text = [], ""
    for turn in read.turns:
        text += "\n" if text else ""
        starts.append(len(text))
        text += turn.text
    result = _screened(path.name, text, starts, allow, model)
    numbers: dict[str, int] = {}
    speakers = [numbers.setdefault(turn.label or "", len(numbers) + 1) for turn in read.turns]
    notes = [(f"speaker {speakers[f.turn - 1]}", f.turn, f.rule) for f in result.findings if f.turn]
    spoken = assess_speakers((turn.label or "", turn.text) for turn in read.turns)
    return replace(result, casing=result.casing or spoken.message, indirect=tuple(combine(notes)))


def _screened(
    name: str,
    text: str,
    starts: Sequence[int],
    allow: Sequence[str],
    model: TrainedModel | None,
) -> ScreenResult:
    found = screen_text(text, allow=allow, starts=starts or [0])
    if model is not None:
        found = add_from_model(text, found, model, allow=allow)
    findings = tuple(
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
    )
    return ScreenResult(
        name,
        text,
        findings,
        casing=assess_casing(text).message,
        indirect=tuple(combine(_by_line(text, found))) if not starts else (),
        model=f"{model.name} {model.version}" if model is not None else "",
    )


def _by_line(text: str, found: Sequence[Sighting]) -> list[tuple[str, int, str]]:
    """Sightings of a text without turns: its lines count as one speaker's turns."""
    return [("the text", text.count("\n", 0, seen.start) + 1, seen.rule) for seen in found]
