"""ELAN (.eaf): tiers of annotations over the slots of a time line.

Only tiers that stand by themselves hold speech; those below them (words, glosses,
stress, translations) put the same words once more. A tier that holds nothing but the
numbers of its utterances gives way to the tier below it that has the words. The path of
the recording, which often names its owner, is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from idtool.ingest.package import parse_xml
from idtool.ingest.records import ReadTranscript, Report, counted
from idtool.ingest.timed_speech import Stretch, Tier, leave_out, speech_turns, without_versions
from idtool.ingest.word_xml import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

Slots = dict[str, float | None]
"""Seconds by the name of a time slot."""

_NOTES = re.compile(
    r"(?:foot)?notes?\b|comments?\b|remarks?\b|kommentar\w*|bemerkung\w*|anm\b|noise\b|todo\b", re.I
)
_PREFIXED = re.compile(r"(?:ref|tx|t|text|utt|utterance|trs|ortho?)@(?P<who>.+)", re.I)
_ANNOTATIONS = ("{*}ALIGNABLE_ANNOTATION", "{*}REF_ANNOTATION")


def read_elan(data: bytes, name: str, *, known: Sequence[str] = ()) -> ReadTranscript:
    """Read an ELAN file: its independent tiers, in order of time.

    Raises:
        DamagedFile: It is no well-formed XML.
        EmptyTranscript: No independent tier holds words.
    """
    report = Report(name)
    root = parse_xml(data, name, "")
    _report_people(root, report)
    elements = [each for each in root if name_of(each) == "TIER"]
    slots = _slots(root, elements)
    times = _times(elements, slots)
    tiers = {each.get("TIER_ID", ""): _tier(each, times) for each in elements}
    above = {each.get("TIER_ID", ""): each.get("PARENT_REF", "") for each in elements}
    full = [tier for tier in tiers.values() if tier.text]
    speech: list[Tier] = []
    for tier in full:
        if above[tier.name] not in tiers:
            children = [each for each in full if above[each.name] == tier.name]
            speech.append(_with_words(tier, children))
    taken = {tier.name for tier in speech}
    leave_out(
        [tier for tier in full if tier.name not in taken and above[tier.name] in tiers],
        "below another tier",
        report,
    )
    leave_out(
        [tier for tier in full if tier.name not in taken and above[tier.name] not in tiers],
        "with the numbers of utterances",
        report,
    )
    speech = without_versions(_without_notes(speech, report), report)
    turns = speech_turns((each for tier in speech for each in tier.stretches), report, known=known)
    return report.transcript("eaf", "utf-8", turns)


def _report_people(root: _Element, report: Report) -> None:
    """Report what names the recording, and keep the annotators' names for the screen."""
    media = sum(1 for _ in root.iter("{*}MEDIA_DESCRIPTOR", "{*}LINKED_FILE_DESCRIPTOR"))
    if media:
        report.note(
            0,
            "media-path",
            f"{counted(media, 'path')} of a recording in the file, not kept: such paths often name "
            "the computer's owner.",
        )
    names = {root.get("AUTHOR", ""), *(each.get("ANNOTATOR", "") for each in root.iter("{*}TIER"))}
    for person in sorted(names - {"", "unspecified"}):
        report.keep("author", person)


def _slots(root: _Element, tiers: Sequence[_Element]) -> Slots:
    """Times of all slots; those without one stand evenly between their neighbors on a tier."""
    slots: Slots = {}
    for each in root.iter("{*}TIME_SLOT"):
        value = each.get("TIME_VALUE", "")
        slots[each.get("TIME_SLOT_ID", "")] = int(value) / 1000 if value.isdecimal() else None
    for tier in tiers:
        chain: list[str] = []
        for each in tier.iter("{*}ALIGNABLE_ANNOTATION"):
            for slot in (each.get("TIME_SLOT_REF1", ""), each.get("TIME_SLOT_REF2", "")):
                if chain[-1:] != [slot]:
                    chain.append(slot)
        _fill(chain, slots)
    return slots


def _fill(chain: Sequence[str], slots: Slots) -> None:
    """Give times to the slots of a chain that lie between slots with times."""
    timed = [at for at, slot in enumerate(chain) if slots.get(slot) is not None]
    for left, right in zip([None, *timed], [*timed, None], strict=True):
        first = -1 if left is None else left
        last = len(chain) if right is None else right
        if last - first < 2 or (left is None and right is None):
            continue
        low = slots[chain[left if left is not None else last]] or 0.0
        high = slots[chain[right if right is not None else first]] or 0.0
        for at in range(first + 1, last):
            slots[chain[at]] = round(low + (high - low) * (at - first) / (last - first), 3)


def _times(tiers: Sequence[_Element], slots: Slots) -> dict[str, tuple[float | None, float | None]]:
    """Start and end of every annotation; one that refers to another has the other's."""
    times: dict[str, tuple[float | None, float | None]] = {}
    refers: dict[str, str] = {}
    for tier in tiers:
        for each in tier.iter(*_ANNOTATIONS):
            own = each.get("ANNOTATION_ID", "")
            if name_of(each) == "REF_ANNOTATION":
                refers[own] = each.get("ANNOTATION_REF", "")
            else:
                start, end = each.get("TIME_SLOT_REF1", ""), each.get("TIME_SLOT_REF2", "")
                times[own] = slots.get(start), slots.get(end)
    for own, target in refers.items():
        for _ in range(len(refers)):
            if target not in refers:
                break
            target = refers[target]
        times[own] = times.get(target, (None, None))
    return times


def _tier(element: _Element, times: dict[str, tuple[float | None, float | None]]) -> Tier:
    name = element.get("TIER_ID", "")
    prefixed = _PREFIXED.fullmatch(name)
    who = element.get("PARTICIPANT", "") or (prefixed["who"] if prefixed else name)
    speaker = " ".join(who.split()) or "Speaker"
    stretches = []
    for number, each in enumerate(element.iter(*_ANNOTATIONS), start=1):
        value = next((child for child in each if name_of(child) == "ANNOTATION_VALUE"), None)
        words = "".join(map(str, value.itertext())) if value is not None else ""
        start, end = times.get(each.get("ANNOTATION_ID", ""), (None, None))
        stretches.append(Stretch(number, speaker, start, end, words))
    return Tier(name, speaker, tuple(stretches))


def _with_words(tier: Tier, children: Sequence[Tier]) -> Tier:
    """The tier itself, or the fullest one below it if it only numbers its utterances."""
    wordy = [child for child in children if _is_wordy(child)]
    if _is_wordy(tier) or not wordy:
        return tier
    named = [child for child in wordy if _PREFIXED.fullmatch(child.name)] or wordy
    best = max(named, key=lambda child: len(child.text))
    return Tier(
        best.name,
        tier.speaker,
        tuple(replace(each, speaker=tier.speaker) for each in best.stretches),
    )


def _is_wordy(tier: Tier) -> bool:
    """Whether half of the stretches are words, not a number or a code such as ``S1.003``."""
    full = [each.text.strip() for each in tier.stretches if each.text.strip()]
    wordy = sum(" " in text or not any(map(str.isdigit, text)) for text in full)
    return not full or wordy >= 0.5 * len(full)


def _without_notes(speech: list[Tier], report: Report) -> list[Tier]:
    """Tiers without those whose name says notes, unless nothing else is there."""
    notes = [tier for tier in speech if _NOTES.match(tier.name)]
    if not notes or len(notes) == len(speech):
        return speech
    leave_out(notes, "of notes, by its name", report)
    return [tier for tier in speech if tier not in notes]
