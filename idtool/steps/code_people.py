"""People by role for every code: the appendix, with small cells guarded for outsiders."""

from __future__ import annotations

from collections.abc import Iterator

from idtool.report.themes import CodeRow
from idtool.report.wording import guarded_count
from idtool.steps.report_basis import ReportBasis


def code_columns(basis: ReportBasis) -> Iterator[str]:
    """The count columns: a role each, then everybody and interviews for insiders."""
    for entry in basis.study.settings.roles.values():
        yield entry.plural.capitalize()
    if basis.tags.inside:
        yield "People"
        yield "Interviews"


def code_tables(basis: ReportBasis) -> Iterator[tuple[str, tuple[CodeRow, ...]]]:
    """One table per focus; people by role for each code, small cells guarded for outsiders."""
    study, inside = basis.study, basis.tags.inside
    people: dict[str, set[str]] = {}
    interviews: dict[str, set[str]] = {}
    for coding in basis.codings:
        people.setdefault(coding.code, set()).update(basis.text.people_of(coding))
        interviews.setdefault(coding.code, set()).add(coding.segment.transcript)
    for book in study.codebooks.values():
        rows = []
        for code in book.all_codes:
            who = people.get(code.id, set())
            counts = [
                guarded_count(
                    len(basis.of_role(who, role)),
                    study.settings.privacy.small_cell,
                    guarded=not inside,
                )
                for role in study.settings.roles
            ]
            if inside:
                counts += [str(len(who)), str(len(interviews.get(code.id, ())))]
            rows.append(CodeRow(code.id, code.label, tuple(counts)))
        yield book.focus, tuple(rows)


def code_table_note(basis: ReportBasis) -> str:
    """What the tables count, and what their guarded cells mean."""
    counted = "proposals" if basis.provisional else "accepted codings"
    note = f"People with at least one coding of each code, by role ({counted}). "
    if basis.tags.inside:
        return note + "A person heard alone and in a pair counts once. Order says nothing."
    small = basis.study.settings.privacy.small_cell
    return note + f"Cells of fewer than {small} people, empty ones among them, read <{small}."
