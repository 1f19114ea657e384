"""What was found out about each quotation of a manuscript."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from idtool.manuscript.attribution import Attribution
from idtool.manuscript.nearest import Concordance, Nearest
from idtool.manuscript.quotations import Quotation, ending_later
from idtool.manuscript.search import Found, find_part, find_whole, stands_in
from idtool.manuscript.speech import Speech

QuoteRule = Literal[
    "found",  # it stands there, and the manuscript names nobody else
    "term",  # a few words nobody is said to have said
    "literature",  # a citation follows
    "not-participants",  # the interviewer's, the guide's or a vignette's words
    "wrong-speaker",
    "wrong-role",
    "wrong-place",
    "words-changed",
    "negation",
    "order-swapped",
    "stitched",
    "far-apart",
    "joined",
    "not-consented",
    "withdrawn-words",  # their speaker took them out in a member check
    "altered-words",  # their speaker put them another way in a member check
    "not-found",
]
PASSED: frozenset[str] = frozenset({"found", "term", "literature"})

FEWEST_WORDS = 5
"""Words from which an unattributed quotation is taken for somebody's."""
LIKE_ENOUGH = 0.6
"""Likeness from which the nearest text is taken for what was meant."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One quotation, what is right or wrong with it, and where it truly stands.

    ``at`` is the place found, or that of the nearest text; ``people`` who says it
    there. ``nearest`` is the true text where the quotation differs from it.
    """

    quotation: Quotation
    rule: QuoteRule
    message: str
    at: str = ""
    people: tuple[str, ...] = ()
    nearest: str = ""

    @property
    def fails(self) -> bool:
        """Whether the manuscript must be changed."""
        return self.rule not in PASSED


@dataclass(frozen=True, slots=True)
class Held:
    """Words their speaker altered (``wording``) or took out; positions in the transcript."""

    interview: str
    start: int
    end: int
    wording: str = ""


