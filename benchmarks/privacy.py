"""How much the privacy screen finds, and how often it asks in vain.

    python benchmarks/privacy.py benchmarks/data/privacy_invented.json

reads a JSON list of ``{"id", "text", "spans": [{"start", "end", "label"}]}``,
positions in code points. ``--replace`` measures false alerts instead: every
span is first replaced by ``[LABEL_n]``, as in a de-identified transcript.
``--missed`` and ``--alerts`` print the strings themselves: for invented or
published texts only, never for a study's own.

``--casing`` measures every text three times: as it is, in lower case, in capitals.
``--origins`` measures names by where they are at home: each name of
``data/privacy_origins.json`` in each of its sentences, every sentence a text.

*Touch* recall counts a span that any sighting overlaps; *covered* one of which
sightings hold at least 90 % of the letters. ``strong`` leaves out notes.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from idtool.privacy import Sighting, screen_text

Document = dict[str, Any]
COVERED = 0.9
OWN = Path(__file__).parent / "data" / "privacy_invented.json"
ORIGINS = Path(__file__).parent / "data" / "privacy_origins.json"


def read_documents(path: Path) -> list[Document]:
    return json.loads(path.read_text(encoding="utf-8"))


def replace_spans(document: Document) -> Document:
    """The text with every span replaced by a numbered placeholder of its label."""
    text, numbers = document["text"], Counter[str]()
    pieces, at = [], 0
    for span in sorted(document["spans"], key=lambda s: (s["start"], -s["end"])):
        if span["start"] < at:
            continue
        numbers[span["label"]] += 1
        pieces += [text[at : span["start"]], f"[{span['label']}_{numbers[span['label']]}]"]
        at = span["end"]
    return {"id": document["id"], "text": "".join([*pieces, text[at:]]), "spans": []}


def recase(document: Document, how: str) -> Document:
    """The text in another casing, every position where it was."""
    change = str.upper if how == "upper" else str.lower
    letters = [new if len(new := change(old)) == 1 else old for old in document["text"]]
    return {**document, "text": "".join(letters)}


def name_in_sentences() -> dict[str, list[Document]]:
    """By origin, one document for each name in each sentence that has room for it."""
    data = json.loads(ORIGINS.read_text(encoding="utf-8"))
    made: dict[str, list[Document]] = {}
    for origin, names in data["names"].items():
        made[origin] = []
        for name in names:
            parts = {"{full}": name, "{first}": name.split()[0], "{last}": name.split()[-1]}
            for sentence in data["sentences"]:
                for blank, said in parts.items():
                    if blank in sentence:
                        start = sentence.index(blank)
                        span = {"start": start, "end": start + len(said), "label": "PERSON"}
                        text = sentence.replace(blank, said)
                        made[origin].append({"id": text, "text": text, "spans": [span]})
    return made


def compare(groups: dict[str, list[Document]]) -> None:
    """One line for each group of documents: recall over all labels, and alerts."""
    print(f"{'':24}{'n':>6}{'touch':>8}{'strong':>8}{'covered':>9}{'alerts/1,000 words':>20}")
    for name, documents in groups.items():
        n = words = asked = 0
        hits: Counter[str] = Counter()
        for document in documents:
            found = screen_text(document["text"])
            strong = [s for s in found if s.tier != "note"]
            words += len(document["text"].split())
            asked += len(strong)
            for span in document["spans"]:
                n += 1
                share = measure_overlap(span, found)
                hits["touch"] += share > 0
                hits["covered"] += share >= COVERED
                hits["strong"] += measure_overlap(span, strong) > 0
        row = [hits[kind] / max(n, 1) for kind in ("touch", "strong", "covered")]
        rate = 1000 * asked / max(words, 1)
        print(f"{name:24}{n:6}{row[0]:8.3f}{row[1]:8.3f}{row[2]:9.3f}{rate:20.1f}")


def measure_overlap(span: Document, found: Iterable[Sighting]) -> float:
    """Share of a span's positions that lie in a sighting."""
    length = span["end"] - span["start"]
    inside = sum(max(0, min(span["end"], s.end) - max(span["start"], s.start)) for s in found)
    return inside / length if length else 0.0


