"""What ``review`` shows of one proposal: the talk, the marked words, the code, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from rich.text import Text

    from idtool.model import Coding, Turn
    from idtool.steps.choosing_words import Unit
    from idtool.steps.reviewing import WaitingProposal
    from idtool.steps.study_folder import LoadedStudy

_AROUND = 350
"""Signs of a turn shown on both sides of the marked words; the whole of it on asking."""

_BEFORE = 240
_BEGIN, _END = "⟦", "⟧"


def show_item(
    options: Asked,
    study: LoadedStudy,
    item: WaitingProposal,
    place: str,
    *,
    blind: bool,
    whole: bool = False,
) -> None:
    """One proposal, with the talk around the marked words."""
    from rich.text import Text

    coding = item.coding
    code = study.codes.get(coding.code)
    first = item.turns[0]
    question = f"   ({item.question})" if item.question else ""
    _say(options, Text(""))
    _say(options, Text(f"{place}   {first.id}   {first.speaker}{question}", style="dim"))
    if item.before is not None:
        said = item.before.text if whole else _last_of(item.before.text)
        _say(options, Text(f"{item.before.speaker}: {said}", style="dim"))
    out = _show.console(options)
    signs = options.plain or not out.is_terminal or out.is_dumb_terminal
    for turn in item.turns:
        _say(options, _marked(turn, coding, whole=whole, signs=signs))
    if options.plain:
        _say(options, Text(f"  proposed words: {coding.quote}"))
    named = f"{code.label}: {code.brief}" if code else "no codebook has this code any more"
    _say(options, Text(f"→ {coding.code}  {named}", style="bold"))
    if not blind:
        _say(options, Text(f"  {why_of(coding)}", style="dim"))


def why_of(coding: Coding) -> str:
    """How strongly and why a coding was proposed, in plain words."""
    from idtool.coding.explaining import reason

    return reason(coding.strength, coding.source, coding.evidence)


def show_units(options: Asked, units: list[Unit], coding: Coding) -> None:
    """The sentences of the turns that were shown, numbered; the proposed ones are pointed at."""
    from rich.text import Text

    own = coding.segment
    for number, unit in enumerate(units, start=1):
        inside = unit.segment.start < own.end and own.start < unit.segment.end
        _say(options, Text(f"{'→' if inside else ' '} {number:>2}  {' '.join(unit.text.split())}"))


def _say(options: Asked, line: Text) -> None:
    """Print a line; ``--plain`` has no style at all."""
    if options.plain:
        _show.say(options, line.plain)
    else:
        _show.console(options).print(line)


def _marked(turn: Turn, coding: Coding, *, whole: bool, signs: bool) -> Text:
    """A turn with the proposed words set off; ``signs`` where the terminal has no other way."""
    from rich.text import Text

    start = max(0, coding.segment.start - turn.start)
    end = min(len(turn.text), coding.segment.end - turn.start)
    before, after = turn.text[:start], turn.text[end:]
    if not whole:
        before, after = _last_of(before, _AROUND), _first_of(after, _AROUND)
    words = turn.text[start:end]
    return Text.assemble(
        f"{turn.speaker}: {before}",
        (f"{_BEGIN}{words}{_END}" if signs else words, "bold reverse"),
        after,
    )


def _last_of(text: str, size: int = _BEFORE) -> str:
    """The end of a text, from a space on."""
    if len(text) <= size:
        return text
    kept = text[-size:]
    return "… " + kept[kept.find(" ") + 1 :]


def _first_of(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    kept = text[:size]
    return kept[: kept.rfind(" ")] + " …"
