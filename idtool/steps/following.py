"""What follows a corrected transcript, and where to: a plan, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from idtool.coding.alignment import likeness
from idtool.coding.anchors import FOLLOWS, MAY_FOLLOW, Fate, Follower, Found
from idtool.coding.turn_changes import TurnChanges, compare_turns
from idtool.model import Coding, Evidence, Mark, Memo, MentorItem, Segment, Transcript, Turn
from idtool.steps.followed import AskPlace, Followed, Outcome, Plan
from idtool.steps.following_addresses import follow_memos, follow_mentor_items


def plan_correction(
    old: Transcript,
    new: Transcript,
    *,
    codings: Sequence[Coding],
    evidence: Mapping[int, tuple[str, str, Evidence]],
    marks: Sequence[Mark],
    memos: Sequence[Memo],
    mentor_items: Sequence[MentorItem] = (),
    segments: Sequence[tuple[int, int]] = (),
    accept_likely: bool = False,
    ask: AskPlace | None = None,
) -> Plan:
    """Where everything that hangs on the old text goes in the new one.

    Args:
        old: The transcript as it is in the study.
        new: The corrected one.
        codings: All codings of it, of every status.
        evidence: Places of themes in it by row, with theme and side.
        marks: Its marks.
        memos: All memos of the study.
        mentor_items: All items of the mentor.
        segments: Segments of kept groupings.
        accept_likely: Doubtful places follow as well.
        ask: Asks somebody about changed and doubtful ones.
    """
    follower = Follower(
        old.text,
        new.text,
        [(turn.start, turn.end) for turn in old.turns],
        [(turn.start, turn.end) for turn in new.turns],
    )
    turns = compare_turns(old.turns, new.turns, follower)
    items = [
        *(_coding(coding, old, new, follower) for coding in codings),
        *(_place_of_theme(row, *item, old, new, turns) for row, item in evidence.items()),
        *_marks(marks, old, new, turns),
        *follow_memos(memos, old, turns),
        *follow_mentor_items(mentor_items, old, turns),
    ]
    decided = [_decided(item, accept_likely, ask) for item in items]
    moved = {}
    for start, end in segments:
        found = follower.follow(start, end)
        if found.fate not in {"gone", "doubtful"}:
            turn = _first_participant(new, found.start, found.end)
            moved[start, end] = (turn.number if turn else 0, found.start, found.end)
    return Plan(turns, tuple(_without_collisions(decided)), moved)


def _decided(item: Followed, accept_likely: bool, ask: AskPlace | None) -> Followed:
    if not item.is_question or item.outcome == "dropped":
        return item
    if ask is not None:
        yes = ask(item)
        return replace(item, outcome="changed" if yes else "orphaned", why="you said so")
    if item.doubtful and accept_likely:
        return replace(item, outcome="changed", why=f"{item.why}; likely ones were accepted")
    return item


def _without_collisions(items: Sequence[Followed]) -> Iterator[Followed]:
    """Of two codings that come to be the same - words, code and coder - the later is orphaned."""
    taken: set[tuple[object, ...]] = set()
    exact_first = sorted(items, key=lambda item: item.outcome == "changed")
    losers = set()
    for item in exact_first:
        if item.kind != "coding" or item.outcome in {"orphaned", "dropped"}:
            continue
        key = (item.new, item.about, item.by)
        if key in taken:
            losers.add(item.id)
        taken.add(key)
    for item in items:
        if item.kind == "coding" and item.id in losers:
            lost: Outcome = "dropped" if item.status == "proposed" else "orphaned"
            yield replace(
                item, outcome=lost, why="the same coder's code came to the same words twice"
            )
        else:
            yield item


def _coding(coding: Coding, old: Transcript, new: Transcript, follower: Follower) -> Followed:
    segment = coding.segment
    found = follower.follow(segment.start, segment.end)
    turn = _first_participant(new, found.start, found.end)
    before, after = _voices(old, segment.start, segment.end), _voices(new, found.start, found.end)
    gone = found.fate == "gone"
    outcome: Outcome = _OUTCOMES[found.fate]
    doubtful = found.fate == "doubtful"
    if outcome == "kept" and turn is not None and turn.number != coding.turn:
        outcome = "moved"
    if coding.status == "proposed" and (gone or doubtful or found.fate == "changed"):
        outcome, doubtful = "dropped", False
    return Followed(
        kind="coding",
        id=coding.uuid,
        about=coding.code,
        by=coding.coder,
        status=coding.status,
        at=f"{old.id}#t{coding.turn:03d}",
        to="" if gone or turn is None else turn.id,
        outcome=outcome,
        likeness=round(found.likeness, 3),
        n_before=segment.end - segment.start,
        n_after=found.end - found.start,
        old=(segment.start, segment.end),
        new=(found.start, found.end),
        turn=turn.number if turn else 0,
        doubtful=doubtful,
        voices="" if gone or before == after else f"{before} → {after}",
        why=_why(found),
        elsewhere=found.elsewhere,
        old_words=coding.quote,
        new_words=new.text[found.start : found.end],
    )


def _why(found: Found) -> str:
    if found.elsewhere:
        return "the very words stand elsewhere now, once, where they did not stand before"
    return _WHY[found.fate] if found.likeness < 1 else _WHY_EXACT[found.fate]


_OUTCOMES: Mapping[Fate, Outcome] = {
    "kept": "kept",
    "moved": "moved",
    "changed": "changed",
    "doubtful": "orphaned",
    "gone": "orphaned",
}
_WHY: Mapping[Fate, str] = {
    "kept": "",
    "moved": "",
    "changed": f"the words are other ones, like enough (at least {FOLLOWS})",
    "doubtful": f"other words stand there, only somewhat like (from {MAY_FOLLOW} to {FOLLOWS})",
    "gone": "the words are gone",
}
_WHY_EXACT: Mapping[Fate, str] = {
    "kept": "the same words in the same place",
    "moved": "the same words in another place",
    "changed": "",
    "doubtful": "the same words stand there more than once, and nothing beside them agrees",
    "gone": "",
}


def _place_of_theme(
    row: int,
    theme: str,
    side: str,
    place: Evidence,
    old: Transcript,
    new: Transcript,
    turns: TurnChanges,
) -> Followed:
    run = turns.run(place.first_turn, place.last_turn)
    words = _words(old, place.first_turn, place.last_turn)
    now = _words(new, *run) if run else ""
    like = likeness(words, now) if run else 0.0
    first, last = run or (0, 0)
    outcome: Outcome = "orphaned"
    if like == 1:
        same = (first, last) == (place.first_turn, place.last_turn)
        outcome = "kept" if same else "moved"
    elif like >= FOLLOWS:
        outcome = "changed"
    a, b = _span(old, place.first_turn, place.last_turn)
    before, after = _voices(old, a, b), _voices(new, *_span(new, first, last)) if run else ""
    return Followed(
        kind="evidence",
        id=str(row),
        about=f"{theme} {side}",
        by="",
        status="",
        at=place.at,
        to=replace(place, first_turn=first, last_turn=last).at if run else "",
        outcome=outcome,
        likeness=round(like, 3),
        n_before=len(words),
        n_after=len(now),
        old=(place.first_turn, place.last_turn),
        new=(first, last),
        doubtful=MAY_FOLLOW <= like < FOLLOWS,
        voices=f"{before} → {after}" if run and before != after else "",
        why=_why_of_turns(like),
        approved=place.quote_ok,
        old_words=words,
        new_words=now,
    )


def _why_of_turns(like: float) -> str:
    if like == 1:
        return "the same words"
    if like >= FOLLOWS:
        return _WHY["changed"]
    return _WHY["doubtful"] if like >= MAY_FOLLOW else _WHY["gone"]


def _marks(
    marks: Sequence[Mark], old: Transcript, new: Transcript, turns: TurnChanges
) -> Iterator[Followed]:
    """Marks follow their turns; where one ran up to the next, it does so still."""
    runs: list[tuple[int, int] | None] = []
    for mark in marks:
        runs.append(turns.run(mark.first_turn, mark.last_turn))
    n_old, n_new = len(old.turns), len(new.turns)
    for number, mark in enumerate(marks):
        run = runs[number]
        after = next((n for n in range(number + 1, len(marks)) if runs[n]), None)
        if run is not None:
            first, last = run
            following = runs[after] if after is not None else None
            if following is not None and after is not None:
                if mark.last_turn < marks[after].first_turn:
                    joined = mark.last_turn + 1 == marks[after].first_turn
                    last = following[0] - 1 if joined else min(last, following[0] - 1)
            elif mark.last_turn == n_old:
                last = n_new
            run = (first, max(first, last))
        first, last = run or (0, 0)
        same = run == (mark.first_turn, mark.last_turn)
        yield Followed(
            kind="mark",
            id=str(number),
            about=f"{mark.kind} {mark.ref}",
            by="",
            status=mark.source,
            at=f"{old.id}#t{mark.first_turn:03d}-t{mark.last_turn:03d}",
            to=f"{old.id}#t{first:03d}-t{last:03d}" if run else "",
            outcome="orphaned" if run is None else "kept" if same else "moved",
            likeness=0.0,
            n_before=0,
            n_after=0,
            old=(mark.first_turn, mark.last_turn),
            new=(first, last),
            why="none of its turns is there any more" if run is None else "its turns",
        )


def _first_participant(transcript: Transcript, start: int, end: int) -> Turn | None:
    """The first participant's turn that positions touch; any turn if only the interviewer's."""
    touched = [turn for turn in transcript.turns if turn.start < end and start < turn.end]
    spoken = [turn for turn in touched if not turn.is_interviewer]
    return next(iter([*spoken, *touched]), None)


def _voices(transcript: Transcript, start: int, end: int) -> str:
    """Who speaks there, each once; the interviewer only if nobody else does."""
    touched = [turn for turn in transcript.turns if turn.start < end and start < turn.end]
    speakers = dict.fromkeys(turn.speaker for turn in touched if not turn.is_interviewer)
    return " ".join(speakers or dict.fromkeys(turn.speaker for turn in touched))


def _span(transcript: Transcript, first: int, last: int) -> tuple[int, int]:
    return transcript.turns[first - 1].start, transcript.turns[last - 1].end


def _words(transcript: Transcript, first: int, last: int) -> str:
    start, end = _span(transcript, first, last)
    return transcript.text[start:end]


def segment_of(item: Followed, transcript: str) -> Segment:
    """The new segment of a coding."""
    return Segment(transcript, *item.new)
