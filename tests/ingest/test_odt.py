"""OpenDocument texts with what libraries lose in them, built by hand."""

from __future__ import annotations

import io

import pytest
from odf import teletype
from odf.opendocument import load
from odf.text import P

from idtool.errors import InvalidInput
from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import EncryptedFile, TrackedChanges
from tests.ingest.odt_files import flat_file, odt_file, p, span, table, text_style

TALK = [("INT", "How was it?"), ("P01", "It was late."), ("INT", "Ah."), ("P01", "Yes.")]


def read(data: bytes, **options: object) -> ReadTranscript:
    return read_transcript(data, "I01.odt", **options)  # type: ignore[arg-type]


def turns(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def hidden(found: ReadTranscript) -> set[str]:
    return {part.text for part in found.hidden}


def test_spaces_tabs_and_breaks_stand_where_the_page_has_them() -> None:
    blocks = (
        p("INT: How<text:s text:c='2'/>was\n   it<text:tab/>then?<text:line-break/>P01: Late."),
        p("INT:  Ah <text:span> </text:span>so."),
        p("P01: Yes."),
    )

    found = read(odt_file(*blocks))

    assert turns(found)[:3] == [
        ("INT", "How  was it\tthen?"),
        ("P01", "Late."),
        ("INT", "Ah so."),
    ]


def test_a_flat_file_gives_the_same_turns() -> None:
    blocks = [p(f"{label}: {text}") for label, text in TALK]

    assert turns(read(odt_file(*blocks))) == turns(read(flat_file(*blocks))) == TALK
    assert turns(read_transcript(flat_file(*blocks), "I01.fodt")) == TALK


def test_words_in_lists_sections_links_fields_and_boxes_are_kept() -> None:
    box = (
        "<draw:frame><draw:text-box><text:p>INT: In a box?</text:p></draw:text-box>"
        "<svg:desc>A man at a door</svg:desc></draw:frame>"
    )
    shape = "<draw:custom-shape><text:p>P01: In a shape.</text:p></draw:custom-shape>"
    blocks = (
        f'<text:section text:name="S">{p("INT: In a section?")}</text:section>',
        f"<text:list><text:list-item>{p('P01: In a list,')}<text:list><text:list-item>"
        f"{p('and below.')}</text:list-item></text:list></text:list-item></text:list>",
        p('INT: A <text:a xlink:href="https://example.org/x">link</text:a>, a '
          "<text:date>Monday</text:date>, a <text:meta>mark</text:meta>?"),
        p(f"P01: Here.{box}"),
        p(f"INT: And?{shape}"),
    )  # fmt: skip

    found = read(odt_file(*blocks))

    assert turns(found) == [
        ("INT", "In a section?"),
        ("P01", "In a list,\nand below."),
        ("INT", "A link, a Monday, a mark?"),
        ("P01", "Here."),
        ("INT", "In a box?\nAnd?"),
        ("P01", "In a shape."),
    ]
    assert {"A man at a door", "https://example.org/x"} <= hidden(found)


def test_notes_comments_hidden_words_heads_and_properties_are_no_turns() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Foot words</text:p></text:note-body></text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>Karl Kaus</dc:creator><text:p>Ask again</text:p>"
        "</office:annotation>"
    )
    data = odt_file(
        p(f"INT: How{note} was{comment} it?"),
        p(f"P01: Late{span(' and secret', 'T9')}."),
        f'<text:section text:display="none">{p("Gone section")}</text:section>',
        p("INT: Ah."),
        styles=text_style("T9", 'text:display="none"'),
        common="<office:master-styles><style:master-page><style:header><text:p>Study Nine</text:p>"
        "</style:header></style:master-page></office:master-styles>",
        meta="<dc:creator>Rita Roth</dc:creator><dc:title>About Ann</dc:title>",
    )

    found = read(data)

    assert turns(found) == [("INT", "How was it?"), ("P01", "Late."), ("INT", "Ah.")]
    assert hidden(found) == {
        "Foot words", "Karl Kaus", "Ask again", "and secret", "Gone section", "Study Nine",
        "Rita Roth", "About Ann",
    }  # fmt: skip
    assert {"footnotes", "comments", "hidden-text", "page-header"} <= {
        finding.rule for finding in found.findings
    }


