"""The grammar of labels: decided over the whole file, never guessed line by line."""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from idtool.ingest.refusals import NoTurnsFound


def read(text: str, name: str = "I01.txt", **options: object) -> ReadTranscript:
    return read_transcript(text.encode(), name, **options)  # type: ignore[arg-type]


def turns(text: str, name: str = "I01.txt", **options: object) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in read(text, name, **options).turns]


def rules(text: str, name: str = "I01.txt") -> set[str]:
    return {finding.rule for finding in read(text, name).findings}


ONE_TALK = "Interviewer: How was it?\n\nMara: Fine.\n\nInterviewer: And then?\n\nMara: {}\n\nInterviewer: Okay.\n"


@pytest.mark.parametrize(
    "words",
    [
        "Listen.\n\nNote: this part is about Tuesday.\n\nNote: so is this.",
        "He goes.\n\nHe said: not tonight.\n\nHe said: not ever.",
        "See https://example.org/a for it.\n\nhttps://example.org/b too.",
        "We met.\n\n10:30 Meeting: that was the meeting.",
        "Yes.\n\n1.a Was the information enough?\n\n1.b Was it on time?",
        "And I was like: no.\n\nSo: two of us went.\n\nSo: we waited.",
        "There are three.\n\nPriorities: the child.\n\nPriorities: the mother.",
        "“I: me,” he joked.\n\nI – I mean, it was a joke.",
        "Yeah.\n\nYeah. I suppose.\n\nNo. Not really.",
    ],
)
def test_speech_that_looks_like_a_label_stays_speech(words: str) -> None:
    found = turns(ONE_TALK.format(words))

    assert [label for label, _ in found] == [
        "Interviewer",
        "Mara",
        "Interviewer",
        "Mara",
        "Interviewer",
    ]
    assert found[3][1] == words.replace("\n\n", "\n")


def test_numbered_questions_inside_an_interviewers_turn_are_no_speakers() -> None:
    found = turns(
        "INT: So.\nQuestion 1: how was it?\nP01: Fine.\nINT: Good.\nQuestion 2: and then?\nP01: Home.\n"
    )

    assert [label for label, _ in found] == ["INT", "P01", "INT", "P01"]
    assert found[0][1] == "So.\nQuestion 1: how was it?"


def test_numbered_questions_with_answers_are_two_speakers() -> None:
    assert turns("Q1: How?\nA1: Well.\nQ2: And?\nA2: Home.\n") == [
        ("Q", "How?"),
        ("A", "Well."),
        ("Q", "And?"),
        ("A", "Home."),
    ]


def test_a_paragraph_without_a_label_goes_on_with_the_turn() -> None:
    assert turns("INT: One.\n\nP01: Two.\n\nThree.\n\nFour.\n\nINT: Five.\n")[1] == (
        "P01",
        "Two.\nThree.\nFour.",
    )


def test_a_label_that_repeats_goes_on_with_the_turn() -> None:
    assert turns("Max B:\tOne.\nMax B:\tTwo.\nJo:\tThree.\nMax B:\tFour.\n") == [
        ("Max B", "One.\nTwo."),
        ("Jo", "Three."),
        ("Max B", "Four."),
    ]


def test_a_time_alone_goes_on_with_the_turn() -> None:
    found = read(
        "Ana (00:00:00):\nOne.\n\n(00:01:02):\nTwo.\n\nBo (00:02:00):\nThree.\n\nAna (00:03:00):\nFour.\n"
    )

    assert next((turn.label, turn.text) for turn in found.turns) == ("Ana", "One.\nTwo.")
    assert [turn.start_seconds for turn in found.turns] == [0, 120, 180]


def test_new_speaker_is_reported_as_no_person_and_never_merged() -> None:
    text = "Speaker 1 (00:00):\nA.\n\nNew Speaker (00:06):\nB.\n\nNew Speaker (00:09):\nC.\n\nSpeaker 1 (00:12):\nD.\n"

    assert [label for label, _ in turns(text)] == [
        "Speaker 1",
        "New Speaker",
        "New Speaker",
        "Speaker 1",
    ]
    assert "pseudo-label" in rules(text)


def test_joint_turns_keep_the_joint_label() -> None:
    found = turns(
        "INT: So?\nX: Yes.\nY: No.\nINT: Both?\nX og Y: Yes.\nALL: (laughter)\nY + X: Well.\nINT: Okay.\n"
    )

    assert [label for label, _ in found] == [
        "INT",
        "X",
        "Y",
        "INT",
        "X og Y",
        "ALL",
        "Y + X",
        "INT",
    ]


