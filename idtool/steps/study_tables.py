"""``export csv``: the whole study as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from idtool.exchange.sheets import write_csv
from idtool.model import Act, Memo, Theme
from idtool.steps.coding_tables import COLUMNS, coding_rows
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.exposure import Exposure, exposures, second_vignettes
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.written import write_text_atomically

Row = dict[str, object]
Columns = Sequence[str]

_OF_EXPOSURES = (
    "person", "vignette", "interview", "kind", "week", "time", "certain", "accepted",
)  # fmt: skip


def export_tables(study: LoadedStudy, folder: Path, act: Act) -> list[Path]:
    """Write people, interviews, turns, codings, codes, themes and memos as CSV.

    Codings of every status are written, with their status; memos of the journal
    are not part of it.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        codings = store.codings.all(status=("accepted", "proposed", "rejected"))
        met = exposures(text)
        tables: dict[str, tuple[Columns, list[Row]]] = {
            "people.csv": _people(study),
            "interviews.csv": _interviews(study, store, text, second_vignettes(met)),
            "exposures.csv": _exposures(met),
            "turns.csv": _turns(text),
            "codings.csv": ([*COLUMNS, "wish"], list(coding_rows(text, codings))),
            "codes.csv": _codes(study),
            "themes.csv": _themes(store.themes.all()),
            "memos.csv": _memos(store.memos.all()),
        }
    for name, (columns, rows) in tables.items():
        write_text_atomically(folder / name, write_csv(columns, rows))
    return [folder / name for name in tables]


def _people(study: LoadedStudy) -> tuple[Columns, list[Row]]:
    attributes = study.settings.attributes
    return ["person", "role", *attributes, "consents", "interviews"], [
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
    ]


def _interviews(
    study: LoadedStudy, store: StudyFile, text: StudyText, again: Mapping[str, Sequence[str]]
) -> tuple[Columns, list[Row]]:
    """Interviews; who said the present status and when, where it was said for this one."""
    said = {
        name: last
        for name, last in store.statuses.last().items()
        if name in study.interviews and last.status == study.interviews[name].status
    }
    columns = (
        "interview", "kind", "people", "week", "minutes", "status", "n_turns", "status_by",
        "status_at", "second_vignettes",
    )  # fmt: skip
    return columns, [
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
    ]


def _exposures(met: Iterable[Exposure]) -> tuple[Columns, list[Row]]:
    return _OF_EXPOSURES, [{name: getattr(each, name) for name in _OF_EXPOSURES} for each in met]


def _turns(text: StudyText) -> tuple[Columns, list[Row]]:
    columns = (
        "interview", "turn", "speaker", "person", "role", "start", "end", "seconds", "text",
    )  # fmt: skip
    return columns, [
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
    ]


def _codes(study: LoadedStudy) -> tuple[Columns, list[Row]]:
    return ("code", "focus", "group", "label", "kind", "origin", "brief", "full"), [
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
    ]


def _themes(themes: Iterable[Theme]) -> tuple[Columns, list[Row]]:
    return (
        ("theme", "focus", "status", "name", "claim", "so_what", "codes", "for", "against"),
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
            for theme in themes
        ],
    )


def _memos(memos: Iterable[Memo]) -> tuple[Columns, list[Row]]:
    return ("memo", "kind", "on", "by", "at", "text"), [
        {
            "memo": memo.id,
            "kind": memo.kind,
            "on": ";".join(memo.on),
            "by": memo.by,
            "at": memo.at,
            "text": memo.text,
        }
        for memo in memos
    ]
