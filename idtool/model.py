"""Records of the domain: what a study is made of, and the unit of every number.

A *position* counts Unicode code points of a transcript's canonical text, from
0, end excluded, so ``text[start:end]`` is the quotation. *Canonical text* is
the words of the turns joined by a line feed, in NFC, without labels or times.
A turn may itself hold line feeds where the speaker's words had paragraphs.

People are counted by person id, never by transcript: ``P01`` in ``I01`` and in
``D01`` is one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["individual", "paired", "group"]
Setting = Literal["individual", "paired"]
CodingStatus = Literal["proposed", "accepted", "rejected"]
CodingSource = Literal["hand", "rule", "likeness", "learned", "import"]
Strength = Literal["strong", "fair", "faint"]

INTERVIEWER = "INT"
"""Speaker of the interviewer's turns, in every transcript."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a source that needs a researcher's eye, but is not a stop.

    ``line`` is the line, paragraph or cue of the source file, from 1 (0 = the
    whole file). ``rule`` is a short stable name. ``message`` never holds a
    participant's words.
    """

    source: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Person:
    """One participant. No names, no contact details: an id, a role and bands."""

    id: str
    role: str
    consents: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interview:
    """One meeting with one person (``individual``), two (``paired``) or more (``group``).

    ``week`` is an ISO week such as ``2024-W09``; ``minutes`` whole minutes.
    """

    id: str
    kind: Kind
    people: tuple[str, ...]
    week: str | None = None
    minutes: int | None = None
    status: str = "raw"
    vignettes_seen_before: bool = False

    @property
    def setting(self) -> Setting:
        """Alone or together: codes and questions for pairs are for groups as well."""
        return "individual" if self.kind == "individual" else "paired"


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted words.

    ``number`` counts from 1 within the transcript; ``start`` and ``end`` are
    positions; seconds are there if the source had times. ``person`` is ``None``
    for the interviewer and for speakers nobody has identified.
    """

    transcript: str
    number: int
    start: int
    end: int
    text: str
    speaker: str
    person: str | None = None
    role: str | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None

    @property
    def id(self) -> str:
        """The address people write, such as ``I03#t014``."""
        return f"{self.transcript}#t{self.number:03d}"

    @property
    def is_interviewer(self) -> bool:
        """Whether the interviewer speaks."""
        return self.speaker == INTERVIEWER


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview as text, with its turns in order."""

    interview: Interview
    text: str
    turns: tuple[Turn, ...]

    @property
    def id(self) -> str:
        """The interview's id: one interview has one transcript."""
        return self.interview.id


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of turns that belongs to a guide question or a vignette stage.

    ``kind`` is ``question`` or ``vignette``; ``ref`` such as ``q2`` or ``dv.1``.
    Turn numbers are inclusive. ``source`` is ``likeness`` (found by the
    machine) or ``hand``.
    """

    transcript: str
    first_turn: int
    last_turn: int
    kind: Literal["question", "vignette"]
    ref: str
    source: Literal["hand", "likeness"] = "hand"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one transcript, as positions."""

    transcript: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's application of one code to one segment.

    Only ``accepted`` codings count anywhere. ``evidence`` says why a machine
    proposed it (a rule and its words, or the sentence it resembles); empty for
    codings made by hand. ``strength`` and, finer, ``score`` order proposals and are
    no probability.
    """

    uuid: str
    segment: Segment
    turn: int
    code: str
    focus: str
    status: CodingStatus
    source: CodingSource
    coder: str
    quote: str
    evidence: str = ""
    strength: Strength | None = None
    codebook_version: str = ""
    memo: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """A dated note by the researcher. ``on`` lists what it is about."""

    id: str
    uuid: str
    kind: str
    on: tuple[str, ...]
    by: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class MentorItem:
    """One thing the mentor said about a packet, or was asked in one.

    ``kind`` is ``comment``, ``reply``, ``inserted``, ``deleted`` (Track Changes),
    ``typed``, ``spoken`` or ``question`` (asked by the team). ``about`` is the id it
    touches, such as ``T03``, or ``""`` if it could not be placed. ``quoted`` are the
    packet's words it hangs on. ``status`` is ``open``, ``done``, ``not_done`` or
    ``later``; ``told_in`` the packet that told the answer.
    """

    id: int
    kind: str
    about: str
    quoted: str
    text: str
    by: str
    at: str
    packet: int | None = None
    parent: int | None = None
    status: str = "open"
    answer: str = ""
    changed: str = ""
    answered_at: str = ""
    told_in: int | None = None


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """One thing a participant said about a form that was sent to them.

    ``part`` is what it is: ``fit`` (``place`` then says which choice: fits, in_part,
    does_not_fit, rather_not_say, other), ``change``, ``clear``, ``add``, ``statement``
    (another wording), ``keep``, ``alter``, ``remove``, ``gone`` (``place`` is that of
    the quotation), ``missing``, ``withdraw``, ``allow``, ``results``, ``comment``,
    ``unplaced``. ``was`` are the words sent, or those a comment hangs on; ``how`` is
    how it was said. ``statement`` is empty for the form as a whole.
    """

    statement: str
    part: str
    text: str = ""
    place: str = ""
    was: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class MemberReturn:
    """One time a participant answered.

    ``way`` is ``word``, ``conversation``, ``phone``, ``paper``, ``declined`` or
    ``no_answer``; the last two have no answers.
    """

    id: int
    person: str
    round: int
    variant: str
    way: str
    at: str
    by: str
    answers: tuple[MemberAnswer, ...] = ()
    document: int | None = None


@dataclass(frozen=True, slots=True)
class MemberItem:
    """One thing a return leaves the researcher to answer; open until a memo does.

    ``kind`` is ``does_not_fit``, ``in_part``, ``two_choices``, ``gone`` or
    ``no_words`` (to be altered, without saying how).
    """

    number: int
    person: str
    round: int
    statement: str
    theme: str
    kind: str
    at: str
    memo: str = ""

    @property
    def id(self) -> str:
        """How memos and commands name it, such as ``mc3``."""
        return f"mc{self.number}"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A page of the researcher's own journal; ``shared_at`` is empty while it is private."""

    id: str
    by: str
    at: str
    text: str
    shared_at: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a transcript that speaks for or against a theme."""

    transcript: str
    first_turn: int
    last_turn: int
    note: str = ""
    quote_ok: bool = False

    @property
    def at(self) -> str:
        """The address, such as ``D02#t031`` or ``D02#t031-t033``."""
        first = f"{self.transcript}#t{self.first_turn:03d}"
        return first if self.last_turn == self.first_turn else f"{first}-t{self.last_turn:03d}"


@dataclass(frozen=True, slots=True)
class Theme:
    """A claim about meaning that could be wrong. Only people make themes.

    ``status`` is ``candidate``, ``developing``, ``settled`` or ``set_aside``.
    """

    id: str
    uuid: str
    focus: str
    name: str
    status: str
    claim: str = ""
    not_a_topic_because: str = ""
    so_what: str = ""
    came_from: str = ""
    codes: tuple[str, ...] = ()
    evidence_for: tuple[Evidence, ...] = ()
    evidence_against: tuple[Evidence, ...] = ()
    searched_against: str = ""
    memos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and when (UTC, ISO 8601 with seconds)."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """One line of the trail: an act, never a participant's words.

    ``hash`` is the SHA-256 of the event together with ``prev``, the hash of the
    event before it; the first event's ``prev`` is empty.
    """

    n: int
    at: str
    by: str
    act: str
    about: str
    why: str
    detail: str
    prev: str
    hash: str
