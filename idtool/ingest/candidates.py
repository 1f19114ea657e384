"""The candidates for labels in one file, counted: how often, where, with what beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from idtool.ingest.label_words import key_of, likeness, words_of
from idtool.ingest.records import Line
from idtool.ingest.shapes import Family, Opening, openings
from idtool.ingest.times import is_time_alone, leading_time, span

_ASKS = frozenset({"q", "question", "frage"})
_ANSWERS = frozenset({"a", "answer", "r", "response", "antwort"})


@dataclass(slots=True)
class Tally:
    """How one candidate label behaves in a file.

    ``likeness`` is 4 for labels that are known beforehand (given, or in a legend).
    ``lines`` are places in the list of lines; ``opening`` counts those that begin
    a paragraph.
    """

    likeness: int = 0
    lines: list[int] = field(default_factory=list)
    opening: int = 0
    timed: int = 0
    bold: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How often it begins a line."""
        return len(self.lines)

    @property
    def spelling(self) -> str:
        """The way it is written most often."""
        return self.spellings.most_common(1)[0][0]


class Candidates:
    """Every reading of every line of one file.

    ``readings`` has one list per line, ``blocks`` the places of lines that begin a
    paragraph, ``refused`` the keys of numbered questions that are no labels.
    """

    def __init__(self, lines: Sequence[Line], known: Sequence[str], legend: Sequence[str]) -> None:
        self.lines = lines
        self.certain = {key_of(label) for label in [*known, *legend]}
        self.captions = any(line.joint == " " and line.start is not None for line in lines)
        self.readings: list[list[Opening]] = []
        for line in lines:
            closed = line.given or is_time_alone(line.text)
            self.readings.append([] if closed else openings(line.text, bold=line.bold, known=known))
        self._read_beside_times()
        self._read_late_times()
        self.blocks = [
            at
            for at, line in enumerate(lines)
            if line.opens and line.text.strip() and not is_time_alone(line.text)
        ]
        self.aliases, self.refused = self._numbered()

    def key(self, opening: Opening) -> str:
        """The key of an opening's label; numbered questions may share one."""
        key = key_of(opening.label)
        return self.aliases.get(key, key)

    def tally(self, families: tuple[Family, ...]) -> dict[str, Tally]:
        """Candidates of some families: one tally per label, by key."""
        tallies: dict[str, Tally] = {}
        for at, readings in enumerate(self.readings):
            fitting = [each for each in readings if each.family in families]
            opening = max(fitting, key=lambda each: likeness(each.label), default=None)
            if opening is None or self.key(opening) in self.refused:
                continue
            key = self.key(opening)
            tally = tallies.setdefault(key, Tally())
            certain = opening.family == "given" or key in self.certain
            tally.likeness = max(tally.likeness, 4 if certain else likeness(opening.label))
            tally.lines.append(at)
            tally.opening += self.lines[at].opens
            tally.timed += opening.timed
            tally.bold += opening.bold
            tally.spellings[opening.label] += 1
            tally.forms[opening.form] += 1
        return tallies

    def anywhere(self) -> Counter[str]:
        """How many lines each key may open in any family, words following."""
        return Counter(
            key
            for readings in self.readings
            for key in {self.key(each) for each in readings if each.rest}
        )

    def _read_beside_times(self) -> None:
        """A short line beside a time on a line of its own is a candidate with that time."""
        for at, line in enumerate(self.lines):
            alone = next((each for each in self.readings[at] if each.family == "alone"), None)
            if alone is None:
                continue
            near = [self.lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(self.lines)]
            time = next((text for text in near if is_time_alone(text)), None)
            if time is not None and (line.opens or (at > 0 and is_time_alone(near[0]))):
                start, end = span(time)
                self.readings[at].insert(
                    0, Opening("timed", alone.label, "", start, end, alone.bold)
                )

    def _read_late_times(self) -> None:
        """``Name: 00:04 words``: times without brackets after most labels are no words."""
        colons = [
            (at, place, leading_time(each.rest))
            for at, readings in enumerate(self.readings)
            for place, each in enumerate(readings)
            if each.family == "colon" and likeness(each.label) >= 2
        ]
        timed = [(at, place, lead) for at, place, lead in colons if lead and not lead.apart]
        if len(timed) < 3 or len(timed) < 0.6 * len(colons):
            return
        for at, place, lead in timed:
            each = self.readings[at][place]
            self.readings[at][place] = replace(each, rest=lead.rest, start=lead.start)

    def _numbered(self) -> tuple[dict[str, str], set[str]]:
        """``Q1 … A1 …`` as two speakers; without answers, as numbers inside a turn.

        Returns:
            The stem (``q``) for each numbered key, and the keys that are no labels.
        """
        numbered: dict[str, Counter[str]] = {}
        words: Counter[str] = Counter()
        for readings in self.readings:
            for each in readings:
                if each.family != "colon":
                    continue
                spoken = words_of(each.label)
                match = re.fullmatch(r"([^\W\d]+?)\s?\d{1,3}", " ".join(spoken))
                if match and match[1] in _ASKS | _ANSWERS:
                    numbered.setdefault(match[1], Counter())[key_of(each.label)] += 1
                elif len(spoken) == 1:
                    words[spoken[0]] += 1
        once = {
            stem: keys for stem, keys in numbered.items() if sum(keys.values()) < 1.5 * len(keys)
        }
        asked = sum(sum(once[stem].values()) for stem in once.keys() & _ASKS)
        answered = sum(sum(once[stem].values()) for stem in once.keys() & _ANSWERS)
        answered += sum(words[stem] for stem in _ANSWERS)
        if asked and asked >= 0.5 * answered > 0:
            return {key: stem for stem, keys in once.items() for key in keys}, set()
        numbers = {stem: keys for stem, keys in numbered.items() if stem in _ASKS and stem != "q"}
        asking = {stem: keys for stem, keys in once.items() if stem in _ASKS}
        return {}, {key for keys in (numbers | asking).values() for key in keys}