@pytest.mark.parametrize(
    "line", ["I1; And then?", "K. We left.", "K – We left.", "K\tWe left.", "[K] We left."]
)
def test_another_mark_after_a_known_label_is_repaired_and_reported(line: str) -> None:
    text = (
        "I1: One.\nK: Two.\nI1: Three.\nK: Four.\n"
        + ("" if line[0] == "I" else "I1: Five.\n")
        + line
        + "\n"
    )
    found = read(text)

    assert [turn.label for turn in found.turns][-1] in {"I1", "K"}
    assert line[-8:] in found.turns[-1].text
    assert line[:2] not in found.turns[-1].text
    assert "label-repaired" in {finding.rule for finding in found.findings}


def test_a_mark_is_repaired_only_for_labels_known_from_elsewhere() -> None:
    assert turns("I1: One.\nK: Two.\nLater. We left.\nI1: Three.\nK: Four.\n")[1] == (
        "K",
        "Two.\nLater. We left.",
    )


@pytest.mark.parametrize(
    "legend",
    [
        "I = interviewer; Y = informant",
        "[I] – Interviewer [Y] - Client",
        "I: Interviewer\nY: Informant",
        "- I: Interviewer\n- Y: Participant",
        "Interviewer (I) Informant (Y)",
        "I = interviewer\nY = informantens mor",
    ],
)
def test_a_legend_is_a_heading_and_no_turn(legend: str) -> None:
    found = read(f"{legend}\n\nI: How was it?\nY: Fine.\nI: Good.\nY: Yes.\n")

    assert [turn.label for turn in found.turns] == ["I", "Y", "I", "Y"]
    assert found.header["speaker I"].casefold().startswith("interviewer")
    assert "heading" in {finding.rule for finding in found.findings}
    assert any("ntervi" in part.text for part in found.hidden)


def test_a_person_of_the_legend_who_never_speaks_is_named() -> None:
    text = "I: Interviewer\nX: Participant\nZ: Participant\n\nI: How?\nX: So.\nI: Ah.\nX: Yes.\n"

    assert "legend-silent" in rules(text)


def test_a_form_before_the_talk_is_no_turn_even_if_it_names_the_interviewer() -> None:
    found = read(
        "Interview with a worker\nDate: 3 May\nInterviewer: Jane Roe\nParticipant: P03\n\n"
        "Interviewer: How was it?\nParticipant: Fine.\nInterviewer: Good.\n"
    )

    assert [turn.line for turn in found.turns] == [6, 7, 8]
    assert {"Interviewer: Jane Roe", "Interview with a worker"} <= {
        part.text for part in found.hidden
    }


def test_words_before_the_first_label_are_hidden_and_reported_not_guessed_at() -> None:
    found = read("Recorded at home\n\nINT: Shall we?\nP01: Yes.\nINT: Good.\n")

    assert [turn.label for turn in found.turns] == ["INT", "P01", "INT"]
    assert [(f.line, f.rule) for f in found.findings] == [(1, "before-first-speaker")]
    assert [part.text for part in found.hidden] == ["Recorded at home"]


def test_what_services_print_around_the_talk_is_left_out_and_reported() -> None:
    found = read(
        "This transcript was exported on Mar 3, 2024 - view latest version here.\n\n"
        "Ana  0:01  \nOne.\n\nBo  0:09  \nTwo.\n\nPage 3 of 12\n\nAna  0:12  \nThree.\n\n"
        "Transcribed by https://otter.ai\n"
    )

    assert [turn.text for turn in found.turns] == ["One.", "Two.", "Three."]
    assert "service-text" in {finding.rule for finding in found.findings}


def test_marks_of_what_is_not_speech_stay_in_the_text() -> None:
    assert turns(
        "INT: So? [inaudible 00:12:33]\nP01: (laughs) Yes.\nINT: [crosstalk]\nP01: Um (..) no. **\n"
    ) == [
        ("INT", "So? [inaudible 00:12:33]"),
        ("P01", "(laughs) Yes."),
        ("INT", "[crosstalk]"),
        ("P01", "Um (..) no. **"),
    ]


