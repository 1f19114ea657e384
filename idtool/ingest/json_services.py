"""JSON of services that keep words apart from who speaks them, one function each.

Every function returns what is said, or nothing if the document has another shape.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from idtool.ingest.json_values import (
    SPEAKER_KEYS,
    Entry,
    Json,
    Said,
    called,
    entries,
    first,
    names_by_id,
    naming,
    reach,
    when,
    words_in,
)
from idtool.ingest.json_words import Word, inherited, joined, spoken

_SPEAKERS = SPEAKER_KEYS[:9]


def rev(document: Json) -> list[Said]:
    """Rev and Rev AI: monologues of elements, whose spaces are elements too."""
    names = names_by_id(reach(document, "speakers"))
    said: list[Said] = []
    for number, entry in enumerate(entries(reach(document, "monologues")), start=1):
        parts = entries(entry.get("elements"))
        texts = [words_in(each, ("value",)) for each in parts]
        spaced = any(text.isspace() for text in texts)
        text = "".join(texts) if spaced else joined(texts)
        name = naming(reach(entry, "speaker_info", "display_name"))
        label = name or called(entry.get("speaker"), names)
        starts = [when(first(each, ("ts", "timestamp"))) for each in parts]
        ends = [when(first(each, ("end_ts", "end_timestamp"))) for each in parts]
        if text.strip():
            said.append(
                Said(
                    number,
                    " ".join(text.split()),
                    label,
                    next((start for start in starts if start is not None), None),
                    next((end for end in reversed(ends) if end is not None), None),
                    paragraph=True,
                )
            )
    return said


def deepgram(document: Json) -> list[Said]:
    """Deepgram without utterances: words of one channel, or of one channel a speaker."""
    channels = entries(reach(document, "results", "channels"))
    words: list[Word] = []
    for place, channel in enumerate(channels):
        best = reach(channel, "alternatives", 0)
        label = f"Channel {place + 1}" if len(channels) > 1 else None
        breaks = {
            when(each.get("start")) for each in entries(reach(best, "paragraphs", "paragraphs"))
        }
        own = [
            Word(
                words_in(each, ("punctuated_word", "word")),
                naming(each.get("speaker")) if label is None else label,
                when(each.get("start")),
                when(each.get("end")),
                breaks=when(each.get("start")) in breaks,
            )
            for each in entries(reach(best, "words"))
        ]
        words += inherited(own) if label is None else own
    return spoken(_in_time(words) if len(channels) > 1 else words)


def amazon(document: Json) -> list[Said]:
    """Amazon Transcribe: items, with speakers beside them, within them, or by channel."""
    results = reach(document, "results")
    starts: dict[float, str] = {}
    for segment in entries(reach(results, "speaker_labels", "segments")):
        for each in entries(segment.get("items")) or [segment]:
            at, label = when(each.get("start_time")), naming(first(each, _SPEAKERS))
            label = label or naming(segment.get("speaker_label"))
            if at is not None and label:
                starts[at] = label
    channels = entries(reach(results, "channel_labels", "channels"))
    if channels:
        words = [
            word
            for channel in channels
            for word in _items(channel.get("items"), {}, naming(channel.get("channel_label")))
        ]
        return spoken(_in_time(words))
    return spoken(inherited(_items(reach(results, "items"), starts, None)))


def _items(value: Json, starts: dict[float, str], label: str | None) -> list[Word]:
    words: list[Word] = []
    order = sorted(starts)
    for each in entries(value):
        text = (
            words_in(entries(each.get("alternatives"))[0], ("content",))
            if entries(each.get("alternatives"))
            else ""
        )
        start = when(each.get("start_time"))
        said_by = label or naming(each.get("speaker_label"))
        if said_by is None and start is not None and order:
            said_by = starts[order[max(0, bisect_right(order, start) - 1)]]
        if text:
            words.append(Word(text, said_by, start, when(each.get("end_time"))))
    return words


def worded(document: Json) -> list[Said]:
    """Words and paragraphs apart: Trint, and the digital paper edit (autoEdit)."""
    transcript = reach(document, "transcript")
    inner = transcript if isinstance(transcript, dict) else document
    found = entries(reach(inner, "words"))
    paragraphs = entries(reach(inner, "paragraphs"))
    if not found or not (paragraphs or any("para" in each or "duration" in each for each in found)):
        return []
    names = names_by_id(reach(inner, "speakers"))
    per_second = 1000.0 if any("para" in each or "duration" in each for each in found) else 1.0
    order = sorted(
        (when(first(each, ("start", "time"))) or 0.0, called(first(each, _SPEAKERS), names))
        for each in paragraphs
    )
    return spoken(_with_paragraphs(found, order, names, per_second))


def _with_paragraphs(
    found: Sequence[Entry],
    order: Sequence[tuple[float, str | None]],
    names: dict[str, str],
    per_second: float,
) -> list[Word]:
    words: list[Word] = []
    last: Json = None
    for each in found:
        start = when(first(each, ("start", "time")), per_second)
        end = when(first(each, ("end",)), per_second)
        length = when(each.get("duration"), per_second)
        if end is None and start is not None and length is not None:
            end = round(start + length, 3)
        label = called(first(each, _SPEAKERS), names)
        para = each.get("para", each.get("paragraphId"))
        if order and start is not None:
            place = max(0, bisect_right([at for at, _ in order], start + 0.001) - 1)
            label, para = label or order[place][1], place
        text = words_in(each, ("name", "value", "text", "word", "punct"))
        if text.strip():
            words.append(Word(text, label, start, end, breaks=bool(words) and para != last))
            last = para
    return inherited(words)


def words_only(document: Json) -> list[Said]:
    """Words alone: AssemblyAI in milliseconds, ElevenLabs in seconds, spaces among them."""
    found = entries(reach(document, "words"))
    if not found or not all("text" in each for each in found):
        return []
    whole = all(isinstance(each.get("end"), int) for each in found)
    per_second = 1000 if whole and not any("speaker_id" in each for each in found) else 1
    return spoken(
        inherited(
            [
                Word(words_in(each, ("text",)), naming(first(each, _SPEAKERS)),
                     when(each.get("start"), per_second), when(each.get("end"), per_second))
                for each in found
            ]
        )
    )  # fmt: skip


def speechmatics(document: Json) -> list[Said]:
    """Speechmatics: results of one word or mark each, its speaker within the alternative."""
    words = []
    for each in entries(reach(document, "results")):
        best = reach(each, "alternatives", 0)
        if isinstance(best, dict) and isinstance(text := best.get("content"), str):
            start, end = when(each.get("start_time")), when(each.get("end_time"))
            words.append(Word(text, naming(best.get("speaker")), start, end))
    return spoken(inherited(words))


def google(document: Json) -> list[Said]:
    """Google Speech-to-Text: results; with speakers, the last holds every word again."""
    inner = reach(document, "response")
    results = entries(reach(inner if isinstance(inner, dict) else document, "results"))
    best = [each[0] for result in results if (each := entries(result.get("alternatives")))]
    worded = [entries(each.get("words")) for each in best]
    tags = ("speakerLabel", "speakerTag")
    tagged = [words for words in worded if any(first(word, tags) is not None for word in words)]
    if tagged:
        return spoken(
            [
                Word(words_in(each, ("word",)), naming(first(each, tags)),
                     when(first(each, ("startTime", "startOffset"))),
                     when(first(each, ("endTime", "endOffset"))))
                for each in tagged[-1]
            ]
        )  # fmt: skip
    return [
        Said(number, text, start=when(reach(each, "words", 0, "startTime")))
        for number, each in enumerate(best, start=1)
        if (text := words_in(each, ("transcript",)).strip())
    ]


def azure(document: Json) -> list[Said]:
    """Azure batch transcription: recognized phrases, with their displayed form."""
    phrases = entries(reach(document, "recognizedPhrases"))
    several = len({str(each.get("channel")) for each in phrases}) > 1
    said = []
    for number, each in enumerate(phrases, start=1):
        text = (
            words_in(entries(each.get("nBest"))[0], ("display", "lexical"))
            if entries(each.get("nBest"))
            else ""
        )
        label = naming(each.get("speaker"))
        channel = each.get("channel")
        if label is None and several and isinstance(channel, int):
            label = f"Channel {channel + 1}"
        start, length = when(each.get("offset")), when(each.get("duration"))
        end = round(start + length, 3) if start is not None and length is not None else None
        if text.strip():
            said.append(Said(number, text.strip(), label, start, end))
    return sorted(said, key=lambda each: each.start or 0.0)


WORDED: tuple[tuple[str, Callable[[Json], list[Said]]], ...] = (
    ("Rev", rev),
    ("Deepgram", deepgram),
    ("Amazon Transcribe", amazon),
    ("Azure Speech", azure),
    ("Google Speech-to-Text", google),
    ("Trint or digital paper edit", worded),
    ("Speechmatics", speechmatics),
    ("AssemblyAI or ElevenLabs", words_only),
)


def _in_time(words: Sequence[Word]) -> list[Word]:
    return sorted(words, key=lambda word: word.start if word.start is not None else 0.0)
