"""How fast, and how whole, transcripts are read: every file of a folder, by format.

    python benchmarks/ingest.py FOLDER [--tracked accept|reject|stop] [--source all] [--files]
    python benchmarks/ingest.py [--times N] [--smoke]

Per format: files read and refused, turns, words, words a second, and the words that are in no
turn by reason (labels and times among them). Peak memory is that of the whole process. A
refused file is listed with the kind of refusal. Without a folder, an invented interview is
made long, written into every container the tests know, and read.

``--smoke`` reads each of these containers once and fails if a file is refused, if its turns
are not those of the others, or if words are neither in a turn nor accounted for.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from idtool.errors import IdtoolError  # noqa: E402
from idtool.ingest.reading import ReadTranscript, read_interviews  # noqa: E402
from idtool.ingest.word_ledger import NOT_READ, word_ledger  # noqa: E402

LONG = 40
"""How often the invented interview is said again, to measure speed (2,600 words)."""


@dataclass
class Tally:
    """What came of the files of one format."""

    files: int = 0
    interviews: int = 0
    turns: int = 0
    words: int = 0
    size: int = 0
    seconds: float = 0.0
    elsewhere: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield str(path.relative_to(folder)), path.read_bytes()


def invented(times: int) -> Iterator[tuple[str, bytes]]:
    from tests.ingest.containers import CONTAINERS, INTERVIEW

    for name, container in CONTAINERS.items():
        yield name, container.write(container.talk([*INTERVIEW] * times))


def measure(name: str, data: bytes, asked: argparse.Namespace, tallies: dict[str, Tally]) -> None:
    started = time.perf_counter()
    try:
        found = read_interviews(data, name, tracked=asked.tracked, source=asked.source)
    except IdtoolError as error:
        tally = tallies.setdefault(f".{name.rpartition('.')[2]}", Tally())
        tally.files += 1
        tally.seconds += time.perf_counter() - started
        tally.refused.append(f"{name}: {type(error).__name__}")
        return
    took = time.perf_counter() - started
    tally = tallies.setdefault(found[0].read.source_format, Tally())
    tally.files += 1
    tally.size += len(data)
    tally.seconds += took
    for each in found:
        count(each.read, tally)
    if asked.files:
        rules = sorted({finding.rule for each in found for finding in each.read.findings})
        n_turns = sum(len(each.read.turns) for each in found)
        print(f"{name}: {len(found)} interviews, {n_turns} turns; {' '.join(rules)}")


def count(read: ReadTranscript, tally: Tally) -> None:
    ledger = word_ledger(read)
    tally.interviews += 1
    tally.turns += len(read.turns)
    tally.words += ledger.in_turns
    tally.elsewhere.update(ledger.beside)
    tally.elsewhere.update(ledger.left_out)


def show(tallies: dict[str, Tally]) -> None:
    print(f"{'format':10}{'files':>6}{'refused':>8}{'interviews':>11}{'turns':>8}{'words':>10}"
          f"{'words/s':>10}{'MB/s':>7}  words in no turn")  # fmt: skip
    whole = Tally()
    for name, tally in sorted(tallies.items()):
        show_line(name, tally)
        for key in ("files", "interviews", "turns", "words", "size", "seconds"):
            setattr(whole, key, getattr(whole, key) + getattr(tally, key))
        whole.elsewhere.update(tally.elsewhere)
        whole.refused += tally.refused
    show_line("all", whole)
    for each in whole.refused:
        print(f"refused  {each}")
    print(f"peak memory of the process: {peak_megabytes()}")


def show_line(name: str, tally: Tally) -> None:
    speed = tally.words / tally.seconds if tally.seconds else 0
    flow = tally.size / tally.seconds / 1e6 if tally.seconds else 0
    elsewhere = ", ".join(f"{why} {count}" for why, count in tally.elsewhere.most_common(8))
    print(f"{name:10}{tally.files:6}{len(tally.refused):8}{tally.interviews:11}{tally.turns:8}"
          f"{tally.words:10,}{speed:10,.0f}{flow:7.1f}  {elsewhere}")  # fmt: skip


def peak_megabytes() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return "not measured here"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f} MB"


def smoke() -> None:
    """Every container once; fails where one is not like the others."""
    from tests.ingest.containers import CONTAINERS, INTERVIEW

    wrong = []
    for name, container in CONTAINERS.items():
        talk = container.talk(INTERVIEW)
        read = read_interviews(container.write(talk), name)[0].read
        said = [(container.label(who), text.split()) for who, text in talk]
        if [(turn.label, turn.text.split()) for turn in read.turns] != said:
            wrong.append(f"{name}: other turns")
        if word_ledger(read).beside.get(NOT_READ):
            wrong.append(f"{name}: words beside labels that were not read")
    if wrong:
        sys.exit("\n".join(wrong))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--tracked", choices=("stop", "accept", "reject"), default="accept")
    parser.add_argument("--source", default="all", help="texts of REFI-QDA projects")
    parser.add_argument("--files", action="store_true", help="a line for each file")
    parser.add_argument("--times", type=int, default=LONG, help="length of the invented interview")
    parser.add_argument("--smoke", action="store_true", help="fast, fails if a container differs")
    asked = parser.parse_args()
    if asked.smoke:
        smoke()
        asked.times = 1
    tallies: dict[str, Tally] = {}
    for name, data in files_of(asked.folder) if asked.folder else invented(asked.times):
        measure(name, data, asked, tallies)
    show(tallies)


if __name__ == "__main__":
    main()
