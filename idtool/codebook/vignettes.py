"""Vignette sets as written: short staged stories that participants answer in a role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import Field, field_validator, model_validator

from idtool.codebook.entry import Change, Entry, Text, Version, repeated
from idtool.errors import UsageProblem

OPENING = "{opening}"
"""Where a stage takes the sentence that addresses the participant."""

_BRACES = re.compile(r"\{[^}]*\}?|\}")


class UnknownStage(UsageProblem):
    """A stage or role that the vignette set does not have."""


class Stage(Entry):
    """One portion of the story, read out before its questions are asked."""

    id: str = Field(description="The vignette's id, a dot and a number, such as dv.1.")
    text: Text = Field(description="The text to read out, folded (>-) or in quotes.")

    @field_validator("text")
    @classmethod
    def _one_kind_of_braces(cls, text: str) -> str:
        for found in _BRACES.findall(text):
            if found != OPENING:
                raise ValueError(f"{found} cannot be filled in; only {OPENING} may stand in braces")
        return text


class Probe(Entry):
    """A question on the story.

    ``voice`` keeps apart what the participant would do (``own``) and what a
    rule or the agency expects (``rule``): answers to the two mix easily.
    """

    id: str = Field(description="The vignette's id, a dot, p and a number, such as dv.p1.")
    ask: Text = Field(description="The question, in quotes.")
    voice: Literal["own", "rule"] = Field(
        description="own (what would you do) or rule (what are you meant to do)."
    )


class Vignette(Entry):
    """One invented case in stages, with probes and who appears in it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*$", description="A short id such as dv.")
    area: Text = Field(description="The area of practice, such as Mental health.")
    title: Text = Field(description="A title for the researcher; it is not read out.")
    stages: list[Stage] = Field(min_length=1, description="At least one stage with id: and text:.")
    probes: list[Probe] = Field(default=[], description="Entries with id:, ask: and voice:.")
    cast: list[str] = Field(
        default=[], description="Invented names in the story; the privacy screen lets them pass."
    )
    sensitivity: str = Field("", description="What may be hard to hear, in a few words.")
    plausible: dict[str, str] = Field(
        default={}, description="For each role, why this could happen to them at work."
    )

    @property
    def part_ids(self) -> list[str]:
        """Ids of the stages, then of the probes."""
        return [stage.id for stage in self.stages] + [probe.id for probe in self.probes]

    @model_validator(mode="after")
    def _parts_fit(self) -> Vignette:
        for part in self.part_ids:
            if not part.startswith(f"{self.id}."):
                raise ValueError(f"{part} does not begin with the vignette's id {self.id}.")
        if self.stages[0].text.count(OPENING) != 1:
            raise ValueError(
                f"the first stage of {self.id} needs {OPENING} once, to address the participant"
            )
        told = " ".join(stage.text for stage in self.stages)
        for name in self.cast:
            if name not in told:
                raise ValueError(f"{name} is in the cast of {self.id} and appears in no stage")
        return self


class VignetteSet(Entry):
    """All vignettes of a study, the same text for everybody."""

    schema_: Literal["idtool/vignettes@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/vignettes@1"
    )
    set: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="Small letters, digits and hyphens."
    )
    version: Version = Field(description="Three numbers with dots, such as 1.0.0.")
    language: str = Field("en", description="A language code such as en.")
    note: str = Field("", description="What a reader should know about the set.")
    roles: dict[str, str] = Field(
        min_length=1, description="For each role, the sentence that addresses the participant."
    )
    items: list[Vignette] = Field(min_length=1, description="At least one vignette.")
    changes: list[Change] = Field(
        default=[], description="Entries with version:, change:, why: and from_interview:."
    )

    @model_validator(mode="after")
    def _ids_fit(self) -> VignetteSet:
        parts = [part for item in self.items for part in item.part_ids]
        twice = repeated([item.id for item in self.items]) + repeated(parts)
        if twice:
            raise ValueError(f"the id {twice[0]} is there twice; give each part its own id")
        for item in self.items:
            for role in item.plausible:
                if role not in self.roles:
                    raise ValueError(f"{item.id} has a note for {role}, which roles: does not list")
        for role, address in self.roles.items():
            if "{" in address or "}" in address:
                raise ValueError(f"the address of {role} holds a brace; write plain words")
        return self

    def render(self, stage_id: str, role: str) -> str:
        """A stage as it is read out to somebody in ``role`` (``LE``, ``SW``, ``PAIR``).

        Raises:
            UnknownStage: The set has no such stage, or no such role.
        """
        if role not in self.roles:
            raise UnknownStage(
                f"The vignette set {self.set} has no opening for the role {role}.",
                f"Use one of: {', '.join(self.roles)}.",
            )
        for stage in self.stages():
            if stage.id == stage_id:
                return " ".join(stage.text.replace(OPENING, self.roles[role]).split())
        raise UnknownStage(
            f"The vignette set {self.set} has no stage {stage_id}.",
            f"Use one of: {', '.join(stage.id for stage in self.stages())}.",
        )

    def stages(self) -> Iterator[Stage]:
        """Every stage of every vignette, in order."""
        for item in self.items:
            yield from item.stages
