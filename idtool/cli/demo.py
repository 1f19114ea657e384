"""``idtool demo``: the main job on an invented study, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.errors import IdtoolError


class DemoBroken(IdtoolError):
    """A step of the demo did not end well."""

    def __init__(self, command: str, code: int) -> None:
        super().__init__(
            f"The demo stopped: “{command}” ended with exit code {code}.",
            "Please report this; the example study should run everywhere.",
        )


def demo(
    context: Context,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="A new folder for the demo.")
    ] = Path("idtool-demo"),
) -> None:
    """Build the invented example study and walk through the main job.

    Every step prints the command it runs, so that you can repeat it.

    Example:
        idtool demo
    """
    from idtool.steps.example import fill_in_study, lay_out_example, made_files

    options = asked(context)
    incoming = lay_out_example(folder)
    study = folder / "study"
    walk = _Walk(context, options, study)
    transcripts = sorted((incoming / "transcripts").iterdir())
    first = transcripts.pop([path.stem for path in transcripts].index("I01"))
    said = ["--speaker", "Speaker 1=INT", "--speaker", "Speaker 2=P01"]

    walk.tell("A study that looks like a real one. Every person and word in it is invented.")
    walk.run(["init", str(study)], in_study=False)
    walk.tell("The example brings its own plan, roster, guide and member-check statements.")
    fill_in_study(incoming, study)
    walk.run(["status"])
    walk.tell("A transcript comes back from the service. Look before anything is stored:")
    walk.run(["ingest", str(first), "--dry-run", *said], shorten=True)
    walk.tell("Who is who is said once and remembered. Then the others, in whatever shape:")
    walk.run(["ingest", str(first), *said], shorten=True)
    walk.run(["ingest", *map(str, transcripts)], shown=f"idtool ingest {incoming}/transcripts/*")
    walk.tell("The codebooks are applied: proposals with reasons. None counts yet.")
    walk.run(["apply"])
    walk.tell("Each proposal can say why it was made, the strongest first:")
    walk.run(["apply", "I03", "--explain"], shorten=True)
    walk.tell(
        "You would now decide with: idtool review I03. Here two invented coders have done so."
    )
    walk.run(["code", "import", str(incoming / "codings" / "R1.csv")])
    walk.run(["--as", "R2", "code", "import", str(incoming / "codings" / "R2.csv")])
    walk.run(["memo", "import", str(incoming / "memos")])
    walk.tell("Where the two coders differ, and by how much:")
    walk.run(["agree"], shorten=True)
    walk.tell("Coded segments that share words are offered as candidate groupings.")
    walk.run(["cluster", "--focus", "Potential"], shorten=True)
    walk.tell("Themes are claims, and people make them. Here are four the coders wrote.")
    walk.run(["theme", "import", str(incoming / "themes.yaml")])
    walk.run(["theme", "list"])
    walk.tell("How new codes came in - and where the data cannot say:")
    walk.run(["saturation"], shorten=True)
    walk.tell("Word documents for the participants who agreed to be contacted:")
    walk.run(["membercheck", "build"])
    walk.tell("Word documents for the mentor, and sheets for the interviews:")
    walk.run(["report", "themes"])
    walk.run(["report", "vignettes"])
    walk.run(["export", "csv", str(study / "out" / "tables")])
    walk.run(["check"])

    files = made_files(study)
    if options.json:
        _show.show_json({"folder": str(folder), "files": [str(path) for path in files]})
        return
    _show.table(options, "Made for you to open", ["file"], [(str(path),) for path in files])
    _show.say(
        options,
        f"Go on with: cd {study}",
        "            idtool status --next",
    )


class _Walk:
    """Runs the commands of the demo through the same door a person uses."""

    def __init__(self, context: Context, options: Asked, study: Path) -> None:
        self._context = context
        self._options = options
        self._study = study

    def tell(self, words: str) -> None:
        """Say in a sentence what comes next."""
        if not self._options.json and not self._options.quiet:
            _show.say(self._options, "", words, style="bold")

    def run(
        self,
        words: Sequence[str],
        *,
        shown: str = "",
        in_study: bool = True,
        shorten: bool = False,
    ) -> None:
        """Print a command and run it; with ``shorten``, only the first lines are shown."""
        from idtool.cli import app

        line = shown or "idtool " + " ".join(_quoted(word) for word in words)
        flags = [
            flag
            for flag, on in (
                ("--plain", self._options.plain),
                ("--quiet", self._options.quiet or self._options.json),
                ("--yes", True),
            )
            if on
        ]
        place = ["--study", str(self._study)] if in_study else []
        if not self._options.json:
            _show.say(self._options, f"$ {line}", style="cyan")
        with _show.captured(shorten=shorten, silent=self._options.json, live=not shorten):
            try:
                code = app([*flags, *place, *words], standalone_mode=False)
            except typer.Exit as stop:
                code = stop.exit_code
        if code:
            raise DemoBroken(line, int(code))


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word or "*" in word else word
