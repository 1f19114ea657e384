"""Small ways into Word's XML, by local names: strict and transitional files alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: _Element) -> str:
    """The local name of an element; math and drawing elements by theirs too."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of a name, or ``None``."""
    return (
        next((each for each in element if name_of(each) == name), None)
        if element is not None
        else None
    )


def value(element: _Element | None) -> str:
    """The ``w:val`` of an element, or an empty string."""
    if element is None:
        return ""
    return next((text for key, text in element.attrib.items() if key.endswith("}val")), "")


def words_of_element(element: _Element) -> str:
    """All text below an element, whatever holds it, with spaces between paragraphs."""
    pieces: list[str] = []
    for each in element.iter():
        name = name_of(each)
        if name in {"t", "delText", "instrText", "delInstrText"}:
            pieces.append(each.text or "")
        elif name in {"p", "br", "cr", "tab"}:
            pieces.append(" ")
    return "".join(pieces).strip()


def attribute(element: _Element, name: str) -> str:
    """An attribute by its local name, or an empty string."""
    return next(
        (text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


def is_on(element: _Element | None) -> bool:
    """Whether a switch such as ``w:b`` is there and not turned off."""
    return element is not None and value(element).casefold() not in _OFF


def best_choice(element: _Element) -> _Element:
    """The one version of alternate content to read, so that text boxes do not double."""
    versions = [each for each in element if name_of(each) in {"Choice", "Fallback"}]
    return next(
        (each for each in versions if words_of_element(each)), versions[0] if versions else element
    )
