"""All the words of a file, wherever they stand: to make sure that none of them is left."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath

from idtool.ingest.package import Package
from idtool.ingest.word_lists import word_set
from idtool.ingest.word_xml import name_of

_FONTS = word_set("rFonts font latin ea cs sym altName lang themeFontLang fontRef sig")
_OF_PROGRAMS = ("word/theme/", "word/fontTable.xml", "word/webSettings.xml", "[Content_Types].xml")


def words_left_in(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Where and what: every text and attribute of a package's parts, or the whole of a text file.

    Left out are fonts and themes, whose names come with the program.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in {".docx", ".odt"}:
        yield "text", _plain(data, suffix)
        return
    package = Package(data, name)
    for part in package.parts:
        if part.startswith(_OF_PROGRAMS) or not part.endswith((".xml", ".rels", ".vml")):
            continue
        for element in package.xml(part).iter():
            if not isinstance(element.tag, str) or name_of(element) in _FONTS:
                continue
            if name_of(element) == "p":
                yield part, "".join(str(words) for words in element.itertext())
            elif element.text and element.text.strip():
                yield part, element.text
            for value in element.attrib.values():
                yield part, str(value)


def _plain(data: bytes, suffix: str) -> str:
    for encoding in ("utf-16", "utf-8") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8",):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    if suffix == ".json":
        return json.dumps(json.loads(text.lstrip("\ufeff")), ensure_ascii=False)
    return text
