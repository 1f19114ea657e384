"""The paper documents are laid out for; one option, asked alike everywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class PaperName(StrEnum):
    """Paper sizes."""

    letter = "letter"
    a4 = "a4"


Paper = Annotated[PaperName, typer.Option(help="letter or a4.")]
