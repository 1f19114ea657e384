"""Rich Text Format as tokens: control words, bytes of text, and braces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["open", "close", "word", "byte", "text"]

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<hex>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)"
    r"|[\r\n]+",
    re.S,
)
_SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}


class Token(NamedTuple):
    """One token; ``number`` is a control word's parameter or a byte's value."""

    kind: Kind
    text: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    r"""Tokens of a file decoded as Latin-1, so that one character is one byte.

    ``\binN`` data is skipped, as are line ends between tokens.
    """
    at = 0
    while match := _TOKEN.match(source, at):
        at = match.end()
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin" and number:
                at += max(0, number)
                continue
            yield Token("word", match["word"], number)
        elif match["hex"]:
            yield Token("byte", "", int(match["hex"], 16))
        elif match["symbol"]:
            yield from _symbol(match["symbol"])
        elif match["brace"]:
            yield Token("open" if match["brace"] == "{" else "close", "")
        elif match["text"]:
            yield Token("text", match["text"])


def _symbol(symbol: str) -> Iterator[Token]:
    if symbol in "\r\n":
        yield Token("word", "par")
    elif symbol == "\t":
        yield Token("word", "tab")
    elif symbol == "*":
        yield Token("word", "*")
    elif symbol in _SYMBOLS:
        yield Token("word", "character", ord(_SYMBOLS[symbol]))
