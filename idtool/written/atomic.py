"""Writing a file whole or not at all.

A command that is killed leaves either the old file or the new one, never half
of one: the words go to a neighbor in the same folder, which then takes the
place of the old file in one step.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from pathlib import Path


def write_bytes_atomically(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Put ``data`` at ``path``; the folder is made if it is missing.

    ``mode`` holds from the first byte on, so that nobody can read it in between.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    neighbor = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with open(neighbor, "xb", opener=_opener(mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbor.replace(path)
    except BaseException:
        neighbor.unlink(missing_ok=True)
        raise


def _opener(mode: int | None) -> Callable[[str, int], int] | None:
    return None if mode is None else lambda name, flags: os.open(name, flags, mode)


def write_text_atomically(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` as UTF-8 with line feeds."""
    write_bytes_atomically(path, text.encode("utf-8"))
