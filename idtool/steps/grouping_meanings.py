"""What a study's sentence model says of segments, where one is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from idtool.coding.embedding import ModelUsed
from idtool.steps.embeddings import model_used, said_in, study_encoder
from idtool.steps.study_folder import LoadedStudy
from idtool.themes.features import Vectors
from idtool.themes.grouping import GroupableSegment


@dataclass(frozen=True, slots=True)
class Meanings:
    """``vectors`` has one row per segment; ``model`` is the name of the model's folder.

    ``used`` is what the trail says of it.
    """

    vectors: Vectors
    model: str
    used: ModelUsed | None


def find_meanings(study: LoadedStudy, segments: Sequence[GroupableSegment]) -> Meanings | None:
    """Embeddings of segments by the model in study.yaml; None if it names none.

    Vectors are kept by content hash, as for proposals, so that only segments not seen
    before are computed.

    Raises:
        NoModel: The folder holds no model, or what reads it is not installed.
    """
    encoder = study_encoder(study)
    if encoder is None or not segments:
        return None
    rows = np.zeros((len(segments), encoder.dimensions))
    for interview in sorted({segment.interview for segment in segments}):
        here = [n for n, segment in enumerate(segments) if segment.interview == interview]
        with said_in(encoder, interview):  # their vectors go when their words go
            rows[here] = encoder.encode([segments[n].text for n in here])
    encoder.save()
    return Meanings(
        rows, PurePath(str(study.settings.practice.embeddings)).name, model_used(encoder)
    )
