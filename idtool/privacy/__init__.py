"""What may identify somebody, and what must not leave: the privacy screen."""

from idtool.privacy.casing import Casing, assess_casing
from idtool.privacy.screen import VERSION, screen_text
from idtool.privacy.sighting import Sighting, mask

__all__ = ["VERSION", "Casing", "Sighting", "assess_casing", "mask", "screen_text"]
