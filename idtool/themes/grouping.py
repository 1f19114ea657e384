"""Candidate groupings of segments: offered to a reader, never named by the machine.

How it goes, with the module that does it: content words less the interviewer's
(``words``); vectors from these segments alone, less what an interview, a
question and a vignette have in common (``features``); each segment moved toward
its neighbors (``neighbors``); divided again and again as if other people had
been interviewed (``division``, ``consensus``); what holds together is offered, the
rest is left over (``cores``); and each grouping is told apart from a mere echo (``echo``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from idtool.errors import InsufficientData
from idtool.themes.candidates import GroupableSegment, Grouping, GroupingResult, Part
from idtool.themes.consensus import Consensus
from idtool.themes.cores import TRUSTED, Core, fit_to_cores, votes_for_cores
from idtool.themes.division import (
    FEWEST_UNITS,
    Division,
    check_k,
    choose_division,
    draws_for,
    units_to_draw,
)
from idtool.themes.echo import ASKED, Echo, echo_of_all, echo_of_each
from idtool.themes.features import Vectors, usable_words
from idtool.themes.joining import Join, join_groupings
from idtool.themes.layout import lay_out
from idtool.themes.material import Material, gather
from idtool.themes.middle import middle_and_edge, nearest_outside
from idtool.themes.parts import open_core
from idtool.themes.phrases import choose_phrases
from idtool.themes.terms import Usage, choose_terms, count_usage
from idtool.themes.words import Content, content_words, fold_words

__all__ = ["GroupableSegment", "Grouping", "GroupingResult", "group_segments"]

Attribute = Literal["interview", "question", "vignette"]

FEWEST_WORDS = 2  # different content words shared with other segments
CHANCE_SHARE = 0.5


def group_segments(
    segments: Sequence[GroupableSegment],
    *,
    k: int | Literal["auto"] = "auto",
    seed: int,
    stop_words: Collection[str],
    minimum: int = 40,
    resamples: int = 100,
    take_out: Collection[Attribute] | None = None,
    prefix: str = "Group ",
    meanings: Vectors | None = None,
) -> GroupingResult:
    """Find candidate groupings of segments, and say how far they can be trusted.

    Args:
        segments: What to group; their order plays no part.
        k: How many groupings to look for. ``auto`` looks for as many as hold most,
            and leaves out what does not hold or merely repeats what was asked; a
            number looks for so many, with a warning where they do not hold.
        seed: Same seed, same segments: same result, to the byte.
        stop_words: Words of the interviewer: questions and vignettes as read out
            (``vignette_words``). They are left out, in all their forms.
        minimum: Fewest segments to be grouped; half of them must share words with others.
        resamples: How often to draw other people.
        take_out: What segments of one interview, question or vignette have in
            common is subtracted before they are compared. By default all three;
            without stop words, interviews only: who keeps the interviewer's
            words wants to see what they do.
        prefix: Groupings are called by it and a number.
        meanings: Embeddings by a language model, one row per segment, in the order of
            ``segments``; without them, words alone are gone by.

    Raises:
        InsufficientData: Fewer segments than ``minimum``, or most say too little.
        UsageProblem: ``k`` does not fit the number of segments.
        ValueError: Two segments have the same id.
    """
    ordered = sorted(segments, key=lambda segment: segment.id)
    if len({segment.id for segment in ordered}) < len(ordered):
        raise ValueError("Segments to group must have different ids.")
    place = {segment.id: number for number, segment in enumerate(segments)}
    if meanings is not None and len(meanings) != len(segments):
        raise ValueError("Embeddings must have one row per segment.")
    leveled = sorted(take_out if take_out is not None else _taken_out(stop_words))
    without = fold_words(stop_words)
    everything = gather(
        ordered,
        [content_words(segment.text, without=without) for segment in ordered],
        leveled=leveled,
    )
    usable = usable_words(everything.lemmas)
    enough = [len(usable.intersection(said)) >= FEWEST_WORDS for said in everything.lemmas]
    _check_amount(len(ordered), sum(enough), minimum)
    check_k(k, sum(enough))
    material = everything.take([at for at, kept in enumerate(enough) if kept])
    told = None if meanings is None else meanings[[place[id_] for id_ in material.ids]]
    with threadpool_limits(1):  # sums in one order, whatever the machine
        vectors = material.vectors(seed, told)
        division = choose_division(material, vectors, k=k, resamples=resamples, seed=seed)

    cores = division.cores
    unit, _ = units_to_draw(material)
    usage = count_usage(material.words)
    names = [f"{prefix}{number}" for number in range(1, len(cores) + 1)]
    fitting = fit_to_cores(division.consensus, cores)
    echoes = echo_of_each(
        material.attributes,
        [core.members for core in cores],
        carriers=material.carriers,
        seed=seed,
    )
    phrases = choose_phrases([_said(material, core.members) for core in cores])
    with threadpool_limits(1):
        groupings = tuple(
            replace(
                _describe(name, core, material, vectors, usage=usage, judged=unit == "people"),
                echo=echoes[number],
                phrases=phrases[number],
                also=tuple(material.ids[at] for at in fitting.also[number]),
                parts=_open(name, core, material, vectors, usage=usage, seed=seed),
            )
            for number, (name, core) in enumerate(zip(names, cores, strict=True))
        )
        places = lay_out(
            vectors,
            votes_for_cores(division.consensus, cores),
            division.consensus.divided,
            [core.members for core in cores],
        )
    grouped = {place: number for number, core in enumerate(cores) for place in core.members}
    taken = {segment for grouping in groupings for segment in grouping.segments}
    return GroupingResult(
        groupings=groupings,
        ungrouped=tuple(segment for segment in everything.ids if segment not in taken),
        echo=echo_of_all(
            material.attributes, [grouped.get(place) for place in range(len(material.ids))]
        ),
        settings={
            "n_segments": len(ordered),
            "n_too_short": enough.count(False),
            "n_words": len(usable),
            "n_stop_words": len(without),
            "take_out": ", ".join(leveled),
            "dimensions": vectors.shape[1],
            "parts": division.consensus.k,
            "agreement": division.consensus.agreement,
            "held": division.held,
            "held_by_chance": division.held_by_chance,
            "resampled": unit,
            "resamples": draws_for(len(material.ids), resamples),
            "minimum": minimum,
        },
        seed=seed,
        k=len(groupings),
        k_choice=division.k_choice,
        warnings=(
            *_warn_of_groupings(groupings, k=k),
            *_warn_of_material(division, unit=unit, n_short=enough.count(False), n=len(ordered)),
        ),
        nearest={
            material.ids[at]: names[number]
            for at, number in enumerate(fitting.nearest)
            if number is not None and at not in grouped
        },
        places=dict(zip(material.ids, places, strict=True)),
        joins=_join(groupings, material, division.consensus),
    )


def _taken_out(stop_words: Collection[str]) -> tuple[str, ...]:
    """Without stop words the interviewer's part is wanted, so only interviews are leveled."""
    return ("interview", *ASKED) if stop_words else ("interview",)


