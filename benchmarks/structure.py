"""How well questions and vignette stages are found in talk, and in messier tellings of it.

The masters of the example say where each question and stage begins (``@ref``). Their
variants change how the interviewer goes about it: readings broken off by a listener,
read in part, told in other words, in another order, read out by a participant, or
mentioned again in a probe. Everything is invented. Run it from a checkout:

    python benchmarks/structure.py [--smoke] [--misses]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from idtool.codebook import Guide, VignetteSet
from idtool.ingest.structure import find_marks, own_words, readouts
from idtool.model import INTERVIEWER, Turn
from idtool.written import read_validated, read_yaml

TOP = Path(__file__).resolve().parents[1]
MASTERS = TOP / "examples" / "making" / "masters"
SEED = 11

PARAPHRASES = {
    "dv.1": "So it's late, about eleven. Somebody down the hall called because they heard "
    "shouting and then something breaking, glass. Renee's the one who opens up. There's a towel on "
    "her hand, she says it was a bowl. And Curtis is in the hall, jacket on, telling you it's "
    "nothing. And there's a little boy, four or so, awake on the couch.",
    "dv.2": "Okay, so now Curtis steps out on the landing for a smoke, door's not quite shut, and "
    "Renee talks quietly. It isn't always like this, she says. The lease is his, her pay goes to "
    "his account. She doesn't want an arrest. And there's glass on the kitchen floor but you don't "
    "see any bowl.",
}
"""Two stages told freely, for every role; the others are loosened by a rule, see ``told``."""


@dataclass(frozen=True)
class Spoken:
    """A turn of a master: who, what, the ref it opens, and whether a stage is read in it."""

    who: str
    text: str
    opens: str = ""
    reads: bool = False
    own: str = ""


Talk = list[Spoken]
Change = Callable[[Talk, dict[str, str], random.Random], Talk]


def read_master(path: Path, stages: dict[str, str]) -> Talk:
    """The turns of a master with the refs they open; stages stay ``{{dv.1}}``."""
    talk: Talk = []
    opens = ""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line.strip()]
        for line in lines:
            if line.startswith("@"):
                opens = line[1:].strip()
        text = " ".join(line.strip() for line in lines if not line.startswith(("#", "@")))
        if not text:
            continue
        label = re.match(r"^(INT|P\d\d):\s*", text)
        if label is None:
            talk[-1] = replace(talk[-1], text=f"{talk[-1].text} {text}")
            continue
        text = text[label.end() :]
        new = Spoken(label[1], text, opens if opens != "-" else "", "{{" in text)
        if talk and talk[-1].who == new.who and not new.opens:
            talk[-1] = replace(
                talk[-1], text=f"{talk[-1].text} {text}", reads=talk[-1].reads or new.reads
            )
        else:
            talk.append(new)
        if label[1] == "INT":
            opens = ""
    del stages
    return talk


def filled(talk: Talk, stages: dict[str, str]) -> Talk:
    """Stages in place of their refs."""
    return [
        replace(turn, text=re.sub(r"\{\{([a-z]+\.\d)\}\}", lambda m: stages[m[1]], turn.text))
        for turn in talk
    ]


def _refs(turn: Spoken) -> list[str]:
    return re.findall(r"\{\{([a-z]+\.\d)\}\}", turn.text)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def as_it_is(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """The masters themselves."""
    del rng
    return filled(talk, stages)


def broken_off(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """A listener's “mm-hm” cuts every reading in two or three."""
    made: Talk = []
    for turn in talk:
        if not turn.reads:
            made.append(turn)
            continue
        lead = re.split(r"\{\{", turn.text)[0]
        sentences = _sentences(stages[_refs(turn)[0]])
        cuts = sorted(rng.sample(range(1, len(sentences)), k=min(2, len(sentences) - 1)))
        parts = [sentences[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentences)], strict=True)]
        listener = next(t.who for t in talk if t.who != INTERVIEWER)
        for number, part in enumerate(parts):
            words = " ".join(part)
            if number:
                made.append(Spoken(listener, rng.choice(["Mm-hm.", "Okay.", "Right, yeah."])))
                made.append(Spoken(turn.who, words, "", True))
            else:
                made.append(Spoken(turn.who, f"{lead}{words}", turn.opens, True))
    return made


