"""Where the shipped codebooks, vignettes and examples are found.

An installed wheel carries them inside the package; a checkout has them at its
top level. Both are looked up through ``importlib.resources``.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def packaged_folder(name: str) -> Traversable:
    """The folder ``codebooks``, ``vignettes`` or ``examples`` that came with idtool."""
    package = files("idtool")
    inside = package / "_data" / name
    if inside.is_dir():
        return inside
    return Path(str(package)).parent / name


def packaged_text(folder: str, *parts: str) -> str:
    """One shipped text file, as UTF-8."""
    place = packaged_folder(folder)
    for part in parts:
        place = place / part
    return place.read_text(encoding="utf-8")


def packaged_files(folder: str, *parts: str) -> list[tuple[str, bytes]]:
    """All files below a shipped folder as (relative path, bytes), in order of path."""
    place = packaged_folder(folder)
    for part in parts:
        place = place / part
    return sorted(_walk(place, ""))


def _walk(place: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for child in place.iterdir():
        path = f"{prefix}{child.name}"
        if child.is_dir():
            found += _walk(child, f"{path}/")
        else:
            found.append((path, child.read_bytes()))
    return found
