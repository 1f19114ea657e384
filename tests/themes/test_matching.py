"""Groupings followed from one run to the next."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from idtool.themes.matching import match_groupings


def fates(before: Mapping[str, str], now: Mapping[str, str], known: str = "") -> set[tuple]:
    """Groupings written as one letter per segment."""
    all_before = set(known) | {s for members in before.values() for s in members}
    matches = match_groupings(
        {name: frozenset(members) for name, members in before.items()},
        {name: frozenset(members) for name, members in now.items()},
        known_before=all_before,
    )
    return {(match.fate, match.before, match.now) for match in matches}


def test_a_grouping_of_mostly_the_same_segments_is_kept_under_any_number() -> None:
    assert fates({"1": "abcdef"}, {"2": "abcdeg"}, "g") == {("kept", ("1",), ("2",))}


def test_segments_of_new_interviews_make_it_grow() -> None:
    assert fates({"1": "abcd"}, {"1": "abcdwxyz"}) == {("grown", ("1",), ("1",))}


def test_halves_are_a_split_and_their_union_a_merger() -> None:
    whole, halves = {"1": "abcdefgh"}, {"1": "abcd", "2": "efgh"}
    assert fates(whole, halves) == {("split", ("1",), ("1", "2"))}
    assert fates(halves, whole) == {("merged", ("1", "2"), ("1",))}


def test_what_has_no_counterpart_is_new_or_gone() -> None:
    assert fates({"1": "abcd"}, {"1": "wxyz"}) == {("gone", ("1",), ()), ("new", (), ("1",))}


groupings = st.dictionaries(
    st.integers(0, 20), st.sampled_from(["1", "2", "3", "4"]), max_size=20
).map(lambda at: {name: frozenset(s for s in at if at[s] == name) for name in at.values()})


@given(groupings, groupings)
def test_every_grouping_of_both_runs_is_told_once(before, now) -> None:
    known = frozenset().union(*before.values())
    matches = match_groupings(before, now, known_before=known)

    assert sorted(name for match in matches for name in match.now) == sorted(now)
    told = [name for match in matches for name in match.before]
    assert sorted(told) == sorted(set(told)) == sorted(before)


@given(groupings)
def test_a_run_matched_with_itself_is_kept_whole(run) -> None:
    matches = match_groupings(run, run, known_before=frozenset().union(*run.values()))
    assert all(m.fate == "kept" and m.before == m.now and m.overlap == 1 for m in matches)
