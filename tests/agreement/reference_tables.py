"""Larger reference tables, kept beside the checkout because their licence forbids copying.

Each file names its source, how its values were got and their tolerance. Tests that
need one are skipped where it is not there; the published key values stand in the tests.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

BESIDE = Path(__file__).parents[3] / "shared" / "reference"
FOLDER = Path(os.environ.get("IDTOOL_REFERENCE", BESIDE)) / "stats"


def reference(name: str) -> Any:
    """The content of one reference table."""
    path = FOLDER / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"{name}.json is not kept beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))
