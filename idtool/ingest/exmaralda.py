"""EXMARaLDA basic transcriptions (.exb): a score with a line for each speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from idtool.ingest.package import parse_xml
from idtool.ingest.records import ReadTranscript, Report
from idtool.ingest.timed_speech import Stretch, Tier, leave_out, speech_turns
from idtool.ingest.word_xml import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDS = (".", "?", "!", "…", "˙", "↓")


def read_exmaralda(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read an EXMARaLDA file: tiers of type ``t``, events that touch joined as written.

    Raises:
        DamagedFile: It is no well-formed XML.
        EmptyTranscript: No tier of speech holds words.
    """
    report = Report(name)
    root = parse_xml(data, name, "")
    speakers = {
        each.get("id", ""): _speaker(each, report)
        for each in root.iter("{*}speaker")
        if each.get("id")
    }
    order = [each.get("id", "") for each in root.iter("{*}tli")]
    places = {point: at for at, point in enumerate(order)}
    times = _times(root, order)
    speech: list[Stretch] = []
    others: list[Tier] = []
    number = 0
    for tier in root.iter("{*}tier"):
        who = tier.get("speaker", "")
        label = speakers.get(who) or who or tier.get("display-name", "") or "Speaker"
        stretches = []
        for chain in _chains(tier, places):
            number += 1
            first, last = chain[0].get("start", ""), chain[-1].get("end", "")
            words = "".join("".join(map(str, event.itertext())) for event in chain)
            stretches.append(Stretch(number, label, times.get(first), times.get(last), words))
        if tier.get("type", "t") == "t" and who:
            speech += stretches
        else:
            others.append(Tier(tier.get("category", ""), label, tuple(stretches)))
    leave_out([tier for tier in others if tier.text], "of descriptions or annotations", report)
    for each in root.iter("{*}project-name", "{*}transcription-name", "{*}comment"):
        report.keep("document property", each.text or "")
    return report.transcript("exb", "utf-8", speech_turns(speech, report, known=known))


def _speaker(element: _Element, report: Report) -> str:
    """The abbreviation of a speaker; whatever else is told is for the screen."""
    label = ""
    for each in element.iter():
        if name_of(each) == "abbreviation":
            label = " ".join((each.text or "").split())
        elif name_of(each) != "speaker" and (each.text or "").strip():
            report.keep("author: told of a speaker", each.text or "")
    return label


def _times(root: _Element, order: Sequence[str]) -> dict[str, float | None]:
    """Seconds by point of the time line; a point without a time takes the one before it."""
    told: dict[str, float | None] = {}
    for each in root.iter("{*}tli"):
        try:
            told[each.get("id", "")] = float(each.get("time", ""))
        except ValueError:
            told[each.get("id", "")] = None
    last = 0.0
    for point in order:
        value = told[point]
        last = last if value is None else value
        told[point] = last
    return (
        told
        if any(each.get("time") for each in root.iter("{*}tli"))
        else {point: float(at) for at, point in enumerate(order)}
    )


def _chains(tier: _Element, places: Mapping[str, int]) -> Iterator[list[_Element]]:
    """Events that touch, up to the end of a sentence: one stretch of words.

    An event ends where another speaker begins, in the middle of a word if need be.
    """
    events = sorted(tier.iter("{*}event"), key=lambda event: places.get(event.get("start", ""), 0))
    chain: list[_Element] = []
    for event in events:
        before = "".join(map(str, chain[-1].itertext())).rstrip() if chain else ""
        touches = bool(chain) and chain[-1].get("end") == event.get("start")
        if chain and (not touches or before.endswith(_ENDS)):
            yield chain
            chain = []
        chain.append(event)
    if chain:
        yield chain
