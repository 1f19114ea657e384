"""Reaching into parsed JSON of unknown shape: lists of records, words, times, names.

Nothing here raises on a value of another kind than hoped for; it is taken as absent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from idtool.ingest.times import seconds

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Entry: TypeAlias = dict[str, Json]

START_KEYS = ("start", "start_time", "startTime", "ts", "timestamp", "begin", "time", "from",
              "startMs", "start_ms", "offset", "timecode", "startOffset",
              "BeginOffsetMillis")  # fmt: skip
END_KEYS = ("end", "end_time", "endTime", "end_ts", "end_timestamp", "stop", "to", "endMs",
            "end_ms", "endOffset", "EndOffsetMillis")  # fmt: skip
SPEAKER_KEYS = ("speaker", "speakerLabel", "speaker_label", "speaker_name", "speakerName",
                "speaker_id", "speakerId", "speaker_display_name", "speakerTag", "speaker_tag",
                "speakerDisplayName", "ParticipantRole",
                "who", "name", "participant", "interlocutor", "role", "author")  # fmt: skip
TEXT_KEYS = ("text", "body", "transcript", "words", "utterance", "utterance_text", "sentence",
             "content", "Content", "value", "quote", "caption", "message")  # fmt: skip
_NAMING = ("name", "display_name", "displayName", "speaker_name", "label", "speaker", "id")
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one entry, who is said to speak them, and when (in seconds).

    ``number`` is the entry's place in its list, from 1. ``paragraph`` tells that the
    file sets the entry apart as a paragraph of its own.
    """

    number: int
    text: str
    label: str | None = None
    start: float | None = None
    end: float | None = None
    paragraph: bool = False


def reach(value: Json, *path: str | int) -> Json:
    """What stands at the end of a path of keys and places, ``None`` if nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


def entries(value: Json) -> list[Entry]:
    """The records of a list; what is no record is passed over."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def first(entry: Entry, keys: Sequence[str]) -> Json:
    """The first of some keys an entry has with a value."""
    return next((entry[key] for key in keys if entry.get(key) is not None), None)


def words_in(entry: Entry, keys: Sequence[str] = TEXT_KEYS) -> str:
    """The words of an entry: the first key that holds a string."""
    return next((cast("str", entry[key]) for key in keys if isinstance(entry.get(key), str)), "")


def when(value: Json, per_second: float = 1.0) -> float | None:
    """Seconds of a time given as number, clock (``00:01:02,345``), ``1.2s`` or ``PT1.2S``.

    Args:
        value: The time as the file gives it.
        per_second: How many of its units make a second, for plain numbers.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if re.fullmatch(r"\d+(?:\.\d+)?", text):
            return round(float(text) / per_second, 3)
        if (iso := _ISO.fullmatch(text)) and any(iso.groups()):
            hours, minutes, rest = (float(part or 0) for part in iso.groups())
            return round(hours * 3600 + minutes * 60 + rest, 3)
        if re.fullmatch(r"\d+(?:\.\d+)?s", text):
            return round(float(text[:-1]), 3)
        return seconds(text)
    if isinstance(value, int | float) and math.isfinite(value) and value >= 0:
        return round(value / per_second, 3)
    return None


def naming(value: Json) -> str | None:
    """A speaker as a label: a name as it is, a number as ``Speaker 0``."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, dict):
        return naming(first(value, _NAMING))
    if isinstance(value, list):
        named = [each for each in map(naming, value) if each]
        return " + ".join(named) or None
    text = " ".join(str(value).split())
    if re.fullmatch(r"\d{1,3}(?:\.0)?", text):
        return f"Speaker {int(float(text))}"
    return text or None


def names_by_id(value: Json) -> dict[str, str]:
    """Names of speakers by their id, from a map or a list of speakers."""
    pairs: Iterator[tuple[Json, Json]]
    if isinstance(value, dict):
        pairs = iter(value.items())
    else:
        pairs = ((first(each, ("id", "speaker_id", "speaker")), each) for each in entries(value))
    found = {}
    for key, each in pairs:
        name = naming(first(each, _NAMING[:4]) if isinstance(each, dict) else each)
        if key is not None and name:
            found[str(key)] = name
    return found


def called(value: Json, names: dict[str, str]) -> str | None:
    """The label of a speaker, by name where the file tells one."""
    if isinstance(value, str | int) and not isinstance(value, bool) and str(value) in names:
        return names[str(value)]
    return naming(value)
