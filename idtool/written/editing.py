"""Changing a written YAML file by a command, with its comments kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any


def edit_yaml(text: str, change: Callable[[Any], None]) -> str:
    """``text`` after ``change`` was applied to its data; comments and order stay."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    change(data)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()
