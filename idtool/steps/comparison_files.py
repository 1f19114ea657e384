"""Comparisons as text for cells, rows of a CSV, JSON, and figures; small cells guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from idtool.compare.alone_together import AloneTogether
from idtool.compare.people_table import Cell
from idtool.compare.proximity import NearCodes
from idtool.exchange.sheets import write_csv
from idtool.steps.comparing import Comparison
from idtool.steps.converging import Convergence
from idtool.written import write_text_atomically

COLUMNS = (
    "code", "label", "by", "group", "people", "had_chance", "who", "places", "second_exposure",
)  # fmt: skip


def cell_text(cell: Cell, small_cell: int, *, guarded: bool) -> str:
    """A cell in words: “5 of 6”, “no chance”, or “<3” where a small group must not show.

    Guarded, a group of whom fewer than ``small_cell`` have the code or do not have
    it is hidden: both would single somebody out.
    """
    if guarded and (cell.k < small_cell or 0 < cell.n - cell.k < small_cell):
        return f"<{small_cell}" if cell.k < small_cell else f"{small_cell} or more"
    if not cell.n:
        return "no chance"
    return f"{cell.k} of {cell.n}" + (", second exposure" if cell.second_exposure else "")


def cell_texts(found: Comparison, small_cell: int, *, guarded: bool) -> dict[tuple[str, str], str]:
    """The text of every cell."""
    return {
        key: cell_text(cell, small_cell, guarded=guarded) for key, cell in found.table.cells.items()
    }


def comparison_rows(
    found: Comparison, labels: Mapping[str, str], small_cell: int, *, guarded: bool
) -> list[dict[str, object]]:
    """One row per code and group; guarded rows hold no ids and no places."""
    rows: list[dict[str, object]] = []
    for (code, group), cell in found.table.cells.items():
        text = cell_text(cell, small_cell, guarded=guarded)
        hidden = guarded and " of " not in text
        rows.append(
            {
                "code": code,
                "label": labels.get(code, ""),
                "by": found.by,
                "group": group,
                "people": text if hidden else cell.k,
                "had_chance": "" if hidden else cell.n,
                "who": "" if guarded else " ".join(cell.people),
                "places": "" if guarded else " ".join(cell.links),
                "second_exposure": "yes" if cell.second_exposure else "",
            }
        )
    return rows


def comparison_json(
    found: Comparison, labels: Mapping[str, str], small_cell: int, *, guarded: bool
) -> dict[str, object]:
    """The document of ``compare … --json``."""
    rows = comparison_rows(found, labels, small_cell, guarded=guarded)
    return {
        "by": found.by,
        "groups": dict(found.labels),
        "cells": [
            {
                **row,
                "second_exposure": row["second_exposure"] == "yes",
                "who": str(row["who"]).split(),
                "places": str(row["places"]).split(),
            }
            for row in rows
        ],
        "empties": [] if guarded else list(found.empties),
        "tests": [] if guarded else list(found.tests),
        "why_not_shown": found.why_not_shown,
        "counted": found.counted,
        "provisional": list(found.provisional),
        "second_exposure": list(found.second_exposure),
        "small_cell": small_cell if guarded else None,
    }


def write_table(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    """A CSV beside its place, then moved there; returns the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text_atomically(path, write_csv(columns, rows))
    return str(path)


def write_people_figure(
    path: Path, found: Comparison, small_cell: int, *, guarded: bool
) -> tuple[str, str]:
    """The people table as SVG and PNG; the name's ending does not matter."""
    from idtool.report.compare_figures import people_alt_text, people_figure
    from idtool.report.figures import save_figure

    texts = cell_texts(found, small_cell, guarded=guarded)
    svg, png = _both(path)
    save_figure(
        people_figure(found.table, found.labels, shown=texts, provisional=bool(found.provisional)),
        svg,
        png,
        people_alt_text(found.table, found.labels, texts),
    )
    return str(svg), str(png)


def write_pair_figure(path: Path, drawn: object) -> tuple[str, str]:
    """A pair's talk, or a flow, as SVG and PNG."""
    from idtool.compare.flow import Flow
    from idtool.compare.pair_talk import PairTalk
    from idtool.report import compare_figures as figures
    from idtool.report.figures import save_figure

    svg, png = _both(path)
    if isinstance(drawn, PairTalk):
        save_figure(figures.talk_figure(drawn), svg, png, figures.talk_alt_text(drawn))
    elif isinstance(drawn, Flow):
        save_figure(figures.flow_figure(drawn), svg, png, figures.flow_alt_text(drawn))
    return str(svg), str(png)


def person_rows(found: AloneTogether) -> list[dict[str, object]]:
    """One row per code of one person."""
    return [
        {
            "person": found.person,
            "code": code.code,
            "where": code.where,
            "alone": " ".join(code.alone),
            "together": " ".join(code.together),
            "asked_in_both": "yes" if code.asked_in_both else "no",
            "second_exposure": " ".join(found.second_exposure),
        }
        for code in found.codes
    ]


NEAR_COLUMNS = ("first", "second", "people", "turns", "overlap", "who", "places")


def near_rows(found: Sequence[NearCodes]) -> list[dict[str, object]]:
    """One row per pair of codes that come near each other."""
    return [
        {
            "first": near.first,
            "second": near.second,
            "people": len(near.people),
            "turns": near.turns,
            "overlap": round(near.overlap, 6),
            "who": " ".join(near.people),
            "places": " ".join(near.links),
        }
        for near in found
    ]


def convergence_rows(found: Convergence) -> list[dict[str, object]]:
    """One row per code, with the people of each source."""
    return [
        {
            "code": row.code,
            **row.people,
            "assessment": row.assessment,
            "because": found.because.get(row.code, ""),
        }
        for row in found.rows
    ]


def _both(path: Path) -> tuple[Path, Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_suffix(".svg"), path.with_suffix(".png")
