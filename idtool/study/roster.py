"""``roster.yaml``: people and interviews, by id and in bands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from idtool import model

WEEK = re.compile(r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$")
"""An ISO week, such as ``2024-W09``."""

NO_EXPERIENCE = re.compile(r"^(?:P\d{2,3}:)?[A-Za-z][A-Za-z0-9_]*$")
"""A question or vignette, or one of a pair and it, such as ``P03:jo``."""


class PersonEntry(BaseModel):
    """One participant: an id, a role, consents, and attributes in bands.

    Any other key is an attribute; ``study.yaml`` has to declare it, and none may
    be of the kind that identifies (see :mod:`idtool.study.links`).
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(pattern=r"^P\d{2,3}$", description="An id such as P01.")
    role: str = Field(description="One of the roles of study.yaml.")
    consents: list[str] = Field(
        default=[], description="A list out of study.yaml's consent_scopes; may be empty."
    )
    withdrawn: bool = Field(
        False, description="true once idtool person withdraw has taken the words out."
    )

    @property
    def attributes(self) -> dict[str, str]:
        """Every key besides id, role and consents, with its value as text."""
        return {key: str(value) for key, value in (self.model_extra or {}).items()}

    def as_person(self) -> model.Person:
        """The domain's record of this entry."""
        return model.Person(
            id=self.id,
            role=self.role,
            consents=frozenset(self.consents),
            attributes=self.attributes,
        )


class InterviewEntry(BaseModel):
    """One meeting: who took part, of which kind, in which week."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(
        pattern=r"^[A-Z]{1,2}\d{2,3}$",
        description="An id such as I01 (individual), D01 (pair), G01 (group).",
    )
    kind: Literal["individual", "paired", "group"] = Field(
        description="individual, paired (two people) or group (three or more)."
    )
    people: list[str] = Field(min_length=1, description="The ids of who took part, as a list.")
    week: str | None = Field(None, description="An ISO week such as 2024-W09.")
    minutes: int | None = Field(None, ge=1, description="Length in whole minutes.")
    transcript: Literal["none", "raw", "checked", "de-identified", "withdrawn"] = Field(
        "raw", description="none, raw, checked, de-identified or withdrawn."
    )
    recruited: str | None = Field(None, description="How, such as agency or snowball.")
    vignettes_seen_before: bool = Field(False, description="true or false.")
    not_asked: list[str] = Field(
        default=[], description="Questions and vignettes this interview did not reach."
    )
    no_experience: list[str] = Field(
        default=[],
        description="Questions and vignettes somebody had no experience with, such as jo; in a "
        "pair, of whom: P03:jo.",
    )

    @field_validator("people")
    @classmethod
    def _each_person_once(cls, value: list[str]) -> list[str]:
        twice = [person for n, person in enumerate(value) if person in value[:n]]
        if twice:
            raise ValueError(f"{twice[0]} is listed twice here; a pair is two people")
        return value

    @field_validator("week")
    @classmethod
    def _iso_week(cls, value: str | None) -> str | None:
        if value is not None and not WEEK.match(value):
            raise ValueError("a week is written like 2024-W09")
        return value

    @field_validator("no_experience")
    @classmethod
    def _subject_or_person_and_subject(cls, value: list[str]) -> list[str]:
        for item in value:
            if not NO_EXPERIENCE.match(item):
                raise ValueError(f"“{item}” is neither a subject such as jo nor P03:jo")
        return value

    def lacks_experience(self, person: str, subject: str) -> bool:
        """Whether the roster says that a person had none to tell of on a subject."""
        return subject in self.no_experience or f"{person}:{subject}" in self.no_experience

    @model_validator(mode="after")
    def _as_many_people_as_the_kind_says(self) -> InterviewEntry:
        if self.kind == "individual" and len(self.people) != 1:
            raise ValueError("an individual interview has exactly one person")
        if self.kind == "paired" and len(self.people) < 2:
            raise ValueError("a paired interview has two people")
        if self.kind == "paired" and len(self.people) > 2:
            raise ValueError("a paired interview has two people; three or more are kind: group")
        if self.kind == "group" and len(self.people) < 3:
            raise ValueError("a group has three people or more; two are kind: paired")
        return self

    def as_interview(self) -> model.Interview:
        """The domain's record of this entry."""
        return model.Interview(
            id=self.id,
            kind=self.kind,
            people=tuple(self.people),
            week=self.week,
            minutes=self.minutes,
            status=self.transcript,
            vignettes_seen_before=self.vignettes_seen_before,
        )


class Roster(BaseModel):
    """The whole of ``roster.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Literal["idtool/roster@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/roster@1"
    )
    people: list[PersonEntry] = Field(description="A list of people; [] if there are none yet.")
    interviews: list[InterviewEntry] = Field(description="A list of interviews; may be [].")

    @property
    def withdrawn(self) -> frozenset[str]:
        """Ids of people whose words were taken out."""
        return frozenset(entry.id for entry in self.people if entry.withdrawn)

    def persons(self) -> dict[str, model.Person]:
        """Everybody whose words are in the study, by id, in the order of the file."""
        return {entry.id: entry.as_person() for entry in self.people if not entry.withdrawn}

    def meetings(self) -> dict[str, model.Interview]:
        """Interviews by id, ordered by week, then id (weeks missing come last).

        An interview that was withdrawn as a whole is left out; where one of several
        people withdrew, the others remain.
        """
        ordered = sorted(
            (entry for entry in self.interviews if entry.transcript != "withdrawn"),
            key=lambda entry: (entry.week is None, entry.week or "", entry.id),
        )
        gone = self.withdrawn
        found = {entry.id: entry.as_interview() for entry in ordered}
        return {
            name: replace(each, people=tuple(p for p in each.people if p not in gone))
            for name, each in found.items()
        }
