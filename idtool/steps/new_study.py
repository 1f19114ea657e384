"""Starting a study: a folder that passes ``check``, put in place in one move."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from idtool.errors import Conflict
from idtool.model import Act
from idtool.packaged import packaged_folder
from idtool.store import create_study_file, open_study_file

Template = Literal["crisis-partners", "blank"]

_IGNORED_BY_GIT = """\
# What must not be shared by accident. Share a study with: idtool export, idtool kit
study.db*
out/
.cache/
memos/
*.docx
*.vtt
*.srt
"""


class FolderInUse(Conflict):
    """The folder for a new study holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not empty.", "Choose a new folder; nothing there was changed."
        )


def start_study(folder: Path, template: Template, act: Act, *, title: str = "") -> list[str]:
    """Make a study folder from a template; returns the paths made, relative to it.

    The folder is built beside its place and then moved there, so that a broken
    command leaves no half study.

    Raises:
        FolderInUse: ``folder`` exists and is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        building.chmod(0o755)
        _copy(files("idtool") / "templates" / template, building)
        if template == "crisis-partners":
            _copy(packaged_folder("codebooks"), building / "codebooks")
            _copy(packaged_folder("vignettes"), building / "vignettes")
        (building / ".gitignore").write_text(_IGNORED_BY_GIT, encoding="utf-8")
        if title:
            _retitle(building / "study.yaml", title)
        create_study_file(building)
        with open_study_file(building, act, write=True) as study:
            study.trail.add("study.init", template)
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for child in source.iterdir():
        if child.is_dir():
            _copy(child, target / child.name)
        elif child.name != "README.md":
            (target / child.name).write_bytes(child.read_bytes())


def _retitle(path: Path, title: str) -> None:
    from idtool.written.editing import edit_yaml

    path.write_text(
        edit_yaml(path.read_text(encoding="utf-8"), lambda data: data.update({"title": title})),
        encoding="utf-8",
    )
