"""The tree of groupings: no line crosses, no label lies on another, in grey as in color."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from idtool.report.figures import save_figure
from idtool.report.tree_figures import draw_tree, leaves_in_order, tree_alt_text
from idtool.themes.joining import Join

JOINS = (
    Join(("A.1",), ("A.2",), 0.3),
    Join(("C",), ("D",), 0.6),
    Join(("B",), ("A.1", "A.2"), 0.7),
    Join(("B", "A.1", "A.2"), ("C", "D"), 0.9),
)
LABELS = {name: f"{name}: 12 segments, 7 people" for name in ("A.1", "A.2", "B", "C", "D", "E")}
SETS = [frozenset({"A.1", "A.2"}), *(frozenset({name}) for name in "BCD")]


def test_leaves_of_one_branch_are_side_by_side() -> None:
    order = leaves_in_order(JOINS)

    assert order == ["B", "A.1", "A.2", "C", "D"]
    for join in JOINS:
        rows = sorted(order.index(leaf) for leaf in join.one + join.other)
        assert rows == list(range(rows[0], rows[-1] + 1))
    assert leaves_in_order(()) == []


def test_no_label_lies_on_another_or_leaves_the_page() -> None:
    many = tuple(
        Join(tuple(f"CODE.{i:02d}" for i in range(n + 1)), (f"CODE.{n + 1:02d}",), 0.1 + n / 50)
        for n in range(39)
    )
    labels = {f"CODE.{n:02d}": f"CODE.{n:02d}_WITH_A_LONG_NAME (Group 12)" for n in range(40)}
    for joins, texts in ((JOINS, LABELS), (many, labels)):
        figure = draw_tree(joins, texts, SETS, axis="distance", limit=0.5)
        figure.canvas.draw()
        boxes = [text.get_window_extent() for text in figure.axes[0].texts]
        width, height = figure.get_size_inches() * figure.dpi

        assert len(boxes) == len(texts)
        rows = sorted((box.y0, box.y1) for box in boxes)
        assert all(below[1] <= above[0] for below, above in pairwise(rows))
        assert all(box.x1 <= width and box.y0 >= 0 and box.y1 <= height for box in boxes)


def test_nothing_that_joins_is_drawn_as_well() -> None:
    figure = draw_tree((), {"Group 1": "Group 1"}, [frozenset({"Group 1"})], axis="distance")

    assert [text.get_text() for text in figure.axes[0].texts] == ["Group 1"]


def test_the_same_tree_gives_the_same_bytes_and_speaks(tmp_path: Path) -> None:
    words = tree_alt_text(JOINS, LABELS, axis="distance")
    drawn = []
    for name in ("one", "other"):
        svg, png = tmp_path / f"{name}.svg", tmp_path / f"{name}.png"
        save_figure(draw_tree(JOINS, LABELS, SETS, axis="distance"), svg, png, words)
        drawn.append((svg.read_bytes(), png.read_bytes()))

    assert drawn[0] == drawn[1]
    assert "A.1 with A.2 at 0.30" in drawn[0][0].decode()


def test_heavy_and_light_lines_differ_without_color() -> None:
    figure = draw_tree(JOINS, LABELS, SETS, axis="distance")
    widths = {round(float(line.get_linewidth()), 2) for line in figure.axes[0].lines}

    assert len(widths) == 2
    assert max(widths) > 2 * min(widths)
    assert np.isfinite(list(widths)).all()
