"""Sentence models by sentence-transformers and torch, with every door to a network shut."""

from __future__ import annotations

import os
from typing import Any

from idtool.coding.model_folder import ModelFolder, NoModel

_BATCH = 32
_SHUT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


class TransformerModel:
    """A folder as sentence-transformers reads it. No code out of the folder is run.

    Raises:
        ImportError: sentence-transformers is not installed.
        NoModel: The folder cannot be read without a network or without its own code.
    """

    def __init__(self, folder: ModelFolder) -> None:
        os.environ.update(_SHUT)  # the libraries look here when they are imported
        from sentence_transformers import SentenceTransformer

        _be_quiet()
        try:
            self._model = SentenceTransformer(
                str(folder.path), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except Exception as error:  # torch, safetensors and transformers share no class
            own_code = "trust_remote_code" in str(error)
            raise NoModel(
                f"The model in {folder.path} wants to run code of its own."
                if own_code
                else f"The model in {folder.path} cannot be read ({type(error).__name__}).",
                "idtool runs no code that comes with a model. Choose a model without any."
                if own_code
                else "Copy the model again, whole, or save it anew with sentence-transformers.",
            ) from error

    def encode(self, texts: list[str]) -> Any:
        """Vectors of ``texts``, one row each."""
        return self._model.encode(texts, batch_size=_BATCH, show_progress_bar=False)


def _be_quiet() -> None:
    """No bars and load reports of a library between the lines of a command."""
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
