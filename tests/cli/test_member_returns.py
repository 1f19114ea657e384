"""The member check's way back: intake, record, summary, items, letter (checks 41 to 43)."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from docx import Document

from idtool.errors import UsageProblem
from tests.conftest import run, told
from tests.libreoffice import edited, needs_libreoffice

DAY = ("--date", "2026-05-04")


def form(study: Path, person: str, *more: str) -> Path:
    made = told(study, "membercheck", "build", "--person", person, *DAY, *more)
    return Path(made["made"][0]["path"])


def typed(path: Path, at: str, words: str, name: str = "back.docx") -> Path:
    """The form with a paragraph typed below some words."""
    document = Document(str(path))
    for block in document.element.body.iter():
        if block.tag.endswith("}p") and at in "".join(block.itertext()):
            new = document.add_paragraph(words)._p
            block.addnext(new)
            break
    out = path.with_name(name)
    document.save(str(out))
    return out


def places(study: Path, person: str) -> list[str]:
    from idtool.model import Act
    from idtool.steps.member_intake import form_of
    from idtool.steps.study_folder import load_study

    sent = form_of(load_study(study), person, Act("R1", "2026-05-05T00:00:00Z"))
    return [place.place for place in sent.quotations()]


def test_a_form_is_taken_in_once_and_a_second_one_is_kept_beside_it(own_example: Path) -> None:
    path = form(own_example, "P03")
    back = typed(path, "Statement 1", "It was never like that.")
    first = told(own_example, "membercheck", "intake", back)
    assert (first["person"], first["round"], first["new"]) == ("P03", 1, True)
    again = told(own_example, "membercheck", "intake", back)
    assert (again["new"], again["number"]) == (False, first["number"])

    other = typed(path, "Statement 2", "This is so.", "second.docx")
    second = told(own_example, "membercheck", "intake", other)
    assert second["earlier"] == [first["number"]]
    newest, oldest = told(own_example, "membercheck", "returns", "--person", "P03")
    assert (newest["id"], oldest["id"]) == (second["number"], first["number"])
    assert oldest["answers"][0]["text"] == "It was never like that."


def test_whose_form_it_is_stands_in_the_form(own_example: Path, tmp_path: Path) -> None:
    path = form(own_example, "P03")
    wrong = run(own_example, "membercheck", "intake", path, "--person", "P04")
    assert wrong.exit_code == 7
    printed = tmp_path / "form.pdf"
    printed.write_bytes(b"%PDF-1.7 ...")
    refused = run(own_example, "membercheck", "intake", printed, "--person", "P03")
    assert refused.exit_code == 4
    assert "membercheck record --person P03 --paper" in refused.stderr


def test_identifying_words_stop_and_are_not_repeated_unless_masked(own_example: Path) -> None:
    back = typed(form(own_example, "P03"), "Statement 1", "Call me at 555-867-5309 about it.")
    stopped = run(own_example, "membercheck", "intake", back)
    assert stopped.exit_code == 3
    assert "867" not in stopped.output
    assert told(own_example, "membercheck", "returns") == []
    masked = told(own_example, "membercheck", "intake", back, "--mask")
    assert masked["n_masked"] == 1
    assert "867" not in str(told(own_example, "membercheck", "returns"))


def test_a_talk_is_recorded_with_the_same_fields(own_example: Path) -> None:
    form(own_example, "P03")
    place = places(own_example, "P03")[0]
    told(
        own_example, "membercheck", "record", "--person", "P03", "--conversation",
        "--fit", "MC-01=Fits in part", "--change", "MC-01=Not in winter.",
        "--quote", f"{place}=remove", "--results", "yes", "--missing", "The dogs.",
    )  # fmt: skip
    (back,) = told(own_example, "membercheck", "returns")
    assert back["way"] == "conversation"
    assert [(a["part"], a["text"]) for a in back["answers"]] == [
        ("fit", "Fits in part"),
        ("change", "Not in winter."),
        ("remove", ""),
        ("missing", "The dogs."),
        ("results", "yes"),
    ]
    assert run(own_example, "membercheck", "record", "--person", "P03", "--fit", "MC-99=1")
    wrong = run(own_example, "membercheck", "record", "--person", "P03", "--fit", "MC-01=9")
    assert wrong.exit_code == UsageProblem.exit_code


def test_silence_counts_as_silence(own_example: Path) -> None:
    told(own_example, "membercheck", "build", *DAY)
    record = ("membercheck", "record", "--person")
    told(own_example, *record, "P01", "--fit", "MC-01=1")
    told(own_example, *record, "P02", "--fit", "MC-01=4")
    told(own_example, *record, "P03", "--declined")
    told(own_example, *record, "P04", "--no-answer")
    found = told(own_example, "membercheck", "summary")
    assert len(found["sent"]) == 9
    assert found["returned"] == ["P01", "P02"]
    assert found["declined"] == ["P03"]
    assert len(found["no_answer"]) == 6
    first = next(each for each in found["statements"] if each["statement"] == "MC-01")
    assert first["choices"]["fits"] == 1
    assert first["choices"]["rather_not_say"] == 1
    assert first["no_answer"] == 7
    assert "%" not in run(own_example, "membercheck", "summary").output


def test_outsiders_see_no_small_count_and_no_id(own_example: Path, tmp_path: Path) -> None:
    told(own_example, "membercheck", "build", *DAY)
    told(own_example, "membercheck", "record", "--person", "P01", "--fit", "MC-01=3")
    out = tmp_path / "out.md"
    result = run(own_example, "membercheck", "summary", "--out", out, "--outside", "--format", "md")
    assert result.exit_code == 0, result.output
    words = out.read_text(encoding="utf-8")
    assert "P01" not in words
    assert "MC-01" not in words
    assert "fewer than 3" in words
    assert "not shown" in words


def test_disagreement_stays_visible_until_a_memo_answers_it(own_example: Path) -> None:
    form(own_example, "P03")
    report = told(own_example, "membercheck", "record", "--person", "P03", "--fit", "MC-01=3")
    (item,) = report["items"]
    assert item in "".join(told(own_example, "theme", "show", "T01")["member_check"])
    assert told(own_example, "status")["open_items"] == [item]
    assert run(own_example, "membercheck", "answer", item, "--memo", "m9999").exit_code == 2
    told(own_example, "memo", "new", "--type", "member_check", "--on", item, "--text", "Reworded.")
    assert told(own_example, "status")["open_items"] == []
    assert told(own_example, "membercheck", "items", "--open") == []
    shown = "".join(told(own_example, "theme", "show", "T01")["member_check"])
    assert "answered by" in shown


@pytest.mark.parametrize(
    ("choice", "rule"), [("remove", "withdrawn-words"), ("alter", "altered-words")]
)
def test_an_altered_or_removed_quotation_is_honored_everywhere(
    own_example: Path, tmp_path: Path, choice: str, rule: str
) -> None:
    form(own_example, "P03")
    place = places(own_example, "P03")[0]
    from idtool.model import Act
    from idtool.steps.member_intake import form_of
    from idtool.steps.study_folder import load_study

    sent = form_of(load_study(own_example), "P03", Act("R1", "2026-05-05T00:00:00Z"))
    was = next(sent.labels[p.tag] for p in sent.quotations() if p.place == place)
    paper = tmp_path / "paper.md"
    paper.write_text(f"# Findings\n\nOne officer said, “{was}”\n", encoding="utf-8")
    before = told(own_example, "verify", paper)
    assert not [f for f in before["findings"] if f["check"] == "quotes" and f["fails"]]

    wording = "I would rather put it in this new way of mine today."
    more = ("--words", f"{place}={wording}") if choice == "alter" else ()
    told(own_example, "membercheck", "record", "--person", "P03", "--quote", f"{place}={choice}",
         *more)  # fmt: skip

    result = run(own_example, "--json", "verify", paper)
    assert result.exit_code == 5
    assert f'"{rule}"' in result.stdout
    if choice == "alter":
        paper.write_text(f"# Findings\n\nOne officer said, “{wording}”\n", encoding="utf-8")
        assert run(own_example, "verify", paper).exit_code == 0
    assert was not in "\n".join(
        p.text for p in Document(str(form(own_example, "P03", "--round", "2"))).paragraphs
    )
    folder = tmp_path / "csv"
    assert run(own_example, "export", "csv", folder).exit_code == 0
    told_wish = "removed" if choice == "remove" else "altered"
    assert told_wish in (folder / "codings.csv").read_text(encoding="utf-8")


def test_the_trail_keeps_the_act_and_no_words(own_example: Path) -> None:
    form(own_example, "P03")
    told(own_example, "membercheck", "record", "--person", "P03", "--missing", "Zwiebelbach.")
    events = told(own_example, "audit", "show")
    assert "membercheck.record" in str(events)
    assert "Zwiebelbach" not in str(events)
    assert run(own_example, "audit", "verify").exit_code == 0


def test_a_letter_is_only_what_a_person_wrote_and_leaks_nothing(own_example: Path) -> None:
    told(own_example, "membercheck", "build", *DAY)
    assert run(own_example, "membercheck", "letter").exit_code == 6
    said = "We would never send two strangers out on a first call together like that."
    told(own_example, "membercheck", "record", "--person", "P03", "--add", f"MC-01={said}")
    letter = own_example / "letter.yaml"
    letter.write_text(
        'schema: idtool/letter@1\nanswered:\n  - said: "Trust takes time."\n'
        '    did: "We say so at the start now."\n',
        encoding="utf-8",
    )
    made = told(own_example, "membercheck", "letter")
    assert "P05" not in made["readers"]
    assert "Trust takes time." in "\n".join(p.text for p in Document(made["files"][0]).paragraphs)
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("Trust takes time.", said), encoding="utf-8"
    )
    assert run(own_example, "membercheck", "letter").exit_code == 3


def test_an_account_nobody_wrote_is_not_invented(own_example: Path) -> None:
    result = run(own_example, "membercheck", "build", "--variant", "summary", "--person", "P03")
    assert result.exit_code == 6
    assert "summaries/P03.md" in result.stderr


def test_own_turns_come_back_without_the_partner(own_example: Path) -> None:
    document = Document(str(form(own_example, "P01", "--variant", "transcript")))
    words = "\n".join(p.text for p in document.paragraphs)
    partner = (own_example / "roster.yaml").read_text(encoding="utf-8")
    assert "D01" in partner
    assert "Our talk with the two of you" in words
    assert "1.\u00a0" in words


def test_a_statement_that_counts_few_people_stops_the_build(own_example: Path) -> None:
    path = own_example / "membercheck.yaml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("Trust seems", "Two officers told us trust seems", 1))
    result = run(own_example, "membercheck", "build")
    assert result.exit_code == 3
    assert "1 small counts" in result.stderr


@needs_libreoffice
def test_a_form_saved_by_libreoffice_itself(own_example: Path, tmp_path: Path) -> None:
    path = form(own_example, "P03")
    back = edited(
        path,
        [
            {"do": "tracked", "at": "notice different things", "text": " and say so"},
            {"do": "comment", "at": "Trust seems to start", "text": "It starts with a ride."},
            {"do": "over", "at": "Type here", "n": 1, "text": "Say it shorter."},
            {"do": "end", "text": "By the way, thank you."},
        ],
        tmp_path,
    )
    told(own_example, "membercheck", "intake", back)
    (found,) = told(own_example, "membercheck", "returns")
    by_part = {a["part"]: a for a in found["answers"]}
    assert len(found["answers"]) == 4, found
    assert "different things and say so" in by_part["statement"]["text"]
    assert by_part["comment"]["statement"] == "MC-02"
    assert (by_part["clear"]["statement"], by_part["clear"]["text"]) == ("MC-01", "Say it shorter.")
    assert by_part["unplaced"]["text"] == "By the way, thank you."


def test_a_form_made_before_forms_were_kept_says_so_and_what_to_do(
    own_example: Path, tmp_path: Path
) -> None:
    back = typed(form(own_example, "P03"), "Statement 1", "It was never like that.")
    with contextlib.closing(sqlite3.connect(own_example / "study.db")) as db, db:
        db.execute("UPDATE member_document SET form = ''")

    for call in (["intake", back], ["record", "--person", "P03", "--fit", "MC-01=1"]):
        refused = run(own_example, "membercheck", *call)
        assert refused.exit_code == 6, refused.output
        assert "made on" in refused.stderr
        assert "by an earlier idtool" in refused.stderr
        assert "No document was made" not in refused.stderr

    again = tmp_path / "again"
    form(own_example, "P03", "--round", "1", "--out", str(again))
    taken = told(own_example, "membercheck", "intake", back)
    assert (taken["person"], taken["n_answers"]) == ("P03", 1)
    ((answer,),) = (back["answers"] for back in told(own_example, "membercheck", "returns"))
    assert (answer["statement"], answer["text"]) == ("MC-01", "It was never like that.")


def test_a_form_nobody_made_is_told_apart_from_one_not_kept(own_example: Path) -> None:
    refused = run(own_example, "membercheck", "record", "--person", "P03", "--fit", "MC-01=1")
    assert refused.exit_code == 6
    assert "No document was made for P03" in refused.stderr
