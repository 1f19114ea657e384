"""Consent to be quoted holds in every theme report that leaves the team."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from idtool.model import Act, Evidence, Theme
from idtool.report.themes import WORDS_LEFT_OUT, PlacedQuote
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.contexts import StudyText
from idtool.steps.quote_tags import Audience, tags_for
from idtool.steps.reporting import report_themes
from idtool.steps.study_folder import load_study
from idtool.steps.theme_quotes import NONE_AGREED, NOT_AGREED, NOT_KNOWN, placed_quotes
from idtool.store import open_study_file
from tests.steps.small_studies import make_study, make_transcript

ACT = Act("R1", "2026-05-04T09:30:00Z")
FIRST_PAGE_LINE = f"Not quoted. {WORDS_LEFT_OUT}"


def themes(folder: Path, out: Path, audience: Audience) -> bytes:
    made = report_themes(load_study(folder), out, ACT, audience=audience)
    return Path(made.files[0]).read_bytes()


def said_by_the_silent(folder: Path) -> list[str]:
    """Every run of six words of a person of the example who did not agree to be quoted."""
    study = load_study(folder)
    silent = {p.id for p in study.people.values() if "quote" not in p.consents}
    assert silent == {"P08"}
    with open_study_file(study.folder, ACT) as store:
        transcripts = store.transcripts.load(study.interviews.values())
    turns = [t.text.split() for one in transcripts for t in one.turns if t.person in silent]
    return [" ".join(words[n : n + 6]) for words in turns for n in range(len(words) - 5)]


@pytest.mark.parametrize("audience", ["mentor", "public"])
def test_no_words_without_consent_leave_the_team(
    example: Path, tmp_path: Path, audience: Audience
) -> None:
    page = " ".join(everything_said(themes(example, tmp_path, audience)).split())

    assert "“" in page
    assert NOT_AGREED in page
    assert [run for run in said_by_the_silent(example) if run in page] == []


def test_the_team_reads_every_word_and_no_line_about_consent(example: Path, tmp_path: Path) -> None:
    page = " ".join(everything_said(themes(example, tmp_path, "team")).split())

    assert any(run in page for run in said_by_the_silent(example))
    assert "not quoted" not in page
    assert WORDS_LEFT_OUT not in page


@pytest.mark.parametrize("audience", ["mentor", "public"])
def test_the_first_page_says_in_one_line_that_words_are_left_out(
    example: Path, tmp_path: Path, audience: Audience
) -> None:
    words = page_lines(themes(example, tmp_path, audience))

    assert words.count(FIRST_PAGE_LINE) == 1
    assert words.index(FIRST_PAGE_LINE) < words.index("Where the study stands")


def test_the_first_page_is_silent_when_everybody_agreed(own_example: Path, tmp_path: Path) -> None:
    roster = own_example / "roster.yaml"
    text = roster.read_text(encoding="utf-8")
    roster.write_text(text.replace("[record, contact_for", "[record, quote, contact_for"), "utf-8")

    page = "\n".join(page_lines(themes(own_example, tmp_path, "mentor")))

    assert "Not quoted" not in page
    assert "not quoted" not in page


def test_the_mentor_learns_person_and_place_and_the_public_neither(
    example: Path, tmp_path: Path
) -> None:
    for_mentor = page_lines(themes(example, tmp_path, "mentor"))
    for_public = page_lines(themes(example, tmp_path, "public"))

    named = [line for line in for_mentor if NOT_AGREED in line]
    assert named
    assert all(re.match(rf"P08, I08#t\d{{3}}(?:-t\d{{3}})?: {NOT_AGREED}\.", x) for x in named)
    assert {x for x in for_public if NOT_AGREED in x} == {f"Participant: {NOT_AGREED}."}
    assert not re.search(r"\bP\d{2}\b", "\n".join(for_public))


def placed(
    audience: Audience,
    spoken: list[tuple[str | None, str]],
    places: list[tuple[int, int]],
    *,
    agreed: set[str],
) -> tuple[tuple[PlacedQuote, ...], tuple[str, ...]]:
    """What is shown of places in a talk of P01 and P02, of whom some agreed."""
    people: list[dict[str, object]] = [
        {"id": name, "role": role, "consents": ["quote"] if name in agreed else []}
        for name, role in (("P01", "LE"), ("P02", "SW"))
    ]
    study = make_study(people, [("D01", "paired", ["P01", "P02"])], ["We wait."])
    named = [(name if name != "ALL" else None, words) for name, words in spoken]
    talk = make_transcript("D01", "paired", ["P01", "P02"], named)
    turns = [
        replace(turn, speaker=name or "INT")
        for turn, (name, _) in zip(talk.turns, spoken, strict=True)
    ]
    talk = replace(talk, turns=tuple(turns))
    evidence = tuple(Evidence("D01", first, last, note="A note.") for first, last in places)
    theme = Theme("T01", "u", "a", "A theme", "developing", evidence_for=evidence)
    tags = tags_for(study, {"P01", "P02"}, ("role",), audience)
    return placed_quotes(StudyText({"D01": talk}, {}, {}, study), theme, evidence, [], tags)


BOTH: list[tuple[str | None, str]] = [("P01", "We wait."), ("P02", "Until it is over.")]


@pytest.mark.parametrize("audience", ["mentor", "public"])
@pytest.mark.parametrize("agreed", [{"P01"}, {"P02"}])
def test_a_passage_of_two_people_needs_both_consents(audience: Audience, agreed: set[str]) -> None:
    (quote,), _ = placed(audience, BOTH, [(1, 2)], agreed=agreed)
    (silent,) = {"P01", "P02"} - agreed

    assert (quote.words, quote.not_quoted) == ("", NOT_AGREED)
    assert quote.tag == (f"{silent}, D01#t001-t002" if audience == "mentor" else "participant")


def test_a_passage_of_two_people_who_agreed_is_printed() -> None:
    (quote,), _ = placed("mentor", BOTH, [(1, 2)], agreed={"P01", "P02"})

    assert "We wait." in quote.words
    assert "Until it is over." in quote.words
    assert quote.not_quoted == ""


def test_two_people_who_did_not_agree_are_both_named() -> None:
    (quote,), _ = placed("mentor", BOTH, [(1, 2)], agreed=set())

    assert quote.tag == "P01, P02, D01#t001-t002"
    assert quote.not_quoted == NONE_AGREED


@pytest.mark.parametrize("audience", ["mentor", "public"])
def test_a_speaker_nobody_knows_has_not_agreed(audience: Audience) -> None:
    (quote,), _ = placed(audience, [("ALL", "We wait.")], [(1, 1)], agreed={"P01", "P02"})

    assert (quote.words, quote.not_quoted) == ("", NOT_KNOWN)
    assert quote.tag == ("D01#t001" if audience == "mentor" else "participant")


def test_a_place_withheld_takes_no_room_from_the_others() -> None:
    spoken: list[tuple[str | None, str]] = [("P02", "It is over.")] + [
        ("P01", f"We wait {word}.") for word in ("home", "there", "then", "until")
    ]
    shown, more = placed("mentor", spoken, [(n, n) for n in range(1, 6)], agreed={"P01"})

    assert [bool(quote.words) for quote in shown] == [False, True, True, True]
    assert more == ("D01#t005",)
