"""What must hold of every person's document, whatever the study (checks 39 and 40)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from idtool.report.member_check import AskedStatement, form_words, member_check_document
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.member_counts import counts_in, small_counts
from idtool.steps.member_leaks import leaks_in
from idtool.steps.member_sheets import FormOptions, MemberCheckBasis, sheet_for, skip_reason
from tests.steps.small_studies import bases, make_study

LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def runs(text: str, size: int = 6) -> set[tuple[str, ...]]:
    """Runs of words, found in another way than the leak test finds them."""
    words = re.sub(r"[^\w\s]", "", text.lower()).split()
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def turns_of(basis: MemberCheckBasis, person: str, *, others: bool) -> list[str]:
    return [
        turn.text
        for transcript in basis.text.transcripts.values()
        for turn in transcript.turns
        if turn.person and (turn.person != person) == others
    ]


@LAW
@given(bases())
def test_no_document_that_passes_holds_six_words_of_anybody_else(basis: MemberCheckBasis) -> None:
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        sheet = sheet_for(basis, person)
        data = member_check_document(sheet)
        foreign = set().union(*map(runs, turns_of(basis, person.id, others=True)), set())
        own = set().union(*map(runs, turns_of(basis, person.id, others=False)), set())
        fixed = runs(" ".join(page_lines(member_check_document(form_words(sheet)))))
        found = set().union(*map(runs, page_lines(data)), set()) & (foreign - own - fixed)

        assert (leaks_in(basis, sheet, data).runs > 0) == bool(found)


@LAW
@given(bases())
def test_quotations_are_the_persons_own_words_and_only_theirs(basis: MemberCheckBasis) -> None:
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        own = turns_of(basis, person.id, others=False)
        foreign = set().union(*map(runs, turns_of(basis, person.id, others=True)), set())
        for statement in sheet_for(basis, person).statements:
            assert len(statement.quotes) <= 2
            for quote in statement.quotes:
                assert any(quote.words in " ".join(turn.split()) for turn in own)
                assert not runs(quote.words) & foreign
                assert 12 <= len(quote.words.split()) <= 60
                name, span = quote.place.split(".")
                start, end = map(int, span.split("-"))
                text = basis.text.transcripts[name].text[start:end]
                assert " ".join(text.split()) == quote.words
                assert quote.words[0].isupper()
                assert quote.words.endswith(".")


@LAW
@given(bases())
def test_nobody_is_quoted_or_written_to_without_having_agreed(basis: MemberCheckBasis) -> None:
    for person in basis.study.people.values():
        reason = skip_reason(basis, person)
        if "contact_for_member_check" not in person.consents:
            assert reason == "did not agree to be contacted"
        elif reason is None:
            quoted = any(s.quotes for s in sheet_for(basis, person).statements)
            agreed = "quote" in person.consents
            assert agreed or not quoted
            assert basis.study.settings.member_check.quotes != "none" or not quoted


@LAW
@given(bases(), st.data())
def test_a_planted_run_of_somebody_else_is_always_found(
    basis: MemberCheckBasis, data: st.DataObject
) -> None:
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        own = set().union(*map(runs, turns_of(basis, person.id, others=False)), set())
        foreign = sorted(
            set().union(*map(runs, turns_of(basis, person.id, others=True)), set()) - own
        )
        if not foreign:
            continue
        planted = " ".join(data.draw(st.sampled_from(foreign)))
        sheet = sheet_for(basis, person)
        first = sheet.statements[0]
        leaking = replace(sheet, statements=(replace(first, plain=f"So, {planted}!"),))

        assert leaks_in(basis, leaking, member_check_document(leaking)).runs >= 1


@LAW
@given(bases())
def test_no_document_names_another_person_or_an_interview_without_its_reader(
    basis: MemberCheckBasis,
) -> None:
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        said = everything_said(member_check_document(sheet_for(basis, person)))
        theirs = {i.id for i in basis.study.interviews.values() if person.id in i.people}

        assert set(re.findall(r"\b[PID]\d{2}\b", said)) <= {person.id, *theirs}


@LAW
@given(bases(), st.sampled_from(["transcript", "conversation"]))
def test_every_variant_holds_nobody_elses_words(basis: MemberCheckBasis, variant: Any) -> None:
    basis = replace(basis, options=FormOptions(variant=variant))
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        sheet = sheet_for(basis, person)
        data = member_check_document(sheet)
        foreign = set().union(*map(runs, turns_of(basis, person.id, others=True)), set())
        own = set().union(*map(runs, turns_of(basis, person.id, others=False)), set())
        fixed = runs(" ".join(page_lines(member_check_document(form_words(sheet)))))
        found = set().union(*map(runs, page_lines(data)), set()) & (foreign - own - fixed)

        assert (leaks_in(basis, sheet, data).runs > 0) == bool(found)
        turns = [turn for statement in sheet.statements for turn in statement.turns]
        for turn in turns:
            assert any(
                turn.words == " ".join(said.split())
                for said in turns_of(basis, person.id, others=False)
            )


@LAW
@given(
    bases(),
    st.integers(1, 12),
    st.sampled_from(["{k} people said so.", "It was {k} of the LEs.", "Only {k} person knew."]),
)
def test_a_count_under_the_small_cell_never_passes(
    basis: MemberCheckBasis, k: int, words: str
) -> None:
    least = basis.study.settings.privacy.small_cell
    for person in basis.study.people.values():
        if skip_reason(basis, person):
            continue
        sheet = sheet_for(basis, person)
        counting = replace(
            sheet, statements=(AskedStatement("MC-01", words.format(k=k)), *sheet.statements)
        )
        found = leaks_in(basis, counting, member_check_document(counting)).cells
        assert (found > 0) == (k < least)


def test_counts_in_words_and_of_those_left_over() -> None:
    study = make_study([{"id": "P01", "role": "LE", "consents": []}], [], ["So it is."]).settings
    assert counts_in("Two officers, three people and all but one person.", study) == [3, 1]
    assert counts_in("10 of 11 people say so.", study) == [10, 1]
    assert counts_in("One of them called. People called one day.", study) == []
    assert small_counts("both LEs and nine people", study) == [2]
