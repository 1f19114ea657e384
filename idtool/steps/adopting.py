"""Adopting a grouping: a theme a person has named, with places for it and against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.errors import UsageProblem
from idtool.model import Act, Evidence
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.grouping_runs import CODES, Run, find_grouping, find_run
from idtool.steps.hand_coding import read_address
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.theming import words_at
from idtool.store import StudyFile, open_study_file
from idtool.store.kept_places import Place, is_place
from idtool.store.themes import ThemeWords

ALL, NONE = "all", "none"

WHY = {
    "contrary": "outside the grouping, yet nearest to it: why does it not belong?",
    "peripheral": "in the grouping, yet farthest from its middle: does it say the same?",
}
WHY_OF_CODES = {
    "contrary": "one of the codes alone, from somebody in whose words they never meet",
    "peripheral": "the fewest of the codes meet here: does it say the same?",
}


@dataclass(frozen=True, slots=True)
class AgainstOffer:
    """A turn that may speak against a theme; offered, and linked only if a person says so."""

    at: str
    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """A theme made of a grouping. ``n_for`` counts turns linked for it.

    ``against`` are turns a person confirmed, ``dropped`` those they looked at and left,
    ``offered`` those nobody has decided on yet.
    """

    theme: str
    run: int
    grouping: str
    n_for: int
    against: tuple[str, ...]
    dropped: tuple[str, ...]
    offered: tuple[AgainstOffer, ...]


def against_offers(
    study: LoadedStudy, act: Act, name: str, run: int | None = None
) -> tuple[AgainstOffer, ...]:
    """Turns to be doubted with: contrary ones first, then those at a grouping's edge.

    Raises:
        UsageProblem: There is no such run or grouping.
    """
    with open_study_file(study.folder, act) as store:
        found = find_run(store, run)
        return tuple(_offers(load_text(study, store), found, find_grouping(found, name)))


def adopt_grouping(
    study: LoadedStudy,
    act: Act,
    name: str,
    theme_name: str,
    *,
    run: int | None = None,
    claim: str = "",
    against: Sequence[str] | None = None,
) -> Adoption:
    """Make a theme of a grouping: its turns speak for it, those confirmed against it.

    Args:
        study: The study.
        act: Who adopts it.
        name: The grouping, such as ``Group 2``.
        theme_name: The name a person gives.
        run: Its run; the last one if ``None``.
        claim: What the theme claims; may be written later, but only by a person.
        against: Turns confirmed to speak against it, ``all`` that are offered, or
            ``none``; ``None`` where nobody has looked yet.

    Raises:
        UsageProblem: There is no such run, grouping or turn, or no name.
    """
    if not theme_name.strip():
        raise UsageProblem("A theme needs a name.", 'Give it: --name "…"')
    with open_study_file(study.folder, act, write=True) as store:
        found = find_run(store, run)
        number, _, kept = found
        grouping = find_grouping(found, name)
        text = load_text(study, store)
        offers = tuple(_offers(text, found, grouping))
        chosen = _chosen(against, offers)
        focus, codes = _focus_and_codes(study, store, kept, grouping)
        theme = store.themes.new(
            ThemeWords(
                name=theme_name.strip(),
                focus=focus,
                claim=claim.strip(),
                codes=codes,
                came_from=f"grouping {grouping['id']} of run {number}",
            )
        )
        places = _central_first(grouping)
        for interview, turn, _, _ in places:
            store.themes.link(theme, "for", Evidence(interview, turn, turn))
        linked = [_link_against(store, text, theme, place) for place in chosen]
        open_offers = offers if against is None else ()
        dropped = [o.at for o in offers if against is not None and o.at not in linked]
        detail: dict[str, Any] = {"run": number, "grouping": grouping["id"], "against": linked}
        if dropped:
            detail["against_dropped"] = dropped
        store.trail.add("theme.from_group", theme, detail=detail)
    turns = {(place[0], place[1]) for place in places}
    return Adoption(
        theme, number, grouping["id"], len(turns), tuple(linked), tuple(dropped), open_offers
    )


def _offers(text: StudyText, run: Run, grouping: Mapping[str, Any]) -> Iterator[AgainstOffer]:
    whys = WHY_OF_CODES if run[2].get("on") == CODES else WHY
    seen: set[str] = set()
    for kind, why in whys.items():
        for place in _places(grouping.get(kind)):
            evidence = Evidence(place[0], place[1], place[1])
            quote = words_at(text, evidence)
            if quote and evidence.at not in seen:
                seen.add(evidence.at)
                yield AgainstOffer(evidence.at, f"{kind}: {why}", quote)


def _places(kept: Any) -> list[Place]:
    """One place, several, or none, as a run keeps them; of several pieces the first."""
    rows = [kept] if is_place(kept) else kept or []
    firsts = [row if is_place(row) else row[0] for row in rows if row]
    return [(row[0], row[1], row[2], row[3]) for row in firsts]


def _central_first(grouping: Mapping[str, Any]) -> list[Place]:
    """Places of a grouping, those to read first before the others."""
    return list(dict.fromkeys([*_places(grouping.get("central")), *_places(grouping["segments"])]))


def _chosen(against: Sequence[str] | None, offers: Sequence[AgainstOffer]) -> list[str]:
    if against is None or list(against) == [NONE]:
        return []
    if list(against) == [ALL]:
        return [offer.at for offer in offers]
    return list(dict.fromkeys(against))


def _link_against(store: StudyFile, text: StudyText, theme: str, place: str) -> str:
    address = read_address(place, text)
    evidence = Evidence(address.transcript, address.first_turn, address.last_turn)
    if not words_at(text, evidence):
        raise UsageProblem(
            f"{place} holds only the interviewer's words.", "Link a participant's turn."
        )
    store.themes.link(theme, "against", evidence)
    return evidence.at


def _focus_and_codes(
    study: LoadedStudy, store: StudyFile, kept: Mapping[str, Any], grouping: Mapping[str, Any]
) -> tuple[str, tuple[str, ...]]:
    """The focus a theme belongs to, and its codes: those of the pattern, or on its segments."""
    if kept.get("on") == CODES:
        codes = tuple(code for code in grouping["terms"] if code in study.codes)
        found = [study.focus_of[code] for code in codes]
    else:
        places = {(place[0], place[2], place[3]) for place in grouping["segments"]}
        inside = [
            c
            for c in counted_codings(study, store)
            if (c.segment.transcript, c.segment.start, c.segment.end) in places
        ]
        codes = tuple(dict.fromkeys(c.code for c in inside))
        found = [c.focus for c in inside]
    return kept.get("focus") or (found[0] if found else next(iter(study.codebooks))), codes