def in_part(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """Only the first half of each stage is read."""
    del rng
    short = {
        ref: " ".join(_sentences(text)[: max(2, (len(_sentences(text)) + 1) // 2)])
        for ref, text in stages.items()
    }
    return filled(talk, short)


def told(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """Stages in other words: two written anew, of the others words dropped and put in."""
    loose = {ref: PARAPHRASES.get(ref) or _loosened(text, rng) for ref, text in stages.items()}
    return [replace(turn, reads=False) for turn in filled(talk, loose)]


_FILLERS = ("you know,", "so,", "and, um,", "let's say", "okay,")


def _loosened(text: str, rng: random.Random) -> str:
    """Every third word or so gives way, so that no run of words is left as it was."""
    words, out = text.split(), []
    for number, word in enumerate(words):
        if number % 3 == 1 and rng.random() < 0.85:
            if rng.random() < 0.5:
                out.append(rng.choice(_FILLERS))
                out.append(word)
            continue
        out.append(word)
    return " ".join(out)


def other_order(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """The vignettes in another order; each keeps its turns."""
    blocks: list[tuple[str, Talk]] = []
    for turn in talk:
        vignette = turn.opens.partition(".")[0] if "." in turn.opens else ""
        if not blocks or (turn.opens and vignette != blocks[-1][0]):
            blocks.append((vignette, []))
        blocks[-1][1].append(turn)
    places = [n for n, (vignette, _) in enumerate(blocks) if vignette]
    order = rng.sample(places, k=len(places))
    moved = list(blocks)
    for place, source in zip(places, order, strict=True):
        moved[place] = blocks[source]
    return filled([turn for _, block in moved for turn in block], stages)


def read_by_participant(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """The interviewer hands the sheet over; a participant reads it aloud and answers at once."""
    del rng
    made: Talk = []
    at = 0
    while at < len(talk):
        turn = talk[at]
        if turn.reads and at + 1 < len(talk) and talk[at + 1].who != INTERVIEWER:
            answer = talk[at + 1]
            words = filled([replace(turn, text=f"{{{{{_refs(turn)[0]}}}}}")], stages)[0].text
            made.append(Spoken(INTERVIEWER, "Here is the next sheet. Read it out if you like."))
            made.append(
                Spoken(answer.who, f"{words} {answer.text}", turn.opens, True, own=answer.text)
            )
            at += 2
        else:
            made.append(turn)
            at += 1
    return filled(made, stages)


def probed(talk: Talk, stages: dict[str, str], rng: random.Random) -> Talk:
    """After an answer the interviewer comes back to one thing out of a stage."""
    made: Talk = []
    for turn in talk:
        made.append(turn)
        if turn.who != INTERVIEWER and len(made) > 2 and rng.random() < 0.15:
            last = next((t for t in reversed(made) if t.reads), None)
            if last is not None and _refs(last):
                piece = rng.choice(_sentences(stages[_refs(last)[0]])).split()[:6]
                made.append(Spoken(INTERVIEWER, f"And you said, about “{' '.join(piece)}”?"))
                made.append(Spoken(turn.who, "Yes, that is what I meant."))
    return filled(made, stages)


VARIANTS: dict[str, Change] = {
    "as it is": as_it_is,
    "broken off by a listener": broken_off,
    "read in part": in_part,
    "told in other words": told,
    "another order": other_order,
    "probes that quote a stage": probed,
    "read out by a participant": read_by_participant,
}


@dataclass
class Count:
    """Right, wrong and missing, of marks or of turns that read out."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, found: set[object], truth: set[object]) -> None:
        """Count one transcript."""
        self.right += len(found & truth)
        self.wrong += len(found - truth)
        self.missing += len(truth - found)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; nothing found has none."""
        total = self.right + self.wrong
        return self.right / total if total else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was found; nothing there has none."""
        total = self.right + self.missing
        return self.right / total if total else None


def as_turns(talk: Talk) -> list[Turn]:
    """The talk as turns of a transcript."""
    turns, at = [], 0
    for number, said in enumerate(talk, start=1):
        end = at + len(said.text)
        turns.append(Turn("X01", number, at, end, said.text, said.who, said.who, None))
        at = end + 1
    return turns


def measure(names: list[str], *, misses: bool) -> dict[str, dict[str, float | None]]:
    """Precision and recall of each variant over the masters named."""
    guide, vignettes = _written()
    order_of = {
        kind: [
            ref
            for part in guide.sections
            if kind in part.used_in
            for item in part.items
            for ref in ([item.id] if item.ask else _stage_texts(vignettes))
        ]
        for kind in ("individual", "paired")
    }
    results: dict[str, dict[str, float | None]] = {}
    for variant, change in VARIANTS.items():
        questions, stage_marks, reading = Count(), Count(), Count()
        own: Counter[str] = Counter()
        rng = random.Random(SEED)
        for name in names:
            kind = "paired" if name.startswith("D") else "individual"
            role = "PAIR" if kind == "paired" else _role(name)
            stages = {
                stage.id: vignettes.render(stage.id, role)
                for item in vignettes.items
                for stage in item.stages
            }
            talk = change(read_master(MASTERS / f"{name}.txt", stages), stages, rng)
            turns = as_turns(talk)
            asked = {
                item.id: item.ask
                for part in guide.sections
                if kind in part.used_in
                for item in part.items
                if item.ask
            }
            sought = _stage_texts(vignettes)
            aloud = {**sought, **dict(vignettes.roles)}
            marks = find_marks(
                turns,
                asked,
                sought,
                order=order_of[kind],
                openings=list(vignettes.roles.values()),
                cast=sorted({each for item in vignettes.items for each in item.cast}),
            )
            truth = {(n, t.opens) for n, t in enumerate(talk, start=1) if t.opens}
            found = {(mark.first_turn, mark.ref) for mark in marks}
            questions.add(
                {m for m in found if "." not in m[1]}, {m for m in truth if "." not in m[1]}
            )
            stage_marks.add({m for m in found if "." in m[1]}, {m for m in truth if "." in m[1]})
            if variant != "told in other words":
                flagged = readouts(turns, sought)
                reading.add(set(flagged), {n for n, t in enumerate(talk, start=1) if t.reads})
            for turn, said in zip(turns, talk, strict=True):
                if said.own:
                    kept = " ".join(said.text[a:b] for a, b in own_words(said.text, aloud))
                    own["said"] += len(said.own.split())
                    own["kept"] += sum((Counter(kept.split()) & Counter(said.own.split())).values())
                    own["read"] += len(said.text.split()) - len(said.own.split())
                    own["read kept"] += sum(
                        (Counter(kept.split()) - Counter(said.own.split())).values()
                    )
                    del turn
            if misses:
                for turn_number, ref in sorted(truth - found):
                    sys.stdout.write(f"{variant}: {name} turn {turn_number} {ref} missing\n")
                for turn_number, ref in sorted(found - truth):
                    sys.stdout.write(f"{variant}: {name} turn {turn_number} {ref} wrong\n")
        results[variant] = {
            "question precision": questions.precision,
            "question recall": questions.recall,
            "stage precision": stage_marks.precision,
            "stage recall": stage_marks.recall,
            "read-out precision": reading.precision,
            "read-out recall": reading.recall,
            "own words kept": own["kept"] / own["said"] if own["said"] else None,
            "read words kept": own["read kept"] / own["read"] if own["read"] else None,
        }
    return results


def _role(name: str) -> str:
    head = (MASTERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]
    return "SW" if " SW" in head else "LE"


def _stage_texts(vignettes: VignetteSet) -> dict[str, str]:
    return {
        stage.id: stage.text.replace("{opening}", " ").strip()
        for item in vignettes.items
        for stage in item.stages
    }


def _written() -> tuple[Guide, VignetteSet]:
    guide_path = TOP / "examples" / "crisis-partners" / "guide.yaml"
    set_path = TOP / "vignettes" / "crisis-five.yaml"
    guide, _ = read_validated(
        Guide, read_yaml(guide_path.read_text(encoding="utf-8"), guide_path.name)
    )
    vignettes, _ = read_validated(
        VignetteSet, read_yaml(set_path.read_text(encoding="utf-8"), set_path.name)
    )
    if guide is None or vignettes is None:
        sys.exit("The example's guide or vignettes have faults: idtool check names them.")
    return guide, vignettes


def main() -> None:
    """Print one line for each variant."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="three interviews, and a floor")
    parser.add_argument("--misses", action="store_true", help="name every mark missing or wrong")
    chosen = parser.parse_args()
    names = sorted(path.stem for path in MASTERS.glob("*.txt"))
    if chosen.smoke:
        names = ["D01", "I01", "I10"]
    results = measure(names, misses=chosen.misses)
    columns = list(next(iter(results.values())))
    sys.stdout.write(f"{len(names)} interviews; exact first turns\n")
    sys.stdout.write("\t".join(["variant", *columns]) + "\n")
    for variant, values in results.items():
        cells = ["" if value is None else f"{value:.3f}" for value in values.values()]
        sys.stdout.write("\t".join([variant, *cells]) + "\n")
    if chosen.smoke and (results["as it is"]["stage precision"] or 0) < 0.9:
        sys.exit("Stages are no longer found where they are read.")


if __name__ == "__main__":
    main()
