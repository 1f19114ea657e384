"""Checking proposals: the machine against the study's own codings, and what reviews came to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from idtool.coding.checking import Check, check, folds
from idtool.coding.growth import PARTS, GrowthPoint, growth
from idtool.coding.knowledge import knowledge_of
from idtool.coding.lessons import FEWEST
from idtool.coding.specimens import is_spoken_for
from idtool.coding.teaching import views_of
from idtool.compare.permutation_test import exact_contrast
from idtool.errors import InsufficientData
from idtool.model import Act, Coding
from idtool.steps.applying import SOURCES, check_sources, passages_of, study_decisions
from idtool.steps.contexts import load_text
from idtool.steps.embeddings import known_with, study_encoder
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

_FEWEST_INTERVIEWS = 2
_FEWEST_FOR_DRIFT = 10
_WITHOUT = ("rules", "likeness")
_MACHINE_SOURCES = frozenset({"rule", "likeness", "learned"})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of the proposals of one code under one codebook version.

    ``proposed`` counts every proposal, also those that still wait; ``changed`` are
    rejected ones on whose words another code was put; ``missed`` are accepted hand
    codings that no proposal of the code overlapped.
    """

    code: str
    version: str
    proposed: int
    accepted: int
    changed: int
    rejected: int
    missed: int


@dataclass(frozen=True, slots=True)
class Drift:
    """Whether proposals of a code hold more or less often since its codebook's last version.

    Of ``n`` decided under ``version`` ``accepted`` were, of ``n_before`` under earlier ones
    ``accepted_before``; the difference has its 95 % interval (Newcombe 1998), and is
    ``None`` with fewer than ten on either side.
    """

    code: str
    version: str
    n: int
    accepted: int
    n_before: int
    accepted_before: int
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ProposalCheck:
    """The check with the asked sources, the same without learning, and the reviews.

    ``without`` is ``None``, and ``growth`` (the learning curve) empty, where learning
    was not asked for. ``few`` gives accepted places of codes with too few to be learned.
    Of the ``n_accepted`` codings, ``n_from_proposals`` were proposals that somebody
    accepted: the machine finds those again by construction. ``n_waiting`` proposals in
    interviews where others were decided about wait still, and count as not right there.
    """

    n_interviews: int
    n_folds: int
    asked: Check
    without: Check | None
    reviewed: tuple[Reviewed, ...]
    growth: tuple[GrowthPoint, ...] = ()
    drifts: tuple[Drift, ...] = ()
    few: Mapping[str, int] = field(default_factory=dict)
    n_accepted: int = 0
    n_from_proposals: int = 0
    n_waiting: int = 0


def check_proposals(
    study: LoadedStudy,
    act: Act,
    *,
    using: Sequence[str] = SOURCES,
    use_model: bool = True,
    step: Callable[[], object] = lambda: None,
) -> ProposalCheck:
    """Score proposals against accepted codings, interviews held out in turn. Stores nothing.

    Raises:
        InsufficientData: Fewer than two interviews hold accepted codings.
    """
    check_sources(using)
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        said = {name: passages_of(text, name) for name in text.transcripts}
        decisions = study_decisions(study, store)
        every = store.codings.all(status=("accepted", "rejected", "proposed"))
    coded = {c.segment.transcript for c in decisions if c.status == "accepted"}
    if len(coded) < _FEWEST_INTERVIEWS:
        raise InsufficientData(
            f"Interviews with accepted codings: {len(coded)}. A check holds some out and needs "
            f"{_FEWEST_INTERVIEWS}.",
            "Code by hand first (idtool code add), or decide about proposals (idtool review).",
        )
    avoid = [*study.stage_texts.values(), *study.question_texts.values()]
    books = list(study.codebooks.values())
    learns = "learned" in using
    encoder = study_encoder(study) if use_model and set(using) != {"rules"} else None
    known = known_with(encoder, books) if "likeness" in using else knowledge_of(books)
    views = views_of(said, encoder) if learns else None
    prompted = {c.segment.transcript for c in decisions if c.source in _MACHINE_SOURCES}
    scored = partial(
        check, said, decisions, books, avoid=avoid, prompted=prompted, known=known, step=step
    )
    found = scored(using=using, views=views)
    if encoder is not None:
        encoder.save()
    fewer = [word for word in using if word != "learned"] or list(_WITHOUT)
    without = scored(using=fewer) if learns else None
    rows = tuple(reviewed(every, study.settings.counting_coders))
    return ProposalCheck(
        len(coded),
        len(folds(sorted(coded))),
        found,
        without,
        rows,
        tuple(growth(decisions, said, known, views)) if learns else (),
        tuple(drifts(rows)),
        _few(study, decisions),
        n_accepted=sum(c.status == "accepted" for c in decisions),
        n_from_proposals=sum(
            c.status == "accepted" and c.source in _MACHINE_SOURCES for c in decisions
        ),
        n_waiting=sum(
            c.status == "proposed" and c.segment.transcript in coded & prompted for c in every
        ),
    )


