"""What an auditor is shown of the claims, and of how they came to be and were checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from idtool.model import MemberAnswer, Theme
from idtool.steps.acts import AuditClass, class_of, in_words
from idtool.steps.audit_papers import Papers, write_memos
from idtool.steps.grouping_runs import decided_in_run
from idtool.store import StudyFile


def write_reconstruction(papers: Papers, store: StudyFile) -> None:
    """Codes and themes as they stand, with what speaks for and against each."""
    themes = store.themes.all()
    columns = (
        "theme", "focus", "status", "name", "claim", "not_a_topic_because", "so_what",
        "searched_against", "came_from", "codes",
    )  # fmt: skip
    rows = [
        {
            "theme": theme.id,
            "codes": " ".join(theme.codes),
            **{
                name: papers.own(str(getattr(theme, name)))
                for name in columns
                if name not in {"theme", "codes"}
            },
        }
        for theme in themes
    ]
    papers.table(AuditClass.reconstruction, "themes.csv", columns, rows, "Themes with claims")
    papers.table(
        AuditClass.reconstruction,
        "evidence.csv",
        ("theme", "side", "at", "note"),
        list(_evidence(papers, themes)),
        "Places for and against each theme",
    )
    _write_groupings(papers, store)


def _write_groupings(papers: Papers, store: StudyFile) -> None:
    """What every run offered, and what a person made of it, a line for each grouping.

    All runs are told: what was offered and left alone is part of how a theme was chosen.
    """
    runs = store.groupings.runs()
    if not runs:
        return
    rows = []
    for run in runs:
        themes, dismissed = decided_in_run(store, (run.number, run.at, run.result))
        rows += [
            {
                "run": run.number,
                "at": run.at,
                "by": run.by,
                "on": run.result.get("on", ""),
                "focus": run.result.get("focus") or "all",
                "grouping": each["id"],
                "people": " ".join(each["people"]),
                "terms": ", ".join(each["terms"]),
                "themes": " ".join(themes[each["id"]]),
                "dismissed": papers.own("; ".join(d.why for d in dismissed[each["id"]])),
            }
            for each in run.result["groupings"]
        ]
    columns = (
        "run", "at", "by", "on", "focus", "grouping", "people", "terms", "themes", "dismissed",
    )  # fmt: skip
    what = f"Candidate groupings of {len(runs)} runs, with what a person made of each"
    papers.table(AuditClass.reconstruction, "groupings.csv", columns, rows, what)


def _evidence(papers: Papers, themes: Sequence[Theme]) -> Iterator[dict[str, object]]:
    for theme in themes:
        for side, places in (("for", theme.evidence_for), ("against", theme.evidence_against)):
            for place in places:
                yield {
                    "theme": theme.id,
                    "side": side,
                    "at": place.at,
                    "note": papers.own(place.note),
                }


def _member_check(papers: Papers, store: StudyFile) -> None:
    """What participants sent back: how much of what, and the words only with words."""
    kept = [name for name in ("text", "was") if papers.with_words]
    rows = [
        {
            "return": back.id,
            "person": back.person,
            "round": back.round,
            "variant": back.variant,
            "way": back.way,
            "at": back.at,
            "by": back.by,
            "statement": answer.statement,
            "part": answer.part,
            "place": answer.place,
            "how": answer.how,
            "n_words": len(answer.text.split()),
            **{name: getattr(answer, name) for name in kept},
        }
        for back in store.member_returns.all()
        for answer in back.answers or (MemberAnswer("", "nothing"),)
    ]
    columns = (
        "return", "person", "round", "variant", "way", "at", "by", "statement", "part", "place",
        "how", "n_words", *kept,
    )  # fmt: skip
    what = "What participants answered in the member check"
    papers.table(AuditClass.process, "member-check-answers.csv", columns, rows, what)
    items = [
        {
            name: getattr(item, name)
            for name in ("id", "person", "round", "statement", "theme", "kind", "at", "memo")
        }
        for item in store.member_returns.items()
    ]
    papers.table(
        AuditClass.process,
        "member-check-items.csv",
        ("id", "person", "round", "statement", "theme", "kind", "at", "memo"),
        items,
        "What the answers left open, and the memo that answers it",
    )


def write_process(papers: Papers, store: StudyFile) -> None:
    """How the study was run: the trail, decisions, memos, the mentor, the member check."""
    rows = [
        {
            "n": event.n,
            "at": event.at,
            "by": event.by,
            "act": event.act,
            "what": in_words(event),
            "class": class_of(event.act).value,
            "about": event.about,
            "why": papers.own(event.why),
            "detail": event.detail,
            "prev": event.prev,
            "hash": event.hash,
        }
        for event in store.trail.events()
    ]
    columns = (
        "n", "at", "by", "act", "what", "class", "about", "why", "detail", "prev", "hash",
    )  # fmt: skip
    papers.table(AuditClass.process, "trail.csv", columns, rows, "Every act, chained by hash")
    _member_check(papers, store)
    items = [
        {
            "item": item.id,
            **{
                name: papers.own(str(getattr(item, name) or ""))
                for name in ("packet", "kind", "about", "text", "by", "at", "status", "answer",
                             "changed", "answered_at")
            },
        }
        for item in store.mentoring.all()
    ]  # fmt: skip
    papers.table(
        AuditClass.process,
        "mentor.csv",
        ("item", "packet", "kind", "about", "text", "by", "at", "status", "answer", "changed",
         "answered_at"),
        items,
        "What the mentor said and was asked, and what became of it",
    )  # fmt: skip
    decided = [row for row in rows if row["why"]]
    papers.table(
        AuditClass.process,
        "decisions.csv",
        ("n", "at", "by", "what", "about", "why"),
        decided,
        "Acts with their reasons",
    )
    write_memos(papers, store, AuditClass.process)
