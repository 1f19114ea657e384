"""The words shown for and against a theme: a turn, or the coded part of a long one."""

from __future__ import annotations

from collections.abc import Sequence

from idtool.model import Coding, Evidence, Theme, Turn
from idtool.report.sentences import sentence_spans
from idtool.report.themes import PlacedQuote
from idtool.steps.contexts import StudyText
from idtool.steps.member_sheets import QUOTE_CONSENT
from idtool.steps.quote_tags import QuoteTags

MOST_PLACES = 3
"""Places printed on either side of a theme; the same for both."""

MOST_WORDS = 80
CUT = "[…]"


def placed_quotes(
    text: StudyText,
    theme: Theme,
    places: Sequence[Evidence],
    codings: Sequence[Coding],
    tags: QuoteTags,
) -> tuple[tuple[PlacedQuote, ...], tuple[str, ...]]:
    """Words at the first places, as linked, and the addresses of the others.

    Outside the team only people who agreed to be quoted are, and neither notes
    nor addresses are given.
    """
    shown: list[PlacedQuote] = []
    more: list[str] = []
    for place in places:
        turns = _turns_at(text, place)
        if not tags.inside:
            turns = [turn for turn in turns if _may_be_quoted(text, turn)]
        if not turns:
            continue
        if len(shown) == MOST_PLACES:
            more.append(place.at)
            continue
        people = [turn.person for turn in turns if turn.person]
        shown.append(
            PlacedQuote(
                words=_words(turns, theme, codings, tags),
                tag=tags.sign(people, place.at),
                note=place.note if tags.inside else "",
            )
        )
    return tuple(shown), tuple(more) if tags.inside else ()


def people_at(text: StudyText, places: Sequence[Evidence]) -> set[str]:
    """People who speak at some places."""
    return {turn.person for place in places for turn in _turns_at(text, place) if turn.person}


def _turns_at(text: StudyText, place: Evidence) -> list[Turn]:
    transcript = text.transcripts.get(place.transcript)
    if transcript is None:
        return []
    turns = transcript.turns[place.first_turn - 1 : place.last_turn]
    return [turn for turn in turns if not turn.is_interviewer]


def _may_be_quoted(text: StudyText, turn: Turn) -> bool:
    person = text.study.people.get(turn.person or "")
    return person is not None and QUOTE_CONSENT in person.consents


def _words(turns: Sequence[Turn], theme: Theme, codings: Sequence[Coding], tags: QuoteTags) -> str:
    parts = [(turn, _shown(turn, theme, codings)) for turn in turns]
    if len(parts) == 1:
        return parts[0][1]
    return "\n".join(f"[{tags.speaker(turn.person)}] {words}" for turn, words in parts)


def _shown(turn: Turn, theme: Theme, codings: Sequence[Coding]) -> str:
    """A turn; if it is long, its sentences with the theme's codes, or its beginning."""
    if len(turn.text.split()) <= MOST_WORDS:
        return " ".join(turn.text.split())
    spans = sentence_spans(turn.text)
    coded = [
        (coding.segment.start - turn.start, coding.segment.end - turn.start)
        for coding in codings
        if coding.code in theme.codes
        and coding.segment.transcript == turn.transcript
        and coding.segment.start < turn.end
        and turn.start < coding.segment.end
    ]
    touched = [n for n, (a, b) in enumerate(spans) if any(a < e and s < b for s, e in coded)]
    first, last = (touched[0], touched[-1]) if touched else (0, len(spans) - 1)
    end = last
    while end > first and len(turn.text[spans[first][0] : spans[end][1]].split()) > MOST_WORDS:
        end -= 1
    words = " ".join(turn.text[spans[first][0] : spans[end][1]].split())
    before = f"{CUT} " if first > 0 else ""
    return f"{before}{words} {CUT}" if end + 1 < len(spans) else f"{before}{words}"
