"""Where only the interviewer is labelled, the paragraphs between are somebody else's."""

from __future__ import annotations

from idtool.ingest.reading import read_transcript

SHEET = """1 Read the first page.
I am reading it now.
MODERATOR: Please say what you think.
1.a Was it clear to you?
It was, mostly.
There is a word I do not know.
MODERATOR: Which one?
The third one from the top.
1.b What would you add?
A picture, perhaps.
2 Log in with the name you were given.
That went fast.
It asks me twice, though.
MODERATOR: Go on.
Now I see the list.
"""


def turns(text: str) -> list[tuple[str | None, str]]:
    return [(t.label, t.text) for t in read_transcript(text.encode(), "talk.txt").turns]


def test_paragraphs_between_belong_to_the_other_and_the_sheet_to_nobody() -> None:
    read = read_transcript(SHEET.encode(), "talk.txt")
    assert [(t.label, t.text) for t in read.turns] == [
        ("unlabelled", "I am reading it now."),
        ("MODERATOR", "Please say what you think."),
        ("unlabelled", "It was, mostly.\nThere is a word I do not know."),
        ("MODERATOR", "Which one?"),
        (
            "unlabelled",
            "The third one from the top.\nA picture, perhaps.\nThat went fast.\n"
            "It asks me twice, though.",
        ),
        ("MODERATOR", "Go on."),
        ("unlabelled", "Now I see the list."),
    ]
    assert "other-voice" in {finding.rule for finding in read.findings}
    left_out = " ".join(part.text for part in read.hidden)
    assert "1.a Was it clear to you?" in left_out
    assert "2 Log in with the name you were given." in left_out


def test_one_label_once_is_enough_if_it_names_who_asks() -> None:
    text = SHEET.replace("MODERATOR: Which one?\n", "").replace("MODERATOR: Go on.\n", "")
    assert [label for label, _ in turns(text)] == ["unlabelled", "MODERATOR", "unlabelled"]


def test_a_narrator_with_a_label_at_each_chapter_keeps_the_paragraphs() -> None:
    paragraph = "And then we moved to the coast, all of us, and that was that.\n"
    text = "".join(f"NARRATOR: Chapter {n}.\n{paragraph * 5}" for n in range(1, 4))
    assert {label for label, _ in turns(text)} == {"NARRATOR"}


def test_a_long_answer_under_both_labels_stays_the_answer() -> None:
    text = (
        "MODERATOR: Tell me.\nP01: First this.\nThen that.\nThen more.\nAnd more.\nAnd more "
        "again.\nAnd the end.\nMODERATOR: Thanks.\nP01: Sure.\nReally.\nYes.\nIt is.\nSo.\n"
    )
    assert {label for label, _ in turns(text)} == {"MODERATOR", "P01"}
