"""What may identify somebody, and what must not leave: the privacy screen."""

from idtool.privacy.casing import Casing, assess_casing, assess_speakers
from idtool.privacy.combinations import Combination, combine
from idtool.privacy.screen import VERSION, screen_text
from idtool.privacy.sighting import Sighting, mask
from idtool.privacy.unchecked import CLOSING, NOT_CHECKED

__all__ = [
    "CLOSING",
    "NOT_CHECKED",
    "VERSION",
    "Casing",
    "Combination",
    "Sighting",
    "assess_casing",
    "assess_speakers",
    "combine",
    "mask",
    "screen_text",
]
