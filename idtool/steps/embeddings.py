"""The study's sentence model: a local folder remembered in study.yaml, vectors kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from idtool.codebook import Codebook
from idtool.coding.embedding import (
    KeptEncoder,
    LocalModel,
    ModelUsed,
    NoModel,
    forget_transcript,
)
from idtool.coding.knowledge import Knowledge, knowledge_of
from idtool.coding.model_folder import look_at
from idtool.steps.study_folder import STUDY_FILE, LoadedStudy
from idtool.written.atomic import write_text_atomically
from idtool.written.editing import edit_yaml

CACHE = ".cache"
_CODEBOOKS = "codebooks"
"""Where the codebooks' own texts are said: they stay when a transcript's words go."""


class ModelGone(NoModel):
    """study.yaml names a folder that is not there, such as on another machine."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"study.yaml names a sentence model in {written}, and there is no such folder.",
            "Put it back, or name where it is now: --embeddings FOLDER. To go on without it: "
            "--no-embeddings.",
        )


def study_encoder(study: LoadedStudy, folder: Path | None = None) -> KeptEncoder | None:
    """The model in ``folder``, or the one study.yaml names; ``None`` if there is none.

    It is loaded when the first text without a kept vector is to be encoded.

    Raises:
        NoModel: The folder holds no model, or what reads it is not installed.
    """
    written = study.settings.practice.embeddings
    if folder is None and not written:
        return None
    place = folder if folder is not None else study.folder / Path(str(written)).expanduser()
    if folder is None and not place.exists():
        raise ModelGone(str(written))
    model = LocalModel(look_at(place))
    return KeptEncoder(model, study.folder / CACHE / f"vectors-{model.fingerprint}.npz")


def known_with(encoder: KeptEncoder | None, books: Sequence[Codebook]) -> Knowledge:
    """The compiled codebooks; with a sentence model likeness goes by meaning, too."""
    known = knowledge_of(books)
    if encoder is None:
        return known
    with encoder.said_in(_CODEBOOKS):
        return known.with_meaning(encoder)


def said_in(encoder: KeptEncoder | None, transcript: str) -> AbstractContextManager[None]:
    """While texts of one transcript are encoded; their vectors go when its words go."""
    return nullcontext() if encoder is None else encoder.said_in(transcript)


def model_used(encoder: KeptEncoder | None) -> ModelUsed | None:
    """What the trail and reports say of the model."""
    if encoder is None or not isinstance(encoder.inner, LocalModel):
        return None
    return encoder.inner.used(encoder.dimensions)


def forget_vectors(study: LoadedStudy, transcript: str) -> None:
    """Take out the vectors of a transcript's words, which are about to change."""
    forget_transcript(study.folder / CACHE, transcript)


def remember_model(study: LoadedStudy, written: str) -> None:
    """Write the folder into study.yaml; its comments stay."""

    def change(data: Any) -> None:
        if "practice" not in data:
            data["practice"] = {}
        data["practice"]["embeddings"] = written

    path = study.folder / STUDY_FILE
    write_text_atomically(path, edit_yaml(path.read_text(encoding="utf-8-sig"), change))
