"""Places in a Word document that a program finds again: controls, bookmarks, page numbers.

Every place to fill in has a content control with a tag such as
``idtool:MC-01:change`` and a hidden bookmark around it: programs that drop the
one often keep the other.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from idtool.report.word_package import W14
from idtool.report.word_styles import FAINT, NAMESPACE, SYMBOL_FONT

EMPTY_BOX = "☐"
TICKED_BOX = "☒"
PLACEHOLDER = "Type here"
"""Stands in an empty text control; an answer that is only this is no answer."""

_LONGEST_BOOKMARK = 40  # Word's own limit
_LONGEST_TAG = 64  # Word's own limit
_SPACES = f'xmlns:w="{NAMESPACE}" xmlns:w14="{W14}"'


def bookmark_name(tag: str) -> str:
    """The hidden bookmark that goes with a tag: ``_id_MC_01_change``.

    Raises:
        ValueError: The tag is longer than Word allows.
    """
    name = "_" + re.sub(r"\W+", "_", tag.replace("idtool", "id", 1))
    if len(name) > _LONGEST_BOOKMARK or len(tag) > _LONGEST_TAG:
        raise ValueError(f"The tag {tag} is too long for a Word file.")
    return name


def text_control(tag: str, label: str, number: int) -> list[Any]:
    """A box to type in, over several lines, with its bookmark."""
    return _marked(
        tag,
        number,
        f"<w:sdt {_SPACES}><w:sdtPr><w:alias w:val={quoteattr(label)}/>"
        f'<w:tag w:val={quoteattr(tag)}/><w:id w:val="{number}"/><w:showingPlcHdr/>'
        '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r><w:rPr>'
        f'<w:rStyle w:val="PlaceholderText"/><w:color w:val="{FAINT}"/></w:rPr>'
        f"<w:t>{PLACEHOLDER}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def check_control(tag: str, label: str, number: int) -> list[Any]:
    """A box to tick, with its bookmark."""
    states = "".join(
        f'<w14:{state} w14:val="{ord(sign):04X}" w14:font="{SYMBOL_FONT}"/>'
        for state, sign in (("checkedState", TICKED_BOX), ("uncheckedState", EMPTY_BOX))
    )
    font = "".join(f' w:{kind}="{SYMBOL_FONT}"' for kind in ("ascii", "hAnsi", "eastAsia"))
    return _marked(
        tag,
        number,
        f"<w:sdt {_SPACES}><w:sdtPr><w:alias w:val={quoteattr(label)}/>"
        f'<w:tag w:val={quoteattr(tag)}/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts{font} w:hint="eastAsia"/></w:rPr>'
        f"<w:t>{EMPTY_BOX}</w:t></w:r></w:sdtContent></w:sdt>",
    )


def marked_words(tag: str, words: str, number: int) -> list[Any]:
    """Words between the two ends of a bookmark, so that an edit of them can be seen."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n")
    )
    return _marked(tag, number, f"<w:r {_SPACES}>{lines}</w:r>")


def page_numbers(before: str) -> list[Any]:
    """Runs that read ``before``, then “Page x of y”, at the right margin."""
    return [
        _parsed(f'<w:r {_SPACES}><w:t xml:space="preserve">{escape(before)}</w:t></w:r>'),
        _parsed(f'<w:r {_SPACES}><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'),
        *_field("PAGE"),
        _parsed(f'<w:r {_SPACES}><w:t xml:space="preserve"> of </w:t></w:r>'),
        *_field("NUMPAGES"),
    ]


def _field(name: str) -> list[Any]:
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    code = f'<w:instrText xml:space="preserve"> {name} </w:instrText>'
    inside = [marks[0], code, marks[1], "<w:t>1</w:t>", marks[2]]
    return [_parsed(f"<w:r {_SPACES}>{part}</w:r>") for part in inside]


def bookmark(tag: str, number: int) -> tuple[Any, Any]:
    """The two ends of a tag's hidden bookmark."""
    name = bookmark_name(tag)
    return (
        _parsed(f'<w:bookmarkStart {_SPACES} w:id="{number}" w:name="{name}"/>'),
        _parsed(f'<w:bookmarkEnd {_SPACES} w:id="{number}"/>'),
    )


def _marked(tag: str, number: int, xml: str) -> list[Any]:
    start, end = bookmark(tag, number)
    return [start, _parsed(xml), end]


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)