class QuoteCheck:
    """Holds quotations against everything that was said.

    Args:
        speeches: All speeches of the study.
        roles: Role by person, with the word a person reads for it.
        others: Plain texts that are nobody's words, by what they are called.
        quotable: People who agreed to be quoted.
        headings: Names of themes and labels of codes, which may stand in marks.
        held: Words that speakers altered or took out afterward.
        reworded: Speeches with altered words as their speakers want them.
    """

    def __init__(
        self,
        speeches: Sequence[Speech],
        roles: dict[str, tuple[str, str]],
        others: dict[str, str],
        quotable: Collection[str],
        headings: Collection[str] = (),
        held: Sequence[Held] = (),
        reworded: Sequence[Speech] = (),
    ) -> None:
        self._held = held
        self._reworded = [speech for speech in reworded if not speech.interviewer]
        self._own = [speech for speech in speeches if not speech.interviewer]
        self._asked = [speech for speech in speeches if speech.interviewer]
        self._roles = roles
        self._others = others
        self._quotable = quotable
        self._headings = frozenset(headings)
        self._concordance = Concordance(self._own)

    def check(self, quotation: Quotation, named: Attribution, *, linked: bool) -> Verdict:
        """What is right or wrong with one quotation.

        Args:
            named: Whom the manuscript gives it to.
            linked: Whether its sentence is linked to the study.
        """
        if named.literature:
            return Verdict(quotation, "literature", "A citation follows; not checked.")
        for reading in (quotation, *ending_later(quotation)):
            chains = [chain for speech in self._own for chain in find_whole(reading, speech)]
            if chains:
                return self._placed(reading, chains, named)
            wanted = [chain for speech in self._reworded for chain in find_whole(reading, speech)]
            if wanted:
                return self._placed(reading, wanted, named, as_wanted=True)
        if quotation.text.strip(" .,;:!?").casefold() in self._headings and not named.given:
            return Verdict(quotation, "term", "The name of a theme or code.")
        return self._missing(quotation, named, linked=linked)

    def _placed(
        self,
        quotation: Quotation,
        chains: Sequence[tuple[Found, ...]],
        named: Attribution,
        *,
        as_wanted: bool = False,
    ) -> Verdict:
        """A quotation whose parts all stand in one person's words.

        Args:
            as_wanted: They stand there as the person put them in a member check.
        """
        whole = [chain for chain in chains if all(found.runs_on for found in chain)]
        fitting = [chain for chain in whole or chains if not self._objection(chain, named)]
        chain = (fitting or whole or chains)[0]
        at, people = _places(chain), _people(chain)
        if not whole:
            return Verdict(
                quotation,
                "joined",
                f"Others speak in between ({at}): mark what is left out with an ellipsis.",
                at,
                people,
            )
        if not fitting:
            rule, message = self._objection(chain, named) or ("wrong-speaker", "")
            return Verdict(quotation, rule, message, at, people)
        silent = [person for person in people if person not in self._quotable]
        if silent:
            return Verdict(
                quotation,
                "not-consented",
                f"{', '.join(silent)} did not agree to be quoted.",
                at,
                people,
            )
        if not as_wanted:
            free = [chain for chain in fitting if not self._held_in(chain)]
            if not free:
                return _held(quotation, self._held_in(chain), at, people)
            at, people = _places(free[0]), _people(free[0])
        return Verdict(quotation, "found", "", at, people)

    def _held_in(self, chain: tuple[Found, ...]) -> list[Held]:
        """Held words that a quotation repeats."""
        spans = [span for found in chain for span in _in_transcript(found)]
        return [
            held
            for held in self._held
            if held.interview == chain[0].speech.interview
            and any(held.start < end and start < held.end for start, end in spans)
        ]

    def _objection(
        self, chain: tuple[Found, ...], named: Attribution
    ) -> tuple[QuoteRule, str] | None:
        """Why the place found is not the one named, or ``None``."""
        speech = chain[0].speech
        place = _places(chain)
        first, last = speech.turn_at(chain[0].start), speech.turn_at(chain[-1].end - 1)
        if named.people and speech.person not in named.people:
            return "wrong-speaker", f"{speech.person or 'Somebody unknown'} says it, in {place}."
        role, label = self._roles.get(speech.person or "", ("", "somebody unknown"))
        if named.roles and role not in named.roles:
            return "wrong-role", f"{_with_article(label).capitalize()} says it, in {place}."
        if named.interviews and speech.interview not in named.interviews:
            return "wrong-place", f"It stands in {place}."
        if named.turns and not any(
            speech.interview == interview and from_ <= last and first <= to
            for interview, from_, to in named.turns
        ):
            return "wrong-place", f"It stands in {place}."
        return None

    def _missing(self, quotation: Quotation, named: Attribution, *, linked: bool) -> Verdict:
        """A quotation that does not stand as a whole in anybody's words."""
        somebodys = named.given or linked
        called = self._nobodys(quotation)
        if called and not named.given:
            return Verdict(quotation, "term", f"Words of {called}.")
        if called:
            return Verdict(
                quotation, "not-participants", f"These are words of {called}, no participant's."
            )
        if len(quotation.parts) > 1 and (split := self._split(quotation)):
            return split
        nearest = self._concordance.nearest(quotation)
        if nearest is not None and _is_meant(nearest, quotation):
            return _changed(quotation, nearest)
        if not somebodys and quotation.n_words < FEWEST_WORDS + 3:
            return Verdict(quotation, "term", "Few words that nobody is said to have said.")
        if quotation.n_words < FEWEST_WORDS and not named.given:
            return Verdict(quotation, "term", "Few words that nobody is said to have said.")
        if nearest is not None and nearest.likeness >= LIKE_ENOUGH / 2:
            return Verdict(
                quotation,
                "not-found",
                f"Nobody says this. The nearest words stand in {nearest.at}.",
                nearest.at,
                _speaker(nearest.speech),
                nearest.text,
            )
        return Verdict(quotation, "not-found", "Nobody says this, nor anything like it.")

    def _nobodys(self, quotation: Quotation) -> str:
        if any(next(find_whole(quotation, speech), None) for speech in self._asked):
            return "the interviewer"
        return next(
            (called for called, text in self._others.items() if stands_in(quotation, text)), ""
        )

    def _split(self, quotation: Quotation) -> Verdict | None:
        """Why parts that each stand somewhere do not make one quotation, or ``None``."""
        places = [
            [found for speech in self._own for found in _some(find_part(part, speech))]
            for part in quotation.parts
        ]
        if not all(places):
            return None
        shared = set.intersection(*({id(found.speech) for found in each} for each in places))
        if shared:
            own = [[f for f in each if id(f.speech) in shared] for each in places]
            one = own[0][0].speech
            chain = tuple(next((f for f in each if f.speech is one), each[0]) for each in own)
            at, people = _places(chain), _people(chain)
            turns = [one.turn_at(found.start) for found in chain]
            if [found.start for found in chain] != sorted(found.start for found in chain):
                return Verdict(
                    quotation,
                    "order-swapped",
                    f"The parts were said in another order ({at}).",
                    at,
                    people,
                    " … ".join(_words(f) for f in sorted(chain, key=lambda f: f.start)),
                )
            return Verdict(
                quotation,
                "far-apart",
                f"The parts stand {max(turns) - min(turns)} turns apart ({at}).",
                at,
                people,
            )
        chain = tuple(each[0] for each in places)
        people = _people(chain)
        who = " and ".join(people) if len(people) > 1 else "two interviews"
        at = _places(chain)
        return Verdict(quotation, "stitched", f"The parts are from {who} ({at}).", at, people)


