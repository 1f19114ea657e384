"""``idtool theme``: claims a person makes, with evidence on both sides."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from idtool.cli import _show
from idtool.cli._asked import Asked, Context, asked
from idtool.cli._paper import Paper, PaperName

if TYPE_CHECKING:
    from idtool.steps.adopting import AgainstOffer
    from idtool.steps.theming import ThemeReach

theme_app = typer.Typer(
    no_args_is_help=True, help="Themes: new, from-group, show, list, edit, link, against, status."
)

Claim = Annotated[str, typer.Option(help="What the theme claims; it could be wrong.")]
Codes = Annotated[str, typer.Option(help="Codes it rests on, separated by commas.")]
SoWhat = Annotated[str, typer.Option(help="What it would mean for practice.")]
NotTopic = Annotated[str, typer.Option("--not-topic", help="Why it is more than a topic.")]
Focus = Annotated[str, typer.Option(help="The focus it belongs to.")]
ThemeId = Annotated[str, typer.Argument(help="The theme's id, such as T01.")]
Place = Annotated[str, typer.Argument(help="A turn or a run: I03#t014, D01#t031-t033.")]
Note = Annotated[str, typer.Option(help="Why this place matters.")]
QuoteOk = Annotated[
    bool | None,
    typer.Option(
        "--quote-ok/--no-quote-ok",
        help="Whether its speaker's form may print it with --quotes approved.",
    ),
]


class StatusName(StrEnum):
    """Statuses of a theme."""

    candidate = "candidate"
    developing = "developing"
    settled = "settled"
    set_aside = "set_aside"


@theme_app.command("new")
def new(
    context: Context,
    name: Annotated[str, typer.Argument(help="The name you give it.")],
    focus: Focus = "",
    claim: Claim = "",
    codes: Codes = "",
    so_what: SoWhat = "",
    not_topic: NotTopic = "",
) -> None:
    """Write a theme down; it starts as a candidate.

    Example:
        idtool theme new "The argument is the asset" --claim "Pairs use the difference."
    """
    from idtool.steps.theming import new_theme

    options = asked(context)
    study = options.load()
    words = _words(study, focus or next(iter(study.codebooks)), codes)
    theme_id = new_theme(
        study,
        _with(words, name=name, claim=claim, so_what=so_what, not_a_topic_because=not_topic),
        options.act(study),
    )
    _show_id(options, theme_id)


@theme_app.command("from-group")
def from_group(
    context: Context,
    group: Annotated[str, typer.Argument(help='A grouping of a run, such as "Group 2".')],
    name: Annotated[str, typer.Option(help="The name you give it.")],
    claim: Claim = "",
    run: Annotated[int | None, typer.Option("--run", help="Its run; default: the last.")] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", help="A turn against it; or all that are offered, or none."),
    ] = None,
) -> None:
    """Adopt a candidate grouping of a `cluster` run, under a name of yours.

    Its turns speak for the theme. Turns that may speak against it are offered; they
    are linked only if you say so. The claim stays empty until you write it.

    Example:
        idtool theme from-group "Group 2" --name "Nobody owns the week after"
    """
    from idtool.steps.adopting import adopt_grouping, against_offers

    options = asked(context)
    study = options.load()
    if against is None and options.interactive:
        offers = against_offers(study, options.act(study), group, run)
        against = [o.at for o in offers if _confirmed(options, o)] or ["none"]
    done = adopt_grouping(
        study, options.act(study), group, name, run=run, claim=claim, against=against
    )
    if options.json:
        _show.show_json(done)
        return
    _show.say(options, done.theme)
    _show.note(
        options,
        f"{done.n_for} turns for it, {len(done.against)} against it.",
        *([] if claim else [f'Write its claim: idtool theme edit {done.theme} --claim "…"']),
    )
    if done.offered:
        _show.table(
            options,
            f"May speak against it: idtool theme against {done.theme} PLACE, if it does",
            ["place", "why", "words"],
            [(offer.at, offer.why, offer.quote) for offer in done.offered],
        )


def _confirmed(options: Asked, offer: AgainstOffer) -> bool:
    """Ask whether a turn speaks against the theme."""
    _show.say(options, f"{offer.at}  {offer.why}", offer.quote)
    return typer.confirm("Does it speak against the theme?", default=False)


@theme_app.command("list")
def list_(context: Context) -> None:
    """List themes with the people behind them.

    Example:
        idtool theme list
    """
    from idtool.steps.theming import theme_reach

    options = asked(context)
    study = options.load()
    found = theme_reach(study, options.act(study))
    if options.json:
        _show.show_json([_as_json(item) for item in found])
        return
    _show.table(
        options,
        f"{len(found)} themes",
        ["id", "status", "name", "people", "interviews", "for", "against"],
        [
            (
                item.theme.id,
                item.theme.status,
                item.theme.name,
                f"{len(item.people)} of {item.n_heard}",
                len(item.interviews),
                len(item.theme.evidence_for),
                len(item.theme.evidence_against) or "none linked",
            )
            for item in found
        ],
        right=["people", "interviews", "for"],
    )


@theme_app.command("show")
def show(context: Context, theme_id: ThemeId) -> None:
    """Show one theme: claim, evidence on both sides, reach in people.

    Example:
        idtool theme show T01
    """
    from idtool.steps.theming import theme_reach

    options = asked(context)
    study = options.load()
    item = theme_reach(study, options.act(study), theme_id)[0]
    if options.json:
        _show.show_json(_as_json(item))
        return
    theme = item.theme
    roles = ", ".join(f"{number} {role}" for role, number in item.by_role.items())
    rows = [
        ("status", theme.status),
        ("claim", theme.claim or "not yet written"),
        ("not a topic, because", theme.not_a_topic_because or "not yet written"),
        ("so what", theme.so_what or "not yet written"),
        ("codes", " ".join(theme.codes)),
        ("people", f"{len(item.people)} of {item.n_heard} ({roles}): {' '.join(item.people)}"),
        ("interviews", " ".join(item.interviews)),
        ("came from", theme.came_from),
        ("counter-search", theme.searched_against or "nobody has looked yet"),
        ("memos", " ".join(theme.memos)),
        *(("member check", line) for line in item.member_check),
    ]
    rows += [
        (f"for {place.at}", f"{words}  {place.note}".strip())
        for place, words in zip(theme.evidence_for, item.quotes_for, strict=True)
    ]
    rows += [
        (f"against {place.at}", f"{words}  {place.note}".strip())
        for place, words in zip(theme.evidence_against, item.quotes_against, strict=True)
    ]
    _show.table(options, f"{theme.id}  {theme.name}", ["", ""], rows)


@theme_app.command("edit")
def edit(
    context: Context,
    theme_id: ThemeId,
    name: Annotated[str, typer.Option(help="Another name.")] = "",
    claim: Claim = "",
    codes: Codes = "",
    so_what: SoWhat = "",
    not_topic: NotTopic = "",
    searched: Annotated[str, typer.Option(help="Who looked for counter-evidence, and where.")] = "",
) -> None:
    """Change what is said about a theme; options left out stay as they are.

    Example:
        idtool theme edit T01 --searched "all interviews, by R1"
    """
    from idtool.steps.theming import edit_theme

    options = asked(context)
    study = options.load()
    words = _with(
        _words(study, "", codes),
        name=name,
        claim=claim,
        so_what=so_what,
        not_a_topic_because=not_topic,
        searched_against=searched,
    )
    edit_theme(study, theme_id, words, options.act(study))
    _show_id(options, theme_id)


@theme_app.command("link")
def link(
    context: Context, theme_id: ThemeId, place: Place, note: Note = "", quote_ok: QuoteOk = None
) -> None:
    """Link a place that speaks for a theme.

    Example:
        idtool theme link T01 D02#t031-t033
    """
    from idtool.steps.theming import link_theme

    options = asked(context)
    study = options.load()
    link_theme(study, theme_id, "for", place, options.act(study), note=note, quote_ok=quote_ok)
    _show_id(options, theme_id)


@theme_app.command("against")
def against(context: Context, theme_id: ThemeId, place: Place, note: Note = "") -> None:
    """Link a place that speaks against a theme.

    Example:
        idtool theme against T01 I07#t052 --note "sees no use in it"
    """
    from idtool.steps.theming import link_theme

    options = asked(context)
    study = options.load()
    link_theme(study, theme_id, "against", place, options.act(study), note=note)
    _show_id(options, theme_id)


@theme_app.command("status")
def status(
    context: Context,
    theme_id: ThemeId,
    new_status: Annotated[StatusName, typer.Argument(help="The new status.")],
    because: Annotated[str, typer.Option(help="Why; kept in the trail.")] = "",
) -> None:
    """Give a theme another status; settled needs claim, counter-search and so-what.

    Example:
        idtool theme status T01 developing
    """
    from idtool.steps.theming import set_theme_status

    options = asked(context)
    study = options.load()
    set_theme_status(study, theme_id, new_status.value, options.act(study), because=because)
    _show_id(options, theme_id)


@theme_app.command("history")
def history(
    context: Context,
    theme_id: Annotated[str, typer.Argument(metavar="THEME", help="A theme, such as T03.")],
    out: Annotated[Path | None, typer.Option(help="Write it as a Word file.")] = None,
    paper: Paper = PaperName.letter,
) -> None:
    """Show how a theme came to be: who did what, when and why, on one page.

    Example:
        idtool theme history T03 --out T03-history.docx
    """
    from idtool.steps.theme_history import theme_history, write_theme_history

    options = asked(context)
    study = options.load()
    if out is not None:
        write_theme_history(study, theme_id, out, options.act(study), paper=paper.value)
        _show.note(options, f"Written: {out}")
    told = theme_history(study, theme_id, options.act(study))
    if options.json:
        _show.show_json(told)
        return
    _show.say(options, f"{told.id}: {told.name}", told.claim or "No claim yet.")
    _show.table(
        options,
        "Step by step",
        ["when", "who", "what", "why"],
        [(step.day, step.by, step.what, step.why) for step in told.steps],
    )
    _show.say(options, *(f"{label}: {words}" for label, words in told.stands))
    _show.say(options, *(f"Dropped: {words}" for words in told.dropped))


@theme_app.command("import")
def import_(
    context: Context,
    file: Annotated[Path, typer.Argument(help="A YAML file with themes.")],
) -> None:
    """Read themes from a YAML file; all are stored, or none.

    Example:
        idtool theme import themes.yaml
    """
    from idtool.steps.theme_files import import_themes

    options = asked(context)
    study = options.load()
    made = import_themes(study, file, options.act(study))
    if options.json:
        _show.show_json({"themes": made})
    else:
        _show.say(options, f"{len(made)} themes read: {' '.join(made)}" if made else "Nothing new.")


def _words(study: Any, focus: str, codes: str) -> Any:
    from idtool.store.themes import ThemeWords

    return ThemeWords(
        focus=study.focus_named(focus) if focus else "",
        codes=tuple(code.strip() for code in codes.split(",") if code.strip()),
    )


def _with(words: Any, **changes: str) -> Any:
    from dataclasses import replace

    return replace(words, **changes)


def _show_id(options: Asked, theme_id: str) -> None:
    if options.json:
        _show.show_json({"theme": theme_id})
    else:
        _show.say(options, theme_id)


def _as_json(item: ThemeReach) -> dict[str, Any]:
    theme = item.theme
    return {
        "id": theme.id,
        "uuid": theme.uuid,
        "focus": theme.focus,
        "name": theme.name,
        "status": theme.status,
        "claim": theme.claim,
        "not_a_topic_because": theme.not_a_topic_because,
        "so_what": theme.so_what,
        "codes": list(theme.codes),
        "people": len(item.people),
        "person_ids": list(item.people),
        "interviews": len(item.interviews),
        "interview_ids": list(item.interviews),
        "by_role": item.by_role,
        "n_heard": item.n_heard,
        "for": [place.at for place in theme.evidence_for],
        "against": [place.at for place in theme.evidence_against],
        "searched_against": theme.searched_against,
        "came_from": theme.came_from,
        "memos": list(theme.memos),
        "member_check": list(item.member_check),
    }
