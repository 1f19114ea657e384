"""Where a study lies: the nearest folder with its settings. Reads nothing in it."""

from __future__ import annotations

from pathlib import Path

from idtool.errors import UsageProblem

STUDY_FILE = "study.yaml"


class NoStudyHere(UsageProblem):
    """Neither this folder nor one above it is a study."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"There is no study in {start} or above it (no {STUDY_FILE}).",
            "Go into a study folder, give --study DIR, or start one: idtool init my-study",
        )


def find_study(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds a study."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / STUDY_FILE).is_file():
            return folder
    raise NoStudyHere(start)
