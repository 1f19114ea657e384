"""Documents for participants on the invented study (checks 13, 38, 39, 40 and 44)."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from idtool.errors import Conflict, InsufficientData, PrivacyStop, UsageProblem
from idtool.model import Act, Coding
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.member_checking import (
    BUILD,
    MemberCheckReport,
    build_member_checks,
    preview_member_check,
)
from idtool.steps.study_folder import LoadedStudy, load_study
from idtool.store import open_study_file
from idtool.store.codings import MACHINE, NewCoding
from tests.conftest import told
from tests.report.word_reading import tags

ACT = Act("R1", "2026-05-04T09:30:00Z")
NOT_CONTACTED = {"P05", "P10"}


def build(folder: Path, **options: object) -> MemberCheckReport:
    return build_member_checks(load_study(folder), folder / "checks", ACT, **options)  # type: ignore[arg-type]


def text_of(folder: Path) -> StudyText:
    study = load_study(folder)
    with open_study_file(folder, ACT) as store:
        return load_text(study, store)


def runs(text: str, size: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def rewrite(folder: Path, old: str, new: str, name: str = "membercheck.yaml") -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _proposal(coding: Coding) -> NewCoding:
    return NewCoding(
        segment=coding.segment,
        turn=coding.turn,
        code=coding.code,
        focus=coding.focus,
        source="rule",
        status="proposed",
        coder=MACHINE,
        codebook_version=coding.codebook_version,
    )


@pytest.fixture(scope="module")
def built(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented study with its documents."""
    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("built") / "study"))
    build(folder)
    return folder


def test_only_people_who_agreed_to_contact_get_a_document(own_example: Path) -> None:
    report = build(own_example)

    made = {path.name for path in (own_example / "checks").iterdir()}
    everybody = set(load_study(own_example).people)
    assert made == {f"{person}.docx" for person in everybody - NOT_CONTACTED}
    assert {item.person for item in report.skipped} == NOT_CONTACTED
    assert {item.reason for item in report.skipped} == {"did not agree to be contacted"}


def test_no_document_holds_six_words_of_another_person(built: Path) -> None:
    text = text_of(built)
    said_by: dict[str, set[tuple[str, ...]]] = {}
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            if turn.person:
                said_by.setdefault(turn.person, set()).update(runs(turn.text))
    for path in sorted((built / "checks").glob("*.docx")):
        said = runs(everything_said(path.read_bytes()))
        foreign = set().union(*(r for person, r in said_by.items() if person != path.stem))

        assert not said & foreign, path.stem


def test_a_pairs_partner_is_nowhere_in_the_document(built: Path) -> None:
    text = text_of(built)
    partner = {"P01": "P02", "P02": "P01", "P03": "P04", "P04": "P03", "P07": "P06", "P06": "P07"}
    for person, other in partner.items():
        said = everything_said((built / "checks" / f"{person}.docx").read_bytes())
        quotes = re.findall(r"^“(.+)”$", said, re.MULTILINE)
        theirs = " ".join(
            " ".join(turn.text.split())
            for transcript in text.transcripts.values()
            for turn in transcript.turns
            if turn.person == other
        )

        assert quotes
        assert other not in said
        assert not any(quote in theirs for quote in quotes)


def test_a_file_is_named_by_the_person_and_its_properties_name_nobody(built: Path) -> None:
    from io import BytesIO

    from docx import Document

    for path in (built / "checks").iterdir():
        properties = Document(BytesIO(path.read_bytes())).core_properties
        assert re.fullmatch(r"P\d{2}\.docx", path.name)
        assert (properties.author, properties.last_modified_by) == ("", "")
        assert "Police" not in properties.title


def test_every_document_has_only_its_roles_statements_each_with_all_boxes(built: Path) -> None:
    study = load_study(built)
    assert study.form is not None
    for path in (built / "checks").iterdir():
        role = study.people[path.stem].role
        asked = [s.id for s in study.form.statements if role in s.applies_to]
        found = tags(path.read_bytes())
        for statement in study.form.statements:
            boxes = [f"idtool:{statement.id}:{box}" for box in ("fit-1", "change", "clear", "add")]
            assert [found.count(box) for box in boxes] == [int(statement.id in asked)] * 4


