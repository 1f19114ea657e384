"""Pictures without what cameras and programs write into them; the picture stays as it is."""

from __future__ import annotations

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_TELLING_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_TELLING_SEGMENTS = frozenset({0xE1, 0xED, 0xFE, *range(0xE3, 0xED)})  # Exif, XMP, IPTC, comments


def without_metadata(data: bytes) -> bytes:
    """A JPEG or PNG without Exif, XMP, IPTC and comments; anything else as it came."""
    try:
        if data[:2] == b"\xff\xd8":
            return _jpeg(data)
        if data[:8] == _PNG:
            return _png(data)
    except (struct.error, IndexError):
        return data
    return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:
            at += 1
            continue
        (size,) = struct.unpack(">H", data[at + 2 : at + 4])
        if data[at + 1] not in _TELLING_SEGMENTS:
            kept.append(data[at : at + 2 + size])
        at += 2 + size
    return b"".join((*kept, data[at:]))


def _png(data: bytes) -> bytes:
    kept, at = [_PNG], 8
    while at + 8 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] not in _TELLING_CHUNKS:
            kept.append(data[at : at + 12 + size])
        at += 12 + size
    return b"".join(kept)
