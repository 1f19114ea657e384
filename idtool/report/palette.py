"""Colors and type of all figures: told apart by the color-blind and in grey print."""

from __future__ import annotations

from typing import Any

INK = "#1a1a1a"
BAR = "#56b4e9"  # sky blue of Okabe & Ito's palette; a middle grey in print
BAND = "#d9d9d9"
BASE = "#f3efe4"
LINE = "#0b3c5d"
QUIET = "#555555"

STYLE: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "svg.hashsalt": "idtool",
    "svg.fonttype": "path",
}
