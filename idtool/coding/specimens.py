"""Specimens: the texts by which a codebook makes a code known, with what each is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.codebook import Code, Codebook
from idtool.coding.everyday import SMALL_TALK

NO_CODE = ""
"""The code of specimens that are an example of no code."""

SpecimenKind = Literal[
    "example", "near miss", "inclusion", "pointer", "definition", "wording", "small talk"
]

WORTH: dict[SpecimenKind, float] = {
    "example": 1.0,
    "near miss": 1.0,
    "inclusion": 0.7,
    "wording": 0.6,
    "definition": 0.6,
    "pointer": 0.4,
    "small talk": 0.5,
}
"""What one specimen of a kind counts; speech counts most. Chosen on the development half."""

_BUNDLE = 3


@dataclass(frozen=True, slots=True)
class Specimen:
    """One text that stands for ``code``; ``parts`` are the wordings bundled in it, if it is one."""

    code: str
    kind: SpecimenKind
    text: str
    parts: tuple[str, ...] = ()


def is_spoken_for(code: Code) -> bool:
    """Whether likeness may propose ``code``: in use, and not about how a pair talk."""
    return code.status == "active" and not code.is_interaction and code.kind != "process"


def specimens(codebooks: Sequence[Codebook]) -> list[Specimen]:
    """Every text of the codebooks, under the code it is an instance of.

    A near miss or an exclusion that names another code is a specimen of that
    code; one that names none, like everyday talk, is a specimen of no code.
    """
    codes = [code for book in codebooks for code in book.all_codes if is_spoken_for(code)]
    known = {code.id for code in codes}
    found: list[Specimen] = []
    for code in codes:
        found += _own(code)
        for miss in code.not_examples:
            if miss.is_ is None or miss.is_ in known:
                found.append(Specimen(miss.is_ or NO_CODE, "near miss", miss.say))
        for exclusion in code.exclude:
            if exclusion.use in known:
                found.append(Specimen(exclusion.use, "pointer", exclusion.when))
    found += [Specimen(NO_CODE, "small talk", text) for text in SMALL_TALK]
    return found


def wordings(codebooks: Sequence[Codebook]) -> list[str]:
    """Every text of the codebooks that is taken apart when they are compiled, and small talk."""
    found = [specimen.text for specimen in specimens(codebooks)]
    for code in (code for book in codebooks for code in book.all_codes):
        near = [word for pair in code.indicators.near for word in pair.words]
        found += [*code.indicators.phrases, *code.indicators.unless, *near]
    return [*found, *(text.replace("-", " ").replace("*", "").lower() for text in found)]


def _own(code: Code) -> Iterable[Specimen]:
    for text in (code.label, code.brief, code.full):
        if text.strip():
            yield Specimen(code.id, "definition", text)
    for text in code.include:
        yield Specimen(code.id, "inclusion", text)
    for text in code.examples:
        yield Specimen(code.id, "example", text)
    near = [" ".join(word.rstrip("*") for word in pair.words) for pair in code.indicators.near]
    for wordings in ([word.replace("*", "") for word in code.indicators.phrases], near):
        for start in range(0, len(wordings), _BUNDLE):
            parts = tuple(wordings[start : start + _BUNDLE])
            yield Specimen(code.id, "wording", "\n".join(parts), parts)