def evaluate(documents: list[Document], *, show_missed: bool, show_alerts: bool) -> None:
    spans: Counter[str] = Counter()
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    alerts: Counter[tuple[str, str]] = Counter()
    true_alerts: Counter[str] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    false_strings: Counter[tuple[str, str, str]] = Counter()
    words, complete, seconds = 0, 0, 0.0
    for document in documents:
        text = document["text"]
        words += len(text.split())
        began = time.process_time()
        found = screen_text(text)
        seconds += time.process_time() - began
        strong = [s for s in found if s.tier != "note"]
        all_found = True
        for span in document["spans"]:
            label = span["label"]
            spans[label] += 1
            share = measure_overlap(span, found)
            hits[label]["touch"] += share > 0
            hits[label]["covered"] += share >= COVERED
            hits[label]["strong"] += measure_overlap(span, strong) > 0
            if not share:
                all_found = False
                missed[label, text[span["start"] : span["end"]]] += 1
        complete += all_found
        for seen in found:
            alerts[seen.tier, seen.rule] += 1
            true = any(s["start"] < seen.end and seen.start < s["end"] for s in document["spans"])
            true_alerts[seen.rule] += true
            if not true:
                false_strings[seen.tier, seen.rule, text[seen.start : seen.end]] += 1
    print(
        f"{len(documents)} documents, {words:,} words,"
        f" {words / seconds:,.0f} words a processor second"
    )
    if spans:
        print(f"documents with every span touched: {complete} ({complete / len(documents):.1%})\n")
        print(f"{'label':12}{'n':>6}{'touch':>8}{'strong':>8}{'covered':>9}")
        for label, n in sorted(spans.items()):
            row = [hits[label][kind] / n for kind in ("touch", "strong", "covered")]
            print(f"{label:12}{n:6}{row[0]:8.3f}{row[1]:8.3f}{row[2]:9.3f}")
    by_tier: Counter[str] = Counter()
    for (tier, _), count in alerts.items():
        by_tier[tier] += count
    shown = ", ".join(
        f"{tier} {1000 * by_tier[tier] / words:.1f}" for tier in ("block", "review", "note")
    )
    print(f"\nalerts per 1,000 words: {shown}\n")
    for (tier, rule), count in sorted(alerts.items(), key=lambda item: -item[1]):
        print(f"  {tier:7}{rule:28}{count:6}  touching a span {true_alerts[rule] / count:5.2f}")
    if show_missed:
        for (label, string), count in missed.most_common():
            print("missed", label, count, repr(string))
    if show_alerts:
        for (tier, rule, string), count in false_strings.most_common():
            print("alert", tier, rule, count, repr(string))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="*", default=[OWN])
    parser.add_argument("--smoke", action="store_true", help="only the gold set of our own")
    parser.add_argument(
        "--replace", action="store_true", help="measure false alerts on replaced spans"
    )
    parser.add_argument("--casing", action="store_true", help="as it is, lower case, capitals")
    parser.add_argument("--origins", action="store_true", help="names by where they are at home")
    parser.add_argument("--missed", action="store_true", help="print missed strings")
    parser.add_argument(
        "--alerts", action="store_true", help="print alerted strings outside of spans"
    )
    options = parser.parse_args()
    files = [OWN] if options.smoke else options.file
    documents = [document for file in files for document in read_documents(file)]
    if options.replace:
        documents = [replace_spans(document) for document in documents]
    if options.origins:
        compare(name_in_sentences())
        return
    if options.casing:
        cased = {how: [recase(d, how) for d in documents] for how in ("lower", "upper")}
        compare({"as it is": documents, **cased})
        return
    evaluate(documents, show_missed=options.missed, show_alerts=options.alerts)


if __name__ == "__main__":
    main()
