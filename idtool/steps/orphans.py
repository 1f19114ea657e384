"""What a correction left without a place: seen, put back by a person, or let go."""

from __future__ import annotations

from idtool.errors import InvalidInput, UsageProblem
from idtool.model import Act, Evidence, Segment, Transcript
from idtool.steps.coding_tables import find_quotation
from idtool.steps.contexts import load_text
from idtool.steps.hand_coding import read_address
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.store.earlier_texts import EarlierText
from idtool.store.orphans import Orphan


def list_orphans(study: LoadedStudy, interview: str | None, act: Act) -> list[Orphan]:
    """What has no place in a transcript, or in any."""
    with open_study_file(study.folder, act) as store:
        return store.orphans.all(interview)


def earlier_versions(study: LoadedStudy, interview: str, act: Act) -> list[EarlierText]:
    """The texts a transcript had before its corrections, oldest first, without the words."""
    with open_study_file(study.folder, act) as store:
        return store.earlier_texts.of(interview)


def put_back(
    study: LoadedStudy, interview: str, orphan_id: str, place: str, act: Act, *, quote: str = ""
) -> str:
    """Put an orphaned coding or place of a theme on words of the text as it is now.

    Raises:
        UsageProblem: There is no such orphan or place, or the orphan is of another kind.
        InvalidInput: ``quote`` does not stand there exactly once.
    """
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        orphan = store.orphans.find(interview, orphan_id)
        address = read_address(place, text)
        if address.transcript != interview:
            raise UsageProblem(f"{place} is not in {interview}.", f"Give a turn of {interview}.")
        turns = text.transcripts[interview].turns[address.first_turn - 1 : address.last_turn]
        if orphan.kind == "coding":
            spoken = [turn for turn in turns if not turn.is_interviewer]
            if not spoken:
                raise UsageProblem(
                    f"{place} holds only the interviewer's words.",
                    "Interviewer turns are not coded.",
                )
            start, end = spoken[0].start, spoken[-1].end
            if quote:
                start, end = _quoted(text.transcripts[interview], quote, turns[0].start, end)
            store.orphans.put_back(
                orphan,
                Segment(interview, start, end),
                next(turn.number for turn in spoken if turn.end > start),
            )
        elif orphan.kind == "evidence":
            record = orphan.record
            store.themes.link(
                record["theme"],
                record["side"],
                Evidence(interview, address.first_turn, address.last_turn, record["note"]),
            )
            store.orphans.let_go(orphan)
        else:
            raise UsageProblem(
                f"A {orphan.kind} is not put back this way.",
                f"Mark the turns anew (idtool mark {interview} --turns …), then --let-go it."
                if orphan.kind == "mark"
                else "The memo is kept, on the interview as a whole; --let-go this note of it.",
            )
        store.trail.add(
            "orphan.put_back",
            orphan.uuid,
            detail={"kind": orphan.kind, "from": orphan.at, "to": place},
        )
    return orphan.about


def let_go(study: LoadedStudy, interview: str, orphan_id: str, act: Act, *, because: str) -> str:
    """Forget an orphan; the trail keeps that it was there."""
    with open_study_file(study.folder, act, write=True) as store:
        orphan = store.orphans.find(interview, orphan_id)
        store.orphans.let_go(orphan)
        store.trail.add(
            "orphan.let_go",
            orphan.uuid,
            why=because,
            detail={"kind": orphan.kind, "about": orphan.about, "at": orphan.at},
        )
    return orphan.about


def forget_versions(study: LoadedStudy, interview: str, act: Act, *, because: str) -> int:
    """Take the earlier texts of a transcript out for good; how many there were.

    Raises:
        UsageProblem: No reason is given.
    """
    if not because:
        raise UsageProblem(
            "Forgetting earlier texts needs a reason.",
            'Add, for example: --because "a name had slipped in"',
        )
    with open_study_file(study.folder, act, write=True) as store:
        count = store.earlier_texts.forget(interview)
        store.orphans.forget_words(interview)
        store.trail.add(
            "transcript.forget_earlier", interview, why=because, detail={"n_versions": count}
        )
    return count


def _quoted(transcript: Transcript, quote: str, first: int, last: int) -> tuple[int, int]:
    places = [(a, b) for a, b in find_quotation(transcript, quote) if first <= a and b <= last]
    if len(places) != 1:
        raise InvalidInput(
            f"The words stand {len(places)} times in that place.",
            "Copy them from the transcript, with enough words around to be unique.",
        )
    return places[0]
