"""Tiny sentence models, written graph by graph: a table of token vectors, and their tokenizer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="onnx writes these models; it comes with [dev]")
pytest.importorskip("onnxruntime", reason="it reads these models; it comes with [dev]")
tokenizers = pytest.importorskip("tokenizers", reason="it reads these models; with [dev]")

PAD, START, END, UNKNOWN = 1, 2, 3, 4
WORDS = ("[UNUSED]", "[PAD]", "[S]", "[E]", "[U]")
N_NUMBERS = 6


def write_model(
    folder: Path,
    words: Sequence[str],
    *,
    name: str = "model.onnx",
    pooling: Mapping[str, Any] | None = None,
    normalize: bool = True,
    most_tokens: int | None = None,
    lower: bool = False,
    counts_filling: bool = False,
    seed: int = 3,
) -> Any:
    """Write a folder with a model; returns the vectors of its tokens, one row each.

    ``counts_filling``: every token's vector grows with the number of tokens in its text
    that are not ``[PAD]``, as models do that count positions by it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {word: place for place, word in enumerate([*WORDS, *words])}
    table = np.random.default_rng(seed).normal(size=(len(vocabulary), N_NUMBERS))
    write_graph(folder / name, table.astype(np.float32), counts_filling=counts_filling)
    write_tokenizer(folder / "tokenizer.json", vocabulary)
    modules = [("", "Transformer"), ("1_Pooling", "Pooling")]
    modules += [("2_Normalize", "Normalize")] if normalize else []
    _write(
        folder / "modules.json",
        [
            {"idx": n, "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (path, kind) in enumerate(modules)
        ],
    )
    (folder / "1_Pooling").mkdir(exist_ok=True)
    _write(folder / "1_Pooling" / "config.json", pooling or {"pooling_mode_mean_tokens": True})
    _write(folder / "config.json", {"pad_token_id": PAD, "max_position_embeddings": 64})
    said: dict[str, Any] = {"do_lower_case": lower}
    said |= {} if most_tokens is None else {"max_seq_length": most_tokens}
    _write(folder / "sentence_bert_config.json", said)
    return table.astype(np.float32)


def write_graph(
    file: Path,
    table: Any,
    *,
    counts_filling: bool = False,
    inputs: Sequence[str] = ("input_ids", "attention_mask"),
    pools: bool = False,
) -> None:
    """A graph that looks tokens up; with ``pools`` it gives the largest numbers of a text."""
    helper, numbers = onnx.helper, onnx.numpy_helper
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["looked_up"])]
    constants = [numbers.from_array(table, "table")]
    last = "looked_up"
    if counts_filling:
        constants.append(numbers.from_array(np.array(PAD, dtype=np.int64), "pad"))
        constants.append(numbers.from_array(np.array([1], dtype=np.int64), "axis"))
        nodes += [
            helper.make_node("Equal", ["input_ids", "pad"], ["is_pad"]),
            helper.make_node("Not", ["is_pad"], ["is_word"]),
            helper.make_node("Cast", ["is_word"], ["ones"], to=onnx.TensorProto.FLOAT),
            helper.make_node("ReduceSum", ["ones", "axis"], ["n"], keepdims=1),
            helper.make_node("Unsqueeze", ["n", "axis"], ["n3"]),
            helper.make_node("Add", ["looked_up", "n3"], ["counted"]),
        ]
        last = "counted"
    shape: list[str | int] = ["texts", "tokens", table.shape[1]]
    if pools:
        constants.append(numbers.from_array(np.array([1], dtype=np.int64), "tokens_axis"))
        nodes.append(helper.make_node("ReduceMax", [last, "tokens_axis"], ["most"], keepdims=0))
        last, shape = "most", ["texts", table.shape[1]]
    name = "sentence_embedding" if pools else "last_hidden_state"
    nodes.append(helper.make_node("Identity", [last], [name]))
    graph = helper.make_graph(
        nodes,
        "lookup",
        [
            helper.make_tensor_value_info(n, onnx.TensorProto.INT64, ["texts", "tokens"])
            for n in inputs
        ],
        [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)])
    model.ir_version = 9
    file.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(file))


def write_tokenizer(file: Path, vocabulary: Mapping[str, int]) -> None:
    """Words between white space and signs, with a mark at either end."""
    model = tokenizers.models.WordLevel(dict(vocabulary), unk_token="[U]")
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[S] $A [E]", special_tokens=[("[S]", START), ("[E]", END)]
    )
    made.save(str(file))


def _write(file: Path, record: object) -> None:
    file.write_text(json.dumps(record), encoding="utf-8")
