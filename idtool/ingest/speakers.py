"""Who the labels of a transcript are: proposed with a reason, never guessed silently.

In order: what the researcher says, what was remembered, labels that are person ids,
words for interviewers, words for a role only one person of the interview has, and
what is left over. A label that fits nobody stays unresolved and is asked about.
Where it is not known who takes part in the interview, a role word and what is left
over say nothing, and only a label that is a person id, letter by letter, is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from idtool.ingest.established import is_joint
from idtool.ingest.label_words import is_everybody, is_interviewer_word, key_of
from idtool.ingest.speaker_words import (
    EVERYBODY,
    NOBODY,
    PSEUDO,
    names_role,
    plain_id,
    speaker_of,
)
from idtool.model import INTERVIEWER, Finding, Interview, Person

_SHARE = 0.1
"""Share of the turns a label must have to be somebody by elimination."""


@dataclass(frozen=True, slots=True)
class SpeakerMapping:
    """Labels with the speaker each stands for.

    ``assigned`` maps a label to a person id, ``INT``, ``ALL`` or ``OTHER``;
    ``reasons`` says why, for every assigned label; ``unresolved`` are to be asked.
    """

    assigned: Mapping[str, str]
    unresolved: tuple[str, ...]
    reasons: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Asking:
    """A mapping while it is worked out."""

    counts: Mapping[str, int]
    interview: Interview
    people: Mapping[str, Person]
    legend: Mapping[str, str]
    assigned: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def open_labels(self) -> list[str]:
        return [label for label in self.counts if label not in self.assigned]

    def assign(self, label: str, speaker: str, reason: str) -> None:
        self.assigned[label] = speaker
        self.reasons[label] = reason

    def taking_part(self) -> list[Person]:
        """People known to take part; none where the interview does not say."""
        return [self.people[each] for each in self.interview.people if each in self.people]

    def may_take_part(self) -> list[Person]:
        """Those, or anybody of the study where the interview does not say."""
        return self.taking_part() if self.interview.people else list(self.people.values())

    def told(self, label: str) -> str:
        """What the label says, with what a legend says of it."""
        return f"{label} {self.legend.get(key_of(label), '')}".strip()


def map_speakers(
    labels_with_counts: Mapping[str, int],
    interview: Interview,
    people: Mapping[str, Person],
    given: Mapping[str, str],
    remembered: Mapping[str, str],
    interviewer: str | None,
    *,
    legend: Mapping[str, str] | None = None,
) -> SpeakerMapping:
    """Say who each label is, with a reason, or leave it to be asked.

    Args:
        labels_with_counts: Turns per label, in order of appearance; turns without
            a label count under ``unlabelled``.
        interview: The interview, with its people.
        people: All people of the study by id.
        given: What the researcher says of labels; wins over everything.
        remembered: What was said of labels in earlier transcripts of the study.
        interviewer: The interviewer's label, if the researcher names it.
        legend: What the file's own legend says of labels.

    Raises:
        UnknownPerson: A label is given as somebody who is not in the interview.
    """
    told = {key_of(label): meaning for label, meaning in (legend or {}).items()}
    asking = _Asking(labels_with_counts, interview, people, told)
    said = {**given, **({interviewer: INTERVIEWER} if interviewer else {})}
    _by_word(asking, said)
    _joint(asking)
    _by_memory(asking, remembered)
    _by_id(asking)
    _interviewers(asking)
    _by_role(asking)
    _by_elimination(asking)
    return SpeakerMapping(
        asking.assigned, tuple(asking.open_labels()), asking.reasons, tuple(asking.findings)
    )


def _by_word(asking: _Asking, given: Mapping[str, str]) -> None:
    labels = {key_of(label): label for label in asking.counts}
    for label, value in given.items():
        speaker = speaker_of(value, asking.people, asking.interview)
        if key_of(label) in labels:
            asking.assign(labels[key_of(label)], speaker, "you said so")
        else:
            asking.findings.append(
                Finding(
                    asking.interview.id,
                    0,
                    "speaker-not-in-file",
                    f"A speaker given as {speaker} has a label that this file does not use.",
                )
            )


def _joint(asking: _Asking) -> None:
    keys = {key_of(label) for label in asking.counts}
    joint = [
        label
        for label in asking.open_labels()
        if is_everybody(label) or (is_joint(label, keys - {key_of(label)}))
    ]
    for label in joint:
        asking.assign(label, EVERYBODY, "several people at once")
    if joint:
        turns = sum(asking.counts[label] for label in joint)
        asking.findings.append(
            Finding(
                asking.interview.id,
                0,
                "joint-turns",
                f"{turns} turn{'s' * (turns != 1)} spoken by several people at once count for no "
                "single person.",
            )
        )


def _by_memory(asking: _Asking, remembered: Mapping[str, str]) -> None:
    known = {key_of(label): value for label, value in remembered.items()}
    here = {person.id for person in asking.may_take_part()} | {INTERVIEWER, EVERYBODY, NOBODY}
    for label in asking.open_labels():
        speaker = known.get(key_of(label))
        if speaker in here and key_of(label) not in PSEUDO:
            generic = bool(re.fullmatch(r"(?:speaker|spk|s)[\s_]*\d+", key_of(label)))
            hint = "; services number speakers anew in each file, so check" if generic else ""
            asking.assign(label, speaker, f"remembered from an earlier transcript{hint}")


def _by_id(asking: _Asking) -> None:
    if not asking.interview.people:
        _by_whole_id(asking)
        return
    ids = {plain_id(person.id): person.id for person in asking.taking_part()}
    for label in asking.open_labels():
        words = re.findall(r"[^\W_]+", asking.told(label))
        found = {ids[plain_id(word)] for word in words if plain_id(word) in ids}
        if len(found) == 1:
            asking.assign(label, found.pop(), "the label is a person id of this interview")


def _by_whole_id(asking: _Asking) -> None:
    """Of an interview whose people are unknown: P1 may be its first participant, not P01."""
    ids = {key_of(person): person for person in asking.people}
    for label in asking.open_labels():
        if key_of(label) in ids:
            asking.assign(label, ids[key_of(label)], "the label is a person id of the study")


def _interviewers(asking: _Asking) -> None:
    meant = {}
    for label in asking.open_labels():
        meaning = asking.legend.get(key_of(label))
        if meaning is not None:
            meant[label] = is_interviewer_word(meaning)
        else:
            meant[label] = is_interviewer_word(label)
    asking_labels = [label for label, holds in meant.items() if holds]
    strong = [label for label in asking_labels if len(key_of(label)) > 1 or label in asking.legend]
    others = [
        label
        for label in asking.counts
        if label not in asking_labels and asking.assigned.get(label) != INTERVIEWER
    ]
    if not others and strong and len(strong) < len(asking_labels):
        asking_labels = strong  # "INT" and "I": the letter is then the interviewee
    for label in asking_labels:
        legend = key_of(label) in asking.legend
        why = "the file's legend says interviewer" if legend else "a word for the interviewer"
        asking.assign(label, INTERVIEWER, why)


def _by_role(asking: _Asking) -> None:
    by_role: dict[str, list[Person]] = {}
    for person in asking.taking_part():
        by_role.setdefault(person.role, []).append(person)
    named: dict[str, list[str]] = {}
    for label in asking.open_labels():
        roles = {role for role in by_role if names_role(asking.told(label), role)}
        if len(roles) == 1:
            named.setdefault(roles.pop(), []).append(label)
    for role, labels in named.items():
        taken = by_role[role][0].id in asking.assigned.values()
        if len(labels) == 1 and len(by_role[role]) == 1 and not taken:
            asking.assign(
                labels[0], by_role[role][0].id, f"a word for {role}, and one {role} takes part"
            )


def _by_elimination(asking: _Asking) -> None:
    """The one label left is the one person left; or the interviewer, if all are known."""
    left = [label for label in asking.open_labels() if key_of(label) not in PSEUDO]
    if len(left) != 1 or len(asking.open_labels()) != 1:
        return
    label = left[0]
    if asking.counts[label] < _SHARE * sum(asking.counts.values()):
        return
    speakers = set(asking.assigned.values())
    waiting = [each for each in asking.interview.people if each not in speakers]
    asks = is_interviewer_word(asking.legend.get(key_of(label), label))
    if len(waiting) == 1 and INTERVIEWER in speakers and not asks:
        asking.assign(label, waiting[0], f"the only label left, and {waiting[0]} the only person")
    elif not waiting and asking.interview.people and INTERVIEWER not in speakers:
        asking.assign(label, INTERVIEWER, "the only label left, and every participant is known")
