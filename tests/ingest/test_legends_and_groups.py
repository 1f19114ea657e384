"""Legends in every form, group interviews, slips of labels, and what is no label."""

from __future__ import annotations

import pytest

from idtool.ingest import ReadTranscript, read_transcript
from tests.ingest.messy_files import body, renamed

FAMILY = renamed("I", "M", "V")


def read(text: str, name: str = "I01.txt") -> ReadTranscript:
    return read_transcript(text.encode(), name)


def said(found: ReadTranscript) -> list[tuple[str | None, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def rules(found: ReadTranscript) -> dict[str, int]:
    return {finding.rule: finding.line for finding in found.findings}


@pytest.mark.parametrize(
    "legend",
    [
        "I = Interviewer; M = Mutter; V = Vater",
        "I = Interviewer, M = Mutter, V = Vater",
        "I=Interviewer / M=Mutter / V=Vater",
        "I = Interviewer   M = Mutter   V = Vater",
        "I=Interviewer\nM=Mutter\nV=Vater",
        "* I = Interviewer\n* M = Mutter\n* V = Vater",
        "I: Interviewer\nM: Mutter\nV: Vater",
        "- I: Interviewer\n- M: Mutter\n- V: Vater",
        "I: Interviewer, M: Mutter, V: Vater",
        "I - Interviewer\nM - Mutter\nV - Vater",
        "I – Interviewer, M – Mutter, V – Vater",
        "I\tInterviewer\nM\tMutter\nV\tVater",
        "(I) Interviewer\n(M) Mutter\n(V) Vater",
        "[I] – Interviewer [M] - Mutter [V] - Vater",
        "I (Interviewer)\nM (Mutter)\nV (Vater)",
        "Interviewer (I)\nMutter (M)\nVater (V)",
        "Interviewer (I) Mutter (M) Vater (V)",
        "Interviewer: I\nMutter: M\nVater: V",
        "Interviewer = I\nMutter = M\nVater = V",
        "Speakers: Interviewer (I), Mutter (M), Vater (V)",
        "Teilnehmer: I = Interviewer, M = Mutter, V = Vater",
        "Legend:\nI = Interviewer\nM = Mutter\nV = Vater",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_legend_in_any_form_is_no_turn_and_says_what_labels_mean(
    legend: str, between: str
) -> None:
    found = read(legend + between + body("{who}: {text}", FAMILY))

    assert said(found) == list(FAMILY)
    assert {key: found.header[f"speaker {key}"] for key in "IMV"} == {
        "I": "Interviewer",
        "M": "Mutter",
        "V": "Vater",
    }


@pytest.mark.parametrize("meaning", ["informantens mor", "Barn 1", "mother, 41", "Kvinde"])
def test_meanings_in_any_language_are_taken_beside_a_role(meaning: str) -> None:
    found = read(
        f"I: Interviewer\nM: {meaning}\nV: {meaning} (2)\n\n{body('{who}: {text}', FAMILY)}"
    )

    assert said(found) == list(FAMILY)
    assert found.header["speaker M"] == meaning


def test_a_talk_that_begins_with_short_turns_has_no_legend() -> None:
    talk = "INT: Officer?\nP01: Speaking.\nINT: Good.\nP01: Hello there.\n"

    assert len(read(talk).turns) == 4


FOCUS = """Focus group 2, community center
Date: 3 May 2023
Moderator: M
Note taker: Zed Zulu

M: Welcome everybody. Who wants to start?
P1: I can. So I came here in 2010.
P2: Me too, 2011.
P3: Later. 2015.
M: And how was it?
P1: Hard.
P4: Really hard, at first.
Several: (laughter)
M: Why hard?
P2: Language. Note: I spoke none.
P5: For me: the weather.
All: [laughter] Yes.
M: Question 1: what helped?
P3: Neighbors.
P1 and P2: Neighbors!
P?: The church.
Unidentified female: And the school.
M: Question 2: what did not?
P4: The office. https://example.org told us nothing.
10:30 Meeting: we had that every week, and nobody came.
P5: Rules.
P6: I only say one thing.
M: Thank you all.
"""


def test_a_group_of_six_with_joint_unsure_and_single_turns() -> None:
    found = read(FOCUS)

    labels = (
        "M P1 P2 P3 M P1 P4 Several M P2 P5 All M P3|P1 and P2|P?|Unidentified female|M P4 P5 P6 M"
    )
    expected = [
        label
        for part in labels.split("|")
        for label in ([part] if part[1:2] == "n" or " and " in part else part.split())
    ]
    assert [turn.label for turn in found.turns] == expected
    assert found.turns[18].text == (
        "The office. https://example.org told us nothing.\n"
        "10:30 Meeting: we had that every week, and nobody came."
    )
    assert found.header["speaker M"] == "Moderator"
    assert "legend-silent" not in rules(found)
    assert any(part.text == "Note taker: Zed Zulu" for part in found.hidden)


HOUSEHOLD = """I1: Interviewer 1
I2: Interviewer 2
K: Kvinde
M: Mand
B: Barn 1

I1: Så hvordan var det?
K: Det var fint.
I2: Ja?
M; Ja ja.
I1; Og så?
K. Så gik vi hjem.
M: Hjem, ja.
K og M: Ja.
I1: Begge to?
K eller M: Mm.
M + K: Jo.
[Der snakkes ind over hinanden]
I2: Hvad med børnene?
K: De sov.
M: Den lille sov.
I1: Ja.
K: Hun er tre.
M: Fire.
K: Fire, ja.
I2: Godt.
"""


def test_a_household_with_two_interviewers_joint_turns_slips_and_a_silent_child() -> None:
    found = read(HOUSEHOLD)

    assert [turn.label for turn in found.turns] == [
        "I1", "K", "I2", "M", "I1", "K", "M", "K og M", "I1", "K eller M", "M + K", "I2", "K", "M",
        "I1", "K", "M", "K", "I2",
    ]  # fmt: skip
    assert rules(found)["label-repaired"] == 10
    silent = next(finding for finding in found.findings if finding.rule == "legend-silent")
    assert silent.message.endswith("B.")


SLIPS = """I: Was it far?
R: Not far.
I; How far?
R. A mile.
I – And then?
R : Nothing.
 I: Nothing?
R:Nothing at all.
I:  Okay.
r: fine.
I : So.
R) Yes.
I. Good.
R: I – I don't know. I. No.
"""


def test_slips_of_a_label_are_repaired_and_each_is_reported() -> None:
    found = read(SLIPS)

    assert [turn.label for turn in found.turns] == ["I", "R"] * 7
    assert found.turns[-1].text == "I – I don't know. I. No."
    repaired = next(finding for finding in found.findings if finding.rule == "label-repaired")
    assert "lines 3, 4, 5, 12, 13" in repaired.message


@pytest.mark.parametrize(
    "words", ["I – I mean, no.", "A – a kind of a van.", "I", "I went – and then?"]
)
def test_a_stammer_at_the_start_of_a_paragraph_stays_speech(words: str) -> None:
    talk = f"I: So?\nR: Yes.\nI: And?\nR: It was late.\n{words}\nI: Good.\nR: Yes.\n"

    assert ("R", f"It was late.\n{words}") in said(read(talk))


@pytest.mark.parametrize(
    "line",
    [
        "Note: I was young.",
        "Question 1: who pays? Nobody did.",
        "https://example.org was what they gave us.",
        "10:30 Meeting: every day.",
        "Step 1: call. Step 2: wait.",
        "1.a Was the information clear? That was on the form.",
        "Remember this: never again.",
        "March 4, 2024: the day it began.",
        "Warning: he can hear you, I said.",
    ],
)
@pytest.mark.parametrize("times", [1, 3])
def test_what_has_a_colon_and_names_nobody_stays_speech(line: str, times: int) -> None:
    talk = "".join(f"INT: And {n}?\nP01: It was.\n{line}\n" for n in range(times))
    talk = f"INT: So?\nP01: Yes.\n{talk}INT: Good.\nP01: Yes.\n" * 3

    found = read(talk)

    assert {turn.label for turn in found.turns} == {"INT", "P01"}
    assert sum(line in turn.text for turn in found.turns) == 3 * times


def test_full_names_first_and_initials_after_are_proposed_as_one_and_kept_apart() -> None:
    turns = "".join(f"DB: And {n}?\nHW: Yes, {n}.\n" for n in range(8))
    found = read(
        f"Devin Becker: So?\nHarriet Winslow: Well.\n{turns}Tom Winslow: I too.\nTW: So.\nTW: Ah.\n"
    )

    assert len({turn.label for turn in found.turns}) == 6
    assert sum(finding.rule == "label-alias" for finding in found.findings) >= 2
