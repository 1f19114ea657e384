"""How fast proposals are made: step by step, the first time and again, and by ``idtool apply``.

    python benchmarks/speed.py [--words N] [--end-to-end N] [--smoke]

Two sets of passages: the invented example, and ``--words`` words drawn from it
(1,000,000), in transcripts of 3,000 and of 12,000 words. The drawn talk follows
which word followed which in the example, so no sentence is said twice but by
chance; one word in a hundred is made up, so that new forms keep coming.

Seconds are CPU time of one thread. *First*: nothing is known but the
codebooks. *Again*: one code has got a new phrase and a new example, the
codebooks are compiled anew, the words are those of before. ``--end-to-end``
builds a study of so many words (200,000) and runs ``idtool apply`` in processes
of its own, twice. ``--smoke`` takes 20,000 words and fails below floors that a
slow, busy machine still reaches.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from apply import INTERVIEWS, ROOT, read_codebooks, read_interview

from idtool.codebook import Codebook, VignetteSet
from idtool.coding.batches import batches
from idtool.coding.candidates import survey
from idtool.coding.hearing import listen
from idtool.coding.judging import judge
from idtool.coding.knowledge import Knowledge
from idtool.coding.passages import Passage
from idtool.coding.proposing import propose
from idtool.coding.rule_hits import rule_hits
from idtool.coding.tokens import tokens
from idtool.model import Act, Interview, Transcript, Turn
from idtool.steps.study_folder import load_study
from idtool.store import open_study_file
from idtool.written import read_validated, read_yaml

Talks = Mapping[str, Sequence[Passage]]

BOTH = ("rules", "likeness")
FLOORS = {"again: both, to candidates": 150_000, "first: cut into words": 20_000}
"""Words a second below which ``--smoke`` fails: a tenth to a fifth of what was measured."""

SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "dre", "plu", "sta", "gri"]

WITHOUT_MORE = "import sys; from idtool.cli import main; sys.argv[0] = 'idtool'; main()"


def example() -> dict[str, Sequence[Passage]]:
    names = [*INTERVIEWS["develop"], *INTERVIEWS["held_out"]]
    return {n: talk.passages for n in names if (talk := read_interview(n)) is not None}


def read_aloud() -> tuple[str, ...]:
    """The vignettes' stages, which proposals avoid."""
    texts = []
    for path in sorted((ROOT / "vignettes").glob("*.yaml")):
        found, _ = read_validated(VignetteSet, read_yaml(path.read_text("utf-8"), path.name))
        if found is not None:
            texts += [stage.text for item in found.items for stage in item.stages]
    return tuple(texts)


class Drawing:
    """Talk drawn word by word out of pairs of words of other talk."""

    def __init__(self, talks: Talks, seed: int = 1) -> None:
        self._draw = random.Random(seed)
        self._after: dict[str, list[str]] = {}
        self._first: list[str] = []
        self._sizes = [len(p.text.split()) for turns in talks.values() for p in turns]
        for passage in (p for turns in talks.values() for p in turns):
            for sentence in passage.text.replace("\n", " ").split(". "):
                words = sentence.split()
                self._first += words[:1]
                for word, following in pairwise(words):
                    self._after.setdefault(word, []).append(following)

    def talks(self, n_words: int, size: int) -> dict[str, Sequence[Passage]]:
        """Transcripts of ``size`` words each; every fourth is a pair's."""
        found: dict[str, Sequence[Passage]] = {}
        while len(found) * size < n_words:
            name = f"I{len(found) + 1:03d}"
            found[name] = self._transcript(name, size, "paired" if len(found) % 4 == 3 else None)
        return found

    def _transcript(self, name: str, size: int, kind: str | None) -> list[Passage]:
        turns: list[Passage] = []
        start = said = 0
        while said < size:
            words = self._turn()
            text, asked = " ".join(words), " ".join(self._draw.sample(words, min(5, len(words))))
            question = f"And how did that {asked}?"
            turns.append(
                Passage(name, 2 * len(turns) + 2, start, text, kind or "individual", None, question)
            )
            start, said = start + len(text) + 1, said + len(words)
        return turns

    def _turn(self) -> list[str]:
        size, words = self._draw.choice(self._sizes), list[str]()
        while len(words) < size:
            word = self._draw.choice(self._first)
            for _ in range(40):
                words.append(word if self._draw.random() > 0.01 else self._made_up())
                if word[-1] in ".?!" or word not in self._after:
                    break
                word = self._draw.choice(self._after[word])
            words[-1] = words[-1] if words[-1][-1] in ".?!" else f"{words[-1]}."
        return words

    def _made_up(self) -> str:
        return "".join(self._draw.choice(SYLLABLES) for _ in range(self._draw.randint(2, 4)))


def changed(books: Sequence[Codebook]) -> list[Codebook]:
    """The codebooks with one phrase and one example more."""
    first, *others = books
    code, *rest = first.codes
    phrases = [*code.indicators.phrases, "hold the line for them"]
    better = code.model_copy(
        update={
            "indicators": code.indicators.model_copy(update={"phrases": phrases}),
            "examples": [*code.examples, "We hold the line for them until somebody comes."],
        }
    )
    return [first.model_copy(update={"codes": [better, *rest]}), *others]


