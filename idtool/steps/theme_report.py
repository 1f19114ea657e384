"""What the theme report says: counts of people, words by the lexicon, limits from the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from idtool.model import Coding, Memo, Theme
from idtool.report.saturation_doc import SaturationPages
from idtool.report.themes import CandidateGrouping, CodeRow, ThemeReport, ThemeSheet
from idtool.report.wording import NOT_LOOKED_FOR, guarded_count, quantity_word
from idtool.steps.contexts import StudyText
from idtool.steps.quote_tags import QuoteTags
from idtool.steps.status import StudyStatus
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.theme_quotes import people_at, placed_quotes
from idtool.steps.theming import reach_of
from idtool.store import StudyFile

_MEMO_WORDS = 30


@dataclass(frozen=True, slots=True)
class ReportBasis:
    """What the report is made from; ``codings`` are proposals if nothing is accepted."""

    study: LoadedStudy
    text: StudyText
    codings: Sequence[Coding]
    tags: QuoteTags
    status: StudyStatus
    provisional: tuple[str, ...]
    as_of: str


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
        themes=tuple(_sheet(basis, theme, memos) for theme in themes if _is_open(theme)),
        set_aside=tuple(f"{t.id} {t.name}" for t in themes if not _is_open(t)) if inside else (),
        candidates=tuple(_candidates(basis, store, themes)) if inside else (),
        saturation=saturation if inside or saturation is None else _for_outside(saturation),
        no_saturation=no_saturation,
        limits=tuple(_limits(basis, themes, saturation)),
        roles=tuple(_columns(basis)),
        tables=tuple(_tables(basis)),
        table_note=_table_note(basis),
    )


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
    yield "People heard", f"{status.n_people} ({roles})"
    yield (
        "Interviews in the roster",
        f"{status.n_interviews}; pairs are made of people who may also be heard alone",
    )
    yield (
        "Transcripts in the study",
        f"{status.n_transcripts} ({kinds.count('individual')} individual, "
        f"{kinds.count('paired')} paired)",
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
        (settings.roles[role].plural, len(_of_role(study, people & heard, role)), total)
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


def _of_role(study: LoadedStudy, people: set[str], role: str) -> set[str]:
    return {person for person in people if study.people[person].role == role}


def _beginnings(theme: Theme, memos: Sequence[Memo]) -> Iterator[tuple[str, str]]:
    for memo in memos:
        if memo.id in theme.memos or theme.id in memo.on:
            words = memo.text.split()
            cut = " […]" if len(words) > _MEMO_WORDS else ""
            yield f"{memo.id} ({memo.kind.replace('_', ' ')})", " ".join(words[:_MEMO_WORDS]) + cut


def _candidates(
    basis: ReportBasis, store: StudyFile, themes: Sequence[Theme]
) -> Iterator[CandidateGrouping]:
    """Groupings of the last run that no theme says it came from."""
    last = store.groupings.last()
    if last is None:
        return
    number, _, kept = last
    adopted = {theme.came_from for theme in themes}
    for grouping in kept["groupings"]:
        if f"grouping {grouping['id']} of run {number}" in adopted:
            continue
        people = set(grouping["people"])
        roles = ", ".join(
            f"{len(_of_role(basis.study, people, role))} {entry.plural}"
            for role, entry in basis.study.settings.roles.items()
        )
        yield CandidateGrouping(
            grouping["id"], f"{len(people)} ({roles})", ", ".join(grouping["terms"])
        )


def _columns(basis: ReportBasis) -> Iterator[str]:
    for entry in basis.study.settings.roles.values():
        yield entry.plural.capitalize()
    if basis.tags.inside:
        yield "People"
        yield "Interviews"


def _tables(basis: ReportBasis) -> Iterator[tuple[str, tuple[CodeRow, ...]]]:
    """One table per focus; people by role for each code, small cells guarded for outsiders."""
    study, inside = basis.study, basis.tags.inside
    people: dict[str, set[str]] = {}
    interviews: dict[str, set[str]] = {}
    for coding in basis.codings:
        people.setdefault(coding.code, set()).update(basis.text.people_of(coding))
        interviews.setdefault(coding.code, set()).add(coding.segment.transcript)
    for book in study.codebooks.values():
        rows = []
        for code in book.all_codes:
            who = people.get(code.id, set())
            counts = [
                guarded_count(
                    len(_of_role(study, who, role)),
                    study.settings.privacy.small_cell,
                    guarded=not inside,
                )
                for role in study.settings.roles
            ]
            if inside:
                counts += [str(len(who)), str(len(interviews.get(code.id, ())))]
            rows.append(CodeRow(code.id, code.label, tuple(counts)))
        yield book.focus, tuple(rows)


def _table_note(basis: ReportBasis) -> str:
    counted = "proposals" if basis.provisional else "accepted codings"
    note = f"People with at least one coding of each code, by role ({counted}). "
    if basis.tags.inside:
        return note + "A person heard alone and in a pair counts once. Order says nothing."
    small = basis.study.settings.privacy.small_cell
    return note + f"Cells of fewer than {small} people, empty ones among them, read <{small}."


def _limits(
    basis: ReportBasis, themes: Sequence[Theme], saturation: SaturationPages | None
) -> Iterator[str]:
    """Sentences on what the data cannot carry; each is a fact of the study file."""
    status, study = basis.status, basis.study
    for target in status.targets:
        if target.shortfall:
            yield (
                f"{target.label.capitalize()}: {target.reached} of {target.planned} planned; "
                f"{target.shortfall} short."
            )
    if saturation is not None:
        for curve in saturation.named():
            if not curve.assessable:
                yield (
                    f"Whether new codes still come is not assessable for {curve.name}: "
                    f"{curve.reason}."
                )
    again = [i.id for i in study.interviews.values() if i.vignettes_seen_before]
    if again:
        named = f" ({', '.join(again)})" if basis.tags.inside else ""
        yield (
            f"Second exposure: in {_interviews(len(again))}{named} people had met the vignettes "
            "before, so differences between alone and together may come from that."
        )
    yield from _one_setting(basis)
    yield from _not_asked(basis)
    if study.vignettes is not None:
        yield "Answers to vignettes are what people said they would do, not what they did."
    if basis.tags.inside:
        if status.raw_transcripts:
            yield f"Not checked against the audio: {', '.join(status.raw_transcripts)}."
        if status.missing_transcripts:
            yield f"No transcript yet: {', '.join(status.missing_transcripts)}."
    unsearched = [t.id for t in themes if _is_open(t) and not t.searched_against]
    if unsearched:
        yield f"Nobody has looked for counter-evidence to {', '.join(unsearched)}."


def _one_setting(basis: ReportBasis) -> Iterator[str]:
    study = basis.study
    for role, entry in study.settings.roles.items():
        people = _of_role(study, set(basis.tags.heard), role)
        settings = {study.people[person].attributes.get("setting", "") for person in people}
        if len(people) > 1 and len(settings) == 1 and settings != {""}:
            named = f" ({next(iter(settings))})" if basis.tags.inside else ""
            yield f"All {entry.plural} come from one setting{named}."


def _not_asked(basis: ReportBasis) -> Iterator[str]:
    missed = [
        (entry.id, entry.not_asked)
        for entry in basis.study.roster.interviews
        if entry.not_asked and entry.id in basis.text.transcripts
    ]
    if missed and basis.tags.inside:
        parts = "; ".join(f"{interview}: {', '.join(refs)}" for interview, refs in missed)
        yield f"Not asked, which is not the same as nothing said: {parts}."
    elif missed:
        yield f"In {_interviews(len(missed))} not every question was reached."


def _interviews(count: int) -> str:
    return "1 interview" if count == 1 else f"{count} interviews"
