"""Placeholders: what kind of label a find gets, and the next free number of it.

Numbers are given in the order of first appearance, or drawn at random; never in
alphabetical order and never derived from the words, since a number that can be worked
out from a name is no pseudonym (45 CFR 164.514(c)).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_TYPES = {
    "PERSON": "PERSON",
    "LOCATION": "PLACE",
    "ORG": "AGENCY",
    "ADDRESS": "ADDRESS",
    "ZIP": "ZIP",
    "EMAIL": "EMAIL",
    "URL": "WEB",
    "HANDLE": "HANDLE",
    "PHONE": "PHONE",
    "SSN": "ID_NO",
    "CARD": "CARD_NO",
    "IBAN": "ACCOUNT_NO",
    "IP": "IP",
    "ID": "ID_NO",
    "PLATE": "PLATE",
    "DATE": "DATE",
    "AGE": "AGE",
    "OTHER": "NAME",
}
# Words that tell what a place, an agency or a number is; the first that fits counts.
_PLACES = (
    ("county|parish", "COUNTY"),
    ("street|avenue|ave|road|boulevard|lane|drive|highway|route", "STREET"),
    ("school|elementary|academy", "SCHOOL"),
    ("river|lake|creek|park|bridge|mountain|hill|beach", "LANDMARK"),
)
_BODIES = (
    ("school|elementary|academy|college|university", "SCHOOL"),
    ("hospital|clinic|medical|health", "HOSPITAL"),
    ("court|courthouse", "COURT"),
    ("police|sheriff|sheriff's|pd|patrol", "POLICE_AGENCY"),
    ("shelter|haven|refuge", "SHELTER"),
    ("church|mosque|temple|synagogue|parish", "CHURCH"),
    ("county", "COUNTY_AGENCY"),
    ("city", "CITY_AGENCY"),
    ("state", "STATE_AGENCY"),
)
_NUMBERS = (
    ("case|docket|incident|file|report", "CASE_NO"),
    ("badge|shield|serial", "BADGE_NO"),
    ("unit|car|beat|precinct|district", "UNIT_NO"),
    ("warrant", "WARRANT_NO"),
    ("license|licence|account|policy", "ACCOUNT_NO"),
)
_ROLES = (
    ("officer|deputy|trooper|patrolman|constable|corporal", "OFFICER"),
    ("sergeant|sgt|lieutenant|lt|captain|capt|chief|sheriff|undersheriff|commander", "SUPERVISOR"),
    ("detective|det|investigator|inspector", "DETECTIVE"),
    ("judge|justice|magistrate", "JUDGE"),
    ("dr|doctor|nurse|paramedic", "CLINICIAN"),
    ("therapist|counselor|counsellor", "COUNSELOR"),
    ("social worker|caseworker|worker", "SOCIAL_WORKER"),
    ("supervisor|director", "SUPERVISOR"),
    ("teacher|principal|coach|professor", "TEACHER"),
    ("son|daughter|nephew|niece|child|baby", "CHILD"),
    ("aunt|auntie|uncle|cousin|grandma|grandpa|granny|nana|husband|wife", "RELATIVE"),
    ("partner", "PARTNER"),
    ("pastor|father|reverend|rabbi|imam|chaplain|bishop", "CLERGY"),
)
_GIVEN = re.compile(r"\[?([A-Z][A-Z]*(?:_[A-Z]+)*_\d{1,4})\]?")
_LABEL = re.compile(r"[A-Z][A-Z]*(?:_[A-Z]+)*")
_NUMBERED = re.compile(r"\[([A-Z_]+)_(\d+)\]")


def label_of(type_: str, words: str, rules: Collection[str] = ()) -> str:
    """The label for a find that is no person: what it is, as far as its words tell."""
    plain = words.lower()
    if type_ == "AGE" and "over" not in plain:
        return "AGE"
    table = {"LOCATION": _PLACES, "ORG": _BODIES, "ID": _NUMBERS}.get(type_, ())
    told = f"{plain} {' '.join(rules)}"
    return _first(table, told) or _TYPES.get(type_, "NAME")


def role_of(titles: Collection[str]) -> str:
    """The label for a person whose rank, work or kinship the talk names, or ``PERSON``."""
    return _first(_ROLES, " ".join(sorted(titles)).lower().replace(".", "")) or "PERSON"


def placeholder_named(words: str) -> str:
    """A placeholder as a person wrote it (``OFFICER_3``, ``[OFFICER_3]``), or nothing."""
    given = _GIVEN.fullmatch(words.strip())
    return f"[{given[1]}]" if given else ""


def is_label(words: str) -> bool:
    """Whether words are a label to number (``OFFICER``)."""
    return _LABEL.fullmatch(words) is not None


def next_placeholder(label: str, taken: Collection[str]) -> str:
    """The placeholder with the lowest number that is not yet taken."""
    numbers = {int(m[2]) for each in taken if (m := _NUMBERED.fullmatch(each)) and m[1] == label}
    number = next(n for n in range(1, len(numbers) + 2) if n not in numbers)
    return f"[{label}_{number}]"


def _first(table: Sequence[tuple[str, str]], words: str) -> str:
    return next((label for told, label in table if re.search(rf"\b(?:{told})\b", words)), "")
