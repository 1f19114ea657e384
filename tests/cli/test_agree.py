"""`idtool agree`: confusions, then numbers, then the caveat; on studies and on tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run, told

TEN = "00 11 01 00 00 01 00 01 10 00"  # Krippendorff (2004), p. 224: alpha .095


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "coded.csv"
    path.write_text(text, encoding="utf-8")
    return path


def ten_units(tmp_path: Path) -> Path:
    rows = [
        f"u{number},{coder},{value}"
        for number, unit in enumerate(TEN.split())
        for coder, value in zip("AB", unit, strict=True)
    ]
    return table(tmp_path, "\n".join(["unit,coder,code", *rows]) + "\n")


def agreed(*words: str | Path) -> Any:
    return told(None, "agree", *words, "--boot", "100")


def test_a_table_of_single_codes_is_nominal(tmp_path: Path) -> None:
    found = agreed("--from", ten_units(tmp_path))

    assert found["values"] == "one code per unit"
    assert found["overall"]["percent"]["value"] == pytest.approx(0.6)
    alpha = found["overall"]["krippendorff_alpha"]
    assert alpha["value"] == pytest.approx(0.09523809523809534)
    assert alpha["low"] <= alpha["value"] <= alpha["high"]
    assert alpha["n_units"] == 10
    assert alpha["undefined"] is None
    assert "stretches" in found["overall"]["u_alpha"]["undefined"]
    assert set(found["codes"]) == {"0", "1"}
    assert found["confusions"][0]["codes"] == ["0", "1"]
    assert found["confusions"][0]["n_units"] == 4
    assert found["confusions"][0]["where"] == ["u2", "u5", "u7", "u8"]


def test_every_measure_of_the_contract_is_there(tmp_path: Path) -> None:
    overall = agreed("--from", ten_units(tmp_path))["overall"]

    assert {
        *("percent", "cohen_kappa", "fleiss_kappa", "conger_kappa", "light_kappa"),
        *("brennan_prediger", "gwet_ac1", "krippendorff_alpha", "alpha_masi", "mv_alpha"),
        *("u_alpha", "f1"),
    } <= set(overall)
    for result in overall.values():
        assert {"value", "low", "high", "n_units", "undefined"} <= set(result)
        assert (result["value"] is None) == (result["undefined"] is not None)


def test_left_uncoded_is_not_never_seen(tmp_path: Path) -> None:
    seen = table(tmp_path, "unit,coder,code\nu1,A,x\nu1,B,x\nu2,A,x\nu2,B,\nu3,A,\nu3,B,\n")
    with_empty = agreed("--from", seen)
    unseen = table(tmp_path, "unit,coder,code\nu1,A,x\nu1,B,x\nu2,A,x\nu3,A,y\nu3,B,y\n")
    without = agreed("--from", unseen)

    assert with_empty["overall"]["percent"]["value"] == pytest.approx(2 / 3)
    assert with_empty["overall"]["percent"]["n_units"] == 3
    assert without["overall"]["percent"]["value"] == 1
    assert without["overall"]["percent"]["n_units"] == 2


def test_both_denominators_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,coder,code\nu1,A,x\nu1,B,x\nu2,A,x\nu2,B,\nu3,A,\nu3,B,\n")
    found = agreed("--from", path, "--denominator", "coded")

    assert found["denominator"] == "coded"
    assert found["denominators"] == {"all": 3, "coded": 2}
    assert found["overall"]["percent"]["value"] == 0.5
    assert found["overall_other_denominator"]["percent"]["value"] == pytest.approx(2 / 3)


def test_a_row_twice_is_once(tmp_path: Path) -> None:
    text = ten_units(tmp_path).read_text(encoding="utf-8")
    once = agreed("--from", table(tmp_path, text))
    twice = agreed("--from", table(tmp_path, text + "".join(text.splitlines(keepends=True)[1:])))

    assert once == twice


def test_numbers_have_levels(tmp_path: Path) -> None:
    rows = "u1,A,1\nu1,B,1\nu2,A,2\nu2,B,3\nu3,A,3\nu3,B,3\nu4,A,1\nu4,B,2\n"
    path = table(tmp_path, f"unit,coder,code\n{rows}")
    nominal = agreed("--from", path)["overall"]["krippendorff_alpha"]["value"]
    interval = agreed("--from", path, "--level", "interval")["overall"]["krippendorff_alpha"]

    assert interval["value"] > nominal


def test_words_have_an_order_only_if_it_is_given(tmp_path: Path) -> None:
    rows = "u1,A,low\nu1,B,low\nu2,A,high\nu2,B,middle\nu3,A,high\nu3,B,high\n"
    path = table(tmp_path, f"unit,coder,code\n{rows}")

    refused = run(None, "agree", "--from", path, "--level", "ordinal")
    assert refused.exit_code == 2
    assert "--codes low,middle,high" in refused.stderr
    assert agreed("--from", path, "--level", "ordinal", "--codes", "low,middle,high")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("unit,coder,code\nu1,A,x\n,B,x\n", "line 3", "unit is missing"),
        ("unit,coder,code\nu1,,x\n", "line 2", "coder is missing"),
        ("unit,coder,code\nu1,A,x\nu1,B\n", "line 3", "ends before the code"),
        ("unit,who,code\nu1,A,x\n", "line 1", "no coder"),
        ("unit,coder,code,interview\nu1,A,x,I01\nu1,B,x,I02\n", "line 3", "two interviews"),
        ("", "line 1", "are needed"),
    ],
)
def test_flawed_tables_are_refused_with_the_line(
    tmp_path: Path, text: str, line: str, words: str
) -> None:
    result = run(None, "agree", "--from", table(tmp_path, text))

    assert result.exit_code == 4
    assert line in result.stderr
    assert words in result.stderr


def test_too_little_to_compare_is_exit_6_and_little_is_not(tmp_path: Path) -> None:
    one_coder = run(None, "agree", "--from", table(tmp_path, "unit,coder,code\nu1,A,x\n"))
    one_unit = agreed("--from", table(tmp_path, "unit,coder,code\nu1,A,x\nu1,B,x\n"))

    assert one_coder.exit_code == 6
    assert "two coders" in one_coder.stderr
    assert one_unit["overall"]["percent"]["value"] == 1
    assert "same category, x," in one_unit["overall"]["krippendorff_alpha"]["undefined"]


def test_nothing_coded_at_all_is_agreement_and_little_else(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,coder,code\nu1,A,\nu1,B,\nu2,A,\nu2,B,\n")
    everything = agreed("--from", path)
    coded = agreed("--from", path, "--denominator", "coded")
    ratio = agreed("--from", path, "--level", "ratio")

    assert everything["overall"]["percent"]["value"] == 1
    assert "one and the same" in everything["overall"]["cohen_kappa"]["undefined"]
    assert everything["codes"] == {}
    assert coded["overall"]["percent"]["undefined"] == "there is no unit to compare"
    assert ratio["overall"]["percent"]["undefined"]


def test_three_coders_have_no_cohen(tmp_path: Path) -> None:
    path = table(tmp_path, "unit,coder,code\nu1,A,x\nu1,B,x\nu1,C,y\nu2,A,y\nu2,B,y\nu2,C,y\n")
    found = agreed("--from", path)["overall"]

    assert "two coders" in found["cohen_kappa"]["undefined"]
    assert found["conger_kappa"]["value"] is not None


def test_disagreements_stand_before_numbers_and_the_caveat_last(example: Path) -> None:
    result = run(example, "agree", "--plain", "--boot", "50", "--no-figure")

    assert result.exit_code == 0
    confused = result.stdout.index("Codes put in each other's place")
    left_off = result.stdout.index("the other left off")
    numbers = result.stdout.index("Krippendorff's alpha")
    caveat = result.stdout.index("does not show that either coder is right")
    assert confused < left_off < numbers < caveat
    assert "I04#t024" in result.stdout


def test_planted_codings_give_values_computed_by_hand(example: Path) -> None:
    """Acceptance check 52: kappa and alpha of one code, from the two coders' own tables."""
    found = told(example, "agree", "--boot", "0", "--no-figure", "--codes", "PP.PROTOCOL")
    both, one, neither = (found["counts"]["PP.PROTOCOL"][k] for k in ("both", "one", "neither"))
    n = both + one + neither
    only_r1, only_r2 = (
        sum(
            direction["n_units"]
            for confusion in found["confusions"]
            for direction in confusion["directions"]
            if direction["coders"][0] == coder
        )
        for coder in ("R1", "R2")
    )
    assert only_r1 + only_r2 == one
    r1, r2 = both + only_r1, both + only_r2
    observed = (both + neither) / n
    by_habit = (r1 * r2 + (n - r1) * (n - r2)) / n**2
    applied = r1 + r2
    together = (applied * (applied - 1) + (2 * n - applied) * (2 * n - applied - 1)) / (
        2 * n * (2 * n - 1)
    )
    code = found["codes"]["PP.PROTOCOL"]

    assert sorted(found["interviews"]) == ["D02", "I01", "I04", "I09"]
    assert code["cohen_kappa"]["value"] == pytest.approx((observed - by_habit) / (1 - by_habit))
    assert code["krippendorff_alpha"]["value"] == pytest.approx(
        (observed - together) / (1 - together)
    )
    assert 0.5 < code["cohen_kappa"]["value"] < 0.8


