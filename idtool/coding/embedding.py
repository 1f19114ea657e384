"""Embedding: texts as vectors of a local sentence model, kept by content hash.

The model is a folder on this machine (sentence-transformers, or one that holds
``model.onnx`` and ``tokenizer.json``); nothing is ever downloaded. Vectors are
kept in one file, under hashes of the texts: neither its name nor its contents
hold anybody's words.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from idtool.errors import UsageProblem

_MOST_TOKENS = 256
_BATCH = 32


class Encoder(Protocol):
    """Anything that turns texts into vectors, one row per text."""

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``."""


class NoModel(UsageProblem):
    """The folder is no sentence model, or what reads it is not installed."""


class KeptEncoder:
    """An encoder that never encodes a text twice.

    ``file`` holds an array of hashes and one of vectors; it is written whole by
    ``save`` and read once. Without a file nothing outlives the process.
    """

    def __init__(self, inner: Encoder, file: Path | None = None) -> None:
        self._inner = inner
        self._file = file
        self._kept: dict[str, Any] = {}
        self._is_new = False
        if file is not None and file.is_file():
            with np.load(file, allow_pickle=False) as found:
                self._kept = dict(zip(found["keys"].tolist(), found["vectors"], strict=True))

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``; only what is not kept is computed."""
        keys = [sha256(text.encode()).hexdigest()[:32] for text in texts]
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._kept}
        if missing:
            vectors = np.asarray(self._inner.encode(list(missing.values())), dtype=np.float32)
            self._kept.update(zip(missing, vectors, strict=True))
            self._is_new = True
        return np.array([self._kept[key] for key in keys], dtype=np.float64)

    def save(self) -> None:
        """Write the vectors beside the study; the file is replaced in one step."""
        if self._file is None or not self._is_new:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".part.npz")
        with beside.open("wb") as out:
            np.savez(out, keys=np.array(list(self._kept)), vectors=np.array([*self._kept.values()]))
        beside.replace(self._file)
        self._is_new = False


def open_model(folder: Path) -> Encoder:
    """The sentence model in ``folder``; the lighter ONNX form where it is there.

    Raises:
        NoModel: There is none, or the package that reads it is not installed.
    """
    if not folder.is_dir():
        raise NoModel(
            f"There is no folder {folder}.", "Give the folder of a sentence-transformers model."
        )
    places = (folder / "model.onnx", folder / "onnx" / "model.onnx")
    onnx = next((file for file in places if file.is_file()), None)
    if onnx is not None and (folder / "tokenizer.json").is_file():
        try:
            return _OnnxModel(onnx, folder / "tokenizer.json")
        except ImportError:
            pass  # the heavier reader can read the same folder
    if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
        raise NoModel(
            f"{folder} holds no sentence model (no modules.json).",
            "Give the folder of a sentence-transformers model.",
        )
    return _TransformersModel(folder)


def fingerprint(folder: Path) -> str:
    """A short name for a model's files, so that vectors of two models never mix."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}:{path.stat().st_size};".encode())
    return digest.hexdigest()[:12]


class _TransformersModel:
    def __init__(self, folder: Path) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise NoModel(
                "sentence-transformers is not installed.",
                'Install it with: pip install "idtool[semantic]"',
            ) from error
        try:
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise NoModel(
                f"The model in {folder} cannot be read ({type(error).__name__}).",
                "Save it again with sentence-transformers.",
            ) from error

    def encode(self, texts: list[str]) -> Any:
        return self._model.encode(texts, batch_size=_BATCH, show_progress_bar=False)


class _OnnxModel:
    """Mean of the last layer over the words, to unit length: as MiniLM models are meant."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = 1  # sums in one order, whatever the machine
        self._session = onnxruntime.InferenceSession(
            str(model), settings, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {entry.name for entry in self._session.get_inputs()}

    def encode(self, texts: list[str]) -> Any:
        found = []
        for start in range(0, len(texts), _BATCH):
            cut = self._tokenizer.encode_batch(texts[start : start + _BATCH])
            mask = np.array([item.attention_mask for item in cut], dtype=np.int64)
            fed = {
                "input_ids": np.array([item.ids for item in cut], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(mask),
            }
            fed = {name: value for name, value in fed.items() if name in self._inputs}
            layer = self._session.run(None, fed)[0]
            summed = (layer * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
            found.append(summed / np.linalg.norm(summed, axis=1, keepdims=True))
        return np.vstack(found) if found else np.zeros((0, 1))
