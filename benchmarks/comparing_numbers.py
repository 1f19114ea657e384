"""How long the numbers of saturation and comparison take.

    python benchmarks/comparing_numbers.py             best of five, at full size
    python benchmarks/comparing_numbers.py --smoke     once; fails far above the limits

Limits: 1,000 shuffled orders of 50 interviews and 500 codes in 0.15 s; people by code and
role, 250 codes, 60 interviews, 20,000 codings, in 0.2 s. Data are drawn with a seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

from idtool.compare import Mention, count_people
from idtool.saturation import describe_stratum
from idtool.saturation.accumulation import permutation_band
from idtool.saturation.incidence import Incidence

SLACK = 8  # a busy machine may take so many times the limit in a smoke run


def made_up_incidence(interviews: int, codes: int, seed: int = 1) -> Incidence:
    rng = random.Random(seed)
    chances = [rng.random() ** 3 for _ in range(codes)]
    return [
        (f"I{n:02d}", frozenset(f"C{c}" for c, p in enumerate(chances) if rng.random() < p))
        for n in range(interviews)
    ]


def made_up_mentions(codes: int, interviews: int, codings: int, seed: int = 1) -> list[Mention]:
    rng = random.Random(seed)
    made = []
    for _ in range(codings):
        n, turn = rng.randrange(interviews), rng.randrange(1, 120)
        role, interview = ("LE", "SW")[n % 2], f"I{n:02d}"
        made.append(
            Mention(
                f"P{n:02d}", role, f"C{rng.randrange(codes)}", interview, "individual", "", "", "",
                f"{interview}#t{turn:03d}", turn,
            )
        )  # fmt: skip
    return made


def best_of(times: int, work: Callable[[], object]) -> float:
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--smoke", action="store_true", help="once, and fail far above limits")
    smoke = parser.parse_args().smoke
    incidence = made_up_incidence(50, 500)
    mentions = made_up_mentions(250, 60, 20_000)
    codes = [f"C{n}" for n in range(250)]
    everyone = {
        (code, role): {f"P{n:02d}" for n in range(60) if ("LE", "SW")[n % 2] == role}
        for code in codes
        for role in ("LE", "SW")
    }
    jobs: list[tuple[str, float | None, Callable[[], object]]] = [
        ("1,000 orders of 50 x 500", 0.15, lambda: permutation_band(incidence, seed=1)),
        ("the whole picture of 50 x 500", None, lambda: describe_stratum("", incidence, seed=1)),
        (
            "people, 250 codes x 60, 20,000",
            0.2,
            lambda: count_people(
                ((m, m.role) for m in mentions), codes=codes, groups=["LE", "SW"], chance=everyone
            ),
        ),
    ]
    for name, limit, work in jobs:
        work()
        seconds = best_of(1 if smoke else 5, work)
        print(f"{name:32} {seconds:6.3f} s" + (f"  (limit {limit} s)" if limit else ""))
        if smoke and limit and seconds > SLACK * limit:
            raise SystemExit(f"{name} took {seconds:.2f} s, far above its limit of {limit} s.")


if __name__ == "__main__":
    main()
