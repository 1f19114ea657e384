"""The manual says what the commands do, and every command is in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from idtool.cli import app
from idtool.cli._commands import PANELS

TOP = Path(__file__).parents[2]


def walk(group: Any, name: str = "idtool") -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from walk(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(walk(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    assert f"\n    {name}" in COMMANDS[name].help or f"\n{name}" in COMMANDS[name].help
    assert all(option.help for option in COMMANDS[name].params if option.name != "help")


def test_the_commands_page_is_current() -> None:
    script = TOP / "scripts" / "make_commands_page.py"
    ended = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/tables.md", "docs/json.md"])
def test_commands_named_in_the_manual_exist(page: str) -> None:
    text = (TOP / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", text)
    named = re.findall(r"(?:^|&& )idtool ([a-z]+)", "\n".join([*blocks, *spans]), re.MULTILINE)
    first_words = {name.split()[1] for name in COMMANDS}

    assert named or page == "docs/json.md"
    assert set(named) - first_words == set()


def test_help_shows_the_five_a_newcomer_needs_first() -> None:
    first = [name.split()[1] for name in COMMANDS][:5]

    assert first == ["demo", "init", "ingest", "apply", "status"]


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from idtool.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy','pandas','sklearn','matplotlib','docx','sqlalchemy','pydantic',"
        "'numpy','lxml','alembic','scipy','simplemma','ruamel'}\n"
        "print('loaded:', sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "loaded: []" in ended.stdout


def test_a_command_loads_neither_other_commands_nor_readers_it_does_not_need() -> None:
    code = (
        "import sys; from idtool.cli import main\n"
        "sys.argv = ['idtool', 'screen', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "import idtool.ingest.reading\n"
        "print(sorted(m for m in sys.modules if m.startswith('idtool.cli.')))\n"
        "print([m for m in ('lxml', 'idtool.ingest.elan') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()

    commands = [name for name in ast.literal_eval(ended[-2]) if not name.startswith("idtool.cli._")]
    assert commands == ["idtool.cli.screen"]
    assert ended[-1] == "[]"


def test_every_command_stands_in_one_panel_and_is_of_its_name() -> None:
    tree: Any = typer.main.get_command(app)
    names = [name for _, panel in PANELS for name in panel]

    assert len(names) == len(set(names))
    assert {name: command.name for name, command in tree.commands.items()} == {n: n for n in names}
    assert tree.get_command(None, "thema") is None
