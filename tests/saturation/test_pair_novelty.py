"""New to the pair, new to a person: paired interviews held against what came before."""

from __future__ import annotations

from idtool.saturation.pair_novelty import describe_pairs

ALONE = {"P1": frozenset("ab"), "P2": frozenset("bc")}
TOGETHER = {
    "D1": {"P1": frozenset("acx"), "P2": frozenset("bx")},
    "D2": {"P1": frozenset("xy"), "P3": frozenset("x")},
}


def test_what_a_partner_said_alone_is_new_to_a_person_and_not_to_the_pair() -> None:
    first, second = describe_pairs([("D1", ("P1", "P2")), ("D2", ("P1", "P3"))], ALONE, TOGETHER)

    assert first.new_to_pair == ("x",)
    assert first.new_to_person == {"P1": ("c", "x"), "P2": ("x",)}
    assert second.new_to_pair == ("y",), "x was heard in an earlier pair"
    assert second.new_to_person == {"P1": ("y",), "P3": ("x",)}
