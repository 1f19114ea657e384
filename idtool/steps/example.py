"""The invented example study, laid out as a researcher would have it on disk."""

from __future__ import annotations

from pathlib import Path

from idtool.errors import Conflict
from idtool.packaged import packaged_files
from idtool.written import write_bytes_atomically

EXAMPLE = "crisis-partners"
_WRITTEN = ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml")


class DemoFolderInUse(Conflict):
    """The demo's folder holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty.",
            f"Give the demo another folder: idtool demo {folder}-2",
        )


def lay_out_example(folder: Path) -> Path:
    """Put what came from outside into ``folder/incoming``; returns that folder.

    ``incoming`` plays the part of the secure drive: transcripts as the services
    delivered them, the coders' tables, themes, memos.

    Raises:
        DemoFolderInUse: ``folder`` exists and is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise DemoFolderInUse(folder)
    incoming = folder / "incoming"
    for name, data in packaged_files("examples", EXAMPLE):
        write_bytes_atomically(incoming / name, data)
    return incoming


def fill_in_study(incoming: Path, study: Path) -> list[str]:
    """Replace a new study's plan, roster, guide and statements by the example's."""
    for name in _WRITTEN:
        write_bytes_atomically(study / name, (incoming / name).read_bytes())
    return list(_WRITTEN)


def made_files(study: Path) -> list[Path]:
    """Everything a person may open, in order of path."""
    return sorted(path for path in (study / "out").rglob("*") if path.is_file())
