"""How a member check's returns look: one return taken in, and all of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.steps.member_intake import IntakeReport
    from idtool.steps.member_summary import ReturnSummary


def show_intake(options: Asked, report: IntakeReport) -> None:
    """What one return held, and what it leaves to answer."""
    if options.json:
        _show.show_json(report)
        return
    if not report.new:
        _show.say(options, f"{report.person}, round {report.round}: known already; nothing added.")
        return
    _show.say(
        options,
        f"{report.person}, round {report.round} ({report.variant}): {report.n_answers} answers, "
        f"{report.n_unplaced} of them unplaced.",
    )
    if report.earlier:
        _show.say(
            options, "There is an earlier return of this person; both are kept, the newest counts."
        )
    if report.n_masked:
        _show.say(options, f"{report.n_masked} places were masked.")
    if report.items:
        _show.say(options, f"Left to answer: {', '.join(report.items)}.")
    _show.note(options, f"Read them: idtool membercheck returns --person {report.person}")


def show_summary(options: Asked, found: ReturnSummary) -> None:
    """People by what they did, then by statement, and what is left to answer."""
    from idtool.steps.member_summary import kind_in_words

    _show.table(
        options,
        f"Round {found.round}",
        ["what", "people", "who"],
        [
            (what, len(people), " ".join(people))
            for what, people in (
                ("sent", found.sent),
                ("returned", found.returned),
                ("declined", found.declined),
                ("no answer", found.no_answer),
                ("want the results", found.want_results),
            )
        ],
        right=["people"],
    )
    columns = ["fits", "in part", "does not fit", "rather not say", "unclear", "no answer"]
    names = ["fits", "in_part", "does_not_fit", "rather_not_say", "unclear"]
    _show.table(
        options,
        "People by statement",
        ["statement", "theme", "sent", *columns, "with words"],
        [
            (
                each.statement,
                each.theme,
                each.sent,
                *(each.choices[name] for name in names),
                each.no_answer,
                each.in_words,
            )
            for each in found.statements
        ],
        right=["sent", *columns, "with words"],
    )
    _show.say(
        options,
        f"Own words: {found.altered} altered, {found.removed} removed; {found.silent} people do "
        "not want theirs used word for word.",
    )
    for item in found.items:
        state = f"answered by {item.memo}" if item.memo else "open"
        _show.say(
            options,
            f"{item.id} {item.theme or item.statement} ({item.person}): "
            f"{kind_in_words(item.kind)}; {state}.",
        )
