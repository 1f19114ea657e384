"""Strata of a saturation picture: which interviews belong together, and when mixing warns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from idtool.errors import UsageProblem
from idtool.model import Interview
from idtool.steps.study_folder import LoadedStudy
from idtool.study.settings import KINDS

POOLED = (
    "Pooled: this mixes {what} whose talk may differ. Codes of one can look new because the "
    "other had not been asked yet; a rule met here says nothing about each."
)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its name as asked for, and the interviews in order of week."""

    name: str
    interviews: tuple[str, ...]
    warning: str = ""


def strata_of(
    study: LoadedStudy, wanted: Sequence[str], order: Iterable[str], *, planned: bool = False
) -> list[Stratum]:
    """The strata asked for, with their interviews.

    A stratum is a role (individual interviews of its people), ``individual``,
    ``paired``, ``group``, ``all``, an attribute of the roster such as ``setting`` (one stratum
    for each of its values), or one of its values, ``setting=campus police``.

    Args:
        planned: They come from study.yaml, where a value may stand before anybody has it.

    Raises:
        UsageProblem: There is no such stratum.
    """
    held = [study.interviews[name] for name in order]
    found = []
    for name in _spelled_out(study, wanted, planned=planned):
        members = [interview for interview in held if _belongs(study, interview, name)]
        found.append(Stratum(name, tuple(item.id for item in members), _mixed(study, members)))
    return found


def _spelled_out(study: LoadedStudy, wanted: Sequence[str], *, planned: bool) -> list[str]:
    """Every stratum by name; an attribute without a value stands for each of its values."""
    names: list[str] = []
    for name in wanted:
        attribute, equals, value = name.partition("=")
        values = sorted(
            {p.attributes[attribute] for p in study.people.values() if attribute in p.attributes}
        )
        if not study.settings.knows_stratum(name) or (
            equals and not planned and value not in values
        ):
            raise UsageProblem(
                f"There is no stratum “{name}”.",
                f"Use: {', '.join(study.settings.stratum_names)}.",
            )
        is_attribute = attribute in study.settings.attributes and not equals
        names += [f"{attribute}={one}" for one in values] if is_attribute else [name]
    return list(dict.fromkeys(names))


def _belongs(study: LoadedStudy, interview: Interview, stratum: str) -> bool:
    if stratum == "all":
        return True
    if stratum in KINDS:
        return interview.kind == stratum
    if interview.kind != "individual":
        return False
    attribute, equals, value = stratum.partition("=")
    people = [study.people[person] for person in interview.people]
    if equals:
        return all(person.attributes.get(attribute) == value for person in people)
    return all(person.role == stratum for person in people)


def _mixed(study: LoadedStudy, members: Sequence[Interview]) -> str:
    kinds = {interview.kind for interview in members}
    alone = {
        study.people[person].role
        for interview in members
        if interview.kind == "individual"
        for person in interview.people
    }
    what = []
    if len(alone) > 1:
        what.append("roles")
    if len(kinds) > 1:
        what.append("kinds of interview (and people heard twice)")
    return POOLED.format(what=" and ".join(what)) if what else ""
