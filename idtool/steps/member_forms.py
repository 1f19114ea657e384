"""A participant's form as it was sent: its lines, and the places to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from idtool.ingest.returned_file import ReturnedFile
from idtool.ingest.returned_word import read_returned
from idtool.report.word_fields import EMPTY_BOX, bookmark_name

BOXES = frozenset({"change", "clear", "add", "out", "words", "missing"})
"""Parts of a form that are boxes to write in."""
OVERWRITTEN = frozenset({"plain", "quote", "turn"})
"""Parts of a form whose words can be typed over."""
_TAG = re.compile(r"^idtool:(?P<statement>[^:]+):(?P<part>[^:]+)(?::(?P<place>.+))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a form: ``idtool:MC-01:keep:I03.120-188`` taken apart.

    ``statement`` is ``end`` for the questions at the end.
    """

    tag: str
    statement: str
    part: str
    place: str

    @property
    def is_tick(self) -> bool:
        """Whether it is a box to tick."""
        return self.part.startswith("fit-") or self.part in {
            "keep", "alter", "remove", "withdraw", "results-yes", "results-no",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SentLine:
    """One paragraph of the form: where it stands, its words outside boxes, its places."""

    part: str
    text: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class SentForm:
    """A form as it was sent.

    ``labels`` are the words at each place by tag, in order; ``themes`` the theme a
    statement stood for.
    """

    person: str
    round: int
    variant: str
    labels: Mapping[str, str]
    themes: Mapping[str, str]
    lines: tuple[SentLine, ...]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by tag, in order of the form."""
        return {tag: place for tag in self.labels if (place := place_of(tag))}

    @cached_property
    def by_mark(self) -> dict[str, Place]:
        """Places by their hidden bookmark; headings of statements among them."""
        heads = (f"idtool:{name}:head" for name in self.statements)
        every = [*self.places.values(), *(p for tag in heads if (p := place_of(tag)))]
        return {bookmark_name(place.tag): place for place in every}

    @cached_property
    def statements(self) -> list[str]:
        """Ids of the statements, in order."""
        found = dict.fromkeys(place.statement for place in self.places.values())
        return [name for name in found if name != "end"]

    def label(self, statement: str, part: str, place: str = "") -> str:
        """The words at a place, or nothing."""
        tag = f"idtool:{statement}:{part}" + (f":{place}" if place else "")
        return self.labels.get(tag, "")

    def fit_choices(self, statement: str) -> list[str]:
        """The choices under a statement, in order."""
        return [
            self.labels[place.tag]
            for place in self.places.values()
            if place.statement == statement and place.part.startswith("fit-")
        ]

    def quotations(self) -> list[Place]:
        """Own words on the form, quoted or whole turns, in order."""
        return [place for place in self.places.values() if place.part in {"quote", "turn"}]

    def to_json(self) -> str:
        """The form as it is kept."""
        return json.dumps(
            {
                "person": self.person,
                "round": self.round,
                "variant": self.variant,
                "labels": dict(self.labels),
                "themes": dict(self.themes),
                "lines": [[line.part, line.text, list(line.tags)] for line in self.lines],
            },
            ensure_ascii=False,
        )


def place_of(tag: str) -> Place | None:
    """A tag taken apart, or ``None`` if it is not one of a form."""
    found = _TAG.match(tag)
    if found is None:
        return None
    return Place(tag, found["statement"], found["part"], found["place"] or "")


def sent_form(
    data: bytes,
    labels: Mapping[str, str],
    themes: Mapping[str, str],
    *,
    person: str,
    round_: int,
    variant: str,
) -> SentForm:
    """What a finished document says, read as it will be read when it comes back."""
    made = SentForm(person, round_, variant, labels, themes, ())
    return SentForm(person, round_, variant, labels, themes, _lines(made, data))


def kept_form(words: str) -> SentForm | None:
    """A form as it was kept, or ``None`` if none was."""
    if not words:
        return None
    kept = json.loads(words)
    return SentForm(
        kept["person"],
        kept["round"],
        kept["variant"],
        kept["labels"],
        kept["themes"],
        tuple(SentLine(part, text, tuple(tags)) for part, text, tags in kept["lines"]),
    )


def _lines(form: SentForm, data: bytes) -> tuple[SentLine, ...]:
    returned: ReturnedFile = read_returned(data, "form.docx")
    lines = []
    for paragraph in returned.paragraphs:
        tags: dict[str, None] = {}
        words = []
        for piece in paragraph.pieces:
            for mark in sorted(piece.marks):
                if mark in form.by_mark:
                    tags[form.by_mark[mark].tag] = None
            place = form.places.get(piece.field)
            if place is None or place.part not in BOXES:
                words.append(piece.text)
        text = "".join(words)
        if text.strip(f" {EMPTY_BOX}") or tags:
            lines.append(SentLine(paragraph.part, text, tuple(tags)))
    return tuple(lines)
