"""Words for speakers of a study: ids, roles, the interviewer, everybody, nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping

from idtool.errors import UsageProblem
from idtool.ingest.label_words import words_of
from idtool.ingest.word_lists import word_set
from idtool.model import INTERVIEWER, Interview, Person

EVERYBODY = "ALL"
"""Speaker of turns that several people share; they count for no person."""
NOBODY = "OTHER"
"""Speaker of people who take no part in the study (``--speaker LABEL=-``)."""
UNLABELLED = "unlabelled"
"""The label that stands for turns without one (``--speaker unlabelled=P01``)."""

ROLE_WORDS: Mapping[str, frozenset[str]] = {
    "LE": word_set(
        "le leo officer police cop deputy sheriff sergeant sgt detective trooper patrol constable "
        "lieutenant corporal ofc"
    ),
    "SW": word_set("sw swk lsw lcsw advocate caseworker clinician counselor therapist"),
}
"""Words by which labels name a role; a role's own code always does."""
_ROLE_PHRASES: Mapping[str, frozenset[str]] = {
    "LE": frozenset({"law enforcement", "police officer"}),
    "SW": frozenset(
        {"social worker", "case worker", "crisis worker", "social work", "case manager"}
    ),
}
PSEUDO = frozenset(
    {
        "new speaker",
        "unknown speaker",
        "unidentified speaker",
        "unknown",
        "unidentified",
        UNLABELLED,
    }
)


class UnknownPerson(UsageProblem):
    """A speaker was given as somebody the study or the interview does not have."""

    def __init__(self, person: str, interview: Interview) -> None:
        people = ", ".join(interview.people) or "nobody yet"
        super().__init__(
            f"“{person}” is not among the people of {interview.id} ({people}).",
            "Use a person id of that interview, INT for the interviewer, ALL for several people at "
            "once, or - for somebody outside the study; add people in roster.yaml.",
        )


def speaker_of(value: str, asking_people: Mapping[str, Person], interview: Interview) -> str:
    """The speaker a researcher means by ``P01``, ``INT``, ``ALL`` or ``-``.

    Raises:
        UnknownPerson: It is none of these, or a person of another interview.
    """
    text = value.strip()
    if text.casefold() in {"int", "interviewer"}:
        return INTERVIEWER
    if text.casefold() in {"all", "both"}:
        return EVERYBODY
    if text.casefold() in {"-", "other", "nobody"}:
        return NOBODY
    known = {each.casefold(): each for each in (*asking_people, *interview.people)}
    person = known.get(text.casefold(), "")
    if not person or (interview.people and person not in interview.people):
        raise UnknownPerson(value, interview)
    return person


def names_role(label: str, role: str) -> bool:
    """Whether a label names a role, by its code or by a word for it."""
    words = [re.sub(r"\d+$", "", word) for word in words_of(label)]
    phrases = _ROLE_PHRASES.get(role, frozenset())
    return (
        role.casefold() in words
        or bool(ROLE_WORDS.get(role, frozenset()) & set(words))
        or any(phrase in " ".join(words) for phrase in phrases)
    )


def plain_id(text: str) -> str:
    """An id without leading zeros in its number, so that P1 is P01."""
    return re.sub(r"(?<=[^\W\d])0+(?=\d)", "", text.casefold())
