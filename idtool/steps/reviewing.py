"""Review: a person decides about each proposal, one transaction for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.coding.ordering import by_likelihood, by_novelty, by_uncertainty
from idtool.errors import UsageProblem
from idtool.model import Act, Coding, Segment, Turn
from idtool.steps.contexts import load_text
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.store.codings import NewCoding

_ORDER = {"strong": 0, "fair": 1, "faint": 2, None: 3}


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal with the talk around it: the turn before, its own turn, and its person."""

    coding: Coding
    turn: Turn
    before: Turn | None
    question: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one proposal, so that it can be undone.

    ``added`` is the coding that took a changed proposal's place.
    """

    coding_id: str
    what: Literal["accepted", "rejected", "changed"]
    added: str = ""


def waiting_proposals(
    study: LoadedStudy,
    act: Act,
    *,
    interview: str | None = None,
    codes: Sequence[str] = (),
    order: Literal["turn", "code", "likely", "uncertain", "new"] = "turn",
) -> list[WaitingProposal]:
    """Undecided proposals in reading order, or in another one.

    Args:
        study: The study.
        act: Who asks.
        interview: Only this one.
        codes: Only these codes.
        order: Reading order; by code; likeliest first; places first where the two
            likeliest codes are closest; or codes with the fewest accepted places first.
    """
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        if interview is not None and interview not in text.transcripts:
            raise UsageProblem(
                f"There is no transcript {interview}.",
                f"Transcripts: {', '.join(text.transcripts)}.",
            )
        names = [interview] if interview else list(text.transcripts)
        found = [
            coding
            for coding in store.codings.all(status=("proposed",), transcripts=names)
            if not codes or coding.code in codes
        ]
        place = {name: number for number, name in enumerate(text.transcripts)}

        def reading_order(coding: Coding) -> tuple[int, int, int, str]:
            strength = _ORDER[coding.strength]
            return (
                place[coding.segment.transcript],
                coding.segment.start,
                strength,
                coding.code,
            )

        found.sort(key=reading_order)
        if order == "code":
            found.sort(key=lambda coding: coding.code)
        elif order == "likely":
            found = by_likelihood(found)
        elif order in {"uncertain", "new"}:
            accepted = Counter(coding.code for coding in store.codings.all())
            sort = by_uncertainty if order == "uncertain" else by_novelty
            found = sort(found, accepted)
        waiting = []
        for coding in found:
            turns = text.transcripts[coding.segment.transcript].turns
            index = coding.turn - 1
            waiting.append(
                WaitingProposal(
                    coding=coding,
                    turn=turns[index],
                    before=turns[index - 1] if index else None,
                    question=text.question_of(coding),
                )
            )
        return waiting


def accept(study: LoadedStudy, coding: Coding, act: Act) -> Decision:
    """The proposal becomes the acting coder's coding."""
    with open_study_file(study.folder, act, write=True) as store:
        store.codings.decide(coding.uuid, "accepted")
        store.trail.add("proposal.accept", coding.uuid, detail=_facts(coding))
    return Decision(coding.uuid, "accepted")


def reject(study: LoadedStudy, coding: Coding, act: Act, *, because: str = "") -> Decision:
    """The proposal is put aside; it will not be made again at this place."""
    with open_study_file(study.folder, act, write=True) as store:
        store.codings.decide(coding.uuid, "rejected", because=because)
        store.trail.add("proposal.reject", coding.uuid, why=because, detail=_facts(coding))
    return Decision(coding.uuid, "rejected")


def change(study: LoadedStudy, coding: Coding, act: Act, *, code: str) -> Decision:
    """Another code is put on the same words; the proposal itself is rejected."""
    with open_study_file(study.folder, act, write=True) as store:
        words = load_text(study, store).texts()
        store.codings.decide(coding.uuid, "rejected", because=f"changed to {code}")
        added = store.codings.add(
            [
                NewCoding(
                    segment=Segment(
                        coding.segment.transcript, coding.segment.start, coding.segment.end
                    ),
                    turn=coding.turn,
                    code=code,
                    focus=study.focus_of[code],
                    source="hand",
                    status="accepted",
                    coder=act.by,
                    codebook_version=study.version_of(code),
                )
            ],
            words,
        )
        store.trail.add("proposal.change", coding.uuid, detail={**_facts(coding), "new_code": code})
    return Decision(coding.uuid, "changed", added[0])


def undo(study: LoadedStudy, decision: Decision, act: Act) -> None:
    """Take a decision back: the proposal waits again."""
    with open_study_file(study.folder, act, write=True) as store:
        if decision.added:
            store.codings.remove(decision.added)
        store.codings.decide(decision.coding_id, "proposed")
        store.trail.add("proposal.undo", decision.coding_id, detail={"was": decision.what})


def _facts(coding: Coding) -> dict[str, object]:
    return {
        "code": coding.code,
        "at": f"{coding.segment.transcript}#t{coding.turn:03d}",
        "source": coding.source,
        "strength": coding.strength,
        "codebook": coding.codebook_version,
    }
