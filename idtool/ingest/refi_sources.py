"""REFI-QDA projects (.qdpx): the texts inside, found wherever the program put them.

A project is a zip with ``project.qde`` and a folder of sources. A text is a member
(``internal://GUID.txt`` or a bare name), stands in the XML itself, or is there as a Word
file only. Nothing is unpacked to the disk, and nothing outside the project is followed.
Codings are not read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from idtool.errors import UsageProblem
from idtool.ingest.encoding import decode
from idtool.ingest.package import Package
from idtool.ingest.records import ReadTranscript, Report, SpokenTurn
from idtool.ingest.refusals import DamagedFile, NotATranscript
from idtool.ingest.word_xml import attribute, child, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = frozenset({"TextSource", "Transcript", "Representation"})
_LEAST = 3
"""Bytes below which a plain text is a placeholder for the Word file beside it."""


@dataclass(frozen=True, slots=True)
class TextInside:
    """One text of a project.

    ``plain`` and ``rich`` are the bytes of its plain text and of its Word file, as far as
    there are any; ``times`` pairs positions in the plain text with seconds.
    """

    number: int
    name: str
    plain: bytes | None
    rich: bytes | None
    times: tuple[tuple[int, float], ...] = ()


class WhichSource(UsageProblem):
    """A project holds several texts, and nobody said which one is meant."""

    def __init__(self, name: str, texts: Sequence[TextInside], asked: str) -> None:
        told = f"{name} has no text called “{asked}”" if asked else f"{name} holds several texts"
        listed = "; ".join(f"{text.number} {text.name}" for text in texts[:40])
        more = f" and {len(texts) - 40} more" if len(texts) > 40 else ""
        super().__init__(
            f"{told}: {listed}{more}.",
            "Say which one by name or number, --source 2, or read each as an interview of its own: "
            "--source all.",
        )


def is_project(parts: Sequence[str]) -> bool:
    """Whether the parts of a zip are those of a REFI-QDA project."""
    return any(part.casefold().endswith(".qde") and part.count("/") <= 1 for part in parts)


def texts_inside(data: bytes, name: str) -> tuple[TextInside, ...]:
    """The texts of a project, in the order of its list of sources.

    Raises:
        NotATranscript: No source has a text inside the project.
        DamagedFile: There is no project file, or it is no XML.
    """
    package = Package(data, name)
    project = next((part for part in package.parts if part.casefold().endswith(".qde")), None)
    if project is None:
        raise DamagedFile(name, "it has no project inside")
    members = _members(package)
    found: list[TextInside] = []
    for element, title in _text_elements(package.xml(project)):
        plain, rich = _bytes(element, "plainTextPath", package, members), None
        inline = child(element, "PlainTextContent")
        if (plain is None or len(plain.strip()) < _LEAST) and inline is not None:
            plain = "".join(map(str, inline.itertext())).encode()
        rich = _bytes(element, "richTextPath", package, members)
        if any(each is not None and len(each.strip()) >= _LEAST for each in (plain, rich)):
            found.append(TextInside(len(found) + 1, title, plain, rich, _times(element)))
    if not found:
        raise NotATranscript(
            name,
            "the project holds no text of its sources",
            "Export it once more with its sources included, or ingest the transcripts' own files.",
        )
    return tuple(found)


def chosen(texts: Sequence[TextInside], name: str, source: str | None) -> tuple[TextInside, ...]:
    """The texts that ``--source`` names: a name, a number, or ``all``.

    Raises:
        WhichSource: It names none, or there are several and it says nothing.
    """
    if source is None and len(texts) == 1:
        return tuple(texts)
    if source is None:
        raise WhichSource(name, texts, "")
    wanted = source.strip().casefold()
    exact = [text for text in texts if text.name.casefold() == wanted]
    if exact:
        return tuple(exact)
    if wanted == "all":
        return tuple(texts)
    numbered = [text for text in texts if str(text.number) == wanted]
    if not numbered:
        raise WhichSource(name, texts, source)
    return tuple(numbered)


def with_times(read: ReadTranscript, text: TextInside) -> ReadTranscript:
    """The transcript with the times its text was synchronized at, where it has no others.

    A turn begins at the last point before its first words. Programs differ in what they
    count (letters, or units of UTF-16), so a time may be that of a neighboring point.
    """
    if not text.times or any(turn.start_seconds is not None for turn in read.turns):
        return read
    whole = decode(text.plain or b"", Report(""))[0]
    turns: list[SpokenTurn] = []
    at = 0
    for turn in read.turns:
        found = whole.find(turn.text.split("\n")[0][:60], at)
        if found >= 0:
            at = found
            before = [seconds for position, seconds in text.times if position <= found]
            turn = replace(turn, start_seconds=before[-1] if before else None)
        turns.append(turn)
    return replace(read, turns=tuple(turns))


def _text_elements(root: _Element) -> Iterator[tuple[_Element, str]]:
    """Elements that may hold a text, with their names; a transcript has its recording's."""
    number = 0
    for each in root.iter():
        if name_of(each) not in _TEXTS:
            continue
        number += 1
        above = each.getparent()
        title = attribute(each, "name")
        if not title and above is not None:
            title = attribute(above, "name")
        title = " ".join(title.replace("/", "-").replace("\\", "-").split())
        yield each, title or f"text {number}"


def _members(package: Package) -> dict[str, str]:
    """Members by their last name, whatever their folder is called."""
    return {part.replace("\\", "/").rpartition("/")[2].casefold(): part for part in package.parts}


def _bytes(
    element: _Element, key: str, package: Package, members: Mapping[str, str]
) -> bytes | None:
    """The member an attribute points to; a path outside the project is not followed."""
    path = attribute(element, key)
    scheme, sign, rest = path.partition("://")
    if not path or (sign and scheme.casefold() != "internal"):
        return None
    file = (rest if sign else path).replace("\\", "/").rpartition("/")[2].casefold()
    part = members.get(file)
    return package.read(part) if part is not None else None


def _times(element: _Element) -> tuple[tuple[int, float], ...]:
    """Position and seconds of a transcript's synchronization points, in order."""
    points = []
    for each in element:
        if name_of(each) == "SyncPoint":
            position, time = attribute(each, "position"), attribute(each, "timeStamp")
            if position.isdecimal() and time.isdecimal():
                points.append((int(position), int(time) / 1000))
    return tuple(sorted(points))
