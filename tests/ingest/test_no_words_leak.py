"""Findings, errors and reports never say what somebody said, wherever in a file it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from idtool.errors import IdtoolError
from idtool.ingest.reading import read_transcript
from tests.conftest import run
from tests.ingest import word_files as word

PLANTED = "zorvangle"

FILES = {
    "rev.txt": """Interview with the team
Recorded in spring

Speakers: I = interviewer; R = officer

Speaker 1 (00:04):
How was the night? [inaudible 00:12]

Speaker 2 (00:09):
Long, and then [crosstalk] we went; home.
Note: it was late.

Speaker 1; And then?

Speaker 2 (00:07):
Then: nothing. (laughs)
""",
    "hanging.txt": """INT\tHow was it?
P01\tLong. It was 10:30 and we
\twaited by the door.
INT: And then?
P01 – We left
Both: Yes.
ALL PARTICIPANTS: Right.
""",
    "talk.md": """---
interview: I01
---
# Heading of the talk

**Interviewer:** How was it?

**P01:** Long. *Very.*

> a note in the margin

| who | what |
|---|---|
| Interviewer | And then? |
| P01 | We left. |
""",
    "zoom.vtt": """WEBVTT - a title

NOTE somebody was here

1
00:00:01.000 --> 00:00:04.000
<v Interviewer>How was it?</v>

2
00:00:03.000 --> 00:00:06.000 align:start
P01: Long. We waited

x
00:00:09.000 --> 00:00:07.000
P01: and then we left

00:00:1 --> 00:00:12.000
Interviewer: Where to?
""",
    "talk.srt": """1
00:00:01,000 --> 00:00:04,000
Interviewer: How was it?

3
00:00:03,000 --> 00:00:06,000
P01: Long. We waited

four
00:00:09,000 --> 00:00:0
P01: and then we left
""",
}  # fmt: skip


def planted(text: str) -> Iterator[str]:
    """The text with the word put into every place where a word may stand, one at a time."""
    spots = sorted({m.start() for m in re.finditer(r"\b\w|$|(?<=\n)", text)})
    for spot in spots:
        yield f"{text[:spot]}{PLANTED} {text[spot:]}"
        yield f"{text[:spot]}{PLANTED.upper()}: {text[spot:]}"
        yield f"{text[:spot]}\n{PLANTED}\n{text[spot:]}"


def told_of(name: str, data: bytes, tracked: Literal["stop", "accept", "reject"] = "stop") -> str:
    """All that reading says beside the turns, header and hidden parts."""
    try:
        read = read_transcript(data, name, tracked=tracked)
    except IdtoolError as error:
        faults = getattr(error, "faults", ())
        return " ".join([error.problem, error.remedy, *(f.problem + f.remedy for f in faults)])
    return " ".join(
        f"{item.rule} {item.message} {item.source}" for item in read.findings
    ) + " ".join(part.where for part in read.hidden)


@pytest.mark.parametrize("name", FILES)
def test_findings_and_errors_hold_no_word_of_the_file(name: str) -> None:
    for text in planted(FILES[name]):
        assert PLANTED not in told_of(name, text.encode()).lower(), text


def test_findings_of_word_files_hold_no_word_of_the_file() -> None:
    """Bodies, tables, tracked changes, content controls, comments, notes and text boxes."""
    said = f"{PLANTED} went home"
    inserted = f'<w:ins w:author="{PLANTED}">{word.run(said)}</w:ins>'
    deleted = f'<w:del w:author="x"><w:r><w:delText>{said}</w:delText></w:r></w:del>'
    control = f"<w:sdt><w:sdtContent>{word.paragraph(said)}</w:sdtContent></w:sdt>"
    bodies = [
        [f"Interviewer: {said}?", f"P01: {said}.", f"{PLANTED}: yes", "P01: No."],
        [word.paragraph("P01: ", inserted, deleted), f"Interviewer; {said}"],
        [word.table(("Interviewer", said), ("P01", said), (PLANTED, "x"), ("", said))],
        [control, f"P01: {said}", f"Note: {said}", f"{PLANTED.title()} {said}"],
        [said, said],
    ]
    notes = {
        f"word/{name}.xml": word.part(name, f'<w:{one} w:id="1">{word.paragraph(said)}</w:{one}>')
        for name, one in (("comments", "comment"), ("footnotes", "footnote"))
    }
    for body in bodies:
        for parts in ({}, notes):
            data = word.word_file(*body, parts=parts)
            for tracked in ("stop", "accept", "reject"):
                assert PLANTED not in told_of("talk.docx", data, tracked).lower()


@pytest.mark.parametrize("name", FILES)
def test_broken_files_say_so_without_words(name: str) -> None:
    text = FILES[name].replace("home", PLANTED).replace("left", PLANTED)
    data = text.encode()
    for cut in range(0, len(data), 9):
        for broken in (data[:cut], data[:cut] + b"\xff\xfe" + data[cut:], data[cut:] + b"\x00"):
            assert PLANTED not in told_of(name, broken).lower()


@pytest.mark.parametrize("name", FILES)
def test_what_ingest_prints_of_held_and_unknown_files_holds_no_words(
    new_study: Path, name: str
) -> None:
    """Labels are shown, since they have to be named; words of turns are not."""
    text = FILES[name].replace("home", PLANTED).replace("Long", f"Long {PLANTED} 555-201-3344")
    file = new_study.parent / name
    file.write_text(text, encoding="utf-8")

    for words in (["--json", "ingest", file, "--id", "I01"],
                  ["--json", "ingest", file, "--id", "I01", "--dry-run"],
                  ["ingest", file, "--id", "I01"]):  # fmt: skip
        result = run(new_study, *words)
        assert PLANTED not in result.output.lower(), (words, result.output)
        assert "555-201-3344" not in result.output


def test_the_json_of_a_report_has_only_its_own_keys(new_study: Path) -> None:
    file = new_study.parent / "I01.txt"
    file.write_text("Interviewer: How?\n\nP01: Long.\n\nInterviewer: And?\n\nP01: Home.\n")

    (record,) = json.loads(run(new_study, "--json", "ingest", file, "--dry-run").stdout)

    assert set(record) == {
        "file", "interview", "kind", "source_format", "encoding", "outcome", "n_turns", "n_words",
        "speakers", "findings", "privacy", "marks", "words", "group",
    }  # fmt: skip
    assert all(set(f) == {"rule", "line", "message"} for f in record["findings"])