def test_several_turns_on_one_line_are_split_and_reported() -> None:
    found = read("INT: How? P02: Fine. INT: And then?\nP02: Home. INT: Good.\n")

    assert [(turn.label, turn.text) for turn in found.turns] == [
        ("INT", "How?"),
        ("P02", "Fine."),
        ("INT", "And then?"),
        ("P02", "Home."),
        ("INT", "Good."),
    ]
    assert "labels-inside-line" in {finding.rule for finding in found.findings}


def test_a_full_name_followed_by_initials_is_proposed_as_one_person_and_kept_apart() -> None:
    text = "Devin Beck: So.\nHelen Ann: How?\nDB: Well.\nHA: And?\nDB: More.\nHA: Fine.\n"

    assert [label for label, _ in turns(text)] == [
        "Devin Beck",
        "Helen Ann",
        "DB",
        "HA",
        "DB",
        "HA",
    ]
    assert "label-alias" in rules(text)


def test_labels_that_change_their_style_in_the_middle_are_followed() -> None:
    later = "".join(f"a. And number {n}?\nb. It was fine again.\n" for n in range(8))
    found = turns(f"Bryce: So how?\nAlex: Well.\nBryce: And?\nAlex: Yes.\nBryce: Okay.\n{later}")

    assert [label for label, _ in found][:7] == [
        "Bryce",
        "Alex",
        "Bryce",
        "Alex",
        "Bryce",
        "a",
        "b",
    ]


def test_lines_broken_at_a_width_go_on_with_a_space() -> None:
    text = (
        "INT: So I wanted to begin by asking you how it is when a call of that kind\n"
        "comes in, and who decides in the end which of you is sent out to the house.\n"
        "P01: Well, it depends on the hour and on who is there, and on the mood that\n"
        "the sergeant is in, who looks at the board and then at us and says a name,\n"
        "and then we go.\n\nINT: Good.\nP01: Yes.\n"
    )

    assert "\n" not in turns(text)[0][1]
    assert turns(text)[1][1].endswith("says a name, and then we go.")


def test_printed_line_numbers_are_left_out() -> None:
    assert turns("1 I: one\n2 R: two\n3 I: three\n4 R: four\n5 I: five\n")[0] == ("I", "one")


@pytest.mark.parametrize(
    "shape",
    [
        "<<{}>> {}",
        "{} >> {}",
        "~{}~ {}",
        "/{}/ {}",
        "{} => {}",
        "{} | {}",
        "@{}@ {}",
        "{{{{{}}}}} {}",
        "{} :: {}",
    ],
)
def test_a_style_nobody_foresaw_is_taken_if_it_separates_the_text(shape: str) -> None:
    talk = [
        ("maria", "one day."),
        ("tom", "another."),
        ("maria", "so."),
        ("tom", "[inaudible 00:12:33] yes."),
    ]

    assert turns("\n".join(shape.format(*each) for each in talk)) == talk


@pytest.mark.parametrize(
    "shape", ["{} ~ {}", "* {} * {}", "{} ... {}", "{}, {}", "{} {}", "({}) {}", "{}/{}"]
)
def test_labels_the_researcher_names_count_whatever_follows_them(shape: str) -> None:
    talk = [("maria", "one day went by"), ("hans", "so it did"), ("maria", "yes")]
    text = "\n".join(shape.format(*each) for each in talk)

    found = turns(text, labels=["Maria", "Hans"])

    assert [(str(label).casefold(), words.lstrip(". ")) for label, words in found] == talk


def test_one_label_named_is_enough_if_the_others_are_set_alike() -> None:
    text = "maria ~ one day went by\nhans ~ so it did\nmaria ~ yes\nuwe ~ no: never\nand so on\n"

    assert turns(text, labels=["Maria"]) == [
        ("maria", "one day went by"),
        ("hans", "so it did"),
        ("maria", "yes"),
        ("uwe", "no: never\nand so on"),
    ]


def test_no_labels_at_all_is_an_error_that_says_what_to_do_and_repeats_nobody() -> None:
    with pytest.raises(NoTurnsFound) as error:
        read(
            "We walked for hours.\n\nNobody came with the blankets.\n\nThen it rained on everybody."
        )

    assert error.value.exit_code == 4
    assert "--speaker" in error.value.remedy
    assert "blankets" not in error.value.problem + error.value.remedy


