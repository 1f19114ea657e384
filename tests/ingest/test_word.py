"""Word files with every trap libraries fall into, built by hand."""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from docx2python import docx2python

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import NoTurnsFound, TrackedChanges
from tests.ingest.word_files import paragraph, part, run, table, word_file

INSERTED = '<w:ins w:id="1" w:author="Karl Kaus" w:date="2024-01-01T00:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="Karl Kaus"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'


def read(data: bytes, **options: object) -> ReadTranscript:
    return read_transcript(data, "I01.docx", **options)  # type: ignore[arg-type]


def turns(
    *blocks: str, parts: Mapping[str, str] | None = None, **options: object
) -> list[tuple[str | None, str]]:
    return [
        (turn.label, turn.text) for turn in read(word_file(*blocks, parts=parts), **options).turns
    ]


def rules(found: ReadTranscript) -> set[str]:
    return {finding.rule for finding in found.findings}


def hidden(found: ReadTranscript) -> set[str]:
    return {part.text for part in found.hidden}


TRACKED = (
    paragraph("INT: Say ", INSERTED.format(run("more")), DELETED.format("less"), run(" now.")),
    "P01: Fine.",
    "INT: Ah.",
)


def test_tracked_changes_stop_with_a_count_and_how_to_go_on() -> None:
    """Acceptance 9."""
    with pytest.raises(TrackedChanges) as error:
        read(word_file(*TRACKED))

    assert error.value.exit_code == 4
    assert "1 insertion and 1 deletion" in error.value.problem
    assert "--tracked accept" in error.value.remedy
    assert "more" not in error.value.problem


def test_accepted_changes_hold_the_inserted_words_and_not_the_deleted() -> None:
    """Acceptance 9."""
    found = read(word_file(*TRACKED), tracked="accept")

    assert found.turns[0].text == "Say more now."
    assert {"less", "Karl Kaus"} <= hidden(found)
    assert "tracked-changes" in rules(found)


def test_rejected_changes_hold_the_deleted_words_and_not_the_inserted() -> None:
    found = read(word_file(*TRACKED), tracked="reject")

    assert found.turns[0].text == "Say less now."
    assert "more" in hidden(found)


MOVED = (
    paragraph(
        "INT: One ",
        '<w:moveFrom w:id="3" w:author="A">' + run("here ") + "</w:moveFrom>",
        run("two."),
    ),
    paragraph(
        "P01: Three ",
        '<w:moveTo w:id="4" w:author="A">' + run("here ") + "</w:moveTo>",
        run("four."),
    ),
    "INT: Ah.",
)


@pytest.mark.parametrize(
    ("tracked", "first", "second"),
    [("accept", "One two.", "Three here four."), ("reject", "One here two.", "Three four.")],
)
def test_moved_words_stand_in_one_place(tracked: str, first: str, second: str) -> None:
    assert [words for _, words in turns(*MOVED, tracked=tracked)][:2] == [first, second]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    blocks = (paragraph("INT: One", properties=mark), paragraph(" two."), "P01: Three.", "INT: Ah.")

    assert turns(*blocks, tracked="accept")[0] == ("INT", "One two.")
    assert turns(*blocks, tracked="reject")[0] == ("INT", "One\ntwo.")
    with pytest.raises(TrackedChanges):
        turns(*blocks)


def test_a_deleted_table_row_is_left_out() -> None:
    rows = table(("INT", "One."), ("P01", "Two."), ("INT", "Three."))
    deleted = rows.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr>', 1)

    assert turns(deleted, tracked="accept")[0] == ("P01", "Two.")
    assert turns(deleted, tracked="reject")[0] == ("INT", "One.")


def test_words_in_every_kind_of_wrapper_are_kept() -> None:
    control = (
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + paragraph(
            "P01: Controlled",
            '<w:smartTag w:element="x">' + run(" smart") + "</w:smartTag>",
            "<w:hyperlink>" + run(" link") + "</w:hyperlink>",
            '<w:fldSimple w:instr="DATE">' + run(" field") + "</w:fldSimple>",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run(" result")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "<w:customXml>" + run(" custom") + "</w:customXml>",
            "<w:sdt><w:sdtContent>" + run(" inline") + "</w:sdtContent></w:sdt>",
        )
        + "</w:sdtContent></w:sdt>"
    )

    assert turns("INT: One.", control, "INT: Two.")[1] == (
        "P01",
        "Controlled smart link field result custom inline",
    )


