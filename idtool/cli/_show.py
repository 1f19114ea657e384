"""Looks: tables, notes and JSON. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console


def console(asked: Asked, *, complaints: bool = False) -> Console:
    """Where to print; ``--plain`` leaves out color, boxes and movement."""
    from rich.console import Console

    return Console(
        file=sys.stderr if complaints else sys.stdout,
        no_color=asked.plain or None,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=asked.plain,
    )


def say(asked: Asked, *lines: str, style: str | None = None) -> None:
    """Print lines of a result."""
    if asked.plain:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return
    out = console(asked)
    for line in lines:
        out.print(line, style=style)


def provisional(options: Asked, reasons: Sequence[str]) -> None:
    """Say above a result why it does not count yet; nothing if it does."""
    if reasons:
        say(options, f"PROVISIONAL: {'; '.join(reasons)}.", style="bold")


def note(asked: Asked, *lines: str) -> None:
    """Print lines beside the result, on stderr; ``--quiet`` silences them."""
    if not asked.quiet:
        err = console(asked, complaints=True)
        for line in lines:
            err.print(line, style=None if asked.plain else "dim")


def table(
    asked: Asked,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[str] = (),
) -> None:
    """Print a table; with ``--plain``, one line per row with tabs between cells.

    Columns without any name are set without a line for names.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    named = any(columns)
    if asked.plain:
        head = ["\t".join(columns)] if named else []
        say(asked, title, *head, *("\t".join(row) for row in cells), "")
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold")
    drawn.show_header = named
    for name in columns:
        drawn.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    out = console(asked)
    if out.measure(drawn).maximum >= out.width:  # room for words before room between them
        drawn.pad_edge, drawn.collapse_padding = False, True
    out.print(drawn)


def show_json(record: object) -> None:
    """Print one JSON document: the record the table would show."""
    sys.stdout.write(json.dumps(as_plain(record), ensure_ascii=False, indent=2) + "\n")


def as_plain(record: object) -> Any:
    """Records, mappings and sequences as what JSON knows; sets come out sorted."""
    if is_dataclass(record) and not isinstance(record, type):
        return as_plain(asdict(record))
    if isinstance(record, dict):
        return {str(key): as_plain(value) for key, value in record.items()}
    if isinstance(record, (set, frozenset)):
        return sorted(as_plain(item) for item in record)
    if isinstance(record, (list, tuple)):
        return [as_plain(item) for item in record]
    return record


@contextmanager
def captured(
    *, shorten: bool = False, silent: bool = False, live: bool = False, lines: int = 28
) -> Iterator[None]:
    """Hold back what is printed inside; then show it whole, its first lines, or nothing.

    With ``live`` nothing is held back, unless it is to be silent.
    """
    if live and not silent:
        yield
        return
    held = io.StringIO()
    screen, sys.stdout = sys.stdout, held
    try:
        yield
    finally:
        sys.stdout = screen
        if not silent:
            printed = held.getvalue().splitlines()
            shown = printed[:lines] if shorten else printed
            screen.write("\n".join(shown) + "\n")
            if len(shown) < len(printed):
                screen.write(f"  … {len(printed) - len(shown)} more lines\n")
            screen.flush()


@contextmanager
def progress(asked: Asked, what: str, total: int | None, *, hidden: bool = False) -> Iterator[Any]:
    """A bar on stderr for long steps; yields a function to call after each piece."""
    if hidden or asked.quiet or asked.plain or asked.json or not sys.stderr.isatty():
        yield lambda _advance=1: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console(asked, complaints=True),
        transient=True,
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda advance=1: bar.advance(task, advance)
