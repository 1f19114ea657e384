"""What must hold of every measure whatever the data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.agreement import (
    CATALOG,
    CodedUnits,
    Drawing,
    Scale,
    find_confusions,
    measure_code,
    measure_overall,
)
from idtool.agreement.catalog import NOMINAL, OF_A_CODE, OF_SETS
from idtool.agreement.stretches import by_sets, of_one_code
from idtool.agreement.unitizing_2016 import Continuum, measure_lengths, u_alpha

OVERALL = (*NOMINAL, *OF_SETS)
NO_DRAWS = Drawing(draws=0)

codings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(
            st.one_of(st.none(), st.frozensets(st.sampled_from("abc"), max_size=2)),
            min_size=coders,
            max_size=coders,
        ),
        min_size=2,
        max_size=12,
    )
)
sets_of_one = st.lists(st.frozensets(st.sampled_from("abc"), max_size=2), min_size=2, max_size=12)


def block(rows: list[list[frozenset[str] | None]], codes: str = "abc") -> CodedUnits:
    applied = np.array([[[c in (v or ()) for c in codes] for v in row] for row in rows])
    seen = np.array([[v is not None for v in row] for row in rows])
    return CodedUnits(
        "turn",
        tuple(f"I01#t{n:03d}" for n in range(len(rows))),
        tuple(f"R{n}" for n in range(len(rows[0]))),
        tuple(codes),
        applied,
        seen,
        np.ones(len(rows)),
    )


def values(units: CodedUnits) -> dict[str, float | None]:
    found = measure_overall(units, OVERALL, NO_DRAWS, Scale())
    return {name: result.value for name, result in found.items()}


def same(one: dict[str, float | None], other: dict[str, float | None]) -> None:
    assert one.keys() == other.keys()
    for name, value in one.items():
        assert other[name] == (None if value is None else pytest.approx(value, abs=1e-9)), name


@given(sets_of_one, st.integers(2, 4))
def test_identical_coders_give_1_or_undefined_with_a_reason(
    given_codes: list[frozenset[str]], coders: int
) -> None:
    units = block([[codes] * coders for codes in given_codes])
    found = measure_overall(units, OVERALL, NO_DRAWS, Scale())

    for name, result in found.items():
        assert (
            result.value == pytest.approx(1) if result.undefined is None else result.value is None
        )
        assert name in CATALOG
    assert find_confusions(units) == []
    for code in units.codes:
        for result in measure_code(units, code, [*NOMINAL, *OF_A_CODE], NO_DRAWS).values():
            assert result.undefined or result.value == pytest.approx(1)


@given(codings, st.randoms(use_true_random=False))
def test_order_of_units_and_names_of_codes_change_nothing(rows: list, rng: object) -> None:
    renamed = {"a": "z", "b": "x", "c": "y"}
    shuffled = [
        [None if v is None else frozenset(renamed[c] for c in v) for v in row] for row in rows
    ]
    rng.shuffle(shuffled)

    same(values(block(rows)), values(block(shuffled, codes="xyz")))


@given(codings)
def test_order_of_coders_changes_nothing(rows: list) -> None:
    same(values(block(rows)), values(block([row[::-1] for row in rows])))


@given(codings)
def test_values_stay_in_their_range(rows: list) -> None:
    for name, value in values(block(rows)).items():
        if value is not None:
            assert value <= 1 + 1e-9, name
            if name in {"percent", "f1", "holsti"}:
                assert value >= 0


@given(codings)
def test_a_unit_nobody_else_saw_changes_no_observed_agreement(rows: list) -> None:
    alone = [frozenset("a"), *[None] * (len(rows[0]) - 1)]
    before, after = values(block(rows)), values(block([*rows, alone]))

    for name in ("percent", "krippendorff_alpha", "alpha_masi", "mv_alpha", "f1"):
        assert after[name] == (None if before[name] is None else pytest.approx(before[name])), name


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from("abc")), max_size=6
).map(lambda found: [(start, start + length, code) for start, length, code in found])


@given(spans, spans)
def test_codings_made_twice_change_nothing(mine: list, theirs: list) -> None:
    """Once more, or once more inside the first."""
    nested = [(start, max(start + 1, end - 1), code) for start, end, code in mine]

    assert by_sets([*mine, *mine, *nested]) == by_sets(mine)
    for code in "abc":
        assert of_one_code([*mine, *nested], code) == of_one_code(mine, code)
    once = measure_lengths([Continuum(60, (by_sets(mine), by_sets(theirs)))])
    twice = measure_lengths([Continuum(60, (by_sets(mine + nested), by_sets(theirs)))])
    assert u_alpha(once) == pytest.approx(float(u_alpha(twice)), nan_ok=True)


@given(spans)
def test_identical_stretches_give_1_or_undefined(mine: list) -> None:
    value = float(u_alpha(measure_lengths([Continuum(60, (by_sets(mine), by_sets(mine)))])))

    assert np.isnan(value) or value == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4), st.floats(0.05, 0.95))
def test_chance_data_centre_on_0(seed: int, coders: int, often: float) -> None:
    rng = np.random.default_rng(seed)
    units = 4000
    applied = rng.random((units, coders, 1)) < often
    data = CodedUnits(
        "turn",
        tuple(map(str, range(units))),
        tuple(map(str, range(coders))),
        ("c",),
        applied,
        np.ones((units, coders), dtype=bool),
        np.ones(units),
    )
    wanted = ["cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa", "light_kappa"]
    found = measure_code(data, "c", [*wanted, "krippendorff_alpha"], NO_DRAWS)

    for name, result in found.items():
        assert result.undefined or abs(result.value) < 0.1, name
    overall = measure_overall(data, ["alpha_masi", "mv_alpha"], NO_DRAWS, Scale())
    assert all(abs(result.value) < 0.1 for result in overall.values())


@settings(max_examples=10, deadline=None)
@given(codings, st.integers(0, 100))
def test_intervals_hold_the_seed_and_lie_in_order(rows: list, seed: int) -> None:
    once = measure_overall(block(rows), OVERALL, Drawing(50, seed), Scale())
    again = measure_overall(block(rows), OVERALL, Drawing(50, seed), Scale())

    assert once == again
    for result in once.values():
        assert result.low is None or result.low <= result.high


@given(codings)
def test_confusions_count_every_difference_once_a_side(rows: list) -> None:
    """Codes left off and confused together are what one of a pair has alone."""
    units = block(rows)
    for code in "abc":
        alone = 0
        for i in range(len(rows[0])):
            for j in range(len(rows[0])):
                alone += sum(
                    i != j and row[i] is not None and row[j] is not None
                    and code in row[i] and code not in row[j] for row in rows
                )  # fmt: skip
        places = {w for c in find_confusions(units) if code in c.codes for w in c.where}
        assert bool(places) == bool(alone)
