"""Whatever somebody does to a form arrives, once, where it belongs (check 41).

Forms are changed as programs change them: Word's tracked changes, controls that a
browser drops, bookmarks that a phone loses, blocks moved about, notes in the margin.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from idtool.ingest.returned_word import read_returned
from idtool.model import MemberAnswer
from idtool.report.member_check import (
    AskedStatement,
    MemberCheckSheet,
    OwnQuote,
    member_check_form,
)
from idtool.steps.member_findings import meaning_of
from idtool.steps.member_forms import SentForm, kept_form, sent_form
from idtool.steps.member_reading import answers_in

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
PLACE = "I07.40-101"
QUOTE = "I kept my hand on the door until she had looked at me twice."
SHEET = MemberCheckSheet(
    person="P07",
    round=2,
    study_title="Answering calls together",
    statements=(
        AskedStatement("MC-01", "People say that waiting is part of the work."),
        AskedStatement(
            "MC-02", "It helps when somebody stays at the door.", (OwnQuote(QUOTE, PLACE),)
        ),
        AskedStatement("MC-03", "Nobody hears how things end."),
    ),
    fit=("Fits my experience", "Fits in part", "Does not fit", "Rather not say"),
    change_label="Change anything that is wrong",
    clear_label="Say more clearly",
    add_label="Add what we missed",
    closing=("withdraw_quote", "anything_else", "see_results", "contact", "thanks"),
    sent=date(2026, 5, 4),
    reply_by=date(2026, 5, 25),
)
MADE = member_check_form(SHEET)
DATA = MADE.to_bytes()
FORM = sent_form(
    DATA,
    MADE.places,
    {"MC-01": "T01", "MC-02": "T02"},
    person="P07",
    round_=2,
    variant="synthesized",
)


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def changed(*edits: Callable[[Any], None], data: bytes = DATA) -> bytes:
    """The form with its document part edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(part)
                for edit in edits:
                    edit(tree)
                part = etree.tostring(tree)
            after.writestr(name, part)
    return out.getvalue()


def said(*edits: Callable[[Any], None]) -> list[MemberAnswer]:
    return answers_in(read_returned(changed(*edits), "back.docx"), FORM)


def run(text: str) -> Any:
    made = etree.Element(q("r"))
    words = etree.SubElement(made, q("t"))
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def control(tree: Any, tag: str) -> Any:
    return next(
        each
        for each in tree.iter(q("sdt"))
        if (found := each.find(f"{q('sdtPr')}/{q('tag')}")) is not None
        and found.get(q("val")) == tag
    )


def fill(tag: str, text: str) -> Callable[[Any], None]:
    """Type into a box as Word does: the prompt goes, the words come."""

    def edit(tree: Any) -> None:
        box = control(tree, tag)
        for prompt in box.findall(f"{q('sdtPr')}/{q('showingPlcHdr')}"):
            prompt.getparent().remove(prompt)
        content = box.find(q("sdtContent"))
        for old in list(content):
            content.remove(old)
        content.append(run(text))

    return edit


def tick(tag: str) -> Callable[[Any], None]:
    def edit(tree: Any) -> None:
        box = control(tree, tag)
        box.find(f".//{{{W14}}}checked").set(f"{{{W14}}}val", "1")
        next(box.iter(q("t"))).text = "☒"

    return edit


def paragraph(tree: Any, words: str, nth: int = 0) -> Any:
    found = [
        p
        for p in tree.iter(q("p"))
        if words in "".join(t.text or "" for t in p.iter(q("t"))).replace("\u00a0", " ")
    ]
    return found[nth]


def over(words: str, instead: str) -> Callable[[Any], None]:
    """Type over some words without anything being recorded."""

    def edit(tree: Any) -> None:
        for text in tree.iter(q("t")):
            if words in (text.text or ""):
                text.text = text.text.replace(words, instead)

    return edit


def as_a_browser_saves_it(tree: Any) -> None:
    """Controls and bookmarks are dropped; what was in them stays as plain text."""
    for box in list(tree.iter(q("sdt"))):
        parent, at = box.getparent(), box.getparent().index(box)
        for number, inside in enumerate(box.find(q("sdtContent"))):
            parent.insert(at + number, inside)
        parent.remove(box)
    for name in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(tree.iter(q(name))):
            mark.getparent().remove(mark)
    for row in list(tree.iter(q("p"))):
        runs = row.findall(q("r"))
        if len(runs) > 1 and all(each.tag in {q("t"), q("rPr")} for r in runs for each in r):
            text = "".join(t.text or "" for r in runs for t in r.iter(q("t")))
            for old in runs:
                row.remove(old)
            row.append(run(text))


def one(answers: list[MemberAnswer]) -> MemberAnswer:
    assert len(answers) == 1, answers
    return answers[0]


