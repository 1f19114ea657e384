"""Links from a manuscript's sentences to the study: ``{T03}``, ``{PO.X.COST}``, ``{I03#t014}``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from idtool.errors import Fault, InvalidInput
from idtool.manuscript.letters import letters_of
from idtool.manuscript.records import Paragraph
from idtool.sentences import sentence_spans

TAG = re.compile(r"\{(?P<ids>[^{}\n]{1,120})\}")
_ID = re.compile(r"[A-Za-z][\w.]*(?:#t\d+(?:-t\d+)?)?")
_SHAPE = re.compile(r"(?:T\d+|[A-Z]{2,}(?:\.[A-Z0-9_]+)+|[A-Z]{1,3}\d{2,4}(?:#t\d+(?:-t\d+)?)?)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a manuscript with the ids it is linked to.

    ``start`` and ``end`` are positions in the paragraph. A tag right behind the
    full stop belongs to the sentence before it.
    """

    paragraph: Paragraph
    start: int
    end: int
    links: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence as it stands, tags included."""
        return self.paragraph.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class SideLinks:
    """Links kept in a file of their own: first words of a sentence, and ids."""

    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    used: set[int] = field(default_factory=set)

    def of(self, sentence: str) -> tuple[str, ...]:
        """Ids whose row begins this sentence."""
        letters = letters_of(TAG.sub(" ", sentence)).letters
        found: list[str] = []
        for number, (beginning, ids) in enumerate(self.rows):
            if letters.startswith(beginning):
                self.used.add(number)
                found += ids
        return tuple(found)


def sentences_of(paragraph: Paragraph, side: SideLinks | None = None) -> list[Sentence]:
    """The sentences of a paragraph with their links.

    A stop inside a quotation ends the sentence only where the quotation ends, too,
    and what stands in brackets right behind it belongs to it.
    """
    text = paragraph.text
    spans = [list(span) for span in sentence_spans(_calm(text))]
    joined: list[list[int]] = []
    for start, end in spans:
        begins = text[start:end].lstrip()
        if joined and (begins.startswith(("{", "(", "—", "–")) or begins[:1].islower()):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    found = []
    for start, end in joined:
        words = text[start:end]
        links = [name for tag in TAG.finditer(words) for name in ids_in(tag["ids"])]
        links += side.of(words) if side else ()
        found.append(Sentence(paragraph, start, end, tuple(dict.fromkeys(links))))
    return found


def _calm(text: str) -> str:
    """The text with stops inside quotations and tags made harmless, at their positions."""

    def quiet(match: re.Match[str]) -> str:
        body = match[0]
        inner = re.sub(r"[.!?…\n]", ",", body[:-1])
        last = body[-1]
        if len(body) > 2 and body[-2] in ".!?…":
            inner = inner[:-1] + body[-2]
        return inner + last

    calm = re.sub(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»", quiet, text)
    return TAG.sub(lambda tag: tag[0].replace(".", "_"), calm)


def ids_in(words: str) -> Iterator[str]:
    """The ids of a tag."""
    return (match[0].rstrip(".") for match in _ID.finditer(words))


def looks_like_an_id(word: str) -> bool:
    """Whether a tag's word has the form of an id of a theme, code, interview, person or turn."""
    return _SHAPE.fullmatch(word) is not None


def has_links(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a manuscript carries any tag with an id."""
    return any(
        looks_like_an_id(name)
        for paragraph in paragraphs
        for tag in TAG.finditer(paragraph.text)
        for name in ids_in(tag["ids"])
    )


def read_side_links(text: str, name: str) -> SideLinks:
    """Links from a CSV file with the columns ``begins`` and ``link``.

    Raises:
        InvalidInput: A column is missing or a row is incomplete; the line is named.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = {"begins", "link"} - set(rows.fieldnames or ())
    if missing:
        raise InvalidInput(
            f"{name} has no column “{min(missing)}”.",
            "Give the file two columns: begins (a sentence's first words), link (such as T03).",
        )
    kept: list[tuple[str, tuple[str, ...]]] = []
    faults: list[Fault] = []
    for row in rows:
        beginning = letters_of(row["begins"] or "").letters
        ids = tuple(ids_in(row["link"] or ""))
        if beginning and ids:
            kept.append((beginning, ids))
        else:
            faults.append(
                Fault(name, rows.line_num, "The row has no words or no link.", "Fill both cells.")
            )
    if faults:
        raise InvalidInput(
            f"{name}, line {faults[0].line}: {faults[0].problem}", faults[0].remedy, faults
        )
    return SideLinks(tuple(kept))


def unknown_links(
    sentences: Sequence[Sentence], known: Mapping[str, object]
) -> Iterator[tuple[Sentence, str]]:
    """Links to something the study does not have, with their sentences."""
    for sentence in sentences:
        for link in sentence.links:
            if looks_like_an_id(link) and link.split("#")[0] not in known:
                yield sentence, link
