"""Facts of process that reports and checklists are filled from; no claim is made here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata

from idtool import __version__
from idtool.coding.embedding import ModelUsed
from idtool.model import Act, MentorItem, Theme, TrailEvent
from idtool.steps.contexts import load_text
from idtool.steps.held_notes import HeldNotes
from idtool.steps.report_basis import adequacy_note
from idtool.steps.status import StudyStatus, describe_status
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file

_MACHINE = {"codebook.apply": "proposals", "segments.group": "groupings"}
PROGRAMS = ("spacy", "scikit-learn", "pandas", "python-docx")


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What the study file says of how the study was made.

    ``minutes`` holds the lengths that are on record, ``words`` the participants'
    words, ``transcript_states`` transcripts by state of checking. ``decided`` counts
    proposals accepted, changed and rejected, ``by_hand`` codings made by hand or
    imported. ``double_read`` are interviews a second reader coded. ``machine`` are
    settings of the last ``apply`` and ``cluster`` as (what, settings), ``sources`` what
    proposals were ever made from, ``models`` the sentence models that were ever used, as
    (what for, model). ``origins`` count
    codes in use by origin, ``theme_origins`` themes by what they came from.
    ``screen`` counts what the privacy screen saw by tier; ``attested`` are interviews a
    reviewer let pass with a reason.
    """

    status: StudyStatus
    kinds: Mapping[str, int]
    minutes: tuple[int, ...]
    words: int
    transcript_states: Mapping[str, int]
    repeated: int
    bands: Mapping[str, Mapping[str, int]]
    recruited: Mapping[str, int]
    decided: Mapping[str, int]
    by_hand: int
    coders: tuple[str, ...]
    double_read: tuple[str, ...]
    n_readings: int
    machine: tuple[tuple[str, str], ...]
    sources: frozenset[str]
    models: tuple[tuple[str, ModelUsed], ...]
    origins: Mapping[str, int]
    versions: tuple[tuple[str, str], ...]
    themes: tuple[Theme, ...]
    adequacy: str
    documents: Mapping[int, int]
    mentor: tuple[MentorItem, ...]
    n_packets: int
    n_signed: int
    n_decisions: int
    n_journal: int
    n_shared: int
    screen: Mapping[str, int]
    attested: tuple[str, ...]
    trail_whole: bool
    programs: tuple[tuple[str, str], ...]


def gather_facts(study: LoadedStudy, act: Act) -> StudyFacts:
    """Read every fact of process off the study."""
    status = describe_status(study, act)
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        events = store.trail.events()
        accepted = store.codings.all(status=("accepted",))
        counting = set(study.settings.counting_coders)
        memos = store.memos.all()
        readings = store.transcripts.readings()
        documents = Counter(number for _, number, _ in store.member_documents.made())
        items = tuple(store.mentoring.all())
        packets = store.mentoring.packets()
        journal = store.journal.all()
        themes = tuple(store.themes.all())
        versions = tuple((book.focus, book.version) for book in study.codebooks.values())
        whole = store.trail.first_break() is None and not store.broken_seals()
    acts = Counter(event.act for event in events)
    screened = [json.loads(e.detail).get("privacy", {}) for e in events if "ingest" in e.act]
    interviews = [study.interviews[name] for name in text.transcripts]
    people = Counter(person for interview in interviews for person in interview.people)
    entries = {entry.id: entry for entry in study.roster.interviews}
    used = {coding.code for coding in accepted}
    return StudyFacts(
        status=status,
        kinds=Counter(interview.kind for interview in interviews),
        minutes=tuple(i.minutes for i in interviews if i.minutes is not None),
        words=sum(
            len(turn.text.split())
            for transcript in text.transcripts.values()
            for turn in transcript.turns
            if not turn.is_interviewer
        ),
        transcript_states=Counter(interview.status for interview in interviews),
        repeated=sum(1 for count in people.values() if count > 1),
        bands={
            name: Counter(
                study.people[person].attributes.get(name, "not said") for person in people
            )
            for name in study.settings.attributes
        },
        recruited=Counter(
            entries[i.id].recruited or "not said" for i in interviews if i.id in entries
        ),
        decided={
            "accepted": acts["proposal.accept"],
            "changed": acts["proposal.change"],
            "rejected": acts["proposal.reject"],
        },
        by_hand=sum(1 for c in accepted if c.source in {"hand", "import"} and c.coder in counting),
        coders=tuple(sorted({coding.coder for coding in accepted})),
        double_read=tuple(
            sorted({c.segment.transcript for c in accepted if c.coder not in counting})
        ),
        n_readings=sum(1 for read in readings.values() if read),
        machine=tuple(_machine(events)),
        sources=frozenset(
            source
            for event in events
            if event.act == "codebook.apply"
            for source in json.loads(event.detail).get("using", ())
        ),
        models=_models(events),
        origins=Counter(code.origin for name, code in study.codes.items() if name in used),
        versions=versions,
        themes=themes,
        adequacy=HeldNotes(text).shown(adequacy_note(memos)),
        documents=documents,
        mentor=items,
        n_packets=len(packets),
        n_signed=acts["mentor.signoff"],
        n_decisions=acts["study.decide"],
        n_journal=len(journal),
        n_shared=sum(1 for entry in journal if entry.shared_at),
        screen={
            tier: sum(int(seen.get(tier, 0)) for seen in screened)
            for tier in ("block", "review", "note")
        },
        attested=tuple(
            event.about for event in events if event.act.startswith("transcript.") and event.why
        ),
        trail_whole=whole,
        programs=(("idtool", __version__), *((n, metadata.version(n)) for n in PROGRAMS)),
    )


def _machine(events: Sequence[TrailEvent]) -> Iterator[tuple[str, str]]:
    """Settings of the last run of each machine step."""
    for act, what in _MACHINE.items():
        last = next((event for event in reversed(events) if event.act == act), None)
        if last is None:
            continue
        detail = json.loads(last.detail)
        told = "; ".join(
            f"{key.replace('_', ' ')} {_plain(value)}"
            for key, value in sorted(detail.items())
            if key not in {"transcripts", "n_proposals", "model"}
        )
        yield what, told


def _models(events: Sequence[TrailEvent]) -> tuple[tuple[str, ModelUsed], ...]:
    """Every sentence model the trail tells of, once for each step, in the order of first use."""
    found: dict[tuple[str, ModelUsed], None] = {}
    for event in events:
        if event.act not in _MACHINE:
            continue
        said = json.loads(event.detail).get("model")
        if isinstance(said, dict):
            model = ModelUsed(
                str(said.get("name", "")),
                str(said.get("fingerprint", "")),
                str(said.get("reader", "")),
                int(said.get("dimensions", 0)),
            )
            found[_MACHINE[event.act], model] = None
    return tuple(found)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    return str(value)
