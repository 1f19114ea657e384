"""Which interview a file holds, and who takes part in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from idtool.errors import Conflict, UsageProblem
from idtool.ingest.reading import ReadTranscript
from idtool.ingest.speaker_words import EVERYBODY, NOBODY
from idtool.ingest.speakers import SpeakerMapping
from idtool.model import INTERVIEWER, Interview, Kind, Person
from idtool.steps.ingest_records import IngestRequest, WhichInterview
from idtool.steps.roster_changes import Newcomer
from idtool.steps.study_folder import LoadedStudy
from idtool.study.roster import WEEK

_ID_IN_NAME = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,2}\d{2,3})(?![0-9])")
_NOT_A_PERSON = frozenset({INTERVIEWER, EVERYBODY, NOBODY})
_WORDS_FOR_NOBODY = {
    "int": INTERVIEWER,
    "interviewer": INTERVIEWER,
    "all": EVERYBODY,
    "both": EVERYBODY,
    "-": NOBODY,
    "other": NOBODY,
}
_PARTICIPANTS: dict[Kind, tuple[int, int]] = {
    "individual": (1, 1),
    "paired": (2, 2),
    "group": (3, 99),
}
"""Fewest and most participants of each kind of interview."""
_PERSON_AND_ROLE = re.compile(r"^(P\d{2,3})(?::([A-Za-z]\w*))?$")


def interview_of_file(
    study: LoadedStudy, path: Path, read: ReadTranscript, request: IngestRequest
) -> str:
    """The interview's id: as given, from the file's own head, or from its name.

    Raises:
        WhichInterview: Nothing says it.
    """
    if request.interview:
        return request.interview
    if read.header.get("interview"):
        return read.header["interview"]
    found = _ID_IN_NAME.search(path.stem)
    if found and (found[1] in study.interviews or found[1][0] in "IDG"):
        return found[1]
    raise WhichInterview(path.name)


def new_interview(interview_id: str, request: IngestRequest, given: Mapping[str, str]) -> Interview:
    """An interview the roster does not have yet, as far as it is known.

    Raises:
        UsageProblem: The id or the week is not written as such.
    """
    if request.week is not None and not WEEK.match(request.week):
        raise UsageProblem(
            f"“{request.week}” is no week.", "Write the ISO week, such as --week 2024-W09."
        )
    if not re.match(r"^[A-Z]{1,2}\d{2,3}$", interview_id):
        raise UsageProblem(
            f"“{interview_id}” is no interview id.", "Use one capital and two digits, such as I03."
        )
    people = tuple(
        dict.fromkeys(person for person in given.values() if person not in _NOT_A_PERSON)
    )
    by_letter: dict[str, Kind] = {"D": "paired", "G": "group"}
    by_number: Kind = "group" if len(people) > 2 else "paired" if len(people) > 1 else "individual"
    kind = request.kind or by_letter.get(interview_id[0]) or by_number
    return Interview(interview_id, kind, people, request.week)


def with_people(study: LoadedStudy, interview: Interview, assigned: Mapping[str, str]) -> Interview:
    """A new interview gets its people from the mapping; one in the roster keeps its own."""
    if interview.id in study.interviews:
        return interview
    people = dict.fromkeys(
        [*interview.people, *(who for who in assigned.values() if who not in _NOT_A_PERSON)]
    )
    return replace(interview, people=tuple(people))


def given_speakers(
    study: LoadedStudy, speakers: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Newcomer, ...]]:
    """``LABEL=P01:LE`` as a mapping, and people the roster does not have yet."""
    given: dict[str, str] = {}
    newcomers: list[Newcomer] = []
    for label, value in speakers.items():
        if value.lower() in _WORDS_FOR_NOBODY:
            given[label] = _WORDS_FOR_NOBODY[value.lower()]
            continue
        found = _PERSON_AND_ROLE.match(value)
        if not found:
            raise UsageProblem(
                f"“{value}” is no person.",
                "Write LABEL=P01, LABEL=P01:LE, LABEL=INT, LABEL=ALL, or LABEL=- for somebody "
                "outside the study.",
            )
        person, role = found[1], found[2]
        known = study.people.get(person)
        if known is None and role is None:
            raise UsageProblem(
                f"{person} is not in the roster.",
                f"Add the role to let idtool add {person}: --speaker "
                f'"{label}={person}:{next(iter(study.settings.roles))}"',
            )
        if role is not None and role not in study.settings.roles:
            raise UsageProblem(
                f"“{role}” is no role of this study.",
                f"Use one of: {', '.join(study.settings.roles)}.",
            )
        if known is not None and role is not None and known.role != role:
            raise Conflict(
                f"{person} has the role {known.role} in the roster, not {role}.",
                "Correct roster.yaml, or the option.",
            )
        if known is None and role is not None:
            newcomers.append(Newcomer(person, role))
        given[label] = person
    return given, tuple(newcomers)


def check_people(
    study: LoadedStudy,
    interview: Interview,
    mapping: SpeakerMapping,
    people: Mapping[str, Person],
    file: str,
    request: IngestRequest,
) -> None:
    """Refuse speakers who do not fit the roster or the kind of interview.

    Raises:
        UsageProblem: A speaker is nobody of the roster, or too few or too many speak.
        Conflict: Somebody speaks whom the roster does not have in this interview.
    """
    for label, person in mapping.assigned.items():
        if person in _NOT_A_PERSON:
            continue
        if person not in people:
            raise UsageProblem(
                f"{file}: “{label}” is {person}, who is not in the roster.",
                f'Add the role: --speaker "{label}={person}:{next(iter(study.settings.roles))}"',
            )
        if interview.id in study.interviews and person not in interview.people:
            raise Conflict(
                f"{file}: {person} speaks, but the roster has {interview.id} with "
                f"{', '.join(interview.people)}.",
                "Correct the --speaker option or roster.yaml.",
            )
    least, most = _PARTICIPANTS[interview.kind]
    if not request.dry_run and not least <= len(interview.people) <= most:
        count = len(interview.people)
        found = "1 participant was" if count == 1 else f"{count} participants were"
        raise UsageProblem(
            f"{file}: {interview.id} is {interview.kind}, but {found} found.",
            "Say who speaks with --speaker, or what it is with --kind individual|paired|group.",
        )