def test_who_did_not_agree_to_be_quoted_sees_no_quotation(built: Path) -> None:
    study = load_study(built)
    without = [p.id for p in study.people.values() if "quote" not in p.consents]
    documents = [built / "checks" / f"{person}.docx" for person in without]
    written = [path for path in documents if path.exists()]

    assert written
    for path in written:
        assert not any(":keep:" in tag for tag in tags(path.read_bytes()))


def test_one_leaking_statement_stops_the_documents_of_everybody(own_example: Path) -> None:
    text = text_of(own_example)
    long_turns = [t for t in text.transcripts["I10"].turns if t.person and len(t.text.split()) > 12]
    stolen = " ".join(long_turns[0].text.split()[2:9])
    rewrite(own_example, "Trust seems to start with", f"{stolen}. Trust seems to start with")

    with pytest.raises(PrivacyStop) as stop:
        build(own_example)

    assert stop.value.exit_code == 3
    assert not (own_example / "checks").exists()
    assert "P01.docx" in stop.value.problem
    assert not runs(stop.value.problem) & runs(stolen)
    assert stolen not in stop.value.problem + stop.value.remedy
    with open_study_file(own_example, ACT) as store:
        assert store.member_documents.made() == []
        assert not [event for event in store.trail.events() if event.act == BUILD]


def test_the_same_words_are_no_leak_for_the_one_who_said_them(own_example: Path) -> None:
    text = text_of(own_example)
    turn = next(t for t in text.transcripts["I01"].turns if t.person and len(t.text.split()) > 12)
    stolen = " ".join(turn.text.split()[2:9])
    rewrite(own_example, "Trust seems to start with", f"{stolen}. Trust seems to start with")

    assert build(own_example, persons=["P01"]).made[0].person == "P01"
    with pytest.raises(PrivacyStop):
        build(own_example, persons=["P03"])


@pytest.mark.parametrize(
    "slip", ["Sergeant Dellacroix said so", "call 212-867-5309", "P02 agrees", "see PO.X.COST"]
)
def test_a_name_a_number_or_an_id_in_a_statement_stops_everything(
    own_example: Path, slip: str
) -> None:
    rewrite(own_example, "Trust seems to start with", f"As {slip}. Trust seems to start with")

    with pytest.raises(PrivacyStop) as stop:
        build(own_example, persons=["P03", "P04"])

    assert not (own_example / "checks").exists()
    assert slip not in stop.value.problem


def test_a_hard_statement_warns_with_its_hardest_sentences_and_the_build_goes_on(
    own_example: Path,
) -> None:
    hard = (
        "Interprofessional collaboration necessitates organizational accommodation. "
        "Institutional prerogatives predominate notwithstanding individual inclinations. "
        "Implementation presupposes considerable administrative responsibility. We wait."
    )
    rewrite(own_example, "Trust seems to start with", f"{hard} Trust seems to start with")

    report = build(own_example, persons=["P03", "P04"])

    (warning,) = [w for w in report.warnings if w.startswith("MC-02 reads at grade")]
    assert "the target is 8" in warning
    assert warning.count("“") == 3
    assert "We wait." not in warning
    assert [item.person for item in report.made] == ["P03", "P04"]


def test_the_shipped_statements_need_no_warning(built: Path) -> None:
    folder = built / "again"

    report = build_member_checks(load_study(built), folder, ACT)

    assert report.warnings == ()
    assert all(item.grade <= 8 for item in report.made)


def test_only_accepted_codings_are_quoted_never_proposals(own_example: Path) -> None:
    study = load_study(own_example)
    with open_study_file(own_example, ACT, write=True) as store:
        accepted = store.codings.all(coders=["R1"])
        for coding in accepted:
            store.codings.remove(coding.uuid)
        store.codings.add(map(_proposal, accepted), load_text(study, store).texts())
    assert len(told(own_example, "code", "list", "--status", "proposed")["codings"]) > 100

    report = build(own_example, persons=["P01", "P03"])

    assert [item.n_quotes for item in report.made] == [0, 0]
    assert any("No coding is accepted yet" in warning for warning in report.warnings)


