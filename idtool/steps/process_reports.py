"""Reports on how the study was made, and its quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from idtool.exchange.sheets import write_csv
from idtool.model import Act
from idtool.report.checklist import FactSheet, checklist_document, fact_document
from idtool.report.pages import Pages, blank_pages
from idtool.report.profile import ProfileCell, RoleProfile, profile_document
from idtool.report.themes import ThemeReport
from idtool.report.word_document import Strong
from idtool.report.word_package import Paper
from idtool.steps import method_words as words
from idtool.steps.checklists import coreq, srqr
from idtool.steps.contexts import load_text
from idtool.steps.held_notes import HeldNotes
from idtool.steps.matrices import PROFILE, PROFILE_ASPECTS, list_matrices, load_matrix
from idtool.steps.quote_tags import Audience
from idtool.steps.reporting import ReportsMade, facts_of, themes_for
from idtool.steps.study_facts import StudyFacts, gather_facts
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.written_words import refuse_identifying
from idtool.store import open_study_file
from idtool.written import write_bytes_atomically, write_text_atomically

Write = Callable[[LoadedStudy, StudyFacts, ThemeReport, Pages], bytes]

NOT_CHECKED = (
    "Not checked by any program: recordings, consent forms, the participant key, mail, and "
    "whether somebody could be known by what happened to them."
)


def report_process(
    study: LoadedStudy,
    out: Path,
    act: Act,
    name: str,
    *,
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx",),
) -> ReportsMade:
    """Write one report on process: methods, limits, coreq, srqr, credibility or dataflow.

    Raises:
        ReportWouldIdentify: A claim, note or memo holds something identifying.
    """
    facts = gather_facts(study, act)
    report, made = themes_for(study, act, audience="mentor")
    write, title = _REPORTS[name]
    about = facts_of(study, title, made, paper, footer=title, landscape=name in {"coreq", "srqr"})
    files = []
    for form in forms:
        path = out / f"{name}.{form}"
        write_bytes_atomically(path, write(study, facts, report, blank_pages(form, about)))
        files.append(str(path))
    return ReportsMade(tuple(files))


def report_quotes(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    audience: Audience = "team",
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx", "csv"),
) -> ReportsMade:
    """Write every place linked to a theme with its words, as a document and as a table.

    Beyond the team only words of people who agreed to be quoted are in it.
    """
    report, made = themes_for(study, act, audience=audience)
    rows = list(_quote_rows(report))
    files = []
    for form in forms:
        path = out / f"quotes.{form}"
        if form == "csv":
            columns = ("theme", "name", "side", "source", "words", "note", "not_quoted")
            write_text_atomically(path, write_csv(columns, rows))
        else:
            facts = facts_of(study, "Quotations", made, paper, footer=f"For the {audience}")
            pages = blank_pages(form, facts)
            write_bytes_atomically(path, _quotes(report, pages, study.settings.title))
        files.append(str(path))
    return ReportsMade(tuple(files))


def report_profile(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx",),
) -> ReportsMade:
    """Write the profile of roles from the matrix called ``profile``; nothing is invented.

    Raises:
        ReportWouldIdentify: A cell holds something identifying.
    """
    if any(grid.name == PROFILE and grid.rows == "roles" for grid in list_matrices(study, act)):
        matrix = load_matrix(study, act, PROFILE)
        aspects, provisional = matrix.columns, matrix.provisional
        with open_study_file(study.folder, act) as store:
            held = HeldNotes(load_text(study, store))
        cells = {
            (cell.column, cell.row): ProfileCell(held.shown(cell.text or ""), cell.links)
            for cell in matrix.cells
        }
    else:
        aspects, provisional, cells = tuple(PROFILE_ASPECTS), (), {}
    _, made = themes_for(study, act, audience="mentor")
    roles = study.settings.roles
    profile = RoleProfile(
        tuple(entry.plural for entry in roles.values()),
        aspects,
        tuple(
            tuple(cells.get((aspect, role), ProfileCell("", ())) for role in roles)
            for aspect in aspects
        ),
        "Write a cell: idtool matrix build profile --rows roles, then idtool matrix fill profile "
        f'--row {next(iter(roles))} --col {aspects[0]} --text "…"',
        provisional,
    )
    rows = zip(profile.aspects, profile.cells, strict=True)
    with open_study_file(study.folder, act) as store:
        refuse_identifying(study, store, {a: [cell.text for cell in row] for a, row in rows})
    about = facts_of(study, "Roles side by side", made, paper, footer="Roles side by side")
    files = []
    for form in forms:
        path = out / f"profile.{form}"
        pages = blank_pages(form, about)
        title = study.settings.title
        write_bytes_atomically(path, profile_document(profile, pages, study_title=title))
        files.append(str(path))
    return ReportsMade(tuple(files))


def _methods(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    sheet = words.methods_sheet(study, facts, report.limits)
    return fact_document(sheet, pages, study_title=study.settings.title)


def _limits(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    del facts
    pages.title("Limits, from the data", study.settings.title)
    pages.paragraph(
        "Each sentence is a fact of the study file, on "
        f"{report.as_of}. What the data cannot show about themselves is for you to add."
    )
    pages.bullets([(limit,) for limit in report.limits])
    pages.paragraph(
        Strong("Not yet written. "),
        "Who could not be reached, what the setting makes special, and for whom the findings "
        "may not hold.",
        style="Gap",
    )
    return pages.to_bytes()


def _coreq(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    del report
    return checklist_document(coreq(study, facts), pages, study_title=study.settings.title)


def _srqr(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    del report
    return checklist_document(srqr(study, facts), pages, study_title=study.settings.title)


def _credibility(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    pages.title("What was done for credibility", study.settings.title)
    pages.paragraph(
        "What is on record, and what is not. A record says that something was done, not that it "
        "was done well; the last column is yours."
    )
    pages.table(
        ["Measure", "On record", "What it changed (for you to write)"],
        [(name, told, "") for name, told in _measures(study, facts)],
        [2.2, 5.2, 2.6],
        about="Measures for credibility with what is on record",
    )
    unsearched = [theme.id for theme in report.themes if not theme.searched_against]
    if unsearched:
        pages.paragraph(
            f"Nobody has looked for counter-evidence to {', '.join(unsearched)} yet.", style="Gap"
        )
    return pages.to_bytes()


def _measures(study: LoadedStudy, facts: StudyFacts) -> Iterator[tuple[str, str]]:
    checking = list(words.checking(study, facts))
    yield (
        "Hearing people alone and in pairs",
        (
            f"{facts.repeated} people were heard in both ways."
            if facts.kinds.get("paired")
            else "Nobody was heard in a pair."
        ),
    )
    yield (
        "Reading whole before coding",
        (f"{facts.n_readings} of {facts.status.n_transcripts} interviews are on record as read."),
    )
    yield (
        "Deciding one by one",
        (f"{sum(facts.decided.values())} proposals were decided; {facts.by_hand} codings by hand."),
    )
    yield (
        "Second reader",
        (
            f"{len(facts.double_read)} of {facts.status.n_transcripts} interviews."
            if facts.double_read
            else "None on record."
        ),
    )
    yield "Negative cases", " ".join(list(words.themes(facts))[-1:])
    yield "Participants' check", checking[0]
    yield "Mentor", next((s for s in checking if "mentor" in s), "No packet was made.")
    yield "Trail", next(s for s in checking if s.startswith("A trail"))
    yield (
        "Reflexivity",
        (
            f"{facts.n_journal} journal entries, {facts.n_shared} shared."
            if facts.n_journal
            else "No journal entry is on record."
        ),
    )


def _dataflow(study: LoadedStudy, facts: StudyFacts, report: ThemeReport, pages: Pages) -> bytes:
    del report
    sheet = FactSheet(
        title="Where the data are, and who sees them",
        opening=(
            "For an ethics board. What the study file says is stated as fact; what it cannot know "
            "is marked for the researcher to write."
        ),
        parts=(
            ("On this machine", tuple(_kept(study, facts)), ""),
            ("Apart from it", tuple(_apart(study)), "" if study.settings.ethics.key_location else
             "Where the participant key, consent forms and recordings are kept, and by whom."),
            ("Before a transcript is stored", tuple(words.transcripts(facts)), ""),
            ("Who sees what", tuple(_sight(study)), ""),
            ("What leaves the machine", tuple(_leaves(study, facts)), ""),
            ("What is lost on withdrawal", _WITHDRAWAL, ""),
        ),
        closing=NOT_CHECKED,
    )  # fmt: skip
    return fact_document(sheet, pages, study_title=study.settings.title)


_WITHDRAWAL = (
    "A person's words are taken out of transcripts, codings, proposals, themes, reports and "
    "earlier versions by idtool person withdraw; the trail keeps the act and its date, not a word.",
    "Copies that have left the machine, and backups elsewhere, must be destroyed by hand.",
)


def _kept(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    yield (
        f"The study folder holds {facts.status.n_transcripts} screened transcripts of "
        f"{facts.status.n_people} people, who appear by number, with role and bands only."
    )
    yield "Codings, notes, themes and the trail are in one database file; nothing is in a cloud."
    if study.settings.ethics.storage:
        yield f"The folder is kept on: {study.settings.ethics.storage}."
    yield "The program has no account, no telemetry, and makes no connection to any network."
    if facts.models:
        named = dict.fromkeys(f"{m.name} (fingerprint {m.fingerprint})" for _, m in facts.models)
        yield (
            f"Transcripts were also read by a sentence model on this machine: {', '.join(named)}. "
            "The numbers it makes of sentences are kept in the study folder (.cache), under "
            "hashes and without words; they count as participants' data, and go when the words go."
        )


def _apart(study: LoadedStudy) -> Iterator[str]:
    ethics = study.settings.ethics
    yield "The program has no field for a name, an address or a participant list."
    if ethics.key_location:
        yield f"The participant key is kept: {ethics.key_location}."
    if ethics.key_custodian:
        yield f"It is in the care of the {ethics.key_custodian}."
    yield "While a key exists, a board may call the transcripts coded rather than de-identified."


def _sight(study: LoadedStudy) -> Iterator[str]:
    for member in study.settings.team:
        told = ", ".join(member.does)
        key = "; can open the participant key" if member.sees_key else ""
        relation = f" ({member.relation})" if member.relation else ""
        yield f"{member.id}{relation}: {told}{key}."
    yield (
        "The mentor receives packets with quotations signed by role; participants receive their "
        f"own words only; in reports for others, groups under {study.settings.privacy.small_cell} "
        "people are not shown."
    )


def _leaves(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    del study
    documents = sum(facts.documents.values())
    yield f"{documents} documents for participants and {facts.n_packets} packets were made so far."
    yield "Each was tested for others' words and identifiers before it was written."
    yield "How they were sent is not known to the program."


def _quote_rows(report: ThemeReport) -> Iterator[dict[str, object]]:
    for theme in report.themes:
        for side, quotes in (("for", theme.quotes_for), ("against", theme.quotes_against)):
            for quote in quotes:
                yield {
                    "theme": theme.id,
                    "name": theme.name,
                    "side": side,
                    "source": quote.tag,
                    "words": quote.words,
                    "note": quote.note,
                    "not_quoted": quote.not_quoted,
                }


def _quotes(report: ThemeReport, pages: Pages, study_title: str) -> bytes:
    pages.title("Quotations", study_title)
    pages.paragraph(
        "Words at the places linked for and against each theme, as they stand in the transcripts."
    )
    for theme in report.themes:
        pages.heading(f"{theme.id}. {theme.name}", 1)
        for side, quotes, more in (
            ("For", theme.quotes_for, theme.more_for),
            ("Against", theme.quotes_against, theme.more_against),
        ):
            pages.heading(side, 2)
            for quote in quotes:
                if quote.not_quoted:
                    pages.paragraph(f"{quote.tag}: {quote.not_quoted}.", style="Gap")
                else:
                    note = f". {quote.note}" if quote.note else ""
                    pages.quotation(quote.words, f"{quote.tag}{note}")
            if more:
                pages.paragraph(f"Also linked: {', '.join(more)}.", style="Source")
            if not quotes and not more:
                pages.paragraph("Nothing is linked.")
    return pages.to_bytes()


_REPORTS: dict[str, tuple[Write, str]] = {
    "methods": (_methods, "How the study was made"),
    "limits": (_limits, "Limits"),
    "coreq": (_coreq, "COREQ"),
    "srqr": (_srqr, "SRQR"),
    "credibility": (_credibility, "Credibility"),
    "dataflow": (_dataflow, "Where the data are"),
}
