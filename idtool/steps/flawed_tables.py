"""Tables of counts that come from elsewhere, with rows that cannot be used."""

from __future__ import annotations

from idtool.errors import Fault, InvalidInput


class FlawedTable(InvalidInput):
    """Rows of a table that cannot be counted; every one is listed."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        first = faults[0]
        rows = "1 row" if len(faults) == 1 else f"{len(faults)} rows"
        super().__init__(
            f"{file}, line {first.line}: {first.problem} "
            f"({rows} cannot be used; nothing was counted)",
            first.remedy,
            faults,
        )
