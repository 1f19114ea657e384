"""What the theme report says: counts of people, words by the lexicon, limits from the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from idtool.model import Memo, Theme
from idtool.report.saturation_doc import SaturationPages
from idtool.report.themes import CandidateGrouping, ThemeReport, ThemeSheet
from idtool.report.wording import NOT_LOOKED_FOR, quantity_word
from idtool.steps.code_people import code_columns, code_table_note, code_tables
from idtool.steps.grouping_runs import CODES, dismissed_in_run, themes_of_run
from idtool.steps.member_summary import lines_on_theme, open_themes
from idtool.steps.report_basis import ReportBasis
from idtool.steps.study_limits import limits_of
from idtool.steps.theme_quotes import people_at, placed_quotes
from idtool.steps.theming import reach_of
from idtool.store import StudyFile

_MEMO_WORDS = 30


def describe_themes(
    basis: ReportBasis,
    store: StudyFile,
    saturation: SaturationPages | None,
    no_saturation: str,
) -> ThemeReport:
    """The whole report, for the audience of the tags."""
    study, inside = basis.study, basis.tags.inside
    themes, memos = store.themes.all(), store.memos.all()
    settings = study.settings
    return ThemeReport(
        study_title=settings.title,
        question=settings.question,
        audience=basis.tags.audience,
        as_of=basis.as_of,
        provisional=basis.provisional,
        standing=tuple(_standing(basis)),
        targets=tuple(
            (t.label, str(t.reached), str(t.planned), str(t.shortfall))
            for t in basis.status.targets
        ),
        themes=tuple(
            replace(
                _sheet(basis, theme, memos),
                member_check=tuple(lines_on_theme(store, theme.id)) if inside else (),
            )
            for theme in themes
            if _is_open(theme)
        ),
        set_aside=tuple(f"{t.id} {t.name}" for t in themes if not _is_open(t)) if inside else (),
        candidates=tuple(_candidates(basis, store, themes)) if inside else (),
        saturation=saturation if inside or saturation is None else _for_outside(saturation),
        no_saturation=no_saturation,
        limits=(*limits_of(basis, themes, saturation), *_disagreement(basis, store, themes)),
        roles=tuple(code_columns(basis)),
        tables=tuple(code_tables(basis)),
        table_note=code_table_note(basis),
    )


def _disagreement(basis: ReportBasis, store: StudyFile, themes: Sequence[Theme]) -> Iterator[str]:
    """Themes that participants do not recognize as they are, until a memo answers them."""
    waiting = open_themes(store)
    named = [theme.id for theme in themes if theme.id in waiting and _is_open(theme)]
    if named and basis.tags.inside:
        told = ", ".join(f"{theme} ({' '.join(waiting[theme])})" for theme in named)
        yield f"Participants did not find their experience in, or not whole: {told}. No memo yet."
    elif named:
        yield "Participants did not find their experience in every theme; this is being worked on."


def _is_open(theme: Theme) -> bool:
    return theme.status != "set_aside"


def _for_outside(pages: SaturationPages) -> SaturationPages:
    """The same without what is the team's own business: the backlog, and what to do next."""
    return replace(pages, backlog=(), how_to_write="")


def _standing(basis: ReportBasis) -> Iterator[tuple[str, str]]:
    status, settings = basis.status, basis.study.settings
    roles = ", ".join(
        f"{number} {settings.roles[role].plural}" for role, number in status.people_by_role.items()
    )
    kinds = [item.interview.kind for item in basis.text.transcripts.values()]
    groups = f", {kinds.count('group')} group" if "group" in kinds else ""
    yield "People heard", f"{status.n_people} ({roles})"
    yield (
        "Interviews in the roster",
        f"{status.n_interviews}; pairs are made of people who may also be heard alone",
    )
    yield (
        "Transcripts in the study",
        f"{status.n_transcripts} ({kinds.count('individual')} individual, "
        f"{kinds.count('paired')} paired{groups})",
    )
    yield "Codings a person accepted", str(status.n_accepted)
    if basis.tags.inside:
        yield "Proposals waiting", str(status.n_proposed)


