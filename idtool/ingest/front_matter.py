"""Front matter: what stands between ``---`` lines at the head of a text file."""

from __future__ import annotations

import re

from idtool.ingest.records import Report

_KEY = re.compile(r"^(?P<indent>\s*)(?P<key>[^\s:#][^:]*?)\s*:(?:\s+(?P<value>.*))?$")
_LONGEST = 500
_INLINE = re.compile(r"\s*([^:,{}]+?)\s*:\s*([^,{}]*?)\s*(?:,|$)")


def split_front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of the front matter and the number of lines it takes (0 if none).

    ``speakers: {INT: interviewer, P02: SW}``, or the same over several lines,
    becomes ``speaker INT`` and ``speaker P02``.
    """
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, 0
    end = next(
        (at for at, line in enumerate(lines[1:80], start=1) if line.strip() in {"---", "..."}), 0
    )
    if not end or not any(_KEY.match(line[:_LONGEST]) for line in lines[1:end]):
        return {}, 0
    fields: dict[str, str] = {}
    above = ""
    for line in lines[1:end]:
        match = _KEY.match(line[:_LONGEST])
        if match is None:
            continue
        key, value = match["key"].strip("\"'"), (match["value"] or "").strip()
        if match["indent"] and above:
            fields[f"{_singular(above)} {key}"] = value.strip("\"'")
        elif value.startswith("{"):
            for inner, meaning in _INLINE.findall(value.strip("{}")):
                fields[f"{_singular(key)} {inner}"] = meaning.strip("\"'")
        elif value:
            fields[key] = value.strip("\"'")
        above = above if match["indent"] else ("" if value else key)
    return fields, end + 1


def report_front_matter(text: str, count: int, report: Report) -> None:
    """Keep the front matter for the privacy screen."""
    for number, line in enumerate(text.split("\n")[:count], start=1):
        if line.strip(" -"):
            report.keep(f"line {number}, front matter", line)


def _singular(key: str) -> str:
    return key[:-1] if key == "speakers" else key
