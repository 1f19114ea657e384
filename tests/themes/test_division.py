"""How segments are divided: people drawn, neighbors, leveling, k-means, parts to try."""

from __future__ import annotations

import numpy as np

from idtool.themes.candidates import GroupableSegment
from idtool.themes.consensus import adjusted_rand, resample, spherical_k_means
from idtool.themes.division import parts_to_try, units_to_draw
from idtool.themes.features import center_on, describe_segments, long_only, unit_rows
from idtool.themes.material import Material, gather


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


def test_k_means_tells_three_directions_apart() -> None:
    rng = np.random.Generator(np.random.PCG64(1))
    truth = np.repeat([0, 1, 2], 20)
    rows = unit_rows(np.eye(3)[truth] + 0.1 * rng.random((60, 3)))
    labels, fit = spherical_k_means(rows, 3, weights=np.ones(60), random=rng)

    assert adjusted_rand(labels, truth) == 1
    assert fit > 0.95


def test_more_parts_than_groupings_may_be_tried_never_fewer() -> None:
    assert parts_to_try("auto", 60) == [4, 5, 6]
    assert parts_to_try("auto", 40) == [4]
    assert min(parts_to_try(5, 200)) == 5
    assert 5 in parts_to_try(5, 40)


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
