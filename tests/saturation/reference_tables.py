"""The larger published tables, where they lie beside the project; else nothing."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SHARED = next(
    (
        parent / "shared" / "reference" / "stats"
        for parent in Path(__file__).resolve().parents
        if (parent / "shared" / "reference" / "stats").is_dir()
    ),
    None,
)


@cache
def table(name: str) -> dict[str, Any]:
    """One file of reference values; empty where the files are not there."""
    if SHARED is None:
        return {}
    path = SHARED / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
