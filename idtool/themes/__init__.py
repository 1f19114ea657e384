"""Candidate groupings of segments, offered to a reader with what they rest on."""

from idtool.themes.echo import Echo
from idtool.themes.grouping import GroupableSegment, Grouping, GroupingResult, group_segments
from idtool.themes.words import vignette_words

__all__ = [
    "Echo",
    "GroupableSegment",
    "Grouping",
    "GroupingResult",
    "group_segments",
    "vignette_words",
]
