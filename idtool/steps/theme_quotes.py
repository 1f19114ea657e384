"""The words shown for and against a theme: a turn, or the coded part of a long one."""

from __future__ import annotations

from collections.abc import Sequence

from idtool.model import Coding, Evidence, Theme, Turn
from idtool.report.themes import PlacedQuote
from idtool.sentences import sentence_spans
from idtool.steps.contexts import StudyText
from idtool.steps.member_sheets import QUOTE_CONSENT
from idtool.steps.member_wishes import ASKED_NEVER, ASKED_OUT, LEFT_OUT
from idtool.steps.quote_tags import QuoteTags

MOST_PLACES = 3
"""Places printed on either side of a theme; the same for both."""

NOT_AGREED = "not quoted: this person did not agree to be quoted"
NONE_AGREED = "not quoted: these people did not agree to be quoted"
NOT_KNOWN = "not quoted: it is not known who speaks here, so nobody agreed to be quoted"

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

    Words leave the team only if everybody who speaks at the place agreed to be
    quoted. A place withheld for that is named and takes no room from the others.
    The public gets neither notes nor addresses.
    """
    shown: list[PlacedQuote] = []
    more: list[str] = []
    printed = 0
    for place in places:
        turns = _turns_at(text, place)
        if not turns:
            continue
        if printed == MOST_PLACES:
            more.append(place.at)
            continue
        note = place.note if tags.inside else ""
        if tags.needs_consent and (silent := _without_consent(text, turns)):
            tag = tags.sign_withheld([person for person in silent if person], place.at)
            shown.append(PlacedQuote("", tag, note, not_quoted=_reason(silent)))
            continue
        people = [turn.person for turn in turns if turn.person]
        words = _words(text, turns, theme, codings, tags)
        if asked := _asked_out(text, people, words):
            shown.append(
                PlacedQuote("", tags.sign_withheld(people, place.at), note, not_quoted=asked)
            )
            continue
        shown.append(PlacedQuote(words, tags.sign(people, place.at), note))
        printed += 1
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


def _without_consent(text: StudyText, turns: Sequence[Turn]) -> list[str | None]:
    """Who speaks without having agreed to be quoted, each once; ``None`` is a speaker unknown."""
    people = text.study.people
    return [
        name
        for name in dict.fromkeys(turn.person for turn in turns)
        if name is None or name not in people or QUOTE_CONSENT not in people[name].consents
    ]


def _reason(silent: Sequence[str | None]) -> str:
    known = [person for person in silent if person]
    if not known:
        return NOT_KNOWN
    return NOT_AGREED if len(known) == 1 else NONE_AGREED


def _asked_out(text: StudyText, people: Sequence[str], words: str) -> str:
    """Why words are not printed after a member check, or nothing."""
    if any(person in text.wishes.silent for person in people):
        return ASKED_NEVER
    return "" if words.replace(LEFT_OUT, "").strip() else ASKED_OUT


def _words(
    text: StudyText,
    turns: Sequence[Turn],
    theme: Theme,
    codings: Sequence[Coding],
    tags: QuoteTags,
) -> str:
    parts = [(turn, _shown(text, turn, theme, codings)) for turn in turns]
    if len(parts) == 1:
        return parts[0][1]
    return "\n".join(f"[{tags.speaker(turn.person)}] {words}" for turn, words in parts)


def _shown(text: StudyText, turn: Turn, theme: Theme, codings: Sequence[Coding]) -> str:
    """A turn; if it is long, its sentences with the theme's codes, or its beginning.

    What its speaker altered or took out in a member check is as they want it.
    """
    if len(turn.text.split()) <= MOST_WORDS:
        return " ".join(text.wishes.shown(turn).split())
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
    start, past = turn.start + spans[first][0], turn.start + spans[end][1]
    words = " ".join(text.wishes.shown(turn, start, past).split())
    before = f"{CUT} " if first > 0 else ""
    return f"{before}{words} {CUT}" if end + 1 < len(spans) else f"{before}{words}"
