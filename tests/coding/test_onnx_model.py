"""Sentence models without torch: pooled, cut and lowered as their folder says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from idtool.coding.embedding import LocalModel, NoModel, open_model
from idtool.coding.model_folder import look_at
from idtool.coding.onnx_model import pooled
from tests.coding.sentence_models import END, START, UNKNOWN, WORDS, write_graph, write_model

TALK = ("the", "rain", "money", "late", "came", "Rain")


def tokens(table: Any, *words: str) -> Any:
    """The vectors of a text's tokens, marks at both ends included."""
    places = {word: place for place, word in enumerate([*WORDS, *TALK])}
    return table[[START, *(places.get(word, UNKNOWN) for word in words), END]]


def test_the_mean_of_the_tokens_at_length_one(tmp_path: Path) -> None:
    table = write_model(tmp_path, TALK)

    (vector,) = open_model(tmp_path).encode(["the rain came"])

    mean = tokens(table, "the", "rain", "came").mean(axis=0)
    assert np.allclose(vector, mean / np.linalg.norm(mean), atol=1e-6)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"pooling_mode_cls_token": True}, lambda t: t[0]),
        ({"pooling_mode_max_tokens": True}, lambda t: t.max(axis=0)),
        ({"pooling_mode_mean_sqrt_len_tokens": True}, lambda t: t.sum(axis=0) / np.sqrt(len(t))),
        ({"pooling_mode_lasttoken": True}, lambda t: t[-1]),
        (
            {"pooling_mode_weightedmean_tokens": True},
            lambda t: np.average(t, axis=0, weights=range(1, len(t) + 1)),
        ),
        (
            {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": True},
            lambda t: np.concatenate([t[0], t.mean(axis=0)]),
        ),
        ({"pooling_mode": "max"}, lambda t: t.max(axis=0)),  # as newer releases write it
        ({"pooling_mode": ["max", "mean"]}, lambda t: np.concatenate([t.max(0), t.mean(0)])),
    ],
    ids=["cls", "max", "root", "last", "weighted", "two", "named", "two named"],
)
def test_pooling_follows_the_folder(tmp_path: Path, said: Any, expected: Any) -> None:
    table = write_model(tmp_path, TALK, pooling=said, normalize=False)

    # A longer text beside it, so that the first one is filled up to its length.
    vector, _ = open_model(tmp_path).encode(["the rain", "the money came late the rain"])

    assert np.allclose(vector, expected(tokens(table, "the", "rain")), atol=1e-5)


def test_a_text_means_the_same_whatever_stands_beside_it(tmp_path: Path) -> None:
    """Short texts are filled with the model's own filling token, not with token 0."""
    write_model(tmp_path, TALK, counts_filling=True)
    model = open_model(tmp_path)

    (alone,) = model.encode(["the rain"])
    together = model.encode(["the money came late the rain came", "the rain", ""] * 20)

    assert np.array_equal(together[1], alone)
    assert np.array_equal(together[58], alone)


def test_long_texts_are_cut_where_the_folder_says(tmp_path: Path) -> None:
    table = write_model(tmp_path, TALK, most_tokens=4, normalize=False)
    shutil.copytree(tmp_path, tmp_path / "unsaid")
    (tmp_path / "unsaid" / "sentence_bert_config.json").unlink()

    (cut,) = open_model(tmp_path).encode(["the rain came late"])
    (whole,) = open_model(tmp_path / "unsaid").encode(["the rain came late"])

    assert np.allclose(cut, tokens(table, "the", "rain").mean(axis=0), atol=1e-6)
    assert np.allclose(whole, tokens(table, "the", "rain", "came", "late").mean(axis=0), atol=1e-6)
    assert look_at(tmp_path / "unsaid").most_tokens == 64  # positions the model has


