"""Word files edited and saved by LibreOffice itself, not by us."""

from __future__ import annotations

import json
import shutil
import subprocess
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PYTHON = "/usr/bin/python3"


def _has_uno() -> bool:
    if OFFICE is None or not Path(PYTHON).exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(
    not _has_uno(), reason="LibreOffice with Python is not installed"
)


def edited(path: Path, edits: Sequence[dict[str, Any]], folder: Path) -> Path:
    """The file as LibreOffice saves it after the edits (see ``uno_edits.py``)."""
    assert OFFICE is not None
    profile = folder / f"profile-{uuid.uuid4().hex[:6]}"
    out = folder / f"back-{uuid.uuid4().hex[:6]}.docx"
    steps = folder / f"{out.stem}.json"
    steps.write_text(json.dumps(list(edits)), encoding="utf-8")
    pipe = f"idtool-{uuid.uuid4().hex}"  # a name of its own: a free port may be taken meanwhile
    office = subprocess.Popen(
        [
            OFFICE,
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={profile.as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        done = subprocess.run(
            [
                PYTHON,
                str(Path(__file__).parent / "uno_edits.py"),
                pipe,
                str(path.resolve()),
                str(out.resolve()),
                str(steps),
            ],
            timeout=180,
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
        )
    finally:
        office.terminate()
        office.wait(timeout=30)
    assert done.returncode == 0, done.stderr
    return out