class Clock:
    """Prints what each step took, in CPU seconds and words a second, and keeps the rates."""

    def __init__(self) -> None:
        self.rates: dict[str, float] = {}

    def time(self, step: str, run: Callable[[], object], n_words: int = 0) -> None:
        """Run one step."""
        begun = time.process_time()
        run()
        seconds = time.process_time() - begun
        self.rates[step] = n_words / max(seconds, 1e-9)
        rate = f"{self.rates[step]:12,.0f} words/s" if n_words else ""
        print(f"  {step:32} {seconds:8.2f} s {rate}", flush=True)


def measure(talks: Talks, books: Sequence[Codebook], avoid: tuple[str, ...], clock: Clock) -> None:
    """Every step over all transcripts in batches, as ``apply`` reads them, first and again."""
    n_words = sum(len(p.text.split()) for turns in talks.values() for p in turns)
    print(f"{n_words:,} words in {len(talks)} transcripts")

    read = [[p for turns in batch for p in turns] for batch in batches(talks.values())]

    def every(step: Callable[[Sequence[Passage]], object]) -> Callable[[], object]:
        return lambda: [bool(step(turns)) for turns in read]

    def steps(when: str, known: Knowledge) -> None:
        for name, step in (
            ("both, to candidates", lambda turns: survey(turns, known, using=both, avoid=avoid)),
            ("rules", lambda turns: rule_hits(listen(turns, avoid=avoid), known) is None),
            ("likeness", lambda turns: judge(listen(turns, avoid=avoid), known) is None),
            (
                "proposals with reasons",
                lambda turns: propose(turns, (), using=BOTH, avoid=avoid, known=known),
            ),
        ):
            clock.time(f"{when}: {name}", every(step), n_words)

    both = frozenset(BOTH)
    known = Knowledge(books)
    clock.time("compile the codebooks", lambda: compiled(known))
    clock.time(
        "first: cut into words", every(lambda turns: len(tokens([p.text for p in turns]))), n_words
    )
    clock.time("first: hear", every(lambda turns: listen(turns, avoid=avoid) is None), n_words)
    steps("first", known)
    again = Knowledge(changed(books))
    clock.time("compile the changed codebooks", lambda: compiled(again))
    steps("again", again)


def compiled(known: Knowledge) -> object:
    """Everything that is built out of the codebooks once."""
    return known.weight_of_rule, known.scores_of_lemmas, known.telling


def end_to_end(drawing: Drawing, n_words: int) -> None:
    """``idtool apply`` on a study of its own, in processes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        idtool("init", study)
        write_study(study, drawing.talks(n_words, 12_000))
        print(f"{n_words:,} words in a study, CPU seconds of the whole command")
        for when in ("first", "again"):
            seconds = idtool("--study", study, "apply", "--using", ",".join(BOTH))
            print(f"  {when}: idtool apply {seconds:22.2f} s {n_words / seconds:12,.0f} words/s")
        seconds = idtool("--study", study, "--help")
        print(f"  idtool --help {seconds:27.2f} s")


def write_study(study: Path, talks: Talks) -> None:
    """A roster with one person per transcript, and the transcripts put straight into study.db."""
    people, interviews = [], []
    for number, name in enumerate(talks, start=1):
        who = f"P{number:03d}"
        people.append(f"  - id: {who}\n    role: LE\n    consents: [record, quote]\n")
        interviews.append(f"  - id: {name}\n    kind: individual\n    people: [{who}]\n")
    roster = ["schema: idtool/roster@1\npeople:\n", *people, "interviews:\n", *interviews]
    (study / "roster.yaml").write_text("".join(roster), encoding="utf-8")
    settings = study / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("suggestions: after_first_read", "suggestions: always"), encoding="utf-8"
    )
    loaded = load_study(study)
    with open_study_file(study, Act("R1", "2026-01-05T09:00:00Z"), write=True) as store:
        for name, passages in talks.items():
            store.transcripts.add(
                transcript_of(loaded.interviews[name], passages),
                source_hash="",
                source_format="drawn",
                encoding="utf-8",
            )


def transcript_of(interview: Interview, passages: Sequence[Passage]) -> Transcript:
    """Questions and answers in turn."""
    turns: list[Turn] = []
    start = 0
    (person,) = interview.people
    spoken = [turn for p in passages for turn in ((None, p.question), (person, p.text))]
    for number, (who, words) in enumerate(spoken, start=1):
        end = start + len(words)
        speaker, role = who or "INT", "LE" if who else None
        turns.append(Turn(interview.id, number, start, end, words, speaker, who, role))
        start = end + 1
    return Transcript(interview, "\n".join(words for _, words in spoken), tuple(turns))


def idtool(*words: object) -> float:
    """CPU seconds of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MORE, *map(str, words)], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr or done.stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--end-to-end", type=int, default=200_000, metavar="WORDS")
    parser.add_argument("--smoke", action="store_true")
    given = parser.parse_args()
    books, avoid, clock = read_codebooks(), read_aloud(), Clock()
    begun = time.process_time()
    tokens(["It began."])
    print(f"loading spaCy and the word list: {time.process_time() - begun:.2f} s")
    talks = example()
    drawing = Drawing(talks)
    measure(talks, books, avoid, clock)
    for size in (3_000,) if given.smoke else (3_000, 12_000):
        measure(drawing.talks(20_000 if given.smoke else given.words, size), books, avoid, clock)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, the drawn words included")
    if given.smoke:
        slow = [
            f"{step}: {clock.rates[step]:,.0f}"
            for step, n in FLOORS.items()
            if clock.rates[step] < n
        ]
        sys.exit("\n".join(["too slow", *slow]) if slow else 0)
    end_to_end(drawing, given.end_to_end)


if __name__ == "__main__":
    main()
