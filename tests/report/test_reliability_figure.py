"""The reliability curve: readable in grey, told in words, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from idtool.coding.checking import CurvePoint
from idtool.report.figures import save_figure
from idtool.report.reliability_figure import draw_reliability, reliability_alt_text

CURVE = [CurvePoint(40, 0.02, 0.05), CurvePoint(40, 0.1, 0.15), CurvePoint(41, 0.6, 0.561)]
USING = ("rules", "learned")


def saved(folder: Path, name: str) -> tuple[bytes, bytes]:
    svg, png = folder / f"{name}.svg", folder / f"{name}.png"
    save_figure(draw_reliability(CURVE, USING), svg, png, reliability_alt_text(CURVE, USING))
    return svg.read_bytes(), png.read_bytes()


def test_the_same_curve_gives_the_same_bytes(tmp_path: Path) -> None:
    assert saved(tmp_path, "one") == saved(tmp_path, "two")


def test_it_is_told_in_words_for_those_who_do_not_see_it(tmp_path: Path) -> None:
    svg, _ = saved(tmp_path, "one")
    assert b"said 0.60, held 0.56 of 41" in svg


def test_curve_and_diagonal_are_told_apart_in_grey(tmp_path: Path) -> None:
    saved(tmp_path, "one")
    with Image.open(tmp_path / "one.png") as image:
        greys = {shade for _, shade in image.convert("L").getcolors(256) or []}
    assert min(greys) < 60 and any(70 < shade < 110 for shade in greys)
    figure = draw_reliability(CURVE, USING)
    curve, diagonal = figure.axes[0].get_lines()[-1], figure.axes[0].get_lines()[0]
    assert curve.get_marker() == "o" and diagonal.get_linestyle() == "--"


def test_words_stay_inside_the_page() -> None:
    figure = draw_reliability(CURVE, ("rules", "likeness", "learned"))
    renderer = figure.canvas.get_renderer()
    width, height = figure.get_size_inches() * figure.dpi
    for text in figure.texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height


def test_without_a_point_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw_reliability([], USING)
