"""What every command is asked with: the study, who acts, and how to show results."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.errors import UsageProblem
from idtool.model import Act

if TYPE_CHECKING:
    from idtool.steps.study_folder import LoadedStudy

Context = typer.Context

StudyOption = Annotated[
    Path | None,
    typer.Option("--study", help="The study folder; default: the nearest parent with study.yaml."),
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="CODER", help="Who is acting, such as R1 (or set IDTOOL_AS)."),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The global options of one call."""

    study: Path | None = None
    coder: str | None = None
    json: bool = False
    plain: bool = False
    quiet: bool = False
    yes: bool = False

    def folder(self) -> Path:
        """The study folder this call is about."""
        from idtool.steps.study_place import find_study

        return find_study(self.study if self.study is not None else Path.cwd())

    def load(self) -> LoadedStudy:
        """The study's written files, validated."""
        folder = self.folder()
        from idtool.steps.study_folder import load_study  # slow: not where there is no study

        return load_study(folder)

    def act(self, study: LoadedStudy | None = None) -> Act:
        """Who acts and when; the default coder is the first one of the team."""
        coder = self.coder or os.environ.get("IDTOOL_AS")
        if coder is None and study is not None and study.settings.coders:
            coder = study.settings.coders[0]
        if study is not None and coder is not None:
            study.check_member(coder)
        return Act(coder or "R1", now())

    def named_act(self, study: LoadedStudy, for_what: str) -> Act:
        """Who acts, named on the command line or in IDTOOL_AS; a default is not a signature.

        Raises:
            UsageProblem: Nobody is named.
        """
        if not (self.coder or os.environ.get("IDTOOL_AS")):
            raise UsageProblem(
                f"{for_what} carries a name: say who you are.",
                f"Add --as and your id from study.yaml, such as --as {study.settings.team[0].id}",
            )
        return self.act(study)

    @property
    def interactive(self) -> bool:
        """Whether a person sits at the keyboard and may be asked."""
        return sys.stdin.isatty() and not self.json and not self.yes


def now() -> str:
    """The time of this act, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def asked(context: Context) -> Asked:
    """The global options of this call."""
    found = context.find_object(Asked)
    return found if found is not None else Asked()


def opened(context: Context) -> tuple[Asked, LoadedStudy, Act]:
    """What nearly every command begins with: its options, the study, and who acts when."""
    options = asked(context)
    study = options.load()
    return options, study, options.act(study)
