"""One conversation as the JSON of every program read, by name of its shape.

Turn ``n`` begins at second ``10 * n``; each of its words takes half a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

Talk = Sequence[tuple[str, str]]
Shaped = dict[str, Any] | list[Any]

INTERVIEW: Talk = (
    ("Mo Reed", "Okay, so, recording. How does a call like that reach you?"),
    ("Ana Bell", "Um, mostly by phone. Well, by phone or, you know, the front desk."),
    ("Mo Reed", "Mm-hm."),
    ("Ana Bell", "And I said: not tonight. He didn't like it, but he went."),
    ("Mo Reed", "Right. And you were there, too?"),
    ("Kit O'Dea", "I was. Upstairs, though; I heard it through the floor."),
    ("Ana Bell", "You did?"),
    ("Kit O'Dea", "Every word."),
    ("Mo Reed", "What did you do then?"),
    ("Ana Bell", "Nothing. We waited."),
    ("Kit O'Dea", "We waited 20 minutes, or it felt like 20."),
    ("Mo Reed", "And after that?"),
    ("Ana Bell", "After that, the van came."),
    ("Mo Reed", "Who called it?"),
    ("Kit O'Dea", "I did."),
    ("Ana Bell", "He did. I couldn't have."),
    ("Mo Reed", "Tell me more about that."),
    ("Ana Bell", "My hands were shaking, and I kept thinking: he knows the way back."),
    ("Mo Reed", "He knew the way."),
    ("Ana Bell", "He'd been there before. Twice, in fact."),
    ("Kit O'Dea", "Three times."),
    ("Ana Bell", "Three, then."),
    ("Mo Reed", "Thank you, both of you."),
)
SPEAKERS = ("Mo Reed", "Ana Bell", "Kit O'Dea")


def tokens(text: str) -> list[str]:
    """Words and punctuation marks of a sentence, each by itself."""
    return re.findall(r"[\w'-]+|[.,;:?!]", text)


def timed(talk: Talk) -> list[tuple[int, str, list[tuple[str, float, float]], float]]:
    """Number of the speaker, text, words with times, and the start of each turn."""
    return [
        (
            SPEAKERS.index(who),
            text,
            [(word, 10 * n + i / 2, 10 * n + i / 2 + 0.4) for i, word in enumerate(text.split())],
            10.0 * n,
        )
        for n, (who, text) in enumerate(talk)
    ]


def whisperx(talk: Talk) -> Shaped:
    """Segments labelled by their first speaker; every third runs over two speakers."""
    found: list[dict[str, Any]] = []
    for n, (who, text, words, at) in enumerate(timed(talk)):
        spoken = [
            {"word": word, "start": start, "end": end, "score": 0.9, "speaker": SPEAKERS[who]}
            if not word.isdigit()
            else {"word": word}
            for word, start, end in words
        ]
        if n % 3 == 1:
            found[-1]["text"] += f" {text}"
            found[-1]["words"] += spoken
            found[-1]["end"] = words[-1][2]
        else:
            found.append({"start": at, "end": words[-1][2], "text": f" {text}", "words": spoken,
                          "speaker": SPEAKERS[who]})  # fmt: skip
    return {"segments": found, "word_segments": [w for each in found for w in each["words"]],
            "language": "en"}  # fmt: skip


def whisper_labelled(talk: Talk) -> Shaped:
    """openai-whisper: no speakers; labels were written into the text by hand."""
    found = [
        {"id": n, "seek": 0, "start": at, "end": words[-1][2], "tokens": [50364, 1033],
         "text": f" {SPEAKERS[who]}: {text}", "temperature": 0.0, "avg_logprob": -0.2}
        for n, (who, text, words, at) in enumerate(timed(talk))
    ]  # fmt: skip
    return {"text": "".join(each["text"] for each in found), "segments": found, "language": "en"}


def whisper_cpp(talk: Talk) -> Shaped:
    """whisper.cpp, its speakers in brackets before the text."""
    return {
        "systeminfo": "AVX = 1", "model": {"type": "base"}, "params": {"language": "en"},
        "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,000"},
             "offsets": {"from": int(at * 1000), "to": int(words[-1][2] * 1000)},
             "text": f" ({SPEAKERS[who]}) {text}"}
            for who, text, words, at in timed(talk)
        ],
    }  # fmt: skip


def plain_segments(**keys: str) -> Callable[[Talk], Shaped]:
    """A list of segments under other names for its fields."""

    def write(talk: Talk) -> Shaped:
        return [
            {keys["speaker"]: SPEAKERS[who], keys["start"]: at, keys["end"]: words[-1][2],
             keys["text"]: text}
            for who, text, words, at in timed(talk)
        ]  # fmt: skip

    return write


def podwhisperer(talk: Talk) -> Shaped:
    """Podwhisperer: names apart, segments with labels."""
    return {
        "speakers": {f"spk_{n}": name for n, name in enumerate(SPEAKERS)},
        "segments": [
            {"speakerLabel": f"spk_{who}", "start": at, "end": words[-1][2], "text": text}
            for who, text, words, at in timed(talk)
        ],
    }


def podcast(talk: Talk) -> Shaped:
    """The podcast namespace: segments the size of a word."""
    return {
        "version": "1.0.0",
        "segments": [
            {"speaker": SPEAKERS[who], "startTime": start, "endTime": end, "body": word}
            for who, _, words, _ in timed(talk)
            for word, start, end in words
        ],
    }


def rev_ai(talk: Talk) -> Shaped:
    """Rev AI: elements, spaces among them; names beside the numbers."""
    return {
        "monologues": [
            {
                "speaker": who,
                "speaker_info": {"id": str(who), "display_name": SPEAKERS[who]},
                "elements": [
                    {"type": "text", "value": piece, "ts": at + i / 4, "end_ts": at + i / 4 + 0.2}
                    if re.match(r"\w", piece)
                    else {"type": "punct", "value": piece}
                    for i, piece in enumerate(re.findall(r"[\w'-]+|[^\w]", text))
                ],
            }
            for who, text, _, at in timed(talk)
        ]
    }


def rev_human(talk: Talk) -> Shaped:
    """Rev's transcripts by people: speakers apart, clocks for times, no spaces."""
    return {
        "speakers": [{"id": n, "name": name} for n, name in enumerate(SPEAKERS)],
        "monologues": [
            {
                "speaker": who,
                "elements": [
                    {"type": "text" if re.match(r"\w", piece) else "punct", "value": piece,
                     "timestamp": f"00:{int(at) // 60:02d}:{int(at) % 60:02d},000",
                     "end_timestamp": f"00:{int(at) // 60:02d}:{int(at) % 60:02d},500"}
                    for piece in tokens(text)
                ],
            }
            for who, text, _, at in timed(talk)
        ],
    }  # fmt: skip


