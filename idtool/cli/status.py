"""``idtool status``: where the study stands."""

from __future__ import annotations

from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked


def status(
    context: Context,
    next_: Annotated[
        bool, typer.Option("--next", help="Print only the next sensible command.")
    ] = False,
) -> None:
    """Show people, interviews, transcripts, targets and what could come next.

    Example:
        idtool status --next
    """
    from idtool.steps.status import describe_status

    options = asked(context)
    study = options.load()
    now = describe_status(study, options.act(study))
    if options.json:
        _show.show_json(now)
        return
    if next_:
        _show.say(options, now.next_command)
        _show.note(options, now.next_reason)
        return
    roles = ", ".join(
        f"{number} {study.settings.roles[role].plural}"
        for role, number in now.people_by_role.items()
    )
    _show.table(
        options,
        now.title,
        ["what", "count"],
        [
            ("people heard", f"{now.n_people} ({roles})"),
            ("interviews in the roster", now.n_interviews),
            ("transcripts in the study", f"{now.n_transcripts} ({now.n_turns} turns)"),
            ("codings accepted", now.n_accepted),
            ("codings by second readers", now.n_second_reader),
            ("proposals waiting", now.n_proposed),
            ("proposals rejected", now.n_rejected),
            ("themes", now.n_themes),
            ("memos", now.n_memos),
            ("member check", f"sent to {now.n_sent}, back from {now.n_returned}"),
            ("its answers without a memo", f"{len(now.open_items)} {' '.join(now.open_items)}"),
        ],
    )
    if now.targets:
        _show.table(
            options,
            "Targets (a target reached says nothing about enough)",
            ["stratum", "of", "have/planned", "short by"],
            [(t.stratum, t.label, f"{t.reached}/{t.planned}", t.shortfall) for t in now.targets],
            right=["have/planned", "short by"],
        )
    if now.raw_transcripts:
        _show.say(options, f"Not checked against the audio: {', '.join(now.raw_transcripts)}.")
    for state in ("checked", "de-identified"):
        said = [t for t in now.transcripts if t.status == state]
        if said:
            listed = ", ".join(
                f"{t.interview} (by {t.by}, {t.at[:10]})" if t.by else t.interview for t in said
            )
            _show.say(options, f"{state.capitalize()}: {listed}.")
    if now.second_exposures:
        again = ", ".join(
            f"{name} ({' '.join(vignettes)})" for name, vignettes in now.second_exposures.items()
        )
        _show.say(options, f"Vignettes that somebody met before: {again}.")
    if now.unaccepted_marks:
        _show.say(
            options,
            f"Marks found by likeness, not yet accepted: {', '.join(now.unaccepted_marks)}.",
        )
    if now.n_orphans:
        _show.say(
            options,
            f"Without a place since a correction: {now.n_orphans}; "
            "see them with: idtool correct ID --orphans",
        )
    if now.missing_transcripts:
        _show.say(options, f"No transcript yet: {', '.join(now.missing_transcripts)}.")
    _show.say(options, f"Next: {now.next_command}", f"      {now.next_reason}")
