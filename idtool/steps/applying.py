"""Apply: proposals out of the codebooks, with reasons. Nothing counts until a person says so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from idtool.coding.batches import batches
from idtool.coding.embedding import ModelUsed
from idtool.coding.explaining import explain
from idtool.coding.knowledge import knowledge_of
from idtool.coding.passages import Passage
from idtool.coding.proposing import Proposal, propose
from idtool.coding.specimens import is_spoken_for
from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Act, Coding, Segment
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.embeddings import known_with, model_used, said_in, study_encoder
from idtool.steps.hand_coding import UnknownCode
from idtool.steps.kept_forms import FormShelf
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.codings import MACHINE, NewCoding

if TYPE_CHECKING:
    from idtool.coding.embedding import KeptEncoder
    from idtool.coding.recalling import Teaching

SOURCES = ("rules", "likeness", "learned")


class ReadFirst(InsufficientData):
    """The study asks for a first reading before suggestions."""

    def __init__(self, unread: Sequence[str], needed: int, coded: int) -> None:
        if unread:
            problem = f"{', '.join(unread)} has not been read whole yet."
            remedy = f"Read it first: idtool read {unread[0]}"
        else:
            problem = f"{coded} transcripts are coded by hand; this study asks for {needed} first."
            remedy = "Code some by hand (idtool code add), or change practice: in study.yaml."
        super().__init__(problem, remedy)


class SuggestionsAreOff(UsageProblem):
    """study.yaml says never."""

    def __init__(self) -> None:
        super().__init__(
            "study.yaml says practice: suggestions: never.",
            "Code by hand (idtool code add), or change that line.",
        )


@dataclass(frozen=True, slots=True)
class ApplyReport:
    """What a run proposed, and what it left alone because a person had decided.

    ``reasons`` has, for each proposal, its code, strength and reasons in plain lines.
    ``learned`` has the accepted places of each code that was learned, ``unlearned``
    of those with some that are still too few. ``model`` is the sentence model that
    likeness and learning used; ``None`` where there is none or it was not asked.
    """

    proposals: tuple[Proposal, ...]
    reasons: tuple[str, ...]
    n_transcripts: int
    n_passages: int
    n_already_decided: int
    versions: Mapping[str, str]
    quotes: Mapping[tuple[str, int, int], str]
    learned: Mapping[str, int] = field(default_factory=dict)
    unlearned: Mapping[str, int] = field(default_factory=dict)
    model: ModelUsed | None = None


def apply_codebooks(
    study: LoadedStudy,
    act: Act,
    *,
    interviews: Sequence[str] = (),
    foci: Collection[str] = (),
    codes: Collection[str] = (),
    using: Sequence[str] = SOURCES,
    embeddings: Path | None = None,
    use_model: bool = True,
    step: Callable[[], object] = lambda: None,
) -> ApplyReport:
    """Propose codings for participants' turns; earlier undecided proposals are replaced.

    Interviewer turns and turns in which a vignette is read out get none. A place
    where a person has decided about the code gets no new proposal of it.

    Raises:
        InsufficientData: There is no transcript, or the study asks to read first.
        UsageProblem: An interview, focus or source is unknown, or suggestions are off.
    """
    check_sources(using)
    wanted_codes = _wanted_codes(study, foci, codes)
    # All codebooks compete for a passage, whatever part of the outcome is wanted:
    # a focus that is alone would draw everything to itself.
    books = list(study.codebooks.values())
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        chosen = _chosen(text, interviews)
        _check_gate(study, store, chosen)
        avoid = [*study.stage_texts.values(), *study.question_texts.values()]
        found: list[Proposal] = []
        n_passages = 0
        decisions = study_decisions(study, store)
        shelf = FormShelf(study, store, text)
        shelf.take_in(chosen)
        encoder = (
            study_encoder(study, embeddings) if use_model and set(using) != {"rules"} else None
        )
        known = known_with(encoder, books) if "likeness" in using else knowledge_of(books)
        teaching = None
        if "learned" in using and decisions:
            teaching = _taught(study, text, decisions, encoder)
        if teaching is None and "likeness" not in using:
            encoder = None
        names = iter(chosen)
        # What a sentence model reads is kept under its transcript, so they are read one by one.
        at_once = 0 if teaching is not None or encoder is not None else None
        for batch in batches((passages_of(text, name) for name in chosen), at_once):
            together = list(islice(names, len(batch)))
            passages = [passage for transcript in batch for passage in transcript]
            n_passages += len(passages)
            with said_in(encoder, together[0]):
                proposals = propose(
                    passages, books, using=using, avoid=avoid, teaching=teaching, known=known
                )
            found += [proposal for proposal in proposals if proposal.code in wanted_codes]
            for name, of_one in zip(together, batch, strict=True):
                shelf.keep(name, of_one)
                step()
        shelf.keep_codebooks()
        model = None
        if encoder is not None:
            encoder.save(whole=len(chosen) == len(text.transcripts))
            model = model_used(encoder)
        decided = _decided(store.codings.all(status=("accepted", "rejected")))
        new = [p for p in found if not _overlaps(p, decided)]
        store.codings.clear_proposals(chosen, wanted_codes)
        for book in books:
            store.codebooks.keep(book.id, book.version, study.codebook_texts[book.id])
        store.codings.add([_as_new(study, proposal) for proposal in new], text.texts())
        store.trail.add(
            "codebook.apply",
            study.settings.id,
            detail={
                "transcripts": chosen,
                "using": list(using),
                "n_proposals": len(new),
                "versions": {book.id: book.version for book in books},
                **({"model": asdict(model)} if model is not None else {}),
            },
        )
        quotes = {
            (p.segment.transcript, p.segment.start, p.segment.end): text.transcripts[
                p.segment.transcript
            ].text[p.segment.start : p.segment.end]
            for p in new
        }
    return ApplyReport(
        proposals=tuple(new),
        reasons=tuple(explain(proposal) for proposal in new),
        n_transcripts=len(chosen),
        n_passages=n_passages,
        n_already_decided=len(found) - len(new),
        versions={book.id: book.version for book in books},
        quotes=quotes,
        model=model,
        **_counts_of_learning(teaching, decisions, study) if "learned" in using else {},
    )


def _taught(
    study: LoadedStudy,
    text: StudyText,
    decisions: Sequence[Coding],
    encoder: KeptEncoder | None,
) -> Teaching | None:
    """What people decided, learned."""
    from idtool.coding.teaching import teach, views_of  # slow: not before somebody decided

    said = {name: passages_of(text, name) for name in text.transcripts}
    known = knowledge_of(list(study.codebooks.values()))
    return teach(decisions, said, known, views_of(said, encoder))


def check_sources(using: Sequence[str]) -> None:
    """Refuse a source that is none.

    Raises:
        UsageProblem: There is no such source.
    """
    unknown = sorted(set(using) - set(SOURCES))
    if unknown or not using:
        named = unknown[0] if unknown else ""
        raise UsageProblem(f"There is no source “{named}”.", f"Use: {', '.join(SOURCES)}.")


def study_decisions(study: LoadedStudy, store: StudyFile) -> list[Coding]:
    """What people accepted and rejected; only coders that count teach."""
    return store.codings.all(status=("accepted", "rejected"), coders=study.settings.counting_coders)


def _counts_of_learning(
    teaching: Teaching | None, decisions: Sequence[Coding], study: LoadedStudy
) -> dict[str, Mapping[str, int]]:
    accepted: dict[str, set[Segment]] = {}
    for coding in decisions:
        code = study.codes.get(coding.code)
        if coding.status == "accepted" and code is not None and is_spoken_for(code):
            accepted.setdefault(coding.code, set()).add(coding.segment)
    codes = teaching.learner.codes if teaching is not None else []
    counts = {code: len(places) for code, places in sorted(accepted.items())}
    return {
        "learned": {code: n for code, n in counts.items() if code in codes},
        "unlearned": {code: n for code, n in counts.items() if code not in codes},
    }


def passages_of(text: StudyText, transcript_id: str) -> list[Passage]:
    """The participants' turns of one transcript, without vignettes that were read out."""
    transcript = text.transcripts[transcript_id]
    passages = []
    question = ""
    section = {
        number: mark.ref
        for mark in text.marks.get(transcript_id, ())
        for number in range(mark.first_turn, mark.last_turn + 1)
    }
    for turn in transcript.turns:
        if turn.is_interviewer:
            question = turn.text
            continue
        passages += [
            Passage(
                transcript=transcript_id,
                turn=turn.number,
                start=start,
                text=transcript.text[start:end],
                kind=transcript.interview.setting,
                role=turn.role,
                question=question,
                section=section.get(turn.number, ""),
            )
            for start, end in text.own_parts(turn)
            if transcript.text[start:end].strip()
        ]
    return passages


