"""Notes that repeat words nobody may print are held back where a paper leaves the team.

A quotation is withheld by the consent of who speaks (:mod:`idtool.steps.theme_quotes`). The
same words copied into a note, a claim or a memo would go out all the same; here they do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from idtool.model import Turn
from idtool.privacy.leaks import OwnRuns
from idtool.report.mentor_packet import MentorPacket, ToldItem
from idtool.report.themes import PlacedQuote, ThemeReport, ThemeSheet
from idtool.steps.contexts import StudyText
from idtool.steps.member_sheets import QUOTE_CONSENT
from idtool.steps.own_words import RUN

HELD = "[not shown: this repeats words of somebody who did not agree to have them quoted]"


class HeldNotes:
    """Knows every run of words that may not be printed, and holds back what repeats one.

    Such are words of people without consent to be quoted, of speakers nobody has
    identified, and words that somebody altered or took out in a member check; unless
    somebody else said the same, or guide or vignette have it.
    """

    def __init__(self, text: StudyText) -> None:
        silent: list[str] = []
        free: list[str] = [*text.study.question_texts.values(), *text.study.read_aloud.values()]
        for transcript in text.transcripts.values():
            for turn in transcript.turns:
                if not turn.is_interviewer:
                    kept_back, others = _divided(text, turn)
                    silent += kept_back
                    free += others
        self._runs = OwnRuns(silent, free, words=RUN)

    def shown(self, note: str) -> str:
        """A note as it may leave the team."""
        return HELD if self._runs.spans(note) else note

    def theme_report(self, report: ThemeReport) -> ThemeReport:
        """A theme report whose notes, claims and memos may leave the team."""
        saturation = report.saturation
        if saturation is not None:
            saturation = replace(saturation, adequacy=self.shown(saturation.adequacy))
        return replace(
            report,
            themes=tuple(map(self._theme, report.themes)),
            set_aside=tuple(map(self.shown, report.set_aside)),
            saturation=saturation,
        )

    def packet(self, packet: MentorPacket) -> MentorPacket:
        """A packet whose sentences may leave the team; its themes are those of a report."""
        return replace(
            packet,
            told=tuple(map(self._told, packet.told)),
            news=tuple((what, tuple(map(self.shown, told))) for what, told in packet.news),
            dropped=tuple(map(self.shown, packet.dropped)),
            questions=tuple((number, self.shown(words)) for number, words in packet.questions),
            journal=tuple((day, self.shown(words)) for day, words in packet.journal),
        )

    def _theme(self, theme: ThemeSheet) -> ThemeSheet:
        return replace(
            theme,
            name=self.shown(theme.name),
            claim=self.shown(theme.claim),
            not_a_topic_because=self.shown(theme.not_a_topic_because),
            so_what=self.shown(theme.so_what),
            came_from=self.shown(theme.came_from),
            searched_against=self.shown(theme.searched_against),
            quotes_for=self._quotes(theme.quotes_for),
            quotes_against=self._quotes(theme.quotes_against),
            memos=tuple((name, self.shown(words)) for name, words in theme.memos),
        )

    def _quotes(self, quotes: Sequence[PlacedQuote]) -> tuple[PlacedQuote, ...]:
        return tuple(replace(quote, note=self.shown(quote.note)) for quote in quotes)

    def _told(self, item: ToldItem) -> ToldItem:
        return replace(
            item,
            quoted=self.shown(item.quoted),
            said=self.shown(item.said),
            answer=self.shown(item.answer),
        )


def _divided(text: StudyText, turn: Turn) -> tuple[list[str], list[str]]:
    """A turn's words that may not be printed, and those that may."""
    person = text.study.people.get(turn.person or "")
    if person is None or QUOTE_CONSENT not in person.consents or person.id in text.wishes.silent:
        return [turn.text], []
    held = list(_spans(text, turn))
    at, free = 0, []
    for start, end in held:
        free.append(turn.text[at:start])
        at = max(at, end)
    return [turn.text[start:end] for start, end in held], [*free, turn.text[at:]]


def _spans(text: StudyText, turn: Turn) -> Iterator[tuple[int, int]]:
    """Positions in a turn of what its speaker altered or took out."""
    for passage in text.wishes.touching(turn.transcript, turn.start, turn.end):
        if passage.person == turn.person:
            start, end = max(passage.start, turn.start), min(passage.end, turn.end)
            yield start - turn.start, end - turn.start
