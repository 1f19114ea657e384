"""Markdown (.md): Descript, Otter, and notes programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from idtool.ingest.encoding import clean, decode
from idtool.ingest.front_matter import report_front_matter, split_front_matter
from idtool.ingest.plain import text_lines, turns_of, unwrapped
from idtool.ingest.records import Line, ReadTranscript, Report, counted

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*$")
_RULE = re.compile(r"^\s{0,3}(?:[-_*]\s*){3,}$|^\s{0,3}={3,}\s*$")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_ROW = re.compile(r"^\s{0,3}\|.*\|.*\|\s*$")
_LONGEST, _ENDING = 300, 20
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
_SLANTED = re.compile(r"^\s*([*_])(?=[^\s*_])([^*_]+[^\s*_])\1\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_BREAK = re.compile(r"\\$|<br\s*/?>\s*$", re.I)


def read_markdown(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a Markdown file: stars and escapes go, headings are labels or are left out."""
    report = Report(name)
    decoded, encoding = decode(data, report)
    text = _without_comments(clean(decoded, report), report)
    fields, head = split_front_matter(text)
    report.header.update(fields)
    report_front_matter(text, head, report)
    body = "\n".join(_unquoted(line) for line in text.split("\n")[head:])
    lines = [_marked(line) for line in text_lines(body, first=head + 1)]
    turns = turns_of(unwrapped(lines), report, known=known)
    return report.transcript("md", encoding, turns)


def _unquoted(line: str) -> str:
    """A line without what quotes it, or parts it; the cells of a table parted by tabs."""
    line = _QUOTED.sub("", line)
    if _ROW.match(line):
        cells = re.split(r"(?<!\\)\|", line.strip()[1:].removesuffix("|"))
        ruled = all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in cells)
        return "" if ruled else "\t".join(cell.strip() for cell in cells)
    if len(line) <= _LONGEST and _RULE.match(line):
        return ""
    return line[:-_ENDING] + _BREAK.sub("", line[-_ENDING:])


def _marked(line: Line) -> Line:
    """A line with its heading noted and its escapes resolved."""
    heading = _HEADING.match(line.text) if len(line.text) <= _LONGEST else None
    if heading:
        return replace(line, text=_ESCAPED.sub(r"\1", heading["text"].strip("*_ ")), look="heading")
    slanted = _SLANTED.match(line.text)
    if slanted and not line.look:
        return replace(line, text=_ESCAPED.sub(r"\1", slanted[2]), look="italic")
    return replace(line, text=_ESCAPED.sub(r"\1", line.text))


def _without_comments(text: str, report: Report) -> str:
    """Text with HTML comments blanked out, their lines kept so that numbers hold."""
    if "-->" not in text[text.find("<!--") :]:
        return text
    found = list(_COMMENT.finditer(text))
    for match in found:
        report.keep(f"line {text.count(chr(10), 0, match.start()) + 1}, comment", match[0])
    if found:
        report.note(0, "comments", f"{counted(len(found), 'comment')} left out of the turns.")
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)