def test_soft_breaks_part_turns_and_are_never_glued() -> None:
    assert turns(
        paragraph("INT: How did it come about?\nJack: Mostly luck."),
        paragraph("INT: And?\nJack: So."),
    ) == [
        ("INT", "How did it come about?"),
        ("Jack", "Mostly luck."),
        ("INT", "And?"),
        ("Jack", "So."),
    ]


def test_tab_stops_of_a_paragraph_are_no_tabs() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'

    assert turns(
        paragraph("INT: One.", properties=stops),
        paragraph("P01:\tTwo.", properties=stops),
        "INT: A.",
    )[1] == (
        "P01",
        "Two.",
    )


def test_hyphens_and_symbols() -> None:
    blocks = (
        paragraph(
            "INT: One",
            "<w:r><w:noBreakHyphen/></w:r>",
            "two",
            "<w:r><w:softHyphen/></w:r>",
            "three",
            '<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>',
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
        ),
        "P01: Yes.",
        "INT: Ah.",
    )
    found = read(word_file(*blocks))

    assert found.turns[0].text == "One-twothreeé"
    assert "symbol" in rules(found)


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" descr="A drawn house"/>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_text_boxes_are_read_once() -> None:
    found = read(
        word_file(
            paragraph("INT: One.", BOX.format(paragraph("P01: Boxed."))), "INT: Two.", "P01: Three."
        )
    )

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("INT", "One."),
        ("P01", "Boxed."),
        ("INT", "Two."),
        ("P01", "Three."),
    ]
    assert "A drawn house" in hidden(found)


def test_a_text_box_without_a_label_is_nobodys_turn() -> None:
    found = read(
        word_file(
            "INT: One.",
            paragraph("P01: Two.", BOX.format(paragraph("Margin words"))),
            "INT: Three.",
        )
    )

    assert [turn.text for turn in found.turns] == ["One.", "Two.", "Three."]
    assert "Margin words" in hidden(found)
    assert "outside-turns" in rules(found)


def test_notes_comments_heads_and_properties_are_hidden_and_named_never_turns() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:a" xmlns:dc="urn:b"><dc:creator>Jo Writer</dc:creator>'
        "<cp:lastModifiedBy>Ed Itor</cp:lastModifiedBy><dc:title>Talk of Zed</dc:title></cp:coreProperties>"
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://x/hyperlink" Target="mailto:zed@example.org" TargetMode="External"/></Relationships>'
    )
    found = read(
        word_file(
            "INT: One.",
            paragraph("P01: Two.", '<w:r><w:footnoteReference w:id="1"/></w:r>'),
            "INT: Three.",
            parts={
                "word/comments.xml": part(
                    "comments",
                    '<w:comment w:author="Ann Other">' + paragraph("who is this") + "</w:comment>",
                ),
                "word/footnotes.xml": part(
                    "footnotes",
                    '<w:footnote w:type="separator" w:id="0">'
                    + paragraph(" ")
                    + '</w:footnote><w:footnote w:id="1">'
                    + paragraph("a note")
                    + "</w:footnote>",
                ),
                "word/endnotes.xml": part(
                    "endnotes", '<w:endnote w:id="1">' + paragraph("an end") + "</w:endnote>"
                ),
                "word/header1.xml": part("hdr", paragraph("Running title")),
                "word/footer2.xml": part("ftr", paragraph("Foot")),
                "docProps/core.xml": core,
                "word/_rels/document.xml.rels": links,
            },
        )
    )

    assert [turn.text for turn in found.turns] == ["One.", "Two.", "Three."]
    assert {"comments", "footnotes", "endnotes", "page-header", "page-footer"} <= rules(found)
    assert hidden(found) == {
        "who is this",
        "Ann Other",
        "a note",
        "an end",
        "Running title",
        "Foot",
        "Jo Writer",
        "Ed Itor",
        "Talk of Zed",
        "mailto:zed@example.org",
    }
    assert not any("Ann" in finding.message for finding in found.findings)


