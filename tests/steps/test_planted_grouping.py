"""A subject no code covers is found among the groupings; codes and echo are told truly."""

from __future__ import annotations

import random
from pathlib import Path

from idtool.model import Act
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.grouping import _segments
from idtool.steps.grouping_views import CodeOverlap, overlap_with_codes
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from idtool.themes import GroupableSegment, group_segments, vignette_words
from tests.conftest import told

ACT = Act(by="R1", at="2026-01-05T09:00:00Z")
HORSES = (
    "My uncle kept a horse, and I think of the saddle and the bridle and how it shied.",
    "You learn it in a stable. A horse that shied at the gate, you loosen the bridle first.",
    "I rode as a kid, saddle and all, and a pony tells you with its ears what comes next.",
    "There was a pony at the ranch, nobody could bridle it, you stood by the stable and waited.",
)


def test_what_six_people_say_beside_every_code_is_found_in_the_first_eight(
    example: Path,
) -> None:
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        text, codings = load_text(study, store), counted_codings(study, store)
        segments, _, _ = _segments(study, codings, text, None, "uncoded")
    rng = random.Random(4)
    planted = [
        GroupableSegment(
            f"I{person:02d}#t9{number}",
            said,
            f"I{person:02d}",
            (f"P{person:02d}",),
            "LE",
            None,
            None,
        )
        for person in range(1, 7)
        for number, said in enumerate(rng.sample(HORSES, 3))
    ]
    asked = vignette_words(study.stage_texts.values(), study.question_texts.values())
    result = group_segments([*segments, *planted], seed=7, stop_words=asked)

    ids = {segment.id for segment in planted}
    found = [g for g in result.groupings[:8] if len(ids & set(g.segments)) > len(g.segments) / 2]
    assert found  # as one grouping or, by its two wordings, as two
    assert set().union(*(g.people for g in found)) >= {f"P{n:02d}" for n in range(1, 7)}
    assert len(ids & {s for g in found for s in g.segments}) > len(ids) / 2


def test_a_grouping_under_one_code_is_not_called_new(example: Path) -> None:
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        codings = counted_codings(study, store)
    one = [c for c in codings if c.code == codings[0].code]
    places = [(c.segment.transcript, c.turn, c.segment.start, c.segment.end) for c in one]

    assert overlap_with_codes(places, codings).sentence == f"100% already {one[0].code}"
    assert overlap_with_codes([(places[0][0], 1, 0, 1)], ()).covered == 0
    assert "no code covers this" in CodeOverlap((), 0.0).sentence


def test_a_name_a_person_gave_carries_over_and_runs_can_be_compared(own_example: Path) -> None:
    first = told(own_example, "cluster")
    told(own_example, "theme", "from-group", "Group 1", "--name", "Something of ours")
    second = told(own_example, "cluster", "--compare", str(first["run"]))
    third = told(own_example, "cluster", "--seed", "7")

    assert second["compared"]["run"] == first["run"]
    assert {match["fate"] for match in second["compared"]["matches"]} == {"kept"}
    for again in (second, third):
        assert [len(g["themes"]) for g in again["groupings"]][:2] == [1, 0]
    assert third["compared"] is None


def test_figures_are_drawn_without_words_of_participants(own_example: Path, tmp_path: Path) -> None:
    told(own_example, "cluster", "--figure", tmp_path / "figures")
    drawn = sorted(path.name for path in (tmp_path / "figures").iterdir())

    assert drawn == [
        "groupings-map.png",
        "groupings-map.svg",
        "groupings-people.png",
        "groupings-people.svg",
        "groupings-tree.png",
        "groupings-tree.svg",
    ]
    assert "11 people" in (tmp_path / "figures" / "groupings-people.svg").read_text("utf-8")
