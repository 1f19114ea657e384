"""What a researcher should look at before documents are sent; nothing of it stops a build."""

from __future__ import annotations

from idtool.report.reading_level import measure_reading_level
from idtool.steps.member_counts import counts_in
from idtool.steps.member_sheets import MemberCheckBasis, filled_in, statements_of
from idtool.study.membercheck import Statement


def warnings_about(basis: MemberCheckBasis) -> list[str]:
    """What a researcher should look at before sending anything; nothing of it stops a build."""
    study = basis.study
    rules = study.settings.member_check
    warnings = []
    if not filled_in(rules.contact):
        warnings.append(
            "study.yaml has no contact under member_check:, so the form says to write to "
            "whoever sent it."
        )
    if basis.variant == "transcript":
        warnings.append(
            "Own transcripts can embarrass their readers and take long to read; ask each person "
            "first whether they want theirs."
        )
    if not study.settings.language.lower().startswith("en"):
        warnings.append(
            "The form's fixed words are in English; your statements are printed as they are."
        )
    with_quotes = basis.variant in {"synthesized", "conversation"} and basis.quotes != "none"
    if with_quotes and not basis.codings:
        warnings.append("No coding is accepted yet, so no document holds a quotation.")
    for statement in statements_of(basis):
        warnings += _about_statement(basis, statement)
    return warnings


def _about_statement(basis: MemberCheckBasis, statement: Statement) -> list[str]:
    found = []
    settings = basis.study.settings
    target = basis.grade_target
    level = measure_reading_level(statement.plain)
    if level.grade > target:
        hardest = " ".join(f"“{sentence}”" for sentence in level.hardest)
        found.append(
            f"{statement.id} reads at grade {level.grade:.1f}; the target is {target}. "
            f"Hardest: {hardest}"
        )
    theme = basis.themes.get(statement.theme)
    if statement.theme and theme is None:
        found.append(
            f"{statement.id} stands for {statement.theme}, which is no theme of this study; "
            "it gets no quotations."
        )
    elif theme is not None and theme.status == "set_aside":
        found.append(f"{statement.id} stands for {theme.id}, which was set aside.")
    if counts_in(statement.plain, settings):
        found.append(
            f"{statement.id} seems to say how many people; in a small study that can tell who."
        )
    unknown = [role for role in statement.applies_to if role not in settings.roles]
    if unknown:
        found.append(f"{statement.id} applies to {', '.join(unknown)}, which is no role.")
    return found
