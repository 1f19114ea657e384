"""Acceptance checks 35 to 37: the packet, what comes back, and what became of it."""

from __future__ import annotations

import html
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from tests.conftest import run, told
from tests.libreoffice import edited, needs_libreoffice

CLAIM = "For the drunk man in the cold"


def packet(study: Path, *words: str) -> Path:
    made = told(study, "mentor", "packet", *words)
    return Path(made["files"][0])


def commented(path: Path, at: str, *texts: str) -> Path:
    """The packet with Word comments on the paragraph that holds some words."""
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if at in p.text)
    for text in texts:
        document.add_comment(paragraph.runs, text=text, author="Prof. Zwiebelbach", initials="PS")
    out = path.with_name(f"back-{path.name}")
    document.save(str(out))
    return out


def text_of(path: Path) -> str:
    return "\n".join(p.text for p in Document(str(path)).paragraphs)


def test_a_packet_has_real_headings_heads_of_tables_and_both_sides(own_example: Path) -> None:
    document = Document(str(packet(own_example, "--themes", "T03,T01")))
    styles = [p.style.name for p in document.paragraphs]
    assert styles.count("Heading 1") >= 5
    order = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert order[:2] == ["Your comments, and what became of them", "Since last time"]
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"][:2] == [
        "T03. The drawer on the other side",
        "T01. The thing I walked past",
    ]
    assert all(
        t.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for t in document.tables if len(t.columns) > 2
    )
    words = text_of(own_example / "out" / "mentor" / "packet-01.docx")
    assert words.count("Against") == 2
    assert run(own_example, "mentor", "packet", "--themes", "T01,T02,T03,T04").exit_code == 2


def test_a_theme_nobody_searched_against_says_so(own_example: Path) -> None:
    new = told(own_example, "theme", "new", "N", "--focus", "Potential", "--claim", "A claim.")[
        "theme"
    ]
    assert "Nobody has looked for counter-evidence yet." in text_of(
        packet(own_example, "--themes", new)
    )


def test_comments_come_back_with_the_theme_they_touch_and_reopen_until_answered(
    own_example: Path,
) -> None:
    back = commented(packet(own_example, "--themes", "T03"), CLAIM, "Who would disagree?")
    report = told(own_example, "mentor", "intake", back)
    assert len(report["new"]) == 1
    (item,) = told(own_example, "mentor", "list")
    assert (item["about"], item["text"], item["by"]) == ("T03", "Who would disagree?", "M1")
    assert told(own_example, "mentor", "intake", back)["new"] == []

    second = text_of(packet(own_example))
    assert "Who would disagree?" in second
    assert "Not answered yet." in second
    assert "Not answered yet." in text_of(packet(own_example))

    run(own_example, "mentor", "answer", "1", "--not-done", "--because", "P06 does, in D03")
    fourth = text_of(packet(own_example))
    head = fourth[: fourth.index("Since last time")]
    assert "Not done. " in head
    assert "P06 does, in D03" in head
    assert "Who would disagree?" not in text_of(packet(own_example))


def test_no_name_of_an_author_is_kept(own_example: Path) -> None:
    back = commented(packet(own_example, "--themes", "T03"), CLAIM, "Say more.")
    run(own_example, "mentor", "intake", back)
    for path in own_example.glob("study.db*"):
        assert b"Zwiebelbach" not in path.read_bytes()


def test_a_name_in_a_comment_stops_the_intake(own_example: Path) -> None:
    back = commented(
        packet(own_example, "--themes", "T03"), CLAIM, "Is this Sergeant Alvarez again?"
    )
    result = run(own_example, "mentor", "intake", back)
    assert result.exit_code == 3
    assert "Alvarez" not in result.output
    assert told(own_example, "mentor", "list") == []
    told(own_example, "mentor", "intake", back, "--mask")
    (item,) = told(own_example, "mentor", "list")
    assert "Alvarez" not in item["text"]
    assert "[…]" in item["text"]


def test_answers_and_the_sign_off_come_back_from_their_boxes(own_example: Path) -> None:
    run(own_example, "mentor", "ask", "Is T03 two claims in one?", "--about", "T03")
    path = packet(own_example)
    document = Document(str(path))
    for control in document.element.body.iter("{*}sdt"):
        tag = control.find("{*}sdtPr/{*}tag").values()[0]
        words = {"idtool:answer:1": "Two, I think.", "idtool:signoff": "M1, Monday"}.get(tag)
        if words:
            prompt = control.find("{*}sdtPr/{*}showingPlcHdr")
            prompt.getparent().remove(prompt)
            next(control.iter("{*}t")).text = words
            style = next(control.iter("{*}rStyle"))
            style.getparent().remove(style)
    back = path.with_name("back.docx")
    document.save(str(back))
    report = told(own_example, "mentor", "intake", back)
    assert report["signed"]
    items = told(own_example, "mentor", "list")
    assert [(i["kind"], i["about"], i["text"]) for i in items] == [
        ("question", "T03", "Is T03 two claims in one?"),
        ("typed", "item 1", "Two, I think."),
    ]
    acts = [event["act"] for event in told(own_example, "audit", "show")]
    assert acts.count("mentor.signoff") == 1


