"""Word to Word: every channel of a file, formatting kept, what it says of its makers gone."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from idtool.pseudonyms.replacing import Change
from idtool.pseudonyms.word import WordContainer
from tests.ingest.word_files import paragraph, run, table, word_file

NAME = "Brigitte Halloran"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(*entries: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(entries)
        + "</Relationships>"
    )


def hidden(name: str) -> bytes:
    """A Word file with the name in twenty channels."""
    box = f"<w:txbxContent>{paragraph(f'In a box: {name}.')}</w:txbxContent>"
    return word_file(
        paragraph(f"P01: So {name} came."),
        paragraph("Split: ", run(name[:4], "<w:b/>"), run(name[4:12], "<w:i/>"), run(name[12:])),
        table(("Who", name)),
        f'<w:p w:rsidR="00AB12CD"><w:ins w:author="{name}" w:date="2024-01-02T00:00:00Z" w:id="1">'
        f'{run("put in by " + name)}</w:ins><w:del w:author="{name}" w:id="2"><w:r>'
        f"<w:delText>taken out: {name}</w:delText></w:r></w:del></w:p>",
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph('A control: ' + name)}</w:sdtContent></w:sdt>",
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:docPr id="1" name="{name}.jpg" descr="{name}"/><wps:wsp><wps:txbx>{box}</wps:txbx>'
        f"</wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        f"</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f'<w:p><w:bookmarkStart w:id="3" w:name="{name.replace(" ", "")}"/>'
        f'<w:hyperlink r:id="rId5">{run("a link")}</w:hyperlink>'
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:'
        f'{name.replace(" ", ".")}@x.org" </w:instrText></w:r><w:r><w:fldChar '
        f'w:fldCharType="separate"/></w:r>{run("write")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p>",
        parts={
            "word/_rels/document.xml.rels": relations(
                f'<Relationship Id="rId5" Type="{RELS}/hyperlink" '
                f'Target="mailto:{name.replace(" ", ".")}@x.org" TargetMode="External"/>',
                f'<Relationship Id="rId6" Type="{RELS}/customXml" '
                'Target="../customXml/item1.xml"/>',
                f'<Relationship Id="rId7" Type="{RELS}/header" Target="header1.xml"/>',
            ),
            "word/header1.xml": f"<w:hdr {NS}>{paragraph('Talk with ' + name)}</w:hdr>",
            "word/footnotes.xml": f'<w:footnotes {NS}><w:footnote w:id="2">'
            f"{paragraph('Note: ' + name)}</w:footnote></w:footnotes>",
            "word/comments.xml": f'<w:comments {NS}><w:comment w:id="1" w:author="{name}" '
            f'w:initials="BH" w:date="2024-01-02T00:00:00Z">{paragraph("Ask " + name)}</w:comment>'
            "</w:comments>",
            "word/people.xml": '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/'
            f'2012/wordml"><w15:person w15:author="{name}"/></w15:people>',
            "word/settings.xml": f'<w:settings {NS}><w:rsids><w:rsid w:val="00AB12CD"/></w:rsids>'
            f'<w:docVars><w:docVar w:name="a" w:val="{name}"/></w:docVars></w:settings>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/'
            'package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:creator>{name}</dc:creator></cp:coreProperties>",
            "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/extended-properties"><Company>{name}</Company></Properties>',
            "docProps/custom.xml": f"<Properties><property name='x'>{name}</property></Properties>",
            "customXml/item1.xml": f"<a>{name}</a>",
            "word/embeddings/Halloran.xlsx": "not a sheet",
        },
    )


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_placeholder(data: bytes, name: str = NAME) -> bytes:
    container = WordContainer(data, "I01.docx")
    changes = {
        number: [Change(*found.span(), "[PERSON_1]") for found in re.finditer(name, text)]
        for number, text in enumerate(container.texts)
    }
    return container.rewritten(changes)


def test_no_channel_keeps_the_name() -> None:
    data = hidden(NAME)
    assert sum(NAME.encode() in part for part in parts_of(data).values()) >= 9

    new = parts_of(with_placeholder(data))

    for name, part in new.items():
        for word in (b"Brigitte", b"Halloran", b"rsid", b"AB12CD", b"2024-01-02", b"mailto"):
            assert word not in part, (name, word)
        assert b"Halloran" not in name.encode()
    assert not {"word/people.xml", "docProps/custom.xml", "customXml/item1.xml"} & set(new)


def test_comments_and_changes_are_kept_with_numbers_for_people() -> None:
    new = parts_of(with_placeholder(hidden(NAME)))

    assert b"Ask [PERSON_1]" in new["word/comments.xml"]
    assert b'w:author="Author 1"' in new["word/comments.xml"]
    assert b"<w:del " in new["word/document.xml"]
    assert b"taken out: [PERSON_1]" in new["word/document.xml"]


def test_a_name_over_three_runs_takes_the_look_of_its_first_letter() -> None:
    new = parts_of(with_placeholder(hidden(NAME)))
    root = etree.fromstring(new["word/document.xml"])
    (split,) = [p for p in root.iter(f"{W}p") if "Split" in "".join(p.itertext())]

    runs = [
        ("".join(r.itertext()), [each.tag for each in r.iterfind(f"{W}rPr/*")])
        for r in split.iter(f"{W}r")
    ]
    assert runs == [
        ("Split: ", []),
        ("[PERSON_1]", [f"{W}b"]),
        ("", [f"{W}i"]),
        ("", []),
    ]


def test_relations_of_what_is_kept_lead_somewhere() -> None:
    new = parts_of(with_placeholder(hidden(NAME)))
    targets = [
        each.get("Target")
        for each in etree.fromstring(new["word/_rels/document.xml.rels"])
        if each.get("TargetMode") != "External"
    ]

    assert targets == ["header1.xml"]


def test_the_file_opens_in_another_reader() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.core_properties.author = NAME
    made.add_paragraph("P01: So ").add_run(NAME).bold = True
    stream = io.BytesIO()
    made.save(stream)

    opened = docx.Document(io.BytesIO(with_placeholder(stream.getvalue())))

    assert [p.text for p in opened.paragraphs] == ["P01: So [PERSON_1]"]
    assert opened.paragraphs[0].runs[-1].bold is True
    assert opened.core_properties.author == ""


words = st.text(alphabet="abc é.", min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=4),
    st.data(),
)
def test_text_outside_is_unchanged_and_runs_keep_their_properties(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    looks = ["", "<w:b/>", "<w:i/>", '<w:sz w:val="40"/>', "<w:u/>"]
    file = word_file(
        *(paragraph(*(run(t, looks[n]) for n, t in enumerate(runs))) for runs in paragraphs)
    )
    container = WordContainer(file, "I01.docx")
    changes, expected = {}, []
    for number, text in enumerate(container.texts):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        changes[number] = [Change(start, end, "[PERSON_1]")]
        expected.append(text[:start] + "[PERSON_1]" + text[end:])
    before = _looks(parts_of(file)["word/document.xml"])

    new = container.rewritten(changes)

    assert list(WordContainer(new, "I01.docx").texts) == expected
    assert _looks(parts_of(new)["word/document.xml"]) == before


def _looks(document: bytes) -> list[bytes]:
    root = etree.fromstring(document)
    return [etree.tostring(each, method="c14n") for each in root.iter(f"{W}rPr", f"{W}pPr")]
