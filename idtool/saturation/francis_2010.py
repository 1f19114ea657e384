"""The stopping rule of Francis et al. (2010): an initial sample, then a run without news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.errors import UsageProblem
from idtool.saturation.incidence import count_interviews

INITIAL = 10  # Francis et al. 2010: at least ten interviews
STOPPING = 3  # the same: three in a row without a new idea
SOURCE = "Francis et al. 2010, Psychology & Health 25(10) 1229-1245"


@dataclass(frozen=True, slots=True)
class StoppingWindow:
    """Some interviews in a row after the initial sample; places from 1, inclusive."""

    first: int
    last: int
    new_codes: int
    nothing_new: bool


@dataclass(frozen=True, slots=True)
class StoppingRule:
    """What the rule finds; a description, never a verdict.

    ``first_without`` is the first window without a new code, written ``10+3``:
    ten interviews followed by three. ``n_new_after`` counts codes that came in
    after that window all the same.
    """

    initial: int
    stopping: int
    assessable: bool
    reason: str | None
    windows: tuple[StoppingWindow, ...]
    first_without: str | None
    n_new_after: int
    source: str = SOURCE


def apply_stopping_rule(
    new_codes: Sequence[int], *, initial: int = INITIAL, stopping: int = STOPPING
) -> StoppingRule:
    """Runs of interviews after an initial sample, and whether each brought a new code.

    The rule was made for studies whose ideas are fixed beforehand. All windows
    are reported (11-13, 12-14, …), not only the first that fits.

    Args:
        new_codes: One number per interview in the order of collection.
        initial: Interviews in the initial sample.
        stopping: Interviews in a row that have to bring nothing new.

    Returns:
        ``assessable`` is False, with the reason, where there are fewer
        interviews than both numbers together, or no code at all.

    Raises:
        UsageProblem: A number under one.

    References:
        Francis, J. J., Johnston, M., Robertson, C., Glidewell, L., Entwistle, V.,
        Eccles, M. P., & Grimshaw, J. M. (2010). What is an adequate sample size?
        Psychology & Health, 25(10), 1229-1245.
    """
    if initial < 1 or stopping < 1:
        raise UsageProblem(
            "An initial sample and a stopping criterion hold at least one interview each.",
            f"Usual values are {INITIAL} and {STOPPING}.",
        )
    n, needed = len(new_codes), initial + stopping
    reason = None
    if n < needed:
        reason = f"{count_interviews(n)}, the rule needs {needed}"
    elif not sum(new_codes):
        reason = "no code in any interview"
    windows: tuple[StoppingWindow, ...] = ()
    if reason is None:
        sums = [
            (start, sum(new_codes[start : start + stopping]))
            for start in range(initial, n - stopping + 1)
        ]
        windows = tuple(
            StoppingWindow(start + 1, start + stopping, new, new == 0) for start, new in sums
        )
    first = next((window for window in windows if window.nothing_new), None)
    return StoppingRule(
        initial,
        stopping,
        reason is None,
        reason,
        windows,
        f"{first.first - 1}+{stopping}" if first else None,
        sum(new_codes[first.last :]) if first else 0,
    )
