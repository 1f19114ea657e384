"""The invented gold sets under ``benchmarks/data`` are found as ``docs/privacy.md`` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from idtool.privacy import screen_text

DATA = Path(__file__).resolve().parents[2] / "benchmarks" / "data"
CAST = ["Renee", "Curtis", "Dario", "Joaquín", "Alma", "Wendell", "Theo"]


@pytest.mark.parametrize("name", ["privacy_invented.json", "privacy_unseen.json"])
def test_identifiers_of_the_two_trades_are_found(name: str) -> None:
    documents = json.loads((DATA / name).read_text(encoding="utf-8"))
    spans, touched = 0, 0
    for document in documents:
        seen = screen_text(document["text"], allow=CAST)
        for span in document["spans"]:
            spans += 1
            touched += any(s.start < span["end"] and span["start"] < s.end for s in seen)

    assert spans >= 80
    assert touched / spans >= 0.97


@pytest.mark.parametrize("name", ["privacy_invented.json", "privacy_unseen.json"])
def test_talk_without_identifiers_is_not_drowned(name: str) -> None:
    documents = json.loads((DATA / name).read_text(encoding="utf-8"))
    clean = [d["text"] for d in documents if not d["spans"]]
    words = sum(len(text.split()) for text in clean)
    strong = [s for text in clean for s in screen_text(text, allow=CAST) if s.tier != "note"]

    assert words > 300
    assert 1000 * len(strong) / words <= 7
