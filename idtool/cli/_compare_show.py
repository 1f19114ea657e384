"""How comparisons look: tables of people, kinds of empty, tests, one person in two settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.compare.alone_together import AloneTogether
    from idtool.compare.proximity import NearCodes
    from idtool.steps.code_mentions import ComparisonBasis
    from idtool.steps.comparing import Comparison
    from idtool.steps.converging import Convergence
    from idtool.steps.study_folder import LoadedStudy


def show_comparison(
    options: Asked, study: LoadedStudy, found: Comparison, *, guarded: bool
) -> None:
    """People with each code by group, then what is empty, and tests if asked for."""
    from idtool.steps.comparison_files import cell_texts

    small, table = study.settings.privacy.small_cell, found.table
    texts = cell_texts(found, small, guarded=guarded)
    shown = [c for c in table.codes if any(table.cells[(c, g)].k for g in table.groups)]
    _show.provisional(options, found.provisional)
    places = [] if guarded else ["places"]
    _show.table(
        options,
        f"People with the code, of those who had the chance ({found.counted})",
        ["code", *(found.labels[group] for group in table.groups), *places],
        [
            (
                code,
                *(texts[(code, group)] for group in table.groups),
                *(
                    []
                    if guarded
                    else [
                        " | ".join(
                            f"{group}: {_few(table.cells[(code, group)].links)}"
                            for group in table.groups
                            if table.cells[(code, group)].links
                        )
                    ]
                ),
            )
            for code in shown
        ],
    )
    missing = len(table.codes) - len(shown)
    if missing:
        _show.say(
            options, f"{missing} codes were given to nobody here; not systematically looked for."
        )
    if found.second_exposure:
        _show.say(
            options,
            f"Second exposure: in {', '.join(found.second_exposure)} people met the same vignettes "
            "again.",
        )
    if guarded:
        _show.say(options, f"Groups in which fewer than {small} people would stand out are hidden.")
    elif found.empties:
        _show_empties(options, found)
    if found.tests and not guarded:
        _show_tests(options, found, shown)


def _show_empties(options: Asked, found: Comparison) -> None:
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for chance in found.empties:
        if chance.state != "coded":
            key = (chance.subject, chance.role, chance.kind, chance.state)
            rows.setdefault(key, []).append(f"{chance.person} ({chance.interview})")
    _show.table(
        options,
        "Kinds of empty, by vignette: four things that are not the same",
        ["vignette", "area", "role", "kind", "state", "people"],
        [
            (subject, found.labels[subject], role, kind, state, ", ".join(people))
            for (subject, role, kind, state), people in rows.items()
        ],
    )


def _show_tests(options: Asked, found: Comparison, shown: list[str]) -> None:
    rows = []
    for test in found.tests:
        if test.code not in shown:
            continue
        c = test.contrast
        rows.append(
            (test.code, f"{test.first} less {test.second}", "undefined", test.undefined, "")
            if c is None
            else (
                test.code,
                f"{test.first} less {test.second}",
                f"{c.difference:+.2f}",
                f"{c.low:+.2f} to {c.high:+.2f}",
                f"{c.p:.3f}",
            )
        )
    _show.table(
        options,
        "Exact permutation test on people",
        ["code", "shares", "difference", "95 % interval", "p"],
        rows,
        right=["difference", "p"],
    )
    _show.say(options, found.why_not_shown)


def show_person(options: Asked, found: AloneTogether) -> None:
    """Codes of one person found only alone, only together, and in both."""
    _show.say(
        options,
        f"{found.person}: alone in {', '.join(found.alone)}; "
        f"together in {', '.join(found.together)}.",
    )
    if found.second_exposure:
        _show.say(
            options,
            f"Second exposure: in {', '.join(found.second_exposure)} the same vignettes were met "
            "again; a difference may be the second time and not the partner.",
        )
    for where in ("only alone", "only together", "both"):
        _show.table(
            options,
            f"{where} ({len(found.of(where))} codes)",
            ["code", "alone", "together", "asked in both"],
            [
                (
                    code.code,
                    " ".join(code.alone),
                    " ".join(code.together),
                    "yes" if code.asked_in_both else "no",
                )
                for code in found.of(where)
            ],
        )
    _show.note(
        options,
        "Whether a difference is a change of mind, softer words, deference or news is for you to "
        "say.",
    )


def show_near(
    options: Asked, found: Sequence[NearCodes], basis: ComparisonBasis, within: int
) -> None:
    """Codes that come near each other in one person's words."""
    _show.provisional(options, basis.provisional)
    place = "the same turn" if within == 0 else f"{within} turn{'s' if within > 1 else ''}"
    _show.table(
        options,
        f"Codes near each other ({place}), in one person's words ({basis.counted})",
        ["code", "with", "people", "turns", "overlap", "places"],
        [
            (n.first, n.second, len(n.people), n.turns, f"{n.overlap:.2f}", _few(n.links))
            for n in found
        ],
        right=["people", "turns", "overlap"],
    )


def show_convergence(options: Asked, found: Convergence, by: str) -> None:
    """Where sources meet, and where one is silent."""
    _show.provisional(options, found.provisional)
    _show.table(
        options,
        f"Convergence across {by}, people with the code ({found.counted})",
        ["code", *found.labels.values(), "assessment"],
        [
            (
                row.code,
                *(
                    "no chance" if source in row.no_chance else row.people[source]
                    for source in found.labels
                ),
                f"silence ({', '.join(row.silent)})" if row.silent else row.assessment,
            )
            for row in found.rows
        ],
    )


def _few(links: tuple[str, ...], most: int = 4) -> str:
    rest = len(links) - most
    return " ".join(links[:most]) + (f" +{rest}" if rest > 0 else "")
