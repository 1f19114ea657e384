"""``export csv``: the whole study as tables."""

from __future__ import annotations

from pathlib import Path

from idtool.exchange.sheets import write_csv
from idtool.model import Act
from idtool.steps.coding_tables import COLUMNS, coding_rows
from idtool.steps.contexts import load_text
from idtool.steps.exposure import exposures, second_vignettes
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.written import write_text_atomically

Row = dict[str, object]


def export_tables(study: LoadedStudy, folder: Path, act: Act) -> list[Path]:
    """Write people, interviews, turns, codings, codes, themes and memos as CSV.

    Codings of every status are written, with their status; memos of the journal
    are not part of it.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = store.codings.all(status=("accepted", "proposed", "rejected"))
        attributes = study.settings.attributes
        met = exposures(text)
        again = second_vignettes(met)
        said = {
            name: last
            for name, last in store.statuses.last().items()
            if name in study.interviews and last.status == study.interviews[name].status
        }
        tables: dict[str, tuple[list[str], list[Row]]] = {
            "people.csv": (
                ["person", "role", *attributes, "consents", "interviews"],
                [
                    {
                        "person": person.id,
                        "role": person.role,
                        **{name: person.attributes.get(name, "") for name in attributes},
                        "consents": ";".join(sorted(person.consents)),
                        "interviews": ";".join(
                            i.id for i in study.interviews.values() if person.id in i.people
                        ),
                    }
                    for person in study.people.values()
                ],
            ),
            "interviews.csv": (
                [
                    "interview",
                    "kind",
                    "people",
                    "week",
                    "minutes",
                    "status",
                    "n_turns",
                    "status_by",
                    "status_at",
                    "second_vignettes",
                ],
                [
                    {
                        "interview": interview.id,
                        "kind": interview.kind,
                        "people": ";".join(interview.people),
                        "week": interview.week,
                        "minutes": interview.minutes,
                        "status": interview.status,
                        "n_turns": len(text.transcripts[interview.id].turns)
                        if interview.id in text.transcripts
                        else 0,
                        "status_by": said[interview.id].by if interview.id in said else "",
                        "status_at": said[interview.id].at if interview.id in said else "",
                        "second_vignettes": ";".join(again.get(interview.id, ())),
                    }
                    for interview in study.interviews.values()
                ],
            ),
            "exposures.csv": (
                [
                    "person",
                    "vignette",
                    "interview",
                    "kind",
                    "week",
                    "time",
                    "certain",
                    "accepted",
                ],
                [
                    {
                        "person": each.person,
                        "vignette": each.vignette,
                        "interview": each.interview,
                        "kind": each.kind,
                        "week": each.week,
                        "time": each.time,
                        "certain": each.certain,
                        "accepted": each.accepted,
                    }
                    for each in met
                ],
            ),
            "turns.csv": (
                [
                    "interview",
                    "turn",
                    "speaker",
                    "person",
                    "role",
                    "start",
                    "end",
                    "seconds",
                    "text",
                ],
                [
                    {
                        "interview": turn.transcript,
                        "turn": turn.number,
                        "speaker": turn.speaker,
                        "person": turn.person,
                        "role": turn.role,
                        "start": turn.start,
                        "end": turn.end,
                        "seconds": turn.start_seconds,
                        "text": turn.text,
                    }
                    for transcript in text.transcripts.values()
                    for turn in transcript.turns
                ],
            ),
            "codings.csv": ([*COLUMNS, "wish"], list(coding_rows(text, codings))),
            "codes.csv": (
                ["code", "focus", "group", "label", "kind", "origin", "brief", "full"],
                [
                    {
                        "code": code.id,
                        "focus": study.focus_of[code.id],
                        "group": code.group,
                        "label": code.label,
                        "kind": code.kind,
                        "origin": code.origin,
                        "brief": code.brief,
                        "full": code.full,
                    }
                    for code in study.codes.values()
                ],
            ),
            "themes.csv": (
                ["theme", "focus", "status", "name", "claim", "so_what", "codes", "for", "against"],
                [
                    {
                        "theme": theme.id,
                        "focus": theme.focus,
                        "status": theme.status,
                        "name": theme.name,
                        "claim": theme.claim,
                        "so_what": theme.so_what,
                        "codes": ";".join(theme.codes),
                        "for": ";".join(place.at for place in theme.evidence_for),
                        "against": ";".join(place.at for place in theme.evidence_against),
                    }
                    for theme in store.themes.all()
                ],
            ),
            "memos.csv": (
                ["memo", "kind", "on", "by", "at", "text"],
                [
                    {
                        "memo": memo.id,
                        "kind": memo.kind,
                        "on": ";".join(memo.on),
                        "by": memo.by,
                        "at": memo.at,
                        "text": memo.text,
                    }
                    for memo in store.memos.all()
                ],
            ),
        }
    for name, (columns, rows) in tables.items():
        write_text_atomically(folder / name, write_csv(columns, rows))
    return [folder / name for name in tables]