def test_the_error_names_lines_and_shows_only_short_labels_that_recur() -> None:
    long = "Somebody With A Name Longer Than Thirty Letters"
    body = "".join(
        f"{long}\n\nOne thing after another went on and on in that house.\n\nAnd it went on.\n\n"
        for _ in range(2)
    )
    with pytest.raises(NoTurnsFound) as error:
        read(body)

    assert long not in error.value.problem
    assert "line" in error.value.problem


def test_an_abstract_is_no_transcript() -> None:
    with pytest.raises(NoTurnsFound):
        read("Abstract: One.\n\nMethods: Two.\n\nResults: Three.\n\nConclusions: Four.\n")


def test_two_turns_are_enough() -> None:
    assert turns("Mary: Hello.\nJohn: Hi.\n") == [("Mary", "Hello."), ("John", "Hi.")]


def test_bold_questions_and_plain_answers_are_two_speakers_in_markdown() -> None:
    found = read(
        "**What then?**\n\nNothing.\n\n**And later?**\n\nHome.\n\nLate.\n\n**Why?**\n\nBecause.\n",
        "a.md",
    )

    assert [(turn.label, turn.text) for turn in found.turns][:4] == [
        ("Question", "What then?"),
        ("Answer", "Nothing."),
        ("Question", "And later?"),
        ("Answer", "Home.\nLate."),
    ]
    assert "labels-by-look" in {finding.rule for finding in found.findings}


def test_markdown_headings_and_comments_are_no_turns() -> None:
    found = read(
        "# Talk one\n\n**Ana:** So *very* \\[quiet\\]\n\n<!-- check\nthis -->\n**Bo:** Yes\n\n## Part two\n\n**Ana:** Ah\n",
        "a.md",
    )

    assert [(turn.label, turn.text, turn.line) for turn in found.turns] == [
        ("Ana", "So *very* [quiet]", 3),
        ("Bo", "Yes", 7),
        ("Ana", "Ah", 11),
    ]
    assert {"section-heading", "comments"} <= {finding.rule for finding in found.findings}


def test_our_own_text_is_read_strictly_and_its_places_in_the_guide_are_reported() -> None:
    found = read(
        "---\ninterview: D01\nkind: paired\nspeakers: {INT: interviewer, P01: LE}\n---\n[q:v]\n"
        "INT [00:14:02]: So.\nP01 [00:14:09]: First thing:\nNOTE: he is fine.\nINT: Ah.\n"
    )

    assert found.source_format == "idtool"
    assert [(t.label, t.text, t.start_seconds) for t in found.turns] == [
        ("INT", "So.", 842),
        ("P01", "First thing:\nNOTE: he is fine.", 849),
        ("INT", "Ah.", None),
    ]
    assert found.header["interview"] == "D01"
    assert found.header["speaker P01"] == "LE"
    assert "guide-places" in {finding.rule for finding in found.findings}


def test_findings_hold_no_words_of_the_file() -> None:
    found = read(
        "Zebra title here\nDate: zebra\n\nINT: zebra? P01: zebra.\nP01; zebra\nWaiter: zebra\nINT and P01: zebra\n"
        "New Speaker: zebra\nINT: //P01: zebra //\nPage 3\n"
    )

    assert found.findings
    assert not any("zebra" in finding.message.casefold() for finding in found.findings)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("- {}", "{}"), ("{}", "„{}“"), ("{}", "- {}")],
)
def test_questions_set_apart_in_writing_are_found_without_labels(asked: str, answered: str) -> None:
    talk = [("What first?", "I look."), ("And then?", "We talk a while."), ("Why?", "Because.")]
    text = "\n\n".join(f"{asked.format(q)}\n\n{answered.format(a)}" for q, a in talk)

    found = read(text)

    assert [turn.label for turn in found.turns] == ["Question", "Answer"] * 3
    assert [turn.text.strip("„“") for turn in found.turns] == [
        each for pair in talk for each in pair
    ]
    assert "labels-by-look" in {finding.rule for finding in found.findings}


def test_a_talk_pasted_into_one_line_is_split() -> None:
    spoken = [
        "So how was it?",
        "Yeah, fine. It was.",
        "Good.",
        "Mm.",
        "And later?",
        "Home.",
        "Right.",
        "Yes.",
    ]
    labels = ["Interviewer", "Participant"] * 4
    talk = list(zip(labels, spoken, strict=True))

    assert turns(" ".join(f"{who}: {words}" for who, words in talk)) == talk


