"""How a pair share the talk: who begins, who speaks how much, who does what to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from idtool.model import Mark, Turn


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part of a stretch of talk; shares of both people's, the interviewer left out."""

    person: str
    turns: int
    words: int
    share_of_turns: float | None
    share_of_words: float | None


@dataclass(frozen=True, slots=True)
class StretchTalk:
    """One question or vignette stage: who spoke in which order, and how much.

    ``order`` lists the people by their first word in it; ``shares`` follow the
    roster. Shares are None where nobody spoke.
    """

    mark: str
    first_turn: int
    last_turn: int
    order: tuple[str, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class PairTalk:
    """The talk of one paired interview, whole and stretch by stretch.

    ``began`` counts, by person, the stretches they were the first to answer.
    """

    interview: str
    people: tuple[str, ...]
    whole: tuple[Share, ...]
    stretches: tuple[StretchTalk, ...]
    began: Mapping[str, int]


def describe_talk(
    interview: str,
    people: Sequence[str],
    turns: Sequence[Turn],
    marks: Sequence[Mark],
    *,
    readouts: frozenset[int] = frozenset(),
) -> PairTalk:
    """Order of speaking and share of talk, by marked stretch.

    A stage split into several runs of turns counts as one stretch. Words are
    counted by white space. Turns in which a vignette is read out are left out.

    References:
        Onwuegbuzie, A. J., Dickinson, W. B., Leech, N. L., & Zoran, A. G. (2009).
        International Journal of Qualitative Methods, 8(3), 1-21 (who answers each
        question, and in what order).
    """
    spoken = [t for t in turns if t.person in people and t.number not in readouts]
    stretches = []
    for ref in dict.fromkeys(mark.ref for mark in marks):
        runs = [mark for mark in marks if mark.ref == ref]
        inside = [t for t in spoken if any(m.first_turn <= t.number <= m.last_turn for m in runs)]
        stretches.append(
            StretchTalk(
                ref,
                min(m.first_turn for m in runs),
                max(m.last_turn for m in runs),
                tuple(dict.fromkeys(t.person for t in inside if t.person)),
                _shares(people, inside),
            )
        )
    return PairTalk(
        interview,
        tuple(people),
        _shares(people, spoken),
        tuple(stretches),
        {person: sum(s.order[:1] == (person,) for s in stretches) for person in people},
    )


def _shares(people: Sequence[str], turns: Sequence[Turn]) -> tuple[Share, ...]:
    words = dict.fromkeys(people, 0)
    counts = dict.fromkeys(people, 0)
    for turn in turns:
        if turn.person in words:
            words[turn.person] += len(turn.text.split())
            counts[turn.person] += 1
    all_words, all_turns = sum(words.values()), sum(counts.values())
    return tuple(
        Share(
            person,
            counts[person],
            words[person],
            counts[person] / all_turns if all_turns else None,
            words[person] / all_words if all_words else None,
        )
        for person in people
    )
