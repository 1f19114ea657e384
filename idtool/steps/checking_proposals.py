"""Checking proposals: the machine against the study's own codings, and what reviews came to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from idtool.coding.checking import Check, check, folds
from idtool.coding.growth import GrowthPoint, growth
from idtool.coding.knowledge import knowledge_of
from idtool.coding.teaching import views_of
from idtool.errors import InsufficientData
from idtool.model import Act, Coding
from idtool.steps.applying import SOURCES, check_sources, passages_of, study_decisions
from idtool.steps.contexts import load_text
from idtool.steps.embeddings import study_encoder
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

_FEWEST_INTERVIEWS = 2
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
class ProposalCheck:
    """The check with the asked sources, the same without learning, and the reviews.

    ``without`` is ``None``, and ``growth`` (the learning curve) empty, where learning
    was not asked for.
    """

    n_interviews: int
    n_folds: int
    asked: Check
    without: Check | None
    reviewed: tuple[Reviewed, ...]
    growth: tuple[GrowthPoint, ...] = ()


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
            f"{len(coded)} interviews hold accepted codings; a check holds some out and needs 2.",
            "Code another one by hand first: idtool code add",
        )
    avoid = [*study.stage_texts.values(), *study.question_texts.values()]
    books = list(study.codebooks.values())
    learns = "learned" in using
    encoder = study_encoder(study) if learns and use_model else None
    views = views_of(said, encoder) if learns else None
    found = check(said, decisions, books, using=using, avoid=avoid, views=views, step=step)
    if encoder is not None:
        encoder.save()
    fewer = [word for word in using if word != "learned"] or list(_WITHOUT)
    without = check(said, decisions, books, using=fewer, avoid=avoid, step=step) if learns else None
    return ProposalCheck(
        len(coded),
        len(folds(sorted(coded))),
        found,
        without,
        tuple(reviewed(every, study.settings.counting_coders)),
        tuple(growth(decisions, said, knowledge_of(books), views)) if learns else (),
    )


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
            tally["changed" if other else "rejected"] += 1
    for coding in hand:
        if not any(
            p.segment.start < coding.segment.end and coding.segment.start < p.segment.end
            for p in places[coding.segment.transcript, coding.code]
        ):
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
        for (code, version), tally in sorted(counts.items())
    ]