def test_hidden_text_and_placeholders_are_left_out_and_reported() -> None:
    found = read(
        word_file(
            paragraph("INT: One.", run(" unseen", "<w:vanish/>")),
            paragraph(
                "P01: Two.",
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                + run("Click here")
                + "</w:sdtContent></w:sdt>",
            ),
            "INT: Three.",
        )
    )

    assert [turn.text for turn in found.turns] == ["One.", "Two.", "Three."]
    assert {"unseen", "Click here"} <= hidden(found)
    assert {"hidden-text", "placeholder"} <= rules(found)


def test_bold_questions_and_plain_answers() -> None:
    found = read(
        word_file(
            paragraph(run("What do you do first?", "<w:b/>")),
            "I look.",
            paragraph(run("And then?", "<w:b/>")),
            "Then I talk.",
            "A lot.",
            paragraph(run("Why?", "<w:b/>")),
            "Because.",
        )
    )

    assert [(turn.label, turn.text) for turn in found.turns][2:4] == [
        ("Question", "And then?"),
        ("Answer", "Then I talk.\nA lot."),
    ]
    assert "labels-by-look" in rules(found)


def test_looks_come_from_styles_too() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:styleId="Ask"><w:name w:val="Ask"/><w:basedOn w:val="Base"/></w:style>',
    )
    ask = '<w:pStyle w:val="Ask"/>'
    found = turns(
        paragraph("What first?", properties=ask),
        "I look.",
        paragraph("Then?", properties=ask),
        "I talk.",
        parts={"word/styles.xml": styles},
    )

    assert [label for label, _ in found] == ["Question", "Answer", "Question", "Answer"]


def test_headings_between_turns_are_left_out_and_reported() -> None:
    styles = part("styles", '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>')
    found = read(
        word_file(
            "INT: One.",
            "P01: Two.",
            paragraph("Part the second", properties='<w:pStyle w:val="H1"/>'),
            "INT: Three.",
            parts={"word/styles.xml": styles},
        )
    )

    assert [turn.text for turn in found.turns] == ["One.", "Two.", "Three."]
    assert "section-heading" in rules(found)


def test_automatic_numbers_used_as_labels_are_taken_and_reported() -> None:
    def level(number: int, text: str) -> str:
        return f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'

    numbers = level(1, "Interviewer:") + level(2, "A%1:")
    numbers += "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    ask, answer = (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr>' for n in (1, 2))
    found = read(
        word_file(
            paragraph("How?", properties=ask),
            paragraph("So.", properties=answer),
            "And on.",
            paragraph("Why?", properties=ask),
            parts={"word/numbering.xml": part("numbering", numbers)},
        )
    )

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("Interviewer", "How?"),
        ("A", "So.\nAnd on."),
        ("Interviewer", "Why?"),
    ]
    assert "labels-by-numbering" in rules(found)


def test_an_empty_speakers_cell_goes_on_and_cells_of_two_paragraphs_stay_one_turn() -> None:
    found = turns(
        "A title",
        table(
            ("Speaker", "Text"),
            ("INT", "How?"),
            ("P01", "Fine.\nReally."),
            ("", "And more."),
            ("INT", "Bye."),
        ),
    )

    assert found == [("INT", "How?"), ("P01", "Fine.\nReally.\nAnd more."), ("INT", "Bye.")]


def test_columns_headed_by_speakers_are_read_across() -> None:
    assert turns(table(("Question", "Answer"), ("How?", "Fine."), ("And?", "Home."))) == [
        ("Question", "How?"),
        ("Answer", "Fine."),
        ("Question", "And?"),
        ("Answer", "Home."),
    ]


