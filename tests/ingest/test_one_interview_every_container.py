"""One interview gives the same turns from every container: same speakers, same words."""

from __future__ import annotations

import pytest

from idtool.ingest import read_transcript
from tests.ingest.containers import CONTAINERS, INTERVIEW


def test_there_are_enough_containers() -> None:
    assert len(CONTAINERS) >= 25
    assert len({name.rpartition(".")[2] for name in CONTAINERS}) >= 18


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_gives_the_same_turns(name: str) -> None:
    container = CONTAINERS[name]
    talk = container.talk(INTERVIEW)

    read = read_transcript(container.write(talk), name)

    assert [(turn.label, turn.text.split()) for turn in read.turns] == [
        (container.label(who), text.split()) for who, text in talk
    ]