def test_small_letters_only_where_the_folder_says_so(tmp_path: Path) -> None:
    write_model(tmp_path / "as_is", TALK)
    write_model(tmp_path / "lowered", TALK, lower=True)

    great, small = open_model(tmp_path / "as_is").encode(["Rain", "rain"])
    assert not np.allclose(great, small)
    great, small = open_model(tmp_path / "lowered").encode(["Rain", "rain"])
    assert np.array_equal(great, small)


def test_a_prompt_that_the_model_wants_stands_in_front(tmp_path: Path) -> None:
    table = write_model(tmp_path, TALK, normalize=False)
    said = {"prompts": {"topic": "the ", "query": "late "}, "default_prompt_name": "topic"}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(said))

    (vector,) = open_model(tmp_path).encode(["rain"])

    assert np.allclose(vector, tokens(table, "the", "rain").mean(axis=0), atol=1e-6)


def test_a_graph_that_pools_by_itself_is_taken_at_its_word(tmp_path: Path) -> None:
    table = write_model(tmp_path, TALK, normalize=False)
    write_graph(tmp_path / "model.onnx", table, inputs=["input_ids"], pools=True)

    (vector,) = open_model(tmp_path).encode(["the rain"])

    assert np.allclose(vector, tokens(table, "the", "rain").max(axis=0))


def test_settings_may_lie_in_a_folder_of_the_first_module(tmp_path: Path) -> None:
    write_model(tmp_path, TALK, most_tokens=4)
    (tmp_path / "0_Transformer").mkdir()
    for name in ("config.json", "tokenizer.json", "sentence_bert_config.json", "model.onnx"):
        (tmp_path / name).rename(tmp_path / "0_Transformer" / name)
    modules = (tmp_path / "modules.json").read_text()
    (tmp_path / "modules.json").write_text(modules.replace('""', '"0_Transformer"'))

    assert look_at(tmp_path).most_tokens == 4
    assert open_model(tmp_path).encode(["rain"]).shape == (1, 6)


@pytest.mark.parametrize(
    "name", ["onnx/model.onnx", "onnx/model_quantized.onnx", "model_qint8_avx512.onnx"]
)
def test_the_graph_may_lie_in_a_folder_of_its_own_and_be_quantized(
    tmp_path: Path, name: str
) -> None:
    write_model(tmp_path, TALK, name=name)
    (tmp_path / "modules.json").unlink()  # as in folders that hold an export only
    shutil.rmtree(tmp_path / "1_Pooling")

    found = look_at(tmp_path)

    assert found.graph == tmp_path / name
    assert found.is_whole == (name == "onnx/model.onnx")
    assert LocalModel(found).reader == "onnxruntime"
    assert open_model(tmp_path).encode(["rain"]).shape == (1, 6)


def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    write_model(tmp_path, TALK)
    table = np.zeros((5, 2), dtype=np.float32)
    write_graph(tmp_path / "model.onnx", table, inputs=["input_ids", "pixel_values"])
    with pytest.raises(NoModel, match="asks for pixel_values"):
        open_model(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no graph at all")
    with pytest.raises(NoModel, match="cannot be read") as told:
        open_model(tmp_path)
    assert "export it again" in told.value.remedy
    write_model(tmp_path, TALK)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(NoModel, match="cannot be read"):
        open_model(tmp_path)
    (tmp_path / "modules.json").write_text("[{")
    with pytest.raises(NoModel, match="damaged"):
        open_model(tmp_path)


def test_tokens_that_only_fill_count_for_nothing() -> None:
    layer = np.array([[[1.0, 5.0], [3.0, 1.0], [99.0, 99.0]]], dtype=np.float32)
    mask = np.array([[1, 1, 0]])

    assert pooled(layer, mask, ("mean",)).tolist() == [[2.0, 3.0]]
    assert pooled(layer, mask, ("max", "cls")).tolist() == [[3.0, 5.0, 1.0, 5.0]]
    assert pooled(layer, mask, ("lasttoken",)).tolist() == [[3.0, 1.0]]
