"""Embeddings: a local model behind a small protocol, vectors kept by content hash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from idtool.coding.embedding import KeptEncoder, NoModel, fingerprint, open_model
from idtool.coding.views import Views


class Meanings:
    """A stand-in for a sentence model: one axis for money, one for water."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> Any:
        self.asked += texts
        words = (("money", "cash", "fund"), ("rain", "water", "hose"))
        return np.array([[sum(w in t for w in axis) + 0.01 for axis in words] for t in texts])


def test_a_text_is_encoded_once_even_by_the_next_process(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "vectors.npz"
    first = KeptEncoder(Meanings(), file)
    vectors = first.encode(["the rain", "our funds", "the rain"])
    first.save()

    model = Meanings()
    again = KeptEncoder(model, file).encode(["our funds", "the rain", "new cash"])

    assert model.asked == ["new cash"]
    assert np.allclose(again[:2], vectors[[1, 0]], atol=1e-6)


def test_the_kept_vectors_hold_nobodys_words(tmp_path: Path) -> None:
    encoder = KeptEncoder(Meanings(), tmp_path / "vectors.npz")
    encoder.encode(["a secret about rain"])
    encoder.save()

    assert [path.name for path in tmp_path.iterdir()] == ["vectors.npz"]
    assert b"secret" not in (tmp_path / "vectors.npz").read_bytes()


def test_meaning_brings_texts_together_that_share_no_word() -> None:
    texts = ["they gave us money", "cash came late", "hose in hand"]
    without, with_model = Views(texts).rows(texts), Views(texts, Meanings()).rows(texts)

    def alike(rows: Any) -> float:
        return float((rows[0] @ rows[1].T).toarray()[0, 0])

    assert alike(with_model) > alike(without) + 0.2


def test_no_model_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="There is no folder"):
        open_model(tmp_path / "missing")
    with pytest.raises(NoModel, match="holds no sentence model"):
        open_model(tmp_path)


def test_two_models_never_share_vectors(tmp_path: Path) -> None:
    for name, size in (("a", 3), ("b", 4)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "weights").write_bytes(b"x" * size)
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")