def test_a_column_beside_the_talk_is_hidden_and_reported() -> None:
    rows = [
        ("INT", "How did that go for you, then?", "Zed here"),
        ("P01", "It went well enough, I suppose.", ""),
        ("INT", "And afterwards, what happened?", "check"),
        ("P01", "We all went home, and that was it.", ""),
    ]
    found = read(word_file(table(*rows)))

    assert [turn.text for turn in found.turns] == [text for _, text, _ in rows]
    assert {"Zed here", "check"} <= hidden(found)
    assert "table-columns" in rules(found)


def test_times_in_a_speakers_cell_are_times() -> None:
    found = read(
        word_file(
            table(
                ("Ana Roe (00:03)", "How did that go then?"),
                ("Bo 00:09", "It went well enough."),
                ("Ana Roe (00:12)", "Fine."),
            )
        )
    )

    assert [(turn.label, turn.start_seconds) for turn in found.turns] == [
        ("Ana Roe", 3),
        ("Bo", 9),
        ("Ana Roe", 12),
    ]


def test_files_in_the_strict_dialect_are_read() -> None:
    data = word_file("INT: One.", "P01: Two.", "INT: Three.")
    transitional, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(transitional, strict))

    assert [turn.text for turn in read(stream.getvalue()).turns] == ["One.", "Two.", "Three."]


def test_no_word_is_lost_that_docx2python_finds() -> None:
    data = word_file(
        paragraph(
            "INT: alpha ",
            INSERTED.format(run("beta")),
            "<w:hyperlink>" + run(" gamma") + "</w:hyperlink>",
        ),
        "<w:sdt><w:sdtContent>" + paragraph("P01: delta\nepsilon") + "</w:sdtContent></w:sdt>",
        paragraph("INT: zeta", '<w:smartTag w:element="x">' + run(" eta") + "</w:smartTag>"),
        table(
            ("P01: theta", "iota"),
        ),
    )
    with docx2python(io.BytesIO(data)) as theirs:
        expected = theirs.text

    ours = read(data, tracked="accept")
    words = {word for turn in ours.turns for word in turn.text.split()} | {
        w for part in ours.hidden for w in part.text.split()
    }

    for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"):
        assert word in expected, "the second opinion changed"
        assert word in words


def test_words_hidden_by_a_style_are_hidden() -> None:
    style = part(
        "styles",
        '<w:style w:type="character" w:styleId="H"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style>",
    )
    blocks = (
        paragraph("INT: How ", run("secret ", '<w:rStyle w:val="H"/>'), run("was it?")),
        "P01: Late.",
        "INT: Ah.",
    )

    found = read(word_file(*blocks, parts={"word/styles.xml": style}))

    assert found.turns[0].text == "How was it?"
    assert "secret" in hidden(found)


def test_targets_of_fields_and_readings_above_words_are_screened() -> None:
    link = (
        '<w:r><w:instrText> HYPERLINK "https://example.org/ann" </w:instrText></w:r>'
        f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
    )

    found = read(word_file(paragraph("INT: See ", link), "P01: Late.", "INT: Ah."))

    assert found.turns[0].text == "See 漢"
    assert {"https://example.org/ann", "kan"} <= hidden(found)


def test_an_embedded_document_is_said_to_be_missing() -> None:
    found = read(word_file("INT: How?", '<w:altChunk r:id="r1"/>', "P01: Late.", "INT: Ah."))

    assert any(
        "words are missing" in finding.message
        for finding in found.findings
        if finding.rule == "embedded-document"
    )


def test_questions_and_answers_parted_by_empty_lines_alone() -> None:
    talk = [
        ("How did it go that day?", "It went well, we had four calls."),
        ("And how was that for you?", "I was tired, mostly. It was long."),
        ("What would you change?", "The radio, I would say."),
    ]
    blocks = [paragraph(each) for pair in talk for said in pair for each in (said, "")]

    assert turns(*blocks) == [
        (label, text)
        for pair in talk
        for label, text in zip(("Question", "Answer"), pair, strict=True)
    ]


def test_prose_that_asks_nothing_is_no_talk() -> None:
    blocks = [paragraph(each) for n in range(8) for each in (f"We went there on day {n}.", "")]

    with pytest.raises(NoTurnsFound):
        read(word_file(*blocks))
