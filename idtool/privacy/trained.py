"""A trained spaCy model as a further layer, if the user has one: it only ever adds.

The model is the user's: a package such as ``en_core_web_sm`` or a folder. idtool
never downloads one. What it sees is united with what the rules see; it removes,
overrides and lowers nothing. Its name and version stand in the report, since
another version may see something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from idtool.errors import InvalidInput
from idtool.privacy.placeholders import find_placeholders, find_terms, stretches
from idtool.privacy.sighting import Sighting, Tier, Type, settle, sighting

_TYPES: dict[str, tuple[Type, Tier]] = {
    "PERSON": ("PERSON", "review"),
    "PER": ("PERSON", "review"),
    "GPE": ("LOCATION", "review"),
    "LOC": ("LOCATION", "review"),
    "FAC": ("LOCATION", "review"),
    "ORG": ("ORG", "review"),
    "NORP": ("OTHER", "note"),
    "EVENT": ("OTHER", "note"),
}
"""Labels of OntoNotes 5 and CoNLL-2003, with what they are here. Dates and numbers
are left to the rules, which find them more surely."""
_PIECE = re.compile(r"[^\n]*\n?")
LONGEST_PIECE = 50_000
"""Letters given to the model at once; a line is never divided."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A loaded model with the name and version that its own description gives."""

    name: str
    version: str
    pipeline: Any

    def find(self, text: str) -> Iterator[Sighting]:
        """What the model takes for a name, with the model's label in the reason."""
        for start, piece in _pieces(text):
            for entity in self.pipeline(piece).ents:
                if entity.label_ in _TYPES:
                    kind, tier = _TYPES[entity.label_]
                    first, past = start + entity.start_char, start + entity.end_char
                    rule = f"model-{entity.label_.lower()}"
                    yield sighting(text, first, past, kind, tier, rule)


def load_model(name: str) -> TrainedModel:
    """Load a spaCy model by its package's name or its folder.

    Raises:
        InvalidInput: spaCy or the model is not installed, or it names nobody.
    """
    try:
        import spacy
    except ImportError as error:
        raise InvalidInput(
            "A trained model needs spaCy, which is not installed.",
            "Install it with the model you want to use, or leave --model out.",
        ) from error
    try:
        pipeline = spacy.load(Path(name) if Path(name).is_dir() else name)
    except (OSError, ValueError) as error:
        raise InvalidInput(
            f"spaCy has no model “{name}”.",
            "Install the model, or give the folder it lies in. idtool downloads none.",
        ) from error
    if not {"ner", "entity_ruler", "span_ruler"} & set(pipeline.pipe_names):
        raise InvalidInput(
            f"The model “{name}” does not look for names.", "Take one with a part named ner."
        )
    meta = pipeline.meta
    return TrainedModel(
        f"{meta.get('lang', '')}_{meta.get('name', '')}".strip("_"), meta["version"], pipeline
    )


def add_from_model(
    text: str, found: Collection[Sighting], model: TrainedModel, *, allow: Collection[str] = ()
) -> list[Sighting]:
    """The rules' sightings united with the model's; none of the rules' is lost.

    Placeholders and allowed terms pass here, too.
    """
    barred = stretches([*find_placeholders(text), *find_terms(text, allow)])
    new = [seen for seen in model.find(text) if not barred.touch(seen.start, seen.end)]
    return settle(text, [*found, *new])


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of whole lines, with where each begins."""
    start, past = 0, 0
    for line in _PIECE.finditer(text):
        if line.end() - start > LONGEST_PIECE and past > start:
            yield start, text[start:past]
            start = past
        past = line.end()
    if past > start:
        yield start, text[start:past]
