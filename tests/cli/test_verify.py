"""Acceptance checks 27 to 30: a planted manuscript against the invented study."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from idtool.model import Act, Turn
from idtool.sentences import sentence_spans
from idtool.steps.contexts import load_text
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import EXAMPLE, run

ROLE = {"LE": "officer", "SW": "social worker"}


def found(study: Path, file: Path, *words: str) -> tuple[int, dict[str, Any]]:
    result = run(study, "--json", "verify", file, *words)
    return result.exit_code, json.loads(result.stdout)


def written(folder: Path, text: str, name: str = "paper.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_planted_draft(example: Path) -> None:
    code, told = found(example, EXAMPLE / "draft_paper.md")
    assert code == 5
    assert [(f["rule"], f["words"][:12]) for f in told["findings"]] == [
        ("wrong-role", "from inside "),
        ("unlinked", "Joint follow"),
        ("words-changed", "He can't com"),
        ("order-swapped", "who's paying"),
    ]
    changed = told["findings"][2]
    assert "I've defended it" in changed["nearest"]
    assert (changed["at"], changed["people"]) == ("I06#t076", ["P06"])


@pytest.fixture(scope="module")
def sentences(example: Path) -> list[tuple[Turn, list[str]]]:
    """Turns of people who agreed to be quoted, with sentences of 9 to 40 words."""
    study = load_study(example)
    with open_study_file(example, Act("R1", "2026-01-01T00:00:00Z")) as store:
        text = load_text(study, store)
    kept = []
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            if turn.person is None or "quote" not in study.people[turn.person].consents:
                continue
            whole = [turn.text[a:b] for a, b in sentence_spans(turn.text)]
            own = [s for s in whole if 9 <= len(s.split()) <= 40 and not set("[(") & set(s)]
            if len(own) >= 3 and len(set(own)) == len(own):
                kept.append((turn, own))
    return kept


def marked(words: str) -> str:
    return "“" + words.replace("“", "‘").replace("”", "’").replace('"', "'") + "”"


def good(turn: Turn, own: list[str], way: int) -> str:
    """A true quotation, set in one of five ways."""
    words = own[0].split()
    middle = len(words) // 2
    role = ROLE[turn.role or ""]
    if way == 0:
        curled = own[0].replace("'", "’")
        return f"One {role} said, {marked(curled)} {{T01}}."
    if way == 1:
        return f"{marked(f'{own[0]} … {own[2]}')} ({role}) {{T01}}"
    if way == 2:
        inserted = " ".join([*words[:middle], "[so to say]", *words[middle:]])
        return f"It was so: {marked(inserted)} ({turn.person}) {{T01}}"
    if way == 3:
        replaced = " ".join([*words[:middle], "[they]", *words[middle + 1 :]])
        return f"It was so: {marked(replaced)} ({turn.id}) {{T01}}"
    return f"> {own[1][:1].swapcase()}{own[1][1:]} ({role}, {turn.transcript}) {{T01}}"


def bad(turn: Turn, own: list[str], other: tuple[Turn, list[str]], way: int) -> tuple[str, str]:
    """A false quotation, and the rule that must name it."""
    words = own[0].split()
    middle = len(words) // 2
    wrong = next(role for key, role in ROLE.items() if key != turn.role)
    if way == 0:
        changed = " ".join([*words[:middle], "pelican", *words[middle + 1 :]])
        return f"{marked(changed)} ({turn.person}) {{T01}}", "words-changed"
    if way == 1:
        return f"{marked(f'{own[2]} ... {own[0]}')} ({turn.person}) {{T01}}", "order-swapped"
    if way == 2:
        return f"{marked(own[0])} ({other[0].person}) {{T01}}", "wrong-speaker"
    if way == 3:
        return f"A {wrong} told us, {marked(own[0])} {{T01}}", "wrong-role"
    if way == 4:
        return f"{marked(f'{own[0]} [...] {other[1][0]}')} (participant) {{T01}}", "stitched"
    denied = " ".join([*words[:middle], "never", *words[middle:]])
    return f"{marked(denied)} ({turn.person}) {{T01}}", "negation"


def test_twenty_good_and_twenty_bad_quotations(
    example: Path, tmp_path: Path, sentences: list[tuple[Turn, list[str]]]
) -> None:
    step = len(sentences) // 41
    chosen = sentences[:: max(1, step)][:40]
    lines = ["# Findings"]
    expected: dict[int, str] = {}
    for number, (turn, own) in enumerate(chosen):
        if number % 2 == 0:
            lines.append(good(turn, own, number // 2 % 5))
            continue
        other = next(pair for pair in sentences[number:] if pair[0].person != turn.person)
        line, rule = bad(turn, own, other, number // 2 % 6)
        lines.append(line)
        expected[len(lines)] = rule
    assert len(expected) == 20
    assert len(lines) == 41
    code, told = found(example, written(tmp_path, "\n\n".join(lines) + "\n"), "--quotes")
    assert code == 5
    assert told["n_quotes"] == 40
    assert {f["paragraph"]: f["rule"] for f in told["findings"]} == expected


def test_a_dropped_not_is_named(example: Path, tmp_path: Path) -> None:
    true = "Nothing. I don't follow up."
    paper = written(tmp_path, f"# Findings\n\n“{true}” (officer) {{T02}}\n")
    code, told = found(example, paper, "--quotes")
    assert (code, told["findings"]) == (0, [])
    paper = written(
        tmp_path, "# Findings\n\n“With that call? Nothing. I follow up” (officer) {T02}\n"
    )
    code, told = found(example, paper, "--quotes")
    assert code == 5
    assert told["findings"][0]["rule"] == "negation"


def test_whoever_did_not_agree_is_not_quoted(example: Path, tmp_path: Path) -> None:
    study = load_study(example)
    with open_study_file(example, Act("R1", "2026-01-01T00:00:00Z")) as store:
        text = load_text(study, store)
    turn = next(
        t for t in text.transcripts["I08"].turns if t.person == "P08" and len(t.text.split()) > 12
    )
    first = turn.text[slice(*sentence_spans(turn.text)[0])]
    paper = written(tmp_path, f"# Findings\n\n{marked(first)} (P08) {{T01}}\n")
    _, told = found(example, paper, "--quotes")
    assert [f["rule"] for f in told["findings"]] == ["not-consented"]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Almost all participants spoke of what it costs {PO.X.COST}.", []),
        ("Almost every participant spoke of what it costs {PO.X.COST}.", []),
        ("10 of 11 participants spoke of what it costs {PO.X.COST}.", []),
        ("All participants spoke of what it costs {PO.X.COST}.", ["quantity-word"]),
        ("Some participants spoke of what it costs {PO.X.COST}.", ["quantity-word"]),
        ("Nine of eleven participants spoke of what it costs {PO.X.COST}.", ["count"]),
        ("Most participants expected a better name {PO.B.PUBLIC_VIEW}.", []),
        ("About half of the participants spoke of strain {PO.B.OFFICER_WELLBEING}.", []),
        ("Most officers go back only as the case needs {PP.FOLLOWUP_CASE}.", []),
        ("No social worker goes back only as the case needs {PP.FOLLOWUP_CASE}.",
         ["none-not-searched"]),
        ("Many participants spoke of what it costs {PO.X.COST}.", ["word-outside-lexicon"]),
        ("The argument was heard {T99}.", ["unknown-link"]),
    ],
)  # fmt: skip
def test_words_for_how_many(example: Path, tmp_path: Path, sentence: str, rules: list[str]) -> None:
    _, told = found(example, written(tmp_path, f"# Findings\n\n{sentence}\n"), "--words")
    assert [f["rule"] for f in told["findings"]] == rules


def test_links_may_stand_in_a_file_of_their_own(example: Path, tmp_path: Path) -> None:
    paper = written(tmp_path, "# Results\n\nCost stops it. Nothing else was said of it here.\n")
    code, told = found(example, paper)
    assert code == 0
    assert told["unchecked"]
    side = written(tmp_path, "begins,link\nCost stops it,PO.X.COST\n", "links.csv")
    code, told = found(example, paper, "--links", str(side))
    assert code == 5
    assert [f["words"] for f in told["findings"]] == ["Nothing else was said of it here."]
    side = written(tmp_path, "begins,link\nCost stops it,\n", "links.csv")
    assert run(example, "verify", paper, "--links", side).exit_code == 4


def test_an_annotated_copy_keeps_the_manuscript_and_says_the_same_twice(
    example: Path, tmp_path: Path
) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Findings", 1)
    paragraph = document.add_paragraph("The shelter has its limit: “He can't come ")
    paragraph.add_run("in to us").italic = True
    paragraph.add_run(", it's our rule, and I've regretted it” (social worker) {T03}.")
    paper = tmp_path / "paper.docx"
    document.save(str(paper))
    before = paper.read_bytes()
    copy = tmp_path / "checked.docx"
    assert run(example, "verify", paper, "--annotate", copy).exit_code == 5
    assert paper.read_bytes() == before
    checked = Document(str(copy))
    assert [p.text for p in checked.paragraphs] == [p.text for p in document.paragraphs]
    (comment,) = list(checked.comments)
    assert "regretted" in comment.text
    assert "defended" in comment.text
    with zipfile.ZipFile(copy) as package:
        body = package.read("word/document.xml").decode()
    start = body.index("commentRangeStart")
    assert "The shelter has its limit" in body[:start]
    assert "He can't come" in body[start:]
    assert run(example, "verify", paper, "--annotate", paper).exit_code == 2
    assert paper.read_bytes() == before


def test_a_table_of_findings_calculates_nothing(example: Path, tmp_path: Path) -> None:
    paper = written(tmp_path, "# Findings\n\n“=we stand there and count to ten for him” (P01)\n")
    table = tmp_path / "found.csv"
    assert run(example, "verify", paper, "--csv", table).exit_code == 5
    assert ",'=we stand" in table.read_text(encoding="utf-8-sig")


def test_without_transcripts_there_is_nothing_to_verify(new_study: Path, tmp_path: Path) -> None:
    assert run(new_study, "verify", written(tmp_path, "“Words.”")).exit_code == 6