def otter(talk: Talk) -> Shaped:
    """Otter: offsets in samples, speakers apart."""
    return {
        "speech": {
            "title": "Zebra meeting",
            "speakers": [{"id": 70 + n, "speaker_name": name} for n, name in enumerate(SPEAKERS)],
            "transcripts": [
                {"id": n, "transcript": text, "speaker_id": 70 + who,
                 "start_offset": int(at * 16000), "end_offset": int(words[-1][2] * 16000)}
                for n, (who, text, words, at) in enumerate(timed(talk))
            ],
        }
    }  # fmt: skip


def sonix(talk: Talk) -> Shaped:
    """Sonix: a name, and a transcript of sections with words."""
    return {
        "name": "Zebra meeting.m4a",
        "transcript": [
            {"speaker": SPEAKERS[who], "start_time": at, "end_time": words[-1][2], "text": text,
             "words": [{"text": w, "start_time": s, "end_time": e} for w, s, e in words]}
            for who, text, words, at in timed(talk)
        ],
    }  # fmt: skip


def trint(talk: Talk) -> Shaped:
    """Trint: words in milliseconds with their paragraph; speakers on paragraphs' words."""
    return {
        "title": "Zebra meeting",
        "transcript": {
            "speakers": [{"name": name} for name in SPEAKERS],
            "words": [
                {"name": word, "time": int(start * 1000), "duration": 400, "para": f"p{n}",
                 "speaker": SPEAKERS[who]}
                for n, (who, _, words, _) in enumerate(timed(talk))
                for word, start, _ in words
            ],
        },
    }  # fmt: skip


def paper_edit(talk: Talk) -> Shaped:
    """autoEdit and the digital paper edit: words here, paragraphs there."""
    return {
        "words": [
            {"id": i, "start": start, "end": end, "text": word}
            for i, (word, start, end) in enumerate(
                each for _, _, words, _ in timed(talk) for each in words
            )
        ],
        "paragraphs": [
            {"id": n, "start": at, "end": words[-1][2], "speaker": SPEAKERS[who]}
            for n, (who, _, words, at) in enumerate(timed(talk))
        ],
    }


