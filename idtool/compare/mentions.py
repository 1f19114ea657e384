"""One person's words under one code, in one place: the unit of every comparison."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A coding seen from one of the people whose words it covers.

    A coding over two speakers gives two mentions. ``at`` is the turn's address,
    such as ``I03#t014``; ``position`` its number in the interview, from 1.
    ``mark`` is the question or vignette stage it falls under, ``area`` the
    vignette's area; both may be empty.
    """

    person: str
    role: str
    code: str
    interview: str
    kind: str
    week: str
    mark: str
    area: str
    at: str
    position: int


def links_of(mentions: list[Mention]) -> tuple[str, ...]:
    """Addresses of mentions, each once, in order of interview and place."""
    ordered = sorted(mentions, key=lambda m: (m.interview, m.position))
    return tuple(dict.fromkeys(mention.at for mention in ordered))
