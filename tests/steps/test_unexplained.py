"""What the codebooks explain least: a third, said to be so, and where a hidden code is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from idtool.coding.knowledge import Knowledge
from idtool.coding.unexplained import fit_of_codes
from idtool.model import Act
from idtool.steps.applying import passages_of
from idtool.steps.contexts import counted_codings, load_text
from idtool.steps.study_folder import load_study
from idtool.steps.unexplained import find_least_explained
from idtool.store import open_study_file
from tests.conftest import run, told

ACT = Act(by="R1", at="2026-01-05T09:00:00Z")
EVERY_TENTH = 10
OFTEN = 8


def test_a_third_of_what_says_enough_spread_over_more_codes_than_the_rest(example: Path) -> None:
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        text, codings = load_text(study, store), counted_codings(study, store)
        least = find_least_explained(study, store, text, codings)

    assert len(least.places) == len(set(least.places)) == least.n_saying // 3
    assert least.n_coded == sum(
        any(
            c.segment.transcript == name and c.segment.start < end and start < c.segment.end
            for c in codings
        )
        for name, _, start, end in least.places
    )
    assert least.spread is not None and least.spread > 1  # more than two codes alike
    told = least.sentence
    assert f"{len(least.places)} of {least.n_saying} turns" in told
    assert f"{least.spread:.2f} bits" in told


def test_it_is_said_what_was_grouped_and_kept_with_the_run(own_example: Path) -> None:
    first = told(own_example, "cluster", "--on", "unexplained")
    again = told(own_example, "cluster", "--show", str(first["run"]))
    shown = run(own_example, "--plain", "cluster", "--show", str(first["run"])).stdout

    assert "explain least" in first["basis"] and "turns that say enough" in first["basis"]
    assert again == first
    assert first["basis"] in shown


def test_a_hidden_code_is_there_more_often_than_by_chance(example: Path) -> None:
    """Every tenth code is hidden in turn; a third of its turns would be there by chance."""
    study = load_study(example)
    with open_study_file(study.folder, ACT) as store:
        text, codings = load_text(study, store), counted_codings(study, store)
    n = Counter(c.code for c in codings if study.codes[c.code].kind == "content")
    shares = []
    for code in sorted(code for code in n if n[code] >= OFTEN)[::EVERY_TENTH]:
        books = [
            book.model_copy(update={"codes": [c for c in book.codes if c.id != code]})
            for book in study.codebooks.values()
        ]
        known = Knowledge(books)
        fits = {
            (name, passage.start, passage.start + len(passage.text)): fit
            for name in text.transcripts
            for passages in [passages_of(text, name)]
            for passage, fit in zip(passages, fit_of_codes(passages, known), strict=True)
            if fit.says_something
        }
        hidden = {
            place
            for place in fits
            for c in codings
            if c.code == code
            and c.segment.transcript == place[0]
            and c.segment.start < place[2]
            and place[1] < c.segment.end
        }
        least = sorted(fits, key=lambda place: (fits[place].order, place))[: len(fits) // 3]
        shares.append(len(hidden & set(least)) / len(hidden))

    assert sum(shares) / len(shares) > 1 / 3
