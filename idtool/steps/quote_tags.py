"""How a quotation is signed: by role, unless a fuller sign would point at somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.errors import PrivacyStop, UsageProblem
from idtool.model import Person
from idtool.steps.study_folder import LoadedStudy

Audience = Literal["team", "mentor", "public"]
INSIDE: tuple[Audience, ...] = ("team", "mentor")
"""Audiences that see places, small counts and the researcher's notes."""

ROLE = "role"


class TagWouldIdentify(PrivacyStop):
    """Signing quotations this way would mark a group too small to hide in."""

    def __init__(self, tags: Sequence[str], smallest: int, small_cell: int) -> None:
        people = "1 person" if smallest == 1 else f"{smallest} people"
        super().__init__(
            f"Signing quotations by {' and '.join(tags)} would mark a group of {people}; "
            f"the study asks for at least {small_cell}.",
            "Sign by role only: leave --tag out.",
        )


@dataclass(frozen=True, slots=True)
class QuoteTags:
    """How to sign, for one audience; made once the cells are known to be large enough."""

    study: LoadedStudy
    heard: frozenset[str]
    attributes: tuple[str, ...]
    audience: Audience

    @property
    def inside(self) -> bool:
        """Whether the audience may see where words stand."""
        return self.audience in INSIDE

    @property
    def needs_consent(self) -> bool:
        """Whether the document leaves the team, so that only who agreed may be quoted."""
        return self.audience != "team"

    def sign(self, people: Sequence[str], place: str) -> str:
        """A sign such as “officer, I03#t014”, or “officer” for the public."""
        signs = list(dict.fromkeys(self._sign(self.study.people[person]) for person in people))
        words = " and ".join(signs) or "unidentified speaker"
        return f"{words}, {place}" if self.inside else words

    def sign_withheld(self, people: Sequence[str], place: str) -> str:
        """Whose words are withheld, and where; the public learns neither person nor role."""
        return ", ".join([*people, place]) if self.inside else "participant"

    def speaker(self, person: str | None) -> str:
        """One speaker's role, to tell two speakers of an exchange apart."""
        return self._role(self.study.people[person]) if person else "unidentified speaker"

    def _sign(self, person: Person) -> str:
        return ", ".join(
            self._role(person) if name == ROLE else person.attributes.get(name, "unknown")
            for name in self.attributes
        )

    def _role(self, person: Person) -> str:
        """The role's label; a public reader is not told a role held by very few."""
        same = sum(1 for other in self.heard if self.study.people[other].role == person.role)
        if not self.inside and same < self.study.settings.privacy.small_cell:
            return "participant"
        return self.study.settings.roles[person.role].label


def tags_for(
    study: LoadedStudy, heard: Collection[str], attributes: Sequence[str], audience: Audience
) -> QuoteTags:
    """Check that quotations may be signed with ``attributes``.

    Raises:
        TagWouldIdentify: Somebody would stand in a cell under ``small_cell``.
        UsageProblem: An attribute is unknown, or not to be shared.
    """
    settings = study.settings
    for name in attributes:
        if name != ROLE and name not in settings.attributes:
            raise UsageProblem(
                f"The roster has no attribute “{name}”.",
                f"Use: {', '.join([ROLE, *settings.attributes])}.",
            )
    fuller = [name for name in attributes if name != ROLE]
    if fuller:
        cells = Counter(
            tuple(
                study.people[person].role
                if name == ROLE
                else study.people[person].attributes.get(name, "")
                for name in attributes
            )
            for person in heard
        )
        smallest = min(cells.values(), default=0)
        if cells and smallest < settings.privacy.small_cell:
            raise TagWouldIdentify(attributes, smallest, settings.privacy.small_cell)
        for name in fuller:
            if name not in settings.privacy.share_attributes:
                raise UsageProblem(
                    f"study.yaml does not list {name} under share_attributes:.",
                    "Add it there if your approval allows it, or leave --tag out.",
                )
    return QuoteTags(study, frozenset(heard), tuple(attributes), audience)