def _check_amount(n: int, n_enough: int, minimum: int) -> None:
    """Refuse what is too little to group, saying how much there is."""
    if n >= minimum and n_enough >= minimum // 2:
        return
    found = f"{n} segments" if n != 1 else "1 segment"
    if n >= minimum:
        found += f", of which {n_enough} say enough to be compared"
    raise InsufficientData(
        f"There are {found}; grouping needs at least {minimum}.",
        "Group more of the material: all focuses, uncoded segments as well, or whole turns.",
    )


def _describe(
    name: str, core: Core, material: Material, vectors: Vectors, *, usage: Usage, judged: bool
) -> Grouping:
    """One core as a reader gets it."""
    central, peripheral = middle_and_edge(
        vectors, core.members, material.people, firm=frozenset(core.firm)
    )
    outside = nearest_outside(vectors, core.members)
    return Grouping(
        id=name,
        segments=tuple(material.ids[place] for place in core.members),
        firm=tuple(material.ids[place] for place in core.firm),
        n_segments=len(core.members),
        people=tuple(sorted({p for place in core.members for p in material.people[place]})),
        roles=_people_by_role(material, core.members),
        terms=choose_terms(usage, _said(material, core.members)),
        central=tuple(material.ids[place] for place in central),
        peripheral=tuple(material.ids[place] for place in peripheral),
        stability=core.stability if judged else None,
        echo=Echo(),
        contrary=None if outside is None else material.ids[outside],
        kinds=_people_by_kind(material, core.members),
    )


