"""What a returned form says, held against the form as it was sent.

Answers are found by the tag of their control, failing that by hidden bookmarks,
failing that by labels and headings: programs drop the one or the other, and
people move things about. Words that the form did not have arrive once, wherever
they were typed; what belongs to no place is kept as ``unplaced``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from idtool.ingest.returned_file import Piece, ReturnedFile, ReturnedParagraph
from idtool.model import MemberAnswer
from idtool.report.member_check import TO_FINISH
from idtool.report.word_fields import PLACEHOLDER, bookmark_name
from idtool.steps.member_forms import BOXES, OVERWRITTEN, Place, SentForm, SentLine
from idtool.steps.member_ticks import has_sign, plain, read_ticks

_LIKE = 0.6
"""Likeness from which a line is taken for one of the form that was changed."""
_WHOLE = 0.3
"""Share of the form's lines that must be there before a missing one means anything."""
_MEANINGS = {
    4: ("fits", "in_part", "does_not_fit", "rather_not_say"),
    3: ("fits", "in_part", "does_not_fit"),
    2: ("fits", "does_not_fit"),
}
_TYPED, _OVER, _TRACKED, _OUTSIDE = "typed in the box", "typed over", "tracked", "outside the boxes"


def meaning_of(choice: int, choices: int) -> str:
    """What the n-th choice (from 1) of so many means."""
    named = _MEANINGS.get(min(choices, 4), ())
    return named[choice - 1] if choice <= len(named) else "other"


def answers_in(returned: ReturnedFile, form: SentForm) -> list[MemberAnswer]:
    """Everything a returned form says, in the order of the form as it was sent."""
    reader = _Reader(returned, form)
    reader.read()
    return list(reader.answers())


@dataclass(frozen=True, slots=True)
class _Line:
    """One returned paragraph without the words in its boxes, as it is and as it was."""

    paragraph: ReturnedParagraph
    now: str
    then: str
    places: tuple[Place, ...]

    @property
    def tracked(self) -> bool:
        return self.now != self.then


@dataclass
class _Where:
    """The place the walk is at: a statement, a quotation in it, an open box."""

    statement: str = ""
    quote: str = ""
    box: Place | None = None
    cell: int = 0
    after_heading: bool = False
    after_lead: bool = False


