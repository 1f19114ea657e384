"""Code against meaning saturation after Hennink, Kaiser & Marconi (2017)."""

from __future__ import annotations

from idtool.saturation.hennink_2017 import describe_meaning

TALK = [
    ("I01", frozenset({"A", "B"})),
    ("I02", frozenset({"A"})),
    ("I03", frozenset({"A", "C"})),
    ("I04", frozenset({"A"})),
]


def test_a_code_met_at_once_can_gain_meaning_to_the_last() -> None:
    found = describe_meaning(TALK, {"A": ["I01", "I04", "I02"]})
    a, b, c = found.codes

    assert (a.first_met, a.last_added, a.n_meanings) == ("I01", "I04", 3)
    assert found.share_of_codes == (2 / 3, 2 / 3, 1.0, 1.0)
    assert found.new_meanings == (1, 1, 0, 1)
    assert (b.last_added, c.last_added) == (None, None)


def test_a_code_without_notes_is_not_assessed_rather_than_saturated() -> None:
    found = describe_meaning(TALK, {"A": ["I01"]})

    assert (found.n_codes, found.n_assessed) == (3, 1)
    assert all(code.not_assessed for code in found.codes if code.code != "A")
