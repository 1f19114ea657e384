"""Making the mentor's packet: what was answered, what changed, what is claimed, what is thin."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from idtool.errors import UsageProblem
from idtool.model import Act, Memo, MentorItem, Theme, TrailEvent
from idtool.report.dates import day_in_words
from idtool.report.mentor_packet import MentorPacket, ToldItem, write_packet
from idtool.report.pages import Format, blank_pages
from idtool.report.themes import CodeRow, ThemeReport, ThemeSheet
from idtool.report.word_package import DocumentFacts, Paper
from idtool.report.word_text import page_lines
from idtool.steps.contexts import load_text
from idtool.steps.held_notes import HeldNotes
from idtool.steps.reporting import themes_for
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.written_words import refuse_identifying
from idtool.store import StudyFile, open_study_file
from idtool.store.mentoring import KeptPacket
from idtool.written import write_bytes_atomically

MOST_THEMES = 3
_STATUS = {"done": "done", "not_done": "not done", "later": "later", "open": "not answered yet"}
_METHOD_MEMOS = frozenset({"method", "comparison"})
_MEMO_WORDS = 40


@dataclass(frozen=True, slots=True)
class PacketMade:
    """A packet and its files."""

    number: int
    files: tuple[str, ...]
    n_told: int
    n_questions: int
    themes: tuple[str, ...]


def build_packet(
    study: LoadedStudy,
    out: Path,
    act: Act,
    *,
    since: str = "last",
    themes: Sequence[str] = (),
    formats: Sequence[Format] = ("docx", "html"),
    paper: Paper = "letter",
) -> PacketMade:
    """Write the next packet.

    Args:
        out: The folder for its files.
        since: ``last`` (the packet before this one) or a day such as ``2026-03-01``.
        themes: Themes to put before the mentor, three at most; by default those
            that were changed, then those still developing.

    Raises:
        ReportWouldIdentify: Words of the packet may identify somebody.
        UsageProblem: A theme or the day is unknown, or too many themes are named.
    """
    report, made = themes_for(study, act, audience="mentor")
    with open_study_file(study.folder, act, write=True) as store:
        packets = store.mentoring.packets()
        number = packets[-1].number + 1 if packets else 1
        events = store.trail.events()
        fresh = _events_since(events, since, packets)
        items = store.mentoring.all()
        told = [item for item in items if _is_due(item, number)]
        questions = [item for item in items if item.kind == "question" and item.status == "open"]
        chosen = _chosen(report, themes, fresh)
        journal = [
            entry
            for entry in store.journal.all(shared=True)
            if any(e.act == "journal.share" and e.about == entry.id for e in fresh)
        ]
        packet = MentorPacket(
            number=number,
            study_title=report.study_title,
            as_of=report.as_of,
            since=_since_in_words(since, packets),
            provisional=report.provisional,
            told=tuple(_told(item, items) for item in told),
            news=tuple(_news(study, store, fresh)),
            themes=chosen,
            other_themes=tuple(
                f"{t.id} {t.name}" for t in report.themes if t.id not in {c.id for c in chosen}
            ),
            dropped=tuple(_dropped(report, store, fresh)),
            thin=report.limits,
            questions=tuple((item.id, item.text) for item in questions),
            journal=tuple((_day(entry.shared_at), entry.text) for entry in journal),
            tables=tuple(_only_used(report)),
            roles=report.roles,
            table_note=report.table_note,
        )
        packet = HeldNotes(load_text(study, store)).packet(packet)
        _check(study, store, packet)
        facts = DocumentFacts(
            title=f"Packet {number}",
            made=made,
            language=study.settings.language,
            paper=paper,
            footer=f"Packet {number}, for the mentor",
            invented=study.settings.invented,
        )
        files = {
            out / f"packet-{number:02d}.{form}": write_packet(blank_pages(form, facts), packet)
            for form in formats
        }
        store.mentoring.add_packet(number, events[-1].n if events else 0, _words(facts, packet))
        for item in [*told, *questions]:
            if item.status != "later":
                store.mentoring.mark_told(item.id, number)
        store.trail.add(
            "mentor.packet",
            f"packet {number}",
            detail={
                "themes": [theme.id for theme in chosen],
                "items": [item.id for item in told],
                "questions": [item.id for item in questions],
            },
        )
        for path, data in files.items():
            write_bytes_atomically(path, data)
    return PacketMade(
        number,
        tuple(str(path) for path in files),
        len(told),
        len(questions),
        tuple(theme.id for theme in chosen),
    )


def _events_since(
    events: Sequence[TrailEvent], since: str, packets: Sequence[KeptPacket]
) -> list[TrailEvent]:
    if since == "last":
        until = packets[-1].told_until if packets else 0
        return [event for event in events if event.n > until]
    try:
        day = date.fromisoformat(since).isoformat()
    except ValueError as error:
        raise UsageProblem(
            f"“{since}” is neither “last” nor a day.", "Write --since 2026-03-01."
        ) from error
    return [event for event in events if event.at[:10] >= day]


def _since_in_words(since: str, packets: Sequence[KeptPacket]) -> str:
    if since != "last":
        return f"What changed since {day_in_words(date.fromisoformat(since))}."
    if not packets:
        return "This is the first packet."
    return f"What changed since packet {packets[-1].number} of {_day(packets[-1].at)}."


def _is_due(item: MentorItem, number: int) -> bool:
    """Whether an item is told: unanswered, put off, or answered and not told yet."""
    if item.kind == "question":
        return False
    if item.status in {"open", "later"}:
        return item.packet is None or item.packet < number
    return item.told_in is None


def _told(item: MentorItem, items: Sequence[MentorItem]) -> ToldItem:
    parent = next((each for each in items if each.id == item.parent), None)
    said = {
        "inserted": f"you put in “{item.text}”.",
        "deleted": f"you took out “{item.text}”.",
        "typed": f"you wrote “{item.text}”.",
    }.get(item.kind, item.text)
    changed = f" It changed {item.changed}." if item.changed else ""
    return ToldItem(
        item.id,
        item.about,
        item.quoted or (parent.text if parent else ""),
        said,
        _STATUS[item.status],
        f"{item.answer}{changed}",
    )


def _chosen(
    report: ThemeReport, wanted: Sequence[str], fresh: Sequence[TrailEvent]
) -> tuple[ThemeSheet, ...]:
    """The themes to look at, three at most, with one place printed on either side."""
    by_id = {theme.id: theme for theme in report.themes}
    if len(wanted) > MOST_THEMES:
        raise UsageProblem(
            f"{len(wanted)} themes are too many for one packet.", f"Name {MOST_THEMES} at most."
        )
    unknown = [name for name in wanted if name not in by_id]
    if unknown:
        raise UsageProblem(
            f"There is no open theme {unknown[0]}.", f"Use: {', '.join(by_id) or 'none yet'}."
        )
    touched = [event.about for event in reversed(fresh) if event.about in by_id]
    touched.sort(key=lambda name: by_id[name].status != "developing")
    waiting = [theme.id for theme in report.themes if theme.status == "developing"]
    order = list(dict.fromkeys([*wanted] or [*touched, *waiting, *by_id]))
    return tuple(by_id[name] for name in order[:MOST_THEMES])


def _news(
    study: LoadedStudy, store: StudyFile, fresh: Sequence[TrailEvent]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was added or changed, by kind, with reasons where people gave them."""
    by_act: dict[str, list[TrailEvent]] = {}
    for event in fresh:
        by_act.setdefault(event.act, []).append(event)
    for what, acts in (
        ("Interviews taken in", ("transcript.ingest",)),
        ("Transcripts corrected", ("transcript.replace", "transcript.correct")),
        ("Read whole", ("transcript.read",)),
    ):
        about = sorted({event.about for act in acts for event in by_act.get(act, ())})
        if about:
            yield what, (f"{len(about)} ({', '.join(about)}).",)
    decided = Counter(
        act.partition(".")[2]
        for act in ("proposal.accept", "proposal.change", "proposal.reject")
        for _ in by_act.get(act, ())
    )
    by_hand = len(by_act.get("coding.add", ()))
    if decided or by_hand:
        told = [f"{n} proposals {_PAST[how]}" for how, n in decided.items()]
        told += [f"{by_hand} codings by hand"] if by_hand else []
        yield "Coding", (f"{', '.join(told)}.",)
    codes = tuple(_code_changes(study, store, fresh))
    if codes:
        yield "Codebooks", codes
    themes = tuple(_theme_changes(fresh))
    if themes:
        yield "Themes", themes
    decisions = tuple(
        f"{json.loads(event.detail).get('what', '')} ({event.why})"
        for event in by_act.get("study.decide", ())
    )
    if decisions:
        yield "Decisions", decisions
    since = fresh[0].at if fresh else ""
    memos = [m for m in store.memos.all() if since and m.at >= since and m.kind in _METHOD_MEMOS]
    if memos:
        yield "Memos on method and comparison", tuple(map(_begins, memos))


