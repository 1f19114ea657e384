"""The wheel carries codebooks, vignettes and the example (acceptance check 49)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]


def test_an_installed_wheel_starts_studies_outside_the_repository(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, TOP],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", site, wheel], check=True)
    away = tmp_path / "away"
    away.mkdir()
    environment = os.environ | {"PYTHONPATH": str(site)}

    def idtool(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "idtool", *words],
            cwd=away,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )

    where = subprocess.run(
        [sys.executable, "-P", "-c", "import idtool; print(idtool.__file__)"],
        cwd=away,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
    for template in ("crisis-partners", "blank"):
        made = idtool("init", template, "--template", template)
        assert made.returncode == 0, made.stderr
        assert idtool("--study", template, "check").returncode == 0
    vignettes = sorted(path.name for path in (away / "crisis-partners" / "vignettes").iterdir())
    assert vignettes == ["crisis-five.yaml"]
    assert (site / "idtool" / "_data" / "examples" / "crisis-partners" / "TRUTH.md").is_file()


def test_a_new_study_is_never_put_over_something(tmp_path: Path) -> None:
    from tests.conftest import run

    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")

    assert run(None, "init", tmp_path / "full").exit_code == 7
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_origins_of_codes_are_shown(tmp_path: Path) -> None:
    from tests.conftest import run, told

    run(None, "init", tmp_path / "study")
    origins = {
        told(tmp_path / "study", "codebook", "show", code)["origin"]
        for code in ("PP.REFERRAL", "PA.TRUST")
    }

    assert origins == {"study", "literature"}
