"""A manuscript held against the study: quotations, quantity words, unlinked claims."""

from idtool.manuscript.records import Paragraph
from idtool.manuscript.speech import Speech, Stretch

__all__ = ["Paragraph", "Speech", "Stretch"]
