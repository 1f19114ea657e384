"""Words with times and speakers of their own, joined to what each speaker says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from idtool.ingest.json_values import Said

_CLOSING = re.compile(r"^[.,;:?!…%)\]}’”»]+$")
_OPENING = re.compile(r"[(\[{“«¿¡]$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a file, or one mark of punctuation, as the file writes it.

    ``label`` is ``None`` where the file does not say who speaks it; ``breaks`` tells
    that a paragraph begins with it.
    """

    text: str
    label: str | None = None
    start: float | None = None
    end: float | None = None
    breaks: bool = False


def joined(words: Sequence[str]) -> str:
    """Words as a sentence: a space before each but closing punctuation.

    Where any word brings its own spaces (Whisper begins each with one), they are
    joined as they are.
    """
    if any(word[:1].isspace() or word[-1:].isspace() for word in words):
        return " ".join("".join(words).split())
    text = ""
    for word in words:
        glued = not text or _CLOSING.match(word) or _OPENING.search(text)
        text += word if glued else f" {word}"
    return text


def inherited(words: Sequence[Word], label: str | None = None) -> list[Word]:
    """Words in which every one has the speaker of the word before it.

    The first ones have that of the next word that names one, and failing that
    ``label``, the speaker of the whole.
    """
    label = next((word.label for word in words if word.label), label)
    found: list[Word] = []
    for word in words:
        label = word.label or label
        found.append(replace(word, label=label))
    return found


def spoken(words: Sequence[Word]) -> list[Said]:
    """What each speaker says in turn, with the words joined."""
    runs: list[list[Word]] = []
    for word in words:
        if not word.text.strip() and not runs:
            continue
        if runs and runs[-1][-1].label == word.label and not word.breaks:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [
        Said(number, text, run[0].label, *_times(run), paragraph=run[0].breaks)
        for number, run in enumerate(runs, start=1)
        if (text := joined([word.text for word in run]).strip())
    ]


def cut_at_speakers(whole: Said, words: Sequence[Word]) -> list[Said]:
    """A segment cut where its words change their speaker, its text kept letter by letter.

    The speaker of the words is trusted over that of the segment. A segment whose
    words are not those of its text stays whole.
    """
    words = inherited([word for word in words if word.text.strip()], whole.label)
    labels = {word.label for word in words}
    if len(labels) < 2:
        return [replace(whole, label=labels.pop() if labels else whole.label)]
    places = _places(whole.text, words)
    if places is None:
        return [whole]
    runs: list[tuple[int, list[Word]]] = []
    for place, word in zip(places, words, strict=True):
        if runs and runs[-1][1][-1].label == word.label:
            runs[-1][1].append(word)
        else:
            runs.append((place if runs else 0, [word]))
    ends = [*(place for place, _ in runs[1:]), len(whole.text)]
    return [
        Said(whole.number, whole.text[place:end].strip(), run[0].label, *_times(run))
        for (place, run), end in zip(runs, ends, strict=True)
    ]


def _places(text: str, words: Sequence[Word]) -> list[int] | None:
    """Where each word begins in the text, in order, or ``None`` if one is not there."""
    places: list[int] = []
    at = 0
    for word in words:
        place = text.find(word.text.strip(), at)
        if place < 0 or re.search(r"\w", text[at:place]):
            return None
        places.append(place)
        at = place + len(word.text.strip())
    return places


def _times(words: Sequence[Word]) -> tuple[float | None, float | None]:
    starts = [word.start for word in words if word.start is not None]
    ends = [word.end for word in words if word.end is not None]
    return (starts[0] if starts else None, ends[-1] if ends else None)
