"""``membercheck.yaml``: what participants are asked, in plain words."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Statement(_Written):
    """One statement participants are asked about."""

    id: str = Field(pattern=r"^MC-\d{2,3}$", description="An id such as MC-01.")
    theme: str = Field("", description="The theme it stands for, such as T01.")
    plain: str = Field(min_length=1, description="One or two sentences in plain words, in quotes.")
    quotes: Literal["none", "own", "approved"] = Field(
        "own",
        description="own (the reader's own words), approved (only places marked as fit to "
        "quote) or none.",
    )
    applies_to: list[str] = Field(
        default=[], description="Roles the statement is sent to; empty means everybody."
    )


class Boxes(_Written):
    """The words above the three boxes under each statement."""

    change: str = Field("Change anything that is wrong", description="Text in quotes.")
    clear: str = Field("Say more clearly", description="Text in quotes.")
    add: str = Field("Add what we missed", description="Text in quotes.")


class Ask(_Written):
    """The choices and boxes under each statement."""

    fit: list[str] = Field(
        default=[
            "Fits my experience",
            "Fits in part",
            "Does not fit",
            "Rather not say",
        ],
        min_length=2,
        description="The choices, as a list in this order: fits, in part, does not fit, rather "
        "not say.",
    )
    boxes: Boxes = Boxes()


class MemberCheckForm(_Written):
    """The whole of ``membercheck.yaml``."""

    schema_: Literal["idtool/member-check@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/member-check@1"
    )
    round: int = Field(1, ge=1, description="1 for the first round.")
    statements: list[Statement] = Field(default=[], description="A list of statements.")
    ask: Ask = Ask()
    closing: list[
        Literal["withdraw_quote", "anything_else", "see_results", "contact", "thanks"]
    ] = Field(
        default=["withdraw_quote", "anything_else", "see_results", "contact", "thanks"],
        description="Any of: withdraw_quote, anything_else, see_results, contact, thanks.",
    )
