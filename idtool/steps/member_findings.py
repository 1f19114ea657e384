"""What was found in a returned form, place by place, and the answers it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from idtool.ingest.returned_file import ReturnedFile
from idtool.model import MemberAnswer
from idtool.steps.member_forms import BOXES, Place, SentForm
from idtool.steps.member_lines import without_marks
from idtool.steps.member_ticks import plain

_WHOLE = 0.3
"""Share of the form's lines that must be there before a missing one means anything."""
_MEANINGS = {
    4: ("fits", "in_part", "does_not_fit", "rather_not_say"),
    3: ("fits", "in_part", "does_not_fit"),
    2: ("fits", "does_not_fit"),
}
TRACKED, TYPED_OVER = "tracked", "typed over"


def meaning_of(choice: int, choices: int) -> str:
    """What the n-th choice (from 1) of so many means."""
    named = _MEANINGS.get(min(choices, 4), ())
    return named[choice - 1] if choice <= len(named) else "other"


@dataclass
class FormFindings:
    """What stands at each place of a form, by its tag; words without a place are ``loose``."""

    form: SentForm
    returned: ReturnedFile
    ticked: dict[str, str] = field(default_factory=dict)
    boxed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    over: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    loose: list[MemberAnswer] = field(default_factory=list)
    statement_at: dict[int, str] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    """Numbers of lines of the form that came back, in any shape."""

    def answers(self) -> Iterator[MemberAnswer]:
        """Everything the form says, in the order of its places; then what has none."""
        for place in self.form.places.values():
            yield from self._answer_at(place)
        yield from self.loose
        for comment in self.returned.comments:
            marks = [self.form.by_mark[m] for m in sorted(comment.marks) if m in self.form.by_mark]
            at = next((each for each in marks if each.place), marks[0] if marks else None)
            where = at.statement if at else self.statement_at.get(comment.paragraph, "")
            if comment.text.strip():
                yield MemberAnswer(
                    "" if where == "end" else where,
                    "comment",
                    comment.text,
                    at.place if at else "",
                    comment.quoted,
                    "reply" if comment.parent else "comment",
                )

    def _answer_at(self, place: Place) -> Iterator[MemberAnswer]:
        words = "\n".join(text for text, _ in self.boxed.get(place.tag, ()))
        how = next((how for _, how in self.boxed.get(place.tag, ())), "")
        named = "" if place.statement == "end" else place.statement
        if place.is_tick and place.tag in self.ticked:
            yield self._tick(place, named)
        elif place.part in {"quote", "turn"}:
            yield from self._quotation(place)
        elif place.part == "plain":
            yield from self._statement(place)
        elif place.part == "out" and words:
            yield from self._taken_out(place, words, how)
        elif place.part in BOXES - {"words", "out"} and words:
            yield MemberAnswer(named, place.part, words, how=how)

    def _tick(self, place: Place, named: str) -> MemberAnswer:
        label, how = self.form.labels[place.tag], self.ticked[place.tag]
        if place.part.startswith("fit-"):
            choices = len(self.form.fit_choices(place.statement))
            meaning = meaning_of(int(place.part.removeprefix("fit-")), choices)
            return MemberAnswer(named, "fit", label, meaning, how=how)
        if place.part.startswith("results-"):
            return MemberAnswer("", "results", place.part.removeprefix("results-"), how=how)
        if place.part == "withdraw":
            return MemberAnswer("", "withdraw", how=how)
        was = self._sent_words(place)
        if place.part == "alter":
            words = self._words_box(place)
            return MemberAnswer(named, "alter", words[0], place.place, was, words[1] or how)
        return MemberAnswer(named, place.part, "", place.place, was, how)

    def _sent_words(self, place: Place) -> str:
        return self.form.label(place.statement, "quote", place.place) or self.form.label(
            place.statement, "turn", place.place
        )

    def _words_box(self, place: Place) -> tuple[str, str]:
        kept = self.boxed.get(f"idtool:{place.statement}:words:{place.place}", [])
        return "\n".join(text for text, _ in kept), kept[0][1] if kept else ""

    def _quotation(self, place: Place) -> Iterator[MemberAnswer]:
        """What became of own words: typed over, struck out, or not in the form any more."""
        was = self.form.labels[place.tag]
        alter = f"idtool:{place.statement}:alter:{place.place}"
        words, how = self._words_box(place)
        if words and alter not in self.ticked:
            yield MemberAnswer(place.statement, "alter", words, place.place, was, how)
        now = self._now_at(place)
        if now is None:
            if self._is_gone(place, was):
                yield MemberAnswer(place.statement, "gone", "", place.place, was, "not in the form")
        elif not now[0]:
            yield MemberAnswer(place.statement, "remove", "", place.place, was, "struck out")
        elif plain(now[0]) != plain(was):
            yield MemberAnswer(place.statement, "alter", now[0], place.place, was, now[1])

    def _statement(self, place: Place) -> Iterator[MemberAnswer]:
        was = self.form.labels[place.tag]
        now = self._now_at(place)
        if now is not None and plain(now[0]) != plain(was):
            how = now[1] if now[0] else "struck out"
            yield MemberAnswer(place.statement, "statement", now[0], "", was, how)

    def _now_at(self, place: Place) -> tuple[str, str] | None:
        """The words that stand at a place now, if they were changed."""
        lines = self.over.get(place.tag)
        if lines is None:
            return None
        number = re.compile(r"^\d+\.\s*") if place.part == "turn" else None
        shown = [number.sub("", text.strip()) if number else text.strip() for text, _ in lines]
        if place.part == "quote":
            shown = [without_marks(text) for text in shown]
        words = "\n".join(text for text in shown if text)
        return words, TRACKED if any(tracked for _, tracked in lines) else TYPED_OVER

    def _is_gone(self, place: Place, was: str) -> bool:
        if len(self.met) < _WHOLE * len(self.form.lines):
            return False
        lines = [n for n, sent in enumerate(self.form.lines) if place.tag in sent.tags]
        here = "\n".join(plain(each.accepted) for each in self.returned.paragraphs)
        return not any(n in self.met for n in lines) and plain(was) not in here

    def _taken_out(self, place: Place, words: str, how: str) -> Iterator[MemberAnswer]:
        """Numbers of turns to be taken out; the words themselves are kept as said."""
        turns = [each for each in self.form.quotations() if each.part == "turn"]
        wanted: set[int] = set()
        for first, last in re.findall(r"(?<![\w.])(\d{1,4})(?:\s*(?:-|–|to)\s*(\d{1,4}))?", words):
            wanted.update(range(int(first), int(last or first) + 1))
        for number, turn in enumerate(turns, start=1):
            if number in wanted and turn.statement == place.statement:
                was = self.form.labels[turn.tag]
                yield MemberAnswer(turn.statement, "remove", "", turn.place, was, how)
        yield MemberAnswer(place.statement, "out", words, how=how)
