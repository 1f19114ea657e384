"""Batches: transcripts read together, so that short ones cost no more than their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from idtool.coding.passages import Passage

AT_ONCE = 50_000
"""Words from which a batch is full; what has to be in memory at once stays bounded."""


def batches(
    transcripts: Iterable[Sequence[Passage]], at_once: int | None = None
) -> Iterator[list[Sequence[Passage]]]:
    """Transcripts, each as its passages, together up to about ``at_once`` words; 0 is one by one.

    A transcript is never divided.
    """
    most = AT_ONCE if at_once is None else at_once
    batch: list[Sequence[Passage]] = []
    n_words = 0
    for passages in transcripts:
        n_more = sum(passage.text.count(" ") + 1 for passage in passages)
        if batch and n_words + n_more > most:
            yield batch
            batch, n_words = [], 0
        batch.append(passages)
        n_words += n_more
    if batch:
        yield batch
