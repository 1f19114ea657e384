"""``apply --embeddings``: a local model joins, is remembered and named, and keeps no words."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from docx import Document

from tests.coding.sentence_models import write_model
from tests.conftest import EXAMPLE, run, told

CODED = ("I02", "I03", "I04")
TALK = (
    *("the", "family", "police", "partner", "call", "crisis", "hospital", "bed", "report"),
    *("we", "they", "know", "time", "plan", "trust", "protocol", "radio", "night"),
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "tiny-lookup"
    write_model(folder, TALK, lower=True)
    return folder


@pytest.fixture(scope="module")
def _coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three interviews of the example with their codings; all fourteen would take long."""
    folder = tmp_path_factory.mktemp("coded") / "study"
    assert run(None, "init", folder).exit_code == 0
    for name in ("study.yaml", "roster.yaml", "guide.yaml", "membercheck.yaml"):
        shutil.copy(EXAMPLE / name, folder / name)
    files = [path for path in sorted((EXAMPLE / "transcripts").iterdir()) if path.stem in CODED]
    assert run(folder, "ingest", *files).exit_code == 0
    with (EXAMPLE / "codings" / "R1.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["interview"] in CODED]
    with (folder.parent / "R1.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    result = run(folder, "code", "import", folder.parent / "R1.csv")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def study(_coded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(_coded, tmp_path / "study"))


def kept(study: Path) -> list[Path]:
    return sorted((study / ".cache").glob("*")) if (study / ".cache").is_dir() else []


def owners(study: Path) -> set[str]:
    """Transcripts of which vectors are kept."""
    (file,) = kept(study)
    with np.load(file) as found:
        return {found["names"][n] for n in found["said_in"]}


def last_apply(study: Path) -> dict[str, object]:
    events = told(study, "audit", "show")
    return dict(json.loads([e["detail"] for e in events if e["act"] == "codebook.apply"][-1]))


def words(path: Path) -> str:
    return "\n".join(p.text for p in Document(str(path)).paragraphs)


def test_a_model_is_remembered_used_again_and_told(study: Path, model: Path) -> None:
    plain = told(study, "apply", "I02")
    with_model = told(study, "apply", "I02", "--embeddings", model)
    again = told(study, "apply", "I02")

    assert plain["model"] is None
    assert with_model["model"]["name"] == "tiny-lookup"
    assert with_model["model"]["dimensions"] == 6
    assert with_model["model"]["reader"].startswith("onnxruntime 1.")
    assert again == with_model  # from kept vectors the same proposals, to the last digit
    scores = [[p["score"] for p in report["proposals"]] for report in (plain, with_model)]
    assert scores[0] != scores[1]
    settings = (study / "study.yaml").read_text(encoding="utf-8")
    assert f"embeddings: {model}" in settings
    assert "#" in settings  # its comments stay
    assert last_apply(study)["model"] == with_model["model"]

    without = told(study, "apply", "I02", "--no-embeddings")
    assert without == plain
    assert "model" not in last_apply(study)


def test_kept_vectors_need_no_model_to_be_loaded(
    study: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from idtool.coding import embedding

    told(study, "apply", "I02", "--embeddings", model)
    (before,) = kept(study)
    written = before.stat().st_mtime_ns
    embedding._loaded.cache_clear()

    def refuse(*_: object) -> None:
        raise AssertionError("the model was loaded for texts whose vectors are kept")

    monkeypatch.setattr(embedding, "_loaded", refuse)
    told(study, "apply", "I02")

    assert before.stat().st_mtime_ns == written


def test_what_is_kept_is_known_by_the_transcript_and_holds_no_words(
    study: Path, model: Path
) -> None:
    told(study, "apply", "--embeddings", model)

    (file,) = kept(study)
    assert re.fullmatch(r"vectors-[0-9a-f]{12}\.npz", file.name)
    assert {"I02", "I04"} <= owners(study)
    data = file.read_bytes().lower()
    for word in (b"hospital", b"officer", b"partner", b"deescalat"):
        assert word not in data


def test_a_correction_takes_the_vectors_of_its_transcript(
    study: Path, model: Path, tmp_path: Path
) -> None:
    told(study, "apply", "--embeddings", model)
    assert "I03" in owners(study)
    source = next((EXAMPLE / "transcripts").glob("I03.*"))
    if source.suffix == ".docx":
        document = Document(str(source))
        document.add_paragraph("P03: And that is all I would add.")
        document.save(str(tmp_path / source.name))
    else:
        text = source.read_text(encoding="utf-8")
        (tmp_path / source.name).write_text(text.replace("the", "that", 1), encoding="utf-8")

    preview = run(study, "correct", "I03", tmp_path / source.name, "--dry-run")
    assert preview.exit_code == 0, preview.output
    assert "I03" in owners(study)
    result = run(study, "--yes", "correct", "I03", tmp_path / source.name)

    assert result.exit_code == 0, result.output
    assert "I03" not in owners(study)
    assert "I02" in owners(study)


def test_a_withdrawal_takes_every_vector(study: Path, model: Path) -> None:
    told(study, "apply", "I02", "--embeddings", model)
    assert kept(study)
    told(study, "person", "withdraw", "P02", "--because", "asked", "--confirm", "P02")

    assert not kept(study)


def test_another_model_takes_the_place_of_the_first(
    study: Path, model: Path, tmp_path: Path
) -> None:
    write_model(tmp_path / "other", TALK, seed=9, pooling={"pooling_mode": ["mean", "max"]})
    told(study, "apply", "I02", "--embeddings", model)
    first = kept(study)

    found = told(study, "apply", "I02", "--embeddings", tmp_path / "other")

    assert found["model"]["dimensions"] == 12
    assert len(kept(study)) == 1
    assert kept(study) != first


@pytest.mark.parametrize("command", [["apply", "I02"], ["apply", "--check"]])
def test_a_model_that_is_no_longer_there(
    study: Path, model: Path, tmp_path: Path, command: list[str]
) -> None:
    moved = Path(shutil.copytree(model, tmp_path / "here"))
    told(study, "apply", "I02", "--embeddings", moved)
    moved.rename(tmp_path / "there")

    result = run(study, *command)

    assert result.exit_code == 2
    assert "no such folder" in result.stderr
    assert "--no-embeddings" in result.stderr
    assert run(study, *command, "--no-embeddings").exit_code == 0
    assert run(study, *command, "--embeddings", tmp_path / "there").exit_code == 0


def test_a_folder_that_is_no_model_is_not_remembered(study: Path, tmp_path: Path) -> None:
    before = (study / "study.yaml").read_bytes()
    for folder in (tmp_path / "missing", tmp_path):
        result = run(study, "apply", "I02", "--embeddings", folder)
        assert result.exit_code == 2
        assert "model" in result.stderr
    both = run(study, "apply", "--embeddings", tmp_path, "--no-embeddings")
    assert both.exit_code == 2
    assert (study / "study.yaml").read_bytes() == before


def test_a_model_that_nothing_can_be_learned_with_is_told(new_study: Path, model: Path) -> None:
    file = new_study.parent / "I01.txt"
    file.write_text(
        "Interviewer: And?\n\nP01: We have no protocol for a drunk guy, honestly.\n",
        encoding="utf-8",
    )
    assert run(new_study, "ingest", file).exit_code == 0

    result = run(new_study, "apply", "--using", "rules,learned", "--embeddings", model)

    assert result.exit_code == 0, result.output
    assert "The sentence model was not used" in " ".join(result.stderr.split())
    assert not kept(new_study)


def test_a_model_joins_likeness_before_anything_is_accepted(new_study: Path, model: Path) -> None:
    file = new_study.parent / "I01.txt"
    file.write_text(
        "Interviewer: And?\n\nP01: We know the family, we trust the plan, they call at "
        "night, every hospital bed in this county is on our radio.\n",
        encoding="utf-8",
    )
    assert run(new_study, "ingest", file).exit_code == 0
    plain = told(new_study, "apply", "--using", "likeness")

    found = told(new_study, "apply", "--using", "likeness", "--embeddings", model)

    assert found["model"]["name"] == "tiny-lookup"
    assert plain["model"] is None
    scores = {p["code"]: p["score"] for p in plain["proposals"]}
    assert {p["code"]: p["score"] for p in found["proposals"]} != scores
    assert told(new_study, "apply", "--using", "likeness")["proposals"] == found["proposals"]
    assert told(new_study, "apply", "--using", "rules")["model"] is None
    assert "I01" in owners(new_study)


def test_reports_name_every_model_that_was_used(study: Path, model: Path, tmp_path: Path) -> None:
    def report(name: str) -> str:
        return words(Path(told(study, "report", name, "--out", str(tmp_path))["files"][0]))

    told(study, "apply", "I02")
    assert "sentence model" not in report("methods") + report("dataflow")
    used = told(study, "apply", "I02", "--embeddings", model)["model"]
    told(study, "apply", "I02", "--no-embeddings")

    methods, dataflow = report("methods"), report("dataflow")

    assert f"for proposals, tiny-lookup (fingerprint {used['fingerprint']}" in methods
    assert methods.count("tiny-lookup") == 1
    assert "by what it learned from codings that people accepted" in methods
    assert "no language model" not in methods
    assert f"tiny-lookup (fingerprint {used['fingerprint']})" in dataflow
    assert str(model.parent) not in methods + dataflow
