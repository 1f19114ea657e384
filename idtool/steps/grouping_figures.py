"""Figures of a run: a map of segments, people by grouping or code, and what joins what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from idtool.steps.code_patterns import PatternReport
from idtool.steps.grouping import GroupingReport
from idtool.themes.joined_codes import MOST_DRAWS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Drawn = tuple[str, "Figure", str]
"""Name of the file, the figure, and what it shows in words."""

APART = "share of draws of people in which their segments fall apart"
NOT_TOGETHER = "share of draws of people in which they do not join"


def write_grouping_figures(report: GroupingReport, folder: Path) -> tuple[str, ...]:
    """Draw ``groupings-map``, ``-people`` and ``-tree`` as SVG and PNG; returns the paths.

    No words of participants are drawn: a figure leaves the team sooner than a table.
    """
    from idtool.report.grouping_figures import (
        draw_map,
        draw_people,
        map_alt_text,
        people_alt_text,
    )

    result = report.result
    group_of = {s: g.id for g in result.groupings for s in g.segments}
    dots = [(x, y, group_of.get(segment)) for segment, (x, y) in result.places.items()]
    names = [g.id for g in result.groupings]
    cells: Counter[tuple[str, str]] = Counter()
    for g in result.groupings:
        for segment in g.segments:
            for person in report.speakers[segment]:
                cells[person, g.id] += 1
    people = sorted({person for who in report.speakers.values() for person in who})
    drawn = [
        ("groupings-map", draw_map(dots, names), map_alt_text(dots, names)),
        (
            "groupings-people",
            draw_people(people, names, cells),
            people_alt_text(people, names, cells),
        ),
    ]
    return _write([*drawn, *_tree_of_groupings(report)], folder)


def _tree_of_groupings(report: GroupingReport) -> list[Drawn]:
    from idtool.report.tree_figures import draw_tree, tree_alt_text

    labels: dict[str, str] = {}
    sets = []
    for grouping in report.result.groupings:
        leaves = [(part.id, part.segments, part.people) for part in grouping.parts] or [
            (grouping.id, grouping.segments, grouping.people)
        ]
        labels |= {
            name: f"{name}: {len(segments)} segments, {len(people)} people"
            for name, segments, people in leaves
        }
        sets.append(frozenset(name for name, _, _ in leaves))
    if not labels:
        return []
    joins = report.result.joins
    figure = draw_tree(joins, labels, sets, axis=APART)
    return [("groupings-tree", figure, tree_alt_text(joins, labels, axis=APART))]


def write_pattern_figures(report: PatternReport, folder: Path) -> tuple[str, ...]:
    """Draw ``patterns-people`` (codes by people) and ``patterns-tree`` as SVG and PNG.

    Codes stand in the order of the tree, so that those of a pattern are side by side.
    """
    from idtool.report.grouping_figures import codes_alt_text, draw_people
    from idtool.report.tree_figures import draw_tree, leaves_in_order, tree_alt_text

    joins = report.result.joins
    codes = leaves_in_order(joins)
    sets = [frozenset(pattern.codes) for pattern in report.result.patterns]
    of_pattern = {code: p.id for p in report.result.patterns for code in p.codes}
    labels = {
        code: f"{code} ({of_pattern[code]})" if code in of_pattern else code for code in codes
    }
    people = sorted({person for person, _ in report.n_by_person})
    cells = {(code, person): n for (person, code), n in report.n_by_person.items()}
    tree = draw_tree(joins, labels, sets, axis=NOT_TOGETHER, limit=1 - MOST_DRAWS)
    return _write(
        [
            (
                "patterns-people",
                draw_people(codes, people, cells),
                codes_alt_text(codes, people, cells),
            ),
            ("patterns-tree", tree, tree_alt_text(joins, labels, axis=NOT_TOGETHER)),
        ],
        folder,
    )


def _write(drawn: Sequence[Drawn], folder: Path) -> tuple[str, ...]:
    from idtool.report.figures import save_figure

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, figure, words in drawn:
        svg, png = folder / f"{name}.svg", folder / f"{name}.png"
        save_figure(figure, svg, png, words)
        written += [str(svg), str(png)]
    return tuple(written)
