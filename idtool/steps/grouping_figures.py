"""Figures of a grouping run: a map of segments, and people by grouping."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from idtool.steps.grouping import GroupingReport


def write_grouping_figures(report: GroupingReport, folder: Path) -> tuple[str, ...]:
    """Draw ``groupings-map`` and ``groupings-people`` as SVG and PNG; returns the paths.

    No words of participants are drawn: a figure leaves the team sooner than a table.
    """
    from idtool.report.figures import save_figure
    from idtool.report.grouping_figures import (
        Cell,
        draw_map,
        draw_people,
        map_alt_text,
        people_alt_text,
    )

    folder.mkdir(parents=True, exist_ok=True)
    result = report.result
    group_of = {s: g.id for g in result.groupings for s in g.segments}
    dots = [(x, y, group_of.get(segment)) for segment, (x, y) in result.places.items()]
    names = [g.id for g in result.groupings]
    cells: Counter[Cell] = Counter()
    for g in result.groupings:
        for segment in g.segments:
            for person in report.speakers[segment]:
                cells[person, g.id] += 1
    people = sorted({person for who in report.speakers.values() for person in who})
    written = []
    for base, figure, words in (
        ("groupings-map", draw_map(dots, names), map_alt_text(dots, names)),
        (
            "groupings-people",
            draw_people(people, names, cells),
            people_alt_text(people, names, cells),
        ),
    ):
        svg, png = folder / f"{base}.svg", folder / f"{base}.png"
        save_figure(figure, svg, png, words)
        written += [str(svg), str(png)]
    return tuple(written)
