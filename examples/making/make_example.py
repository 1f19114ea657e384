"""Make the example study out of its masters.

The masters are plain talk; transcription services deliver something else. This
script writes the fourteen interviews in the shapes that arrive in practice
(Word with labels, Word tables, Teams paragraphs, Zoom and Teams captions, Otter,
Sonix and Descript text, subtitles), and turns the coders' tables into rows that
``idtool code import`` reads.

Run from the top of a checkout, with idtool installed:

    python examples/making/make_example.py

Running it twice gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

HERE = Path(__file__).parent
STUDY = HERE.parent / "crisis-partners"
TOP = HERE.parent.parent
INVENTED = "Invented interview, written for idtool. No real person speaks here."
WORDS_A_MINUTE = 100  # with its pauses, an interview is slower than talk
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’)])\s+")
_FIXED = (2025, 1, 6, 9, 0, 0)


@dataclass(frozen=True)
class Said:
    """One turn of a master: who, the paragraphs, and when it starts, in seconds."""

    who: str
    paragraphs: tuple[str, ...]
    at: float

    @property
    def text(self) -> str:
        """The paragraphs in one line."""
        return " ".join(self.paragraphs)

    @property
    def seconds(self) -> float:
        """How long the turn lasts."""
        return max(1.2, len(self.text.split()) * 60 / WORDS_A_MINUTE)


@dataclass(frozen=True)
class Delivered:
    """How one interview is delivered: file ending, shape, and the labels in it."""

    ending: str
    write: Callable[[list[Said], dict[str, str]], bytes]
    labels: dict[str, str]


def read_master(path: Path, stages: dict[str, str]) -> list[Said]:
    """The turns of a master, with vignette stages filled in and times laid over them."""
    turns: list[tuple[str, list[str]]] = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [
            line for line in block.splitlines() if line.strip() and not line.startswith(("#", "@"))
        ]
        if not lines:
            continue
        text = " ".join(line.strip() for line in lines)
        text = re.sub(r"\{\{([a-z]+\.\d)\}\}", lambda found: stages[found[1]], text)
        label = re.match(r"^(INT|P\d\d):\s*", text)
        if label:
            turns.append((label[1], [text[label.end() :]]))
        else:
            turns[-1][1].append(text)
    said: list[Said] = []
    at = 4.0
    for who, paragraphs in turns:
        turn = Said(who, tuple(paragraphs), at)
        said.append(turn)
        at += turn.seconds + 0.6
    return said


def read_stages(role: str) -> dict[str, str]:
    """Every vignette stage as it is read out to a role."""
    from idtool.codebook import VignetteSet
    from idtool.written import read_validated, read_yaml

    path = TOP / "vignettes" / "crisis-five.yaml"
    found, faults = read_validated(
        VignetteSet, read_yaml(path.read_text(encoding="utf-8"), path.name)
    )
    if found is None:
        sys.exit(f"{path.name}: {faults[0].problem}")
    return {stage.id: found.render(stage.id, role) for item in found.items for stage in item.stages}


def clock(seconds: float, *, hours: bool = False, sign: str = ".") -> str:
    """``1:02``, ``01:01:02`` or with milliseconds, as captions have it."""
    whole = int(seconds)
    h, m, s = whole // 3600, whole % 3600 // 60, whole % 60
    if sign in ",;":
        return f"{h:02}:{m:02}:{s:02},{int(seconds % 1 * 1000):03}"
    if hours:
        return f"{h:02}:{m:02}:{s:02}"
    return f"{h}:{m:02}:{s:02}" if h else f"{m}:{s:02}"


def milliseconds(seconds: float) -> str:
    """``00:01:02.345``."""
    return clock(seconds, sign=",").replace(",", ".")


def as_bytes(document: WordDocument) -> bytes:
    """A Word file with the same bytes every time."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.title = ""
    raw = io.BytesIO()
    document.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(
                zipfile.ZipInfo(info.filename, _FIXED),
                source.read(info.filename),
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def rev_word(said: list[Said], labels: dict[str, str]) -> bytes:
    """Label and time in a paragraph of their own, the words below."""
    document = Document()
    document.add_paragraph(INVENTED)
    for turn in said:
        document.add_paragraph(f"{labels[turn.who]} ({clock(turn.at, hours=True)}):")
        for paragraph in turn.paragraphs:
            document.add_paragraph(paragraph)
    return as_bytes(document)


def table_word(said: list[Said], labels: dict[str, str]) -> bytes:
    """A table of time, speaker and words."""
    document = Document()
    document.add_paragraph(INVENTED)
    table = document.add_table(rows=0, cols=3)
    for turn in said:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = clock(turn.at, hours=True), labels[turn.who]
        cells[2].text = "\n".join(turn.paragraphs)
    return as_bytes(document)


def teams_word(said: list[Said], labels: dict[str, str]) -> bytes:
    """One paragraph per turn: name, time, a soft break, the words."""
    document = Document()
    document.add_paragraph(INVENTED)
    for turn in said:
        run = document.add_paragraph().add_run(f"{labels[turn.who]}   {clock(turn.at)}")
        run.add_break()
        run.add_text(turn.text)
    return as_bytes(document)


def hanging_text(said: list[Said], labels: dict[str, str]) -> bytes:
    """Label and tab; the label is repeated for every paragraph."""
    lines = [INVENTED, ""]
    for turn in said:
        lines += [f"{labels[turn.who]}:\t{paragraph}" for paragraph in turn.paragraphs]
    return ("\n".join(lines) + "\n").encode()


def otter_text(said: list[Said], labels: dict[str, str]) -> bytes:
    """Name, two spaces, time; the words below."""
    blocks = [INVENTED]
    blocks += [
        f"{labels[turn.who]}  {clock(turn.at)}  \n" + "\n".join(turn.paragraphs) for turn in said
    ]
    return ("\n\n".join([*blocks, "Transcribed by https://otter.ai"]) + "\n").encode()


def sonix_text(said: list[Said], labels: dict[str, str]) -> bytes:
    """Label, time in brackets, words, all in a line."""
    blocks = [INVENTED]
    blocks += [
        f"{labels[turn.who]}: [{clock(turn.at, hours=True)}] " + "\n".join(turn.paragraphs)
        for turn in said
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def descript_markdown(said: list[Said], labels: dict[str, str]) -> bytes:
    """Bold label, then the time."""
    blocks = [f"*{INVENTED}*"]
    blocks += [
        f"**{labels[turn.who]}:** [{clock(turn.at, hours=True)}] " + "\n\n".join(turn.paragraphs)
        for turn in said
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def cues(said: list[Said]) -> Iterator[tuple[str, str, float, float, bool]]:
    """Sentences as captions: who, words, start, end, and whether the turn begins here."""
    for turn in said:
        at = turn.at
        for number, sentence in enumerate(_SENTENCE.split(turn.text)):
            seconds = max(0.8, len(sentence.split()) * 60 / WORDS_A_MINUTE)
            yield turn.who, sentence, at, at + seconds, number == 0
            at += seconds


def zoom_captions(said: list[Said], labels: dict[str, str]) -> bytes:
    """Numbered cues, the name in front of every sentence."""
    blocks = ["WEBVTT", f"NOTE {INVENTED}"]
    for number, (who, words, start, end, _) in enumerate(cues(said), start=1):
        times = f"{milliseconds(start)} --> {milliseconds(end)}"
        blocks.append(f"{number}\n{times}\n{labels[who]}: {words}")
    return ("\n\n".join(blocks) + "\n").encode()


def teams_captions(said: list[Said], labels: dict[str, str]) -> bytes:
    """Voice tags, carriage returns, cue ids as Teams writes them."""
    blocks = ["WEBVTT", f"NOTE {INVENTED}"]
    for number, (who, words, start, end, _) in enumerate(cues(said)):
        times = f"{milliseconds(start)} --> {milliseconds(end)}"
        blocks.append(f"0a1b2c3d-{number:04}/0\n{times}\n<v {labels[who]}>{words}</v>")
    return ("\n\n".join(blocks) + "\n").replace("\n", "\r\n").encode()


def subtitles(said: list[Said], labels: dict[str, str]) -> bytes:
    """Subtitles; a name only where the speaker changes."""
    first = labels[said[0].who]
    blocks = [f"1\n00:00:00,000 --> 00:00:03,000\n{first}: [{INVENTED}]"]
    for number, (who, words, start, end, first) in enumerate(cues(said), start=2):
        times = f"{clock(start, sign=',')} --> {clock(end, sign=',')}"
        blocks.append(f"{number}\n{times}\n{f'{labels[who]}: ' if first else ''}{words}")
    return ("\n\n".join(blocks) + "\n").encode()


def _alone(person: str, label: str, interviewer: str = "Interviewer") -> dict[str, str]:
    return {"INT": interviewer, person: label}


DELIVERED = {
    "I01": Delivered("docx", rev_word, _alone("P01", "Speaker 2", "Speaker 1")),
    "I02": Delivered("txt", hanging_text, _alone("P02", "Participant")),
    "I03": Delivered("vtt", zoom_captions, _alone("P03", "P03 (officer)")),
    "I04": Delivered("docx", table_word, _alone("P04", "Social worker")),
    "I05": Delivered("txt", otter_text, _alone("P05", "Officer")),
    "I06": Delivered("srt", subtitles, _alone("P06", "P06", "INT")),
    "I07": Delivered("docx", teams_word, _alone("P07", "Participant")),
    "I08": Delivered("txt", sonix_text, _alone("P08", "P08")),
    "I09": Delivered("docx", rev_word, _alone("P09", "Participant")),
    "I10": Delivered("vtt", teams_captions, _alone("P10", "P10")),
    "I11": Delivered("md", descript_markdown, _alone("P11", "Social worker")),
    "D01": Delivered(
        "docx", rev_word, {"INT": "Interviewer", "P01": "Officer", "P02": "Social worker"}
    ),
    "D02": Delivered("vtt", zoom_captions, {"INT": "Interviewer", "P03": "P03", "P04": "P04"}),
    "D03": Delivered("txt", otter_text, {"INT": "Interviewer", "P07": "P07", "P06": "P06"}),
}


def role_of(interview: str) -> str:
    """The role a vignette is read out to in an interview."""
    if interview.startswith("D"):
        return "PAIR"
    return "LE" if interview in {"I01", "I03", "I05", "I07", "I08", "I10"} else "SW"


def write_transcripts(masters: Path, target: Path) -> None:
    """Every master below a folder, in the shape its interview is delivered in."""
    target.mkdir(parents=True, exist_ok=True)
    for master in sorted(masters.glob("*.txt")):
        shape = DELIVERED[master.stem]
        said = read_master(master, read_stages(role_of(master.stem)))
        name = f"{master.stem}.{shape.ending}"
        (target / name).write_bytes(shape.write(said, shape.labels))


def coding_rows(masters: Path, codings: Path, coder: str) -> list[dict[str, str]]:
    """The rows of one coder as ``idtool code import`` reads them."""
    rows = []
    for path in sorted(codings.glob(f"*.{coder}.csv")):
        interview = path.name.split(".")[0]
        said = read_master(masters / f"{interview}.txt", read_stages(role_of(interview)))
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                memo, quote, person = row["memo"].strip(), row["quote"], row["person"]
                until = re.match(r"until:\s*(.+)", memo)
                if until:
                    quote = _exchange(said, person, quote, until[1].strip())
                    memo, person = "", ""
                rows.append(
                    {
                        "interview": interview,
                        "person": person,
                        "code": row["code"],
                        "quote": quote,
                        "status": "accepted",
                        "source": "hand",
                        "coder": coder,
                        "memo": memo,
                    }
                )
    return rows


def _exchange(said: list[Said], person: str, first: str, last: str) -> str:
    """The words of an exchange, from ``first`` in one turn to ``last`` in a later one."""
    begin = next(
        n for n, turn in enumerate(said) if turn.who in person.split(";") and first in turn.text
    )
    end = next(n for n in range(begin, len(said)) if last in said[n].text)
    if begin == end:
        text = said[begin].text
        return text[text.index(first) : text.index(last) + len(last)]
    head, tail = said[begin].text, said[end].text
    between = [turn.text for turn in said[begin + 1 : end]]
    return "\n".join([head[head.index(first) :], *between, tail[: tail.index(last) + len(last)]])


def write_codings(masters: Path, codings: Path, target: Path) -> None:
    """One table for each coder."""
    target.mkdir(parents=True, exist_ok=True)
    for coder in ("R1", "R2"):
        rows = coding_rows(masters, codings, coder)
        if rows:
            with (target / f"{coder}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


def main() -> None:
    """Make everything."""
    write_transcripts(HERE / "masters", STUDY / "transcripts")
    write_codings(HERE / "masters", HERE / "codings", STUDY / "codings")
    for name in ("themes.yaml", "membercheck.yaml", "draft_paper.md"):
        if (HERE / name).exists():
            (STUDY / name).write_bytes((HERE / name).read_bytes())
    (STUDY / "memos").mkdir(exist_ok=True)
    for memo in sorted((HERE / "memos").glob("*.md")):
        (STUDY / "memos" / memo.name).write_bytes(memo.read_bytes())
    variant = "variant-none-against"
    masters, target = HERE / "masters" / variant, STUDY / variant
    write_transcripts(masters, target / "transcripts")
    write_codings(masters, HERE / "codings" / variant, target / "codings")
    print(f"The example study is in {STUDY}.")


if __name__ == "__main__":
    main()
