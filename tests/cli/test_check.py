"""`idtool check`: what a study's files say that nothing will ever use."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import run


def test_a_codebook_no_focus_asks_for_and_a_file_that_is_not_read_are_remarks(
    new_study: Path,
) -> None:
    assert "No focus asks" not in run(new_study, "--plain", "check").stdout
    book = next((new_study / "codebooks").glob("*.yaml"))
    text = book.read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line for line in text[: text.index("codes:\n") + 1] if not line.startswith("id:")]
    code = "  - {id: ZZ.A, group: g, label: A, kind: content, origin: study, brief: b, full: f}\n"
    spare = "".join(["id: spare\n", *head, code])
    prefix = next(line for line in head if line.startswith("prefix:"))
    (new_study / "codebooks" / "spare.yaml").write_text(
        spare.replace(prefix, "prefix: ZZ\n"), encoding="utf-8"
    )
    (new_study / "codebooks" / "late.yml").write_text("id: late\n", encoding="utf-8")

    result = run(new_study, "--plain", "check")

    assert result.exit_code == 0, result.stderr
    said = " ".join(result.stdout.split())
    assert "No focus asks for this codebook" in said
    assert "Put spare under foci:" in said
    assert "late.yml" in said
    assert "Call it late.yaml." in said