def _sheet(basis: ReportBasis, theme: Theme, memos: Sequence[Memo]) -> ThemeSheet:
    quotes_for, more_for = placed_quotes(
        basis.text, theme, theme.evidence_for, basis.codings, basis.tags
    )
    quotes_against, more_against = placed_quotes(
        basis.text, theme, theme.evidence_against, basis.codings, basis.tags
    )
    against = people_at(basis.text, theme.evidence_against)
    book = basis.study.codebooks.get(theme.focus)
    inside = basis.tags.inside
    return ThemeSheet(
        id=theme.id,
        name=theme.name,
        status=theme.status.replace("_", " "),
        focus=book.focus if book else theme.focus,
        claim=theme.claim,
        not_a_topic_because=theme.not_a_topic_because,
        so_what=theme.so_what,
        came_from=theme.came_from if inside else "",
        reach=_reach(basis, set(reach_of(basis.study, basis.text, theme, basis.codings).people)),
        reach_against=f"At the places linked: {_reach(basis, against)}" if against else "",
        quotes_for=quotes_for,
        quotes_against=quotes_against,
        more_for=more_for,
        more_against=more_against,
        searched_against=theme.searched_against,
        memos=tuple(_beginnings(theme, memos)) if inside else (),
    )


def _reach(basis: ReportBasis, people: set[str]) -> str:
    """A sentence on how many people, in the study's words, with counts for those who see them."""
    study, heard = basis.study, basis.tags.heard
    settings = study.settings
    k, n = len(people & heard), len(heard)
    word = quantity_word(k, n, settings.wording)
    if word == NOT_LOOKED_FOR:
        return f"{word.capitalize()}."
    roles = [
        (settings.roles[role].plural, len(basis.of_role(people & heard, role)), total)
        for role, total in basis.status.people_by_role.items()
    ]
    if basis.tags.audience in settings.show_counts:
        detail = ", ".join(f"{part} of {total} {plural}" for plural, part, total in roles)
        if word[:1].isdigit():
            return f"{k} of the {n} people heard: {detail}."
        return f"{word.capitalize()} of the people heard ({k} of {n}): {detail}."
    if k < settings.privacy.small_cell:
        return f"Fewer than {settings.privacy.small_cell} of the people heard."
    if word[:1].isdigit():
        named = [plural for plural, part, _ in roles if part >= settings.privacy.small_cell]
        return f"Heard from {' and '.join(named) or 'participants'}."
    return f"{word.capitalize()} of the people heard."


def _beginnings(theme: Theme, memos: Sequence[Memo]) -> Iterator[tuple[str, str]]:
    for memo in memos:
        if memo.id in theme.memos or theme.id in memo.on:
            words = memo.text.split()
            cut = " […]" if len(words) > _MEMO_WORDS else ""
            yield f"{memo.id} ({memo.kind.replace('_', ' ')})", " ".join(words[:_MEMO_WORDS]) + cut


def _candidates(
    basis: ReportBasis, store: StudyFile, themes: Sequence[Theme]
) -> Iterator[CandidateGrouping]:
    """Groupings of the last run that no theme says it came from and nobody dismissed."""
    last = store.groupings.last()
    if last is None:
        return
    number, _, kept = last
    adopted = themes_of_run(number, kept, themes)
    dismissed = dismissed_in_run(number, kept, store.groupings.dismissals())
    for grouping in kept["groupings"]:
        if adopted[grouping["id"]] or dismissed[grouping["id"]]:
            continue
        people = set(grouping["people"])
        roles = ", ".join(
            f"{len(basis.of_role(people, role))} {entry.plural}"
            for role, entry in basis.study.settings.roles.items()
        )
        terms = ", ".join(grouping["terms"])
        if kept.get("on") == CODES:
            terms = f"codes that meet: {terms}"
        yield CandidateGrouping(grouping["id"], f"{len(people)} ({roles})", terms)
