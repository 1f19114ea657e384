"""Text files of services, programs and people: twenty turns each, none lost, none made up."""

from __future__ import annotations

import re

import pytest

from idtool.ingest import read_transcript
from tests.ingest.messy_files import FILES


@pytest.mark.parametrize("name", FILES)
def test_the_turns_of_a_messy_file_are_read_as_they_were_said(name: str) -> None:
    messy = FILES[name]
    found = read_transcript(messy.text.encode(), messy.name)

    assert [(turn.label, turn.text) for turn in found.turns] == list(messy.turns)
    assert messy.rules <= {finding.rule for finding in found.findings}


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_a_messy_file_goes_missing(name: str) -> None:
    messy = FILES[name]
    found = read_transcript(messy.text.encode(), messy.name)

    kept = " ".join(
        [*(f"{turn.label or ''} {turn.text}" for turn in found.turns),
         *(part.text for part in found.hidden)]
    )  # fmt: skip
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\d+ (?:minutes|seconds)", "", messy.text))
    assert set(words) <= set(re.findall(r"[^\W\d_]{2,}", kept))
