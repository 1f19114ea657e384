"""Runs of ``cluster``: which there are, which one follows which, what a person decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from idtool.errors import UsageProblem
from idtool.model import Act, Theme
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.groupings import Dismissal, KeptRun

CODES = "codes"
"""What a run of patterns of codes is on; all others group segments."""

Run = tuple[int, str, dict[str, Any]]
"""Number, time and what was kept."""


class NoSuchRun(UsageProblem):
    """There is no run of this number, or none at all."""

    def __init__(self, number: int | None, known: Sequence[int]) -> None:
        if number is None:
            super().__init__("There is no grouping yet.", "Make some with: idtool cluster")
        else:
            listed = ", ".join(map(str, known)) or "none"
            super().__init__(
                f"There is no run {number}.", f"Runs so far: {listed}. See: idtool cluster --runs"
            )


@dataclass(frozen=True, slots=True)
class RunEntry:
    """A line of the list of runs.

    ``n_segments`` are segments grouped, or occasions with codes; ``themes`` those a person
    made of its groupings, in it or in a run it continues, ``names`` what they are called now;
    ``n_dismissed`` counts groupings.
    """

    run: int
    at: str
    by: str
    on: str
    focus: str | None
    seed: int
    n_segments: int | None
    n_groupings: int
    themes: tuple[str, ...]
    names: tuple[str, ...]
    n_dismissed: int


def list_runs(study: LoadedStudy, act: Act) -> list[RunEntry]:
    """Every run, oldest first."""
    with open_study_file(study.folder, act) as store:
        themes, dismissals = store.themes.all(), store.groupings.dismissals()
        return [_entry(run, themes, dismissals) for run in store.groupings.runs()]


def _entry(run: KeptRun, themes: Sequence[Theme], dismissals: Sequence[Dismissal]) -> RunEntry:
    kept = run.result
    by_grouping = themes_of_run(run.number, kept, themes)
    made = tuple(dict.fromkeys(theme for of_one in by_grouping.values() for theme in of_one))
    called = {theme.id: theme.name for theme in themes}
    return RunEntry(
        run.number,
        run.at,
        run.by,
        kept.get("on", ""),
        kept.get("focus"),
        run.seed,
        _n_grouped(kept.get("settings", {})),
        len(kept["groupings"]),
        made,
        tuple(called.get(theme, "") for theme in made),
        sum(map(bool, dismissed_in_run(run.number, kept, dismissals).values())),
    )


def _n_grouped(settings: Mapping[str, Any]) -> int | None:
    """How many segments were grouped, or occasions with codes; ``None`` if it was not kept."""
    n = settings.get("n_segments", settings.get("n_occasions"))
    return None if n is None else int(n)


def find_run(store: StudyFile, number: int | None) -> Run:
    """A run by its number, the newest one if ``None``.

    Raises:
        NoSuchRun: There is none.
    """
    found = store.groupings.last() if number is None else store.groupings.get(number)
    if found is None:
        raise NoSuchRun(number, [run.number for run in store.groupings.runs()])
    return found


def is_of_codes(study: LoadedStudy, act: Act, run: int) -> bool:
    """Whether a run is one of patterns of codes.

    Raises:
        NoSuchRun: There is no such run.
    """
    with open_study_file(study.folder, act) as store:
        return bool(find_run(store, run)[2].get("on") == CODES)


def earlier_run(
    store: StudyFile, asked: int | None, *, on: str, focus: str | None, meet: str | None = None
) -> Run | None:
    """The run a new one is set against: the one ``asked`` for, else the one it continues.

    Patterns of codes are set against patterns whose codes ``meet`` in the same way, never
    against groupings of segments.

    Raises:
        UsageProblem: There is no run ``asked`` for, or the two cannot be matched.
    """
    if asked is not None:
        return _run_to_compare(store, asked, on=on, meet=meet)
    alike = [run for run in store.groupings.all() if _kind(run[2]) == (on == CODES, meet)]
    same = [run for run in alike if (run[2].get("on"), run[2].get("focus")) == (on, focus)]
    found = same or alike
    return found[-1] if found else None


def _run_to_compare(store: StudyFile, number: int, *, on: str, meet: str | None) -> Run:
    found = find_run(store, number)
    kept = found[2]
    if _kind(kept) == (on == CODES, meet):
        return found
    if kept.get("on") == on == CODES:
        problem = (
            f"Run {number} is of codes that meet in one {kept['meet']}, not in one {meet}; "
            "the two cannot be matched."
        )
    else:
        problem = (
            f"Run {number} is on {kept.get('on')}; patterns of codes and groupings of "
            "segments cannot be matched."
        )
    raise UsageProblem(problem, "Compare with a run of the same kind: idtool cluster --runs")


def _kind(kept: Mapping[str, Any]) -> tuple[bool, str | None]:
    """Runs are matched within a kind: segments, or codes that meet in one way."""
    return kept.get("on") == CODES, kept.get("meet")


def find_grouping(run: Run, name: str) -> dict[str, Any]:
    """A grouping of a run by its name, or by its number alone.

    Raises:
        UsageProblem: The run has no such grouping.
    """
    wanted = name if name.lower().startswith("group") else f"Group {name}"
    for grouping in run[2]["groupings"]:
        if str(grouping["id"]).lower() == wanted.lower():
            return dict(grouping)
    listed = ", ".join(g["id"] for g in run[2]["groupings"]) or "none"
    raise UsageProblem(
        f"Run {run[0]} has no “{wanted}”.", f"It has: {listed}. See: idtool cluster --show {run[0]}"
    )


def decided_in_run(
    store: StudyFile, run: Run
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[Dismissal, ...]]]:
    """What a person made of the groupings of a run: themes, and what was dismissed."""
    number, _, kept = run
    return (
        themes_of_run(number, kept, store.themes.all()),
        dismissed_in_run(number, kept, store.groupings.dismissals()),
    )


def themes_of_run(
    run: int, kept: Mapping[str, Any], themes: Sequence[Theme]
) -> dict[str, tuple[str, ...]]:
    """Themes a person made of a run's groupings, in that run or in one it continues."""
    return {
        g["id"]: tuple(
            dict.fromkeys(
                (
                    *g.get("themes", ()),
                    *(t.id for t in themes if t.came_from == f"grouping {g['id']} of run {run}"),
                )
            )
        )
        for g in kept["groupings"]
    }


def dismissed_in_run(
    run: int, kept: Mapping[str, Any], dismissals: Sequence[Dismissal]
) -> dict[str, tuple[Dismissal, ...]]:
    """What a person dismissed of a run's groupings, in that run or in one it continues."""
    return {
        g["id"]: tuple(
            d
            for d in dismissals
            if (d.run, d.grouping) == (run, g["id"]) or d.id in g.get("dismissed", ())
        )
        for g in kept["groupings"]
    }
