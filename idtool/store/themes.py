"""Themes and their evidence. Only people make themes; this room keeps them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from idtool.errors import Conflict, UsageProblem
from idtool.model import Act, Evidence, Theme
from idtool.store.tables import EvidenceRow, ThemeRow

Side = Literal["for", "against"]


class NoSuchTheme(UsageProblem):
    """No theme has this id."""

    def __init__(self, theme_id: str) -> None:
        super().__init__(f"There is no theme {theme_id}.", "List them with: idtool theme list")


class NameTaken(Conflict):
    """Another theme bears this name."""

    def __init__(self, theme_id: str) -> None:
        super().__init__(
            f"{theme_id} bears this name already; two themes of one name cannot be told apart.",
            f"Give another name, or go on with that one: idtool theme show {theme_id}",
        )


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """What a person says about a theme; empty fields leave the old words."""

    name: str = ""
    focus: str = ""
    claim: str = ""
    not_a_topic_because: str = ""
    so_what: str = ""
    came_from: str = ""
    searched_against: str = ""
    codes: tuple[str, ...] = field(default=())
    memos: tuple[str, ...] = field(default=())


class Themes:
    """One row per theme, one per piece of evidence."""

    def __init__(self, session: Session, act: Act) -> None:
        self._session = session
        self._act = act

    def new(self, words: ThemeWords, *, theme_id: str = "", status: str = "candidate") -> str:
        """Store a new theme and return its id.

        Raises:
            NameTaken: Another theme bears its name.
        """
        theme_id = theme_id or self._next_id()
        self._check_name(words.name, theme_id)
        self._session.add(
            ThemeRow(
                id=theme_id,
                uuid=str(uuid.uuid4()),
                focus=words.focus,
                name=words.name,
                status=status,
                claim=words.claim,
                not_a_topic_because=words.not_a_topic_because,
                so_what=words.so_what,
                came_from=words.came_from,
                codes=" ".join(words.codes),
                memos=" ".join(words.memos),
                searched_against=words.searched_against,
            )
        )
        self._session.flush()
        return theme_id

    def reword(self, theme_id: str, words: ThemeWords) -> None:
        """Change what is said about a theme; empty fields stay as they are.

        Raises:
            NameTaken: Another theme bears the new name.
        """
        row = self._find(theme_id)
        self._check_name(words.name, theme_id)
        for name in (
            "name",
            "focus",
            "claim",
            "not_a_topic_because",
            "so_what",
            "came_from",
            "searched_against",
        ):
            setattr(row, name, getattr(words, name) or getattr(row, name))
        row.codes = " ".join(words.codes) or row.codes
        row.memos = " ".join(dict.fromkeys([*row.memos.split(), *words.memos]))
        self._session.flush()

    def set_status(self, theme_id: str, status: str) -> None:
        """Give a theme another status."""
        self._find(theme_id).status = status
        self._session.flush()

    def link(self, theme_id: str, side: Side, evidence: Evidence) -> None:
        """Add a place for or against a theme; the same place again changes its note."""
        self._find(theme_id)
        self._session.execute(
            delete(EvidenceRow).where(
                EvidenceRow.theme_id == theme_id,
                EvidenceRow.transcript_id == evidence.transcript,
                EvidenceRow.first_turn == evidence.first_turn,
                EvidenceRow.last_turn == evidence.last_turn,
            )
        )
        self._session.add(
            EvidenceRow(
                theme_id=theme_id,
                transcript_id=evidence.transcript,
                side=side,
                first_turn=evidence.first_turn,
                last_turn=evidence.last_turn,
                note=evidence.note,
                quote_ok=evidence.quote_ok,
            )
        )
        self._session.flush()

    def get(self, theme_id: str) -> Theme:
        """One theme."""
        return _record(self._find(theme_id), self._evidence(theme_id))

    def all(self) -> list[Theme]:
        """Every theme with its evidence, in order of id."""
        rows = self._session.scalars(select(ThemeRow).order_by(ThemeRow.id)).all()
        return [_record(row, self._evidence(row.id)) for row in rows]

    def has(self, theme_id: str) -> bool:
        """Whether a theme with this id is in the study."""
        return self._session.get(ThemeRow, theme_id) is not None

    def bearer_of(self, name: str) -> str:
        """The id of the theme with this name, capitals and spaces aside; empty if none has it."""
        rows = self._session.execute(select(ThemeRow.id, ThemeRow.name).order_by(ThemeRow.id))
        return next((row.id for row in rows if _plain(row.name) == _plain(name)), "")

    def _check_name(self, name: str, theme_id: str) -> None:
        if name and (other := self.bearer_of(name)) and other != theme_id:
            raise NameTaken(other)

    def _evidence(self, theme_id: str) -> Sequence[EvidenceRow]:
        return self._session.scalars(
            select(EvidenceRow).where(EvidenceRow.theme_id == theme_id).order_by(EvidenceRow.id)
        ).all()

    def _find(self, theme_id: str) -> ThemeRow:
        row = self._session.get(ThemeRow, theme_id)
        if row is None:
            raise NoSuchTheme(theme_id)
        return row

    def _next_id(self) -> str:
        count = self._session.scalar(select(func.count()).select_from(ThemeRow)) or 0
        while True:
            count += 1
            theme_id = f"T{count:02d}"
            if not self.has(theme_id):
                return theme_id


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _record(row: ThemeRow, evidence: Sequence[EvidenceRow]) -> Theme:
    def side(name: Side) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(e.transcript_id, e.first_turn, e.last_turn, e.note, e.quote_ok)
            for e in evidence
            if e.side == name
        )

    return Theme(
        id=row.id,
        uuid=row.uuid,
        focus=row.focus,
        name=row.name,
        status=row.status,
        claim=row.claim,
        not_a_topic_because=row.not_a_topic_because,
        so_what=row.so_what,
        came_from=row.came_from,
        codes=tuple(row.codes.split()),
        evidence_for=side("for"),
        evidence_against=side("against"),
        searched_against=row.searched_against,
        memos=tuple(row.memos.split()),
    )
