from __future__ import annotations

from idtool.coding.explaining import explain
from idtool.coding.proposing import propose
from tests.coding.books import GARDEN, passage


def test_an_explanation_says_how_strongly_and_why_line_by_line() -> None:
    said = "In the evening I drag out the hose and soak the tomatoes."
    proposal = propose([passage(said)], [GARDEN])[0]
    first, *reasons = explain(proposal).splitlines()
    assert first.startswith("GA.WATER (strong")
    assert reasons == [f"  {part}" for part in proposal.evidence.split(" · ")]
    assert len(reasons) == 2
