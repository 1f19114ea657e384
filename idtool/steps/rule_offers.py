"""Rule offers: the tightest change of a rule that a rejection asks for, while it is fresh."""

from __future__ import annotations

import json
from collections import defaultdict

from idtool.coding.indicators import Rulebook
from idtool.coding.lessons import decided_places
from idtool.coding.rule_changes import FEWEST_REJECTED, RuleChange, tightened
from idtool.coding.sentences import sentences
from idtool.model import Act, Coding
from idtool.steps.applying import study_decisions
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.suggesting_rules import Suggestion, suggestion_of
from idtool.store import open_study_file

DECLINED = "codebook.decline"


class RuleOffers:
    """What the rejections of one sitting say about the rules that made the proposals.

    Nothing is offered that was offered before in the sitting, nor what a person
    declined, until further rejections speak for it. Rules are read when the first
    code has enough rejections, so a sitting without any waits for nothing.
    """

    def __init__(self, study: LoadedStudy) -> None:
        self.study = study
        self._rulebook: Rulebook | None = None
        self._offered: dict[tuple[str, str, str], int] = {}
        self.left: list[Suggestion] = []

    def after(self, rejected: Coding, act: Act) -> Suggestion | None:
        """The change that rejecting this proposal asks for, if there is a new one."""
        with open_study_file(self.study.folder, act) as store:
            decisions = [
                one for one in study_decisions(self.study, store) if one.code == rejected.code
            ]
            if sum(one.status == "rejected" for one in decisions) < FEWEST_REJECTED:
                return None
            declined = _declined([e.detail for e in store.trail.events() if e.act == DECLINED])
        if self._rulebook is None:
            self._rulebook = Rulebook(list(self.study.codebooks.values()))
        fired = {
            hit.rule.written
            for hit in self._rulebook.hits(sentences(rejected.quote))
            if hit.rule.code == rejected.code
        }
        if not fired:
            return None
        for change in tightened(rejected.code, self._rulebook, decided_places(decisions)):
            known = max(
                self._offered.get((change.code, change.kind, change.words), 0),
                declined.get((change.code, change.kind, self._number_of(change)), 0),
            )
            if change.rule in fired and change.gone > known:
                self._offered[change.code, change.kind, change.words] = change.gone
                book = self.study.codebooks[self.study.focus_of[change.code]]
                return suggestion_of(self.study, book, [change])
        return None

    def leave(self, suggestion: Suggestion) -> None:
        """Keep an offer for later: the sitting's end names it."""
        self.left.append(suggestion)

    def decline(self, suggestion: Suggestion, act: Act) -> None:
        """Remember that a person does not want these changes; the trail holds no words of talk."""
        with open_study_file(self.study.folder, act, write=True) as store:
            for change in suggestion.changes:
                store.trail.add(
                    DECLINED,
                    change.code,
                    detail={
                        "code": change.code,
                        "kind": change.kind,
                        "rule": self._number_of(change),
                        "gone": change.gone,
                    },
                )

    def _number_of(self, change: RuleChange) -> int:
        """The place of the changed phrase among those of its code; it stands for the words."""
        phrases = list(self.study.codes[change.code].indicators.phrases)
        return phrases.index(change.rule) + 1 if change.rule in phrases else 0

    def taken(self, study: LoadedStudy) -> None:
        """Go on with the study as it is after a change was written."""
        self.study = study
        self._rulebook = None


def _declined(details: list[str]) -> dict[tuple[str, str, int], int]:
    """How many rejections spoke for a change when it was declined, by code, kind and rule."""
    known: dict[tuple[str, str, int], int] = defaultdict(int)
    for one in map(json.loads, details):
        key = (one["code"], one["kind"], one["rule"])
        known[key] = max(known[key], one["gone"])
    return known
