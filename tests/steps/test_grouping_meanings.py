"""A sentence model that study.yaml names is joined to the words of segments, and said so."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from idtool.coding import embedding
from tests.coding.sentence_models import write_model
from tests.conftest import run, told


class Numbers:
    """A model that knows nothing: each text has numbers of its own, always the same."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.texts += texts
        return np.array(
            [np.frombuffer(sha256(t.encode()).digest(), dtype=np.uint8) for t in texts], dtype=float
        )


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Numbers]:
    folder = tmp_path / "little-model"
    write_model(folder, ("the", "family", "police"), lower=True)
    numbers = Numbers()
    monkeypatch.setattr(embedding, "_loaded", lambda *_: numbers)
    return folder, numbers


def test_the_model_is_remembered_used_and_told_each_text_encoded_once(
    own_example: Path, model: tuple[Path, Numbers]
) -> None:
    folder, numbers = model
    plain = told(own_example, "cluster")
    first = told(own_example, "cluster", "--embeddings", folder)
    again = told(own_example, "cluster")

    assert plain["settings"]["model"] == "none"
    assert first["settings"]["model"] == again["settings"]["model"] == "little-model"
    assert first["settings"]["dimensions"] > plain["settings"]["dimensions"]
    assert first["groupings"] == again["groupings"] != plain["groupings"]
    assert len(numbers.texts) == len(set(numbers.texts)) > 100  # the second run encoded nothing
    assert "sentence model little-model" in run(own_example, "cluster").output


def test_none_leaves_the_model_out_for_once(own_example: Path, model: tuple[Path, Numbers]) -> None:
    plain = told(own_example, "cluster")
    told(own_example, "cluster", "--embeddings", model[0])
    without = told(own_example, "cluster", "--no-embeddings")

    assert without["settings"]["model"] == "none"
    assert without["groupings"] == plain["groupings"]
    assert told(own_example, "cluster")["settings"]["model"] == "little-model"


def test_a_folder_without_a_model_is_refused_and_not_remembered(
    own_example: Path, tmp_path: Path
) -> None:
    result = run(own_example, "cluster", "--embeddings", tmp_path)

    assert result.exit_code == 2
    assert told(own_example, "cluster")["settings"]["model"] == "none"
