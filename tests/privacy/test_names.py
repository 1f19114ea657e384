"""Names in speech: by evidence, by elimination, and what passes."""

from __future__ import annotations

import pytest

from idtool.privacy import Sighting, screen_text


def strong(text: str, **options: list[str]) -> dict[str, Sighting]:
    """Blocking and review finds by their words."""
    return {text[s.start : s.end]: s for s in screen_text(text, **options) if s.tier != "note"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("So my name is Tomasz Wierzba and I work nights.", "Tomasz Wierzba"),
        ("Then Officer Brandt went in first.", "Officer Brandt"),
        ("It was sergeant Okafor who said it.", "Okafor"),
        ("The kid goes by Peanut out there.", "Peanut"),
        ("I had a partner named Lemuel back then.", "Lemuel"),
        ("We called Mrs. Young about the boys.", "Mrs. Young"),
        ("Judge Eustace Penhallow signed it.", "Judge Eustace Penhallow"),
        ("So my name is ottoline and i work nights.", "ottoline"),
    ],
)
def test_a_name_with_evidence_blocks(sentence: str, name: str) -> None:
    assert strong(sentence)[name].tier == "block"
    assert strong(sentence)[name].type == "PERSON"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("So then me and Kowalczyk went round.", "Kowalczyk"),
        ("I told Xochitl to wait in the car.", "Xochitl"),
        ("We drove out past Tuskahoma that night.", "Tuskahoma"),
        ("So I asked Hunter whether he was okay.", "Hunter"),
        ("And I told April she could sit down.", "April"),
        ("They took her to Dovetail after that.", "Dovetail"),
        ("He was with JFCS before all this.", "JFCS"),
    ],
)
def test_a_capital_that_nothing_explains_is_asked_about(sentence: str, name: str) -> None:
    assert name in strong(sentence)


@pytest.mark.parametrize(
    ("sentence", "body", "kind"),
    [
        ("I worked for the Fenwick Police Department first.", "Fenwick Police Department", "ORG"),
        ("She goes to Ridgecrest Middle School now.", "Ridgecrest Middle School", "ORG"),
        ("We used Harbor House for the women.", "Harbor House", "ORG"),
        ("It was over on Tamarack Avenue, I think.", "Tamarack Avenue", "LOCATION"),
        ("They live by Lake Ossineke most of the year.", "Lake Ossineke", "LOCATION"),
        ("It happened over in Fenwick county somewhere.", "Fenwick county", "ORG"),
    ],
)
def test_agencies_and_places_are_taken_whole(sentence: str, body: str, kind: str) -> None:
    assert strong(sentence)[body].type == kind


def test_harbor_house_is_seen_at_the_beginning_of_a_sentence_too() -> None:
    assert "Harbor House" in strong("Nobody called. Harbor House was full anyway.")


def test_a_name_seen_once_is_seen_at_sentence_starts_and_as_possessive() -> None:
    text = "I told Hunter to sit. Hunter wouldn't. It was Hunter's room."

    assert [text[s.start : s.end] for s in screen_text(text)] == ["Hunter"] * 3


def test_an_unknown_word_also_used_in_lower_case_is_no_name() -> None:
    text = "Somatosensory stuff. It is somatosensory, they say."

    assert screen_text(text) == []


def test_a_very_common_word_seen_as_a_name_counts_only_where_a_name_can_stand() -> None:
    text = "My partner, Will, was there. Will said no. Will you do it? Will they?"
    seen = screen_text(text)

    assert [s.start for s in seen] == [text.index("Will"), text.index("Will said")]


TALK = """\
On Monday we get the sheet from CPS, and the ER has nine beds. We carry Narcan now.
God, I hate that. She said, "Are you going to take my baby?" And I said, "No, ma'am."
My mom would say, "You pick up the phone." I'm like, Okay. The DA doesn't want it.
The DUI guy has an ID and the EMT wants to go home. So I thought, Why not?
I did my MSW, then CIT training, around Christmas and on the Fourth of July.
Child Protective Services is one thing, the State another. My Captain said so.
If it's a mental health call -- They don't always say that. I -- We go in pairs.
Mom's in one room and Dad's in the other. I said, Sir, put it down. Thanks, Officer.
He's got his GED. People hide behind HIPAA. It's the Fourth Amendment. TV, PTSD, ADHD.
"""


def test_ordinary_capitals_of_interviews_pass() -> None:
    assert strong(TALK) == {}


@pytest.mark.parametrize("label", ["Interviewer1", "INTERVIEWER3", "Respondent2"])
def test_a_word_for_speakers_with_its_number_is_no_name(label: str) -> None:
    assert not strong(f"{label}: We waited.\nP01: And then, {label}, we went in.")


@pytest.mark.parametrize(
    "word", ["thank", "however", "uh-huh", "mhmm", "cannot", "hopefully", "somebody", "besides"]
)
def test_words_of_speech_pass_with_a_capital_in_a_sentence(word: str) -> None:
    assert not strong(f"Okay, {word.capitalize()} you. And so, {word.capitalize()}, we went in.")


def test_nationalities_states_and_large_companies_are_noted_not_held() -> None:
    seen = screen_text("He speaks Spanish, came from Texas, and works for Walmart.")

    assert [(s.tier, s.rule) for s in seen] == [
        ("note", "identity"),
        ("note", "state-or-country"),
        ("note", "well-known-body"),
    ]


def test_placeholders_are_never_flagged() -> None:
    text = (
        "[PERSON_1] told P07 in [town] that XXXX and [SUPERVISOR_2]'s boss left. "
        "[inaudible 00:12:33] Officer 3 knew, and Participant 4, and ___ too. <NAME_2> as well."
    )

    assert screen_text(text) == []


def test_a_real_name_in_brackets_is_no_placeholder() -> None:
    assert "Maria Lopez" in strong("And then [Maria Lopez] laughed.")


def test_turns_given_as_starts_begin_sentences() -> None:
    text = "we drove over to Haven is full"
    at = text.index("Haven")

    assert strong(text)
    assert [s for s in screen_text(text, starts=[at]) if s.tier != "note"] == []


def test_a_speaker_label_with_a_name_blocks_and_a_role_code_passes() -> None:
    assert "Lashonda Reyes" in strong(
        "Lashonda Reyes: So I went in.\nINT: And then?\nP01: Then I left."
    )
    assert strong("INT: And then?\nP01: Then I left.\nInterviewer: Okay.") == {}


def test_listed_names_block_in_any_casing_and_slightly_misspelt() -> None:
    text = "then okonkwo came, and Okonkow left, and the hope house was shut"
    seen = strong(text, known_names=["Adaeze Okonkwo", "Hope House"])

    assert {k: (s.tier, s.rule) for k, s in seen.items()} == {
        "okonkwo": ("block", "known-name"),
        "Okonkow": ("block", "known-name-misspelt"),
        "hope house": ("block", "known-name"),
    }
