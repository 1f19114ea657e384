"""Heads of columns as programs and people write them, by what the column holds."""

from __future__ import annotations

import re

SPEAKER = (
    "speaker", "speaker name", "interlocutor", "who", "participant", "role", "person", "voice",
    "speaker id", "speakerid", "speaker label", "turn taker", "author", "actor", "name",
    "sprecher", "sprecherin", "hablante", "locuteur", "spreker", "taler", "talare", "falante",
)  # fmt: skip
TEXT = (
    "text", "utterance", "utterance text", "words", "word", "transcript", "transcription",
    "content", "body", "quote", "speech", "dialogue", "sentence", "segment", "turn text",
    "message", "response", "caption", "texto", "texte", "tekst", "inhalt", "testo",
)  # fmt: skip
START = (
    "start", "start time", "timestamp", "timecode", "start timecode", "time", "begin",
    "begin time", "starttime", "start timestamp", "in", "tmin", "time in", "from", "onset",
    "zeit", "start s", "start ms", "start sec", "time start", "tc in",
)  # fmt: skip
END = (
    "end", "end time", "stop", "end timecode", "endtime", "end timestamp", "out", "tmax",
    "time out", "to", "offset", "end s", "end ms", "end sec", "time end", "tc out", "finish",
)  # fmt: skip
GROUP = (
    "transcript id", "interview id", "interview", "transcript no", "interview no", "session id",
    "session", "conversation id", "conversation", "dialogue id", "dialog id", "call id",
    "document id", "document", "doc id", "doc", "file", "filename", "file name", "video id",
    "recording id", "recording", "case id", "case", "episode", "interview number", "transcript",
    "source", "interviewee", "interviewee id", "participant id", "respondent id",
)  # fmt: skip
ROW = (
    "utterance id", "utterance no", "turn id", "turn", "turn no", "turn number", "row", "row id",
    "line", "line no", "index", "segment id", "utterance number",
)  # fmt: skip
CODEBOOK = frozenset(
    {"definition", "description", "inclusion", "exclusion", "inclusion criteria", "include",
     "exclusion criteria", "exclude", "brief definition", "full definition", "when to use"}
)  # fmt: skip
CODES = frozenset({"code", "codes", "code name", "theme", "label"})


def plain(head: str) -> str:
    """A column's head without case, underscores and decoration."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head.strip().strip("\ufeff\"'"))
    return " ".join(re.sub(r"[_\-.:()*/#]+", " ", words).casefold().split())


def is_known(head: str) -> bool:
    """Whether a head names what transcripts hold."""
    return plain(head) in {*SPEAKER, *TEXT, *START, *END, *GROUP, *ROW, *CODES, *CODEBOOK}
