"""The saturation figure: what it says, to whom, and that it always says the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from idtool.report.figures import saturation_alt_text, saturation_figure, save_figure
from idtool.report.saturation_panels import CurveMark
from idtool.saturation import StratumCurve, describe_stratum

VERDICTS = ("saturated", "saturation", "reached", "complete", "sufficient", "enough", "achieved")
PLACES = [1, 3, 4, 6, 7, 8, 9, 10]


def stratum(name: str, n: int) -> StratumCurve:
    """An invented stratum in which interview k brings codes 1 to 3 and a few of its own."""
    interviews = [
        (f"I{k:02d}", frozenset({"a", "b", f"c{k // 3}", f"d{k * k % 5}"})) for k in PLACES[:n]
    ]
    return describe_stratum(name, interviews, seed=7, orders=100)


@pytest.fixture(scope="module")
def curves() -> list[StratumCurve]:
    return [stratum("LE", 7), stratum("SW", 5), stratum("paired", 0)]


def words_of(figure) -> str:
    """Everything written in a figure."""
    import matplotlib.text

    figure.canvas.draw()
    return "\n".join(text.get_text() for text in figure.findobj(matplotlib.text.Text))


def test_each_stratum_has_a_panel_named_with_its_interviews(curves) -> None:
    words = words_of(saturation_figure(curves, provisional=False))

    assert "LE (7 interviews)" in words
    assert "SW (5 interviews)" in words
    assert "paired (no interviews)" in words


def test_a_stratum_that_cannot_be_assessed_says_so_and_why(curves) -> None:
    words = words_of(saturation_figure(curves, provisional=False))

    assert "not assessable\n5 interviews, the rule needs 6" in words
    assert "not assessable\nno interviews, the rule needs 6" in words


def test_base_and_runs_are_marked(curves) -> None:
    figure = saturation_figure(curves, provisional=False)
    words = words_of(figure)

    assert f"base:\n{curves[0].rule.base_codes} codes" in words
    assert "run of 2 at or under 5 %" in words
    runs = figure.axes[0]  # the strip of the first stratum: a dot per run
    dots = [line for line in runs.lines if line.get_marker() == "o"]
    assert [dot.get_ydata()[0] for dot in dots] == [
        pytest.approx(100 * run.proportion) for run in curves[0].windows
    ]


def test_bars_are_the_new_codes_and_the_line_all_codes_so_far(curves) -> None:
    panel = saturation_figure(curves, provisional=False).axes[1]

    bars = [patch.get_height() for container in panel.containers for patch in container]
    assert bars == list(curves[0].new_codes)
    assert list(panel.lines[0].get_ydata()) == list(curves[0].cumulative)


def test_the_banner_stands_only_on_provisional_figures(curves) -> None:
    assert "PROVISIONAL" in words_of(saturation_figure(curves, provisional=True))
    assert "PROVISIONAL" not in words_of(saturation_figure(curves, provisional=False))


def test_marks_stand_where_they_belong_and_share_a_line(curves) -> None:
    marks = [CurveMark("I04", "guide 1.1"), CurveMark("I04", "codebook 2"), CurveMark("I99", "x")]
    figure = saturation_figure(curves, provisional=False, marks=marks)

    assert words_of(figure).count("guide 1.1 + codebook 2") == 2  # LE and SW hold I04
    third = PLACES.index(4) + 1
    assert any(line.get_xdata()[0] == third - 0.5 for line in figure.axes[1].lines)


def test_no_verdict_word_appears(curves) -> None:
    words = words_of(saturation_figure(curves, provisional=True)).lower()
    words += saturation_alt_text(curves, provisional=True).lower()

    assert not [verdict for verdict in VERDICTS if verdict in words]
    assert "this is a description of codes so far." in words


def test_alt_text_gives_the_numbers_in_order(curves) -> None:
    text = saturation_alt_text(curves, provisional=True)

    assert text.startswith("Provisional")
    numbers = ", ".join(str(n) for n in curves[0].new_codes)
    assert f"LE: 7 interviews; new codes in order: {numbers};" in text
    assert "not assessable: 5 interviews, the rule needs 6." in text


def test_saved_twice_the_bytes_are_equal_and_hold_no_date(curves, tmp_path: Path) -> None:
    for name in ("first", "second"):
        save_figure(
            saturation_figure(curves, provisional=True),
            tmp_path / f"{name}.svg",
            tmp_path / f"{name}.png",
            "alt",
        )

    assert (tmp_path / "first.svg").read_bytes() == (tmp_path / "second.svg").read_bytes()
    assert (tmp_path / "first.png").read_bytes() == (tmp_path / "second.png").read_bytes()
    svg = (tmp_path / "first.svg").read_text(encoding="utf-8")
    assert "<dc:date>" not in svg
    assert "<dc:creator>" not in svg
    with Image.open(tmp_path / "first.png") as image:
        assert set(image.text) == {"Description"}


def test_the_svg_is_well_formed_speaks_its_alt_text_and_needs_nothing_from_outside(
    curves, tmp_path: Path
) -> None:
    alt = 'Codes <new> & "old", é'
    save_figure(
        saturation_figure(curves, provisional=False), tmp_path / "f.svg", tmp_path / "f.png", alt
    )

    root = etree.parse(tmp_path / "f.svg").getroot()
    described = root.find("{http://www.w3.org/2000/svg}desc")
    assert described.text == alt
    assert root.get("aria-describedby") == described.get("id")
    assert root.get("role") == "img"
    assert "DOCTYPE" not in (tmp_path / "f.svg").read_text(encoding="utf-8")
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))


def test_nothing_drawn_leaves_the_page(curves) -> None:
    many = [stratum("a rather long name", 8), *curves, stratum("all", 8)]
    figure = saturation_figure(many, provisional=True)

    tight = figure.get_tightbbox()
    across, up = figure.get_size_inches()
    assert tight.x0 >= 0
    assert tight.y0 >= 0
    assert tight.x1 <= across
    assert tight.y1 <= up


def test_bar_band_and_base_stay_apart_in_grey_print() -> None:
    from matplotlib.colors import to_rgb

    from idtool.report.palette import BAND, BAR, BASE, LINE

    def grey(color: str) -> float:
        red, green, blue = to_rgb(color)
        return 0.299 * red + 0.587 * green + 0.114 * blue

    tones = [grey(LINE), grey(BAR), grey(BAND), grey(BASE)]
    assert all(dark + 0.07 < light for dark, light in pairwise(tones))


def test_a_figure_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="stratum"):
        saturation_figure([], provisional=False)
