"""Review: a person decides about each proposal, one transaction for each decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from idtool.coding.ordering import at_random, by_likelihood, by_novelty
from idtool.errors import UsageProblem
from idtool.model import Act, Coding, CodingStatus, Segment, Turn
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.hand_coding import UnknownCode, check_kind
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.codings import MACHINE, NewCoding

Order = Literal["turn", "code", "likely", "new", "random"]

_ORDER = {"strong": 0, "fair": 1, "faint": 2, None: 3}


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A proposal with the talk around it: the turn before, and every turn it touches."""

    coding: Coding
    turns: tuple[Turn, ...]
    before: Turn | None
    question: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one proposal, so that it can be undone.

    ``added`` is the coding that took a changed proposal's place, ``was`` what it had been
    before, if it was there: another proposal at the same words, or a coding.
    """

    coding_id: str
    what: Literal["accepted", "rejected", "changed"]
    added: str = ""
    was: CodingStatus | None = None


def waiting_proposals(
    study: LoadedStudy,
    act: Act,
    *,
    interview: str | None = None,
    codes: Sequence[str] = (),
    order: Order = "turn",
) -> list[WaitingProposal]:
    """Undecided proposals in reading order, or in another one.

    Args:
        study: The study.
        act: Who asks.
        interview: Only this one.
        codes: Only these codes.
        order: Reading order; by code; likeliest first; codes with the fewest accepted
            places first; or at random, which makes a sample of everything that waits.

    Raises:
        UsageProblem: There is no such transcript or code, or a part is wanted at random.
    """
    if order == "random" and (interview or codes):
        raise UsageProblem(
            "A random order is a sample of everything that waits.",
            "Leave out the interview and --code, or choose another order.",
        )
    for code in codes:
        if code not in study.codes:
            raise UnknownCode(code, list(study.codes))
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
        elif order == "random":
            found = at_random(found)
        elif order == "new":
            found = by_novelty(found, Counter(coding.code for coding in store.codings.all()))
        return [
            WaitingProposal(
                coding=coding,
                turns=_touched(text, coding),
                before=_before(text, coding),
                question=text.question_of(coding),
            )
            for coding in found
        ]


def _touched(text: StudyText, coding: Coding) -> tuple[Turn, ...]:
    """The turns a proposal touches; one about an exchange touches two people's."""
    turns = text.transcripts[coding.segment.transcript].turns
    inside = (t for t in turns if t.start < coding.segment.end and coding.segment.start < t.end)
    return tuple(inside)


def _before(text: StudyText, coding: Coding) -> Turn | None:
    turns = text.transcripts[coding.segment.transcript].turns
    earlier = [turn for turn in turns if turn.end <= coding.segment.start]
    return earlier[-1] if earlier else None


def accept(study: LoadedStudy, coding: Coding, act: Act, *, order: Order = "turn") -> Decision:
    """The proposal becomes the acting coder's coding. ``order`` is how it was come upon."""
    with open_study_file(study.folder, act, write=True) as store:
        store.codings.decide(coding.uuid, "accepted")
        store.trail.add("proposal.accept", coding.uuid, detail=_facts(coding, order))
    return Decision(coding.uuid, "accepted")


def reject(
    study: LoadedStudy, coding: Coding, act: Act, *, because: str = "", order: Order = "turn"
) -> Decision:
    """The proposal is put aside; it will not be made again at this place."""
    with open_study_file(study.folder, act, write=True) as store:
        store.codings.decide(coding.uuid, "rejected", because=because)
        store.trail.add("proposal.reject", coding.uuid, why=because, detail=_facts(coding, order))
    return Decision(coding.uuid, "rejected")


def change(
    study: LoadedStudy,
    coding: Coding,
    act: Act,
    *,
    code: str = "",
    words: Segment | None = None,
    order: Order = "turn",
) -> Decision:
    """Another code is put on the words, or the code on other words; the proposal is rejected.

    Raises:
        UnknownCode: No codebook defines ``code``.
        UsageProblem: Nothing would change, or the words hold nothing a participant said.
    """
    code = code or coding.code
    if code not in study.codes:
        raise UnknownCode(code, list(study.codes))
    segment = words or coding.segment
    if (code, segment) == (coding.code, coding.segment):
        raise UsageProblem("That is what was proposed.", "Accept it as it is.")
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        meant = replace(coding, segment=segment, code=code)
        spoken = text.turns_of(meant)
        if not spoken:
            raise UsageProblem(
                "Those words hold nothing a participant said.", "Choose other words."
            )
        check_kind(
            study,
            code,
            text.transcripts[segment.transcript].interview.setting,
            {turn.person for turn in spoken},
        )
        said = f"changed to {code}" if code != coding.code else "changed to other words"
        store.codings.decide(coding.uuid, "rejected", because=said)
        added, was = _put(study, store, meant, spoken[0].number, act, text.texts())
        detail = {**_facts(coding, order), "new_code": code, "coding": added}
        if segment != coding.segment:
            detail["new_words"] = [segment.start, segment.end]
        store.trail.add("proposal.change", coding.uuid, detail=detail)
    return Decision(coding.uuid, "changed", added, was)


def _put(
    study: LoadedStudy,
    store: StudyFile,
    meant: Coding,
    turn: int,
    act: Act,
    texts: Mapping[str, str],
) -> tuple[str, CodingStatus | None]:
    """Code what was meant, once; its id, and what it was before if it was there."""
    for one in store.codings.all(
        status=("accepted", "proposed", "rejected"),
        transcripts=[meant.segment.transcript],
        coders=[act.by, MACHINE],
    ):
        if (one.segment, one.code) == (meant.segment, meant.code):
            if one.status != "accepted":
                store.codings.decide(one.uuid, "accepted")
            return one.uuid, one.status
    new = NewCoding(
        segment=meant.segment,
        turn=turn,
        code=meant.code,
        focus=study.focus_of[meant.code],
        source="hand",
        status="accepted",
        coder=act.by,
        codebook_version=study.version_of(meant.code),
    )
    return store.codings.add([new], texts)[0], None


def undo(study: LoadedStudy, decision: Decision, act: Act) -> None:
    """Take a decision back: the proposal waits again."""
    with open_study_file(study.folder, act, write=True) as store:
        if decision.was is not None:
            store.codings.decide(decision.added, decision.was)
        elif decision.added:
            store.codings.remove(decision.added)
        store.codings.decide(decision.coding_id, "proposed")
        store.trail.add("proposal.undo", decision.coding_id, detail={"was": decision.what})


def _facts(coding: Coding, order: Order) -> dict[str, object]:
    return {
        "code": coding.code,
        "at": f"{coding.segment.transcript}#t{coding.turn:03d}",
        "source": coding.source,
        "strength": coding.strength,
        "codebook": coding.codebook_version,
        "order": order,
    }
