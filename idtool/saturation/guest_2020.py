"""The run-length rule of Guest, Namey and Chen (2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.errors import UsageProblem
from idtool.saturation.incidence import count_interviews

BASE_SIZE = 4  # Guest, Namey & Chen 2020: 4, 5 and 6 behave almost alike
RUN_LENGTH = 2  # the same: 2 or 3
NEW_INFORMATION_THRESHOLD = 0.05  # the same: at most 5 %, or none at all
SOURCE = "Guest, Namey & Chen 2020, PLoS ONE 15(5) e0232076"


@dataclass(frozen=True, slots=True)
class RunWindow:
    """One run of interviews set against the base.

    ``first`` and ``last`` are places in the order of collection, from 1,
    inclusive. ``proportion`` is ``new_codes`` divided by the codes of the base.
    """

    first: int
    last: int
    new_codes: int
    proportion: float
    within_threshold: bool


@dataclass(frozen=True, slots=True)
class RunLengthRule:
    """What the rule was given and what it found; a description, never a verdict.

    ``base_codes`` is None while the base is incomplete. ``first_within`` is the
    first window at or under the threshold in the notation of the paper: ``6+2``
    is six interviews followed by a run of two. ``n_windows_above_after`` counts
    the later windows that lie above the threshold all the same.
    """

    base_size: int
    run_length: int
    new_information_threshold: float
    base_codes: int | None
    first_within: str | None
    n_windows: int
    n_windows_within: int
    n_windows_above_after: int
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class RunLengthResult:
    """The rule, whether the data can carry it (``reason`` if not), and every window."""

    rule: RunLengthRule
    assessable: bool
    reason: str | None
    windows: tuple[RunWindow, ...]


def apply_run_length_rule(
    new_codes: Sequence[int],
    *,
    base_size: int = BASE_SIZE,
    run_length: int = RUN_LENGTH,
    new_information_threshold: float = NEW_INFORMATION_THRESHOLD,
) -> RunLengthResult:
    """How much each run of interviews adds to what a base of interviews gave.

    The base is the first ``base_size`` interviews and stays fixed. Runs of
    ``run_length`` interviews follow it and slide by one interview; the last run
    ends with the last interview. All are reported: the first window under a
    threshold says little if later ones lie above it.

    Args:
        new_codes: One number per interview in the order of collection: codes not
            met in any interview before it.
        new_information_threshold: A proportion, 0.05 for 5 %.

    Returns:
        ``assessable`` is False, with the reason, where there are fewer
        interviews than base and run together, or where the base holds no code
        (nothing to divide by).

    Raises:
        UsageProblem: A base or run of less than one interview, or a threshold
            outside 0 to 1.

    References:
        Guest, G., Namey, E., & Chen, M. (2020). A simple method to assess and
        report thematic saturation in qualitative research. PLoS ONE, 15(5),
        e0232076.
    """
    _check_parameters(base_size, run_length, new_information_threshold)
    n = len(new_codes)
    needed = base_size + run_length
    base_codes = sum(new_codes[:base_size]) if n >= base_size else None
    reason = None
    if n < needed:
        reason = f"{count_interviews(n)}, the rule needs {needed}"
    elif not base_codes:
        reason = f"no code in the first {count_interviews(base_size)}, nothing to compare with"

    windows: list[RunWindow] = []
    if reason is None and base_codes:
        for start in range(base_size, n - run_length + 1):
            new = sum(new_codes[start : start + run_length])
            share = new / base_codes
            windows.append(
                RunWindow(
                    start + 1,
                    start + run_length,
                    new,
                    share,
                    share <= new_information_threshold,
                )
            )
    within = [window for window in windows if window.within_threshold]
    first = within[0] if within else None
    rule = RunLengthRule(
        base_size,
        run_length,
        new_information_threshold,
        base_codes,
        f"{first.first - 1}+{run_length}" if first else None,
        len(windows),
        len(within),
        sum(w.first > first.first and not w.within_threshold for w in windows) if first else 0,
    )
    return RunLengthResult(rule, reason is None, reason, tuple(windows))


def _check_parameters(base_size: int, run_length: int, threshold: float) -> None:
    if base_size < 1 or run_length < 1:
        raise UsageProblem(
            "A base and a run hold at least one interview each.",
            f"Usual values are a base of {BASE_SIZE} and a run of {RUN_LENGTH}.",
        )
    if not 0 <= threshold < 1:
        raise UsageProblem(
            f"A threshold of {threshold} is not a proportion.",
            f"Give it as a part of 1: {NEW_INFORMATION_THRESHOLD} is 5 %.",
        )
