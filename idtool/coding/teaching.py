"""Teaching: a learner out of a study's decisions, its text and its codebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idtool.coding.embedding import Encoder
from idtool.coding.knowledge import Knowledge
from idtool.coding.learner import Learner
from idtool.coding.lessons import address, lessons
from idtool.coding.passages import Passage
from idtool.coding.recalling import Teaching
from idtool.coding.specimens import is_spoken_for
from idtool.coding.structure import context_of, structure_of
from idtool.coding.views import Views
from idtool.model import Coding


def views_of(
    passages: Mapping[str, Sequence[Passage]], encoder: Encoder | None = None
) -> Views | None:
    """How the study's talk is seen; ``None`` if nobody has said anything."""
    material = [p.text for name in sorted(passages) for p in passages[name] if p.text.strip()]
    return Views(material, encoder) if material else None


def teach(
    codings: Sequence[Coding],
    passages: Mapping[str, Sequence[Passage]],
    known: Knowledge,
    views: Views | None,
) -> Teaching | None:
    """What people decided, learned; ``None`` while no code has enough accepted places.

    Args:
        codings: Accepted and rejected codings of the coders that count.
        passages: Participants' turns of the transcripts to learn from.
        known: The compiled codebooks.
        views: How talk is seen.
    """
    codes = [code.id for code in known.codes.values() if is_spoken_for(code)]
    taught = lessons([c for c in codings if c.code in known.codes], passages)
    if views is None or not taught:
        return None
    learner = Learner(taught, views, codes)
    if not learner.codes:
        return None
    turns = {address(name, p.turn): p for name in passages for p in passages[name]}
    return Teaching(
        learner,
        structure_of(
            (code, context_of(turns[lesson.at]))
            for lesson in taught
            for code in sorted(lesson.codes)
            if lesson.at in turns
        ),
    )
