"""How fast and how large sentence models are, and how nearly two forms of one agree.

    python benchmarks/embedding.py FOLDER [FOLDER …] [--words N] [--smoke]

Each folder is read in a process of its own, as ``idtool apply`` reads it, and encodes
the first N words of the invented example's coded quotations, in the order they stand.
Printed are what read it, seconds to be ready, words a second of wall time and of CPU
time, the peak of memory, imports included, and the smallest and the mean cosine with the
first folder's vectors. Without a folder (``--smoke`` alone) there is nothing to measure.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

EXAMPLE = Path(__file__).parents[1] / "examples" / "crisis-partners" / "codings" / "R1.csv"


def quotations(n_words: int) -> list[str]:
    with EXAMPLE.open(encoding="utf-8", newline="") as lines:
        quotes = [row["quote"] for row in csv.DictReader(lines)]
    taken, left = [], n_words
    for quote in quotes:
        if left <= 0:
            break
        taken.append(quote)
        left -= len(quote.split())
    return taken


def measure(folder: Path, n_words: int, out: Path) -> None:
    from idtool.coding.embedding import open_model

    started = time.perf_counter()
    model = open_model(folder)
    ready = time.perf_counter() - started
    texts = quotations(n_words)
    words = sum(len(text.split()) for text in texts)
    started, cpu = time.perf_counter(), time.process_time()
    vectors = np.asarray(model.encode(texts))
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    np.save(out, vectors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"name": model.folder.name, "reader": model.reader, "ready": ready, "mb": peak}
    print(json.dumps(told | {"words": words, "wall": words / wall, "cpu": words / cpu}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--words", type=int, default=8000)
    parser.add_argument("--smoke", action="store_true", help="few words")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    n_words = 500 if asked.smoke else asked.words
    if asked.into is not None:
        measure(asked.folders[0], n_words, asked.into)
        return
    if not asked.folders:
        print("no folder of a sentence model was given: nothing measured")
        return
    print(f"{'':24}{'read by':>22}{'ready s':>9}{'words/s':>9}{'CPU':>8}{'MB':>7}{'cosines':>14}")
    first = None
    with tempfile.TemporaryDirectory() as place:
        for number, folder in enumerate(asked.folders):
            out = Path(place) / f"{number}.npy"
            call = [sys.executable, __file__, str(folder), "--into", str(out)]
            call += ["--words", str(n_words)]
            ended = subprocess.run(call, check=True, capture_output=True, text=True)
            told = json.loads(ended.stdout)
            vectors = np.load(out)
            vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
            first = vectors if first is None else first
            like = (first * vectors).sum(axis=1) if first.shape == vectors.shape else None
            cosines = "–" if like is None else f"{like.min():.4f} {like.mean():.4f}"
            print(
                f"{told['name'][:23]:24}{told['reader']:>22}{told['ready']:9.1f}{told['wall']:9.0f}"
                f"{told['cpu']:8.0f}{told['mb']:7.0f}{cosines:>14}"
            )


if __name__ == "__main__":
    main()
