"""What counts as a quotation, and what its author's marks in it mean."""

from __future__ import annotations

import pytest

from idtool.manuscript.letters import letters_of, occurrences
from idtool.manuscript.quotations import ending_later, find_quotations
from idtool.manuscript.records import Paragraph


def quoted(text: str, kind: str = "text") -> list[str]:
    return [each.text for each in find_quotations([Paragraph(1, text, kind)])]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said, “we go in together.”", ["we go in together."]),
        ('She said, "we go in together."', ["we go in together."]),
        ("Er sagte: „wir gehen beide hinein“ (P01)", ["wir gehen beide hinein"]),
        ("Elle dit « on y va » et part.", [" on y va "]),
        ("“He told me, ‘not tonight’, and left.”", ["He told me, ‘not tonight’, and left."]),
        ("“One.” Then “two.”", ["One.", "two."]),
        ("“It goes on to the end of the paragraph", ["It goes on to the end of the paragraph"]),
        ("A table 5'10\" high is no quotation.", []),
        ("The officers’ view, and the workers’ view.", []),
    ],
)
def test_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_single_marks_count_where_no_double_ones_do_and_apostrophes_do_not_end_them() -> None:
    text = "One put it so: ‘the officers’ view isn’t ours’ (P01)."
    first = find_quotations([Paragraph(1, text)])[0]
    readings = [first.text, *(each.text for each in ending_later(first))]
    assert "the officers’ view isn’t ours" in readings


def test_a_block_is_a_quotation_without_its_attribution() -> None:
    text = "We were told to wait. (social worker, P02) {T01}"
    assert quoted(text, "block") == ["We were told to wait."]


@pytest.mark.parametrize("gap", ["...", "…", ". . .", "[...]", "[…]", "(...)", "[. . .]"])
def test_every_ellipsis_parts_a_quotation(gap: str) -> None:
    (quote,) = find_quotations([Paragraph(1, f"“we went in {gap} and came out”")])
    assert [part[0].letters.letters for part in quote.parts] == ["wewentin", "andcameout"]


def pieces(text: str) -> list[tuple[str, bool, bool, bool]]:
    (quote,) = find_quotations([Paragraph(1, f"“{text}”")])
    return [
        (piece.letters.letters, piece.gap, piece.open_start, piece.open_end)
        for part in quote.parts
        for piece in part
    ]


def test_brackets_are_gaps_letters_in_them_are_not() -> None:
    assert pieces("they told [the man] to go") == [
        ("theytold", False, False, False),
        ("togo", True, False, False),
    ]
    assert pieces("[T]hey told him") == [("theytoldhim", False, False, False)]
    assert pieces("they was [sic] late")[1] == ("late", False, False, False)
    assert pieces("he know[s] it")[0] == ("heknow", False, False, True)


def test_hyphens_may_come_and_go_but_words_may_not_run_together() -> None:
    hay = letters_of("a follow-up, and now here we are")
    assert list(occurrences(letters_of("follow up"), hay))
    assert list(occurrences(letters_of("followup"), hay))
    assert not list(occurrences(letters_of("nowhere"), hay))
    assert not list(occurrences(letters_of("her"), hay))


def test_a_word_broken_at_a_line_end_is_one_word() -> None:
    hay = letters_of("we stabilize the person")
    assert list(occurrences(letters_of("we stabi-\nlize the person"), hay))
