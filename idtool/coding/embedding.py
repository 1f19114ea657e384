"""Embedding: texts as vectors of a local sentence model, each computed once.

The model is a folder on this machine; nothing is ever downloaded. Vectors are kept
in one file, under hashes of the texts: neither its name nor its contents hold
anybody's words. They are made of what people said all the same, so each is kept
with the transcript it was said in, and goes when those words go.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from idtool.coding.model_folder import ModelFolder, NoModel, Reader, look_at
from idtool.written.atomic import write_bytes_atomically

__all__ = [
    "Encoder",
    "KeptEncoder",
    "LocalModel",
    "ModelUsed",
    "NoModel",
    "fingerprint",
    "forget_transcript",
    "open_model",
]

_KEY_BYTES = 16
_AT_ONCE = 2048
_LARGEST = 60_000.0
_OWNER_ONLY = 0o600
_NOBODY = ""
_WITHOUT = "; or go on without it: idtool apply --no-embeddings"


class Encoder(Protocol):
    """Anything that turns texts into vectors, one row per text."""

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``."""


@dataclass(frozen=True, slots=True)
class ModelUsed:
    """What a report says of a model: its name, the fingerprint of its files, what read it.

    ``dimensions`` is how many numbers a text becomes.
    """

    name: str
    fingerprint: str
    reader: str
    dimensions: int


class LocalModel:
    """A sentence model that is loaded when the first text is to be encoded."""

    def __init__(self, folder: ModelFolder) -> None:
        self.folder = folder
        self.reader = _reader_for(folder)

    @cached_property
    def fingerprint(self) -> str:
        """Of the files and of what reads them: vectors of two never mix."""
        graph = self.folder.graph.name if self.folder.graph and self.reader == "onnxruntime" else ""
        said = f"{self.folder.fingerprint}:{self.reader}:{graph}"
        return sha256(said.encode()).hexdigest()[:12]

    def load(self) -> Encoder:
        """The model, read into memory once.

        Raises:
            NoModel: It cannot be read, or what reads it is not installed.
        """
        try:
            return _loaded(self.folder, self.reader)
        except ImportError as error:
            raise _not_installed(self.folder, self.reader) from error

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``."""
        return self.load().encode(texts)

    def used(self, dimensions: int) -> ModelUsed:
        """What to say of the model in a report."""
        version = f" {metadata.version(self.reader)}" if _has(self.reader) else ""
        return ModelUsed(self.folder.name, self.fingerprint, f"{self.reader}{version}", dimensions)


class KeptEncoder:
    """An encoder that never encodes a text twice.

    ``file`` is read once, written whole, and rewritten now and then on the way, so that
    a run that is broken off is not for nothing. Without a file nothing outlives the
    process. Numbers are kept with 11 bits; the first run uses them so rounded as every
    later one. A text without words is a vector of zeros.
    """

    def __init__(self, inner: Encoder, file: Path | None = None) -> None:
        self.inner = inner
        self._file = file
        self._rows: dict[bytes, int] = {}
        self._vectors: list[Any] = []
        self._said_in: list[str] = []
        self._asked: set[bytes] = set()
        self._now = _NOBODY
        self._is_new = False
        if file is not None:
            keys, self._vectors, self._said_in = _read(file)
            self._rows = {key: row for row, key in enumerate(keys)}

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``; only what is not kept is computed."""
        keys = [_key(text) if text.strip() else None for text in texts]
        self._asked.update(key for key in keys if key is not None)
        missing = {
            k: t for k, t in zip(keys, texts, strict=True) if k is not None and k not in self._rows
        }
        self._add(missing)
        self._say_where(key for key in keys if key is not None)
        vectors = np.zeros((len(texts), self.dimensions))
        for place, key in enumerate(keys):
            if key is not None:
                vectors[place] = self._vectors[self._rows[key]]
        return vectors

    @property
    def dimensions(self) -> int:
        """How many numbers a text becomes."""
        if not self._vectors:
            return int(np.asarray(self.inner.encode(["."])).shape[1])
        return len(self._vectors[0])

    @property
    def n_kept(self) -> int:
        """How many texts have their vector."""
        return len(self._rows)

    @contextmanager
    def said_in(self, transcript: str) -> Iterator[None]:
        """While texts of one transcript are encoded; their vectors belong to it."""
        before, self._now = self._now, transcript
        try:
            yield
        finally:
            self._now = before

    def save(self, *, whole: bool = False) -> None:
        """Write the vectors beside the study; the file is replaced in one step.

        Vectors of other models are deleted. With ``whole`` the study's whole talk was gone
        through: what nobody asked for is dropped once it is more than what was asked for, so
        that other steps keep theirs and the file stays within twice the talk.
        """
        if self._file is None:
            return
        if whole and len(self._rows) > 2 * len(self._asked):
            self._keep([key for key in self._rows if key in self._asked])
        if self._is_new:
            self._write()
        for other in self._file.parent.glob("vectors-*.npz"):
            if other != self._file:
                other.unlink(missing_ok=True)

    def _add(self, missing: dict[bytes, str]) -> None:
        names = list(missing)
        for start in range(0, len(names), _AT_ONCE):
            part = names[start : start + _AT_ONCE]
            vectors = np.asarray(self.inner.encode([missing[key] for key in part]))
            if not np.isfinite(vectors).all():
                raise NoModel(
                    "The sentence model gives no numbers for some texts.",
                    "Its files may be damaged, or too coarsely quantized: use another.",
                )
            rounded = np.clip(vectors, -_LARGEST, _LARGEST).astype(np.float16)
            if self._vectors and len(self._vectors[0]) != rounded.shape[1]:
                raise NoModel(
                    f"The sentence model makes {rounded.shape[1]} numbers of a text, and kept "
                    f"vectors have {len(self._vectors[0])}.",
                    f"Delete {self._file} and try again.",
                )
            for key, vector in zip(part, rounded, strict=True):
                self._rows[key] = len(self._vectors)
                self._vectors.append(vector)
                self._said_in.append(self._now)
            self._is_new = True
            if start + _AT_ONCE < len(names):
                self._write()

    def _say_where(self, keys: Iterable[bytes]) -> None:
        """What was kept before anybody knew where it is said belongs to who says it now."""
        for key in keys:
            row = self._rows[key]
            if self._now and not self._said_in[row]:
                self._said_in[row] = self._now
                self._is_new = True

    def _keep(self, keys: Sequence[bytes]) -> None:
        rows = [self._rows[key] for key in keys]
        self._vectors = [self._vectors[row] for row in rows]
        self._said_in = [self._said_in[row] for row in rows]
        self._rows = {key: row for row, key in enumerate(keys)}
        self._is_new = True

    def _write(self) -> None:
        if self._file is not None and self._vectors:
            _write(self._file, list(self._rows), self._vectors, self._said_in)
            self._is_new = False


