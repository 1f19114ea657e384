"""JSON of segments: each entry of a list holds a stretch of text.

Whisper and its relations, podcast feeds, Sonix, Otter, AssemblyAI, Deepgram, Amazon
and others differ in where the list stands, what its fields are called, and the unit
of their times. ``SEGMENTED`` says so for each; a list of records with words found
anywhere else in a document is the last resort (``found_list``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from idtool.ingest.json_values import (
    END_KEYS,
    SPEAKER_KEYS,
    START_KEYS,
    TEXT_KEYS,
    Entry,
    Json,
    Said,
    called,
    entries,
    first,
    names_by_id,
    reach,
    when,
    words_in,
)
from idtool.ingest.json_words import Word, cut_at_speakers, joined

_WORD_TEXT = ("punctuated_word", "word", "text", "value")
_DEEPEST, _MOST = 7, 400
_SLOWEST = 15.0
"""Seconds a word of no recording takes on average; above it, times are milliseconds."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """Where one kind of file keeps its segments, and what it calls their fields.

    ``speakers`` is the path to names by id. ``per_second`` is the number of time units
    in a second; 0 where files of this kind differ, so that it is told by their size.
    """

    name: str
    path: tuple[str | int, ...]
    text: tuple[str, ...]
    speakers: tuple[str, ...] = ("speakers",)
    per_second: float = 0.0
    paragraphs: bool = False
    needs: tuple[str, ...] = ()

    def read(self, document: Json) -> list[Said]:
        """What the segments say, or nothing if the document is no such file."""
        found = entries(reach(document, *self.path))
        texts = [each for each in found if words_in(each, self.text).strip()]
        if not texts or not all(any(key in each for each in texts) for key in self.needs):
            return []
        names = names_by_id(reach(document, *self.speakers))
        return segments(found, self.text, names, self.per_second, paragraphs=self.paragraphs)


SEGMENTED = (
    Segmented("AssemblyAI", ("utterances",), ("text",), per_second=1000, paragraphs=True),
    Segmented("Deepgram utterances", ("results", "utterances"), ("transcript",), per_second=1),
    Segmented("Amazon Transcribe", ("results", "audio_segments"), ("transcript",), per_second=1,
              needs=("speaker_label",)),
    Segmented("Otter", ("speech", "transcripts"), ("transcript",), ("speech", "speakers"), 16000,
              paragraphs=True, needs=("start_offset",)),
    Segmented("Otter", ("transcripts",), ("transcript",), ("speakers",), 16000, paragraphs=True,
              needs=("start_offset",)),
    Segmented("Sonix", ("transcript",), ("text",), per_second=1, paragraphs=True),
    Segmented("podcast transcript", ("segments",), ("body",), per_second=1, needs=("startTime",)),
    Segmented("Whisper with speakers (insanely-fast-whisper)", ("speakers",), ("text",), (),
              per_second=1, needs=("speaker", "timestamp")),
    Segmented("Whisper (segments)", ("segments",), ("text",)),
    Segmented("Whisper (chunks)", ("chunks",), ("text",), per_second=1),
    Segmented("whisper.cpp", ("transcription",), ("text",)),
    Segmented("Whisper (segments)", ("transcript", "segments"), ("text",)),
    Segmented("Whisper (segments)", ("result", "segments"), ("text",)),
)  # fmt: skip


def segments(
    found: Sequence[Entry],
    text_keys: Sequence[str],
    names: dict[str, str],
    per_second: float,
    *,
    paragraphs: bool = False,
) -> list[Said]:
    """What a list of segments says, cut where the words of a segment change speaker."""
    per_second = per_second or _unit(found, text_keys)
    said: list[Said] = []
    for number, entry in enumerate(found, start=1):
        start, end = _times(entry, per_second)
        text = words_in(entry, text_keys)
        if not text.strip():
            text = joined([word.text for word in _words(entry, names, per_second)])
        if not text.strip():
            continue
        label = called(first(entry, SPEAKER_KEYS), names)
        whole = Said(number, text.strip(), label, start, end, paragraphs)
        said += cut_at_speakers(whole, _words(entry, names, per_second))
    return said


def found_list(document: Json) -> tuple[list[Entry], str] | None:
    """The list of records that holds most words, and the name of their text field.

    It is one if nine records in ten have words in a field of the same name, and if it
    is no list of single words, unless those name their speaker.
    """
    best: tuple[float, list[Entry], str] | None = None
    for found in _lists(document, 0):
        for key in TEXT_KEYS:
            texts = [str(each[key]) for each in found if isinstance(each.get(key), str)]
            if len(texts) < max(1, 0.9 * len(found)):
                continue
            words = sum(len(text.split()) for text in texts)
            speakers = sum(first(each, SPEAKER_KEYS) is not None for each in found)
            if words < 1.3 * len(texts) and speakers < 0.5 * len(found):
                continue
            score = words * (1.5 if speakers >= 0.5 * len(found) else 1.0)
            if best is None or score > best[0]:
                best = (score, found, key)
    return (best[1], best[2]) if best and best[0] >= 3 else None


def _lists(value: Json, depth: int) -> list[list[Entry]]:
    if depth > _DEEPEST:
        return []
    if isinstance(value, dict):
        return [each for inner in value.values() for each in _lists(inner, depth + 1)]
    if not isinstance(value, list):
        return []
    records = entries(value)
    lists = [records] if records and len(records) == len(value) else []
    return lists + [each for inner in value[:_MOST] for each in _lists(inner, depth + 1)]


def _words(entry: Entry, names: dict[str, str], per_second: float) -> list[Word]:
    return [
        Word(
            words_in(each, _WORD_TEXT),
            called(first(each, SPEAKER_KEYS[:-4]), names),
            *_times(each, per_second),
        )
        for each in entries(entry.get("words"))
    ]


def _times(entry: Entry, per_second: float) -> tuple[float | None, float | None]:
    pair = reach(entry, "timestamp")
    if not isinstance(pair, list):
        pair = reach(entry, "time")
    if isinstance(pair, list) and len(pair) == 2:
        return when(pair[0], per_second), when(pair[1], per_second)
    offsets = reach(entry, "offsets")  # whisper.cpp, always in milliseconds
    if isinstance(offsets, dict):
        return when(offsets.get("from"), 1000), when(offsets.get("to"), 1000)
    start_keys, end_keys = [*START_KEYS, "start_offset"], [*END_KEYS, "end_offset"]
    start, end = first(entry, start_keys), first(entry, end_keys)
    return when(start, per_second), when(end, per_second)


def _unit(found: Sequence[Entry], text_keys: Sequence[str]) -> float:
    """Units in a second: a thousand if otherwise nobody could speak so slowly."""
    numbers = [
        float(value)
        for each in found
        if isinstance(value := first(each, [*END_KEYS, *START_KEYS]), int | float)
    ]
    words = sum(len(re.findall(r"\w+", words_in(each, text_keys))) for each in found)
    whole = all(number.is_integer() for number in numbers)
    return 1000.0 if whole and numbers and max(numbers) > _SLOWEST * max(1, words) else 1.0
