"""Places in kept runs of ``cluster``: wherever one stands, it follows its transcript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Place = tuple[str, int, int, int]
"""Interview, turn, and start and end in characters of the transcript."""

_LENGTH = 4


def is_place(record: object) -> bool:
    """Whether a list out of JSON begins with interview, turn, start and end."""
    return (
        isinstance(record, list)
        and len(record) >= _LENGTH
        and isinstance(record[0], str)
        and all(isinstance(number, int) for number in record[1:_LENGTH])
    )


def places_in(record: Any) -> Iterator[Place]:
    """Every place in a kept run, in order, as often as it stands there."""
    if is_place(record):
        yield (record[0], record[1], record[2], record[3])
    elif isinstance(record, list):
        for item in record:
            yield from places_in(item)
    elif isinstance(record, dict):
        for item in record.values():
            yield from places_in(item)


def follow_places(record: Any, move: Callable[[Place], Place | None]) -> Any:
    """A kept run with every place moved; one that has no place any more is left out.

    What stands behind a place in its list (a grouping's name, coordinates) stays with it.

    Args:
        record: The run, or anything in it, as JSON.
        move: Where a place is now, or ``None``.
    """
    if is_place(record):
        now = move((record[0], record[1], record[2], record[3]))
        return None if now is None else [*now, *record[_LENGTH:]]
    if isinstance(record, list):
        followed = [(item, follow_places(item, move)) for item in record]
        return [now for item, now in followed if now is not None or item is None]
    if isinstance(record, dict):
        return {key: follow_places(item, move) for key, item in record.items()}
    return record