def assemblyai(talk: Talk) -> Shaped:
    """AssemblyAI: utterances in milliseconds, the whole text and all words once more."""
    said = [
        {"speaker": SPEAKERS[who], "text": text, "start": int(at * 1000),
         "end": int(words[-1][2] * 1000), "confidence": 0.9,
         "words": [{"text": w, "start": int(s * 1000), "end": int(e * 1000),
                    "speaker": SPEAKERS[who]} for w, s, e in words]}
        for who, text, words, at in timed(talk)
    ]  # fmt: skip
    return {
        "id": "6rlr37c3ec-77b9", "status": "completed", "utterances": said,
        "text": " ".join(each["text"] for each in said),
        "words": [word for each in said for word in each["words"]],
    }  # fmt: skip


def deepgram(talk: Talk, *, utterances: bool = False) -> Shaped:
    """Deepgram: numbers for speakers; words in small letters beside punctuated ones."""
    words = [
        {"word": w.lower().strip(".,;:?!"), "punctuated_word": w, "start": s, "end": e,
         "speaker": who}
        for who, _, spoken, _ in timed(talk)
        for w, s, e in spoken
    ]  # fmt: skip
    results: dict[str, Any] = {
        "channels": [
            {
                "alternatives": [
                    {"transcript": " ".join(text for _, text in talk), "words": words,
                     "paragraphs": {"paragraphs": [
                         {"speaker": who, "start": at, "end": spoken[-1][2],
                          "sentences": [{"text": text}]}
                         for who, text, spoken, at in timed(talk)]}}
                ]
            }
        ]
    }  # fmt: skip
    if utterances:
        results["utterances"] = [
            {"speaker": who, "transcript": text, "start": at, "end": words[-1][2]}
            for who, text, words, at in timed(talk)
        ]
    return {"metadata": {"request_id": "a-1"}, "results": results}


def amazon(talk: Talk, *, segments: bool = False, inside: bool = False) -> Shaped:
    """Amazon Transcribe: items with strings for times, punctuation without any."""
    items: list[dict[str, Any]] = []
    for who, text, _, at in timed(talk):
        for i, piece in enumerate(tokens(text)):
            spoken = bool(re.match(r"\w", piece))
            items.append(
                {"type": "pronunciation" if spoken else "punctuation",
                 "alternatives": [{"confidence": "0.9", "content": piece}],
                 **({"start_time": f"{at + i / 4}", "end_time": f"{at + i / 4 + 0.2}"}
                    if spoken else {}),
                 **({"speaker_label": f"spk_{who}"} if inside else {})}
            )  # fmt: skip
    results: dict[str, Any] = {
        "transcripts": [{"transcript": " ".join(text for _, text in talk)}],
        "items": items,
        "speaker_labels": {
            "speakers": 3,
            "segments": [
                {"speaker_label": f"spk_{who}", "start_time": f"{at}", "end_time": f"{at + 9}",
                 "items": [{"speaker_label": f"spk_{who}", "start_time": f"{at + i / 4}"}
                           for i, piece in enumerate(tokens(text)) if re.match(r"\w", piece)]}
                for who, text, _, at in timed(talk)
            ],
        },
    }  # fmt: skip
    if segments:
        results["audio_segments"] = [
            {"id": n, "transcript": text, "start_time": f"{at}", "end_time": f"{at + 9}",
             "speaker_label": f"spk_{who}", "items": [n]}
            for n, (who, text, _, at) in enumerate(timed(talk))
        ]  # fmt: skip
    return {"jobName": "zebra", "accountId": "000000000000", "status": "COMPLETED",
            "results": results}  # fmt: skip


def google(talk: Talk) -> Shaped:
    """Google: the last result has every word with the number of its speaker."""
    words = [
        {"word": w, "startTime": f"{s}s", "endTime": f"{e}s", "speakerTag": who + 1}
        for who, _, spoken, _ in timed(talk)
        for w, s, e in spoken
    ]
    bare = [{"alternatives": [{"transcript": text, "words": []}]} for _, text in talk]
    return {"results": [*bare, {"alternatives": [{"words": words}]}]}


def azure(talk: Talk) -> Shaped:
    """Azure: recognized phrases with ISO durations."""
    return {
        "source": "zebra.wav",
        "combinedRecognizedPhrases": [{"display": " ".join(text for _, text in talk)}],
        "recognizedPhrases": [
            {"channel": 0, "speaker": who + 1, "offset": f"PT{at}S", "duration": "PT9S",
             "nBest": [{"confidence": 0.9, "lexical": text.lower(), "display": text}]}
            for who, text, _, at in timed(talk)
        ],
    }  # fmt: skip


