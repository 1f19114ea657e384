"""Every measure under the name it has in outputs, and the convention it follows."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.agreement.unitizing_2016 import VERSION


@dataclass(frozen=True, slots=True)
class MeasureName:
    """A measure as people write it, and which of several conventions is meant."""

    label: str
    convention: str


CATALOG: dict[str, MeasureName] = {
    "percent": MeasureName(
        "percent agreement", "mean over units of the share of agreeing coder pairs (Gwet 2014)"
    ),
    "cohen_kappa": MeasureName(
        "Cohen's kappa", "two coders, units both saw (Cohen 1960; weighted: Cohen 1968)"
    ),
    "scott_pi": MeasureName("Scott's pi", "two coders, units both saw (Scott 1955)"),
    "fleiss_kappa": MeasureName(
        "Fleiss' kappa", "any number of coders, chance from all together (Fleiss 1971; Gwet 2014)"
    ),
    "conger_kappa": MeasureName(
        "Conger's kappa", "any number of coders, chance from each coder's habits (Conger 1980)"
    ),
    "light_kappa": MeasureName("Light's kappa", "mean of Cohen's kappa over pairs (Light 1971)"),
    "brennan_prediger": MeasureName(
        "Brennan-Prediger", "chance is 1 over the number of categories (1981); two per code"
    ),
    "gwet_ac1": MeasureName("Gwet's AC1", "unweighted (Gwet 2008)"),
    "krippendorff_alpha": MeasureName(
        "Krippendorff's alpha", "nominal, missing values allowed (Krippendorff 2011)"
    ),
    "alpha_masi": MeasureName(
        "alpha with MASI distance",
        "sets of codes; 1 - J * M after Passonneau 2006; two empty sets agree",
    ),
    "mv_alpha": MeasureName(
        "multi-valued alpha", "sets of codes, nominal (Krippendorff & Craggs 2016)"
    ),
    "u_alpha": MeasureName("u-alpha", f"stretches of text, gaps included ({VERSION})"),
    "u_alpha_binary": MeasureName("|u-alpha", f"any stretch against gap ({VERSION})"),
    "cu_alpha": MeasureName("cu-alpha", f"values where coders both marked something ({VERSION})"),
    "f1": MeasureName("F1", "on applied codes, pooled over pairs of coders (Hripcsak 2005)"),
    "positive_agreement": MeasureName(
        "positive agreement", "on applying the code (Cicchetti & Feinstein 1990)"
    ),
    "negative_agreement": MeasureName(
        "negative agreement", "on leaving the code off (Cicchetti & Feinstein 1990)"
    ),
    "holsti": MeasureName("Holsti's index", "shared over all decisions, mean of pairs (1969)"),
}
"""In the order of output. ``gwet_ac1`` is AC2, and kappas are weighted, above nominal level."""

NOMINAL = (
    "percent",
    "cohen_kappa",
    "scott_pi",
    "fleiss_kappa",
    "conger_kappa",
    "light_kappa",
    "brennan_prediger",
    "gwet_ac1",
    "krippendorff_alpha",
    "holsti",
)
"""Measures of one category per coder and unit."""

OF_SETS = ("alpha_masi", "mv_alpha", "f1")
"""Overall measures that take each coder's set of codes."""

OF_A_CODE = ("f1", "positive_agreement", "negative_agreement")
"""Measures of a code that is applied or not."""

OF_STRETCHES = ("u_alpha", "u_alpha_binary", "cu_alpha")
"""Measures of where stretches begin and end."""
