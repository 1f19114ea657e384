"""The words of one CHAT utterance as they were spoken, without the coding beside them.

CHAT is the transcription format of CLAN and TalkBank. Kept are the words in the order
in which they were said, repetitions and corrections among them, pauses (``(.)``,
``(..)``, ``(1.5)``), ``xxx``, ``yyy`` and ``www`` for what could not be understood or was
not written down, and events (``&=laughs`` becomes ``[laughs]``). Everything a
transcriber added for counting goes to the words left out: replacements
(``gonna [: going to]`` stays ``gonna``), error codes, word forms (``@s:spa``), words that
were not said (``0is``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DEEPEST = 4
"""Groups of words that may stand inside one another."""
_EVENT = re.compile(r"&=(?P<event>[^\s\[\]<>]+)")
_OTHER = re.compile(r"&\*(?P<who>[A-Z][A-Z0-9]{0,6}):(?P<words>[^\s\[\]<>]+)")
_VOICE = re.compile(r"\[=!\s*(?P<how>[^\]]+)\]")
_CODE = re.compile(r"\[[^\]\n]*\]")
_FILLER = re.compile(r"(?<![^\s<(])&[-+~]?(?=[^\W\d_])")
_FORM = re.compile(r"(?<=[^\W_])@(?P<form>[a-z]{1,3}(?::[\w&+]+)?(?:\$\w+)?)")
_OMITTED = re.compile(r"(?<![\w(])0(?P<word>[a-zA-Z*]+)")
_SILENT = re.compile(r"(?<!\S)0(?=\s*(?:[.?!]|\[|$))")
_SHORTENED = re.compile(r"(?<![\s\d(])\((?P<a>[^\W\d_]+)\)|\((?P<b>[^\W\d_]+)\)(?=[^\W\d_])")
_ENDS = {
    # what an utterance ends or begins with, and what a reader would write
    "+..?": "…?", "+...": "…", "+//?": " –?", "+//.": " –", "+/?": " –?", "+/.": " –", "+!?": "!?",
    '+"/.': ":", '+".': ".", "+.": " –", '+"': "", "+^": "", "+<": "", "+,": "", "++": "",
    "+≋": "", "+≈": "",
}  # fmt: skip
_END = re.compile(
    r"(?:^|\s+)(?P<end>"
    + "|".join(re.escape(end) for end in sorted(_ENDS, key=len, reverse=True))
    + ")"
)
_SEPARATORS = str.maketrans({"‡": ",", "„": ","})
_SIGNS = re.compile(r"[⌈⌉⌊⌋∆∇↑↓↗↘→≈≋⁇☺♋↻⤇⤆§∾ʔ‹›〔〕▁▔◉∙⁎↫°]")
_SPACE_BEFORE = re.compile(r"\s+(?=[.,?!;](?:\s|$))")
_GROUP = re.compile(r"<(?P<words>[^<>]*)>(?=\s*\[)")


def spoken(utterance: str, left_out: Callable[[str], object]) -> str:
    """The words of an utterance, on one line; empty if nothing was said.

    Args:
        utterance: What follows the speaker's code, times already taken off.
        left_out: Takes each piece that is not kept, as it is written.
    """
    text = " ".join(utterance.split())
    text = _OTHER.sub(lambda m: f"//{m['who']}: {_plain(m['words'])} //", text)
    text = _EVENT.sub(lambda m: f"\1{_told(m['event'])}\2", text)
    text = _VOICE.sub(lambda m: f"\1{_told(m['how'])}\2", text)
    for _ in range(_DEEPEST):
        text = _GROUP.sub(lambda m: m["words"], text)
    text = _CODE.sub(lambda match: _drop(match[0], left_out), text)
    text = text.replace("\1", "[").replace("\2", "]")
    text = _OMITTED.sub(lambda m: _drop(m["word"], left_out), text)
    text = _SILENT.sub("", text)
    text = _FORM.sub(lambda m: _drop(m["form"], left_out).strip(), text)
    text = _FILLER.sub("", text)
    text = _SHORTENED.sub(lambda m: m["a"] or m["b"], text)
    text = _END.sub(lambda m: _ENDS[m["end"]], text)
    text = _SIGNS.sub("", text.translate(_SEPARATORS))
    text = re.sub(r"(?<=\w)_(?=\w)", " ", re.sub(r",(?:\s*,)+", ",", text))
    text = _SPACE_BEFORE.sub("", " ".join(text.split())).strip()
    return text if re.search(r"\w|\(\.+\)", text) else ""


def _plain(words: str) -> str:
    return _FILLER.sub("", words).replace("_", " ")


def _told(event: str) -> str:
    return re.sub(r"[:_\s]+", " ", event).strip()


def _drop(piece: str, left_out: Callable[[str], object]) -> str:
    if re.search(r"\w", piece):
        left_out(piece)
    return " "
