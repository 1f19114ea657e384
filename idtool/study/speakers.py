"""``speakers.yaml``: who the labels of transcripts are, written once for the whole study.

``all:`` holds labels that mean the same everywhere; an interview's own come under its id::

    schema: idtool/speakers@1
    all:
      Interviewer: INT
    I03:
      Speaker 2: P03
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from idtool.errors import Fault
from idtool.written import WrittenYaml

SCHEMA = "idtool/speakers@1"
EVERYWHERE = "all"
_INTERVIEW = re.compile(r"^[A-Z]{1,2}\d{2,3}$")
_WHO = re.compile(r"^(?:P\d{2,3}(?::[A-Za-z]\w*)?|INT|ALL|BOTH|OTHER|-)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenLabel:
    """One line of the file: a label, where it holds (``all`` or an interview), and who it is."""

    interview: str
    label: str
    who: str
    line: int


@dataclass(frozen=True, slots=True)
class Speakers:
    """The labels of a file, as written."""

    file: str
    labels: tuple[WrittenLabel, ...] = field(default=())

    def of(self, interview: str) -> dict[str, str]:
        """Who the labels are in one interview; its own lines win over those of ``all``."""
        found: dict[str, str] = {}
        for place in (EVERYWHERE, interview):
            found |= {each.label: each.who for each in self.labels if each.interview == place}
        return found


def read_speakers(written: WrittenYaml, file: str) -> tuple[Speakers, list[Fault]]:
    """The labels of a speakers file, and every fault in it."""
    data = written.data
    if not isinstance(data, Mapping):
        return Speakers(file), [
            Fault(file, 1, "This is no mapping.", f"Begin with: schema: {SCHEMA}")
        ]
    faults = []
    if data.get("schema") != SCHEMA:
        faults.append(
            Fault(file, 1, "The schema is missing or another one.", f"Begin with: schema: {SCHEMA}")
        )
    labels: list[WrittenLabel] = []
    for key, entries in data.items():
        if key == "schema":
            continue
        line = written.line_of((key,))
        if key != EVERYWHERE and not _INTERVIEW.match(str(key)):
            faults.append(
                Fault(file, line, "A heading is neither all nor an interview's id.", _HEADINGS)
            )
        elif not isinstance(entries, Mapping):
            faults.append(Fault(file, line, f"{key} has no labels under it.", _LINES))
        else:
            labels += _labels(str(key), entries, written, file, faults)
    return Speakers(file, tuple(labels)), faults


_HEADINGS = "Write all: or an interview's id such as I03:, and the labels under it."
_LINES = "Write one label on each line, such as “Speaker 2: P03” or “Interviewer: INT”."


def _labels(
    interview: str, entries: Mapping[Any, Any], written: WrittenYaml, file: str, faults: list[Fault]
) -> Iterator[WrittenLabel]:
    for label, who in entries.items():
        line = written.line_of((interview, label))
        if isinstance(who, str) and _WHO.match(who):
            yield WrittenLabel(interview, str(label), who, line)
        else:
            faults.append(
                Fault(
                    file,
                    line,
                    f"A label under {interview} stands for nobody who can be.",
                    "Write P01, P01:LE for somebody new, INT, ALL, or OTHER.",
                )
            )
