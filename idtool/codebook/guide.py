"""The interview guide as written: questions, vignette sets, and how the guide changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from idtool.codebook.entry import Change, Entry, Text, Version, repeated
from idtool.codebook.schema import InterviewKind


class GuideItem(Entry):
    """A question to ask, or a vignette set to go through."""

    id: str = Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_]*$", description="A short id such as q1; no spaces or dots."
    )
    ask: Text | None = Field(None, description="The question, in quotes.")
    set: str | None = Field(None, description="The id of a vignette set, such as crisis-five.")
    focus: str | None = Field(
        None, description="The prefix of the codebook it serves, such as PP; may be left out."
    )
    probes: list[str] = Field(default=[], description="Follow-up questions, each in quotes.")

    @model_validator(mode="after")
    def _question_or_set(self) -> GuideItem:
        if (self.ask is None) == (self.set is None):
            raise ValueError(f"the item {self.id} needs either ask: (a question) or set:, not both")
        return self


class GuideSection(Entry):
    """Items that are used together, in one kind of interview or in both."""

    id: str = Field(min_length=1, description="A short id such as G.individual.")
    used_in: list[InterviewKind] = Field(
        min_length=1, description="individual, paired, or both, as a list."
    )
    items: list[GuideItem] = Field(min_length=1, description="At least one item.")


class GuideChange(Change):
    """A change of the guide, shown beside later results."""


class Guide(Entry):
    """The whole of ``guide.yaml``."""

    schema_: Literal["idtool/guide@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/guide@1"
    )
    version: Version = Field(description="Three numbers with dots, such as 1.0.0.")
    sections: list[GuideSection] = Field(min_length=1, description="At least one section.")
    changes: list[GuideChange] = Field(
        default=[], description="Entries with version:, change:, why: and from_interview:."
    )

    @model_validator(mode="after")
    def _unique_ids(self) -> Guide:
        twice = repeated(section.id for section in self.sections)
        if twice:
            raise ValueError(f"the section {twice[0]} is there twice; give each its own id")
        twice = repeated(item.id for section in self.sections for item in section.items)
        if twice:
            raise ValueError(f"the item {twice[0]} is there twice; give each its own id")
        return self

    @property
    def item_ids(self) -> list[str]:
        """Ids of all items, in the order of the guide."""
        return [item.id for part in self.sections for item in part.items]
