"""Codebooks, guides and vignettes: what people write to say what they look for and ask."""

from idtool.codebook.guide import Guide, GuideChange, GuideItem, GuideSection
from idtool.codebook.schema import (
    Code,
    Codebook,
    Exclusion,
    Indicators,
    InteractionCode,
    NearWords,
    NotExample,
)
from idtool.codebook.vignettes import Probe, Stage, Vignette, VignetteSet

__all__ = [
    "Code",
    "Codebook",
    "Exclusion",
    "Guide",
    "GuideChange",
    "GuideItem",
    "GuideSection",
    "Indicators",
    "InteractionCode",
    "NearWords",
    "NotExample",
    "Probe",
    "Stage",
    "Vignette",
    "VignetteSet",
]
