"""Changing a written YAML file by a command, with its comments kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from idtool.written.yamlfile import BARE_ANSWERS


def edit_yaml(text: str, change: Callable[[Any], None]) -> str:
    """``text`` after ``change`` was applied to its data; comments and order stay.

    A word that could be read as yes or no, such as the role ``N``, is written in quotes:
    ``read_yaml`` would refuse it bare.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.representer import RoundTripRepresenter

    class Quoting(RoundTripRepresenter):
        def represent_word(self, word: str) -> Any:
            style = '"' if word.lower() in BARE_ANSWERS else None
            return self.represent_scalar("tag:yaml.org,2002:str", word, style=style)

    Quoting.add_representer(str, Quoting.represent_word)
    yaml = YAML()
    yaml.Representer = Quoting
    yaml.preserve_quotes = True
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    change(data)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()
