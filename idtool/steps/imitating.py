"""The same codings as another program would count them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from idtool.agreement import Drawing
from idtool.agreement.measuring_stretches import measure_all_stretches, measure_code_stretches
from idtool.agreement.other_programs import (
    OtherProgram,
    like_atlasti,
    like_dedoose,
    like_maxqda,
    like_nvivo,
)
from idtool.agreement.unitizing_2016 import Continuum, Stretch
from idtool.errors import InsufficientData, UsageProblem
from idtool.steps.agreement_units import Compared, lay_out_units

PROGRAMS = ("nvivo", "maxqda", "atlasti", "dedoose")
NO_DRAWS = Drawing(draws=0)


def imitate(program: str, compared: Compared, texts: Sequence[Continuum]) -> OtherProgram:
    """The table of one of :data:`PROGRAMS`.

    Raises:
        UsageProblem: It compares two coders, and there are more.
        InsufficientData: The first coder coded no turn.
    """
    if program != "atlasti" and len(compared.coders) != 2:
        raise UsageProblem(
            f"{program} compares two coders; here are {len(compared.coders)}.",
            f"Name two: --by {','.join(compared.coders[:2])}",
        )
    if program == "nvivo":
        return like_nvivo(lay_out_units(compared, "document"))
    if program == "maxqda":
        first, second = (_spans(compared, coder) for coder in compared.coders)
        return like_maxqda(first, second, compared.codes)
    if program == "dedoose":
        turns = lay_out_units(compared, "turn")
        excerpts = turns.only(np.asarray(turns.applied[:, 0].any(axis=1)))
        if not excerpts.names:
            raise InsufficientData(
                f"{compared.coders[0]} coded no turn, so there are no excerpts to test.",
                "Name the coder who cut the excerpts first: --by R1,R2",
            )
        return like_dedoose(excerpts)
    by_code = {
        code: {
            "c_alpha_binary": measure_code_stretches(texts, code, ["u_alpha"], NO_DRAWS)[
                "u_alpha"
            ].value
        }
        for code in compared.codes
    }
    focus_of = compared.text.study.focus_of
    domains = {code: focus_of[code] for code in compared.codes}
    total = {"Cu_alpha": _cu_alpha(_renamed(texts, domains))}
    for domain in dict.fromkeys(domains.values()):
        inside = {code: code for code, focus in domains.items() if focus == domain}
        total[f"cu_alpha {domain}"] = _cu_alpha(_renamed(texts, inside))
    return like_atlasti(lay_out_units(compared, "character"), by_code, total)


def _cu_alpha(texts: Sequence[Continuum]) -> float | None:
    return measure_all_stretches(texts, ["cu_alpha"], NO_DRAWS)["cu_alpha"].value


def _renamed(texts: Sequence[Continuum], names: Mapping[str, str]) -> list[Continuum]:
    """Stretches under other values; those without a name are left out."""
    return [
        Continuum(
            text.length,
            tuple(
                tuple((a, b, names[code]) for a, b, code in coder if code in names)
                for coder in text.coders
            ),
        )
        for text in texts
    ]


def _spans(compared: Compared, coder: str) -> dict[str, list[Stretch]]:
    return {
        name: [
            (c.segment.start, c.segment.end, c.code)
            for c in compared.codings_in(name)
            if c.coder == coder
        ]
        for name in compared.interviews
    }
