"""Reports as Word files: themes, vignette sheets, codebook, saturation.

Nothing here changes the study. A report is dated by the last entry in the trail,
so the same study gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from idtool.errors import InsufficientData
from idtool.model import Act
from idtool.report.codebook_doc import codebook_document
from idtool.report.dates import day_in_words
from idtool.report.pages import blank_pages
from idtool.report.saturation_doc import SaturationPages, saturation_document
from idtool.report.themes import ThemeReport, theme_document
from idtool.report.vignette_sheets import interviewer_sheet, participant_sheet
from idtool.report.word_package import DocumentFacts, Paper
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.held_notes import HeldNotes
from idtool.steps.quote_tags import ROLE, Audience, tags_for
from idtool.steps.report_basis import ReportBasis, adequacy_note
from idtool.steps.saturating import NOTHING_PROMISED, SaturationRequest, describe_saturation
from idtool.steps.status import describe_status
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.theme_report import describe_themes
from idtool.steps.written_words import refuse_identifying
from idtool.store import StudyFile, open_study_file
from idtool.written import write_bytes_atomically

PAIR = "PAIR"


class NoVignettes(InsufficientData):
    """The study uses no vignette set."""

    def __init__(self) -> None:
        super().__init__(
            "The study has no vignettes.",
            "Put a set into vignettes/ and name it in study.yaml under vignettes:.",
        )


@dataclass(frozen=True, slots=True)
class ReportsMade:
    """The files a report was written to."""

    files: tuple[str, ...]


def themes_for(
    study: LoadedStudy, act: Act, *, audience: Audience, tags: Sequence[str] = (ROLE,)
) -> tuple[ThemeReport, str]:
    """What is said of the themes to an audience, and the day of the trail's last entry.

    Raises:
        TagWouldIdentify: A sign would mark too small a group.
        ReportWouldIdentify: A claim, note or memo holds something identifying.
    """
    status = describe_status(study, act)
    saturation, no_saturation = _saturation_pages(study, act)
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        heard = {
            turn.person
            for transcript in text.transcripts.values()
            for turn in transcript.turns
            if turn.person
        }
        signs = tags_for(study, heard, tags, audience)
        codings = counted_codings(study, store)
        provisional: tuple[str, ...] = ()
        proposals = store.codings.all(status=("proposed",))
        if not codings and proposals:
            codings = proposals
            provisional = (
                f"only {len(proposals)} proposals exist; nobody has accepted a coding yet",
            )
        made = _state_of(store, act)
        basis = ReportBasis(
            study=study,
            text=text,
            codings=codings,
            tags=signs,
            status=status,
            provisional=provisional,
            as_of=day_in_words(date.fromisoformat(made)),
        )
        report = describe_themes(basis, store, saturation, no_saturation)
        if signs.needs_consent:
            report = HeldNotes(text).theme_report(report)
        _check_words(study, store, report)
    return report, made


def report_themes(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    audience: Audience = "mentor",
    tags: Sequence[str] = (ROLE,),
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx",),
) -> ReportsMade:
    """Write the theme report for an audience.

    Args:
        audience: Team and mentor see places, counts and notes; the public none
            of them, and small cells are guarded.
        tags: How quotations are signed.

    Raises:
        TagWouldIdentify: A sign would mark too small a group.
        ReportWouldIdentify: A claim, note or memo holds something identifying.
    """
    report, made = themes_for(study, act, audience=audience, tags=tags)
    facts = facts_of(study, "Themes so far", made, paper, footer=f"For the {audience}")
    name = "themes" if audience == "mentor" else f"themes_{audience}"
    return _written(
        {out / f"{name}.{form}": theme_document(report, blank_pages(form, facts)) for form in forms}
    )


def report_vignettes(
    study: LoadedStudy, out: Path, act: Act, *, paper: Paper = "letter"
) -> ReportsMade:
    """Write two sheets per role: one to lead by, one to hand over.

    Raises:
        NoVignettes: The study uses no vignette set.
    """
    if study.vignettes is None:
        raise NoVignettes
    with open_study_file(study.folder, act) as store:
        made = _state_of(store, act)
    documents = {}
    for role in study.vignettes.roles:
        entry = study.settings.roles.get(role)
        who = entry.plural if entry else "pairs" if role == PAIR else role
        lead = facts_of(study, "Vignettes", made, paper, footer=f"Interviewer's sheet, {who}")
        hand = facts_of(study, "Stories", made, paper)
        documents[out / f"vignettes_{role}_interviewer.docx"] = interviewer_sheet(
            study.vignettes, role, lead, who=who, areas=study.vignette_areas
        )
        documents[out / f"vignettes_{role}_participant.docx"] = participant_sheet(
            study.vignettes, role, hand
        )
    return _written(documents)


def report_codebook(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx",),
) -> ReportsMade:
    """Write all codebooks as tables."""
    with open_study_file(study.folder, act) as store:
        made = _state_of(store, act)
    facts = facts_of(study, "Codebook", made, paper, footer="Codebook", landscape=True)
    books = list(study.codebooks.values())
    return _written(
        {
            out / f"codebook.{form}": codebook_document(
                books, blank_pages(form, facts), study_title=study.settings.title
            )
            for form in forms
        }
    )


def report_saturation(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    paper: Paper = "letter",
    forms: Sequence[str] = ("docx",),
) -> ReportsMade:
    """Write figure, rule, backlog and adequacy note.

    Raises:
        InsufficientData: Nothing is coded and nothing is proposed.
    """
    saturation, reason = _saturation_pages(study, act)
    if saturation is None:
        raise InsufficientData(reason, "Begin with: idtool apply, then idtool review")
    with open_study_file(study.folder, act) as store:
        made = _state_of(store, act)
        held = HeldNotes(load_text(study, store))
    saturation = replace(saturation, adequacy=held.shown(saturation.adequacy))
    facts = facts_of(study, "How new codes came in", made, paper, footer="Saturation")
    return _written(
        {
            out / f"saturation.{form}": saturation_document(
                saturation, blank_pages(form, facts), study_title=study.settings.title
            )
            for form in forms
        }
    )


def _saturation_pages(study: LoadedStudy, act: Act) -> tuple[SaturationPages | None, str]:
    """What is to be said about saturation, or the reason why nothing can be."""
    try:
        found = describe_saturation(study, act, SaturationRequest())
    except InsufficientData as error:
        return None, error.problem
    with open_study_file(study.folder, act) as store:
        adequacy = adequacy_note(store.memos.all())
    labels = {role: entry.plural for role, entry in study.settings.roles.items()}
    pages = SaturationPages(
        curves=tuple(found.strata.values()),
        labels={**labels, "paired": "pairs", "group": "groups", "all": "all interviews"},
        unit=found.unit,
        counted=found.counted,
        provisional=found.provisional,
        backlog=tuple((b.code, b.came_with, ", ".join(b.interviews)) for b in found.backlog),
        adequacy=adequacy,
        how_to_write="Keep them as a memo:\nidtool memo new --type method --on saturation",
        closing=NOTHING_PROMISED,
    )
    return pages, ""


def _state_of(store: StudyFile, act: Act) -> str:
    """The day of the last entry in the trail; that of the act if there is none."""
    events = store.trail.events()
    return (events[-1].at if events else act.at)[:10]


def facts_of(
    study: LoadedStudy,
    title: str,
    made: str,
    paper: Paper,
    *,
    footer: str = "",
    landscape: bool = False,
) -> DocumentFacts:
    """What a report of this study says about itself."""
    return DocumentFacts(
        title=title,
        made=made,
        language=study.settings.language,
        paper=paper,
        landscape=landscape,
        footer=footer,
        invented=study.settings.invented,
    )


def _check_words(study: LoadedStudy, store: StudyFile, report: ThemeReport) -> None:
    """Screen what researchers wrote; participants' words were screened when they came in."""
    written: dict[str, list[str]] = {}
    for theme in report.themes:
        words = [theme.name, theme.claim, theme.not_a_topic_because, theme.so_what]
        words += [quote.note for quote in (*theme.quotes_for, *theme.quotes_against)]
        written[theme.id] = [*words, *(memo for _, memo in theme.memos)]
    if report.saturation is not None:
        written["the adequacy note"] = [report.saturation.adequacy]
    refuse_identifying(study, store, written)


def _written(documents: Mapping[Path, bytes]) -> ReportsMade:
    for path, data in documents.items():
        write_bytes_atomically(path, data)
    return ReportsMade(tuple(str(path) for path in documents))
