"""The study's sentence model: a local folder remembered in study.yaml, vectors kept beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from idtool.coding.embedding import KeptEncoder, fingerprint, open_model
from idtool.steps.study_folder import STUDY_FILE, LoadedStudy
from idtool.written.atomic import write_text_atomically
from idtool.written.editing import edit_yaml

CACHE = ".cache"


def study_encoder(study: LoadedStudy, folder: Path | None = None) -> KeptEncoder | None:
    """The model in ``folder``, or the one study.yaml names; ``None`` if there is none.

    Raises:
        NoModel: The folder holds no model, or what reads it is not installed.
    """
    written = study.settings.practice.embeddings
    if folder is None and written is None:
        return None
    place = folder if folder is not None else study.folder / Path(str(written)).expanduser()
    model = open_model(place)
    return KeptEncoder(model, study.folder / CACHE / f"vectors-{fingerprint(place)}.npz")


def remember_model(study: LoadedStudy, folder: Path) -> None:
    """Write the folder into study.yaml; its comments stay."""

    def change(data: Any) -> None:
        if "practice" not in data:
            data["practice"] = {}
        data["practice"]["embeddings"] = str(folder.resolve())

    path = study.folder / STUDY_FILE
    write_text_atomically(path, edit_yaml(path.read_text(encoding="utf-8-sig"), change))
