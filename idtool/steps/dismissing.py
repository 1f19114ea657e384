"""Dismissing a grouping: a person's decision that it is nothing to follow, and why."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.errors import Conflict, UsageProblem
from idtool.model import Act
from idtool.steps.grouping_runs import dismissed_in_run, find_grouping, find_run, themes_of_run
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file


class AlreadyATheme(Conflict):
    """A person made a theme of the grouping; the theme is what can be set aside."""

    def __init__(self, grouping: str, theme: str) -> None:
        super().__init__(
            f"{grouping} was adopted as {theme}.",
            f'Set the theme aside instead: idtool theme status {theme} set_aside --because "…"',
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one grouping of one run."""

    run: int
    grouping: str
    dismissed: bool
    why: str


def dismiss_grouping(
    study: LoadedStudy, act: Act, name: str, *, why: str, run: int | None = None
) -> Decided:
    """Mark a grouping as dismissed, with the reason; it stays marked in later runs.

    Raises:
        UsageProblem: There is no such run or grouping, or no reason is given.
        AlreadyATheme: A theme that is not set aside came from it.
    """
    if not why.strip():
        raise UsageProblem(
            "A dismissal needs a reason; it is read when the grouping comes back.",
            f'Give it: idtool cluster --dismiss "{name}" --why "…"',
        )
    with open_study_file(study.folder, act, write=True) as store:
        found = find_run(store, run)
        number, _, kept = found
        grouping = find_grouping(found, name)["id"]
        status = {theme.id: theme.status for theme in store.themes.all()}
        made = themes_of_run(number, kept, store.themes.all())[grouping]
        if standing := [theme for theme in made if status.get(theme, "") != "set_aside"]:
            raise AlreadyATheme(grouping, standing[0])
        store.groupings.dismiss(number, grouping, why.strip())
        store.trail.add("segments.dismiss", f"{grouping} of run {number}", why=why.strip())
    return Decided(number, grouping, True, why.strip())


def restore_grouping(
    study: LoadedStudy, act: Act, name: str, *, why: str = "", run: int | None = None
) -> Decided:
    """Take a dismissal back, in the run it was made in and in those that follow.

    Raises:
        UsageProblem: There is no such run or grouping, or it is not dismissed.
    """
    with open_study_file(study.folder, act, write=True) as store:
        found = find_run(store, run)
        number, _, kept = found
        grouping = find_grouping(found, name)["id"]
        dismissed = dismissed_in_run(number, kept, store.groupings.dismissals())[grouping]
        if not dismissed:
            raise UsageProblem(
                f"{grouping} of run {number} is not dismissed.",
                f"See what is: idtool cluster --show {number}",
            )
        for each in dismissed:
            store.groupings.restore(each.id)
        store.trail.add("segments.restore", f"{grouping} of run {number}", why=why.strip())
    return Decided(number, grouping, False, why.strip())
