"""The turns that the codebooks explain least, to be grouped first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from idtool.coding.knowledge import knowledge_of
from idtool.coding.teaching import teach, views_of
from idtool.coding.unexplained import Fit, fit_of_codes, least_explained
from idtool.errors import InsufficientData
from idtool.model import Coding
from idtool.steps.applying import passages_of, study_decisions
from idtool.steps.contexts import StudyText
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile
from idtool.store.kept_places import Place

THIRD = 3


@dataclass(frozen=True, slots=True)
class LeastExplained:
    """The third of all turns that say something which is explained least.

    ``n_saying`` are all turns that say something, ``n_none`` those chosen that no code fits
    at all, ``n_coded`` those chosen that carry an accepted coding. ``spread`` is the least
    spread of the chosen that some code fits, in bits; ``None`` if there are none.
    """

    places: tuple[Place, ...]
    n_saying: int
    n_none: int
    n_coded: int
    spread: float | None

    @property
    def sentence(self) -> str:
        """What was grouped, for whoever reads the groupings."""
        bits = self.spread
        spread = "" if bits is None else f" (spread of scores {bits:.2f} bits or more)"
        return (
            f"Grouped is what the codebooks explain least: {len(self.places)} of {self.n_saying} "
            f"turns that say enough. No code fits {self.n_none} of them; several fit the others "
            f"a little, none clearly{spread}. {self.n_coded} carry a coding all the same."
        )


def find_least_explained(
    study: LoadedStudy, store: StudyFile, text: StudyText, codings: Sequence[Coding]
) -> LeastExplained:
    """Turns that no code fits, or several a little and none clearly.

    What fits is told by rules, likeness and, where there are enough decisions, by what
    was learned from them, as in ``apply``.

    Raises:
        InsufficientData: No codebook has a code, so that nothing could be explained.
    """
    if not study.codes:
        raise InsufficientData(
            "There is no code yet, so nothing can be explained by one.",
            "Group everything: idtool cluster --on all",
        )
    known = knowledge_of(list(study.codebooks.values()))
    said = {name: passages_of(text, name) for name in text.transcripts}
    teaching = teach(study_decisions(study, store), said, known, views_of(said))
    avoid = [*study.stage_texts.values(), *study.question_texts.values()]
    fits: dict[Place, Fit] = {}
    for name, passages in said.items():
        found = fit_of_codes(passages, known, avoid=avoid, teaching=teaching)
        for passage, fit in zip(passages, found, strict=True):
            end = passage.start + len(passage.text)
            fits[name, passage.turn, passage.start, end] = fit
    n_saying = sum(fit.says_something for fit in fits.values())
    chosen = least_explained(fits, n_saying // THIRD)
    spreads = [spread for place in chosen if (spread := fits[place].spread) is not None]
    return LeastExplained(
        tuple(chosen),
        n_saying,
        len(chosen) - len(spreads),
        sum(_is_coded(place, codings) for place in chosen),
        min(spreads, default=None),
    )


def _is_coded(place: Place, codings: Sequence[Coding]) -> bool:
    name, _, start, end = place
    return any(
        c.segment.transcript == name and c.segment.start < end and start < c.segment.end
        for c in codings
    )