def test_an_untouched_form_says_nothing() -> None:
    assert said() == []
    assert said(as_a_browser_saves_it) == []


def test_the_form_is_kept_and_read_again() -> None:
    assert kept_form(FORM.to_json()) == FORM
    assert FORM.statements == ["MC-01", "MC-02", "MC-03"]


def test_ticks_and_boxes() -> None:
    assert said(
        tick("idtool:MC-01:fit-2"),
        fill("idtool:MC-01:change", "Only in winter."),
        fill("idtool:end:missing", "The dogs."),
        tick("idtool:end:results-yes"),
        tick("idtool:end:withdraw"),
    ) == [
        MemberAnswer("MC-01", "fit", "Fits in part", "in_part", how="ticked"),
        MemberAnswer("MC-01", "change", "Only in winter.", how="typed in the box"),
        MemberAnswer("", "missing", "The dogs.", how="typed in the box"),
        MemberAnswer("", "withdraw", how="ticked"),
        MemberAnswer("", "results", "yes", how="ticked"),
    ]


def test_two_choices_are_both_kept() -> None:
    found = said(tick("idtool:MC-01:fit-1"), tick("idtool:MC-01:fit-3"))
    assert [answer.place for answer in found] == ["fits", "does_not_fit"]


def test_words_typed_over_a_statement_and_over_a_quotation() -> None:
    first, second = said(
        over("waiting is part of the work", "waiting is most of the work"),
        over("until she had looked at me twice", "until she had sat down"),
    )
    assert (first.statement, first.part, first.how) == ("MC-01", "statement", "typed over")
    assert first.text == "People say that waiting is most of the work."
    assert (second.part, second.place, second.was) == ("alter", PLACE, QUOTE)
    assert second.text == "I kept my hand on the door until she had sat down."


def test_a_statement_written_wholly_anew_after_its_bookmark_was_lost() -> None:
    def edit(tree: Any) -> None:
        as_a_browser_saves_it(tree)
        line = paragraph(tree, "Nobody hears how")
        next(line.iter(q("t"))).text = "I do ring them up a week later."

    found = one(said(edit))
    assert (found.statement, found.part) == ("MC-03", "statement")
    assert found.text == "I do ring them up a week later."


def test_a_quotation_struck_out_is_removed_and_one_that_is_gone_is_asked_about() -> None:
    def strike(tree: Any) -> None:
        line = paragraph(tree, "I kept my hand")
        for each in [r for r in line.findall(q("r")) if "hand" in "".join(r.itertext())]:
            gone = etree.Element(q("del"))
            gone.set(q("author"), "P07")
            each.addprevious(gone)
            gone.append(each)
            for text in each.iter(q("t")):
                text.tag = q("delText")

    found = one(said(strike))
    assert (found.part, found.place, found.how) == ("remove", PLACE, "struck out")

    def cut(tree: Any) -> None:
        table = paragraph(tree, "I kept my hand").getparent()
        while table.tag != q("tbl"):
            table = table.getparent()
        table.getparent().remove(table)

    assert one(said(cut)).part == "gone"


def test_choices_on_a_quotation_and_words_in_its_box() -> None:
    altered = one(
        said(tick(f"idtool:MC-02:alter:{PLACE}"), fill(f"idtool:MC-02:words:{PLACE}", "I waited."))
    )
    assert (altered.part, altered.text, altered.was) == ("alter", "I waited.", QUOTE)
    removed = one(said(tick(f"idtool:MC-02:remove:{PLACE}")))
    assert (removed.part, removed.place) == ("remove", PLACE)


def test_a_form_out_of_a_browser_is_read_by_signs_labels_and_order() -> None:
    def edit(tree: Any) -> None:
        as_a_browser_saves_it(tree)
        first = paragraph(tree, "Fits in part", 0)
        text = next(first.iter(q("t")))
        text.text = text.text.replace("☐\u00a0Does", "☒\u00a0Does")
        second = next(paragraph(tree, "Keep it").iter(q("t")))
        second.text = second.text.replace("☐\u00a0Remove", "☒\u00a0Remove")
        box = next(paragraph(tree, "Type here", 1).iter(q("t")))
        box.text = "Type hereI never wait."

    found = said(edit)
    assert [(a.statement, a.part, a.text or a.place) for a in found] == [
        ("MC-01", "fit", "Does not fit"),
        ("MC-01", "clear", "I never wait."),
        ("MC-02", "remove", PLACE),
    ]


@pytest.mark.parametrize("cross", ["x ", "X ", "[x] ", "✓ "])
def test_a_cross_typed_before_a_choice_ticks_it(cross: str) -> None:
    def edit(tree: Any) -> None:
        as_a_browser_saves_it(tree)
        text = next(paragraph(tree, "Fits in part", 2).iter(q("t")))
        text.text = text.text.replace("☐\u00a0Fits\u00a0in", f"{cross}Fits\u00a0in")

    found = one(said(edit))
    assert (found.statement, found.place) == ("MC-03", "in_part")