def open_model(folder: Path) -> LocalModel:
    """The sentence model in ``folder``, loaded; the lighter ONNX form where it is there.

    Raises:
        NoModel: There is none, or the package that reads it is not installed.
    """
    model = LocalModel(look_at(folder))
    model.load()
    return model


def fingerprint(folder: Path) -> str:
    """A short name for a model's files, so that vectors of two models never mix."""
    return look_at(folder).fingerprint


def forget_transcript(folder: Path, transcript: str) -> None:
    """Take out of the kept vectors in ``folder`` those of one transcript.

    Vectors of which it is not known where the words are said go, too.
    """
    for file in sorted(folder.glob("vectors-*.npz")):
        keys, vectors, said_in = _read(file)
        rows = [n for n, name in enumerate(said_in) if name not in {transcript, _NOBODY}]
        if not rows:
            file.unlink(missing_ok=True)
        elif len(rows) < len(keys):
            _write(
                file,
                [keys[n] for n in rows],
                [vectors[n] for n in rows],
                [said_in[n] for n in rows],
            )


@lru_cache(maxsize=1)
def _loaded(folder: ModelFolder, reader: Reader) -> Encoder:
    """A model is large and slow to read: one is kept for as long as the program runs."""
    from idtool.coding.onnx_model import OnnxModel
    from idtool.coding.transformer_model import TransformerModel

    return (OnnxModel if reader == "onnxruntime" else TransformerModel)(folder)


def _key(text: str) -> bytes:
    return sha256(text.encode()).digest()[:_KEY_BYTES]


def _read(file: Path) -> tuple[list[bytes], list[Any], list[str]]:
    """What a file keeps; nothing if it is not there, damaged, or of an older form."""
    try:
        with np.load(file, allow_pickle=False) as found:
            keys, vectors, said_in = found["keys"], found["vectors"], found["said_in"]
            names = found["names"].tolist()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return [], [], []
    if not (
        keys.dtype == np.uint8
        and keys.shape == (len(vectors), _KEY_BYTES)
        and vectors.ndim == 2
        and said_in.shape == (len(vectors),)
        and (said_in < len(names)).all()
    ):
        return [], [], []
    return [bytes(key) for key in keys], list(vectors), [names[n] for n in said_in]


def _write(
    file: Path, keys: Sequence[bytes], vectors: Sequence[Any], said_in: Sequence[str]
) -> None:
    names = sorted(set(said_in))
    places = {name: place for place, name in enumerate(names)}
    data = io.BytesIO()
    np.savez(
        data,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, _KEY_BYTES),
        vectors=np.array(vectors, dtype=np.float16),
        said_in=np.array([places[name] for name in said_in], dtype=np.int32),
        names=np.array(names),
    )
    write_bytes_atomically(file, data.getvalue(), mode=_OWNER_ONLY)


def _reader_for(folder: ModelFolder) -> Reader:
    """The lighter one where the folder's graph is enough; a quantized graph only if need be."""
    light = folder.graph is not None and not folder.heavy_only and _has("onnxruntime", "tokenizers")
    if light and (folder.is_whole or not folder.has_weights or not _has("sentence-transformers")):
        return "onnxruntime"
    if folder.has_weights:
        return "sentence-transformers"
    if folder.heavy_only:
        raise NoModel(
            f"The ONNX file in {folder.path} is not the whole model ({folder.heavy_only} is "
            "missing in it), and there are no weights for sentence-transformers.",
            "Give the folder with the model's weights, and install: "
            'pip install "idtool[semantic]"',
        )
    return "onnxruntime"


def _has(*packages: str) -> bool:
    try:
        for package in packages:
            metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _not_installed(folder: ModelFolder, reader: Reader) -> NoModel:
    if reader == "onnxruntime":
        return NoModel(
            "What reads an ONNX model (onnxruntime, tokenizers) is not installed.",
            f'Install it with: pip install "idtool[semantic-light]"{_WITHOUT}',
        )
    lighter = (
        ""
        if folder.graph is None
        else ' (or, for its ONNX file: pip install "idtool[semantic-light]")'
    )
    return NoModel(
        "What reads this model (sentence-transformers) is not installed.",
        f'Install it with: pip install "idtool[semantic]"{lighter}{_WITHOUT}',
    )
