"""``themes.yaml``: themes as a person may write them down before they enter the study."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from idtool.steps.study_folder import LoadedStudy
from idtool.store.themes import Side, ThemeWords


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WrittenEvidence(_Written):
    """A place for or against: an address, or an interview and a quotation."""

    at: str | None = Field(None, description="An address such as D01#t044.")
    interview: str | None = Field(None, description="An interview such as D01.")
    quote: str | None = Field(None, description="Words that stand there exactly once.")
    person: str | None = Field(None, description="Who says it, such as P03.")
    note: str = Field("", description="Why this place matters, in quotes.")
    quote_ok: bool = Field(True, description="true or false.")


class WrittenTheme(_Written):
    """One theme."""

    id: str = Field(pattern=r"^T\d{2,3}$", description="An id such as T01.")
    focus: str = Field(description="A codebook's id or prefix.")
    status: Literal["candidate", "developing", "settled", "set_aside"] = Field(
        "candidate", description="candidate, developing, settled or set_aside."
    )
    name: str = Field(min_length=1, description="The theme's name, given by a person.")
    claim: str = Field("", description="What the theme claims; it could be wrong.")
    not_a_topic_because: str = Field("", description="Why it is more than a topic.")
    so_what: str = Field("", description="What it means for practice.")
    came_from: str = Field("", description="Where it came from, in words.")
    codes: list[str] = Field(default=[], description="Codes it rests on.")
    for_: list[WrittenEvidence] = Field(default=[], alias="for", description="Evidence for it.")
    against: list[WrittenEvidence] = Field(default=[], description="Evidence against it.")
    searched_against: str = Field("", description="Who looked for counter-evidence, and where.")
    memos: list[str] = Field(default=[], description="Memo ids such as m0003.")

    @field_validator("came_from", mode="before")
    @classmethod
    def _where_from(cls, value: object) -> object:
        """``{kind: memo, id: m0003}`` reads as ``memo m0003``."""
        if isinstance(value, dict):
            return " ".join(str(part) for part in value.values())
        return value

    @field_validator("searched_against", mode="before")
    @classmethod
    def _who_searched(cls, value: object) -> object:
        """``{by: R1, on: 2024-05-02, interviews: all}`` reads as a phrase."""
        if isinstance(value, dict):
            said = {key: str(part) for key, part in value.items()}
            parts = [f"by {said['by']}" if "by" in said else "", said.get("on", "")]
            if "interviews" in said:
                parts.append(f"interviews: {said['interviews']}")
            return ", ".join(part for part in parts if part)
        return value

    def words(self, study: LoadedStudy) -> ThemeWords:
        """The theme's words for the store."""
        return ThemeWords(
            name=self.name,
            focus=study.focus_named(self.focus),
            claim=self.claim.strip(),
            not_a_topic_because=self.not_a_topic_because.strip(),
            so_what=self.so_what.strip(),
            came_from=self.came_from,
            searched_against=self.searched_against,
            codes=tuple(self.codes),
            memos=tuple(self.memos),
        )

    def evidence(self, side: Side) -> list[WrittenEvidence]:
        """Evidence on one side."""
        return self.for_ if side == "for" else self.against


class ThemeFile(_Written):
    """The whole of a themes file."""

    schema_: Annotated[Literal["idtool/themes@1"], Field(alias="schema")] = "idtool/themes@1"
    themes: list[WrittenTheme] = Field(description="A list of themes.")
