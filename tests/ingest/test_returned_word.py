"""Whatever is typed, changed or remarked in a returned Word file arrives, once, with its place.

The shapes are those of ECMA-376: ``w:ins``, ``w:del``, moves, content controls in a
line, a block and a cell, check boxes, text boxes, comments and replies.
"""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.ingest.returned_file import ReturnedFile
from idtool.ingest.returned_word import read_returned

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
SPACES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
WHO = 'w:author="Someone" w:date="2026-03-01T10:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(tag: str, inside: str, *, prompt: bool = False) -> str:
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{shown}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def box(tag: str, checked: str, sign: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w14:checkbox><w14:checked w14:val="{checked}"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"
    )


def returned(body: str, comments: str = "", extended: str = "") -> ReturnedFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        if comments:
            package.writestr("word/comments.xml", f"<w:comments {SPACES}>{comments}</w:comments>")
        if extended:
            package.writestr(
                "word/commentsExtended.xml",
                f"<w15:commentsEx {SPACES}>{extended}</w15:commentsEx>",
            )
    return read_returned(made.getvalue(), "back.docx")


def test_tracked_insertions_and_deletions_are_told_apart() -> None:
    (paragraph,) = returned(
        f"<w:p>{run('I ')}<w:del w:id='1' {WHO}><w:r><w:delText>never</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' {WHO}>{run('always')}</w:ins>{run(' go.')}</w:p>"
    ).paragraphs
    assert paragraph.accepted == "I always go."
    assert paragraph.original == "I never go."
    assert [(p.text, p.author, p.at) for p in paragraph.pieces if p.change] == [
        ("never", "Someone", "2026-03-01T10:00:00Z"),
        ("always", "Someone", "2026-03-01T10:00:00Z"),
    ]


def test_moved_words_arrive_once() -> None:
    found = returned(
        f"<w:p><w:moveFrom w:id='1' {WHO}>{run('moved')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo w:id='2' {WHO}>{run('moved')}</w:moveTo></w:p>"
    )
    assert [paragraph.accepted for paragraph in found.paragraphs] == ["", "moved"]


def test_controls_in_a_line_a_block_and_a_cell() -> None:
    cell = control("c", f"<w:tc><w:p>{run('in a cell')}</w:p></w:tc>")
    found = returned(
        f"<w:p>{run('Name: ')}{control('a', run('in a line'))}</w:p>"
        + control("b", f"<w:p>{run('first')}</w:p><w:p>{run('second')}</w:p>")
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    )
    assert [found.in_field(tag) for tag in "abc"] == ["in a line", "first\nsecond", "in a cell"]


def test_a_prompt_is_no_answer_but_words_typed_over_it_are() -> None:
    untouched = returned(f"<w:p>{control('a', run('Type here'), prompt=True)}</w:p>")
    assert untouched.in_field("a") == ""
    typed = f"<w:ins w:id='1' {WHO}>{run('mine')}</w:ins>"
    tracked = returned(f"<w:p>{control('a', typed, prompt=True)}</w:p>")
    assert tracked.in_field("a") == "mine"


def test_ticks_by_state_by_sign_and_of_the_old_kind() -> None:
    found = returned(
        f"<w:p>{box('state', '1', '☒')}{box('sign', '0', '☒')}{box('empty', '0', '☐')}"
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="old"/><w:checkBox>'
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r></w:p>"
    )
    assert found.ticks == {"state": True, "sign": True, "empty": False, "old": True}


def test_bookmarks_tell_where_words_stand_even_over_paragraphs() -> None:
    found = returned(
        f'<w:p><w:bookmarkStart w:id="1" w:name="_id_T03"/>{run("one")}</w:p>'
        f'<w:p>{run("two")}<w:bookmarkEnd w:id="1"/>{run(" outside")}</w:p>'
    )
    inside = [
        [piece.text for piece in paragraph.pieces if "_id_T03" in piece.marks]
        for paragraph in found.paragraphs
    ]
    assert inside == [["one"], ["two"]]
    assert found.marks == {"_id_T03"}


