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
from dataclasses import dataclass

from idtool.ingest.returned_file import ReturnedFile, ReturnedParagraph
from idtool.model import MemberAnswer
from idtool.report.member_check import TO_FINISH
from idtool.report.word_fields import bookmark_name
from idtool.steps.member_findings import TRACKED, TYPED_OVER, FormFindings
from idtool.steps.member_forms import BOXES, OVERWRITTEN, Place, SentForm, SentLine
from idtool.steps.member_lines import (
    Line,
    in_box,
    is_body,
    key_of,
    line_changed,
    line_of,
    same_lines,
    without_prompt,
    words_added,
)
from idtool.steps.member_ticks import has_sign, plain, read_ticks

_TYPED, _OUTSIDE = "typed in the box", "outside the boxes"


def answers_in(returned: ReturnedFile, form: SentForm) -> list[MemberAnswer]:
    """Everything a returned form says, in the order of the form as it was sent."""
    reader = _Reader(returned, form)
    reader.read()
    return list(reader.kept.answers())


@dataclass
class _Where:
    """The place the walk is at: a statement, a quotation in it, an open box."""

    statement: str = ""
    quote: str = ""
    box: Place | None = None
    cell: int = 0
    after_heading: bool = False
    after_lead: bool = False


class _Reader:
    """One walk through a returned file, keeping what stands where."""

    def __init__(self, returned: ReturnedFile, form: SentForm) -> None:
        self.returned, self.form = returned, form
        self.where = _Where()
        self.kept = FormFindings(form, returned)
        self.n_alike = Counter(key_of(sent.part, sent.text) for sent in form.lines)

    def read(self) -> None:
        lines = [line_of(paragraph, self.form) for paragraph in self.returned.paragraphs]
        matched = same_lines(lines, self.form)
        self.kept.met.update(matched.values())
        for at, line in enumerate(lines):
            self._boxes(line.paragraph)
            self._move_to(line)
            self.kept.statement_at[line.paragraph.number] = self.where.statement
            if at in matched:
                self._known(line, self.form.lines[matched[at]])
            elif plain(line.now) or plain(line.then):
                self._changed(line)
        for tag, on in self.returned.ticks.items():
            place = self.form.places.get(tag) or self.form.by_mark.get(tag)
            if on and place is not None and place.is_tick:
                self.kept.ticked.setdefault(place.tag, "ticked")

    def _move_to(self, line: Line) -> None:
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
            if in_box(piece, self.form) and piece.change != "deleted":
                words.setdefault(piece.field, []).append(piece.text)
                if piece.change:
                    tracked.add(piece.field)
        for tag, pieces in words.items():
            how = TRACKED if tag in tracked else _TYPED
            self._box(self.form.places[tag], "".join(pieces), how)

    def _box(self, place: Place, words: str, how: str) -> None:
        words = without_prompt(words)
        if words.strip():
            self.kept.boxed.setdefault(place.tag, []).append((words.strip(), how))

    def _known(self, line: Line, sent: SentLine) -> None:
        """A line of the form: where it leads, what is ticked in it, what was tracked in it."""
        self._lead(line, sent)
        labels = self._labels(line, sent)
        if labels:
            self._ticks(line, labels, sent.text)
        elif line.tracked:
            self._differs(line, sent)

    def _lead(self, line: Line, sent: SentLine) -> None:
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
        self.kept.statement_at[line.paragraph.number] = self.where.statement

    def _is_only_one(self, sent: SentLine) -> bool:
        """Whether no other line of the form reads the same."""
        return self.n_alike[key_of(sent.part, sent.text)] == 1

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

    def _labels(self, line: Line, sent: SentLine) -> dict[str, str]:
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

    def _ticks(self, line: Line, labels: dict[str, str], sent: str) -> None:
        read = read_ticks(line.now, labels, sent)
        how = "ticked"
        for tag in read.ticked:
            self.kept.ticked.setdefault(tag, how)
        for words in read.typed:
            self._loose(words, sent)

    def _differs(self, line: Line, sent: SentLine) -> None:
        """A line of the form whose words were changed."""
        place = self._typed_over(sent.tags)
        if place is not None:
            self.kept.over.setdefault(place.tag, []).append((line.now, line.tracked))
            return
        box = self._box_labelled(plain(sent.text))
        words = words_added(plain(sent.text), plain(line.now))
        if not words:
            return
        if box is not None:
            self._box(box, words, "behind the label")
        else:
            self._loose(words, plain(sent.text), TRACKED if line.tracked else TYPED_OVER)

    def _typed_over(self, tags: tuple[str, ...]) -> Place | None:
        places = (self.form.places.get(tag) for tag in tags)
        return next((p for p in places if p is not None and p.part in OVERWRITTEN), None)

    def _changed(self, line: Line) -> None:
        """A line that is none of the form's: changed, typed in a box, or new."""
        over = next((place for place in line.places if place.part in OVERWRITTEN), None)
        sent = line_changed(line, self.form, self.kept.met)
        if over is not None and (sent is None or over.tag in sent.tags):
            self._use(sent)
            self.kept.over.setdefault(over.tag, []).append((line.now, line.tracked))
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
            self.kept.met.add(self.form.lines.index(sent))

    def _labels_near(self, line: Line) -> dict[str, str]:
        """Labels to tick that stand in a line whose like was not sent."""
        if not is_body(line.paragraph.part):
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

    def _lost_ticks(self, line: Line, labels: dict[str, str], sent: SentLine | None) -> None:
        read = read_ticks(line.now, labels, sent.text if sent else "")
        for tag in read.ticked:
            self.kept.ticked.setdefault(tag, "ticked")
        alone = next(iter(labels)) if len(labels) == 1 and not has_sign(line.now) else ""
        unmarked = not read.ticked and not any(place.is_tick for place in line.places)
        if alone and unmarked and self._others_gone(alone):
            self.kept.ticked.setdefault(alone, "the only choice left")
        for words in read.typed:
            self._loose(words, plain(sent.text) if sent else "")

    def _others_gone(self, tag: str) -> bool:
        """Whether the line with all choices did not come back."""
        return not any(
            tag in self.form.lines[number].tags and plain(self.form.lines[number].text)
            for number in self.kept.met
        )

    def _after_label(self, line: Line) -> bool:
        """Words typed behind a box's label, in its line."""
        words = plain(line.now)
        for place in self._boxes_here():
            label = plain(self.form.labels[place.tag])
            if label and words.startswith(label) and len(words) > len(label):
                for number, sent in enumerate(self.form.lines):
                    if number not in self.kept.met and plain(sent.text) == label:
                        self.kept.met.add(number)
                        break
                else:
                    continue
                self.where.box, self.where.cell = place, line.paragraph.cell
                self._box(place, words[len(label) :].lstrip(" :.-–—"), "behind the label")
                return True
        return False

    def _fills_gap(self, line: Line) -> bool:
        """Words where a statement or a quotation of the form was and is no more."""
        if not is_body(line.paragraph.part):
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
                number not in self.kept.met
                and place is not None
                and place.statement == self.where.statement
                and place.part in wanted
            ):
                self.kept.met.add(number)
                if place.place:
                    self.where.quote = place.place
                self.where.after_heading = self.where.after_lead = False
                self.kept.over.setdefault(place.tag, []).append((line.now, line.tracked))
                return True
        return False

    def _new(self, line: Line) -> None:
        """A line of the participant's own."""
        words = line.now if not has_sign(line.now) else plain(line.now)
        if not without_prompt(words).strip():
            return
        box, cell = self.where.box, line.paragraph.cell
        beside = box is not None and is_body(line.paragraph.part) and cell == self.where.cell
        if box is not None and beside:
            self._box(box, words, "beside the box" if line.places or cell else "below the label")
        else:
            here = self.where.statement if is_body(line.paragraph.part) else ""
            self._loose(words, "", TRACKED if line.tracked else _OUTSIDE, here)

    def _loose(
        self, words: str, was: str, how: str = _OUTSIDE, statement: str | None = None
    ) -> None:
        words = without_prompt(words).strip()
        if words:
            where = self.where.statement if statement is None else statement
            where = "" if where == "end" else where
            self.kept.loose.append(MemberAnswer(where, "unplaced", words, was=plain(was), how=how))
