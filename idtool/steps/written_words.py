"""What people wrote around a study, screened before it is kept or leaves the team."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from idtool.errors import PrivacyStop
from idtool.privacy.screen import screen_text
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile

MASK = "[…]"


class ReportWouldIdentify(PrivacyStop):
    """Words a researcher wrote may identify somebody."""

    def __init__(self, places: Mapping[str, int]) -> None:
        named = ", ".join(f"{count} in {place}" for place, count in places.items())
        super().__init__(
            f"The privacy screen stopped at words of the report: {named}. Nothing was written.",
            "Reword them; if they identify nobody, list the term under privacy: allow_terms: in "
            "study.yaml.",
        )


def terms_let_pass(study: LoadedStudy, store: StudyFile) -> list[str]:
    """The vignettes' cast, and terms that study.yaml or a person's decision lets pass."""
    return [*study.cast, *study.settings.privacy.allow_terms, *store.screenings.allowed_terms()]


def refuse_identifying(
    study: LoadedStudy, store: StudyFile, written: Mapping[str, Sequence[str]]
) -> None:
    """Refuse a report whose authors wrote something identifying; participants' words came screened.

    Args:
        written: Texts by the place that an error may name.

    Raises:
        ReportWouldIdentify: The screen stops at some of them.
    """
    allow = terms_let_pass(study, store)
    found = {}
    for place, texts in written.items():
        seen = screen_text("\n".join(texts), allow=allow)
        if blocked := sum(1 for sighting in seen if sighting.tier == "block"):
            found[place] = blocked
    if found:
        raise ReportWouldIdentify(found)


def masked(words: str, allow: Collection[str]) -> tuple[str, int]:
    """``words`` with ``[…]`` where the screen would stop, and how many places these are."""
    seen = [s for s in screen_text(words, allow=allow, starts=[0]) if s.tier == "block"]
    for sighting in sorted(seen, key=lambda s: s.start, reverse=True):
        words = f"{words[: sighting.start]}{MASK}{words[sighting.end :]}"
    return words, len(seen)
