"""The sitting of ``review``: one key for each proposal, saved at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from idtool.cli import _show
from idtool.cli._asked import Asked, now
from idtool.cli._keys import Keys
from idtool.cli._review_show import show_item, show_units, why_of
from idtool.errors import IdtoolError, UsageProblem
from idtool.model import Act

if TYPE_CHECKING:
    from idtool.steps.reviewing import Decision, Order, WaitingProposal
    from idtool.steps.rule_offers import RuleOffers
    from idtool.steps.study_folder import LoadedStudy
    from idtool.steps.suggesting_rules import Suggestion

KEYS = "a accept · r reject · c change code · e change words · s skip · u undo · q leave · ? more"
MORE = (
    "a  accept: it becomes your coding",
    "r  reject: it is not proposed again here",
    "b  reject because: the same, with your reason",
    "c  change the code: another code on the same words",
    "e  change the words: the same code on other words of the turn",
    "s  skip: decide another time",
    "w  why: the rule, likeness or places it comes from",
    "t  the whole turn",
    "u  undo the last decision, any number of times",
    "q  leave (also Ctrl-C or Ctrl-D); every decision is saved already",
)
OFFER = "y take this change · n do not · l later (named when you leave)"
_RECENT = 5


class Sitting:
    """One walk through waiting proposals; every decision is a transaction of its own.

    Args:
        options: How to show.
        study: The study; a change of a rule taken on the way replaces it.
        coder: Who decides.
        order: How the proposals are ordered; the trail keeps it.
        blind: Whether strength and reason wait until they are asked for.
        offers: Changes of rules to offer after rejections, or ``None``.
        ask: Whether to offer them on the spot; otherwise they are named at the end.
    """

    def __init__(
        self,
        options: Asked,
        study: LoadedStudy,
        coder: str,
        order: Order,
        *,
        blind: bool,
        offers: RuleOffers | None,
        ask: bool,
    ) -> None:
        self.options = options
        self.study = study
        self.coder = coder
        self.order = order
        self.blind = blind
        self.offers = offers
        self.ask = ask
        self.keys = Keys(options)
        self.done: list[tuple[int, Decision]] = []
        self.skipped: set[int] = set()
        self.recent: deque[str] = deque(maxlen=_RECENT)

    def walk(self, waiting: list[WaitingProposal]) -> None:
        """Ask about each proposal until all are seen or the person leaves."""
        position, seen = 0, -1
        try:
            while position < len(waiting):
                item = waiting[position]
                if self._is_settled(item):
                    position += 1
                    continue
                if position != seen:
                    self._show(item, position, len(waiting))
                    seen = position
                key = self.keys.key()
                if key in {"q", ""}:
                    break
                if key == "u":
                    position, seen = self._undo(position), -1
                elif key == "s":
                    self.skipped.add(position)
                    position += 1
                elif key in {"a", "r", "b", "c", "e"}:
                    if self._decide(item, key, position):
                        position += 1
                    else:
                        _show.say(self.options, KEYS, style="dim")
                elif not self._told(item, key, position, len(waiting)) and not self.keys.has_person:
                    break  # nobody is there to notice a wrong key
        except KeyboardInterrupt:
            _show.note(self.options, "")
        self._sum_up(waiting)

    def _decide(self, item: WaitingProposal, key: str, position: int) -> bool:
        """Decide as the key says; whether anything was decided."""
        from idtool.steps import reviewing

        coding, order = item.coding, self.order
        act = Act(self.coder, now())
        try:
            if key == "a":
                decision = reviewing.accept(self.study, coding, act, order=order)
                self._remember(coding.code)
            elif key in {"r", "b"}:
                because = self.keys.line("Because (in your words): ") if key == "b" else ""
                if because is None or (key == "b" and not because):
                    return False
                decision = reviewing.reject(self.study, coding, act, because=because, order=order)
            elif key == "c":
                code = self._code(item)
                if not code:
                    return False
                decision = reviewing.change(self.study, coding, act, code=code, order=order)
                self._remember(code)
                _show.note(self.options, f"  coded as {code}")
            else:
                decision = self._other_words(item, act)
        except UsageProblem as problem:
            _show.note(self.options, f"{problem.problem} {problem.remedy}")
            return False
        self.done.append((position, decision))
        self.skipped.discard(position)
        if key in {"r", "b"}:
            self._offer(item)
        return True

    def _other_words(self, item: WaitingProposal, act: Act) -> Decision:
        from idtool.steps import reviewing
        from idtool.steps.choosing_words import units_of, words_meant

        units = units_of(item.turns)
        show_units(self.options, units, item.coding)
        answer = self.keys.line("Which (2, or 2-4, or: first words … last words; empty: leave): ")
        if not answer:
            raise UsageProblem("The words are left as they are.", "")
        words = words_meant(answer, item.turns, units)
        decision = reviewing.change(self.study, item.coding, act, words=words, order=self.order)
        said = "".join(
            turn.text[max(0, words.start - turn.start) : max(0, words.end - turn.start)]
            for turn in item.turns
        )
        _show.note(self.options, f"  coded: {' '.join(said.split())}")
        self._remember(item.coding.code)
        return decision

    def _undo(self, position: int) -> int:
        from idtool.steps import reviewing

        if not self.done:
            _show.note(self.options, "Nothing to undo in this sitting.")
            return position
        before, decision = self.done.pop()
        reviewing.undo(self.study, decision, Act(self.coder, now()))
        _show.note(self.options, f"  undone: {decision.what}")
        return before

    def _told(self, item: WaitingProposal, key: str, position: int, total: int) -> bool:
        """Show what a key asks for; false if the key means nothing."""
        if key == "w":
            _show.say(self.options, f"    why: {why_of(item.coding)}")
        elif key == "t":
            self._show(item, position, total, whole=True)
        else:
            _show.note(self.options, *(MORE if key == "?" else (KEYS,)))
            return key == "?"
        return True

    def _show(
        self, item: WaitingProposal, position: int, total: int, *, whole: bool = False
    ) -> None:
        place = f"{position + 1} of {total}"
        show_item(self.options, self.study, item, place, blind=self.blind, whole=whole)
        _show.say(self.options, KEYS, style="dim")

    def _is_settled(self, item: WaitingProposal) -> bool:
        """Whether another decision of this sitting settled it already."""
        return any(
            item.coding.uuid in {decision.coding_id, decision.added} for _, decision in self.done
        )

    def _remember(self, code: str) -> None:
        if code in self.recent:
            self.recent.remove(code)
        self.recent.appendleft(code)

    def _code(self, item: WaitingProposal) -> str | None:
        """Ask for another code by a part of its id or label, or by a number of the last ones."""
        recent = [code for code in self.recent if code != item.coding.code]
        if recent:
            listed = "   ".join(f"{n} {code}" for n, code in enumerate(recent, start=1))
            _show.say(self.options, f"  {listed}")
        wanted = self.keys.line("Part of the code's name, or a number (empty: leave): ")
        if not wanted:
            return None
        if wanted.isdigit():
            if 1 <= int(wanted) <= len(recent):
                return recent[int(wanted) - 1]
            raise UsageProblem(f"There is no number {wanted}.", "Type a part of the code's name.")
        return self._named(item, wanted.lower())

    def _named(self, item: WaitingProposal, wanted: str) -> str | None:
        kind = self.study.interviews[item.coding.segment.transcript].setting
        found = [
            code
            for code in self.study.codes.values()
            if (wanted in code.id.lower() or wanted in code.label.lower())
            and (not code.kinds or kind in code.kinds)
            and code.id != item.coding.code
        ]
        exact = [code for code in found if code.id.lower() == wanted]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0].id
        if not found:
            raise UsageProblem(f"No other code has “{wanted}” in its name.", "")
        for number, code in enumerate(found, start=1):
            _show.say(self.options, f"  {number:>2}  {code.id}  {code.label}")
        answer = self.keys.line("Number (empty: leave): ") or ""
        if answer.isdigit() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1].id
        return None

    def _offer(self, item: WaitingProposal) -> None:
        """Offer the tightest change of the rule that a rejection asks for, if there is one."""
        if self.offers is None:
            return
        suggestion = self.offers.after(item.coding, Act(self.coder, now()))
        if suggestion is None:
            return
        if not self.ask:
            self.offers.leave(suggestion)
            return
        _show.say(
            self.options,
            "",
            "Your rejections ask for a change of the rule:",
            *(f"{change.code}: {change.why}" for change in suggestion.changes),
            suggestion.diff,
        )
        while True:
            _show.say(self.options, OFFER, style="dim")
            key = self.keys.key()
            if key == "y":
                self._take(suggestion)
            elif key == "n":
                self.offers.decline(suggestion, Act(self.coder, now()))
            elif key in {"l", "q", ""}:
                self.offers.leave(suggestion)
            elif self.keys.has_person:
                continue
            return

    def _take(self, suggestion: Suggestion) -> None:
        """Write the change as the codebook's next version, and go on with that one."""
        from idtool.steps.suggesting_rules import accept_rules

        try:
            accept_rules(self.study, suggestion, Act(self.coder, now()))
        except IdtoolError as problem:
            _show.note(self.options, f"{problem.problem} {problem.remedy}")
            return
        self.study = self.options.load()
        if self.offers is not None:
            self.offers.taken(self.study)
        _show.say(
            self.options,
            f"Written: {suggestion.file}, version {suggestion.version}. What the old rule proposed "
            "still waits; idtool apply proposes by the new one.",
        )

    def _sum_up(self, waiting: list[WaitingProposal]) -> None:
        made = {
            what: sum(1 for _, one in self.done if one.what == what)
            for what in ("accepted", "changed", "rejected")
        }
        left = sum(not self._is_settled(item) for item in waiting)
        _show.say(
            self.options,
            f"{made['accepted']} accepted, {made['changed']} changed, {made['rejected']} rejected, "
            f"{len(self.skipped)} skipped; {left} still wait. Everything is saved.",
        )
        if self.offers is not None and self.offers.left:
            codes = dict.fromkeys(c.code for one in self.offers.left for c in one.changes)
            _show.say(
                self.options,
                "Your rejections suggest changes of rules: idtool codebook suggest "
                + " ".join(codes),
            )
