"""What tests look up in Word files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(data: bytes) -> Any:
    return etree.fromstring(parts(data)["word/document.xml"])


def tags(data: bytes) -> list[str]:
    return [element.get(f"{W}val") for element in body(data).iter(f"{W}tag")]


def bookmarks(data: bytes) -> list[str]:
    return [element.get(f"{W}name") for element in body(data).iter(f"{W}bookmarkStart")]


def styled(data: bytes) -> Iterator[tuple[str, str]]:
    """(style name, words) of every paragraph outside tables."""
    for paragraph in Document(BytesIO(data)).paragraphs:
        yield str(paragraph.style.name), paragraph.text


def headings(data: bytes) -> list[str]:
    return [words for style, words in styled(data) if style.startswith("Heading")]
