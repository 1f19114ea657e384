"""Reports on the invented study (checks 2, 3, 4, 18, 35 and 53)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from idtool.errors import InsufficientData, PrivacyStop, UsageProblem
from idtool.model import Act
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.reporting import (
    report_codebook,
    report_saturation,
    report_themes,
    report_vignettes,
)
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from tests.conftest import run
from tests.report.word_reading import W, body, headings

ACT = Act("R1", "2026-05-04T09:30:00Z")


def themes(folder: Path, out: Path, **options: object) -> bytes:
    made = report_themes(load_study(folder), out, ACT, **options)  # type: ignore[arg-type]
    return Path(made.files[0]).read_bytes()


def lines(data: bytes) -> list[str]:
    return page_lines(data)


def rows(data: bytes) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for table in Document(BytesIO(data)).tables
        for row in table.rows
    ]


def after(words: list[str], heading: str, until: str) -> list[str]:
    start = words.index(heading)
    return words[start + 1 : words.index(until, start)]


def test_people_interviews_and_transcripts_stand_apart_with_targets_and_shortfall(
    example: Path, tmp_path: Path
) -> None:
    found = rows(themes(example, tmp_path))

    assert ["People heard", "11 (6 officers, 5 social workers)"] in found
    assert ["Transcripts in the study", "14 (11 individual, 3 paired)"] in found
    assert ["officers, individual", "6", "10", "4"] in found
    assert ["social workers, individual", "5", "10", "5"] in found
    assert ["paired interviews", "3", "10", "7"] in found


def test_each_theme_has_what_speaks_for_and_against_with_equal_room(
    example: Path, tmp_path: Path
) -> None:
    data = themes(example, tmp_path)
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        written = [theme for theme in store.themes.all() if theme.status != "set_aside"]

    found = headings(data)
    assert found.count("What speaks for it") == len(written)
    assert found.count("What speaks against it") == len(written)
    levels = {p.style.name for p in Document(BytesIO(data)).paragraphs if "speaks" in p.text[:12]}
    assert "Heading 3" in levels
    page = "\n".join(lines(data))
    for theme in written:
        assert f"{theme.id}. {theme.name}" in found
        assert theme.claim in page
        assert theme.so_what in page


def test_reach_is_told_in_the_studys_words_with_counts_of_people_by_role(
    example: Path, tmp_path: Path
) -> None:
    words = lines(themes(example, tmp_path))

    reach = [line for line in words if line.startswith("Reach.")]
    assert "Reach. Almost all of the people heard (10 of 11): 5 of 6 officers, 5 of 5 social " in (
        "\n".join(reach)
    )
    assert "Reach. One of the people heard (1 of 11): 1 of 6 officers, 0 of 5 social workers." in (
        reach
    )


def test_quotations_for_the_mentor_are_signed_by_role_and_place_only(
    example: Path, tmp_path: Path
) -> None:
    data = themes(example, tmp_path)
    signed = [
        p.text.split(". ")[0]
        for p in Document(BytesIO(data)).paragraphs
        if p.style.name == "Source" and not p.text.startswith("Also")
    ]

    assert signed
    place = r"[ID]\d{2}#t\d{3}(?:-t\d{3})?"
    role = r"(?:law enforcement officer|social worker)"
    assert all(re.fullmatch(rf"{role}(?: and {role})?, {place}\.?", s) for s in signed), signed
    rest = re.sub(r"P08, I08#t\d{3}(?:-t\d{3})?: not quoted", "", everything_said(data))
    assert not re.search(r"\bP\d{2}\b", rest)


def test_that_nobody_looked_for_counter_evidence_is_said_aloud(
    own_example: Path, tmp_path: Path
) -> None:
    run(own_example, "theme", "new", "Untested", "--focus", "Partnership", "--claim", "It holds.")

    words = lines(themes(own_example, tmp_path))

    assert "Nobody has looked for counter-evidence yet." in words
    assert any(line.startswith("Nobody has looked for counter-evidence to T") for line in words)


def test_what_was_set_aside_is_named_and_not_printed(own_example: Path, tmp_path: Path) -> None:
    run(own_example, "theme", "status", "T04", "set_aside", "--because", "one person")

    data = themes(own_example, tmp_path)

    assert not any(h.startswith("T04") for h in headings(data))
    assert any(line.startswith("Set aside: T04") for line in lines(data))


def test_saturation_is_described_without_a_verdict_and_asks_for_a_note(
    example: Path, tmp_path: Path
) -> None:
    (path,) = report_saturation(load_study(example), tmp_path, ACT).files
    data = Path(path).read_bytes()
    page = "\n".join(lines(data))

    assert "not assessable: 5 interviews, the rule needs 6" in page
    assert "not a statement that nothing is missing" in page
    assert "Not yet written." in page
    assert "idtool memo new --type method --on saturation" in page
    assert not re.search(r"saturated|saturation (?:was|is) reached|sufficient|achieved", page)
    described = [e.get("descr") for e in body(data).iter() if str(e.tag).endswith("}docPr")]
    assert described and "officers: 6 interviews" in described[0]


def test_a_memo_on_saturation_fills_the_gap(own_example: Path, tmp_path: Path) -> None:
    note = "Night shifts are in; nobody from a rural post is."
    result = run(
        own_example, "memo", "new", "--type", "method", "--on", "saturation", "--text", note
    )
    assert result.exit_code == 0, result.output

    (path,) = report_saturation(load_study(own_example), tmp_path, ACT).files

    page = lines(Path(path).read_bytes())
    assert note in page
    assert not any("Not yet written" in line for line in page)


def test_limits_are_read_off_the_data(example: Path, tmp_path: Path) -> None:
    words = "\n".join(lines(themes(example, tmp_path)))

    assert "Officers, individual: 6 of 10 planned; 4 short." in words
    assert "not assessable for social workers: 5 interviews, the rule needs 6" in words
    assert "Second exposure: in 3 interviews (D01, D02, D03)" in words
    assert "All officers come from one setting (campus police)." in words
    assert "Not asked, which is not the same as nothing said: I05: jo." in words
    assert "said they would do" in words


def test_the_appendix_counts_people_by_role(example: Path, tmp_path: Path) -> None:
    found = {row[0]: row for row in rows(themes(example, tmp_path)) if "." in row[0]}

    assert found["PO.X.COST"][4] == "10"
    assert found["PO.X.AGENCY_TURF"][2:] == ["1", "0", "1", "2"]


def test_the_public_sees_no_places_no_notes_and_no_small_cells(
    example: Path, tmp_path: Path
) -> None:
    data = themes(example, tmp_path, audience="public")
    page = "\n".join(lines(data))
    cells = [cell for row in rows(data) if re.match(r"[A-Z]+\.", row[0]) for cell in row[2:]]

    assert cells
    assert all(cell == "<3" or int(cell) >= 3 for cell in cells)
    assert "<3" in cells
    assert not re.search(r"#t\d{3}", page)
    assert not re.search(r"\b\d+ of 11\b", page)
    assert "Memos" not in page
    assert "Reach. Fewer than 3 of the people heard." in page
    assert "idtool memo" not in page


def test_the_public_reads_no_words_of_who_did_not_agree_to_be_quoted(
    example: Path, tmp_path: Path
) -> None:
    study = load_study(example)
    without = {p.id for p in study.people.values() if "quote" not in p.consents}
    assert without
    with open_study_file(study.folder, ACT) as store:
        transcripts = store.transcripts.load(study.interviews.values())
    said = " ".join(
        " ".join(turn.text.split())
        for transcript in transcripts
        for turn in transcript.turns
        if turn.person in without
    )

    quoted = re.findall(r"“(.+)”", "\n".join(lines(themes(example, tmp_path, audience="public"))))

    assert quoted
    assert not any(quote.strip("[]… ") in said for quote in quoted if len(quote) > 20)


def test_signing_by_more_than_role_is_refused_where_a_cell_is_small(
    example: Path, tmp_path: Path
) -> None:
    with pytest.raises(PrivacyStop) as stop:
        themes(example, tmp_path, tags=("role", "setting"))

    assert stop.value.exit_code == 3
    assert re.search(r"a group of [12] (?:person|people)", stop.value.problem)
    assert not re.search(r"campus|agency|P\d\d", stop.value.problem)
    assert not list(tmp_path.iterdir())
    with pytest.raises(UsageProblem, match="no attribute"):
        themes(example, tmp_path, tags=("role", "shoe size"))


def test_a_band_that_hides_everybody_still_has_to_be_allowed(
    own_example: Path, tmp_path: Path
) -> None:
    roster = own_example / "roster.yaml"
    text = re.sub(r"setting: .*", "setting: city", roster.read_text(encoding="utf-8"))
    roster.write_text(text, encoding="utf-8")

    with pytest.raises(UsageProblem, match="share_attributes"):
        themes(own_example, tmp_path, tags=("role", "setting"))

    plan = own_example / "study.yaml"
    text = plan.read_text(encoding="utf-8").replace("[role]", "[role, setting]")
    plan.write_text(text, encoding="utf-8")
    words = lines(themes(own_example, tmp_path, tags=("role", "setting")))
    assert any(line.startswith("social worker, city, I02#t") for line in words)


def test_proposals_alone_make_a_provisional_report(new_study: Path, tmp_path: Path) -> None:
    talk = tmp_path / "I01.txt"
    talk.write_text(
        "INT: What comes first?\nP01: I check for weapons and I separate them.\n"
        "INT: And then?\nP01: Then I go back the next week and follow up with her.\n",
        encoding="utf-8",
    )
    words = ["--speaker", "INT=INT", "--speaker", "P01=P01", "--id", "I01"]
    result = run(new_study, "ingest", talk, *words)
    assert result.exit_code == 0, result.output
    assert run(new_study, "apply").exit_code == 0

    page = lines(themes(new_study, tmp_path))

    banner = next(line for line in page if line.startswith("PROVISIONAL"))
    assert re.search(r"only \d+ proposals exist", banner)
    assert "No theme has been written yet." in page


def test_an_empty_study_says_what_is_missing(new_study: Path, tmp_path: Path) -> None:
    page = lines(themes(new_study, tmp_path))

    assert "Nothing is coded and nothing is proposed yet." in page
    with pytest.raises(InsufficientData):
        report_saturation(load_study(new_study), tmp_path, ACT)


def test_a_name_in_a_claim_stops_the_report_without_repeating_it(
    own_example: Path, tmp_path: Path
) -> None:
    claim = "As Sergeant Dellacroix says, it holds."
    run(own_example, "theme", "edit", "T02", "--claim", claim)

    with pytest.raises(PrivacyStop, match="1 in T02") as stop:
        themes(own_example, tmp_path)

    assert "Dellacroix" not in stop.value.problem + stop.value.remedy
    assert not list(tmp_path.glob("*.docx"))


def test_reports_leave_the_study_alone_and_are_the_same_twice(
    own_example: Path, tmp_path: Path
) -> None:
    study = load_study(own_example)
    with open_study_file(study.folder, ACT) as store:
        before = store.trail.count()
    later = Act("R1", "2027-01-01T00:00:00Z")
    for report in (report_themes, report_vignettes, report_codebook, report_saturation):
        first = [Path(p).read_bytes() for p in report(study, tmp_path / "a", ACT).files]
        again = [Path(p).read_bytes() for p in report(study, tmp_path / "b", later).files]
        assert first == again
    with open_study_file(study.folder, ACT) as store:
        assert store.trail.count() == before


def test_vignette_sheets_are_one_story_a_page_for_every_role(example: Path, tmp_path: Path) -> None:
    study = load_study(example)
    assert study.vignettes is not None
    made = {
        Path(p).name: Path(p).read_bytes() for p in report_vignettes(study, tmp_path, ACT).files
    }

    assert set(made) == {
        f"vignettes_{role}_{sheet}.docx"
        for role in ("LE", "SW", "PAIR")
        for sheet in ("interviewer", "participant")
    }
    stages = {stage.id for item in study.vignettes.items for stage in item.stages}
    probes = [probe.ask for item in study.vignettes.items for probe in item.probes]
    for name, data in made.items():
        page = "\n".join(lines(data))
        role = name.split("_")[1]
        assert "{" not in page
        for stage in stages:
            assert study.vignettes.render(stage, role) in page
        assert all((probe in page) == ("interviewer" in name) for probe in probes)
        breaks = len(list(body(data).iter(f"{W}pageBreakBefore")))
        assert breaks == (5 if "interviewer" in name else 4)
        titles = [item.title for item in study.vignettes.items]
        assert all((title in page) == ("interviewer" in name) for title in titles)


def test_the_codebook_has_a_row_for_every_code_and_points_to_the_code_to_use_instead(
    example: Path, tmp_path: Path
) -> None:
    study = load_study(example)
    (path,) = report_codebook(study, tmp_path, ACT).files
    found = rows(Path(path).read_bytes())
    by_code = {row[0].split("\n")[1]: row for row in found if "\n" in row[0]}

    assert set(by_code) == set(study.codes)
    for code in study.codes.values():
        row = by_code[code.id]
        assert row[1] == f"{code.brief}\n{code.full}"
        assert all(f"→ {rule.use}" in row[3] for rule in code.exclude if rule.use)
        assert all(said in row[4] for said in code.examples[:4])
        assert not any(f"“{said}”" in row[4] for said in code.examples[4:])
        more = len(code.examples) - 4
        assert (row[4].split("\n")[-1] == f"… and {more} more") == (more > 0)
        assert all(near.say in row[5] for near in code.not_examples)


def test_a_study_without_vignettes_says_so(own_example: Path, tmp_path: Path) -> None:
    plan = own_example / "study.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(re.sub(r"vignettes:\n(?:  .*\n)+", "", text), encoding="utf-8")

    with pytest.raises(InsufficientData, match="no vignettes"):
        report_vignettes(load_study(own_example), tmp_path, ACT)


def test_stopping_rule_growth_curves_and_further_interviews_stand_beside_the_first_rule(
    example: Path, tmp_path: Path
) -> None:
    made = report_saturation(load_study(example), tmp_path, ACT)
    data = Path(made.files[0]).read_bytes()

    officers = next(row for row in rows(data) if row[0] == "officers" and len(row) == 4)
    assert officers[1] == "not assessable: 6 interviews, the rule needs 13"
    assert re.match(r"(not identified: |IS )", officers[2])
    assert re.match(r"0 \(middle 95 % of draws: \d+ to \d+", officers[3])
    page = "\n".join(lines(data))
    assert "Francis et al. 2010" in page
    assert "Lowe et al. 2018" in page
    assert "reached" not in page
