"""``idtool codebook``: look at codebooks and what is wrong with them."""

from __future__ import annotations

from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._asked import Context, asked

codebook_app = typer.Typer(no_args_is_help=True, help="Codebooks: list, show, lint, backlog.")


@codebook_app.command("list")
def list_(context: Context) -> None:
    """List every code with its brief definition.

    Example:
        idtool codebook list
    """
    options = asked(context)
    study = options.load()
    if options.json:
        _show.show_json(
            [
                {"code": c.id, "focus": study.focus_of[c.id], "label": c.label, "brief": c.brief}
                for c in study.codes.values()
            ]
        )
        return
    for book in study.codebooks.values():
        _show.table(
            options,
            f"{book.focus} ({book.id} {book.version})",
            ["code", "label", "origin", "brief"],
            [(code.id, code.label, code.origin, code.brief) for code in book.all_codes],
        )


@codebook_app.command("show")
def show(
    context: Context,
    code: Annotated[str, typer.Argument(help="The code, such as PP.REFERRAL.")],
) -> None:
    """Show one code whole: definitions, when (not) to use it, examples, indicators.

    Example:
        idtool codebook show PP.REFERRAL
    """
    from idtool.steps.hand_coding import UnknownCode

    options = asked(context)
    study = options.load()
    if code not in study.codes:
        raise UnknownCode(code, list(study.codes))
    entry = study.codes[code]
    if options.json:
        _show.show_json(entry.model_dump(mode="json", by_alias=True))
        return
    rows = [
        ("label", entry.label),
        ("origin", entry.origin),
        ("in", ", ".join(f"{kind} interviews" for kind in entry.kinds)),
        ("brief", entry.brief),
        ("full", entry.full.strip()),
    ]
    rows += [("use for", item) for item in entry.include]
    rows += [
        ("not when", item.when + (f" → {item.use}" if item.use else "")) for item in entry.exclude
    ]
    rows += [("example", item) for item in entry.examples]
    rows += [
        ("near miss", item.say + (f" → {item.is_}" if item.is_ else ""))
        for item in entry.not_examples
    ]
    rows += [("proposed by", ", ".join(entry.indicators.phrases))]
    rows += [
        ("or by", f"{' … '.join(pair.words)} within {pair.within} words")
        for pair in entry.indicators.near
    ]
    if entry.indicators.unless:
        rows.append(("unless", ", ".join(entry.indicators.unless)))
    _show.table(options, f"{entry.id}  {study.version_of(code)}", ["", ""], rows)


@codebook_app.command("lint")
def lint(context: Context) -> None:
    """Show what is thin or contradictory in the codebooks; exit 4 if anything is.

    Example:
        idtool codebook lint
    """
    from idtool.codebook.lint import lint_codebook

    options = asked(context)
    study = options.load()
    found = [
        (book.id, item)
        for book in study.codebooks.values()
        for item in lint_codebook(
            book,
            set(study.codes),
            others=[other for other in study.codebooks.values() if other is not book],
        )
    ]
    if options.json:
        _show.show_json(
            [
                {"codebook": book, "code": item.code, "rule": item.rule, "message": item.message}
                for book, item in found
            ]
        )
    elif found:
        _show.table(
            options,
            f"{len(found)} remarks",
            ["codebook", "code", "rule", "what"],
            [(book, item.code, item.rule, item.message) for book, item in found],
        )
    else:
        _show.say(options, "Nothing to remark.")
    raise typer.Exit(4 if found else 0)


@codebook_app.command("suggest")
def suggest(
    context: Context,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[CODE]...", help="Codes; default: all.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the changes into the codebook files.")
    ] = False,
) -> None:
    """Show what your decisions say about the rules, as changes of the codebook file.

    Example:
        idtool codebook suggest PP.REFERRAL
    """
    from idtool.steps.suggesting_rules import accept_rules, suggest_rules

    options = asked(context)
    study = options.load()
    act = options.act(study)
    found = suggest_rules(study, act, codes=codes or ())
    written = [str(accept_rules(study, one, act)) for one in found] if accept else []
    if options.json:
        _show.show_json(
            {
                "suggestions": [
                    {
                        "codebook": one.codebook,
                        "file": one.file,
                        "version": one.version,
                        "changes": [
                            {
                                "code": c.code,
                                "kind": c.kind,
                                "words": c.words,
                                "rule": c.rule,
                                "gone": c.gone,
                                "kept": c.kept,
                                "found": c.found,
                                "elsewhere": c.elsewhere,
                                "people": c.people,
                            }
                            for c in one.changes
                        ],
                        "diff": one.diff,
                    }
                    for one in found
                ],
                "written": written,
            }
        )
        return
    if not found:
        _show.say(options, "Decisions so far suggest no change of a rule.")
        return
    for one in found:
        _show.say(options, *(f"{c.code}: {c.why}" for c in one.changes), "", one.diff, "")
    if written:
        _show.say(options, f"Written: {', '.join(written)}")
    else:
        _show.say(
            options,
            "Nothing is written. The phrases are participants' words: read them before you take "
            "them with --accept, or give a code to take only its changes.",
        )


@codebook_app.command("backlog")
def backlog(context: Context) -> None:
    """Show interviews to be read again for codes that came late.

    Example:
        idtool codebook backlog
    """
    from idtool.steps.rereading import study_backlog

    options = asked(context)
    study = options.load()
    waiting = study_backlog(study, options.act(study))
    if options.json:
        _show.show_json(waiting)
    elif waiting:
        _show.table(
            options,
            "Read again, then log it with: idtool read I01 --for CODE",
            ["code", "came with", "interviews"],
            [(item.code, item.came_with, " ".join(item.interviews)) for item in waiting],
        )
    else:
        _show.say(options, "Nothing is waiting to be read again.")
