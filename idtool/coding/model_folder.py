"""Model folder: what a sentence model on this disk says of itself, read without loading it.

A folder as sentence-transformers writes it (``modules.json``), or one with an ONNX
graph and ``tokenizer.json`` beside it. Which layers are pooled, how, and after how many
tokens a text is cut is taken from the folder, never guessed from a model's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from idtool.errors import UsageProblem

Reader = Literal["onnxruntime", "sentence-transformers"]

POOLINGS = {
    "cls": "pooling_mode_cls_token",
    "max": "pooling_mode_max_tokens",
    "mean": "pooling_mode_mean_tokens",
    "mean_sqrt_len_tokens": "pooling_mode_mean_sqrt_len_tokens",
    "weightedmean": "pooling_mode_weightedmean_tokens",
    "lasttoken": "pooling_mode_lasttoken",
}
"""Ways of making one vector of many, in the order in which several are put side by side."""

MOST_TOKENS = 512
"""Where a text is cut if the folder does not say."""

_WHOLE = "model.onnx"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_READ_WITH_WEIGHTS = frozenset({".json", ".txt", ".model"})
_UNKNOWN_LENGTH = 100_000
_NOT_TELLING = frozenset({"model", "onnx", "st", "snapshots", "main"})
_HUB = "models--"
_PIECE = 1 << 20


class NoModel(UsageProblem):
    """The folder is no sentence model, or what reads it is not installed."""


@dataclass(frozen=True)
class ModelFolder:
    """A sentence model on disk.

    ``home`` holds its tokenizer and settings, mostly ``path`` itself. ``graph`` is its ONNX
    file if it has one, ``is_whole`` whether that is of full precision (others are quantized:
    smaller, less exact). ``has_weights``: files sentence-transformers reads. ``pooling`` names
    ways of ``POOLINGS``; ``normalize``: vectors are brought to length 1. ``most_tokens`` counts
    the marks at both ends, too. ``heavy_only`` says why onnxruntime alone is not enough.
    """

    path: Path
    home: Path
    graph: Path | None
    is_whole: bool
    has_weights: bool
    pooling: tuple[str, ...]
    normalize: bool
    most_tokens: int
    lower: bool
    prompt: str
    heavy_only: str

    @property
    def name(self) -> str:
        """What to call the model: its folder, or the one above if that says more."""
        for part in reversed(self.path.parts):
            if part.startswith(_HUB):
                return part.removeprefix(_HUB).replace("--", "/")
        names = [part for part in self.path.parts[1:] if part not in _NOT_TELLING]
        return names[-1] if names else self.path.name

    @cached_property
    def fingerprint(self) -> str:
        """The first 12 digits of SHA-256 over every file that vectors depend on.

        Two folders with the same files have the same one wherever they lie.
        """
        digest = sha256()
        for file in self._read_files():
            size = file.stat().st_size
            digest.update(f"{file.relative_to(self.path).as_posix()}:{size};".encode())
            with file.open("rb") as data:
                while piece := data.read(_PIECE):
                    digest.update(piece)
        return digest.hexdigest()[:12]

    def _read_files(self) -> list[Path]:
        return sorted(
            file
            for file in self.path.rglob("*")
            if file.is_file()
            and not any(p.startswith(".") for p in file.relative_to(self.path).parts)
            and (
                file.suffix in _READ_WITH_WEIGHTS
                or any(file.match(pattern) for pattern in _WEIGHTS)
                or (self.graph is not None and file.name.startswith(self.graph.name))
            )
        )


def look_at(folder: Path) -> ModelFolder:
    """Read what a folder says of its model; loads nothing.

    Raises:
        NoModel: There is no folder, no model in it, or one that brings code of its own.
    """
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "is not there"
        raise NoModel(
            f"{folder} {what}; a sentence model is a folder.",
            "Give the folder that holds the model's modules.json or config.json.",
        )
    folder = folder.resolve()
    modules = _modules(folder)
    kinds = [_kind(module, folder) for module in modules]
    home = folder / str(modules[0].get("path", "")) if modules else folder
    graph, is_whole = _graph(dict.fromkeys((folder, home)))
    has_weights = any(_weights(folder)) and bool(modules or (home / "config.json").is_file())
    if not (home / "tokenizer.json").is_file():
        graph = None
    if graph is None and not has_weights:
        raise NoModel(
            f"{folder} holds no sentence model: neither weights (model.safetensors) with "
            "config.json nor model.onnx with tokenizer.json.",
            "Give the folder of a sentence-transformers model, whole.",
        )
    pooling, pools_without_prompt = _pooling(folder, modules)
    said = _said(home)
    prompt = _prompt(folder)
    reasons = [kind for kind in kinds if kind not in {"Transformer", "Pooling", "Normalize"}]
    if not pools_without_prompt and prompt:
        reasons.append("a prompt that is left out of the mean")
    return ModelFolder(
        folder,
        home,
        graph,
        is_whole,
        has_weights,
        pooling,
        "Normalize" in kinds,
        _most_tokens(home, said),
        bool(said.get("do_lower_case", False)),
        prompt,
        ", ".join(reasons),
    )


def _modules(folder: Path) -> list[Mapping[str, Any]]:
    found = read_json(folder / "modules.json", [])
    if not isinstance(found, list) or not all(isinstance(module, dict) for module in found):
        raise _damaged(folder / "modules.json")
    return found


def _kind(module: Mapping[str, Any], folder: Path) -> str:
    """What a module does. One outside sentence-transformers would be the model's own code."""
    dotted = str(module.get("type", ""))
    if not dotted.startswith("sentence_transformers."):
        raise NoModel(
            f"The model in {folder} wants to run code of its own ({dotted or 'no type'} in "
            "modules.json).",
            "idtool runs no code that comes with a model. Choose a model without any.",
        )
    return dotted.rsplit(".", 1)[1]