def test_blocks_moved_about_keep_their_place() -> None:
    def edit(tree: Any) -> None:
        body = tree.find(q("body"))
        start = body.index(paragraph(tree, "Statement 1"))
        end = body.index(paragraph(tree, "Statement 2"))
        moved = [copy.deepcopy(each) for each in body[start:end]]
        for each in list(body[start:end]):
            body.remove(each)
        at = body.index(paragraph(tree, "To finish"))
        for number, each in enumerate(moved):
            body.insert(at + number, each)

    found = said(tick("idtool:MC-01:fit-3"), fill("idtool:MC-02:add", "More."), edit)
    assert [(a.statement, a.part) for a in found] == [("MC-01", "fit"), ("MC-02", "add")]


def test_a_paragraph_in_no_box_is_unplaced_and_one_below_a_box_is_in_it() -> None:
    def edit(tree: Any) -> None:
        loose = etree.Element(q("p"))
        loose.append(run("By the way, it rained."))
        paragraph(tree, "Nobody hears how").addnext(loose)
        below = etree.Element(q("p"))
        below.append(run("And once more."))
        control(tree, "idtool:MC-01:add").getparent().addnext(below)

    placed, loose = said(edit)
    assert (placed.statement, placed.part, placed.text) == ("MC-01", "add", "And once more.")
    assert (loose.statement, loose.part) == ("MC-03", "unplaced")


def test_what_choices_mean_by_their_number() -> None:
    assert [meaning_of(n, 4) for n in (1, 2, 3, 4)] == [
        "fits",
        "in_part",
        "does_not_fit",
        "rather_not_say",
    ]
    assert [meaning_of(n, 2) for n in (1, 2)] == ["fits", "does_not_fit"]
    assert meaning_of(5, 6) == "other"


TOKENS = st.integers(0, 10**6).map(lambda n: f"zq{n}qz")
SHAPES = ("as sent", "browser")
WAYS = ("run", "tracked", "paragraph", "inside", "box", "table", "over")


def insert(tree: Any, way: str, at: int, token: str) -> None:
    """Put a token somewhere: into a run, behind a paragraph, into a control, a new table."""
    lines = list(tree.iter(q("p")))
    line = lines[at % len(lines)]
    if way == "paragraph":
        made = etree.Element(q("p"))
        made.append(run(token))
        line.addnext(made)
    elif way == "table":
        made = etree.fromstring(f'<w:tbl xmlns:w="{W}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>')
        next(made.iter(q("p"))).append(run(token))
        tree.find(q("body")).insert(at % len(tree.find(q("body"))), made)
    elif way == "tracked":
        made = etree.SubElement(line, q("ins"))
        made.set(q("author"), "Somebody")
        made.append(run(f" {token}"))
    elif way == "inside":
        texts = [t for t in tree.iter(q("t")) if (t.text or "").strip()]
        text = texts[at % len(texts)]
        middle = len(text.text) // 2
        text.text = f"{text.text[:middle]} {token} {text.text[middle:]}"
    elif way == "box":
        boxes = list(tree.iter(q("sdt")))
        if not boxes:
            line.append(run(f" {token}"))
            return
        boxes[at % len(boxes)].find(q("sdtContent")).append(run(f" {token}"))
    elif way == "over":
        texts = [t for t in tree.iter(q("t")) if (t.text or "").strip()]
        texts[at % len(texts)].text = token
    else:
        line.append(run(f" {token}"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SHAPES),
    st.lists(
        st.tuples(st.sampled_from(WAYS), st.integers(0, 500), TOKENS),
        min_size=1,
        max_size=4,
        unique_by=lambda each: each[2],
    ),
)
def test_everything_typed_anywhere_arrives_once(
    shape: str, edits: list[tuple[str, int, str]]
) -> None:
    def edit(tree: Any) -> None:
        if shape == "browser":
            as_a_browser_saves_it(tree)
        for way, at, token in edits:
            insert(tree, way, at, token)

    data = changed(edit)
    found = answers_in(read_returned(data, "back.docx"), FORM)
    everything = "\n".join(answer.text for answer in found)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        left = package.read("word/document.xml").decode()
    for _, _, token in edits:
        if token in left:  # a later edit may have typed over an earlier one
            assert everything.count(token) == 1, (token, found)


def test_a_form_of_another_make_is_still_read(capsys: pytest.CaptureFixture[str]) -> None:
    """A form kept without lines (as no idtool would) still gives up its fields."""
    bare = SentForm("P07", 2, "synthesized", FORM.labels, FORM.themes, ())
    data = changed(fill("idtool:MC-01:change", "Mine."))
    found = answers_in(read_returned(data, "back.docx"), bare)
    assert [a.text for a in found if a.part == "change"] == ["Mine."]
