"""How segments are divided: people drawn, neighbors, leveling, k-means, parts to try."""

from __future__ import annotations

import numpy as np

from idtool.themes.candidates import GroupableSegment
from idtool.themes.consensus import adjusted_rand, find_consensus, resample
from idtool.themes.dividing import follow_centers, grow_tree, main_directions
from idtool.themes.division import parts_to_try, units_to_draw
from idtool.themes.features import center_on, describe_segments, long_only, unit_rows
from idtool.themes.material import Material, gather
from idtool.themes.neighbors import neighbor_graph


def test_people_are_drawn_and_all_they_said_comes_with_them() -> None:
    people = [("P01",), ("P01",), ("P02",), ("P03",), ("P01", "P02")]
    heard = resample(people, resamples=200, seed=3)

    assert heard.shape == (200, 5)
    assert np.array_equal(heard[:, 0], heard[:, 1])
    assert np.allclose(heard[:, 4], (heard[:, 0] + heard[:, 2]) / 2)
    assert np.allclose(heard[:, [0, 2, 3]].sum(axis=1), 3)  # three draws from three people
    assert (heard[:, 0] == 0).any()  # at times somebody is not heard at all


def material(people: list[str], interviews: list[str]) -> Material:
    return gather(
        [
            GroupableSegment(f"s{n}", "", interview, (person,), "LE", None, None)
            for n, (person, interview) in enumerate(zip(people, interviews, strict=True))
        ],
        [()] * len(people),
        leveled=(),
    )


def test_where_people_are_few_interviews_or_segments_are_drawn() -> None:
    assert units_to_draw(material(["P01", "P02", "P03"], ["I01"] * 3))[0] == "people"
    assert units_to_draw(material(["P01", "P01"] * 2, ["I01", "I02", "I03", "I03"]))[0] == (
        "interviews"
    )
    assert units_to_draw(material(["P01"] * 3, ["I01"] * 3))[0] == "segments"


def three_directions() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.Generator(np.random.PCG64(1))
    truth = np.repeat([0, 1, 2], 20)
    return truth, unit_rows(np.eye(3)[truth] + 0.1 * rng.random((60, 3)))


def test_a_tree_and_the_centers_it_is_cut_into_tell_three_directions_apart() -> None:
    truth, rows = three_directions()
    tree = grow_tree(rows, np.ones(60), most=30, random=np.random.Generator(np.random.PCG64(1)))
    labels, centers = follow_centers(rows, tree.cut(3), np.ones(60))

    assert adjusted_rand(labels, truth) == 1
    assert np.allclose(np.linalg.norm(centers, axis=1), 1, atol=1e-5)
    assert len(tree.rows) == 30


def test_who_was_not_heard_makes_no_center() -> None:
    truth, rows = three_directions()
    heard = (truth < 2).astype(float)
    random = np.random.Generator(np.random.PCG64(1))
    tree = grow_tree(rows, heard, most=100, random=random)
    _, centers = follow_centers(rows, np.eye(3)[:2], heard)

    assert len(tree.rows) == 40
    assert (centers[:, 2] < 0.2).all()  # as if the third direction had not been said


def test_main_directions_keep_what_tells_segments_apart() -> None:
    rng = np.random.Generator(np.random.PCG64(5))
    rows = np.hstack([10 * rng.normal(size=(200, 3)), 0.01 * rng.normal(size=(200, 60))])
    directions = main_directions(rows)

    assert directions.shape == (63, 40)
    assert np.allclose(
        (rows @ directions[:, :3]).var(axis=0).sum(), rows[:, :3].var(axis=0).sum(), rtol=0.02
    )


def test_in_every_resample_a_segment_falls_somewhere_once() -> None:
    truth, rows = three_directions()
    heard = resample([(f"P{n % 6}",) for n in range(60)], resamples=9, seed=2)
    three, five = find_consensus(rows, neighbor_graph(rows), heard, ks=[3, 5], seed=2)

    assert np.allclose(three.votes.sum(axis=1), 1) and np.allclose(five.votes.sum(axis=1), 1)
    assert adjusted_rand(three.labels, truth) == 1
    assert three.agreement == 1 > five.agreement  # three there are; five there are not


def test_parts_to_try_are_those_asked_for_or_such_as_can_be_read() -> None:
    assert parts_to_try("auto", 60) == [3, 4, 5]
    assert parts_to_try("auto", 20) == [3]
    assert parts_to_try("auto", 1200)[0] == 10  # none of more than 120 segments on average
    assert parts_to_try("auto", 10_000) == [13, 17, 22, 28]
    assert parts_to_try(5, 200) == [4, 5, 6]  # with neighbors, to compare
    assert parts_to_try(2, 40) == [2, 3]


def test_leveling_removes_what_an_interview_has_in_common_and_spares_the_unknown() -> None:
    rng = np.random.Generator(np.random.PCG64(2))
    own = rng.normal(size=(80, 4))
    vectors = own + np.repeat([[5, 0, 0, 0], [-5, 0, 0, 0]], 40, axis=0)
    leveled = center_on(vectors, ["I01"] * 40 + ["I02"] * 40)

    before = abs(vectors[:40].mean(axis=0) - vectors[40:].mean(axis=0)).max()
    after = abs(leveled[:40].mean(axis=0) - leveled[40:].mean(axis=0)).max()
    assert after < before / 10
    untouched = center_on(vectors, [None] * 80)
    assert np.allclose(untouched, vectors - vectors.mean(axis=0))


def test_short_interviews_keep_what_they_are_about_long_ones_are_leveled() -> None:
    assert long_only(["I01"] * 15 + ["I02"] * 15) == ("I01",) * 15 + ("I02",) * 15
    assert long_only(["I01"] * 14 + ["I02"] * 14 + ["I03"] * 40) == (None,) * 68


def test_words_dealt_out_anew_are_the_same_words_in_segments_of_the_same_length() -> None:
    segments = [GroupableSegment(f"s{n}", "", "I01", ("P01",), "LE", None, None) for n in range(3)]
    words = [(("beds", "bed"), ("van", "van")), (), (("van", "van"),) * 3]
    whole = gather(segments, words, leveled=())
    dealt = whole.deal(4)

    assert [len(said) for said in dealt.words] == [2, 0, 3]
    assert sorted(w for said in dealt.words for w in said) == sorted(
        w for said in words for w in said
    )
    assert dealt.words == whole.deal(4).words


def test_words_of_one_segment_or_of_most_liken_nothing() -> None:
    alone = [["bed"], ["van"], ["cot"], ["lamp"]]
    assert not describe_segments(alone, seed=1).any()
