"""Writing a file whole or not at all.

A command that is killed leaves either the old file or the new one, never half
of one: the words go to a neighbor in the same folder, which then takes the
place of the old file in one step.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; the folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    neighbor = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        neighbor.replace(path)
    except BaseException:
        neighbor.unlink(missing_ok=True)
        raise


def write_text_atomically(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` as UTF-8 with line feeds."""
    write_bytes_atomically(path, text.encode("utf-8"))
