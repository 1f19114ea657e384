"""How a theme came to be, out of the trail, the memos and what is linked to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from idtool.model import Act, Memo, Theme, TrailEvent
from idtool.privacy.leaks import shared_runs
from idtool.report.dates import day_in_words
from idtool.report.theme_history import HistoryStep, ThemeHistory, history_document
from idtool.report.word_package import DocumentFacts, Paper
from idtool.steps.acts import in_words
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.own_words import RUN
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.theming import ThemeReach, reach_of
from idtool.store import open_study_file
from idtool.written import write_bytes_atomically

_MEMO_WORDS = 24
_QUOTING = "(a note that quotes; see the study)"


def theme_history(study: LoadedStudy, theme_id: str, act: Act) -> ThemeHistory:
    """Every step of a theme, oldest first, and where it stands now.

    Memos are shown by their first words, unless these repeat what a participant said.

    Raises:
        UsageProblem: There is no such theme.
    """
    return _history(study, theme_id, act)[0]


def write_theme_history(
    study: LoadedStudy, theme_id: str, out: Path, act: Act, *, paper: Paper = "letter"
) -> Path:
    """Write the history as a one-page Word file, dated by its last step."""
    history, made = _history(study, theme_id, act)
    facts = DocumentFacts(
        title=f"How we got here: {theme_id}",
        made=made,
        language=study.settings.language,
        paper=paper,
        footer=study.settings.title,
        invented=study.settings.invented,
    )
    write_bytes_atomically(out, history_document(history, facts))
    return out


def _history(study: LoadedStudy, theme_id: str, act: Act) -> tuple[ThemeHistory, str]:
    with open_study_file(study.folder, act) as store:
        theme = store.themes.get(theme_id)
        text = load_text(study, store)
        events = [event for event in store.trail.events() if _concerns(event, theme_id)]
        memos = [
            memo for memo in store.memos.all() if theme_id in memo.on or memo.id in theme.memos
        ]
        reach = reach_of(study, text, theme, counted_codings(study, store))
    said = {
        name: "\n".join(t.text for t in transcript.turns if not t.is_interviewer)
        for name, transcript in text.transcripts.items()
    }
    steps = sorted(
        [*_acts(events), *_notes(memos, said)],
        key=lambda step: step[0],
    )
    last = steps[-1][0] if steps else act.at
    return (
        ThemeHistory(
            id=theme.id,
            name=theme.name,
            status=theme.status,
            claim=theme.claim,
            came_from=theme.came_from,
            steps=tuple(step for _, step in steps),
            stands=tuple(_stands(study, theme, reach)),
            dropped=tuple(_dropped(events)),
        ),
        last[:10],
    )


def _concerns(event: TrailEvent, theme_id: str) -> bool:
    return event.about == theme_id or theme_id in json.loads(event.detail).get("on", ())


def _acts(events: Sequence[TrailEvent]) -> Iterator[tuple[str, HistoryStep]]:
    for event in events:
        if event.act.startswith("memo."):
            continue  # the memo itself is shown
        yield event.at, HistoryStep(_day(event.at), event.by, _told(event), event.why)


def _told(event: TrailEvent) -> str:
    """An act with what it changed, such as “a theme's status was set: developing to settled”."""
    detail = json.loads(event.detail)
    if event.act == "theme.status":
        more = f"{detail.get('from', '')} to {detail.get('to', '')}".replace("_", " ")
    elif isinstance(detail.get("changed"), list):
        more = ", ".join(name.replace("_", " ") for name in detail["changed"])
    elif "grouping" in detail:
        more = f"grouping {detail['grouping']} of run {detail.get('run', '')}"
    else:
        more = str(detail.get("at") or detail.get("status") or "").replace("_", " ")
    return f"{in_words(event)}: {more}" if more else in_words(event)


def _day(at: str) -> str:
    return day_in_words(date.fromisoformat(at[:10]))


def _notes(memos: Sequence[Memo], said: dict[str, str]) -> Iterator[tuple[str, HistoryStep]]:
    for memo in memos:
        words = memo.text.split()
        begins = " ".join(words[:_MEMO_WORDS]) + (" …" if len(words) > _MEMO_WORDS else "")
        if shared_runs(begins, said, words=RUN):
            begins = _QUOTING
        what = f"{memo.id}, a {memo.kind.replace('_', ' ')} memo"
        yield memo.at, HistoryStep(_day(memo.at), memo.by, what, begins)


def _stands(study: LoadedStudy, theme: Theme, reach: ThemeReach) -> Iterator[tuple[str, str]]:
    yield "Status", theme.status.replace("_", " ")
    roles = ", ".join(
        f"{count} {entry.label if count == 1 else entry.plural}"
        for role, entry in study.settings.roles.items()
        for count in (reach.by_role.get(role, 0),)
    )
    yield "People behind its codes", f"{len(reach.people)} of {reach.n_heard} ({roles})"
    yield "Codes", ", ".join(theme.codes) or "none"
    yield "For", _places([place.at for place in theme.evidence_for])
    yield "Against", _places([place.at for place in theme.evidence_against])
    yield "Counter-search", theme.searched_against or "nobody has looked yet"
    yield "So what", theme.so_what or "not written yet"


def _places(at: Sequence[str]) -> str:
    if not at:
        return "none linked"
    noun = "place" if len(at) == 1 else "places"
    return f"{len(at)} {noun}: {', '.join(at)}"


def _dropped(events: Sequence[TrailEvent]) -> Iterator[str]:
    """What the trail says was set aside or taken away."""
    for event in events:
        detail = json.loads(event.detail)
        taken = detail.get("to") == "set_aside" or event.act in {
            "theme.unlink",
            "theme.drop",
        }
        if taken:
            why = f": {event.why}" if event.why else ", without a reason"
            yield f"{_day(event.at)}: {in_words(event)}{why}"
