"""TEI transcriptions of speech: ``<u who="#A">`` and ``<sp><speaker>A</speaker>…``.

The header tells who the people are; only the words below ``text`` are turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from idtool.ingest.package import parse_xml
from idtool.ingest.records import ReadTranscript, Report
from idtool.ingest.timed_speech import Stretch, speech_turns
from idtool.ingest.transcriber import without_doctype
from idtool.ingest.word_xml import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ASIDE = frozenset({"note", "fw", "figure", "app", "del", "reg", "corr"})
_EVENTS = frozenset({"vocal", "kinesic", "incident", "event"})
_BREAKS = frozenset({"p", "lb", "l", "seg", "ab"})
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def read_tei(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read a TEI file: utterances (``u``) or speeches (``sp``) in the order of the file.

    Raises:
        DamagedFile: It is no well-formed XML.
        EmptyTranscript: It holds no utterance with words.
    """
    report = Report(name)
    root = parse_xml(without_doctype(data), name, "")
    people = _people(root, report)
    stretches: list[Stretch] = []
    before = ""
    for number, each in enumerate(root.iter("{*}u", "{*}sp", "{*}speaker"), start=1):
        kind = name_of(each)
        if kind == "speaker":
            before = _words(each, report).strip().rstrip(":").strip()
            role = each.get("role", "")
            if before and role:
                report.header.setdefault(f"speaker {before}", role)
            continue
        who = each.get("who", "").lstrip("#").strip()
        inside = next((child for child in each if name_of(child) == "speaker"), None)
        if kind == "sp" and next(each.iter("{*}u"), None) is not None:
            continue  # its utterances follow
        label = _words(inside, report).strip(" :\n") if inside is not None else ""
        label = label or people.get(who) or who or before or "Speaker"
        stretches.append(Stretch(number, label, None, None, _words(each, report)))
    turns = speech_turns(stretches, report, known=known)
    return report.transcript("tei", "utf-8", turns)


def _people(root: _Element, report: Report) -> dict[str, str]:
    """Label by id; the names and whatever else the header tells are for the screen."""
    for header in root.iter("{*}teiHeader"):
        report.keep("document property", " ".join(" ".join(map(str, header.itertext())).split()))
    people: dict[str, str] = {}
    for each in root.iter("{*}person", "{*}particDesc"):
        own = each.get(_ID) or each.get("id") or ""
        if own:
            people[own] = own
            if role := each.get("role"):
                report.header[f"speaker {own}"] = role
    return people


def _words(element: _Element, report: Report) -> str:
    return "\n".join(
        text for line in "".join(_pieces(element, report)).split("\n")
        if (text := " ".join(line.split()))
    )  # fmt: skip


def _pieces(element: _Element, report: Report) -> Iterator[str]:
    """Text of an element with events as marks; asides are kept apart."""
    yield " ".join((element.text or "").split("\n"))
    for each in element:
        kind = name_of(each)
        if kind in _ASIDE:
            report.keep(kind, " ".join(map(str, each.itertext())))
        elif kind in _EVENTS:
            told = each.get("desc") or " ".join("".join(map(str, each.itertext())).split())
            yield f" [{told}] " if told else " "
        elif kind == "pause":
            yield " (.) "
        elif kind in {"gap", "unclear"} and not "".join(map(str, each.itertext())).strip():
            yield f" [{each.get('reason') or 'unclear'}] "
        elif kind != "speaker":
            yield "\n" if kind in _BREAKS else " " if kind == "w" else ""
            yield from _pieces(each, report)
            yield "\n" if kind in _BREAKS - {"lb"} else ""
        yield " ".join((each.tail or "").split("\n"))
