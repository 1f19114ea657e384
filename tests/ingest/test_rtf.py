r"""RTF as Word, WordPad, TextEdit and LibreOffice write it, and what libraries lose in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import DamagedFile, TrackedChanges

WORD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0\fprq2"
    r"{\*\panose 02020603050405020304}Times New Roman;}{\f2\froman\fcharset204 Times Cyr;}"
    r"{\f3\fmodern\fcharset128 MS Mincho;}{\f9\ftech\fcharset2 Symbol;}}"
    r"{\colortbl;\red0\green0\blue0;\red255\green0\blue0;}"
    r"{\stylesheet{\ql \snext0 Normal;}{\s1\b\outlinelevel0 heading 1;}"
    r"{\*\cs10 \additive Default Paragraph Font;}}"
    r"{\*\revtbl {Unknown;}{Karl Kaus;}}{\*\generator Riched20;}"
    r"{\info{\title About Ann}{\author Rita Roth}{\creatim\yr2024\mo1\dy2}}"
)


def read(body: str, head: str = WORD, **options: object) -> ReadTranscript:
    return read_transcript((head + body + "}").encode("latin-1"), "I01.rtf", **options)  # type: ignore[arg-type]


def turns(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def hidden(found: ReadTranscript) -> set[str]:
    return {part.text for part in found.hidden}


def par(text: str) -> str:
    return rf"\pard\plain \f0\fs24 {text}\par" + "\r\n"


REST = par("P01: Fine.") + par("INT: Ah.")


def test_word_paragraphs_with_runs_breaks_and_properties() -> None:
    body = par(r"{\rtlch\ltrch INT: How }{\b was}{ it?\line P01: It\rquote s late \endash  so.}")

    found = read(body + par("INT: Ah."))

    assert turns(found) == [("INT", "How was it?"), ("P01", "It’s late – so."), ("INT", "Ah.")]
    assert hidden(found) == {"About Ann", "Rita Roth", "Karl Kaus"}


def test_text_edit_files() -> None:
    head = (
        "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2709\n\\cocoatextscaling0{\\fonttbl\\f0\\fswiss"
        "\\fcharset0 Helvetica-Bold;\\f1\\fswiss\\fcharset0 Helvetica;}\n{\\colortbl;\\red255"
        "\\green255\\blue255;}\n{\\*\\expandedcolortbl;;}\n\\pard\\tx566\\pardirnatural\n"
    )
    body = (
        "\\f0\\b\\fs24 \\cf0 INT: \\f1\\b0 How was it?\\\n\\f0\\b P01: \\f1\\b0 It\\'92s late,\n"
        " really.\\\n\\\n\\f0\\b INT: \\f1\\b0 Ah.\\\nP01: Yes."
    )

    assert turns(read(body, head)) == [
        ("INT", "How was it?"),
        ("P01", "It’s late, really."),
        ("INT", "Ah."),
        ("P01", "Yes."),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"na\'efve", "naïve"),
        (r"na\u239\'efve", "naïve"),
        (r"na\u239?ve", "naïve"),
        (r"\uc0\u8220 so\u8221 ", "“so”"),
        (r"{\uc2\u12354\'82\'a0\u12356\'82\'a2}", "あい"),
        (r"\u-10179?\u-8704? so", "😀 so"),
        (r"\u8217\rquote s", "’s"),
        (r"{\f2\'e4\'e0}", "да"),
        (r"{\f3\'82\'a0\'83A}", "あア"),
        (r"a\~b\_c\-d", "a b-cd"),
        (r"a\{b\}\\c", r"a{b}\c"),
        ("Zo\u00eb", "Zoë"),
        (r"{\upr{Zo?}{\*\ud{Zo\u235\'3f}}}", "Zoë"),
        (r"a\bin3 {}}b", "ab"),
    ],
)
def test_letters_however_they_are_written(written: str, said: str) -> None:
    assert read(par(f"INT: {written}") + REST).turns[0].text == said


def test_mac_files_and_raw_utf8() -> None:
    mac = read(r"INT: It\'d5s\par P01: So.\par INT: Ah.\par", r"{\rtf1\mac\deff0 ")
    raw = read_transcript("{\\rtf1\\ansi INT: Zoë?\\par P01: So.\\par INT: Ah.\\par}".encode(), "a")

    assert mac.turns[0].text == "It’s"
    assert raw.turns[0].text == "Zoë?"


def test_what_is_no_turn_is_hidden_and_named() -> None:
    body = (
        r"{\header \pard Study Nine\par}{\footer {\field{\*\fldinst PAGE}{\fldrslt 3}}}"
        + par(
            r"INT: How{\super\chftn{\footnote \pard\plain\chftn  Foot words}} was{\*\atnid KK}"
            r"{\*\atnauthor Karl Kaus}\chatn{\*\annotation{\*\atndate 123}{\*\atnref 1} Ask again}"
            r" it{\v  secretly}?"
        )
        + par(r'P01: {\field{\*\fldinst HYPERLINK "https://example.org/x"}{\fldrslt Here}}.')
        + par(r"INT: {\pict\pngblip 89504e470d0a}Ah.{\*\bkmkstart ann}{\*\themedata 504b0304}")
    )

    found = read(body)

    assert turns(found) == [("INT", "How was it?"), ("P01", "Here."), ("INT", "Ah.")]
    assert hidden(found) >= {
        "Study Nine", "Foot words", "Karl Kaus", "Ask again", "secretly", "https://example.org/x",
    }  # fmt: skip
    assert {"comments", "footnotes", "hidden-text", "page-header"} <= {
        finding.rule for finding in found.findings
    }


def row(*cells: str) -> str:
    inner = "".join(rf"\pard\intbl {cell}\cell " for cell in cells)
    return rf"\trowd\cellx1000\cellx9000 {inner}\row" + "\n"


def test_tables_are_read_row_by_row_and_a_cell_may_hold_paragraphs() -> None:
    body = row("INT", "How was it?") + row("P01", r"It was late.\par And cold.") + row("INT", "Ah.")

    assert turns(read(body)) == [
        ("INT", "How was it?"),
        ("P01", "It was late.\nAnd cold."),
        ("INT", "Ah."),
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn wzDescription}{\sv A man at a door}}{\sp{\sn shapeType}"
        r"{\sv 202}}{\shptxt \pard\plain INT: In a box?\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext"
        r"\pard INT: In a box?\par}}}}"
    )
    body = par("INT: First?") + par(f"P01: Here{box} too.") + par("P01: Yes.")

    found = read(body)

    assert turns(found) == [
        ("INT", "First?"),
        ("P01", "Here too."),
        ("INT", "In a box?"),
        ("P01", "Yes."),
    ]
    assert "A man at a door" in hidden(found)


def test_bold_questions_and_plain_answers() -> None:
    body = "".join(par(r"{\b How was that day?}") + par(f"It was day {n}.") for n in range(4))

    assert turns(read(body))[:2] == [("Question", "How was that day?"), ("Answer", "It was day 0.")]


def test_automatic_numbers_used_as_labels() -> None:
    body = "".join(
        par(rf"{{\listtext\pard\plain {label}{n}:\tab}}Words of turn {n} here.")
        for n in range(1, 4)
        for label in "QA"
    )

    assert [label for label, _ in turns(read(body))] == ["Q", "A"] * 3


CHANGED = par(r"INT: Say{\revised\revauth1  more}{\deleted\revauthdel1  less} now.") + REST


@pytest.mark.parametrize(
    ("tracked", "said", "left_out"),
    [("accept", "Say more now.", "less"), ("reject", "Say less now.", "more")],
)
def test_tracked_changes_are_taken_as_asked(tracked: str, said: str, left_out: str) -> None:
    found = read(CHANGED, tracked=tracked)

    assert found.turns[0].text == said
    assert hidden(found) >= {left_out, "Karl Kaus"}


def test_tracked_changes_stop_unasked() -> None:
    with pytest.raises(TrackedChanges, match="1 insertion and 1 deletion"):
        read(CHANGED)


def test_headings_are_no_turns() -> None:
    found = read(par("INT: How was it?") + r"\pard\s1\b Part two\par" + REST)

    assert turns(found)[0] == ("INT", "How was it?")
    assert "Part two" in hidden(found)


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(DamagedFile):
        read("{" * 2000)


WORDS = st.lists(
    st.text(st.characters(codec="cp1252", categories=["L", "N"]), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
)


@given(st.lists(WORDS, min_size=4, max_size=8))
def test_no_word_is_lost_that_striprtf_finds(talk: list[list[str]]) -> None:
    def escaped(text: str) -> str:
        return "".join(
            each if each.isascii() else f"\\'{each.encode('cp1252')[0]:02x}" for each in text
        )

    body = "".join(
        par(f"{'INT' if n % 2 else 'P01'}: {escaped(' '.join(words))}")
        for n, words in enumerate(talk)
    )
    found = read(body)
    ours = {word for turn in found.turns for word in turn.text.split()} | {
        word for text in hidden(found) for word in text.split()
    }

    theirs = rtf_to_text(WORD + body + "}").split()

    assert {word for word in theirs if not word.endswith(":")} <= ours