def _some(found: Iterator[Found], most: int = 20) -> Iterator[Found]:
    for number, each in enumerate(found):
        if number == most:
            return
        yield each


def _is_meant(nearest: Nearest, quotation: Quotation) -> bool:
    """Whether the nearest text is near enough to be what the manuscript means."""
    words = quotation.n_words
    if words < FEWEST_WORDS:
        return words > 2 and nearest.likeness >= 0.8
    return nearest.likeness >= LIKE_ENOUGH


def _in_transcript(found: Found) -> Iterator[tuple[int, int]]:
    """The positions of found words in the transcript, turn by turn."""
    for stretch in found.speech.stretches:
        start, end = max(found.start, stretch.start), min(found.end, stretch.end)
        if start < end:
            yield stretch.at + start - stretch.start, stretch.at + end - stretch.start


def _held(quotation: Quotation, held: Sequence[Held], at: str, people: tuple[str, ...]) -> Verdict:
    who = " and ".join(people) or "The speaker"
    if any(not each.wording for each in held):
        return Verdict(
            quotation,
            "withdrawn-words",
            f"{who} asked that these words be taken out ({at}).",
            at,
            people,
        )
    return Verdict(
        quotation,
        "altered-words",
        f"{who} put these words another way in the member check ({at}).",
        at,
        people,
        " ".join(each.wording for each in held),
    )


def _changed(quotation: Quotation, nearest: Nearest) -> Verdict:
    told = "; ".join(nearest.differences) or "the words differ"
    return Verdict(
        quotation,
        "negation" if nearest.negation else "words-changed",
        f"{nearest.at}: {told}.",
        nearest.at,
        _speaker(nearest.speech),
        nearest.text,
    )


def _speaker(speech: Speech) -> tuple[str, ...]:
    return (speech.person,) if speech.person else ()


def _people(chain: Sequence[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.speech.person for f in chain if f.speech.person))


def _places(chain: Sequence[Found]) -> str:
    return ", ".join(dict.fromkeys(found.at for found in chain))


def _words(found: Found) -> str:
    return " ".join(found.speech.text[found.start : found.end].split())


def _with_article(label: str) -> str:
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"
