"""How new codes came in over the interviews: curves, rules and estimates, no verdicts."""

from idtool.saturation.curve import (
    Estimates,
    EstimateWithInterval,
    StratumCurve,
    describe_stratum,
    without_estimates,
)
from idtool.saturation.incidence import Incidence

__all__ = [
    "EstimateWithInterval",
    "Estimates",
    "Incidence",
    "StratumCurve",
    "describe_stratum",
    "without_estimates",
]