def _said(material: Material, members: Sequence[int]) -> list[tuple[tuple[str, ...], Content]]:
    """People and content words of some segments."""
    return [(material.people[place], material.words[place]) for place in members]


def _open(
    name: str, core: Core, material: Material, vectors: Vectors, *, usage: Usage, seed: int
) -> tuple[Part, ...]:
    """What a grouping opens into."""
    return tuple(
        Part(
            f"{name}.{number}",
            tuple(material.ids[place] for place in members),
            tuple(sorted({p for place in members for p in material.people[place]})),
            choose_terms(usage, _said(material, members)),
        )
        for number, members in enumerate(
            open_core(material, vectors, core.members, seed=seed), start=1
        )
    )


def _join(
    groupings: Sequence[Grouping], material: Material, consensus: Consensus
) -> tuple[Join, ...]:
    """The tree of groupings and their parts."""
    place = {segment: number for number, segment in enumerate(material.ids)}
    with threadpool_limits(1):
        return join_groupings(
            consensus.divided,
            [(g.id, [place[segment] for segment in g.segments]) for g in groupings],
            [[(p.id, [place[s] for s in p.segments]) for p in g.parts] for g in groupings],
        )


def _people_by_kind(material: Material, members: Sequence[int]) -> dict[str, int]:
    """People per kind of interview; who was heard in two kinds counts in both."""
    kinds: dict[str, set[str]] = {}
    for place in members:
        kind = material.attributes["kind"][place]
        if kind is not None:
            kinds.setdefault(str(kind), set()).update(material.people[place])
    return {kind: len(people) for kind, people in sorted(kinds.items())}


def _people_by_role(material: Material, members: Sequence[int]) -> dict[str, int]:
    """People per role. In a segment of two people each keeps their own role if known."""
    known = {
        people[0]: role
        for people, role in zip(material.people, material.roles, strict=True)
        if len(people) == 1
    }
    roles = {
        p: known.get(p, material.roles[place]) for place in members for p in material.people[place]
    }
    return dict(sorted(Counter(roles.values()).items()))


def _warn_of_groupings(groupings: Sequence[Grouping], *, k: int | Literal["auto"]) -> Iterator[str]:
    """What a reader must know of these groupings."""
    if not groupings:
        yield "Nothing in these segments holds together whoever is heard."
    elif k != "auto" and len(groupings) < k:
        yield f"{k} groupings were asked for; only {len(groupings)} have a core."
    weak = [g.id for g in groupings if g.stability is not None and g.stability < TRUSTED]
    if weak:
        yield f"Not to be trusted, stability under {TRUSTED}: {', '.join(weak)}."


def _warn_of_material(division: Division, *, unit: str, n_short: int, n: int) -> Iterator[str]:
    """What a reader must know of the segments before believing any grouping."""
    if unit != "people":
        yield (
            f"Fewer than {FEWEST_UNITS} people: stability over people cannot be judged; "
            f"{unit} were drawn instead."
        )
    if division.n_echoes:
        yield (
            f"Stable, but left out because they mostly repeat a question or vignette: "
            f"{division.n_echoes}. To see them: idtool cluster --keep-vignette-words."
        )
    if division.held_by_chance > CHANCE_SHARE * division.held:
        yield (
            "The same words dealt out at random hold together "
            f"{division.held_by_chance:.2f} of {division.held:.2f} bits: these groupings rest on "
            "single shared words. Longer segments group better."
        )
    if n_short * 3 > n:
        yield f"{n_short} of {n} segments share too few words with others to compare."
