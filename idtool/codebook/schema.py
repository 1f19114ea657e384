"""Codebooks as written: codes with their definitions, boundaries, examples and indicators."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from idtool.codebook.entry import Change, Entry, Text, Version, repeated

INTERACTION_PREFIX = "IX"
"""Prefix of codes for how a pair talk; shared by all codebooks."""

_CODE_ID = re.compile(r"^[A-Z][A-Z0-9]*(?:\.[A-Z][A-Z0-9_]*)+$")

InterviewKind = Literal["individual", "paired"]


class Exclusion(Entry):
    """When not to use a code, and which code to use in its place."""

    when: Text = Field(description="Say in words when this code does not fit.")
    use: str | None = Field(
        None,
        description="The id of the code to use in its place; leave the line out if there is none.",
    )


class NotExample(Entry):
    """A near miss: speech that looks like the code and is something else."""

    say: Text = Field(description="The near miss, in quotes, as a person might say it.")
    is_: str | None = Field(
        None, alias="is", description="The id of the code it is, or null if it is none."
    )


class NearWords(Entry):
    """Words that count when they stand within ``within`` words of each other, in any order."""

    words: list[str] = Field(
        min_length=2, description="Two or more words, one per line; a star at the end is allowed."
    )
    within: int = Field(
        ge=1, le=30, description="How many words apart they may stand: a number from 1 to 30."
    )

    @field_validator("words")
    @classmethod
    def _single_words(cls, words: list[str]) -> list[str]:
        for word in words:
            if len(word.split()) > 1:
                raise ValueError(
                    f"“{word}” is more than one word; a near pair is made of single words"
                )
            if "'" in word or "’" in word:
                raise ValueError(
                    f"“{word}” is two words put together (don't is do and not); write not, or "
                    "use a phrase"
                )
            _check_star(word)
        return words


class Indicators(Entry):
    """Wording that makes the machine propose a code; a person decides.

    Compared word by word on lemmas, within one sentence, hyphens and case
    ignored: ``follow up`` also fits “followed up” and “follow-up”.
    """

    phrases: list[str] = Field(
        default=[], description="Phrases, one per line, in quotes; a word may end in a star."
    )
    near: list[NearWords] = Field(
        default=[], description="Entries with words: (two or more) and within: (a number)."
    )
    unless: list[str] = Field(
        default=[], description="Phrases that cancel a hit in the same sentence."
    )

    @field_validator("phrases", "unless")
    @classmethod
    def _stars_at_the_end(cls, phrases: list[str]) -> list[str]:
        for phrase in phrases:
            for word in phrase.split():
                _check_star(word)
        return phrases

    def __bool__(self) -> bool:
        return bool(self.phrases or self.near)


class Code(Entry):
    """One idea that a stretch of talk can express, with its boundaries."""

    id: str = Field(description="The codebook's prefix, a dot, and capitals, such as PP.REFERRAL.")
    group: str = Field(description="The heading under which the code is shelved.")
    label: Text = Field(description="A short name for people to read.")
    kind: Literal["content", "stance", "process"] = Field(
        description="content (what is said), stance (for or against), process (how a pair talk)."
    )
    origin: Literal["study", "literature", "emergent"] = Field(
        description="study, literature, or emergent (found while reading)."
    )
    brief: Text = Field(description="The code in one sentence.")
    full: Text = Field(description="Two to four sentences with the boundary to its neighbors.")
    include: list[str] = Field(default=[], description="What belongs here, one item per line.")
    exclude: list[Exclusion] = Field(
        default=[], description="Entries with when: and, where there is one, use: (a code id)."
    )
    examples: list[str] = Field(
        default=[], description="Things people might say, one per line, each in quotes."
    )
    not_examples: list[NotExample] = Field(
        default=[], description="Near misses: entries with say: and is: (a code id, or null)."
    )
    near: list[str] = Field(
        default=[], description="Ids of codes that are easily confused with this one."
    )
    indicators: Indicators = Field(
        default=Indicators(), description="phrases:, near: and unless:, each a list."
    )
    kinds: list[InterviewKind] = Field(
        default=["individual", "paired"],
        min_length=1,
        description="individual, paired, or both: the interviews in which the code can occur.",
    )
    exchange: bool = Field(
        False, description="true if the code stands for what two speakers do across turns."
    )
    status: Literal["active", "retired"] = Field(
        "active", description="active, or retired (kept so that old codings stay readable)."
    )
    added: Version | None = Field(
        None, description="The codebook version in which the code entered, such as 1.2.0."
    )
    memo: str | None = Field(
        None, description="The id of the memo that explains an emergent code, such as m0031."
    )

    @model_validator(mode="before")
    @classmethod
    def _singular_keys(cls, data: Any) -> Any:
        """``example: "…"`` and ``not_example: "…"`` as lists of one."""
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for one, many in (("example", "examples"), ("not_example", "not_examples")):
            if one not in data:
                continue
            if many in data:
                raise ValueError(f"the code has both {one}: and {many}:; keep {many}: only")
            value = data.pop(one)
            data[many] = value if isinstance(value, list) else [value]
        return data

    @field_validator("not_examples", mode="before")
    @classmethod
    def _plain_near_misses(cls, items: Any) -> Any:
        """A near miss written as plain text belongs to no other code."""
        if not isinstance(items, list):
            return items
        return [{"say": item} if isinstance(item, str) else item for item in items]

    @field_validator("id")
    @classmethod
    def _readable_id(cls, value: str) -> str:
        if not _CODE_ID.match(value):
            raise ValueError(
                f"“{value}” is not a code id: capitals, digits and underscores, with dots "
                "between the parts"
            )
        return value

    @property
    def is_interaction(self) -> bool:
        """Whether the code is about how a pair talk."""
        return self.id.startswith(f"{INTERACTION_PREFIX}.")


class InteractionCode(Code):
    """A code for how two people talk with each other; paired interviews only."""

    group: str = Field("How the pair talk", description="The heading; may be left out.")
    kind: Literal["process"] = Field("process", description="Always process; may be left out.")
    origin: Literal["study", "literature", "emergent"] = Field(
        "literature", description="study, literature, or emergent."
    )
    full: str = Field("", description="Two to four sentences with the boundary to its neighbors.")
    kinds: list[InterviewKind] = Field(
        default=["paired"], min_length=1, description="paired; may be left out."
    )

    @field_validator("kinds")
    @classmethod
    def _paired_only(cls, kinds: list[InterviewKind]) -> list[InterviewKind]:
        if kinds != ["paired"]:
            raise ValueError("an interaction code belongs to paired interviews only")
        return kinds


class Codebook(Entry):
    """The codes of one focus, in a version of their own."""

    schema_: Literal["idtool/codebook@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/codebook@1"
    )
    id: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$", description="Small letters, digits and underscores."
    )
    prefix: str = Field(
        pattern=r"^[A-Z][A-Z0-9]*$", description="Capitals that begin every code id, such as PP."
    )
    focus: Text = Field(description="The analytic question's short name.")
    asks: str = Field("", description="The question this codebook puts to the data.")
    version: Version = Field(description="Three numbers with dots, such as 1.0.0.")
    unit: Literal["turn", "segment", "sentence"] = Field(
        "turn", description="The smallest stretch that gets a code: turn, segment or sentence."
    )
    codes: list[Code] = Field(min_length=1, description="At least one code.")
    interaction_codes: list[InteractionCode] = Field(
        default=[], description="Codes for how pairs talk; their ids begin with IX."
    )
    changes: list[Change] = Field(
        default=[], description="Entries with version:, change:, why: and from_interview:."
    )

    @property
    def all_codes(self) -> list[Code]:
        """Content, stance and interaction codes, in the order of the file."""
        return [*self.codes, *self.interaction_codes]

    @model_validator(mode="after")
    def _ids_fit(self) -> Codebook:
        for code in self.codes:
            if not code.id.startswith(f"{self.prefix}."):
                raise ValueError(
                    f"the code {code.id} does not begin with this codebook's prefix "
                    f"{self.prefix}.; interaction codes (IX.) stand under interaction_codes:"
                )
        for code in self.interaction_codes:
            if not code.is_interaction:
                raise ValueError(f"the interaction code {code.id} does not begin with IX.")
        twice = repeated(code.id for code in self.all_codes)
        if twice:
            raise ValueError(f"the code {twice[0]} is defined twice; rename or remove one")
        return self


def _check_star(word: str) -> None:
    if "*" in word[:-1]:
        raise ValueError(f"in “{word}” the star is not at the end of the word")
    if word == "*":
        raise ValueError("a star needs letters before it, such as confidential*")
