"""A participant's own words for a statement: whole sentences, theirs alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from idtool.model import Coding, Evidence, Theme, Turn
from idtool.privacy.leaks import identifiers_in, shared_runs
from idtool.privacy.screen import screen_text
from idtool.report.member_check import OwnQuote
from idtool.sentences import sentence_spans
from idtool.steps.contexts import StudyText

FEWEST_WORDS, MOST_WORDS = 12, 60
RUN = 6
"""Words in a row that must not be another person's."""

_NOTE_OF_THE_TRANSCRIBER = re.compile(r"\[[^\]]*\]|\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one turn, as positions in its transcript.

    ``linked`` tells that a person has linked it as evidence for the theme,
    ``approved`` that they marked it as fit to quote, and ``noted`` that a
    transcriber's note such as ``[crosstalk]`` stands in it.
    """

    transcript: str
    start: int
    end: int
    words: str
    linked: bool
    noted: bool
    approved: bool = False

    @property
    def order(self) -> tuple[bool, bool]:
        """Linked evidence first, then words without notes."""
        return (not self.linked, self.noted)

    def overlaps(self, other: Passage) -> bool:
        """Whether two passages share any position."""
        return (
            self.transcript == other.transcript
            and self.start < other.end
            and other.start < self.end
        )

    def as_quote(self) -> OwnQuote:
        """The passage as it is printed, with its place."""
        return OwnQuote(self.words, f"{self.transcript}.{self.start}-{self.end}")


def words_of_others(text: StudyText, person: str) -> dict[str, str]:
    """What everybody else said, by speaker and transcript; the interviewer is left out.

    A speaker nobody has identified counts as somebody else.
    """
    said: dict[str, list[str]] = {}
    for transcript in text.transcripts.values():
        for turn in transcript.turns:
            if not turn.is_interviewer and turn.person != person:
                key = f"{turn.person or turn.speaker} in {transcript.id}"
                said.setdefault(key, []).append(turn.text)
    return {key: "\n".join(words) for key, words in said.items()}


def words_of(text: StudyText, person: str) -> list[str]:
    """All turns of one person."""
    return [
        turn.text
        for transcript in text.transcripts.values()
        for turn in transcript.turns
        if turn.person == person
    ]


def own_passages(
    text: StudyText,
    person: str,
    theme: Theme,
    codings: Sequence[Coding],
    *,
    approved_only: bool,
    others: Mapping[str, str],
    forbidden: Collection[str],
    allow: Collection[str],
) -> list[Passage]:
    """Passages of ``person`` under a theme's codes, best first.

    Only accepted codings are given. Left out are words that speak against the
    theme, words read out of a vignette, words somebody else said as well, words
    with somebody's id or that the privacy screen stops at, and words the person
    has altered or taken out in an earlier round.

    Args:
        approved_only: Only places linked as evidence for the theme and marked
            as fit to quote.
        others: What everybody else said, see :func:`words_of_others`.
        forbidden: Ids of others, which a transcriber may have put for a name.
        allow: Terms the screen lets pass.
    """
    found: dict[tuple[str, int, int], Passage] = {}
    for coding in codings:
        if coding.code not in theme.codes:
            continue
        for turn in text.turns_of(coding):
            if turn.person != person:
                continue
            parts = text.own_parts(turn)
            linked = _linked(theme.evidence_for, turn)
            if _linked(theme.evidence_against, turn) and not linked:
                continue
            approved = any(place.quote_ok for place in linked)
            if approved_only and not approved:
                continue
            for start, end in _whole_sentences(turn, coding.segment.start, coding.segment.end):
                if not any(a <= start and end <= b for a, b in parts):
                    continue
                if text.wishes.touching(turn.transcript, start, end):
                    continue
                words = " ".join(turn.text[start - turn.start : end - turn.start].split())
                noted = _NOTE_OF_THE_TRANSCRIBER.search(words) is not None
                passage = Passage(turn.transcript, start, end, words, bool(linked), noted, approved)
                found.setdefault((turn.transcript, start, end), passage)
    week = {name: number for number, name in enumerate(text.transcripts)}
    ranked = sorted(found.values(), key=lambda p: (p.order, week[p.transcript], p.start))
    return _theirs_alone(ranked, others, forbidden, allow)


def _linked(places: Sequence[Evidence], turn: Turn) -> list[Evidence]:
    return [
        place
        for place in places
        if place.transcript == turn.transcript
        and place.first_turn <= turn.number <= place.last_turn
    ]


def _whole_sentences(turn: Turn, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch of whole sentences around positions ``start`` to ``end`` of one turn.

    Too long a stretch is cut after a sentence; too short a one takes in the
    sentences after it, then those before.
    """
    spans = [(turn.start + a, turn.start + b) for a, b in sentence_spans(turn.text)]
    touched = [n for n, (a, b) in enumerate(spans) if a < end and start < b]
    if not touched:
        return
    first, last = touched[0], touched[-1]

    def n_words(a: int, b: int) -> int:
        return len(turn.text[spans[a][0] - turn.start : spans[b][1] - turn.start].split())

    while last > first and n_words(first, last) > MOST_WORDS:
        last -= 1
    while n_words(first, last) < FEWEST_WORDS and last + 1 < len(spans):
        last += 1
    while n_words(first, last) < FEWEST_WORDS and first > 0:
        first -= 1
    if FEWEST_WORDS <= n_words(first, last) <= MOST_WORDS:
        yield spans[first][0], spans[last][1]


def _theirs_alone(
    passages: Sequence[Passage],
    others: Mapping[str, str],
    forbidden: Collection[str],
    allow: Collection[str],
) -> list[Passage]:
    joined, starts = "", []
    for passage in passages:
        starts.append(len(joined))
        joined += f"{passage.words}\n"
    leaks = shared_runs(joined, others, words=RUN)
    kept = []
    for start, passage in zip(starts, passages, strict=True):
        end = start + len(passage.words)
        if any(leak.start < end and start < leak.end for leak in leaks):
            continue
        if identifiers_in(passage.words, forbidden):
            continue
        seen = screen_text(passage.words, allow=allow, starts=[0])
        if not any(sighting.tier == "block" for sighting in seen):
            kept.append(passage)
    return kept


def choose_passages(
    passages: Sequence[Passage], statement: str, taken: Sequence[Passage], *, most: int
) -> list[Passage]:
    """The passages to print under a statement: one, and more only if linked as evidence.

    Among equals, the one that shares most of the statement's longer words comes
    first. No position is printed twice.
    """
    wanted = _stems(statement)
    ranked = sorted(passages, key=lambda p: (p.order, -len(wanted & _stems(p.words))))
    chosen: list[Passage] = []
    for passage in ranked:
        if len(chosen) == most or (chosen and not passage.linked):
            break
        if not any(passage.overlaps(other) for other in [*taken, *chosen]):
            chosen.append(passage)
    return chosen


def _stems(words: str) -> set[str]:
    """The first five letters of every word of five letters or more."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{5,}", words.lower())}