@pytest.mark.parametrize("unit", ["turn", "sentence", "character", "interview"])
def test_every_unit_is_named_in_the_output(example: Path, unit: str) -> None:
    found = told(example, "agree", "--unit", unit, "--boot", "0", "--no-figure")

    assert found["unit"] == unit
    assert found["denominators"]["coded"] <= found["denominators"]["all"]
    assert (
        f"by {unit}" in run(example, "agree", "--unit", unit, "--boot", "0", "--no-figure").stdout
    )


def test_characters_count_what_runs_of_them_stand_for(example: Path) -> None:
    found = told(example, "agree", "--unit", "character", "--boot", "0", "--no-figure")

    assert found["denominators"]["all"] > 20_000
    assert found["overall"]["krippendorff_alpha"]["n_units"] == found["denominators"]["all"]


def test_who_read_and_coded_nothing_has_seen_it(own_example: Path) -> None:
    before = told(own_example, "agree", "--boot", "0", "--no-figure")
    assert run(own_example, "--as", "R2", "read", "I02").exit_code == 0
    after = told(own_example, "agree", "--boot", "0", "--no-figure")

    assert "I02" not in before["interviews"]
    assert "I02" in after["interviews"]
    assert after["overall"]["percent"]["value"] < before["overall"]["percent"]["value"]