_PAST = {"accept": "accepted", "change": "changed to another code", "reject": "rejected"}


def _code_changes(
    study: LoadedStudy, store: StudyFile, fresh: Sequence[TrailEvent]
) -> Iterator[str]:
    since = fresh[0].at if fresh else ""
    for name, book in study.codebooks.items():
        versions = [at for _, _, at, _ in store.codebooks.versions(name)]
        if since and len(versions) > 1 and versions[-1] >= since:
            why = "; ".join(
                f"{change.change} ({change.why})" for change in book.changes[-1:] if change.change
            )
            yield f"{book.focus} is now {book.version}{': ' + why if why else ''}."


def _theme_changes(fresh: Sequence[TrailEvent]) -> Iterator[str]:
    by_theme: dict[str, list[str]] = {}
    for event in fresh:
        if not event.act.startswith("theme."):
            continue
        detail = json.loads(event.detail)
        match event.act:
            case "theme.status":
                told = f"now {detail.get('to', '')}".replace("_", " ")
            case "theme.for" | "theme.against":
                told = f"{detail.get('at')} {event.act.removeprefix('theme.')}"
            case "theme.edit":
                told = "reworded"
            case _:
                told = "new"
        why = f" ({event.why})" if event.why else ""
        by_theme.setdefault(event.about, []).append(f"{told}{why}")
    for theme, changes in by_theme.items():
        yield f"{theme}: {', '.join(dict.fromkeys(changes))}."


