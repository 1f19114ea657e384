"""``idtool pairs``: how two people talk in one interview, beyond their codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked

if TYPE_CHECKING:
    from idtool.compare.pair_talk import Share
    from idtool.steps.pair_views import PairView

pairs_app = typer.Typer(
    no_args_is_help=True, help="Paired interviews: show, talk, flow, table of one pair."
)

Pair = Annotated[str, typer.Argument(metavar="ID", help="A paired interview such as D01.")]
Csv = Annotated[Path | None, typer.Option("--csv", help="Write the table to this file.")]
FigureOption = Annotated[
    Path | None, typer.Option("--figure", help="Write the figure here, as SVG and PNG.")
]


@pairs_app.command("show")
def show(context: Context, interview: Pair) -> None:
    """One pair at a glance: who began, who spoke how much, what they did in the talk.

    Example:
        idtool pairs show D01
    """
    options, view = _view(context, interview)
    if options.json:
        _show.show_json(view)
        return
    _head(options, view)
    _talk(options, view)
    _interaction(options, view)


@pairs_app.command("talk")
def talk(context: Context, interview: Pair, csv: Csv = None, figure: FigureOption = None) -> None:
    """Order of speaking and share of talk, for each question and vignette.

    Example:
        idtool pairs talk D01 --figure talk
    """
    from idtool.steps.comparison_files import write_pair_figure, write_table

    options, view = _view(context, interview)
    if csv is not None:
        write_table(
            csv,
            ("interview", "stretch", "first_turn", "last_turn", "place_in_order", "person",
             "turns", "words", "share_of_turns", "share_of_words"),
            [
                {
                    "interview": interview, "stretch": s.mark, "first_turn": s.first_turn,
                    "last_turn": s.last_turn, "person": share.person, "turns": share.turns,
                    "place_in_order": s.order.index(share.person) + 1
                    if share.person in s.order else "",
                    "words": share.words, "share_of_turns": share.share_of_turns,
                    "share_of_words": share.share_of_words,
                }
                for s in view.talk.stretches
                for share in s.shares
            ],
        )  # fmt: skip
    if figure is not None:
        write_pair_figure(figure, view.talk)
    if options.json:
        _show.show_json(view.talk)
        return
    _head(options, view)
    _talk(options, view)


@pairs_app.command("flow")
def flow(
    context: Context,
    interview: Pair,
    first: Annotated[
        str, typer.Option(help="A group of codes, or codes separated by commas.")
    ] = "Barriers",
    then: Annotated[str, typer.Option(help="The group or codes to set against it.")] = "Benefits",
    within: Annotated[
        str, typer.Option(help="Questions or vignettes to look at; default: the guide's questions.")
    ] = "",
    csv: Csv = None,
    figure: FigureOption = None,
) -> None:
    """Whether one kind of codes comes before another along the interview.

    Example:
        idtool pairs flow D01 --first Barriers --then Benefits
    """
    from idtool.steps.comparison_files import write_pair_figure, write_table
    from idtool.steps.pair_views import pair_flow

    options = asked(context)
    study = options.load()
    found = pair_flow(
        study,
        options.act(study),
        interview,
        first=first,
        second=then,
        subjects=[word.strip() for word in within.split(",") if word.strip()],
    )
    if csv is not None:
        rows: list[dict[str, object]] = [
            {"interview": interview, "kind": kind, "place": at}
            for kind, places in (
                (found.first, found.first_places),
                (found.second, found.second_places),
            )
            for at in places
        ]
        write_table(csv, ("interview", "kind", "place"), rows)
    if figure is not None:
        write_pair_figure(figure, found)
    if options.json:
        _show.show_json({**_show.as_plain(found), "in_words": found.in_words})
        return
    _show.table(
        options,
        f"{interview}, turns {found.first_turn} to {found.last_turn}",
        ["codes", "first third", "middle", "last third", "places"],
        [
            (found.first, *found.thirds_first, " ".join(found.first_places)),
            (found.second, *found.thirds_second, " ".join(found.second_places)),
        ],
        right=["first third", "middle", "last third"],
    )
    share = "" if found.precedes is None else f" (earlier in {found.precedes:.0%} of comparisons)"
    _show.say(options, f"{found.in_words}{share}.")


@pairs_app.command("table")
def table(context: Context, interview: Pair, csv: Csv = None) -> None:
    """For each vignette: what each said alone, what the pair said; the rest is for you to write.

    Example:
        idtool pairs table D01 --csv d01.csv
    """
    from idtool.steps.comparison_files import write_table

    options, view = _view(context, interview)
    if csv is not None:
        write_table(
            csv,
            ("vignette", "area", *view.people, "together", "places", "what_it_tells_us"),
            [
                {
                    "vignette": row.subject,
                    "area": row.title,
                    **{person: " ".join(codes) for person, codes in row.alone.items()},
                    "together": " ".join(row.together),
                    "places": " ".join(row.links),
                    "what_it_tells_us": "",
                }
                for row in view.rows
            ],
        )
    if options.json:
        _show.show_json(list(view.rows))
        return
    _head(options, view)
    together = "together, second exposure" if view.second_exposure else "together"
    _show.table(
        options,
        f"{interview}: codes by vignette, alone and together ({view.counted})",
        ["vignette", *(f"{person} alone" for person in view.people), together, "what it tells us"],
        [
            (
                row.title,
                *(" ".join(row.alone[person]) or "none" for person in view.people),
                " ".join(row.together) or "none",
                "not yet written",
            )
            for row in view.rows
        ],
    )


def _view(context: Context, interview: str) -> tuple[Asked, PairView]:
    from idtool.steps.pair_views import view_pair

    options = asked(context)
    study = options.load()
    return options, view_pair(study, options.act(study), interview)


def _head(options: Asked, view: PairView) -> None:
    _show.provisional(options, view.provisional)
    again = " Second exposure: they met the same vignettes before." if view.second_exposure else ""
    _show.say(options, f"{view.interview}: {' and '.join(view.people)}.{again}")


def _talk(options: Asked, view: PairView) -> None:
    def cells(shares: tuple[Share, ...]) -> list[str]:
        return [
            f"{share.words} words"
            + ("" if share.share_of_words is None else f", {share.share_of_words:.0%}")
            for share in shares
        ]

    _show.table(
        options,
        "Who speaks, in order of their first word",
        ["stretch", "turns", "order", *view.people],
        [
            ("whole", "", "", *cells(view.talk.whole)),
            *(
                (
                    s.mark,
                    f"{s.first_turn}-{s.last_turn}",
                    " ".join(s.order) or "nobody",
                    *cells(s.shares),
                )
                for s in view.talk.stretches
            ),
        ],
    )
    began = ", ".join(f"{person} {n}" for person, n in view.talk.began.items())
    _show.say(options, f"Began a stretch: {began}.")


def _interaction(options: Asked, view: PairView) -> None:
    _show.table(
        options,
        f"What they do in the talk ({view.counted})",
        ["code", "label", "person", "turns", "places"],
        [(i.code, i.label, i.person, i.turns, " ".join(i.links)) for i in view.interaction],
        right=["turns"],
    )
