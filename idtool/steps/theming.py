"""Themes: claims a person makes, with evidence for and against, and who stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from idtool.errors import InsufficientData, UsageProblem
from idtool.model import Act, Coding, Evidence, Theme
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.hand_coding import UnknownCode, read_address
from idtool.steps.member_summary import lines_on_theme
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.store.themes import Side, ThemeWords

Status = Literal["candidate", "developing", "settled", "set_aside"]


class NotReadyToSettle(InsufficientData):
    """A theme lacks what a settled theme needs."""

    def __init__(self, theme_id: str, missing: Sequence[str]) -> None:
        super().__init__(
            f"{theme_id} cannot be settled: it has no {', no '.join(missing)}.",
            f"Add what is missing, for example: idtool theme edit {theme_id} "
            '--claim "…" --so-what "…" --searched "all interviews, by R1"',
        )


@dataclass(frozen=True, slots=True)
class ThemeReach:
    """A theme with the people behind its codes: persons and interviews, never transcripts.

    ``people`` and ``interviews`` count accepted codings with the theme's codes;
    ``by_role`` counts people; ``n_heard`` is everybody with a transcript.
    """

    theme: Theme
    people: tuple[str, ...]
    interviews: tuple[str, ...]
    by_role: dict[str, int]
    n_heard: int
    quotes_for: tuple[str, ...]
    quotes_against: tuple[str, ...]
    member_check: tuple[str, ...] = ()


def theme_reach(study: LoadedStudy, act: Act, theme_id: str | None = None) -> list[ThemeReach]:
    """Every theme (or one) with its reach, in order of id."""
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        themes = [store.themes.get(theme_id)] if theme_id else store.themes.all()
        codings = counted_codings(study, store)
        return [
            replace(
                reach_of(study, text, theme, codings),
                member_check=tuple(lines_on_theme(store, theme.id)),
            )
            for theme in themes
        ]


def reach_of(
    study: LoadedStudy, text: StudyText, theme: Theme, codings: Sequence[Coding]
) -> ThemeReach:
    """Who stands behind a theme, by its codes' accepted codings."""
    people: dict[str, None] = {}
    interviews: dict[str, None] = {}
    for coding in codings:
        if coding.code in theme.codes:
            interviews[coding.segment.transcript] = None
            people.update(dict.fromkeys(text.people_of(coding)))
    heard = {
        turn.person
        for transcript in text.transcripts.values()
        for turn in transcript.turns
        if turn.person
    }
    return ThemeReach(
        theme=theme,
        people=tuple(sorted(people)),
        interviews=tuple(sorted(interviews)),
        by_role={
            role: sum(1 for person in people if study.people[person].role == role)
            for role in study.settings.roles
        },
        n_heard=len(heard),
        quotes_for=tuple(words_at(text, place) for place in theme.evidence_for),
        quotes_against=tuple(words_at(text, place) for place in theme.evidence_against),
    )


def words_at(text: StudyText, place: Evidence) -> str:
    """Participants' words at a place of evidence."""
    transcript = text.transcripts.get(place.transcript)
    if transcript is None:
        return ""
    turns = transcript.turns[place.first_turn - 1 : place.last_turn]
    return "\n".join(text.wishes.shown(turn) for turn in turns if not turn.is_interviewer)


def new_theme(study: LoadedStudy, words: ThemeWords, act: Act) -> str:
    """Write a new theme down; it starts as a candidate."""
    _check_words(study, words)
    with open_study_file(study.folder, act, write=True) as store:
        theme_id = store.themes.new(words)
        store.trail.add("theme.new", theme_id, detail={"codes": list(words.codes)})
    return theme_id


def edit_theme(study: LoadedStudy, theme_id: str, words: ThemeWords, act: Act) -> None:
    """Change what is said about a theme; empty words stay as they are."""
    _check_words(study, words, new=False)
    with open_study_file(study.folder, act, write=True) as store:
        store.themes.reword(theme_id, words)
        changed = [name for name in words.__slots__ if getattr(words, name)]
        store.trail.add("theme.edit", theme_id, detail={"changed": changed})


def link_theme(
    study: LoadedStudy,
    theme_id: str,
    side: Side,
    place: str,
    act: Act,
    *,
    note: str = "",
    quote_ok: bool | None = None,
) -> None:
    """Link a place that speaks for a theme, or against it.

    Args:
        note: Why the place matters.
        quote_ok: Whether its speaker's form may print it; ``None`` leaves it as it was.
    """
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        address = read_address(place, text)
        evidence = Evidence(address.transcript, address.first_turn, address.last_turn, note)
        if not words_at(text, evidence):
            raise UsageProblem(
                f"{place} holds only the interviewer's words.", "Link a participant's turn."
            )
        if quote_ok is None:
            theme = store.themes.get(theme_id)
            known = [*theme.evidence_for, *theme.evidence_against]
            quote_ok = any(each.quote_ok for each in known if each.at == evidence.at)
        store.themes.link(theme_id, side, replace(evidence, quote_ok=quote_ok))
        detail = {"at": evidence.at, **({"quote_ok": True} if quote_ok else {})}
        store.trail.add(f"theme.{side}", theme_id, detail=detail)


def set_theme_status(
    study: LoadedStudy, theme_id: str, status: Status, act: Act, *, because: str = ""
) -> None:
    """Give a theme another status.

    Raises:
        NotReadyToSettle: ``settled`` without a claim, a search for counter-evidence
            and what it means for practice.
    """
    with open_study_file(study.folder, act, write=True) as store:
        theme = store.themes.get(theme_id)
        if status == "settled":
            _check_settled(theme)
        store.themes.set_status(theme_id, status)
        store.trail.add(
            "theme.status", theme_id, why=because, detail={"from": theme.status, "to": status}
        )


def _check_settled(theme: Theme) -> None:
    missing = [
        name
        for name, words in (
            ("claim", theme.claim),
            ("search for counter-evidence", theme.searched_against),
            ("so-what for practice", theme.so_what),
            ("evidence", theme.evidence_for),
        )
        if not words
    ]
    if missing:
        raise NotReadyToSettle(theme.id, missing)


def _check_words(study: LoadedStudy, words: ThemeWords, *, new: bool = True) -> None:
    if new and not words.name:
        raise UsageProblem("A theme needs a name.", 'Give it: idtool theme new "NAME"')
    for code in words.codes:
        if code not in study.codes:
            raise UnknownCode(code, list(study.codes))
