"""What must fit together across ``study.yaml`` and ``roster.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from idtool.errors import Fault
from idtool.study.roster import PersonEntry, Roster
from idtool.study.settings import Study

_IDENTIFYING_KEY = re.compile(
    r"^(?:.*_)?(?:names?|surname|phone|telephone|mobile|cell|e_?mail|mail|address|street|zip|dob|"
    r"birth|birthday|date_of_birth|ssn|badge|employee_?id|student_?id|key|real_?id)(?:_.*)?$",
    re.IGNORECASE,
)

Line = Callable[[tuple[str | int, ...]], int]


def check_roster(study: Study, roster: Roster, line: Line, file: str) -> Iterator[Fault]:
    """Roles, consents and people that the two files disagree about.

    Args:
        study: The settings.
        roster: People and interviews.
        line: The line of a location in the roster's file.
        file: The roster's file name, for the faults.
    """
    roles, scopes = list(study.roles), set(study.ethics.consent_scopes)
    seen: set[str] = set()
    for number, person in enumerate(roster.people):
        place = ("people", number)
        if person.id in seen:
            yield Fault(
                file, line(place), f"{person.id} is listed twice.", "Keep one entry for one person."
            )
        seen.add(person.id)
        yield from _check_attributes(person, study.attributes, line, place, file)
        if person.role not in roles:
            yield Fault(
                file,
                line((*place, "role")),
                f"{person.id} has the role “{person.role}”, which study.yaml does not define.",
                f"Use one of: {', '.join(roles)}.",
            )
        for consent in person.consents:
            if consent not in scopes:
                yield Fault(
                    file,
                    line((*place, "consents")),
                    f"{person.id} has the consent “{consent}”, which study.yaml does not list.",
                    f"Use one of: {', '.join(sorted(scopes))}.",
                )
    yield from _check_interviews(roster, seen, line, file)


def _check_attributes(
    person: PersonEntry,
    declared: Collection[str],
    line: Line,
    place: tuple[str | int, ...],
    file: str,
) -> Iterator[Fault]:
    """Keys that would identify, or that nobody declared: both are privacy stops."""
    for key in person.attributes:
        where = line((*place, key))
        if _IDENTIFYING_KEY.match(key.replace("-", "_").replace(" ", "_")):
            yield Fault(
                file,
                where,
                f"The roster holds the key “{key}”, which can identify a person.",
                "Remove it. Names, contact details and the participant key stay outside the study.",
                privacy=True,
            )
        elif key not in declared:
            yield Fault(
                file,
                where,
                f"The roster holds the key “{key}”, which study.yaml does not declare.",
                "Remove it, or, if it is a band that identifies nobody, add it to attributes: "
                "in study.yaml.",
                privacy=True,
            )


def _check_interviews(
    roster: Roster, people: Collection[str], line: Line, file: str
) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, interview in enumerate(roster.interviews):
        place = ("interviews", number)
        if interview.id in seen:
            yield Fault(
                file, line(place), f"{interview.id} is listed twice.", "Give each its own id."
            )
        seen.add(interview.id)
        for person in interview.people:
            if person not in people:
                yield Fault(
                    file,
                    line((*place, "people")),
                    f"{interview.id} names {person}, who is not among the people.",
                    f"Add {person} under people:, or correct the id.",
                )


def check_subjects(
    roster: Roster, subjects: Collection[str], stages: Collection[str], line: Line, file: str
) -> Iterator[Fault]:
    """What ``not_asked`` and ``no_experience`` name, and of whom.

    Args:
        subjects: Ids of the guide's items and of the vignettes.
        stages: Ids of vignette stages; an interview may have reached one and not the next.
    """
    for number, interview in enumerate(roster.interviews):
        for key, named, known in (
            ("not_asked", interview.not_asked, [*subjects, *stages]),
            ("no_experience", interview.no_experience, list(subjects)),
        ):
            for item, words in enumerate(named):
                place = line(("interviews", number, key, item))
                person, colon, subject = words.rpartition(":")
                if colon and person not in interview.people:
                    yield Fault(
                        file,
                        place,
                        f"{interview.id} says that {person} had no experience, and {person} is "
                        "not among its people.",
                        f"Its people: {', '.join(interview.people)}.",
                    )
                if subject not in known:
                    yield Fault(
                        file,
                        place,
                        f"{interview.id} has “{subject}” under {key}:, which is neither in the "
                        "guide nor a vignette.",
                        f"Use: {', '.join(known)}.",
                    )
        for subject in interview.no_experience:
            if subject in interview.not_asked:
                yield Fault(
                    file,
                    line(("interviews", number, "no_experience")),
                    f"{interview.id} has “{subject}” under not_asked: and under no_experience:.",
                    "no_experience: is for what was asked; keep one of the two.",
                )


def check_settings(
    study: Study,
    codebook_ids: Collection[str],
    vignette_sets: Collection[str],
    line: Line,
    file: str,
) -> Iterator[Fault]:
    """Foci, strata, targets and vignette sets that have nothing to point at."""
    for number, focus in enumerate(study.foci):
        if focus not in codebook_ids:
            yield Fault(
                file,
                line(("foci", number)),
                f"No file in codebooks/ has the id “{focus}”.",
                f"Codebooks found: {', '.join(sorted(codebook_ids)) or 'none'}.",
            )
    for number, stratum in enumerate(study.saturation.strata):
        if not study.knows_stratum(stratum):
            yield Fault(
                file,
                line(("saturation", "strata", number)),
                f"The stratum “{stratum}” is no role, no kind of interview and no attribute.",
                f"Use: {', '.join(study.stratum_names)}.",
            )
    for role in study.targets.individual:
        if role not in study.roles:
            yield Fault(
                file,
                line(("targets", "individual", role)),
                f"There is a target for “{role}”, which is not a role.",
                f"Use: {', '.join(study.roles)}.",
            )
    if study.vignettes and study.vignettes.set not in vignette_sets:
        yield Fault(
            file,
            line(("vignettes", "set")),
            f"No file in vignettes/ has the set “{study.vignettes.set}”.",
            f"Sets found: {', '.join(sorted(vignette_sets)) or 'none'}.",
        )