def hugging_face(talk: Talk) -> Shaped:
    """insanely-fast-whisper: chunks once with speakers, once without."""
    return {
        "speakers": [
            {"speaker": SPEAKERS[who], "text": f" {text}", "timestamp": [at, words[-1][2]]}
            for who, text, words, at in timed(talk)
        ],
        "chunks": [
            {"timestamp": [at, words[-1][2]], "text": f" {text}"}
            for _, text, words, at in timed(talk)
        ],
        "text": " ".join(text for _, text in talk),
    }


def speechmatics(talk: Talk) -> Shaped:
    """Speechmatics: a result for each word and mark, the speaker in its alternative."""
    return {
        "format": "2.9",
        "results": [
            {"type": "word" if re.match(r"\w", piece) else "punctuation",
             "start_time": at + i / 4, "end_time": at + i / 4 + 0.2,
             "alternatives": [{"content": piece, "speaker": f"S{who + 1}"}]}
            for who, text, _, at in timed(talk)
            for i, piece in enumerate(tokens(text))
        ],
    }  # fmt: skip


def elevenlabs(talk: Talk) -> Shaped:
    """ElevenLabs: words in seconds with spaces between them."""
    return {
        "language_code": "eng",
        "text": " ".join(text for _, text in talk),
        "words": [
            {"text": piece, "start": start, "end": end, "type": kind, "speaker_id": SPEAKERS[who]}
            for who, _, words, _ in timed(talk)
            for word, start, end in words
            for piece, kind in ((word, "word"), (" ", "spacing"))
        ],
    }


def teams_graph(talk: Talk) -> Shaped:
    """Teams through its interface: entries with clocks."""
    return {
        "entries": [
            {"text": text, "speakerDisplayName": SPEAKERS[who],
             "startOffset": f"00:{int(at) // 60:02d}:{int(at) % 60:02d}.000"}
            for who, text, _, at in timed(talk)
        ]
    }  # fmt: skip


NAMED = "name"
NUMBERED_FROM_0, NUMBERED_FROM_1, SPK = "Speaker {0}", "Speaker {1}", "spk_{0}"

SHAPES: dict[str, tuple[Callable[[Talk], Shaped], str]] = {
    "whisperx": (whisperx, NAMED),
    "openai-whisper": (whisper_labelled, NAMED),
    "whisper-cpp": (whisper_cpp, NAMED),
    "podwhisperer": (podwhisperer, NAMED),
    "podcast": (podcast, NAMED),
    "rev-ai": (rev_ai, NAMED),
    "rev-human": (rev_human, NAMED),
    "otter": (otter, NAMED),
    "sonix": (sonix, NAMED),
    "trint": (trint, NAMED),
    "paper-edit": (paper_edit, NAMED),
    "assemblyai": (assemblyai, NAMED),
    "deepgram": (deepgram, NUMBERED_FROM_0),
    "deepgram-utterances": (lambda talk: deepgram(talk, utterances=True), NUMBERED_FROM_0),
    "amazon": (amazon, SPK),
    "amazon-inside": (lambda talk: amazon(talk, inside=True), SPK),
    "amazon-segments": (lambda talk: amazon(talk, segments=True), SPK),
    "google": (google, NUMBERED_FROM_1),
    "azure": (azure, NUMBERED_FROM_1),
    "hugging-face": (hugging_face, NAMED),
    "speechmatics": (speechmatics, "S{1}"),
    "elevenlabs": (elevenlabs, NAMED),
    "teams-graph": (teams_graph, NAMED),
    "list": (plain_segments(speaker="speaker", start="start", end="end", text="text"), NAMED),
    "role-content": (
        plain_segments(speaker="role", start="time", end="stop", text="content"), NAMED,
    ),
    "who-utterance": (
        plain_segments(speaker="who", start="from", end="to", text="utterance"), NAMED,
    ),
}  # fmt: skip


def written(shape: str, talk: Talk) -> bytes:
    """The bytes of a talk in a shape."""
    return json.dumps(SHAPES[shape][0](talk), ensure_ascii=False, indent=1).encode()


def expected(shape: str, talk: Talk) -> list[tuple[str, str]]:
    """Labels and words a reader should find in it."""
    form = SHAPES[shape][1]
    return [
        (who if form == NAMED else form.format(SPEAKERS.index(who), SPEAKERS.index(who) + 1), text)
        for who, text in talk
    ]
