"""Office files as packages: opened with limits, their XML without entities or network."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from idtool.ingest.refusals import DamagedFile, EncryptedFile, ForbiddenXml, OversizeArchive

if TYPE_CHECKING:
    from lxml.etree import _Element

MEMBER_LIMIT = 200 * 1024 * 1024
"""Bytes one part may unpack to."""
RATIO_LIMIT = 200
"""How many times its packed size one part may unpack to, above a megabyte."""
_SMALL = 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError,
    NotImplementedError, OverflowError, IndexError, KeyError,
)  # fmt: skip


class Package:
    """A zip file in memory whose parts are read one by one, never extracted."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.parts = tuple(info.filename for info in self._zip.infolist())
        except _BROKEN as error:
            raise DamagedFile(name, "its zip container does not open") from error

    def read(self, part: str) -> bytes:
        """The bytes of one part.

        Raises:
            OversizeArchive: It unpacks to over 200 MB, or over 200 times its size.
            EncryptedFile: It asks for a password.
            DamagedFile: It does not unpack.
        """
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 0x1:
                raise EncryptedFile(self.name)
            self._refuse_size(part, info.file_size, info.compress_size)
            with self._zip.open(info) as stream:
                data = stream.read(MEMBER_LIMIT + 1)
        except RuntimeError as error:  # what zipfile raises for a missing password
            raise DamagedFile(self.name, f"its part {_told(part)} does not unpack") from error
        except _BROKEN as error:
            raise DamagedFile(self.name, f"its part {_told(part)} does not unpack") from error
        self._refuse_size(part, len(data), info.compress_size)
        return data

    def xml(self, part: str) -> _Element:
        """The root element of one XML part.

        Raises:
            ForbiddenXml: The part declares a document type.
            DamagedFile: It is no well-formed XML.
        """
        return parse_xml(self.read(part), self.name, part)

    def check(self, part: str) -> None:
        """Refuse a part that another library is going to read, as ``xml`` would.

        Raises:
            OversizeArchive: It unpacks to far more than it should.
            ForbiddenXml: The part declares a document type.
        """
        _refuse_types(self.read(part), self.name, part)

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Type, target and mode of each relation of a part, in file order."""
        folder, _, file = part.rpartition("/")
        where = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if where in self.parts:
            for relation in self.xml(where).iter(_RELATION):
                kind = relation.get("Type", "").rpartition("/")[2]
                yield kind, relation.get("Target", ""), relation.get("TargetMode", "")

    def _refuse_size(self, part: str, size: int, packed: int) -> None:
        if size > MEMBER_LIMIT or (size > _SMALL and size > RATIO_LIMIT * max(packed, 1)):
            raise OversizeArchive(self.name, _told(part))


def parse_xml(data: bytes, name: str, part: str) -> _Element:
    """XML with entities, document types and the network switched off."""
    from lxml import etree

    _refuse_types(data, name, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(name, f"its part {_told(part)} is no well-formed XML") from error
    if root.getroottree().docinfo.doctype:
        raise ForbiddenXml(name, _told(part))
    return root


def _refuse_types(data: bytes, name: str, part: str) -> None:
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:4096].replace(b"\0", b""), re.IGNORECASE):
        raise ForbiddenXml(name, _told(part))


def _told(part: str) -> str:
    """A part's name for a message; only the standard ones, since others may be telling."""
    return part if re.fullmatch(r"[\w\[\]./-]{1,60}\.(?:xml|rels)", part) else "(unnamed)"