def test_a_text_box_is_read_once() -> None:
    content = f"<w:txbxContent><w:p>{run('in the box')}</w:p></w:txbxContent>"
    found = returned(
        f"<w:p>{run('before')}<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/"
        f"markup-compatibility/2006'><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [paragraph.accepted for paragraph in found.paragraphs] == ["before", "in the box"]


COMMENTS = (
    f'<w:comment w:id="0" {WHO}><w:p w14:paraId="0A">{run("Is this so?")}</w:p></w:comment>'
    f'<w:comment w:id="1" {WHO}><w:p w14:paraId="0B">{run("It is.")}</w:p></w:comment>'
)
HUNG = (
    f'<w:p><w:bookmarkStart w:id="9" w:name="_id_T03"/>{run("A ")}<w:commentRangeStart w:id="0"/>'
    f'<w:commentRangeStart w:id="1"/>{run("claim")}<w:commentRangeEnd w:id="0"/>'
    f'<w:r><w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="1"/>'
    f'<w:r><w:commentReference w:id="1"/></w:r>{run(" here")}<w:bookmarkEnd w:id="9"/></w:p>'
)


def test_comments_keep_their_words_and_replies_their_comment() -> None:
    question, answer = returned(
        HUNG,
        COMMENTS,
        '<w15:commentEx w15:paraId="0A"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>',
    ).comments
    assert (question.text, question.quoted, question.parent) == ("Is this so?", "claim", "")
    assert (answer.text, answer.parent) == ("It is.", "0")
    assert question.marks == {"_id_T03"}


def test_a_comment_on_a_place_without_words_hangs_on_its_paragraph() -> None:
    (comment,) = returned(
        f'<w:p><w:bookmarkStart w:id="9" w:name="_id_T03"/>{run("A claim")}<w:bookmarkEnd '
        'w:id="9"/></w:p><w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        f'<w:comment w:id="0" {WHO}><w:p>{run("Why?")}</w:p></w:comment>',
    ).comments
    assert (comment.paragraph, comment.marks) == (2, {"_id_T03"})


WORDS = st.text(alphabet="abcdefgh", min_size=3, max_size=9).map(lambda word: f"q{word}q")
SHAPES = st.sampled_from(["run", "ins", "line", "block", "cell", "box", "moved"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SHAPES, WORDS), min_size=1, max_size=12))
def test_every_word_arrives_exactly_once(parts: list[tuple[str, str]]) -> None:
    numbered = [(shape, f"{word}{n:02d}") for n, (shape, word) in enumerate(parts)]
    body = ""
    for n, (shape, word) in enumerate(numbered):
        inside = run(word)
        body += {
            "run": f"<w:p>{inside}</w:p>",
            "ins": f"<w:p><w:ins w:id='{n}' {WHO}>{inside}</w:ins></w:p>",
            "line": f"<w:p>{control(f't{n}', inside)}</w:p>",
            "block": control(f"t{n}", f"<w:p>{inside}</w:p>"),
            "cell": f"<w:tbl><w:tr><w:tc><w:p>{inside}</w:p></w:tc></w:tr></w:tbl>",
            "box": f"<w:p><w:r><w:pict><w:txbxContent><w:p>{inside}</w:p></w:txbxContent></w:pict>"
            "</w:r></w:p>",
            "moved": f"<w:p><w:moveFrom w:id='{n}' {WHO}>{inside}</w:moveFrom></w:p>"
            f"<w:p><w:moveTo w:id='{n}9' {WHO}>{inside}</w:moveTo></w:p>",
        }[shape]
    said = " ".join(paragraph.accepted for paragraph in returned(body).paragraphs).split()
    assert sorted(said) == sorted(word for _, word in numbered)
