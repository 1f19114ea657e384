"""The canonical text of a transcript, and its turns with their positions in it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from idtool.ingest.records import ReadTranscript, SpokenTurn
from idtool.ingest.speaker_words import EVERYBODY, NOBODY, UNLABELLED
from idtool.ingest.speakers import SpeakerMapping
from idtool.model import INTERVIEWER, Turn


def label_counts(read: ReadTranscript) -> dict[str, int]:
    """Turns per label in order of appearance; turns without one under ``unlabelled``."""
    return dict(Counter(turn.label or UNLABELLED for turn in read.turns))


def legend_of(read: ReadTranscript) -> dict[str, str]:
    """What the file itself says of its labels, by label."""
    prefix = "speaker "
    return {key[len(prefix) :]: text for key, text in read.header.items() if key.startswith(prefix)}


def build_turns(
    read: ReadTranscript,
    mapping: SpeakerMapping,
    interview_id: str,
    roles: Mapping[str, str],
) -> tuple[str, tuple[Turn, ...]]:
    """The canonical text and its turns.

    The text is the words of the turns joined by a line feed, in NFC, without labels
    or times; ``text[turn.start:turn.end] == turn.text`` for every turn. Turns that
    follow each other and have the same speaker are one. A label nobody resolved
    becomes ``X1``, ``X2``, … in order of appearance, so that no name gets in.

    Args:
        read: The transcript as read.
        mapping: Who the labels are.
        interview_id: The interview the turns belong to.
        roles: Role by person id.
    """
    speakers = _speakers(read, mapping)
    turns: list[Turn] = []
    pieces: list[str] = []
    at = 0
    for speaker, spoken in _merged(read, speakers):
        words = unicodedata.normalize("NFC", "\n".join(turn.text for turn in spoken))
        words = words.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not words:
            continue
        person = None if _is_nobody(speaker) else speaker
        starts = [turn.start_seconds for turn in spoken if turn.start_seconds is not None]
        ends = [turn.end_seconds for turn in spoken if turn.end_seconds is not None]
        turns.append(
            Turn(
                transcript=interview_id,
                number=len(turns) + 1,
                start=at,
                end=at + len(words),
                text=words,
                speaker=speaker.removeprefix("?"),
                person=person,
                role=roles.get(person) if person else None,
                start_seconds=starts[0] if starts else None,
                end_seconds=ends[-1] if ends else None,
            )
        )
        pieces.append(words)
        at += len(words) + 1
    return "\n".join(pieces), tuple(turns)


def _speakers(read: ReadTranscript, mapping: SpeakerMapping) -> dict[str, str]:
    """Speaker by label; unresolved ones numbered and marked by ``?``."""
    speakers: dict[str, str] = {}
    unknown = 0
    for turn in read.turns:
        label = turn.label or UNLABELLED
        if label in speakers:
            continue
        if label in mapping.assigned:
            speakers[label] = mapping.assigned[label]
        else:
            unknown += 1
            speakers[label] = f"?X{unknown}"
    return speakers


def _merged(
    read: ReadTranscript, speakers: Mapping[str, str]
) -> list[tuple[str, list[SpokenTurn]]]:
    runs: list[tuple[str, list[SpokenTurn]]] = []
    for turn in read.turns:
        speaker = speakers[turn.label or UNLABELLED]
        if runs and runs[-1][0] == speaker and not _may_be_several(speaker):
            runs[-1][1].append(turn)
        else:
            runs.append((speaker, [turn]))
    return runs


def _is_nobody(speaker: str) -> bool:
    return speaker in {INTERVIEWER, EVERYBODY, NOBODY} or speaker.startswith("?")


def _may_be_several(speaker: str) -> bool:
    """Whether turns in a row may belong to different people (``New Speaker``)."""
    return speaker in {EVERYBODY, NOBODY} or speaker.startswith("?")
