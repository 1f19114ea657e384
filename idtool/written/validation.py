"""Schemas held against a written file: every fault with its line, all at once."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from idtool.errors import Fault
from idtool.written.yamlfile import Location, WrittenYaml

Model = TypeVar("Model", bound=BaseModel)


def read_validated(model: type[Model], written: WrittenYaml) -> tuple[Model | None, list[Fault]]:
    """The file as ``model``, or ``None`` with all its faults."""
    traps = _bare_words(model, written)
    try:
        record = model.model_validate(written.data)
    except ValidationError as error:
        faults = [_fault(model, written, dict(item)) for item in error.errors()]
        return None, sorted({*faults, *traps}, key=lambda fault: (fault.line, fault.problem))
    return (None, traps) if traps else (record, [])


def _bare_words(model: type[BaseModel], written: WrittenYaml) -> list[Fault]:
    """Unquoted no/yes/on/off where the schema wants text."""
    faults = []
    for location in sorted(written.bare, key=str):
        if _wants_text(model, location):
            word = _value_at(written.data, location)
            faults.append(
                Fault(
                    written.file,
                    written.line_of(location),
                    f"A bare {word} is read as true or false by many programs, not as a word.",
                    f'Put it in quotes if you mean the word: "{word}".',
                )
            )
    return faults


def _wants_text(model: type[BaseModel], location: Location) -> bool:
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        fields = getattr(current, "model_fields", None)
        if fields is None or step not in fields:
            return False
        current = _innermost(fields[step].annotation)
    return current is str


def _innermost(annotation: Any) -> Any:
    from typing import get_args

    while args := [part for part in get_args(annotation) if part is not type(None)]:
        annotation = args[-1]
    return annotation


def _value_at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _fault(model: type[BaseModel], written: WrittenYaml, item: dict[str, Any]) -> Fault:
    location = tuple(part for part in item["loc"] if not _is_union_tag(part, written, item["loc"]))
    kind = item["type"]
    key = str(location[-1]) if location else "the file"
    line = written.line_of(location)
    if kind == "extra_forbidden":
        problem, remedy = _unknown_key(model, written, location)
    elif kind == "missing":
        problem = f"“{key}” is missing."
        remedy = _described(model, location) or f"Add a line “{key}: …” here."
    elif kind == "value_error":
        problem = str(item["ctx"]["error"])
        line = line if location else _line_of_named(written, problem) or line
        remedy = _described(model, location) or "Change the value."
    else:
        problem = f"“{_dotted(location)}”: {item['msg'][:1].lower()}{item['msg'][1:]}."
        if isinstance(item.get("input"), bool) and "string" in item["msg"]:
            remedy = "Put the word in quotes; without them YAML reads it as true or false."
        else:
            remedy = _described(model, location) or "Change the value."
    return Fault(written.file, line, problem, remedy)


def _line_of_named(written: WrittenYaml, problem: str) -> int:
    """The last line whose id the problem names, for faults about a file as a whole."""
    words = {word.strip(".,;:“”") for word in problem.split()}
    found = 0
    for location, line in written.lines.items():
        if location and location[-1] == "id" and _value_at(written.data, location) in words:
            found = max(found, line)
    return found


def _is_union_tag(part: Any, written: WrittenYaml, loc: tuple[Any, ...]) -> bool:
    """Pydantic names the branch of a union in the location; it is no key of ours."""
    position = loc.index(part)
    if not isinstance(part, str) or position == 0:
        return False
    place = written.data
    for step in loc[:position]:
        try:
            place = place[step]
        except (KeyError, IndexError, TypeError):
            return False
    return not isinstance(place, dict) and isinstance(part, str)


def _unknown_key(
    model: type[BaseModel], written: WrittenYaml, location: Location
) -> tuple[str, str]:
    key = str(location[-1])
    value = _value_at(written.data, location)
    if value is None and location[:-1] in written.in_braces:
        return (
            f"“{key}” is not a key here; a comma or question mark inside {{…}} cut the text.",
            'Put the free text in quotes ("…"), or give every key a line of its own.',
        )
    known = list(_fields_at(model, location[:-1]))
    near = get_close_matches(key, known, n=1)
    if near:
        return f"The key “{key}” is not known here.", f"Did you mean “{near[0]}”?"
    listed = ", ".join(known) if known else "none"
    return f"The key “{key}” is not known here.", f"Keys that may stand here: {listed}."


def _fields_at(model: type[BaseModel], location: Location) -> dict[str, Any]:
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        fields = getattr(current, "model_fields", {})
        if step not in fields:
            continue
        current = _innermost(fields[step].annotation)
    return dict(getattr(current, "model_fields", {}))


def _described(model: type[BaseModel], location: Location) -> str:
    if not location:
        return ""
    fields = _fields_at(model, location[:-1])
    info = fields.get(str(location[-1]))
    return (info.description or "") if info is not None else ""


def _dotted(location: Location) -> str:
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".") or "the file"
