"""Files to turns: pure readers from bytes to records, speakers, canonical text, marks."""

from idtool.ingest.canonical import build_turns, label_counts, legend_of
from idtool.ingest.reading import (
    ColumnChoice,
    GroupedTranscript,
    HiddenPart,
    ReadTranscript,
    SpokenTurn,
    read_interviews,
    read_transcript,
)
from idtool.ingest.speakers import SpeakerMapping, map_speakers
from idtool.ingest.structure import find_marks, readouts

__all__ = [
    "ColumnChoice",
    "GroupedTranscript",
    "HiddenPart",
    "ReadTranscript",
    "SpeakerMapping",
    "SpokenTurn",
    "build_turns",
    "find_marks",
    "label_counts",
    "legend_of",
    "map_speakers",
    "read_interviews",
    "read_transcript",
    "readouts",
]
