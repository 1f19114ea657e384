"""Problems a researcher can put right, each with its exit code and a remedy.

A subclass lives next to the code that raises it when it belongs to one room;
the ones here are shared. Messages name files, lines, codes and counts. They
never repeat what a participant said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FOUND_UNTRUE = 5
"""The exit code of a check that found something untrue: no error, since that is its result."""


class IdtoolError(Exception):
    """A problem to show to the researcher, with what to do about it."""

    exit_code = 1

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


class UsageProblem(IdtoolError):
    """The request does not fit together (exit 2)."""

    exit_code = 2


class PrivacyStop(IdtoolError):
    """Something identifying stands in the way; nothing was stored (exit 3)."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file a person wrote.

    ``line`` counts from 1; 0 means the file as a whole. ``privacy`` marks faults
    that could identify somebody; they stop a command with exit 3.
    """

    file: str
    line: int
    problem: str
    remedy: str
    privacy: bool = False


class InvalidInput(IdtoolError):
    """A study file or an input file cannot be used as it is (exit 4)."""

    exit_code = 4

    def __init__(self, problem: str, remedy: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(problem, remedy)
        self.faults = tuple(faults)


class InsufficientData(IdtoolError):
    """The data cannot carry what was asked of them (exit 6)."""

    exit_code = 6


class Conflict(IdtoolError):
    """Going on would overwrite or contradict something (exit 7)."""

    exit_code = 7
