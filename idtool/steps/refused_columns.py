"""Tables that would bring in who somebody is: refused by their header, before a row is read."""

from __future__ import annotations

import re
from collections.abc import Collection

from idtool.errors import PrivacyStop
from idtool.privacy.keyfiles import key_like_columns

_SOMEBODYS_NAME = re.compile(
    r"(?:(?:participant|person|people|respondent|interviewee|client|officer|worker|speaker|real"
    r"|full|first|last|given|family|middle|sur|nick|fore|user)'?s?[ _.-]?names?|names?)"
    r"|(?:date[ _.-]?of[ _.-]?birth|birth[ _.-]?(?:date|day)|d\.?o\.?b\.?|ssn|badge(?:[ _.-]?no)?"
    r"|(?:home|street|postal)?[ _.-]?address|(?:cell|mobile|tele)?[ _.-]?phone(?:[ _.-]?number)?"
    r"|e[ _.-]?mail(?:[ _.-]?address)?)",
    re.IGNORECASE,
)


class IdentifyingColumn(PrivacyStop):
    """A column that names people, or says how to reach them."""

    def __init__(self, file: str, column: str) -> None:
        super().__init__(
            f"{file}, line 1: the column “{column}” looks like one that says who somebody is; "
            "nothing was read.",
            "Take the column out of the table. Participants have ids here, nothing else.",
        )


def refuse_identifying_columns(columns: Collection[str], file: str) -> None:
    """Refuse a table with a name-like or contact-like column.

    Raises:
        IdentifyingColumn: It has one.
    """
    for column in columns:
        if _SOMEBODYS_NAME.fullmatch(column.strip()):
            raise IdentifyingColumn(file, column.strip())
    ordered = list(columns)
    if key_like_columns(ordered):
        told = next((c for c in ordered if key_like_columns(["person", c])), ordered[-1])
        raise IdentifyingColumn(file, told)
