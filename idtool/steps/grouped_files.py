"""A file as the interviews it holds: one, a table's groups of rows, a project's texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from idtool.errors import InvalidInput, UsageProblem
from idtool.ingest.reading import GroupedTranscript, ReadTranscript, read_interviews
from idtool.steps.ingest_records import IngestRequest

_ID = re.compile(r"([A-Z]{1,2})(\d{2,3})")
_NEW_IN_EACH = re.compile(r"new:(?P<role>[A-Za-z]\w*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One interview of a file, read.

    ``interview`` is its id where the file holds several, ``digest`` the SHA-256 of the
    file, or of the file and the group's value.
    """

    path: Path
    read: ReadTranscript
    digest: str
    group: str | None = None
    interview: str | None = None


class NoSuchGroup(UsageProblem):
    """A group was named that the table does not have."""

    def __init__(self, file: str, asked: str, groups: Sequence[str]) -> None:
        shown = ", ".join(f"“{group}”" for group in groups[:12])
        more = f" and {len(groups) - 12} more" if len(groups) > 12 else ""
        super().__init__(f"{file} has no group “{asked}”.", f"It has {shown}{more}.")


class TooManyGroups(UsageProblem):
    """More interviews than ids of one letter can number."""

    def __init__(self, file: str, count: int) -> None:
        super().__init__(
            f"{file} holds {count} groups, more than interviews can be numbered.",
            "Check --group-by: it names the column that tells one interview from another.",
        )


def sources(paths: Sequence[Path], request: IngestRequest) -> list[Source]:
    """The interviews of all files, in order, each with its id where a table was grouped.

    An id is the one given for the group, else the group's value if it is an id, else
    the next of ``C01``, ``C02``, … in order of appearance, or of the number after
    ``--id``. The texts of a project are numbered from ``--id`` if it is given; else
    each has the id in its name.
    """
    result: list[Source] = []
    for path in paths:
        data = bytes_of(path)
        found = read_interviews(
            data,
            path.name,
            tracked=request.tracked,
            labels=request.labels_for(path),
            columns=request.columns,
            source=request.source,
        )
        numbered = len(found) > 1 and request.interview
        if not request.columns.group_by and not numbered:
            result += [
                Source(path, each.read, _digest(data, each.group), each.group) for each in found
            ]
            continue
        ids = _ids(path.name, [each.group or "" for each in found], request, result)
        wanted = [each for each in found if not request.groups or each.group in request.groups]
        result += [_source(path, data, each, ids[each.group or ""]) for each in wanted]
    return result


def single_source(path: Path, request: IngestRequest) -> Source:
    """The one interview of a file.

    Raises:
        UsageProblem: The file holds several.
    """
    found = sources([path], request)
    if len(found) != 1:
        raise UsageProblem(
            f"{path.name} holds {len(found)} interviews.",
            "Say which one: --source NAME, or put it into a file of its own.",
        )
    return found[0]


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, or a refusal that names its path."""
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    return path.read_bytes()


def with_new_people(
    speakers: Mapping[str, str], known: AbstractSet[str], *, again: bool
) -> dict[str, str]:
    """What was said about speakers, with somebody new for each ``LABEL=new:ROLE``.

    Args:
        speakers: What was said, for the labels of this interview.
        known: People so far, those of earlier interviews of the file among them.
        again: The interview is in the roster already, with its people; nobody is new.
    """
    taken = {int(person[1:]) for person in known if re.fullmatch(r"P\d+", person)}
    result: dict[str, str] = {}
    for label, value in speakers.items():
        new = _NEW_IN_EACH.fullmatch(value)
        if new is None:
            result[label] = value
            continue
        if again:
            continue
        number = max(taken, default=0) + 1
        taken.add(number)
        result[label] = f"P{number:02d}:{new['role']}"
    return result


def _source(path: Path, data: bytes, each: GroupedTranscript, interview: str) -> Source:
    return Source(path, each.read, _digest(data, each.group), each.group, interview)


def _digest(data: bytes, group: str | None) -> str:
    told = hashlib.sha256(data)
    if group is not None:
        told.update(b"\0" + group.encode())
    return told.hexdigest()


def _ids(
    file: str, groups: Sequence[str], request: IngestRequest, before: Sequence[Source]
) -> dict[str, str]:
    for asked in request.groups:
        if asked not in groups:
            raise NoSuchGroup(file, asked, groups)
    letters, first = "C", 1
    if request.interview:
        told = _ID.fullmatch(request.interview)
        if told is None:
            raise UsageProblem(
                f"“{request.interview}” is no interview id.",
                "Give the first one, such as --id C01; the others follow.",
            )
        letters, first = told[1], int(told[2])
    given = {group: id_ for group, id_ in request.groups.items() if id_}
    taken = {*given.values(), *(each.interview for each in before if each.interview)}
    if first + len(groups) + len(taken) > 1000:
        raise TooManyGroups(file, len(groups))
    width = 2 if first + len(groups) + len(taken) <= 100 else 3
    own = all(_ID.fullmatch(group) for group in groups) and not request.interview
    ids: dict[str, str] = {}
    number = first
    for group in groups:
        if group in given:
            ids[group] = given[group]
        elif own:
            ids[group] = group
        else:
            while f"{letters}{number:0{width}d}" in taken:
                number += 1
            ids[group] = f"{letters}{number:0{width}d}"
            number += 1
    return ids