def test_times_without_brackets_after_most_labels_are_no_words() -> None:
    found = read(
        "Mara: 00:04\nHello.\n\nTom: 00:09\nHi.\n\nMara: 00:12\nSo.\n\nTom: 01:12\n10:30 is fine.\n"
    )

    assert [(turn.text, turn.start_seconds) for turn in found.turns] == [
        ("Hello.", 4),
        ("Hi.", 9),
        ("So.", 12),
        ("10:30 is fine.", 72),
    ]


def test_a_time_somebody_answers_is_a_word() -> None:
    assert turns("INT: When was that?\nP01: 10:30\nINT: Sure?\nP01: Yes.\nINT: Okay.\n")[1] == (
        "P01",
        "10:30",
    )


def test_times_of_day_are_times() -> None:
    found = read("[10:02:33 AM] Mara: Hello.\n[10:02:44 AM] Tom: Hi.\n[1:02:50 PM] Mara: So.\n")

    assert [turn.start_seconds for turn in found.turns] == [36153, 36164, 46970]


def test_one_more_of_a_series_is_a_speaker_even_if_rare() -> None:
    text = "Team mem. 1: A.\nTeam mem. 2: B.\nTeam mem. 1: C.\nTeam mem. 3: D.\nTeam mem. 1: E.\n"

    assert [label for label, _ in turns(text)] == [f"Team mem. {n}" for n in (1, 2, 1, 3, 1)]


@pytest.mark.parametrize(
    "labels",
    [
        ("מראיין", "מרואיין"),
        ("访谈者", "受访者"),
        ("Интервьюер", "Респондент"),
        ("Fragesteller", "Antwortender"),
        ("Speaker 1 (Yu Liang)", "Speaker 2 (Ann)"),
        ("Mr. Tyeri", "Saulius G. | Grandine"),
        ("S. Roe", "T. Doe"),
    ],
)
def test_labels_in_any_language_and_of_any_shape(labels: tuple[str, str]) -> None:
    talk = [(labels[n % 2], words) for n, words in enumerate(["One.", "Two.", "Three.", "Four."])]

    assert turns("\n".join(f"{who}: {words}" for who, words in talk)) == talk


def test_short_answers_that_fill_a_file_are_no_legend() -> None:
    read = read_transcript(b"P01: 0\nINT: A0\nP01: A0\nINT: 0\n", "talk.txt")

    assert [(turn.label, turn.text) for turn in read.turns] == [
        ("P01", "0"),
        ("INT", "A0"),
        ("P01", "A0"),
        ("INT", "0"),
    ]


@pytest.mark.parametrize("first", ["SUBJECT: Shall I?\n", ""])
def test_subject_is_a_person_where_it_recurs_and_a_field_where_it_does_not(first: str) -> None:
    talk = "INTERVIEWER: And?\nSUBJECT: I was born.\n" * 3
    form = f"Subject: Zebra\nDate: 3 May\n\n{talk.replace('SUBJECT', 'P01')}"

    labels = [label for label, _ in turns(first + talk)]
    assert labels == ["SUBJECT"] * bool(first) + ["INTERVIEWER", "SUBJECT"] * 3
    assert turns(form)[0] == ("INTERVIEWER", "And?")


def test_a_dash_after_a_label_and_its_time_is_no_word() -> None:
    assert turns("I (00:12) - Hi.\nB (00:15) - Ja.\nI (00:20) - So.\n") == [
        ("I", "Hi."),
        ("B", "Ja."),
        ("I", "So."),
    ]


def test_codes_on_lines_below_passages_are_no_speakers() -> None:
    passages = [
        f"{'Interviewer' if at % 2 == 0 else 'Interviewee'}\nWe waited for the second unit.\n"
        + ("Safety-First\n" if at % 3 == 0 else "")
        for at in range(24)
    ]

    found = read_transcript("\n".join(passages).encode(), "I01.txt")

    assert {turn.label for turn in found.turns} == {"Interviewer", "Interviewee"}
    assert len(found.turns) == 24


def test_one_more_of_a_series_on_a_line_of_its_own_is_a_speaker() -> None:
    talk = [
        f"{'Interviewer 1' if at % 2 == 0 else 'Interviewee'}\nWe waited for the second unit.\n"
        for at in range(20)
    ]
    talk.insert(5, "Interviewer 2\nAnd who else was there?\n")

    found = read_transcript("\n".join(talk).encode(), "I01.txt")

    assert [turn.label for turn in found.turns].count("Interviewer 2") == 1
