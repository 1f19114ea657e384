"""Places in kept runs follow their transcript, wherever they stand."""

from __future__ import annotations

from idtool.store.kept_places import Place, follow_places, places_in

RUN = {
    "focus": None,
    "seed": 7,
    "k_choice": [[2, 0.5]],
    "ungrouped": [["I02", 4, 10, 20]],
    "nearest": [["I01", 1, 0, 9, "Group 1"]],
    "groupings": [
        {
            "id": "Group 1",
            "people": ["P01"],
            "segments": [["I01", 1, 0, 9], ["I02", 3, 0, 5]],
            "contrary": ["I02", 3, 0, 5],
            "central": [[["I01", 1, 0, 9], ["I02", 3, 0, 5]]],
        }
    ],
}


def moved(place: Place) -> Place | None:
    """In I02 everything stands five further on, and what began at 0 is gone."""
    name, turn, start, end = place
    if name != "I02":
        return place
    return None if start == 0 else (name, turn + 1, start + 5, end + 5)


def test_every_place_is_found_and_nothing_else() -> None:
    assert list(places_in(RUN)).count(("I02", 3, 0, 5)) == 3
    assert len(list(places_in(RUN))) == 7


def test_places_move_or_go_and_what_stands_behind_them_stays() -> None:
    now = follow_places(RUN, moved)
    (group,) = now["groupings"]

    assert now["ungrouped"] == [["I02", 5, 15, 25]]
    assert now["nearest"] == RUN["nearest"]
    assert group["segments"] == [["I01", 1, 0, 9]]
    assert group["contrary"] is None
    assert group["central"] == [[["I01", 1, 0, 9]]]
    assert (now["focus"], now["seed"], now["k_choice"]) == (None, 7, [[2, 0.5]])
    assert group["people"] == ["P01"]