def test_proposals_and_rejected_codings_do_not_count(own_example: Path) -> None:
    before = told(own_example, "agree", "--boot", "0", "--no-figure")
    assert run(own_example, "apply").exit_code == 0

    assert told(own_example, "agree", "--boot", "0", "--no-figure") == before


@pytest.mark.parametrize("program", ["nvivo", "maxqda", "atlasti", "dedoose"])
def test_like_another_program(example: Path, program: str) -> None:
    words = ["--like", program, "--boot", "0", "--no-figure"]
    found = told(example, "agree", *words)["like"]

    assert found["rows"]
    assert found["manual"]
    assert found["manual"] in " ".join(run(example, "agree", *words).stderr.split())


def test_one_coder_alone_is_exit_6(own_example: Path) -> None:
    result = run(own_example, "agree", "--by", "R1")

    assert result.exit_code == 6
    assert "--as R2" in result.stderr


def test_unknown_names_are_exit_2(example: Path, tmp_path: Path) -> None:
    assert run(example, "agree", "--codes", "PP.PROTOKOL").exit_code == 2
    assert run(example, "agree", "--measures", "kappa").exit_code == 2
    assert run(None, "agree", "--from", ten_units(tmp_path), "--by", "A,Z").exit_code == 2
    assert run(None, "agree", "--from", ten_units(tmp_path), "--like", "nvivo").exit_code == 2


def test_figures_and_table_are_written(example: Path, tmp_path: Path) -> None:
    found = told(
        example, "agree", "--boot", "50", "--out", tmp_path, "--csv", tmp_path / "agreement.csv"
    )

    assert {Path(path).name for path in found["figures"]} == {
        *("agreement.svg", "agreement.png", "confusions.svg", "confusions.png", "agreement.csv")
    }
    assert "<desc" in (tmp_path / "confusions.svg").read_text(encoding="utf-8")
    with (tmp_path / "agreement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    alpha = next(r for r in rows if (r["code"], r["measure"]) == ("(all)", "krippendorff_alpha"))
    assert float(alpha["value"]) == found["overall"]["krippendorff_alpha"]["value"]
    assert json.dumps(found)
