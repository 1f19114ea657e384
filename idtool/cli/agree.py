"""``idtool agree``: where coders differ, and by how much."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from idtool.cli import _show
from idtool.cli._agree_show import show_agreement
from idtool.cli._asked import Context, asked

FOR_CODES = ("percent", "krippendorff_alpha", "gwet_ac1", "f1")
"""Columns of the table by code, unless ``--measures`` says otherwise."""


class UnitName(StrEnum):
    """What is compared."""

    turn = "turn"
    sentence = "sentence"
    character = "character"
    interview = "interview"


class DenominatorName(StrEnum):
    """Which units count."""

    all = "all"
    coded = "coded"


class LevelName(StrEnum):
    """Level of measurement."""

    nominal = "nominal"
    ordinal = "ordinal"
    interval = "interval"
    ratio = "ratio"


class MasiName(StrEnum):
    """Whose MASI distance."""

    passonneau = "passonneau"
    dkpro = "dkpro"


class ProgramName(StrEnum):
    """Another program."""

    nvivo = "nvivo"
    maxqda = "maxqda"
    atlasti = "atlasti"
    dedoose = "dedoose"


def agree(
    context: Context,
    by: Annotated[str, typer.Option(help="Coders, such as R1,R2; default: all who coded.")] = "",
    codes: Annotated[str, typer.Option(help="Only these codes, separated by commas.")] = "",
    focus: Annotated[str | None, typer.Option(help="Only this focus (id, prefix or name).")] = None,
    unit: Annotated[
        UnitName, typer.Option(help="turn, sentence, character or interview.")
    ] = UnitName.turn,
    denominator: Annotated[
        DenominatorName,
        typer.Option(help="all units, or only those that somebody coded."),
    ] = DenominatorName.all,
    level: Annotated[
        LevelName, typer.Option(help="Level of codes that are numbers.")
    ] = LevelName.nominal,
    measures: Annotated[
        str, typer.Option(help="Only these measures, separated by commas, such as percent,f1.")
    ] = "",
    masi: Annotated[
        MasiName, typer.Option(help="Convention of the MASI distance.")
    ] = MasiName.passonneau,
    boot: Annotated[int, typer.Option(help="Draws for intervals; 0 for none.", min=0)] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.", min=0)] = 7,
    like: Annotated[
        ProgramName | None,
        typer.Option(help="Also show what nvivo, maxqda, atlasti or dedoose would print."),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", help="A CSV with unit,coder,code; works without a study."),
    ] = None,
    csv: Annotated[Path | None, typer.Option(help="Write every measure to this CSV.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for figures; default: the study's out/.")
    ] = None,
    no_figure: Annotated[bool, typer.Option("--no-figure", help="Write no figures.")] = False,
) -> None:
    """Show where coders differ, then how much, then what that does not mean.

    Codes that are put in each other's place come first, with the places. Numbers
    follow, each with its interval or the reason why there is none.

    Example:
        idtool agree --by R1,R2 --focus Partnership
    """
    from dataclasses import replace

    from idtool.steps import agreeing, agreement_outputs

    options = asked(context)
    request = agreeing.AgreementRequest(
        by=_words(by),
        codes=_words(codes),
        focus=focus,
        unit=unit.value,
        denominator=denominator.value,
        level=level.value,
        measures=_words(measures),
        masi=masi.value,
        draws=boot,
        seed=seed,
        like=like.value if like else None,
    )
    if from_ is not None:
        report = agreeing.compare_table(from_, request)
        folder = out
    else:
        study = options.load()
        report = agreeing.compare_coders(study, options.act(study), request)
        folder = out or study.folder / "out"
    made: tuple[str, ...] = ()
    if folder is not None and not no_figure:
        made = agreement_outputs.write_agreement(report, folder)
    if csv is not None:
        made = (*made, agreement_outputs.write_table(report, csv))
    report = replace(report, figures=made)
    if options.json:
        _show.show_json(agreement_outputs.agreement_json(report))
    else:
        show_agreement(options, report, _words(measures) or FOR_CODES)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
