"""Candidate groupings: found, counted by people, repeatable, and refused where too little."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idtool.errors import InsufficientData, UsageProblem
from idtool.themes import GroupableSegment, GroupingResult, group_segments


def as_text(result: GroupingResult) -> str:
    return json.dumps(dataclasses.asdict(result), sort_keys=True, allow_nan=False)


@pytest.fixture(scope="module")
def talk(invented_talk) -> list[GroupableSegment]:
    return invented_talk()


@pytest.fixture(scope="module")
def result(talk) -> GroupingResult:
    return group_segments(talk, seed=7, stop_words=())


def test_planted_subjects_are_found_one_to_a_grouping(talk, result, subject_of) -> None:
    about = {segment.id: subject_of(segment.text) for segment in talk}
    found = []
    for grouping in result.groupings:
        subject, count = Counter(about[s] for s in grouping.segments).most_common(1)[0]
        assert count / grouping.n_segments > 0.8
        found.append(subject)

    assert sorted(found) == ["money", "paper", "weather"]


def test_what_belongs_nowhere_is_left_over(talk, result, subject_of) -> None:
    idle = {segment.id for segment in talk if subject_of(segment.text) is None}
    assert len(idle) > 15
    assert len(idle & set(result.ungrouped)) / len(idle) > 0.6


def test_every_segment_is_in_one_grouping_or_left_over(talk, result) -> None:
    placed = [s for grouping in result.groupings for s in grouping.segments]
    assert sorted((*placed, *result.ungrouped)) == sorted(segment.id for segment in talk)


def test_people_are_counted_not_segments(talk, result) -> None:
    by_id = {segment.id: segment for segment in talk}
    for grouping in result.groupings:
        people = {person for s in grouping.segments for person in by_id[s].people}
        assert grouping.people == tuple(sorted(people))
        assert sum(grouping.roles.values()) == len(people) < grouping.n_segments


def test_one_person_in_two_interviews_is_one_person(invented_talk) -> None:
    talk = [
        dataclasses.replace(s, interview="D01", id=s.id.replace("I01", "D01"))
        if s.interview == "I01" and int(s.id[-3:]) > 9
        else s
        for s in invented_talk()
    ]
    result = group_segments(talk, seed=7, stop_words=())

    for grouping in result.groupings:
        assert len(grouping.people) == len(set(grouping.people)) <= 8
        assert sum(grouping.roles.values()) == len(grouping.people)


def test_two_people_in_one_segment_keep_their_own_roles(invented_talk) -> None:
    talk = invented_talk()
    talk[0] = dataclasses.replace(talk[0], people=("P01", "P02"), role="LE+SW")
    result = group_segments(talk, seed=7, stop_words=())

    assert all(set(grouping.roles) <= {"LE", "SW"} for grouping in result.groupings)


def test_groupings_are_numbered_and_come_with_their_core_and_fringe(result) -> None:
    assert [g.id for g in result.groupings] == ["Group 1", "Group 2", "Group 3"]
    for grouping in result.groupings:
        assert 0 < len(grouping.firm) <= grouping.n_segments
        assert set(grouping.firm) <= set(grouping.segments)
        assert set(grouping.central) <= set(grouping.firm)


def test_a_prefix_given_by_the_caller_comes_before_the_number(talk) -> None:
    result = group_segments(talk, seed=7, stop_words=(), prefix="Partnership ")
    assert result.groupings[0].id == "Partnership 1"


def test_terms_come_from_the_planted_subject(talk, result, subject_of) -> None:
    for grouping in result.groupings:
        subjects = Counter(subject_of(term) for term in grouping.terms[:5])
        assert subjects.most_common(1)[0][1] >= 4


def test_three_central_segments_of_different_people_and_two_others_at_the_edge(
    talk, result
) -> None:
    by_id = {segment.id: segment for segment in talk}
    for grouping in result.groupings:
        assert len(grouping.central) == 3
        assert len({by_id[s].people for s in grouping.central}) == 3
        assert len(grouping.peripheral) == 2
        assert not set(grouping.central) & set(grouping.peripheral)
        assert {*grouping.central, *grouping.peripheral} <= set(grouping.segments)


def test_stability_is_told_for_each_grouping(result) -> None:
    assert all(0.6 <= grouping.stability <= 1 for grouping in result.groupings)


def test_talk_without_subjects_leaves_most_over_and_trusts_nothing(invented_talk) -> None:
    result = group_segments(invented_talk(subjects=()), seed=7, stop_words=())

    assert len(result.ungrouped) > 144 / 2
    assert all(grouping.stability <= 0.6 for grouping in result.groupings)
    assert result.k == 0 or any("Not to be trusted" in warning for warning in result.warnings)
    assert result.settings["held"] < 0.2


def test_planted_subjects_hold_more_than_words_dealt_out_at_random(result) -> None:
    assert result.settings["held"] > 2 * result.settings["held_by_chance"]
    assert not any("random" in warning for warning in result.warnings)


def test_same_seed_same_bytes_and_the_order_of_segments_plays_no_part(talk, result) -> None:
    shuffled = random.Random(1).sample(talk, len(talk))
    assert as_text(group_segments(shuffled, seed=7, stop_words=())) == as_text(result)


def test_another_process_with_other_threads_and_hashes_gives_the_same_bytes(talk, result) -> None:
    program = (
        "import dataclasses, json, sys\n"
        "from idtool.themes import GroupableSegment, group_segments\n"
        "rows = [{**r, 'people': tuple(r['people'])} for r in json.load(sys.stdin)]\n"
        "talk = [GroupableSegment(**r) for r in rows]\n"
        "found = group_segments(talk, seed=7, stop_words=())\n"
        "sys.stdout.write(json.dumps(dataclasses.asdict(found), sort_keys=True))\n"
    )
    threads = {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "77"}
    other = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps([dataclasses.asdict(segment) for segment in talk]),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **threads},
    )
    assert other.stdout == as_text(result)


def test_twelve_segments_are_refused_with_their_number(talk) -> None:
    with pytest.raises(InsufficientData) as stop:
        group_segments(talk[:12], seed=7, stop_words=())

    assert stop.value.exit_code == 6
    assert "12 segments" in stop.value.problem
    assert "40" in stop.value.problem


def test_segments_that_say_nothing_do_not_make_up_the_number() -> None:
    silent = [
        GroupableSegment(f"I01#t{n:03d}", "Yeah. Okay.", "I01", ("P01",), "LE", None, None)
        for n in range(60)
    ]
    with pytest.raises(InsufficientData) as stop:
        group_segments(silent, seed=7, stop_words=())
    assert "60 segments, of which 0" in stop.value.problem


def test_no_message_repeats_what_was_said(talk) -> None:
    with pytest.raises(InsufficientData) as stop:
        group_segments(talk[:12], seed=7, stop_words=())
    said = set(" ".join(s.text for s in talk[:12]).lower().replace(",", "").split())
    assert not said & {"grant", "binder"} & set(stop.value.problem.lower().split())


def test_as_many_groupings_as_asked_for_at_most(talk) -> None:
    result = group_segments(talk, seed=7, stop_words=(), k=2)

    assert len(result.groupings) == result.k == 2


def test_more_groupings_than_there_are_cores_are_warned_of(talk) -> None:
    result = group_segments(talk, seed=7, stop_words=(), k=20)

    assert result.k < 20
    assert any("20 groupings were asked for" in warning for warning in result.warnings)


@pytest.mark.parametrize("k", [0, 1, 100])
def test_an_impossible_number_of_groupings_is_refused(talk, k) -> None:
    with pytest.raises(UsageProblem) as stop:
        group_segments(talk, seed=7, stop_words=(), k=k)
    assert "--k auto" in stop.value.remedy


def test_the_choice_of_k_is_shown_with_its_neighbors(result) -> None:
    chosen = result.settings["parts"]
    numbers = [choice.parts for choice in result.k_choice]
    held = {choice.parts: choice.held for choice in result.k_choice}

    assert chosen in numbers
    assert numbers == sorted(numbers)
    assert len(numbers) > 2
    assert held[chosen] >= 0.95 * max(held.values())
    assert all(0 < choice.n_groupings <= choice.parts for choice in result.k_choice)


def test_a_number_asked_for_is_kept_to_and_shown_between_its_neighbors(talk) -> None:
    result = group_segments(talk, seed=7, stop_words=(), k=7)

    assert [choice.parts for choice in result.k_choice] == [6, 7, 8]
    assert result.settings["parts"] == 7


def test_two_people_are_too_few_to_judge_stability(invented_talk) -> None:
    result = group_segments(invented_talk(people=2, each=45), seed=7, stop_words=())

    assert result.groupings
    assert all(grouping.stability is None for grouping in result.groupings)
    assert any("Fewer than 3 people" in warning for warning in result.warnings)


def test_segments_of_the_same_id_are_a_mistake(talk) -> None:
    with pytest.raises(ValueError, match="different ids"):
        group_segments([*talk, talk[0]], seed=7, stop_words=())


def test_what_everyone_answers_alike_to_a_vignette_makes_an_echo_if_kept(
    invented_talk, vignette_vocabulary
) -> None:
    talk = invented_talk(echo=5, words=5)

    kept = group_segments(talk, seed=7, stop_words=())
    assert any("vignette" in w for g in kept.groupings for w in g.echo.warnings)

    removed = group_segments(talk, seed=7, stop_words=vignette_vocabulary)
    assert removed.groupings
    assert not [w for g in removed.groupings for w in g.echo.warnings]
    assert removed.echo.warnings == ()


def test_stable_groupings_that_only_repeat_what_was_asked_are_left_out_and_counted(
    talk, result, monkeypatch
) -> None:
    monkeypatch.setattr("idtool.themes.division.ECHO_THRESHOLD", 0.0)  # anything is an echo
    hidden = group_segments(talk, seed=7, stop_words=())

    assert hidden.groupings == ()
    assert any(
        f"repeat a question or vignette: {result.k}." in warning for warning in hidden.warnings
    )


def test_words_removed_in_one_form_are_removed_in_all(invented_talk) -> None:
    talk = [dataclasses.replace(s, text=s.text.replace("form ", "forms ")) for s in invented_talk()]
    result = group_segments(talk, seed=7, stop_words=("form",))

    assert not {"form", "forms"} & {term for g in result.groupings for term in g.terms}


def test_settings_and_seed_stand_in_the_result(result) -> None:
    assert result.seed == 7
    assert result.settings["n_segments"] == 144
    assert result.settings["resamples"] == 100
    assert result.settings["resampled"] == "people"
    assert result.settings["take_out"] == "interview"


def test_nothing_in_a_result_is_called_a_theme(result) -> None:
    assert "theme" not in as_text(result).lower()


odd_talk = st.lists(
    st.sampled_from(
        [
            "shelter",
            "beds",
            "bed",
            "van",
            "court",
            "judge",
            "Joaquín’s",
            "[crosstalk]",
            "…",
            "😀",
            "",
        ]
    ),
    max_size=9,
).map(" ".join)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(odd_talk, st.integers(0, 3)), min_size=40, max_size=60))
def test_whatever_is_said_every_segment_has_its_place(said) -> None:
    talk = [
        GroupableSegment(
            f"s{n:02d}", text + " shelter bed", f"I{p}", (f"P{p}",) * (p > 0), "", None, None
        )
        for n, (text, p) in enumerate(said)
    ]
    try:
        result = group_segments(talk, seed=1, stop_words=(), resamples=4)
    except InsufficientData:
        return
    placed = [s for grouping in result.groupings for s in grouping.segments]
    assert sorted((*placed, *result.ungrouped)) == [segment.id for segment in talk]
    assert as_text(result)
