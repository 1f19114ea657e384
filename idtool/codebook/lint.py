"""What a codebook still lacks, or says twice: remarks, never a stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from idtool.codebook.schema import Code, Codebook
from idtool.codebook.wording import contains, hits, near_name, same_wording

MIN_EXAMPLES = 4
MIN_NOT_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One remark on one code; ``rule`` is a short stable name."""

    code: str
    rule: str
    message: str


def lint_codebook(
    codebook: Codebook, known_codes: Collection[str], *, others: Sequence[Codebook] = ()
) -> list[LintFinding]:
    """Everything worth mending in ``codebook``, in the order of its codes.

    Args:
        codebook: The codebook to look at. Retired codes are passed over.
        known_codes: Ids that a pointer may name: those of every codebook of the study.
        others: Further codebooks, for indicators that are shared with them.
    """
    findings: list[LintFinding] = []
    known = {*known_codes, *(code.id for code in codebook.all_codes)}
    shared = _shared_indicators([codebook, *(book for book in others if book.id != codebook.id)])
    pointers = _pointers([codebook, *others])
    for code in codebook.all_codes:
        if code.status == "retired":
            continue
        found = [
            *_definitions(code),
            *_speech(code),
            *_pointing(code, known, pointers),
            *_indicators(code),
            *_sharing(code, shared, pointers),
        ]
        findings += [LintFinding(code.id, rule, message) for rule, message in found]
    return findings


Remark = tuple[str, str]


def _definitions(code: Code) -> Iterator[Remark]:
    if not code.full.strip():
        yield "no-full", "has no full definition; say in two to four sentences where it ends"
    if code.is_interaction:
        return
    if not code.include:
        yield "no-include", "lists nothing under include:; say what belongs here"
    if not code.exclude:
        yield "no-exclude", "lists nothing under exclude:; say when not to use it"
    if code.origin == "emergent" and not code.memo:
        yield "no-memo", "is emergent and names no memo; add memo: with the id of the memo"


def _speech(code: Code) -> Iterator[Remark]:
    if not code.examples:
        yield "no-example", "has no example; add things people might say"
    elif len(code.examples) < MIN_EXAMPLES:
        yield (
            "few-examples",
            f"has {len(code.examples)} of {MIN_EXAMPLES} examples; add other ways of saying it",
        )
    if not code.not_examples:
        yield "no-not-example", "has no near miss under not_examples:"
    elif len(code.not_examples) < MIN_NOT_EXAMPLES:
        yield (
            "few-not-examples",
            f"has {len(code.not_examples)} of {MIN_NOT_EXAMPLES} near misses",
        )
    spoken = [same_wording(text) for text in code.examples]
    spoken += [same_wording(miss.say) for miss in code.not_examples]
    if len(set(spoken)) < len(spoken):
        yield "repeated-example", "has the same example, or example and near miss, twice"


def _pointing(
    code: Code, known: Collection[str], pointers: Collection[frozenset[str]]
) -> Iterator[Remark]:
    for exclusion in code.exclude:
        if exclusion.use == code.id:
            yield "points-to-itself", "points to itself under exclude:"
        elif exclusion.use is not None and exclusion.use not in known:
            yield "unknown-code", f"points under exclude: to {exclusion.use}, which is no code"
    for miss in code.not_examples:
        if miss.is_ == code.id:
            yield "points-to-itself", "has a near miss that is said to be the code itself"
        elif miss.is_ is not None and miss.is_ not in known:
            yield "unknown-code", f"has a near miss that is said to be {miss.is_}, which is no code"
    for neighbor in code.near:
        if neighbor not in known:
            yield "unknown-code", f"lists {neighbor} under near:, which is no code"
        elif frozenset((code.id, neighbor)) not in pointers:
            yield (
                "near-without-pointer",
                f"is said to be near {neighbor}, and neither excludes the other with use:",
            )


def _indicators(code: Code) -> Iterator[Remark]:
    if not code.indicators:
        if not code.is_interaction:
            yield "no-indicators", "has no indicators, so no rule will ever propose it"
        return
    for number, miss in enumerate(code.not_examples, start=1):
        for rule in sorted({hit.rule for hit in hits(code.indicators, miss.say)}):
            yield "hits-near-miss", f"indicator “{rule}” fits the code's own near miss {number}"
    phrases = code.indicators.phrases
    for phrase in phrases:
        if any(contains(phrase, unless) for unless in code.indicators.unless):
            yield (
                "never-fires",
                f"indicator “{phrase}” is always canceled by the code's own unless:",
            )
    for number, phrase in enumerate(phrases):
        wider = next(
            (
                other
                for place, other in enumerate(phrases)
                if place != number
                and contains(phrase, other)
                and (place < number or same_wording(phrase) != same_wording(other))
            ),
            None,
        )
        if wider is not None:
            yield "redundant", f"indicator “{phrase}” adds nothing to “{wider}”"


def _sharing(
    code: Code,
    shared: dict[tuple[str, ...], tuple[str, list[str]]],
    pointers: Collection[frozenset[str]],
) -> Iterator[Remark]:
    for name, owners in shared.values():
        if code.id not in owners:
            continue
        for other in owners:
            if other != code.id and frozenset((code.id, other)) not in pointers:
                yield (
                    "shared-indicator",
                    f"shares the indicator “{name}” with {other}, and neither excludes the other",
                )


def _shared_indicators(
    codebooks: Sequence[Codebook],
) -> dict[tuple[str, ...], tuple[str, list[str]]]:
    """Indicators of more than one code: by wording, as (name, code ids)."""
    owners: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    by_key: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for codebook in codebooks:
        for code in codebook.all_codes:
            if code.status == "retired":
                continue
            for phrase in code.indicators.phrases:
                by_key["phrase", *same_wording(phrase)].append((phrase, code.id))
            for near in code.indicators.near:
                pair = sorted(" ".join(same_wording(word)) for word in near.words)
                by_key["near", *pair].append((near_name(near), code.id))
    for key, entries in by_key.items():
        ids = list(dict.fromkeys(code for _, code in entries))
        if len(ids) > 1:
            owners[key] = (entries[0][0], ids)
    return owners


def _pointers(codebooks: Sequence[Codebook]) -> set[frozenset[str]]:
    """Pairs of codes of which at least one excludes the other by name."""
    return {
        frozenset((code.id, exclusion.use))
        for codebook in codebooks
        for code in codebook.all_codes
        for exclusion in code.exclude
        if exclusion.use is not None
    }
