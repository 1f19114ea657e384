"""Styles and automatic numbers of a Word file: bold, italics, color, headings, labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from idtool.ingest.word_xml import attribute, child, is_on, name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLAIN = re.compile(
    r"^(?:normal|body text.*|default.*|no spacing|list.*|paragraph.*|standard|plain text|text body|"
    r"text|transcript.*|textbody|normal \(web\)|)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Style:
    """How a style sets text, with what it inherits."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    color: str = ""
    numbering: tuple[str, str] | None = None
    hidden: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether it is one of Word's heading or title styles."""
        return bool(re.match(r"(?:heading \d|title|subtitle|toc \d)", self.name, re.I))

    @property
    def is_plain(self) -> bool:
        """Whether its name says nothing about who speaks."""
        return bool(_PLAIN.match(self.name))

    def hides(self, properties: _Element | None, styles: Mapping[str, Style]) -> bool:
        """Whether a run in a paragraph of this style is set as hidden text."""
        own = child(properties, "vanish")
        if own is not None:
            return is_on(own)
        set_so = styles.get(value(child(properties, "rStyle")))
        return self.hidden or (set_so is not None and set_so.hidden)

    def look_of(self, properties: _Element | None, styles: Mapping[str, Style]) -> str:
        """How a run in a paragraph of this style is set, such as ``bold italic``."""
        set_so = (
            styles.get(value(child(properties, "rStyle")), Style())
            if properties is not None
            else Style()
        )
        base = replace(
            self,
            bold=self.bold or set_so.bold,
            italic=self.italic or set_so.italic,
            color=set_so.color or self.color,
        )
        own = _with_runs(base, properties)
        parts = (
            ["bold"] * own.bold + ["italic"] * own.italic + [f"color {own.color}"] * bool(own.color)
        )
        return " ".join(parts)


def read_styles(root: _Element) -> dict[str, Style]:
    """Styles by id, each with what it inherits from the style it is based on."""
    raw = {attribute(each, "styleId"): each for each in root if name_of(each) == "style"}
    done: dict[str, Style] = {}

    def resolve(identifier: str, depth: int) -> Style:
        if identifier in done or identifier not in raw or depth > 20:
            return done.get(identifier, Style())
        element = raw[identifier]
        style = resolve(value(child(element, "basedOn")), depth + 1)
        style = _with_runs(style, child(element, "rPr"))
        numbers = child(child(element, "pPr"), "numPr")
        if numbers is not None:
            level = value(child(numbers, "ilvl")) or "0"
            style = replace(style, numbering=(value(child(numbers, "numId")), level))
        done[identifier] = replace(style, name=value(child(element, "name")))
        return done[identifier]

    for identifier in raw:
        resolve(identifier, 0)
    return done


def read_numbering(root: _Element) -> dict[tuple[str, str], str]:
    """What automatic numbering prints, by number id and level, such as ``Q%1:``."""
    abstract = {
        attribute(each, "abstractNumId"): {
            attribute(level, "ilvl"): value(child(level, "lvlText"))
            for level in each
            if name_of(level) == "lvl"
        }
        for each in root
        if name_of(each) == "abstractNum"
    }
    printed: dict[tuple[str, str], str] = {}
    for each in root:
        if name_of(each) == "num":
            levels = abstract.get(value(child(each, "abstractNumId")), {})
            for level, text in levels.items():
                printed[attribute(each, "numId"), level] = text
    return printed


def _with_runs(style: Style, properties: _Element | None) -> Style:
    """A style as changed by run properties."""
    if properties is None:
        return style
    bold, italic, color = (child(properties, name) for name in ("b", "i", "color"))
    vanish = child(properties, "vanish")
    if vanish is not None:
        style = replace(style, hidden=is_on(vanish))
    if bold is not None:
        style = replace(style, bold=is_on(bold))
    if italic is not None:
        style = replace(style, italic=is_on(italic))
    if color is not None:
        told = value(color).upper()
        style = replace(style, color="" if told in {"AUTO", "000000", ""} else told)
    return style
