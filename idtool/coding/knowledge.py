"""Knowledge: what is compiled out of a set of codebooks, kept while their text stays the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

from idtool.codebook import Code, Codebook
from idtool.coding.indicators import Rule, Rulebook
from idtool.coding.likeness import Likeness
from idtool.coding.specificity import specificities
from idtool.coding.specimens import is_spoken_for, specimens

_KEPT = 4
_known: OrderedDict[str, Knowledge] = OrderedDict()


class Knowledge:
    """Rules, their specificities and the likeness of a set of codebooks; each built when asked."""

    def __init__(self, codebooks: Sequence[Codebook]) -> None:
        self._codebooks = tuple(codebooks)
        self.codes: dict[str, Code] = {c.id: c for book in codebooks for c in book.all_codes}
        self.exchanges = frozenset(code.id for code in self.codes.values() if code.exchange)
        self.rank = {code: number for number, code in enumerate(self.codes)}
        self.focus_of = {code.id: book.id for book in codebooks for code in book.all_codes}

    @property
    def is_spoken_for(self) -> bool:
        """Whether there is a code that likeness may propose."""
        return any(is_spoken_for(code) for code in self.codes.values())

    @cached_property
    def rulebook(self) -> Rulebook:
        """The indicators."""
        return Rulebook(self._codebooks)

    @cached_property
    def weights(self) -> dict[Rule, float]:
        """How specific each rule is."""
        return specificities(self.rulebook, specimens(self._codebooks))

    @cached_property
    def likeness(self) -> Likeness:
        """What talk is held against."""
        return Likeness(self._codebooks)


def knowledge_of(codebooks: Sequence[Codebook]) -> Knowledge:
    """The compiled codebooks; compiled anew only when a word in them has changed."""
    digest = sha256()
    for book in codebooks:
        digest.update(book.model_dump_json().encode())
    key = digest.hexdigest()
    if key not in _known:
        _known[key] = Knowledge(codebooks)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    _known.move_to_end(key)
    return _known[key]
