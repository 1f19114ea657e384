"""Praat TextGrids (.TextGrid): long and short form, one tier for each speaker.

Praat writes a stream of strings, numbers and flags; in the long form words between
them say what they are and mean nothing. Both forms are therefore read as the same
stream. Scripts write quotation marks inside a text without doubling them; such a file
is mended first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from idtool.ingest.encoding import decode, with_line_feeds
from idtool.ingest.records import ReadTranscript, Report, counted
from idtool.ingest.refusals import DamagedFile
from idtool.ingest.timed_speech import Stretch, Tier, leave_out, speech_turns, without_versions

_TOKEN = re.compile(
    r'"(?P<text>[^"]*(?:""[^"]*)*)"|(?<!\S)(?P<number>[-+]?\d[\d.]*(?:[eE][-+]?\d+)?)(?!\S)|<exists>'
)
_LONG = re.compile(
    r"(?P<key>\b(?:text|mark|name)\s*=\s*)\"(?P<inner>.*?)\"(?=[ \t]*(?:\n|\Z))", re.S
)
_FORM = re.compile(r"\bxmin\s*=")
_PIECES = re.compile(
    r"\W*(?:phones?|phonemes?|segments?|syll\w*|tokens?|lemmas?|pos|tones?|tobi|pitch|gloss\w*|"
    r"words?|notes?|comments?|noises?|breaks?)\W*", re.I
)  # fmt: skip
_PIECE_NAME = re.compile(rf"(?:^|.*[\s_.:-]+){_PIECES.pattern}$", re.I)
_WORDS_NAME = re.compile(r"(?:^|.*[\s_.:-]+)words?\W*$", re.I)
_SILENCES = frozenset(
    {"sil", "sp", "spn", "<sil>", "<p>", "<p:>", "<pause>", "#", "<sp>", "silence"}
)


def is_textgrid(text: str) -> bool:
    """Whether a text begins as Praat's files do."""
    return bool(
        re.match(r'\s*(?:File type\s*=\s*)?"ooTextFile', text)
        and re.search(r'"(?:Praat chronological )?TextGrid', text[:400])
    )


def read_textgrid(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a TextGrid: its interval tiers in order of time, each tier a speaker.

    Raises:
        DamagedFile: It holds no tier.
        EmptyTranscript: No interval has words.
    """
    report = Report(name)
    text, encoding = decode(data, report)
    text = with_line_feeds(text)
    tiers, points, whole = _tiers(text)
    if not whole and _FORM.search(text):
        mended = _LONG.sub(_doubled, text)
        tiers, points, whole = _tiers(mended)
        if whole:
            report.note(
                0,
                "quotes-mended",
                "Quotation marks inside the text are not doubled, as Praat wants them; read all "
                "the same.",
            )
    if not tiers and not points:
        raise DamagedFile(name, "it holds no tier")
    if not whole:
        report.note(0, "cut-off", "The file ends before its last tier does; what is there is read.")
    leave_out([tier for tier in points if tier.text], "of points in time", report)
    speech = without_versions(_speech(tiers, report), report)
    _report_marks(speech, report)
    turns = speech_turns((each for tier in speech for each in tier.stretches), report, known=known)
    return report.transcript("textgrid", encoding, turns)


def _tiers(text: str) -> tuple[list[Tier], list[Tier], bool]:
    """Interval tiers, point tiers, and whether the file holds all it promises."""
    tokens = _tokens(text)
    intervals: list[Tier] = []
    points: list[Tier] = []
    expected = 0
    try:
        _skip_head(tokens)
        expected = int(_number(tokens))
        for place in range(1, expected + 1):
            kind, name = _string(tokens), _string(tokens).strip()
            _number(tokens), _number(tokens)
            size = int(_number(tokens))
            stretches: list[Stretch] = []
            is_points = kind != "IntervalTier"
            (points if is_points else intervals).append(Tier(name, name, ()))
            label = name or f"Speaker {place}"
            try:
                for number in range(1, size + 1):
                    start = _number(tokens)
                    end = start if is_points else _number(tokens)
                    stretches.append(Stretch(number, label, start, end, _string(tokens)))
            finally:
                (points if is_points else intervals)[-1] = Tier(name, label, tuple(stretches))
    except (StopIteration, ValueError):
        return intervals, points, False
    return intervals, points, next(tokens, None) is None


def _tokens(text: str) -> Iterator[str | float]:
    """Strings and numbers, in order; a flag is left out."""
    for match in _TOKEN.finditer(text):
        if match["text"] is not None:
            yield match["text"].replace('""', '"')
        elif match["number"] is not None:
            yield float(match["number"])


def _skip_head(tokens: Iterator[str | float]) -> None:
    """The kind of file, of object, and the times of the whole."""
    _string(tokens), _string(tokens)
    _number(tokens), _number(tokens)


def _string(tokens: Iterator[str | float]) -> str:
    token = next(tokens)
    if not isinstance(token, str):
        raise ValueError("a number where words are due")
    return token


def _number(tokens: Iterator[str | float]) -> float:
    token = next(tokens)
    if isinstance(token, str) or not math.isfinite(token):
        raise ValueError("words where a number is due")
    return token


def _doubled(match: re.Match[str]) -> str:
    inner = match["inner"].replace('""', '"').replace('"', '""')
    return f'{match["key"]}"{inner}"'


def _speech(tiers: Sequence[Tier], report: Report) -> list[Tier]:
    """Tiers of speech: not those that cut the words of another into pieces."""
    full = [_without_silences(tier, report) for tier in tiers]
    full = [tier for tier in full if tier.text]
    whole = [tier for tier in full if not _PIECE_NAME.match(tier.name)]
    if not whole:
        whole = [tier for tier in full if _WORDS_NAME.match(tier.name)] or full
    leave_out([tier for tier in full if tier not in whole], "of sounds, words or notes", report)
    return [_without_suffix(tier) if _WORDS_NAME.match(tier.name) else tier for tier in whole]


def _without_suffix(tier: Tier) -> Tier:
    """The tier ``Anna - words`` as Anna's."""
    speaker = re.sub(r"[\s_.:-]*words?\W*$", "", tier.name, flags=re.I) or tier.speaker
    return Tier(
        tier.name,
        speaker,
        tuple(
            Stretch(each.number, speaker, each.start, each.end, each.text)
            for each in tier.stretches
        ),
    )


def _without_silences(tier: Tier, report: Report) -> Tier:
    silences = [each for each in tier.stretches if each.text.strip() in _SILENCES]
    for each in silences:
        report.keep("mark of silence", each.text)
    kept = tuple(each for each in tier.stretches if each.text.strip() not in _SILENCES)
    return Tier(tier.name, tier.speaker, kept)


def _report_marks(tiers: Sequence[Tier], report: Report) -> None:
    """Report marks in angle brackets, which stay as they are written."""
    marks = sum(len(re.findall(r"<\w[^<>\n]{0,40}>", tier.text)) for tier in tiers)
    if marks:
        report.note(
            0,
            "transcriber-marks",
            f"{counted(marks, 'mark')} in angle brackets, such as for words nobody is sure of, "
            "stay in the text as they are written.",
        )
