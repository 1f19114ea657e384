"""What a researcher is told when a YAML file does not say what they meant."""

from __future__ import annotations

import pytest

from idtool.errors import InvalidInput
from idtool.study.roster import Roster
from idtool.study.settings import Study
from idtool.written import read_validated, read_yaml

STUDY = """\
schema: idtool/study@1
id: my-study
title: A study
question: "What helps?"
roles:
  LE:
    label: officer
    plural: officers
foci: [one]
team:
  - id: R1
    does: [code]
"""


def refused(text: str) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_yaml(text, "study.yaml")
    return caught.value


def faults_of(text: str) -> list[tuple[int, str, str]]:
    record, faults = read_validated(Study, read_yaml(text, "study.yaml"))
    assert record is None
    return [(fault.line, fault.problem, fault.remedy) for fault in faults]


def test_a_sound_file_has_no_faults() -> None:
    record, faults = read_validated(Study, read_yaml(STUDY, "study.yaml"))

    assert faults == []
    assert record is not None
    assert record.strata == ["LE", "paired"]


def test_a_colon_inside_braces_names_the_line_and_says_to_quote() -> None:
    error = refused("schema: x\nitems:\n  - {id: q1, ask: First: what then}\n")

    assert error.exit_code == 4
    assert error.faults[0].line == 3
    assert "{…}" in error.faults[0].problem
    assert "quotes" in error.faults[0].remedy


def test_a_question_mark_inside_braces_is_explained_where_it_breaks() -> None:
    error = refused("items:\n  - {ask: ? what, focus: PP\n")

    assert "{…}" in error.faults[0].problem


def test_a_comma_inside_braces_that_cuts_a_text_is_explained() -> None:
    text = STUDY.replace(
        "    label: officer\n    plural: officers\n",
        "    {label: officer, or deputy, plural: officers}\n",
    )

    (line, problem, remedy), *_ = faults_of(text)

    assert line == 7
    assert "cut the text" in problem
    assert "quotes" in remedy


def test_a_second_colon_in_a_line_is_explained() -> None:
    error = refused("title: Police: and others\n")

    assert error.faults[0].line == 1
    assert "second colon" in error.faults[0].problem


def test_a_tab_is_named() -> None:
    error = refused("roles:\n\tLE: x\n")

    assert error.faults[0].line == 2
    assert "tab" in error.faults[0].problem


def test_a_bare_no_where_a_word_is_wanted_gets_a_hint() -> None:
    (line, problem, remedy), *_ = faults_of(STUDY.replace("title: A study", "title: no"))

    assert line == 3
    assert "true or false" in problem
    assert '"no"' in remedy


def test_a_bare_no_where_a_truth_value_is_wanted_is_fine() -> None:
    text = STUDY + "  - id: M1\n    does: [review]\n    sees_key: no\n"
    record, faults = read_validated(Study, read_yaml(text, "study.yaml"))

    assert faults == []
    assert record is not None
    assert record.team[1].sees_key is False


def test_a_repeated_key_is_not_silently_dropped() -> None:
    error = refused("title: one\nid: x\ntitle: two\n")

    assert error.faults[0].line == 3
    assert "twice" in error.faults[0].problem


def test_an_empty_file_says_so() -> None:
    assert "empty" in refused("# only a comment\n").problem


def test_all_faults_are_listed_at_once_with_their_lines() -> None:
    text = STUDY.replace("foci: [one]", "foci: one").replace("id: my-study", "id: My Study")
    text += "tittle: oops\n"

    found = faults_of(text)

    assert [line for line, _, _ in found] == [2, 9, 13]
    assert found[2][2] == "Did you mean “title”?"


def test_a_missing_key_names_what_to_add() -> None:
    found = faults_of(STUDY.replace('question: "What helps?"\n', ""))

    assert found == [(1, "“question” is missing.", "The research question.")]


def test_a_key_location_that_is_a_path_is_refused() -> None:
    text = STUDY + "ethics:\n  key_location: C:\\keys\\list.xlsx\n"

    (_, problem, _), *_ = faults_of(text)

    assert "path" in problem


def test_the_roster_says_what_an_individual_interview_is() -> None:
    text = (
        "schema: idtool/roster@1\npeople: []\ninterviews:\n"
        "  - id: I01\n    kind: individual\n    people: [P01, P02]\n"
    )
    record, faults = read_validated(Roster, read_yaml(text, "roster.yaml"))

    assert record is None
    assert faults[0].line == 4
    assert "exactly one person" in faults[0].problem


def test_a_code_defined_twice_is_named_with_its_own_line() -> None:
    from idtool.codebook import Codebook

    code = (
        "  - id: A.ONE\n    group: g\n    label: l\n    kind: content\n    origin: study\n"
        "    brief: b\n    full: f\n"
    )
    text = (
        "schema: idtool/codebook@1\nid: a\nprefix: A\nfocus: F\nversion: 1.0.0\ncodes:\n"
        + code
        + code
    )

    record, (fault,) = read_validated(Codebook, read_yaml(text, "a.yaml"))

    assert record is None
    assert fault.line == 14
    assert "A.ONE" in fault.problem


def test_aliases_are_refused_before_they_can_flood() -> None:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    error = refused("\n".join(rows) + "\n")

    assert "alias" in error.faults[0].problem


def test_a_tag_is_refused_and_not_run() -> None:
    error = refused("title: !!python/object/apply:os.getcwd []\n")

    assert error.faults[0].line == 1
    assert "tag" in error.faults[0].problem


@pytest.mark.parametrize(
    ("text", "opened", "found"),
    [
        ('a:\n  - "one\n  - "two"\n  - x\nb: 1\n', 2, 3),
        ('a: one\nb: "two\nc: three\nd: four\n', 2, 5),
        ("a: 'it is\nb: 'two'\nc: d\n", 1, 2),
    ],
)
def test_an_open_quotation_mark_is_told_where_it_stands(text: str, opened: int, found: int) -> None:
    error = refused(text)

    assert error.faults[0].line == opened
    assert f"not closed before line {found}" in error.faults[0].problem


@pytest.mark.parametrize("text", ['a:\n  - "He said "no" twice"\n  - x\n', "a:\n  - 'don't'\n"])
def test_a_mark_inside_marks_of_its_kind_is_told(text: str) -> None:
    error = refused(text)

    assert error.faults[0].line == 2
    assert "ends early" in error.faults[0].problem


def test_an_apostrophe_is_no_quotation_mark() -> None:
    error = refused("a:\n  - x\n - don't\n")

    assert "indentation" in error.faults[0].problem
