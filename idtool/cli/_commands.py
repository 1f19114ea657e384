"""Every command, in the order of ``idtool --help``; a command's module is loaded when it is called.

First come the five a newcomer needs, then the rest by phase of an analysis.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

PANELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Start", ("demo", "init", "ingest", "apply", "status")),
    ("Collect", ("check", "screen", "pseudonymise", "mark", "read", "correct")),
    ("Code", ("review",)),
    ("Interpret", ("cluster", "saturation", "agree", "decide")),
    ("Check with people, write", ("verify",)),
    ("Collect", ("privacy", "person")),
    ("Code", ("codebook", "code")),
    ("Interpret", ("theme", "compare", "pairs", "matrix", "memo", "journal")),
    ("Check with people, write", ("membercheck", "mentor", "report")),
    ("Share", ("export", "audit")),
)
"""Commands by panel of the help, then those that are groups of commands.

Each is a function, or a group called ``…_app``, in the module of its name.
"""

_PANEL_OF = {name: panel for panel, names in PANELS for name in names}
_ELSEWHERE = {"decide": "journal", "membercheck": "member_returns"}
"""Modules of commands whose names are not theirs."""


class CommandTree(TyperGroup):
    """Commands that are loaded one by one; all of them only where all are listed."""

    _loaded: dict[str, Any]

    @property
    def commands(self) -> MutableMapping[str, Any]:
        """Every command by name, in the order of the help."""
        return {name: self.get_command(None, name) for name in _PANEL_OF}

    @commands.setter
    def commands(self, commands: MutableMapping[str, Any]) -> None:
        self._loaded = dict(commands)

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the help."""
        del ctx
        return list(_PANEL_OF)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by name, or ``None``."""
        del ctx
        if cmd_name not in self._loaded:
            if cmd_name not in _PANEL_OF:
                return None
            self._loaded[cmd_name] = _load(cmd_name, _PANEL_OF[cmd_name])
        return self._loaded[cmd_name]


def _load(name: str, panel: str) -> Any:
    """A command, or a group of them, as Typer makes it; through a group that holds it alone."""
    module = import_module(f"idtool.cli.{_ELSEWHERE.get(name, name)}")
    alone = typer.Typer(rich_markup_mode="rich")
    alone.callback()(_alone)
    if hasattr(module, f"{name}_app"):
        alone.add_typer(getattr(module, f"{name}_app"), name=name, rich_help_panel=panel)
    else:
        alone.command(name, rich_help_panel=panel)(getattr(module, name))
    group: Any = typer.main.get_command(alone)
    return group.commands[name]


def _alone() -> None:
    """Makes a group of a single command, too."""