def _wanted_codes(
    study: LoadedStudy, foci: Collection[str], codes: Collection[str]
) -> frozenset[str]:
    unknown = [code for code in codes if code not in study.codes]
    if unknown:
        raise UnknownCode(unknown[0], list(study.codes))
    return frozenset(
        code
        for code, focus in study.focus_of.items()
        if (not foci or focus in foci) and (not codes or code in codes)
    )


def _chosen(text: StudyText, interviews: Sequence[str]) -> list[str]:
    if not text.transcripts:
        raise InsufficientData(
            "There is no transcript in the study.", "Ingest one first: idtool ingest FILE"
        )
    missing = [name for name in interviews if name not in text.transcripts]
    if missing:
        raise UsageProblem(
            f"There is no transcript {missing[0]}.",
            f"Transcripts: {', '.join(text.transcripts)}.",
        )
    return list(interviews) or list(text.transcripts)


def _check_gate(study: LoadedStudy, store: StudyFile, chosen: Sequence[str]) -> None:
    practice = study.settings.practice
    if practice.suggestions == "never":
        raise SuggestionsAreOff
    if practice.suggestions == "always":
        return
    accepted = store.codings.all()
    coded = {coding.segment.transcript for coding in accepted if coding.source == "hand"}
    readings = store.transcripts.readings()
    unread = [name for name in chosen if name not in readings and name not in coded]
    if unread or len(coded) < practice.min_coded_before_suggestions:
        raise ReadFirst(unread, practice.min_coded_before_suggestions, len(coded))


def _decided(codings: Sequence[Coding]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for coding in codings:
        key = (coding.segment.transcript, coding.code)
        places.setdefault(key, []).append((coding.segment.start, coding.segment.end))
    return places


def _overlaps(proposal: Proposal, decided: Mapping[tuple[str, str], list[tuple[int, int]]]) -> bool:
    segment = proposal.segment
    return any(
        start < segment.end and segment.start < end
        for start, end in decided.get((segment.transcript, proposal.code), ())
    )


def _as_new(study: LoadedStudy, proposal: Proposal) -> NewCoding:
    return NewCoding(
        segment=proposal.segment,
        turn=proposal.turn,
        code=proposal.code,
        focus=proposal.focus,
        source=proposal.source,
        status="proposed",
        coder=MACHINE,
        codebook_version=study.version_of(proposal.code),
        evidence=proposal.evidence,
        strength=proposal.strength,
        score=proposal.score,
    )