def test_bold_questions_and_plain_answers() -> None:
    blocks = []
    for number in range(4):
        blocks += [p("How was that day?", "P1"), p(f"It was day {number}.")]

    found = read(
        odt_file(*blocks, styles=text_style("P1", 'fo:font-weight="bold"', "paragraph", "Standard"))
    )

    assert turns(found)[:2] == [("Question", "How was that day?"), ("Answer", "It was day 0.")]


def test_a_span_may_take_bold_back() -> None:
    blocks = []
    for number in range(4):
        blocks += [p("How was that day?", "P1"), p(span(f"It was day {number}.", "T1"), "P1")]
    styles = text_style("P1", 'fo:font-weight="bold"', "paragraph") + text_style(
        "T1", 'fo:font-weight="normal"'
    )

    assert turns(read(odt_file(*blocks, styles=styles)))[1] == ("Answer", "It was day 0.")


def test_tables_give_turns_row_by_row() -> None:
    assert turns(read(odt_file(table(*TALK)))) == TALK


CHANGES = (
    '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:insertion>'
    "<office:change-info><dc:creator>Karl Kaus</dc:creator></office:change-info>"
    '</text:insertion></text:changed-region><text:changed-region xml:id="c2" text:id="c2">'
    "<text:deletion><office:change-info><dc:creator>Karl Kaus</dc:creator></office:change-info>"
    "<text:p> less</text:p></text:deletion></text:changed-region></text:tracked-changes>",
    p(
        'INT: Say<text:change-start text:change-id="c1"/> more<text:change-end '
        'text:change-id="c1"/><text:change text:change-id="c2"/> now.'
    ),
    p("P01: Fine."),
    p("INT: Ah."),
)


@pytest.mark.parametrize(
    ("tracked", "said", "left_out"),
    [("accept", "Say more now.", "less"), ("reject", "Say less now.", "more")],
)
def test_tracked_changes_are_taken_as_asked(tracked: str, said: str, left_out: str) -> None:
    found = read(odt_file(*CHANGES), tracked=tracked)

    assert found.turns[0].text == said
    assert hidden(found) >= {left_out, "Karl Kaus"}


def test_tracked_changes_stop_unasked() -> None:
    with pytest.raises(TrackedChanges, match="1 insertion and 1 deletion"):
        read(odt_file(*CHANGES))


def test_a_rejected_insertion_over_two_paragraphs_joins_them() -> None:
    blocks = (
        CHANGES[0],
        p('INT: Say<text:change-start text:change-id="c1"/> more'),
        p('and more<text:change-end text:change-id="c1"/> now.'),
        p("P01: Fine."),
        p("INT: Ah."),
    )

    found = read(odt_file(*blocks), tracked="reject")

    assert found.turns[0].text == "Say now."
    assert any("more" in text for text in hidden(found))


def test_deleted_paragraphs_come_back_when_changes_are_rejected() -> None:
    head = CHANGES[0].replace("<text:p> less</text:p>", "<text:p/><text:p>P01: Lost.</text:p>")
    blocks = (head, p('INT: Say.<text:change text:change-id="c2"/>'), p("INT: Ah."), p("P01: So."))

    assert turns(read(odt_file(*blocks), tracked="reject"))[1] == ("P01", "Lost.")
    assert "P01: Lost." in hidden(read(odt_file(*blocks), tracked="accept"))


def test_a_file_under_a_password_is_refused_with_advice() -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    with pytest.raises(EncryptedFile) as error:
        read(odt_file(p("INT: x"), manifest=manifest))

    assert error.value.exit_code == 4


def test_a_document_type_in_it_is_refused() -> None:
    data = flat_file(p("INT: x")).replace(b"?>\n", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>\n", 1)

    with pytest.raises(InvalidInput):
        read_transcript(data, "I01.fodt")


def test_no_word_is_lost_that_odfpy_finds() -> None:
    data = odt_file(
        p("INT: One<text:s/>two<text:tab/>three?"),
        f"<text:list><text:list-item>{p('P01: Four five.')}</text:list-item></text:list>",
        table(("INT", "Six?"), ("P01", "Seven.")),
        p("INT: Eight <text:span>nine</text:span>."),
    )
    found = read(data)
    ours = " ".join(f"{turn.label} {turn.text}" for turn in found.turns).split()

    theirs = " ".join(
        teletype.extractText(each) for each in load(io.BytesIO(data)).getElementsByType(P)
    )

    assert {word.rstrip(":") for word in theirs.split()} <= {word.rstrip(":") for word in ours}