def _begins(memo: Memo) -> str:
    words = memo.text.split()
    return f"{memo.id}: {' '.join(words[:_MEMO_WORDS])}{' …' if len(words) > _MEMO_WORDS else ''}"


def _dropped(report: ThemeReport, store: StudyFile, fresh: Sequence[TrailEvent]) -> Iterator[str]:
    """Themes set aside since then with the reason, and groupings nobody has adopted."""
    reasons = {
        event.about: event.why
        for event in fresh
        if event.act == "theme.status" and json.loads(event.detail).get("to") == "set_aside"
    }
    named: dict[str, Theme] = {theme.id: theme for theme in store.themes.all()}
    for theme_id, why in reasons.items():
        if named[theme_id].status == "set_aside":
            yield f"{theme_id} {named[theme_id].name}: set aside. {why or 'No reason was given.'}"
    standing = {
        f"{each.grouping} of run {each.run}": each.why for each in store.groupings.dismissals()
    }
    for about in dict.fromkeys(e.about for e in fresh if e.act == "segments.dismiss"):
        if about in standing:
            yield f"{about}, a grouping of the machine: dismissed. {standing[about]}"
    for each in report.candidates:
        yield f"{each.id}, a grouping of the machine ({each.terms}): not adopted."


def _only_used(report: ThemeReport) -> Iterator[tuple[str, tuple[CodeRow, ...]]]:
    """The code tables without codes nobody has used."""
    for focus, rows in report.tables:
        used = tuple(row for row in rows if any(count != "0" for count in row.counts))
        if used:
            yield focus, used


def _check(study: LoadedStudy, store: StudyFile, packet: MentorPacket) -> None:
    """Screen what people wrote for this packet; themes were screened with the report."""
    written = {
        "answers": [item.answer for item in packet.told],
        "your comments": [f"{item.said} {item.quoted}" for item in packet.told],
        "what changed": [sentence for _, sentences in packet.news for sentence in sentences],
        "what was dropped": list(packet.dropped),
        "questions": [words for _, words in packet.questions],
        "the journal": [words for _, words in packet.journal],
    }
    refuse_identifying(study, store, written)


def _words(facts: DocumentFacts, packet: MentorPacket) -> dict[str, str]:
    """Every line of the packet as Word shows it, to tell later what was typed into it."""
    data = write_packet(blank_pages("docx", replace(facts, paper="letter")), packet)
    return {str(n): line for n, line in enumerate(page_lines(data))}


def _day(at: str) -> str:
    return day_in_words(date.fromisoformat(at[:10]))
