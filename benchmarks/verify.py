"""How many false quotations are missed, how many true ones are doubted, and how long it takes.

    python benchmarks/verify.py            1,500 planted quotations, about 100 pages
    python benchmarks/verify.py --smoke    150
    python benchmarks/verify.py --seed 7   other places and other mutilations

Quotations are taken at random from the invented example's transcripts. Half stay true
and are typeset in five ways (curled marks, ellipsis, insertion and replacement in
brackets, hyphens gone); half are made false in seven: a word changed, one dropped, a
denial put in or taken out, parts swapped, two people stitched, another speaker, another
role. A line per way: planted, told rightly, and how the others were told.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from idtool.ingest.reading import read_transcript
from idtool.manuscript.attribution import Attribution
from idtool.manuscript.quotations import find_quotations
from idtool.manuscript.records import Paragraph
from idtool.manuscript.speech import speeches
from idtool.manuscript.verdicts import QuoteCheck
from idtool.model import INTERVIEWER, Turn
from idtool.sentences import sentence_spans

TRANSCRIPTS = Path(__file__).parents[1] / "examples" / "crisis-partners" / "transcripts"
DENIALS = re.compile(r"\b(?:not|never) |(?<=[a-z])n['’]t\b")


@dataclass(frozen=True)
class Planted:
    """A quotation with whom it is given to, how it was made, and the rules that tell it."""

    words: str
    person: str
    role: str
    way: str
    rules: frozenset[str]


def read_talks() -> list[list[Turn]]:
    """Turns of the example's transcripts; every label of a file is a person of its own."""
    talks = []
    for path in sorted(TRANSCRIPTS.iterdir()):
        read = read_transcript(path.read_bytes(), path.name)
        counts = Counter(turn.label for turn in read.turns)
        asked = max(counts, key=lambda label: _questions(read, label))
        turns, at = [], 0
        for number, spoken in enumerate(read.turns, start=1):
            person = None if spoken.label == asked else f"{path.stem}:{spoken.label}"
            role = None if person is None else ("A" if hash_of(person) % 2 else "B")
            turns.append(
                Turn(
                    path.stem,
                    number,
                    at,
                    at + len(spoken.text),
                    spoken.text,
                    INTERVIEWER if person is None else person,
                    person,
                    role,
                )
            )
            at += len(spoken.text) + 1
        talks.append(turns)
    return talks


def _questions(read, label: str | None) -> float:
    own = [turn.text for turn in read.turns if turn.label == label]
    return sum(text.count("?") for text in own) / max(1, sum(len(t.split()) for t in own))


def hash_of(word: str) -> int:
    """A number for a word, the same in every run."""
    return sum(ord(letter) * n for n, letter in enumerate(word, start=1))


def plant(talks: list[list[Turn]], size: int, seed: int) -> Iterator[Planted]:
    """Quotations true and false in turn."""
    draw = random.Random(seed)
    pool = []
    for turn in (turn for talk in talks for turn in talk if turn.person):
        own = [turn.text[a:b] for a, b in sentence_spans(turn.text)]
        own = [s for s in own if 9 <= len(s.split()) <= 40 and not set(s) & set('[(“”"')]
        if len(own) >= 2 and own[0] != own[1]:
            pool.append((turn, own))
    denying = [(t, s) for t, own in pool for s in own if DENIALS.search(s)]
    found = frozenset({"found"})
    changed = frozenset({"words-changed", "negation"})
    for number in range(size):
        turn, own = draw.choice(pool)
        person, role = turn.person or "", turn.role or ""
        words = draw.choice(own).split()
        at = draw.randrange(1, len(words) - 1)
        other, theirs = draw.choice([pair for pair in pool if pair[0].person != person])
        match number % 12:
            case 0 | 1:
                yield Planted(" ".join(words).replace("'", "’"), person, role, "curled", found)
            case 2:
                yield Planted(f"{own[0]} … {own[1]}", person, role, "ellipsis", found)
            case 3:
                put = " ".join([*words[:at], "[that is]", *words[at:]])
                yield Planted(put, person, role, "insertion", found)
            case 4:
                put = " ".join([*words[:at], "[they]", *words[at + 1 :]])
                yield Planted(put, person, role, "replacement", found)
            case 5:
                yield Planted(" ".join(words).replace("-", " "), person, role, "hyphens", found)
            case 6:
                put = " ".join([*words[:at], "pelican", *words[at + 1 :]])
                yield Planted(put, person, role, "word changed", changed)
            case 7:
                put = " ".join([*words[:at], *words[at + 1 :]])
                yield Planted(put, person, role, "word dropped", changed)
            case 8:
                turn, whole = draw.choice(denying)
                put = DENIALS.sub("", whole, count=1)
                yield Planted(put, turn.person or "", turn.role or "", "denial dropped", changed)
            case 9:
                put = f"{own[1]} … {own[0]}"
                yield Planted(put, person, role, "swapped", frozenset({"order-swapped"}))
            case 10:
                put = f"{own[0]} … {theirs[0]}"
                yield Planted(put, "", "", "stitched", frozenset({"stitched"}))
            case _:
                wrong = frozenset({"wrong-speaker"})
                yield Planted(" ".join(words), other.person or "", "", "other speaker", wrong)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    talks = read_talks()
    planted = list(plant(talks, 150 if given.smoke else 1500, given.seed))
    people = {turn.person for talk in talks for turn in talk if turn.person}
    roles = {t.person: (t.role or "", t.role or "") for talk in talks for t in talk if t.person}
    begun = time.perf_counter()
    check = QuoteCheck([s for talk in talks for s in speeches(talk)], roles, {}, people)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for number, each in enumerate(planted, start=1):
        (quotation,) = find_quotations([Paragraph(number, f"“{each.words}”")])
        named = Attribution(
            people=frozenset({each.person} - {""}), roles=frozenset({each.role} - {""})
        )
        verdict = check.check(quotation, named, linked=True)
        told[each.way][verdict.rule] += 1
        right[each.way] += verdict.rule in each.rules
    seconds = time.perf_counter() - begun
    n_words = sum(len(turn.text.split()) for talk in talks for turn in talk)
    print(f"{len(planted)} quotations against {n_words} words in {seconds:.1f} s")
    for way, rules in told.items():
        total = sum(rules.values())
        print(f"{way:16} {right[way]:4} of {total:4}   {dict(rules.most_common())}")


if __name__ == "__main__":
    main()