def test_the_same_day_gives_the_same_bytes(built: Path) -> None:
    before = {path.name: path.read_bytes() for path in (built / "checks").iterdir()}

    build(built)

    assert {path.name: path.read_bytes() for path in (built / "checks").iterdir()} == before


def test_a_document_somebody_wrote_in_is_never_written_over(own_example: Path) -> None:
    build(own_example, persons=["P03", "P04"])
    answered = own_example / "checks" / "P03.docx"
    answered.write_bytes(answered.read_bytes() + b"answers")
    others = {p.name: p.read_bytes() for p in (own_example / "checks").iterdir()}

    with pytest.raises(Conflict, match=r"P03\.docx"):
        build(own_example, persons=["P03", "P04"], sent=date(2026, 6, 1))

    assert {p.name: p.read_bytes() for p in (own_example / "checks").iterdir()} == others


def test_an_earlier_document_of_who_must_not_be_written_to_is_pointed_out(
    own_example: Path,
) -> None:
    build(own_example, persons=["P11"])
    roster = (own_example / "roster.yaml").read_text(encoding="utf-8")
    before, after = roster.split("id: P11", 1)
    changed = after.replace(", contact_for_member_check", "", 1)
    (own_example / "roster.yaml").write_text(f"{before}id: P11{changed}", encoding="utf-8")

    report = build(own_example, persons=["P01", "P11"])

    assert any("P11.docx" in w and "Do not send it" in w for w in report.warnings)


def test_the_trail_keeps_the_act_and_fingerprints_and_no_words(own_example: Path) -> None:
    build(own_example, persons=["P01", "P03"], round_=2)

    with open_study_file(own_example, ACT) as store:
        event = store.trail.events()[-1]
        assert store.member_documents.made() == [("P01", 2, ACT.at), ("P03", 2, ACT.at)]
    assert (event.act, event.about) == (BUILD, "round 2")
    assert re.fullmatch(
        r'\{"documents": \{"P01": "[0-9a-f]{64}", "P03": "[0-9a-f]{64}"\}, "not_contacted": \[\], '
        r'"variant": "synthesized"\}',
        event.detail,
    )


def test_the_day_to_answer_by_is_counted_from_the_day_of_sending(own_example: Path) -> None:
    build(own_example, persons=["P01"], sent=date(2026, 12, 20))

    page = "\n".join(page_lines((own_example / "checks" / "P01.docx").read_bytes()))
    assert "Sunday, January 10, 2027" in page


def test_without_statements_there_is_nothing_to_ask(own_example: Path) -> None:
    (own_example / "membercheck.yaml").write_text(
        "schema: idtool/member-check@1\nround: 1\nstatements: []\n", encoding="utf-8"
    )

    with pytest.raises(InsufficientData, match="no statements"):
        build(own_example)


def test_if_nobody_agreed_every_reason_is_given(own_example: Path) -> None:
    with pytest.raises(InsufficientData, match=r"P05: did not agree.*P10: did not agree") as stop:
        build(own_example, persons=["P05", "P10"])
    assert stop.value.exit_code == 6


def test_an_unknown_person_is_a_wrong_request(own_example: Path) -> None:
    with pytest.raises(UsageProblem, match="P77"):
        build(own_example, persons=["P77"])


def test_a_preview_shows_the_page_and_writes_nothing(own_example: Path) -> None:
    study: LoadedStudy = load_study(own_example)
    before = sorted(own_example.rglob("*.docx"))

    seen = preview_member_check(study, ACT, "P03")

    assert "Does this fit your experience?" in seen.lines
    assert seen.leaks.total == 0
    assert sorted(own_example.rglob("*.docx")) == before
    with pytest.raises(UsageProblem, match="did not agree to be contacted"):
        preview_member_check(study, ACT, "P05")


def test_a_half_finished_folder_of_a_killed_build_is_swept_away(own_example: Path) -> None:
    left = own_example / "checks" / ".member_check.part"
    left.mkdir(parents=True)
    (left / "P01.docx").write_bytes(b"half")

    build(own_example, persons=["P01"])

    assert not left.exists()
