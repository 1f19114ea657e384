"""What every written file of this room has in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
"""Three numbers with dots, such as ``1.0.0``."""

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""Words a person wrote; never empty or blank."""


class Entry(BaseModel):
    """Base of everything read from a file a person wrote: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _no_blank_items(self) -> Self:
        for name, value in self:
            texts = value.values() if isinstance(value, dict) else value
            if isinstance(value, list | dict) and any(text == "" for text in map(_bare, texts)):
                raise ValueError(f"{name}: holds an empty item; fill it in or remove it")
        return self


class Change(Entry):
    """One dated-by-version change, so that a later chart can show when it came."""

    version: Version = Field(description="The version that brought the change, such as 1.1.0.")
    change: Text = Field(description="What changed, in a sentence.")
    why: Text = Field(description="The reason, in a sentence; a memo id may stand in it.")
    from_interview: str | None = Field(
        None, description="The first interview it applied to, such as I05."
    )


def _bare(item: object) -> object:
    return item.strip() if isinstance(item, str) else item


def repeated(ids: Iterable[str]) -> list[str]:
    """Ids that stand more than once, in order of first appearance."""
    return [item for item, count in Counter(ids).items() if count > 1]
