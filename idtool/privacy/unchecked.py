"""What the screen did not check: the end of every report.

A text that went through the screen is *screened*. It is never called anonymous.
"""

from __future__ import annotations

NOT_CHECKED = (
    "who can be recognized by what is told: an event, a manner of speaking, a chain of facts",
    "names in lower case that are no common first names, and agencies in lower case",
    "names that are everyday words where they stand only at the beginning of sentences",
    "sound, pictures, and file parts that hold no text",
    "what a reader already knows",
)
"""Short phrases for people, in the order of ``docs/privacy.md``."""

CLOSING = "Screened, not anonymous. Not checked: " + "; ".join(NOT_CHECKED) + "."
