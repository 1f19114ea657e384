"""What became of proposals, by code and version, and whether they hold better since."""

from __future__ import annotations

from idtool.model import Coding, CodingSource, CodingStatus, Segment
from idtool.steps.checking_proposals import drifts, reviewed


def coding(
    start: int,
    status: CodingStatus,
    *,
    version: str = "garden@1.0.0",
    source: CodingSource = "rule",
    code: str = "GA.WATER",
) -> Coding:
    place = Segment("I01", start, start + 10)
    return Coding("", place, 1, code, "garden", status, source, "R1", "q", codebook_version=version)


def test_a_code_on_other_words_is_a_change_and_nothing_is_missed() -> None:
    moved = [coding(0, "rejected"), coding(5, "accepted", source="hand")]
    other = [coding(100, "rejected"), coding(100, "accepted", source="hand", code="GA.WEED")]

    water, weed = reviewed([*moved, *other], ["R1"])

    assert (water.proposed, water.accepted, water.changed, water.rejected) == (2, 0, 2, 0)
    assert (water.missed, weed.missed) == (0, 1)


def test_versions_come_in_the_order_of_their_numbers() -> None:
    rows = reviewed(
        [coding(n * 20, "accepted", version=f"garden@1.0.{n}") for n in (10, 9, 2)], ["R1"]
    )
    assert [row.version for row in rows] == ["garden@1.0.2", "garden@1.0.9", "garden@1.0.10"]


def test_the_last_version_is_held_against_those_before() -> None:
    """Newcombe (1998), table II: 56 of 70 against 48 of 80 is .0524 to .3339."""
    before = [coding(n * 20, "accepted" if n < 48 else "rejected") for n in range(80)]
    after = [
        coding(5_000 + n * 20, "accepted" if n < 56 else "rejected", version="garden@1.0.1")
        for n in range(70)
    ]

    (drift,) = drifts(reviewed([*before, *after], ["R1"]))

    assert (drift.version, drift.n, drift.n_before) == ("garden@1.0.1", 70, 80)
    assert drift.low is not None and abs(drift.low - 0.0524) < 5e-5
    assert drift.high is not None and abs(drift.high - 0.3339) < 5e-5


def test_few_decisions_tell_no_drift_and_one_version_has_none() -> None:
    one = [coding(n * 20, "accepted") for n in range(30)]
    assert drifts(reviewed(one, ["R1"])) == []

    (drift,) = drifts(reviewed([*one, coding(900, "rejected", version="garden@1.1.0")], ["R1"]))
    assert (drift.n, drift.difference) == (1, None)
