"""``study.yaml``: the question, roles, targets, team and rules of a study."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

KINDS = ("individual", "paired", "group")
"""Kinds of interview that make a stratum, beside roles and attributes."""


class _Written(BaseModel):
    """Base of everything read from a file a person wrote: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Ethics(_Written):
    """Where approval, consent forms and the key live; never the key itself."""

    approval: str = Field("", description="The approval's reference, in quotes.")
    consent_scopes: list[str] = Field(
        default=["record", "quote", "contact_for_member_check"],
        description="The consents your form asks for, as a list of words.",
    )
    key_location: str = Field("", description="A description in words, never a path.")
    key_custodian: str = Field("", description="A role such as “mentor”, not a name.")
    storage: str = Field("", description="Where the study folder is kept, in words.")

    @model_validator(mode="after")
    def _no_path_to_the_key(self) -> Ethics:
        if any(sign in self.key_location for sign in ("/", "\\", "://")):
            raise ValueError(
                "key_location looks like a path; the study must not lead to the participant key"
            )
        return self


class Role(_Written):
    """One profession or stratum of participants."""

    label: str = Field(description="The role in the singular, such as “social worker”.")
    plural: str = Field(description="The role in the plural, such as “social workers”.")


class Targets(_Written):
    """How many interviews were planned, by role and for pairs."""

    individual: dict[str, Annotated[int, Field(ge=0)]] = Field(
        default={}, description="Role: planned number of people, for example LE: 10."
    )
    paired: int = Field(0, ge=0, description="The planned number of paired interviews.")
    group: int = Field(0, ge=0, description="The planned number of group interviews.")


class VignetteUse(_Written):
    """Which vignette set the interviews used."""

    set: str = Field(description="The `set:` of a file in vignettes/.")
    order: Literal["fixed", "rotated", "per-interview"] = Field(
        "fixed", description="fixed, rotated or per-interview."
    )


class Member(_Written):
    """One member of the team, by id; never by name."""

    id: str = Field(
        pattern=r"^[A-Z][A-Z0-9]{0,3}$", description="A short id such as R1 or M1, never a name."
    )
    does: list[str] = Field(description="What this member does: interview, code, review, …")
    relation: str = Field("", description="Relation to the researcher, such as faculty mentor.")
    sees_key: bool = Field(False, description="true if this member can open the participant key.")


class Practice(_Written):
    """How the machine's suggestions are used."""

    suggestions: Literal["never", "after_first_read", "always"] = Field(
        "always", description="never, after_first_read or always."
    )
    min_coded_before_suggestions: int = Field(
        0, ge=0, description="Transcripts coded by hand before any proposal is made."
    )
    embeddings: str | None = Field(
        None, description="The folder of a local sentence model; nothing is ever downloaded."
    )


class SaturationRule(_Written):
    """Base size, run length and threshold after Guest, Namey & Chen (2020)."""

    rule: Literal["run-length"] = Field("run-length", description="run-length")
    base: int = Field(4, ge=1, description="Interviews in the base, usually 4.")
    run: int = Field(2, ge=1, description="Interviews in a run, usually 2.")
    threshold: float = Field(0.05, ge=0, lt=1, description="New-information threshold, as 0.05.")
    strata: list[str] = Field(
        default=[],
        description="Roles, kinds of interview, all, or attributes such as setting or "
        "setting=campus police; empty means every role and paired.",
    )
    unit: Literal["code", "theme"] = Field("code", description="code or theme.")


class Wording(_Written):
    """When a report may use a quantity word, by share of those who had the chance."""

    exactly: int | Literal["all"] | None = Field(None, description="A count, or all.")
    all_but: int | None = Field(None, description="All except this many.")
    above: float | None = Field(None, description="A share above which the word holds.")
    from_: float | None = Field(None, alias="from", description="Lower bound of the share.")
    to: float | None = Field(None, description="Upper bound of the share.")
    at_least: int | None = Field(None, description="At least this many people.")
    below: float | None = Field(None, description="A share below which the word holds.")
    min_n: int | None = Field(None, description="Smallest group the word may be used for.")
    needs: Literal["searched"] | None = Field(None, description="searched")


class Privacy(_Written):
    """Small cells, shared attributes and words that may pass the screen."""

    small_cell: int = Field(3, ge=1, description="Cells with fewer people are not shown.")
    share_attributes: list[str] = Field(
        default=["role"], description="Attributes a quote may carry, such as role."
    )
    allow_terms: list[str] = Field(
        default=[], description="Words the privacy screen lets pass; the vignette cast always does."
    )


class MemberCheck(_Written):
    """How participants' documents are made."""

    variant: Literal["transcript", "summary", "synthesized", "conversation"] = Field(
        "synthesized", description="transcript, summary, synthesized or conversation."
    )
    quotes: Literal["none", "own_only", "approved"] = Field(
        "own_only", description="none, own_only or approved."
    )
    grade_target: int = Field(8, ge=1, le=16, description="School grade of the plain statements.")
    window_days: int = Field(21, ge=1, description="Days participants have to answer.")
    contact: str = Field("", description="How to reach the researcher, as printed on the form.")
    support_line: str = Field("", description="A support line to print where topics are hard.")


class Study(_Written):
    """The whole of ``study.yaml``."""

    schema_: Literal["idtool/study@1"] = Field(
        alias="schema", description="The first line must be: schema: idtool/study@1"
    )
    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="Small letters, digits and hyphens."
    )
    title: str = Field(min_length=1, description="The study's title.")
    language: str = Field("en", description="A language code such as en.")
    approach: str = Field("interpretive-description", description="interpretive-description")
    question: str = Field(min_length=1, description="The research question.")
    invented: bool = Field(False, description="true for an example study with invented people.")
    ethics: Ethics = Ethics()
    roles: dict[str, Role] = Field(min_length=1, description="At least one role, such as LE.")
    attributes: list[str] = Field(
        default=["setting", "experience"],
        description="Further keys roster.yaml may hold, as bands that identify nobody.",
    )
    targets: Targets = Targets()
    foci: list[str] = Field(min_length=1, description="The ids of your codebooks.")
    vignettes: VignetteUse | None = None
    team: list[Member] = Field(min_length=1, description="At least one member, such as R1.")
    practice: Practice = Practice()
    saturation: SaturationRule = SaturationRule()
    wording: dict[str, Wording] = Field(default={})
    show_counts: list[str] = Field(
        default=["team", "mentor"], description="Audiences that see k of n beside a word."
    )
    privacy: Privacy = Privacy()
    member_check: MemberCheck = MemberCheck()

    @property
    def strata(self) -> list[str]:
        """The strata saturation is described for."""
        groups = ["group"] if self.targets.group else []
        return self.saturation.strata or [*self.roles, "paired", *groups]

    @property
    def stratum_names(self) -> list[str]:
        """What a stratum may be called; an attribute also with a value, ``setting=campus``."""
        return list(dict.fromkeys([*self.roles, *KINDS, "all", *self.attributes]))

    def knows_stratum(self, name: str) -> bool:
        """Whether ``name`` is a role, a kind of interview, ``all``, or a declared attribute."""
        attribute, equals, value = name.partition("=")
        if equals:
            return attribute in self.attributes and bool(value.strip())
        return name in self.stratum_names

    @property
    def counting_coders(self) -> list[str]:
        """Members whose accepted codings count; a second reader's serve agreement only."""
        return [m.id for m in self.team if "code" in m.does]

    @property
    def coders(self) -> list[str]:
        """Team members who code, in the order they are listed."""
        return [m.id for m in self.team if {"code", "second-read", "second-reader"} & set(m.does)]