def _graph(places: Iterable[Path]) -> tuple[Path | None, bool]:
    """The ONNX file of full precision, else a quantized one."""
    folders = [folder for place in places for folder in (place, place / "onnx")]
    for folder in folders:
        if (folder / _WHOLE).is_file():
            return folder / _WHOLE, True
    found = [file for folder in folders for file in sorted(folder.glob("*.onnx"))]
    found.sort(key=lambda file: not file.stem.startswith("model_quantized"))
    return (found[0], False) if found else (None, False)


def _weights(folder: Path) -> Iterator[Path]:
    for pattern in _WEIGHTS:
        yield from folder.rglob(pattern)


def _pooling(folder: Path, modules: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], bool]:
    """How tokens become one vector, and whether a prompt's tokens count."""
    place = next(
        (str(m.get("path", "")) for m in modules if str(m.get("type", "")).endswith(".Pooling")),
        "1_Pooling",
    )
    file = folder / place / "config.json"
    said = read_json(file, {})
    modes = said.get("pooling_mode")
    if modes is None:
        modes = [mode for mode, key in POOLINGS.items() if said.get(key)] or ["mean"]
    modes = (modes,) if isinstance(modes, str) else tuple(modes)
    unknown = [mode for mode in modes if mode not in POOLINGS]
    if unknown:
        raise NoModel(
            f"{file} names a way of pooling that is unknown: {unknown[0]}.",
            f"Known are: {', '.join(POOLINGS)}.",
        )
    return modes, bool(said.get("include_prompt", True))


def _said(home: Path) -> Mapping[str, Any]:
    """Settings of the first module, under the name the model's family gives the file."""
    names = ("bert", "roberta", "distilbert", "xlm-roberta", "albert", "camembert", "xlnet")
    for name in names:
        file = home / f"sentence_{name}_config.json"
        if file.is_file():
            found: Mapping[str, Any] = read_json(file, {})
            return found
    return {}


def _most_tokens(home: Path, said: Mapping[str, Any]) -> int:
    """Where texts are cut: as the folder says, else what the model and its tokenizer can hold."""
    if isinstance(said.get("max_seq_length"), int):
        return int(said["max_seq_length"])
    positions = read_json(home / "config.json", {}).get("max_position_embeddings")
    tokens = read_json(home / "tokenizer_config.json", {}).get("model_max_length")
    limits = [
        int(limit)
        for limit in (positions, tokens)
        if isinstance(limit, int | float) and 0 < limit < _UNKNOWN_LENGTH
    ]
    return min(limits) if limits else MOST_TOKENS


def _prompt(folder: Path) -> str:
    """Words the model wants in front of every text, if it names any as its default."""
    said = read_json(folder / "config_sentence_transformers.json", {})
    chosen = said.get("default_prompt_name")
    return str((said.get("prompts") or {}).get(chosen, "")) if chosen else ""


def read_json(file: Path, otherwise: Any) -> Any:
    """What a JSON file of the model says; ``otherwise`` if there is none.

    Raises:
        NoModel: The file is damaged.
    """
    if not file.is_file():
        return otherwise
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise _damaged(file) from error
    if isinstance(otherwise, dict) and not isinstance(found, dict):
        raise _damaged(file)
    return found


def _damaged(file: Path) -> NoModel:
    return NoModel(f"{file} is damaged: not the JSON it should be.", "Copy the model again, whole.")
