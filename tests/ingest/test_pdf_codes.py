"""Codes that a program for coding prints below passages are no talk."""

from __future__ import annotations

from dataclasses import replace

from idtool.ingest import read_transcript
from idtool.ingest.pdf_codes import without_codes
from idtool.ingest.pdf_lines import PdfLine
from idtool.ingest.records import Report
from tests.ingest.pdf_files import Placed, pdf_file


def line(text: str, *, size: float = 14.0) -> PdfLine:
    return PdfLine(1, text, 45.0, 300.0, 500.0, size, 45.0)


def coded_page(small: list[str]) -> list[PdfLine]:
    """A passage and what stands below it in small type, over and over."""
    talk = line("We waited for the second unit, and then we went in together.")
    return [each for text in small for each in (talk, line(text, size=10.5))]


def test_codes_below_passages_leave_the_talk_and_are_told() -> None:
    report = Report("I01.pdf")
    small = ["Waiting\tSafety-first", "Safety-first", "Waiting", "Asked-once"]

    [kept] = without_codes([coded_page(small)], report)

    assert {each.size for each in kept} == {14.0}
    assert [part.text for part in report.hidden] == small
    assert [finding.rule for finding in report.findings] == ["printed-codes"]


def test_asides_in_small_type_stay_as_they_are_sentences() -> None:
    page = coded_page(["He laughs.", "He laughs.", "The phone rings."])

    assert without_codes([page], Report("I01.pdf")) == [page]


def test_what_comes_only_once_is_not_taken_for_codes() -> None:
    page = coded_page(["Waiting", "Safety-first", "Asked-once", "Long-night"])

    assert without_codes([page], Report("I01.pdf")) == [page]


def test_speakers_in_nearly_the_same_size_are_no_codes() -> None:
    page = [
        replace(each, size=12.0) if each.size < 14 else each for each in coded_page(["INT"] * 4)
    ]

    assert without_codes([page], Report("I01.pdf")) == [page]


def test_the_line_of_the_program_is_no_talk() -> None:
    page: list[Placed] = []
    for at in range(6):
        label = "INT" if at % 2 == 0 else "P01"
        page.append((72.0, 700.0 - 40 * at, f"{label}: We waited for the second unit there."))
    page.append((72.0, 400.0, "Created with the Delve Qualitative Analysis Tool"))

    found = read_transcript(pdf_file(page), "I01.pdf")

    assert not any("Delve" in turn.text for turn in found.turns)
    assert any("Delve" in part.text for part in found.hidden)
