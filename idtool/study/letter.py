"""``letter.yaml``: what participants said about the findings, and what was done about it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answered(_Written):
    """One thing that was said, and what became of it; both by a person, in plain words."""

    said: str = Field(min_length=1, description="What was said, in your words, in quotes.")
    did: str = Field(min_length=1, description="What you did about it, or why not, in quotes.")
    to: list[str] = Field(
        default=[], description="People such as P03 this is for; empty means everybody."
    )


class Letter(_Written):
    """The whole of ``letter.yaml``."""

    schema_: Literal["idtool/letter@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/letter@1"
    )
    opening: str = Field("", description="A sentence of your own at the beginning, in quotes.")
    answered: list[Answered] = Field(
        min_length=1, description="A list of said: and did:, one for each thing."
    )
    closing: str = Field("", description="A sentence of your own at the end, in quotes.")
