"""The same calls write the same words in Word, on a web page and in Markdown."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from docx import Document

from idtool.errors import UsageProblem
from idtool.report.pages import FORMATS, Pages, blank_pages
from idtool.report.word_document import Strong
from idtool.report.word_package import DocumentFacts

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
FACTS = DocumentFacts(title="A <title> & more", made="2026-05-04", footer="For the mentor")


def fill(pages: Pages) -> bytes:
    pages.title("Themes & claims", "A study of <calls>")
    pages.heading("What we heard", 1, tag="idtool:T03:claim")
    pages.paragraph(Strong("Claim. "), "They *wait*, and 1 < 2.")
    pages.bullets([("first",), (Strong("second"), " item")])
    pages.quotation("We stood there.\nA while.", "officer, I03#t014")
    pages.table(["Code", "n"], [["PO.X", "3"], ["a | b", "4"]], [3, 1], about="Codes", right=[1])
    pages.figure(PIXEL, alt_text="A dot.", caption="Figure 1")
    return pages.to_bytes()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(form: str, data: bytes) -> str:
    if form == "docx":
        document = Document(io.BytesIO(data))
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return " ".join([*(p.text for p in document.paragraphs), *cells])
    if form == "html":
        page = _Text()
        page.feed(data.decode())
        return " ".join(page.words)
    return re.sub(r"\\(.)", r"\1", data.decode())


@pytest.mark.parametrize("form", FORMATS)
def test_every_word_is_there(form: str) -> None:
    words = words_of(form, fill(blank_pages(form, FACTS)))
    for wanted in (
        "Themes & claims", "A study of <calls>", "What we heard", "They *wait*, and 1 < 2.",
        "first", "We stood there.", "officer, I03#t014", "PO.X", "a | b", "Figure 1",
    ):  # fmt: skip
        assert wanted in words


def test_a_web_page_loads_nothing_from_outside_and_runs_nothing() -> None:
    data = fill(blank_pages("html", FACTS)).decode()
    page = _Text()
    page.feed(data)
    assert all(each.startswith("data:image/png;base64,") for each in page.loads)
    assert "<script" not in data
    assert 'alt="A dot."' in data
    assert '<th scope="col"' in data
    assert 'id="T03-claim"' in data


def test_the_same_pages_give_the_same_bytes() -> None:
    for form in FORMATS:
        assert fill(blank_pages(form, FACTS)) == fill(blank_pages(form, FACTS))


def test_no_other_format() -> None:
    with pytest.raises(UsageProblem):
        blank_pages("pdf", FACTS)
