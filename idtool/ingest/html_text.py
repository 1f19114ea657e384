"""HTML to lines of text, for oTranscribe's files and for transcripts saved as web pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from idtool.ingest.word_lists import word_set

_BLOCKS = word_set(
    """
    p div li ul ol tr table tbody section article blockquote dl dt dd h1 h2 h3 h4 h5 h6 pre hr
    header footer main body
    """
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"style", "script", "title", "template", "noscript"})
_VOID = frozenset({"br", "img", "hr", "wbr", "meta", "link", "input"})
_STAMP = re.compile(r"^\s*\d[\d:.,]*\s*")
_BEFORE_STAMP = 60
"""Characters a label before a time stamp may have; behind more, the stamp is dropped."""


class TextOfHtml(HTMLParser):
    """Gathers the text of a page: a line for each block and line break.

    Paragraphs are parted by an empty line. ``silent`` holds what is in the page but
    never shown as text (its title, scripts); ``stamps`` counts time stamps inside a
    paragraph, which are times and no words.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.silent: list[str] = []
        self.stamps = 0
        self._within: list[str] = []
        self._stamp: str | None = None
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a paragraph, a stamp, or something that is not shown."""
        if tag in _SILENT:
            self._within.append(tag)
        elif tag == "br":
            self.lines.append("")
        elif tag in _BLOCKS:
            self._part()
            if tag in _HEADINGS:
                self.lines[-1] = "# "
        elif tag in {"td", "th"} and self.lines[-1].strip():
            self.lines[-1] += "\t"
        values = dict(attrs)
        if "data-timestamp" in values or "timestamp" in (values.get("class") or "").split():
            self._stamp, self._depth = values.get("data-timestamp") or "", 0
            self._put_stamp()
        elif self._stamp is not None and tag not in _VOID:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        """End what was begun; a block ends its paragraph."""
        if self._within and tag == self._within[-1]:
            self._within.pop()
        elif tag in _BLOCKS:
            self._part()
        if self._stamp is not None and tag not in _VOID:
            self._stamp = self._stamp if self._depth else None
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        """Add text, with line feeds of the source as spaces."""
        if self._within:
            self.silent.append(data)
        elif self._stamp is None:
            text = re.sub(r"[\n\r\t ]+", " ", data)
            begun = self.lines[-1]
            self.lines[-1] += text if begun[-1:].strip() else text.lstrip(" \u00a0")
        else:
            shown = _STAMP.match(data)
            if shown and not self._stamp:
                self._stamp = shown[0].strip()
                self._put_stamp()
            self.lines[-1] += data[shown.end() if shown else 0 :]  # typed inside the stamp

    def _put_stamp(self) -> None:
        """A stamp before a line's words, or behind its label, is that line's time."""
        clock = _clock(self._stamp or "")
        before = self.lines[-1].strip()
        if not clock:
            return
        if not before or (before.endswith(":") and len(before) < _BEFORE_STAMP):
            self.lines[-1] += f"[{clock}] "
        else:
            self.stamps += 1

    def _part(self) -> None:
        if self.lines[-1].strip():
            self.lines += ["", ""]
        else:
            self.lines[-1] = ""

    @property
    def text(self) -> str:
        """The text so far, its lines parted by line feeds."""
        return "\n".join(self.lines).rstrip()


def text_of_html(markup: str) -> TextOfHtml:
    """The text of a page or a part of one, whatever its markup is like."""
    found = TextOfHtml()
    found.feed(markup)
    found.close()
    return found


def _clock(stamp: str) -> str:
    """A stamp as a clock: seconds (``13.2``) in new files, ``mm:ss`` in old ones."""
    if ":" in stamp:
        return stamp
    try:
        value = float(stamp)
    except ValueError:
        return ""
    if not 0 <= value < 360_000:
        return ""
    whole = int(value)
    tenths = int((value - whole) * 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{tenths:03d}"
