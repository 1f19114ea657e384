"""The codebooks that come with idtool (acceptance checks 18 and 19)."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from idtool.codebook import Codebook
from idtool.codebook.lint import lint_codebook
from idtool.codebook.wording import hits, same_wording
from idtool.packaged import packaged_text

EXPECTED = {
    "PP": """SCENE_SAFETY FACT_FINDING STABILIZE SAFETY_PLAN PROTOCOL DISCRETION LEGAL_THRESHOLD
        REFERRAL FOLLOWUP_ROUTINE FOLLOWUP_CASE CALL_LOAD AUTHORITY ALLIANCE FOCUS_COMMUNITY
        FOCUS_PERSON""",
    "PA": """DIVIDE_WORK JOINT_DECISION OTHER_LENS LEARNING CULTURE_CLASH PURPOSE_GAP SETTLING_IN
        TRUST INFO_SHARING GAP_CLOSED""",
    "PO": """B.PUBLIC_VIEW B.OFFICER_WELLBEING B.LOAD_RELIEF B.NO_PROTOCOL_CASES B.SERVICE_REACH
        B.SAFER_CALLS X.COST X.LASTING_FUNDS X.CULTURE X.CHANGE_RESISTANCE X.AGENCY_TURF
        X.ASSOCIATION X.PARTNER_RISK X.CONFIDENTIALITY S.OPEN S.CONDITIONAL S.AGAINST""",
    "IX": "BUILD AGREE QUALIFY DISAGREE DEFER ASK REVISE SOFTEN",
}
CONFUSABLE = [
    ("PP.SCENE_SAFETY", "PO.X.PARTNER_RISK"),
    ("PP.REFERRAL", "PP.FOLLOWUP_ROUTINE"),
    ("PP.DISCRETION", "PO.B.NO_PROTOCOL_CASES"),
    ("PP.DISCRETION", "PA.GAP_CLOSED"),
    ("PA.CULTURE_CLASH", "PO.X.CULTURE"),
    ("PO.B.PUBLIC_VIEW", "PO.X.ASSOCIATION"),
    ("PO.X.COST", "PO.X.LASTING_FUNDS"),
    ("PA.TRUST", "PO.X.ASSOCIATION"),
    ("PA.INFO_SHARING", "PO.X.CONFIDENTIALITY"),
]


def test_every_code_of_the_three_foci_is_there(codebooks: dict[str, Codebook]) -> None:
    expected = {f"{prefix}.{name}" for prefix, names in EXPECTED.items() for name in names.split()}

    assert {code.id for book in codebooks.values() for code in book.all_codes} == expected


def test_lint_finds_nothing_in_the_shipped_codebooks(codebooks: dict[str, Codebook]) -> None:
    books = list(codebooks.values())
    known = {code.id for book in books for code in book.all_codes}

    for book in books:
        assert lint_codebook(book, known, others=books) == []


def test_every_code_is_defined_bounded_and_illustrated(codebooks: dict[str, Codebook]) -> None:
    for book in codebooks.values():
        for code in book.codes:
            assert code.brief and code.include and code.exclude, code.id
            assert 2 <= len(re.findall(r"[.?!](?:\s|$)", code.full)) <= 5, code.id
            assert len(code.examples) >= 5, code.id
            assert len(code.not_examples) >= 3, code.id
            assert code.indicators.phrases and code.indicators.near, code.id
        for code in book.interaction_codes:
            assert code.brief and code.full and code.kinds == ["paired"], code.id
            assert len(code.examples) == 5, code.id
            assert len(code.not_examples) == 2, code.id


def test_codes_that_are_easily_confused_exclude_each_other(codebooks: dict[str, Codebook]) -> None:
    codes = {code.id: code for book in codebooks.values() for code in book.all_codes}

    for one, other in CONFUSABLE:
        assert other in {exclusion.use for exclusion in codes[one].exclude}
        assert one in {exclusion.use for exclusion in codes[other].exclude}


def test_origins_are_kept_apart(codebooks: dict[str, Codebook]) -> None:
    from_reading = {
        code.id for book in codebooks.values() for code in book.codes if code.origin == "literature"
    }

    assert from_reading == {
        "PA.TRUST",
        "PA.INFO_SHARING",
        "PO.B.SERVICE_REACH",
        "PO.B.SAFER_CALLS",
        "PO.X.CONFIDENTIALITY",
    }


def test_examples_are_spoken_length_and_never_repeated(codebooks: dict[str, Codebook]) -> None:
    sayings: Counter[tuple[str, ...]] = Counter()
    for book in codebooks.values():
        for code in book.all_codes:
            for example in code.examples:
                assert 3 <= len(example.split()) <= 45, (code.id, example)
            sayings.update(same_wording(text) for text in code.examples)
            sayings.update(same_wording(miss.say) for miss in code.not_examples)

    assert [words for words, count in sayings.items() if count > 1] == []


def test_indicators_point_to_their_own_code_more_often_than_to_a_stranger(
    codebooks: dict[str, Codebook],
) -> None:
    """Examples are not written around the indicators, so the share found is modest on purpose."""
    codes = [code for book in codebooks.values() for code in book.codes]
    own = strange = 0
    for code in codes:
        neighbors = {code.id, *code.near, *(exclusion.use for exclusion in code.exclude)}
        for example in code.examples:
            proposed = {other.id for other in codes if hits(other.indicators, example)}
            own += code.id in proposed
            strange += len(proposed - neighbors)

    assert own >= 50
    assert strange <= own / 4


@pytest.mark.parametrize(
    "said, code",
    [
        ("We do not really follow up with anybody after that.", "PP.FOLLOWUP_CASE"),
        ("I always followed up with a phone call.", "PP.FOLLOWUP_ROUTINE"),
        ("First we make sure everybody is safe.", "PP.SCENE_SAFETY"),
        ("We didn't have a safety plan for her yet, so we wrote one.", "PP.SAFETY_PLAN"),
        ("I didn't know you guys could do that.", "PA.LEARNING"),
        ("It would be a lot safer with the two of us.", "PO.B.SAFER_CALLS"),
        ("There's gonna be budget cuts and it is the first thing to go.", "PO.X.LASTING_FUNDS"),
    ],
)
def test_everyday_wording_is_proposed(said: str, code: str, codebooks: dict[str, Codebook]) -> None:
    found = {
        entry.id
        for book in codebooks.values()
        for entry in book.codes
        if hits(entry.indicators, said)
    }

    assert code in found


def test_a_negated_follow_up_is_not_proposed_as_routine(codebooks: dict[str, Codebook]) -> None:
    codes = {code.id: code for code in codebooks["priorities_practices"].codes}
    routine = codes["PP.FOLLOWUP_ROUTINE"].indicators

    assert hits(routine, "We follow up with them.")
    assert not hits(routine, "We don't follow up with them.")


def test_files_are_written_in_block_style() -> None:
    for name in ("priorities_practices", "partnership", "potential"):
        for line in packaged_text("codebooks", f"{name}.yaml").splitlines():
            assert not re.search(r"[:-] [\[{]", line), line
