"""The Word file itself: real styles, clean properties, the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx2python import docx2python
from PIL import Image

from idtool.report.word_document import Strong, Tick, WordDocument
from idtool.report.word_fields import bookmark_name
from idtool.report.word_package import DocumentFacts
from idtool.report.word_text import everything_said, page_lines
from tests.report.word_reading import W, body, bookmarks, parts, styled, tags

FACTS = DocumentFacts(title="A title", made="2026-05-04", footer="P07, round 1")


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "PNG")
    return drawn.getvalue()


def full(facts: DocumentFacts = FACTS) -> bytes:
    document = WordDocument(facts)
    document.title("Title here", "and below it")
    document.heading("First", 1)
    document.heading("Second", 2, new_page=True)
    document.paragraph(Strong("Bold. "), "plain")
    document.bullets([("one",), (Strong("two"), " more")])
    document.quotation("So I sat down.", "officer, I03#t014")
    document.table(
        ["Code", "People"], [("A.ONE", "3"), ("A.TWO", "<3")], [3, 1], about="Two codes", right=[1]
    )
    document.figure(picture(), alt_text="A white field", caption="Figure")
    document.statement("idtool:MC-01:plain", "Waiting is hard.")
    document.ticks([Tick("idtool:MC-01:fit-1", "Fits"), Tick("idtool:MC-01:fit-2", "Does not")])
    document.boxes([("idtool:MC-01:change", "Change"), ("idtool:MC-01:add", "Add")], about="Boxes")
    return document.to_bytes()


def test_the_same_document_has_the_same_bytes() -> None:
    assert full() == full()


def test_no_part_of_the_file_knows_the_time_it_was_written() -> None:
    with zipfile.ZipFile(BytesIO(full())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_hold_the_given_day_and_nobody() -> None:
    properties = Document(BytesIO(full())).core_properties

    assert properties.author == ""
    assert properties.last_modified_by == ""
    assert properties.title == "A title"
    assert properties.revision == 1
    assert (properties.created.isoformat()[:10], properties.modified.isoformat()[:10]) == (
        "2026-05-04",
        "2026-05-04",
    )
    assert (properties.comments, properties.keywords, properties.subject) == ("", "", "")


def test_there_is_no_hidden_part_with_a_history_a_template_or_a_thumbnail() -> None:
    names = set(parts(full()))

    assert not any(
        "thumb" in n or "custom" in n or "comments" in n or "app.xml" in n for n in names
    )
    for name, data in parts(full()).items():
        if name.endswith(".xml"):
            assert b"rsid" not in data, name
            assert b"w:author" not in data, name


def test_headings_title_quotation_and_caption_are_real_styles() -> None:
    named = {words: style for style, words in styled(full())}

    assert named["Title here"] == "Title"
    assert named["First"] == "Heading 1"
    assert named["Second"] == "Heading 2"
    assert named["“So I sat down.”"] == "Quote"
    assert named["Figure"] == "Caption"
    assert named["one"] == "List Bullet"


def test_a_table_repeats_its_header_and_keeps_rows_whole() -> None:
    table = next(body(full()).iter(f"{W}tbl"))
    rows = list(table.iter(f"{W}tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val") == "Two codes"
    assert table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "StudyTable"


def test_a_figure_has_words_for_those_who_do_not_see_it() -> None:
    described = [
        element.get("descr")
        for element in body(full()).iter()
        if isinstance(element.tag, str) and element.tag.endswith("}docPr")
    ]

    assert described == ["A white field"]


def test_every_page_tells_its_number_out_of_how_many() -> None:
    (footer,) = [data.decode() for name, data in parts(full()).items() if "footer" in name]

    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "P07, round 1" in footer


def test_the_language_is_set() -> None:
    assert b'w:lang w:val="en-US"' in parts(full())["word/styles.xml"]
    german = DocumentFacts(title="t", made="2026-05-04", language="de")
    assert b'w:lang w:val="de"' in parts(WordDocument(german).to_bytes())["word/styles.xml"]


def test_every_place_to_fill_in_has_a_control_and_a_hidden_bookmark() -> None:
    data = full()

    assert tags(data) == [
        "idtool:MC-01:fit-1",
        "idtool:MC-01:fit-2",
        "idtool:MC-01:change",
        "idtool:MC-01:add",
    ]
    assert {bookmark_name(tag) for tag in tags(data)} <= set(bookmarks(data))
    assert all(name.startswith("_") for name in bookmarks(data))
    ids = [element.get(f"{W}id") for element in body(data).iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids))


def test_a_tag_that_word_would_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        bookmark_name("idtool:" + "x" * 60)


@pytest.mark.parametrize(("paper", "size"), [("letter", (12240, 15840)), ("a4", (11906, 16838))])
def test_pages_fit_the_paper(paper, size) -> None:
    facts = DocumentFacts(title="t", made="2026-05-04", paper=paper)
    section = Document(BytesIO(WordDocument(facts).to_bytes())).sections[0]

    assert (section.page_width.twips, section.page_height.twips) == size
    turned = DocumentFacts(title="t", made="2026-05-04", paper=paper, landscape=True)
    section = Document(BytesIO(WordDocument(turned).to_bytes())).sections[0]
    assert (section.page_height.twips, section.page_width.twips) == size


def test_an_invented_study_says_so_on_the_first_page_and_on_every_footer() -> None:
    invented = DocumentFacts(title="t", made="2026-05-04", invented=True)
    data = WordDocument(invented).to_bytes()
    (footer,) = [part.decode() for name, part in parts(data).items() if "footer" in name]

    assert page_lines(data)[0].startswith("Invented example")
    assert "Invented example" in footer
    assert "Invented" not in everything_said(full())


def test_signs_that_xml_cannot_hold_become_spaces() -> None:
    document = WordDocument(FACTS)
    document.paragraph("before\x0bafter\x00 \ud800 end")
    document.statement("idtool:MC-01:plain", "a\x07b")
    document.table(["h\x01"], [("c\x02",)], [1], about="x\x03")

    assert "before after" in "\n".join(page_lines(document.to_bytes()))


def test_another_reader_finds_the_same_words() -> None:
    with docx2python(BytesIO(full())) as read:
        text = read.text

    for words in ("Title here", "So I sat down.", "A.ONE", "Waiting is hard.", "Type here"):
        assert words in text


def test_everything_said_includes_what_no_page_shows() -> None:
    said = everything_said(full())

    for hidden in ("idtool:MC-01:change", "A white field", "Two codes", "A title", "P07, round 1"):
        assert hidden in said