def _few(study: LoadedStudy, decisions: Sequence[Coding]) -> dict[str, int]:
    """Accepted places of codes that talk can be held against, where there are too few."""
    places = Counter(
        c for _, c in {(d.segment, d.code) for d in decisions if d.status == "accepted"}
    )
    return {
        code.id: places[code.id]
        for code in study.codes.values()
        if is_spoken_for(code) and places[code.id] < FEWEST
    }


def study_growth(
    study: LoadedStudy, act: Act, *, step: Callable[[], object] = lambda: None
) -> tuple[GrowthPoint, ...]:
    """The learning curve by itself; empty with fewer than four coded interviews."""
    with open_study_file(study.folder, act) as store:
        decisions = study_decisions(study, store)
        if len({c.segment.transcript for c in decisions if c.status == "accepted"}) < PARTS:
            return ()
        text = load_text(study, store)
    said = {name: passages_of(text, name) for name in text.transcripts}
    encoder = study_encoder(study)
    views = views_of(said, encoder)
    step()
    points = growth(decisions, said, knowledge_of(list(study.codebooks.values())), views)
    if encoder is not None:
        encoder.save()
    return tuple(points)


def reviewed(codings: Sequence[Coding], coders: Sequence[str]) -> list[Reviewed]:
    """What became of proposals, by code and codebook version, in that order."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    machine = [c for c in codings if c.source in _MACHINE_SOURCES]
    hand = [
        c
        for c in codings
        if c.source not in _MACHINE_SOURCES and c.status == "accepted" and c.coder in coders
    ]
    places: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    hand_in: dict[str, list[Coding]] = defaultdict(list)
    for coding in hand:
        hand_in[coding.segment.transcript].append(coding)
    for coding in machine:
        places[coding.segment.transcript, coding.code].append(coding)
    replaced: Mapping[object, Counter[str]] = defaultdict(Counter)
    for coding in hand:
        replaced[coding.segment][coding.code] += 1
    for coding in machine:
        tally = counts[coding.code, coding.codebook_version]
        tally["proposed"] += 1
        if coding.status == "accepted":
            tally["accepted"] += 1
        elif coding.status == "rejected":
            other = any(code != coding.code for code in replaced[coding.segment])
            moved = any(
                h.code == coding.code and _overlap(h, coding)
                for h in hand_in[coding.segment.transcript]
            )
            tally["changed" if other or moved else "rejected"] += 1
    for coding in hand:
        if not any(_overlap(p, coding) for p in places[coding.segment.transcript, coding.code]):
            counts[coding.code, coding.codebook_version]["missed"] += 1
    return [
        Reviewed(
            code,
            version,
            tally["proposed"],
            tally["accepted"],
            tally["changed"],
            tally["rejected"],
            tally["missed"],
        )
        for (code, version), tally in sorted(
            counts.items(), key=lambda item: (item[0][0], _parts(item[0][1]))
        )
    ]


def drifts(rows: Sequence[Reviewed]) -> list[Drift]:
    """For each code reviewed under several versions, the last against those before."""
    by_code: dict[str, list[Reviewed]] = defaultdict(list)
    for row in rows:
        if row.accepted + row.changed + row.rejected:
            by_code[row.code].append(row)
    found = []
    for code, own in by_code.items():
        *before, last = own
        n = last.accepted + last.changed + last.rejected
        n_before = sum(row.accepted + row.changed + row.rejected for row in before)
        accepted = sum(row.accepted for row in before)
        if not before:
            continue
        difference = low = high = None
        if min(n, n_before) >= _FEWEST_FOR_DRIFT:
            contrast = exact_contrast(last.accepted, n, accepted, n_before)
            difference, low, high = contrast.difference, contrast.low, contrast.high
        found.append(
            Drift(code, last.version, n, last.accepted, n_before, accepted, difference, low, high)
        )
    return found


def write_reliability_figure(report: ProposalCheck, folder: Path) -> tuple[str, ...]:
    """Draw ``proposals-reliability`` as SVG and PNG; returns the paths, none without a curve."""
    from idtool.report.figures import save_figure
    from idtool.report.reliability_figure import draw_reliability, reliability_alt_text

    curve, using = report.asked.curve, report.asked.using
    if not curve:
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    svg, png = (folder / f"proposals-reliability.{ending}" for ending in ("svg", "png"))
    save_figure(draw_reliability(curve, using), svg, png, reliability_alt_text(curve, using))
    return str(svg), str(png)


def _overlap(one: Coding, other: Coding) -> bool:
    return one.segment.start < other.segment.end and other.segment.start < one.segment.end


def _parts(version: str) -> tuple[int, ...]:
    """A version in the order of its numbers: 1.0.10 comes after 1.0.9."""
    return tuple(int(part) for part in version.rpartition("@")[2].split(".") if part.isdigit())
