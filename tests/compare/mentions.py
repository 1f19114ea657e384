"""Mentions made up for tests."""

from __future__ import annotations

from idtool.compare import Mention


def said(
    person: str, code: str, at: str, *, mark: str = "", role: str = "", kind: str = ""
) -> Mention:
    """One mention; ``at`` such as ``I01#4``."""
    interview, _, turn = at.partition("#")
    return Mention(
        person,
        role or ("LE" if int(person[1:]) % 2 else "SW"),
        code,
        interview,
        kind or ("paired" if interview.startswith("D") else "individual"),
        "2025-W01",
        mark,
        "",
        f"{interview}#t{int(turn):03d}",
        int(turn),
    )
