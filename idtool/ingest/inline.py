"""Turns that share a line, as in ``… I see. P02: Yes. INT: And then?``.

Some exports put a whole exchange into one paragraph. A known label with a colon,
after the end of a sentence, begins a turn there too; each such place is reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from idtool.ingest.label_words import is_code, key_of, likeness, tidy, words_of
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.shapes import Opening
from idtool.ingest.times import MARK, span
from idtool.ingest.word_ledger import count_beside

_ASKS = frozenset({"question", "q", "answer", "a", "response"})
_INSIDE = re.compile(
    rf"(?<=[.?!…)\]”\"])\s+(?P<label>[^\W_][\w '’-]{{0,28}}?)\s?(?P<time>{MARK})?:\s+(?=\S)"
)


def split_at_labels(
    lines: Sequence[Line], openings: Sequence[Opening | None], report: Report
) -> tuple[list[Line], list[Opening | None]]:
    """Lines and openings with a line of its own for each label inside a line.

    Labels of one letter are common inside sentences; they split a line only where
    they do so throughout the file.
    """
    families = Counter(opening.family for opening in openings if opening)
    if not families or families.most_common(1)[0][0] not in {"colon", "given"}:
        return list(lines), list(openings)
    names = {key_of(opening.label) for opening in openings if opening}
    inside = _labels_inside(lines, openings, names)
    if not inside:
        return list(lines), list(openings)
    new_lines: list[Line] = []
    new_openings: list[Opening | None] = []
    split: list[int] = []
    for line, opening in zip(lines, openings, strict=True):
        words = opening.rest if opening else line.text
        cuts = [m for m in _INSIDE.finditer(words) if key_of(tidy(m["label"])) in inside]
        if line.given or not cuts:
            new_lines.append(line)
            new_openings.append(opening)
            continue
        split.append(line.number)
        count_beside(line.text, words, opening.label if opening else "", report.beside)
        head = words[: cuts[0].start()]
        new_lines.append(replace(line, text=head))
        new_openings.append(replace(opening, rest=head) if opening else None)
        for cut, after in zip(cuts, [*cuts[1:], None], strict=True):
            rest = words[cut.end() : after.start() if after else len(words)]
            start = span(cut["time"])[0] if cut["time"] else None
            count_beside(cut[0], "", tidy(cut["label"]), report.beside)
            new_lines.append(replace(line, text=rest, start=None, opens=False))
            new_openings.append(Opening("colon", tidy(cut["label"]), rest, start))
    report.note(
        split[0],
        "labels-inside-line",
        f"{counted(len(split), 'line')} with several speakers, split at their labels: "
        f"{line_list(split)}.",
    )
    return new_lines, new_openings


def _labels_inside(
    lines: Sequence[Line], openings: Sequence[Opening | None], names: set[str]
) -> set[str]:
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for line, opening in zip(lines, openings, strict=True):
        if not line.given:
            words = opening.rest if opening else line.text
            for match in _INSIDE.finditer(words):
                label = tidy(match["label"])
                if key_of(label) in names or (
                    likeness(label) == 3 and not _ASKS & set(words_of(label))
                ):
                    counts[key_of(label)] += 1
                    spelled[key_of(label)] = label
    opened = sum(opening is not None for opening in openings)
    return {
        key
        for key, count in counts.items()
        if (
            len(key) > 1
            and (key in names or is_code(spelled[key]) or count >= max(3, 0.5 * opened))
        )
        or (len(key) == 1 and count >= 3 and count >= 0.3 * opened)
    }
