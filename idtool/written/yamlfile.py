"""YAML read with the line of every key and item, and its traps explained.

The positions come from the parsed nodes, so that a fault found much later (by
a schema, or by a check across files) can still name the line it is about.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from idtool.errors import Fault, InvalidInput

Location = tuple[str | int, ...]

BARE_ANSWERS = frozenset({"no", "yes", "on", "off", "n", "y"})
"""Words that many programs read as true or false when they stand without quotes."""


@dataclass(frozen=True)
class WrittenYaml:
    """A YAML file as plain data, with where everything stands.

    ``lines`` maps a location, such as ``("codes", 3, "brief")``, to its line
    (from 1). ``bare`` holds the locations of unquoted yes/no-like words, and
    ``in_braces`` those inside a one-line ``{...}`` or ``[...]``.
    """

    file: str
    data: Any
    lines: dict[Location, int] = field(default_factory=dict)
    bare: frozenset[Location] = frozenset()
    in_braces: frozenset[Location] = frozenset()

    def line_of(self, location: Location) -> int:
        """The line of ``location``, or of the nearest thing around it."""
        for length in range(len(location), -1, -1):
            line = self.lines.get(tuple(location[:length]))
            if line is not None:
                return line
        return 0


def read_yaml(text: str, file: str) -> WrittenYaml:
    """Parse ``text``; syntax faults become one :class:`InvalidInput` with the line.

    Raises:
        InvalidInput: The text is no YAML, is empty, or repeats a key.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yaml = YAML(typ="safe", pure=True)
        node = yaml.compose(io.StringIO(text))
    except MarkedYAMLError as error:
        raise _syntax_error(text, file, error) from error
    except YAMLError as error:
        fault = Fault(
            file, 0, "This file holds a character that YAML does not allow.", "Save it as UTF-8."
        )
        raise InvalidInput(f"{file} cannot be read as YAML.", fault.remedy, [fault]) from error
    if node is None:
        fault = Fault(
            file, 0, "The file is empty.", "Fill it in, or copy one from: idtool init NEW"
        )
        raise InvalidInput(f"{file} is empty.", fault.remedy, [fault])

    _refuse_aliases(node, file)
    lines: dict[Location, int] = {}
    bare: set[Location] = set()
    braces: set[Location] = set()
    repeated: list[Fault] = []
    _walk(node, (), lines, bare, braces, repeated, file)
    if repeated:
        raise InvalidInput(f"{file} repeats a key.", repeated[0].remedy, repeated)

    try:
        data = yaml.constructor.construct_document(node)
    except MarkedYAMLError as error:
        raise _syntax_error(text, file, error) from error
    return WrittenYaml(file, data, lines, frozenset(bare), frozenset(braces))


def _refuse_aliases(node: Any, file: str) -> None:
    """A written file says everything where it stands; an alias could also hide a flood."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            line = current.start_mark.line + 1
            fault = Fault(
                file,
                line,
                "What stands here is repeated elsewhere by an alias (*name).",
                "Write it out in both places; idtool reads no aliases.",
            )
            raise InvalidInput(f"{file}, line {line}: {fault.problem}", fault.remedy, [fault])
        seen.add(id(current))
        if current.id == "mapping":
            waiting += [part for pair in current.value for part in pair]
        elif current.id == "sequence":
            waiting += current.value


def _walk(
    node: Any,
    location: Location,
    lines: dict[Location, int],
    bare: set[Location],
    braces: set[Location],
    repeated: list[Fault],
    file: str,
) -> None:
    lines.setdefault(location, node.start_mark.line + 1)
    if node.id == "scalar":
        if node.style is None and node.value.lower() in BARE_ANSWERS:
            bare.add(location)
        return
    if node.flow_style:
        braces.add(location)
    for key, child, mark in _children(node):
        place = (*location, key)
        if place in lines:
            repeated.append(
                Fault(
                    file,
                    mark.line + 1,
                    f"The key “{key}” stands here twice.",
                    "Keep one of the two; YAML would silently drop the other.",
                )
            )
        lines[place] = mark.line + 1
        _walk(child, place, lines, bare, braces, repeated, file)


def _children(node: Any) -> Iterator[tuple[str | int, Any, Any]]:
    if node.id == "mapping":
        for key, value in node.value:
            yield str(key.value), value, key.start_mark
    else:
        for number, value in enumerate(node.value):
            yield number, value, value.start_mark


def _syntax_error(text: str, file: str, error: Any) -> InvalidInput:
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 0
    opened = _opened_above(text, number, error)
    if opened:
        problem = f"A quotation mark is opened here and not closed before line {number}."
        fault = Fault(file, opened, problem, "Close it in the same line.")
        return InvalidInput(f"{file}, line {opened}: {problem}", fault.remedy, [fault])
    lines = text.splitlines()
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    earlier = lines[error.context_mark.line] if error.context_mark and lines else ""
    problem, remedy = _explain(line, earlier, str(error.problem or ""))
    fault = Fault(file, number, problem, remedy)
    return InvalidInput(f"{file}, line {number}: {problem}", remedy, [fault])


def _opened_above(text: str, number: int, error: Any) -> int:
    """The line of a quotation mark that swallowed what follows, up to the line of the error.

    0 if there is none: a text in quotes that ends where YAML gave up began further above.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    if error.context == "while scanning a quoted scalar":
        return int(error.context_mark.line) + 1
    opened = 0
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            begin, end = token.start_mark.line + 1, token.end_mark.line + 1
            if begin > number:
                break
            if getattr(token, "style", None) in {'"', "'"} and begin < end == number:
                opened = begin
    except MarkedYAMLError:
        pass  # it is what is being explained
    return opened


def _explain(line: str, earlier: str, problem: str) -> tuple[str, str]:
    if "could not determine a constructor" in problem:
        return "A tag (!name) stands here; idtool reads none.", "Take the tag away."
    if "undefined alias" in problem:
        return (
            "A star begins this value, so YAML takes it for an alias.",
            'Put the text in quotes: "*…".',
        )
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return (
            "The line is indented with a tab; YAML allows spaces only.",
            "Replace the tab by two spaces.",
        )
    inside = next((part for part in (line, earlier) if "{" in part or "[" in part), "")
    if inside:
        tail = inside[min(i for i in (inside.find("{"), inside.find("[")) if i >= 0) :]
        if "?" in tail or tail.count(":") > tail.count(",") + 1 or ":" in tail:
            return (
                "A colon, question mark or comma inside a one-line {…} or […] breaks the line.",
                'Put the free text in quotes ("…"), or give every key a line of its own.',
            )
        return (
            "A one-line {…} or […] is not closed, or holds a sign with a meaning of its own.",
            "Close the bracket, or put the free text in quotes.",
        )
    if "mapping values are not allowed" in problem:
        return (
            "There is a second colon in this line, so YAML takes the text for a key.",
            'Put the text after the first colon in quotes: key: "text: more text".',
        )
    quoted = re.search(r"(?:^|[-:] )\s*([\"'])", line)
    if quoted and line.count(quoted[1]) > 2:
        return (
            "A text in quotation marks ends early here, at a mark of the same kind inside it.",
            "Put the inner marks as “ ” and ’, or the whole text in marks of the other kind.",
        )
    if quoted and line.count(quoted[1]) % 2:
        return "A quotation mark is opened here and not closed.", "Close it in the same line."
    return (
        "YAML cannot read this line; often the indentation differs from the lines around it.",
        "Line it up with its neighbors, two spaces for each level.",
    )
