"""The vignettes that come with idtool (acceptance checks 15 and 16)."""

from __future__ import annotations

import re

from idtool.codebook import Codebook, VignetteSet

RUN = 6


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def test_there_are_five_areas_each_staged_probed_and_plausible(vignettes: VignetteSet) -> None:
    assert [item.area for item in vignettes.items] == [
        "Domestic violence",
        "Child welfare",
        "Mental health",
        "Substance abuse",
        "Juvenile offenders",
    ]
    assert list(vignettes.roles) == ["LE", "SW", "PAIR"]
    for item in vignettes.items:
        assert len(item.stages) == 2
        assert {probe.voice for probe in item.probes} == {"own", "rule"}
        assert len(item.probes) >= 3
        assert set(item.plausible) == {"LE", "SW"}
        assert item.sensitivity


def test_each_first_stage_begins_by_addressing_the_role(vignettes: VignetteSet) -> None:
    for item in vignettes.items:
        for role, address in vignettes.roles.items():
            said = vignettes.render(item.stages[0].id, role)
            assert said.startswith(address + " ")


def test_no_brace_is_left_in_what_is_read_out(vignettes: VignetteSet) -> None:
    for stage in vignettes.stages():
        for role in vignettes.roles:
            said = vignettes.render(stage.id, role)
            assert "{" not in said
            assert "}" not in said
            assert "  " not in said


def test_the_pair_is_addressed_as_two(vignettes: VignetteSet) -> None:
    assert vignettes.render("su.1", "PAIR").startswith("The two of you ")


def test_stages_are_short_enough_to_listen_to(vignettes: VignetteSet) -> None:
    for stage in vignettes.stages():
        for role in vignettes.roles:
            assert 50 <= len(vignettes.render(stage.id, role).split()) <= 85, stage.id


def test_the_uncle_has_a_name_and_the_cast_is_complete(vignettes: VignetteSet) -> None:
    cast = {name for item in vignettes.items for name in item.cast}

    assert cast == {"Renee", "Curtis", "Dario", "Joaquín", "Alma", "Wendell", "Theo"}


def test_stages_and_code_examples_share_no_run_of_words(
    vignettes: VignetteSet, codebooks: dict[str, Codebook]
) -> None:
    """Else likeness would take a vignette read aloud for an answer to it."""
    told = set().union(*(runs(stage.text) for stage in vignettes.stages()))
    for book in codebooks.values():
        for code in book.all_codes:
            for example in [*code.examples, *(miss.say for miss in code.not_examples)]:
                assert not runs(example) & told, (code.id, example)


def test_no_two_stages_share_a_run_of_words(vignettes: VignetteSet) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for stage in vignettes.stages():
        for run in runs(stage.text):
            assert seen.setdefault(run, stage.id) == stage.id
