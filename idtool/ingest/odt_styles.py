"""Styles and automatic numbers of an OpenDocument file, as the Word reader knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from idtool.ingest.word_styles import Style
from idtool.ingest.word_xml import attribute, child, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class OdfStyles:
    """What styles of a document mean.

    ``looks`` has each style by family and name; ``runs`` what a text style says of
    letters, its parent's first; ``hidden`` names styles set as hidden text; ``printed``
    tells what a list style prints at a level, such as ``Q%1:``.
    """

    looks: Mapping[tuple[str, str], Style]
    runs: Mapping[str, tuple[_Element, ...]]
    hidden: frozenset[tuple[str, str]]
    printed: Mapping[tuple[str, str], str]

    @property
    def paragraphs(self) -> Mapping[str, Style]:
        """Paragraph styles by name."""
        return {name: style for (family, name), style in self.looks.items()
                if family == "paragraph"}  # fmt: skip

    def set_off(self, style: Style, name: str) -> Style:
        """A style as changed by a text style within a paragraph."""
        for properties in self.runs.get(name, ()):
            style = _with_text(style, properties)
        return style


def read_odf_styles(roots: Iterable[_Element]) -> OdfStyles:
    """Styles of the document and of its text, each with what it inherits."""
    raw: dict[tuple[str, str], _Element] = {}
    printed: dict[tuple[str, str], str] = {}
    for root in roots:
        for each in root.iter():
            if name_of(each) == "style" and attribute(each, "family"):
                raw[attribute(each, "family"), attribute(each, "name")] = each
            elif name_of(each) == "list-style":
                printed |= _levels(each)
    looks: dict[tuple[str, str], Style] = {}
    runs: dict[tuple[str, str], tuple[_Element, ...]] = {}
    hidden: set[tuple[str, str]] = set()

    def resolve(key: tuple[str, str], depth: int) -> Style:
        if key in looks or key not in raw or depth > 20:
            return looks.get(key, Style())
        element = raw[key]
        parent = (key[0], attribute(element, "parent-style-name"))
        style = resolve(parent, depth + 1)
        own = attribute(element, "display-name") or key[1].replace("_20_", " ")
        automatic = parent in raw and name_of(element.getparent()) == "automatic-styles"  # type: ignore[arg-type]
        style = replace(style, name=style.name if automatic else own)
        if attribute(element, "list-style-name"):
            style = replace(style, numbering=(attribute(element, "list-style-name"), "1"))
        looks[key] = _with_text(style, child(element, "text-properties"))
        shown = child(element, "text-properties")
        runs[key] = (*runs.get(parent, ()), *([shown] if shown is not None else []))
        if parent in hidden or (shown is not None and attribute(shown, "display") == "none"):
            hidden.add(key)
        return looks[key]

    for key in raw:
        resolve(key, 0)
    automatic_names = {
        key for key, each in raw.items()
        if name_of(each.getparent()) == "automatic-styles"  # type: ignore[arg-type]
        and (key[0], attribute(each, "parent-style-name")) not in raw
    }  # fmt: skip
    for key in automatic_names:
        looks[key] = replace(looks[key], name="")
    texts = {name: chain for (family, name), chain in runs.items() if family == "text"}
    return OdfStyles(looks, texts, frozenset(hidden), printed)


def _with_text(style: Style, properties: _Element | None) -> Style:
    if properties is None:
        return style
    weight = attribute(properties, "font-weight")
    slant = attribute(properties, "font-style")
    color = attribute(properties, "color").lstrip("#").upper()
    if weight:
        style = replace(style, bold=weight == "bold" or (weight.isdigit() and int(weight) >= 600))
    if slant:
        style = replace(style, italic=slant in {"italic", "oblique"})
    if color:
        style = replace(style, color="" if color == "000000" else color)
    return style


def _levels(style: _Element) -> dict[tuple[str, str], str]:
    return {
        (attribute(style, "name"), attribute(level, "level")): (
            f"{attribute(level, 'num-prefix')}%1{attribute(level, 'num-suffix')}"
        )
        for level in style
        if name_of(level) == "list-level-style-number"
    }
