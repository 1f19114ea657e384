"""Screening what is in the study: recorded, held against the stored text, done again when due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from idtool.errors import Fault, UsageProblem
from idtool.model import Act, Transcript
from idtool.privacy import VERSION, Sighting, screen_text
from idtool.privacy.decided import KeptPlace, ScreenMemory, decide_each
from idtool.privacy.keybox import KeyContent
from idtool.privacy.placeholders import find_terms, stretches
from idtool.steps.screen_memory import known_digest, screen_memory
from idtool.steps.screening import Held, text_hash
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.screenings import Screening


@dataclass(frozen=True, slots=True)
class Rescreened:
    """One transcript screened again: why it was due, and what is open in it now."""

    interview: str
    why: str
    block: int
    review: int
    notes: int

    @property
    def is_open(self) -> bool:
        """Whether somebody must decide."""
        return bool(self.block or self.review)


def record_screening(
    store: StudyFile, transcript_id: str, held: Held, key: KeyContent | None, attest: str
) -> None:
    """Record the screening of a transcript that is about to be kept.

    Raises:
        ValueError: The text in the store is not the one that was screened.
    """
    stored = store.transcripts.facts()[transcript_id].text_hash
    if stored != held.text_hash:
        raise ValueError("The stored text is not the one that was screened.")
    counts = held.counts()
    store.screenings.put(
        Screening(
            transcript_id,
            held.text_hash,
            VERSION,
            _digest_used(key),
            attested_by=store.acting if attest else "",
            attested_because=attest,
            open_block=counts["block"],
            open_review=0 if attest else counts["review"],
            notes=counts["note"],
        ),
        held.kept,
    )


def _digest_used(key: KeyContent | None) -> str:
    """The digest of the list the screening used; an older list counts as none."""
    return known_digest(key) if key is not None else ""


def due_screenings(store: StudyFile) -> dict[str, str]:
    """Transcripts that must be screened again, with the reason; and those never screened."""
    done = store.screenings.all()
    place = store.screenings.salt_place()
    due = {}
    for transcript_id, facts in store.transcripts.facts().items():
        last = done.get(transcript_id)
        if last is None:
            due[transcript_id] = "its screening is not on record"
        elif last.text_hash != facts.text_hash:
            due[transcript_id] = "its text is not the one that was screened"
        elif last.detector != VERSION:
            due[transcript_id] = f"the screen has new rules ({last.detector} → {VERSION})"
        elif place.known_digest and last.known_digest != place.known_digest:
            due[transcript_id] = "the list of known names has changed"
    return due


def what_is_due(study: LoadedStudy, act: Act) -> dict[str, str]:
    """Transcripts of a study that must be screened again, with the reason."""
    with open_study_file(study.folder, act) as store:
        return due_screenings(store)


def screening_faults(store: StudyFile) -> tuple[list[Fault], list[Fault]]:
    """Faults and remarks of ``check``: stored texts nobody screened, screenings that are due."""
    faults, remarks = [], []
    for transcript_id, facts in store.transcripts.facts().items():
        last = store.screenings.all().get(transcript_id)
        if last is not None and last.text_hash == facts.text_hash and last.open_block:
            faults.append(
                Fault(
                    "study.db",
                    0,
                    f"{transcript_id} holds {last.open_block} finds that block and that nobody "
                    "decided about.",
                    "Decide them: idtool privacy review",
                    privacy=True,
                )
            )
    for transcript_id, why in due_screenings(store).items():
        remarks.append(
            Fault(
                "study.db",
                0,
                f"{transcript_id} is due for screening: {why}.",
                "Screen it again: idtool privacy rescreen",
            )
        )
    return faults, remarks


class NoSuchTranscript(UsageProblem):
    """An id without a transcript."""

    def __init__(self, transcript_id: str) -> None:
        super().__init__(
            f"{transcript_id} has no transcript in this study.", "See what there is: idtool status"
        )


def rescreen(
    study: LoadedStudy, act: Act, key: KeyContent | None, ids: Collection[str] = ()
) -> list[Rescreened]:
    """Screen transcripts again by today's rules, list and decisions, and record the outcome.

    What a person decided before stays decided. One row per transcript.

    Raises:
        NoSuchTranscript: An id has no transcript.
    """
    with open_study_file(study.folder, act, write=True) as store:
        due = due_screenings(store)
        memory = screen_memory(store, key)
        transcripts = store.transcripts.load(study.interviews.values())
        known = {transcript.id for transcript in transcripts}
        for wanted in ids:
            if wanted not in known:
                raise NoSuchTranscript(wanted)
        results = []
        for transcript in transcripts:
            if ids and transcript.id not in ids:
                continue
            seen, kept = open_sightings(study, store, memory, transcript)
            counts = Counter(sighting.tier for sighting in seen)
            last = store.screenings.all().get(transcript.id)
            store.screenings.put(
                Screening(
                    transcript.id,
                    text_hash(transcript.text),
                    VERSION,
                    _digest_used(key),
                    attested_by=last.attested_by if last else "",
                    attested_because=last.attested_because if last else "",
                    open_block=counts["block"],
                    open_review=counts["review"],
                    notes=counts["note"],
                ),
                kept,
            )
            results.append(
                Rescreened(
                    transcript.id,
                    due.get(transcript.id, ""),
                    counts["block"],
                    counts["review"],
                    counts["note"],
                )
            )
        store.trail.add(
            "privacy.rescreen",
            study.settings.id,
            detail={
                "detector": VERSION,
                "known_names": key is not None and bool(key.known),
                "open": {r.interview: [r.block, r.review] for r in results if r.is_open},
                "n_transcripts": len(results),
            },
        )
    return results


def open_sightings(
    study: LoadedStudy, store: StudyFile, memory: ScreenMemory, transcript: Transcript
) -> tuple[list[Sighting], list[KeptPlace]]:
    """What is undecided in a stored transcript (with its notes), and what stays by decision."""
    text = transcript.text
    terms = memory.book.allowed_terms(text)
    seen = screen_text(
        text,
        allow=[*study.cast, *study.settings.privacy.allow_terms, *terms, *memory.chosen],
        known_names=memory.forbidden,
        starts=[turn.start for turn in transcript.turns],
    )
    before: Sequence[KeptPlace] = store.screenings.kept([transcript.id]).get(transcript.id, [])
    settled = stretches(
        (place.start, place.end)
        for place in before
        if place.how in {"attest", "keep_once"} or not memory.book.salt
    )
    kept = {KeptPlace(start, end, "OTHER", "allow") for start, end in find_terms(text, terms)}
    scopes = [memory.book.scope("interview", transcript.id)]
    left = []
    for sighting, decision in decide_each(text, seen, memory.book, scopes):
        if sighting.tier == "note":
            left.append(sighting)
        elif decision is not None and decision.kind != "replace":
            place = KeptPlace(sighting.start, sighting.end, sighting.type, decision.kind)
            kept.add(place)
        elif (
            decision is None
            and settled.hold(sighting.start, sighting.end)
            and not (sighting.rule.startswith("known-name"))
        ):
            kept |= {p for p in before if p.start < sighting.end and sighting.start < p.end}
        else:
            left.append(sighting)
    return left, sorted(kept, key=lambda place: (place.start, place.end))