@dataclass
class _Reader:
    returned: ReturnedFile
    form: SentForm
    where: _Where = field(default_factory=_Where)
    ticked: dict[str, str] = field(default_factory=dict)
    boxed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    over: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    loose: list[MemberAnswer] = field(default_factory=list)
    statement_at: dict[int, str] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    """Numbers of lines of the form that came back, in any shape."""
    n_alike: Counter[tuple[bool, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.n_alike.update(_key(sent.part, sent.text) for sent in self.form.lines)

    def read(self) -> None:
        lines = [self._line(paragraph) for paragraph in self.returned.paragraphs]
        matched = self._same_lines(lines)
        for at, line in enumerate(lines):
            self._boxes(line.paragraph)
            self._move_to(line)
            self.statement_at[line.paragraph.number] = self.where.statement
            if at in matched:
                self._known(line, self.form.lines[matched[at]])
            elif plain(line.now) or plain(line.then):
                self._changed(line)
        for tag, on in self.returned.ticks.items():
            place = self.form.places.get(tag) or self.form.by_mark.get(tag)
            if on and place is not None and place.is_tick:
                self.ticked.setdefault(place.tag, "ticked")

    def _line(self, paragraph: ReturnedParagraph) -> _Line:
        outside = [piece for piece in paragraph.pieces if not self._in_box(piece)]
        places = dict.fromkeys(
            place
            for piece in paragraph.pieces
            for place in (
                self.form.places.get(piece.field),
                *(self.form.by_mark.get(mark) for mark in sorted(piece.marks)),
            )
            if place is not None
        )
        return _Line(
            paragraph,
            "".join(piece.text for piece in outside if piece.change != "deleted"),
            "".join(piece.text for piece in outside if piece.change != "inserted"),
            tuple(places),
        )

    def _in_box(self, piece: Piece) -> bool:
        place = self.form.places.get(piece.field)
        return place is not None and place.part in BOXES

    def _same_lines(self, lines: list[_Line]) -> dict[int, int]:
        """Lines that are, or were before they were tracked, lines of the form."""
        left: dict[tuple[bool, str], list[int]] = {}
        for number, sent in enumerate(self.form.lines):
            if plain(sent.text):
                left.setdefault(_key(sent.part, sent.text), []).append(number)
        matched: dict[int, int] = {}
        for at, line in enumerate(lines):
            words = line.then if line.tracked else line.now
            numbers = left.get(_key(line.paragraph.part, words))
            if plain(words) and numbers:
                matched[at] = numbers.pop(0)
                self.found.add(matched[at])
        return matched

    def _move_to(self, line: _Line) -> None:
        """Where a line stands, by its controls and bookmarks."""
        for place in line.places:
            if place.statement != self.where.statement:
                self.where = _Where(place.statement)
            if place.place:
                self.where.quote = place.place
            if place.part in BOXES:
                self.where.box, self.where.cell = place, line.paragraph.cell

    def _boxes(self, paragraph: ReturnedParagraph) -> None:
        """Words in the controls of boxes; some programs leave them marked as the prompt."""
        words: dict[str, list[str]] = {}
        tracked: set[str] = set()
        for piece in paragraph.pieces:
            if self._in_box(piece) and piece.change != "deleted":
                words.setdefault(piece.field, []).append(piece.text)
                if piece.change:
                    tracked.add(piece.field)
        for tag, pieces in words.items():
            how = _TRACKED if tag in tracked else _TYPED
            self._box(self.form.places[tag], "".join(pieces), how)

    def _box(self, place: Place, words: str, how: str) -> None:
        words = _without_prompt(words)
        if words.strip():
            self.boxed.setdefault(place.tag, []).append((words.strip(), how))

    def _known(self, line: _Line, sent: SentLine) -> None:
        """A line of the form: where it leads, what is ticked in it, what was tracked in it."""
        self._lead(line, sent)
        labels = self._labels(line, sent)
        if labels:
            self._ticks(line, labels, sent.text)
        elif line.tracked:
            self._differs(line, sent)

    def _lead(self, line: _Line, sent: SentLine) -> None:
        places = [
            p for tag in sent.tags if (p := self.form.by_mark.get(bookmark_name(tag))) is not None
        ]
        heading = next((place for place in places if place.part == "head"), None)
        if heading is not None:
            self.where = _Where(heading.statement, after_heading=True)
            return
        for place in places if self._is_only_one(sent) else ():
            if place.statement != self.where.statement:
                self.where = _Where(place.statement)
            if place.place:
                self.where.quote = place.place
        box = self._box_labelled(plain(sent.text))
        self.where.after_heading = False
        self.where.after_lead = sent.text.startswith("Your own words on")
        if box is not None:
            self.where.box, self.where.cell = box, line.paragraph.cell
        elif not places or any(place.part not in BOXES for place in places):
            self.where.box = None
        if not places and plain(sent.text) == TO_FINISH:
            self.where = _Where("end")
        self.statement_at[line.paragraph.number] = self.where.statement

    def _is_only_one(self, sent: SentLine) -> bool:
        """Whether no other line of the form reads the same."""
        return self.n_alike[_key(sent.part, sent.text)] == 1

    def _box_labelled(self, words: str) -> Place | None:
        for place in self._boxes_here():
            if plain(self.form.labels[place.tag]) == words:
                return place
        return None

    def _boxes_here(self) -> Iterator[Place]:
        """Boxes that may come next: of this quotation, this statement, the end."""
        for place in self.form.places.values():
            if place.part not in BOXES:
                continue
            of_quote = place.part == "words"
            if (
                place.statement == self.where.statement
                and (not of_quote or place.place == self.where.quote)
            ) or place.statement == "end":
                yield place

    def _labels(self, line: _Line, sent: SentLine) -> dict[str, str]:
        """Labels to tick in a line; one that stands under every statement is of this one."""
        own = [place.tag for place in line.places if place.is_tick]
        tags = own or [
            self._here(self.form.places[tag])
            for tag in sent.tags
            if tag in self.form.places and self.form.places[tag].is_tick
        ]
        return {tag: self.form.labels[tag] for tag in tags if tag in self.form.labels}

    def _here(self, place: Place) -> str:
        """The tag of the same part of the statement and quotation the walk is at."""
        if place.statement == "end" or not self.where.statement:
            return place.tag
        tag = f"idtool:{self.where.statement}:{place.part}"
        return f"{tag}:{self.where.quote}" if place.place else tag

    def _ticks(self, line: _Line, labels: dict[str, str], sent: str) -> None:
        read = read_ticks(line.now, labels, sent)
        how = "ticked"
        for tag in read.ticked:
            self.ticked.setdefault(tag, how)
        for words in read.typed:
            self._loose(words, sent)

    def _differs(self, line: _Line, sent: SentLine) -> None:
        """A line of the form whose words were changed."""
        place = self._typed_over(sent.tags)
        if place is not None:
            self.over.setdefault(place.tag, []).append((line.now, line.tracked))
            return
        box = self._box_labelled(plain(sent.text))
        words = _added(plain(sent.text), plain(line.now))
        if not words:
            return
        if box is not None:
            self._box(box, words, "behind the label")
        else:
            self._loose(words, plain(sent.text), _TRACKED if line.tracked else _OVER)

    def _typed_over(self, tags: tuple[str, ...]) -> Place | None:
        places = (self.form.places.get(tag) for tag in tags)
        return next((p for p in places if p is not None and p.part in OVERWRITTEN), None)

    def _changed(self, line: _Line) -> None:
        """A line that is none of the form's: changed, typed in a box, or new."""
        over = next((place for place in line.places if place.part in OVERWRITTEN), None)
        sent = self._line_changed(line)
        if over is not None and (sent is None or over.tag in sent.tags):
            self._use(sent)
            self.over.setdefault(over.tag, []).append((line.now, line.tracked))
            return
        labels = self._labels_near(line)
        if labels:
            self._use(sent)
            self._lost_ticks(line, labels, sent)
            return
        if self._after_label(line):
            return
        if sent is not None:
            self._use(sent)
            self._lead(line, sent)
            self._differs(line, sent)
            return
        if self._fills_gap(line):
            return
        self._new(line)

    def _use(self, sent: SentLine | None) -> None:
        if sent is not None:
            self.found.add(self.form.lines.index(sent))

    def _line_changed(self, line: _Line) -> SentLine | None:
        """The line of the form, not met elsewhere, that this one is most like."""
        words = plain(line.now) or plain(line.then)
        own = {place.tag for place in line.places}
        best, score = None, 0.0
        for number, sent in enumerate(self.form.lines):
            if number in self.found or _is_body(sent.part) != _is_body(line.paragraph.part):
                continue
            theirs = plain(sent.text)
            if own & set(sent.tags):
                likeness = 1.0 if _likeness(theirs, words) > 0.2 or not theirs else 0.61
            else:
                likeness = (
                    0.99 if len(theirs) > 11 and theirs in words else _likeness(theirs, words)
                )
            if theirs and likeness > score:
                best, score = sent, likeness
        return best if score >= _LIKE else None

    def _labels_near(self, line: _Line) -> dict[str, str]:
        """Labels to tick that stand in a line whose like was not sent."""
        if not _is_body(line.paragraph.part):
            return {}
        here = (self.where.statement, self.where.quote)
        wanted = {
            place.tag: self.form.labels[place.tag]
            for place in self.form.places.values()
            if place.is_tick
            and (
                place in line.places
                or (place.statement == self.where.statement and place.part.startswith("fit-"))
                or (place.place and (place.statement, place.place) == here)
                or place.statement == "end"
            )
        }
        found = read_ticks(line.now, wanted, "").found
        labels = {tag: wanted[tag] for tag in found}
        signed = has_sign(line.now) or any(place.is_tick for place in line.places)
        several = len(found) > 1
        alone = len(found) == 1 and plain(line.now) == plain(next(iter(labels.values())))
        cross = re.match(r"^\W*[xX✓✔]\b", line.now) is not None
        return labels if found and (signed or several or alone or cross) else {}

    def _lost_ticks(self, line: _Line, labels: dict[str, str], sent: SentLine | None) -> None:
        read = read_ticks(line.now, labels, sent.text if sent else "")
        for tag in read.ticked:
            self.ticked.setdefault(tag, "ticked")
        alone = next(iter(labels)) if len(labels) == 1 and not has_sign(line.now) else ""
        unmarked = not read.ticked and not any(place.is_tick for place in line.places)
        if alone and unmarked and self._others_gone(alone):
            self.ticked.setdefault(alone, "the only choice left")
        for words in read.typed:
            self._loose(words, plain(sent.text) if sent else "")

    def _others_gone(self, tag: str) -> bool:
        """Whether the line with all choices did not come back."""
        return not any(
            tag in self.form.lines[number].tags and plain(self.form.lines[number].text)
            for number in self.found
        )

    def _after_label(self, line: _Line) -> bool:
        """Words typed behind a box's label, in its line."""
        words = plain(line.now)
        for place in self._boxes_here():
            label = plain(self.form.labels[place.tag])
            if label and words.startswith(label) and len(words) > len(label):
                for number, sent in enumerate(self.form.lines):
                    if number not in self.found and plain(sent.text) == label:
                        self.found.add(number)
                        break
                else:
                    continue
                self.where.box, self.where.cell = place, line.paragraph.cell
                self._box(place, words[len(label) :].lstrip(" :.-–—"), "behind the label")
                return True
        return False

    def _fills_gap(self, line: _Line) -> bool:
        """Words where a statement or a quotation of the form was and is no more."""
        if not _is_body(line.paragraph.part):
            return False
        wanted = None
        if self.where.after_heading:
            wanted = ("plain",)
        elif self.where.after_lead:
            wanted = ("quote",)
        if wanted is None:
            return False
        for number, sent in enumerate(self.form.lines):
            place = self._typed_over(sent.tags)
            if (
                number not in self.found
                and place is not None
                and place.statement == self.where.statement
                and place.part in wanted
            ):
                self.found.add(number)
                if place.place:
                    self.where.quote = place.place
                self.where.after_heading = self.where.after_lead = False
                self.over.setdefault(place.tag, []).append((line.now, line.tracked))
                return True
        return False

    def _new(self, line: _Line) -> None:
        """A line of the participant's own."""
        words = line.now if not has_sign(line.now) else plain(line.now)
        if not _without_prompt(words).strip():
            return
        box, cell = self.where.box, line.paragraph.cell
        beside = box is not None and _is_body(line.paragraph.part) and cell == self.where.cell
        if box is not None and beside:
            self._box(box, words, "beside the box" if line.places or cell else "below the label")
        else:
            here = self.where.statement if _is_body(line.paragraph.part) else ""
            self._loose(words, "", _TRACKED if line.tracked else _OUTSIDE, here)

    def _loose(
        self, words: str, was: str, how: str = _OUTSIDE, statement: str | None = None
    ) -> None:
        words = _without_prompt(words).strip()
        if words:
            where = self.where.statement if statement is None else statement
            where = "" if where == "end" else where
            self.loose.append(MemberAnswer(where, "unplaced", words, was=plain(was), how=how))

    # What was found, as answers

    def answers(self) -> Iterator[MemberAnswer]:
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
            shown = [_without_marks(text) for text in shown]
        words = "\n".join(text for text in shown if text)
        return words, _TRACKED if any(tracked for _, tracked in lines) else _OVER

    def _is_gone(self, place: Place, was: str) -> bool:
        if len(self.found) < _WHOLE * len(self.form.lines):
            return False
        lines = [n for n, sent in enumerate(self.form.lines) if place.tag in sent.tags]
        here = "\n".join(plain(each.accepted) for each in self.returned.paragraphs)
        return not any(n in self.found for n in lines) and plain(was) not in here

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


def _key(part: str, words: str) -> tuple[bool, str]:
    """What two lines must share to be the same; numbers of pages do not count."""
    if _is_body(part):
        return True, plain(words)
    return False, re.sub(r"\d+", "0", plain(words))


def _is_body(part: str) -> bool:
    return part == "body"


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < 0.2 or matcher.quick_ratio() < 0.2:
        return 0.0
    return matcher.ratio()


def _added(before: str, after: str) -> str:
    """What was put into a line: all but the words it begins and ends with as before."""
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(new[start : len(new) - end])


def _without_prompt(words: str) -> str:
    """Words without the box's own prompt at either end."""
    words = words.strip()
    while words.startswith(PLACEHOLDER):
        words = words[len(PLACEHOLDER) :].strip()
    while words.endswith(PLACEHOLDER):
        words = words[: -len(PLACEHOLDER)].strip()
    return words


def _without_marks(words: str) -> str:
    return words.strip().removeprefix("“").removesuffix("”").strip()


def count_lines(form: SentForm, returned: ReturnedFile) -> int:
    """How many lines of a form stand in a returned file; to find out which form it is."""
    sent = Counter(plain(line.text) for line in form.lines if plain(line.text))
    here = Counter(plain(paragraph.original) for paragraph in returned.paragraphs)
    marks = sum(1 for mark in form.by_mark if mark in returned.marks)
    return sum((sent & here).values()) + marks