def test_words_typed_over_the_text_are_found(own_example: Path) -> None:
    path = packet(own_example, "--themes", "T03")
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if CLAIM in p.text)
    paragraph.runs[-1].text += " Always?"
    document.add_paragraph("One more thing, at the very end.")
    back = path.with_name("back.docx")
    document.save(str(back))
    run(own_example, "mentor", "intake", back)
    items = told(own_example, "mentor", "list")
    assert [i["kind"] for i in items] == ["typed", "typed"]
    assert items[0]["about"] == "T03"
    assert items[0]["text"].endswith("Always?")
    assert items[1]["text"] == "One more thing, at the very end."


def test_another_file_is_no_packet(own_example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    document = Document()
    document.add_paragraph("A letter.")
    document.save(str(other))
    assert run(own_example, "mentor", "intake", other).exit_code == 4


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_web_page_says_the_same_and_loads_nothing(own_example: Path) -> None:
    path = packet(own_example, "--themes", "T03")
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    loads = _Loads()
    loads.feed(page)
    assert [each for each in loads.found if not each.startswith("data:")] == []
    plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))
    for line in text_of(path).splitlines():
        if CLAIM in line:
            assert line.removeprefix("Claim. ") in plain


def test_the_journal_is_private_until_shared(own_example: Path, tmp_path: Path) -> None:
    run(own_example, "journal", "new", "--text", "I sided with the officers today.")
    run(own_example, "journal", "new", "--text", "A page of my own.")
    run(own_example, "journal", "share", "j0001")
    words = text_of(packet(own_example))
    assert "I sided with the officers today." in words
    assert "A page of my own." not in words
    run(own_example, "audit", "export", tmp_path / "audit")
    exported = " ".join(
        p.read_text(encoding="utf-8") for p in (tmp_path / "audit").rglob("*") if p.is_file()
    )
    assert "I sided with the officers today." in exported
    assert "A page of my own." not in exported
    assert "I sided with" not in text_of(packet(own_example))


def test_a_decision_goes_into_the_trail_but_never_with_a_participants_words(
    own_example: Path,
) -> None:
    assert run(own_example, "decide", "Ask about the week after").exit_code == 2
    done = run(own_example, "decide", "Ask about the week after", "--because", "three raised it")
    assert done.exit_code == 0
    assert "Ask about the week after (three raised it)" in text_of(packet(own_example))
    quoting = "He can't come in to us, it's our rule, and I've defended it"
    assert run(own_example, "decide", quoting, "--because", "she said so").exit_code == 3


@needs_libreoffice
def test_a_packet_edited_in_libreoffice_comes_back_whole(own_example: Path, tmp_path: Path) -> None:
    path = packet(own_example, "--themes", "T03")
    back = edited(
        path,
        [
            {"do": "comment", "at": "Each believes the other has something put by", "text": "Who?"},
            {"do": "tracked", "at": "have to say what they have", "text": " aloud"},
            {"do": "strike", "at": "in the cold"},
            {"do": "end", "text": "Typed at the very end."},
        ],
        tmp_path,
    )
    run(own_example, "mentor", "intake", back)
    items = told(own_example, "mentor", "list")
    found = {(i["kind"], i["about"], i["text"].strip()) for i in items}
    assert found == {
        ("comment", "T03", "Who?"),
        ("inserted", "T03", "aloud"),
        ("deleted", "T03", "in the cold"),
        ("typed", items[-1]["about"], "Typed at the very end."),
    }
    comment = next(i for i in items if i["kind"] == "comment")
    assert comment["quoted"] == "Each believes the other has something put by"


def test_the_same_study_gives_the_same_packet(own_example: Path, tmp_path: Path) -> None:
    import shutil

    twin = Path(shutil.copytree(own_example, tmp_path / "twin"))
    first = packet(own_example).read_bytes()
    second = packet(twin).read_bytes()
    assert first == second
    assert Document(io.BytesIO(first)).core_properties.author in {"", None}


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_each_format_can_be_had_alone(own_example: Path, form: str) -> None:
    made = told(own_example, "mentor", "packet", "--format", form)
    assert [Path(path).suffix for path in made["files"]] == [f".{form}"]
