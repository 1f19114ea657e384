"""The option that names a local sentence model, the same wherever it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from idtool.cli._asked import Asked
from idtool.errors import UsageProblem

if TYPE_CHECKING:
    from idtool.steps.study_folder import LoadedStudy


def with_model(
    options: Asked, study: LoadedStudy, folder: Path | None, *, left_out: bool
) -> LoadedStudy:
    """Remember the model in ``folder``, if one is named, once it is known that it can be read.

    Raises:
        UsageProblem: A model is named and left out at once.
    """
    if folder is None:
        return study
    if left_out:
        raise UsageProblem("--embeddings and --no-embeddings contradict each other.")
    from idtool.coding.embedding import open_model
    from idtool.steps.embeddings import remember_model

    open_model(folder)
    remember_model(study, _as_written(folder))
    return options.load()


def _as_written(folder: Path) -> str:
    """The folder from the home folder on: shared studies need no user's name."""
    whole = folder.resolve()
    home = Path.home().resolve()
    return f"~/{whole.relative_to(home)}" if whole.is_relative_to(home) else str(whole)
