"""Forms kept: what was once taken apart, packed, so that no later command does it again.

A form and its pieces depend on nothing but the form and the versions of what
takes it apart. So packed forms cannot be out of date: either they were made by
these very versions, or they are left aside. The same goes for what cannot be
read. Forms are words people said; whoever keeps them answers for where.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from idtool.coding import lexicon as taking_apart
from idtool.coding.lexicon import Piece, lexicon
from idtool.coding.tokens import plain


def forms_of(texts: Iterable[str]) -> list[str]:
    """The different forms of texts, in order of the alphabet."""
    return sorted({form for text in texts for form in plain(text).split()})


def packed(forms: Iterable[str]) -> bytes:
    """Forms with their pieces; those that are new are taken apart."""
    known = lexicon()
    listed = list(forms)
    known.numbers(listed)
    rows = [
        [form, [[p.start, p.end, p.kind, p.said, p.lemma] for p in known.pieces_of(form)]]
        for form in listed
    ]
    told = json.dumps([made_by(), rows], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode("utf-8", "surrogatepass"), level=6)


def take_in(kept: bytes) -> bool:
    """Learn packed forms; whether they could be read and were made by the same versions."""
    try:
        maker, rows = json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass"))
        if maker != made_by():
            return False
        found = {str(form): [_piece(*piece) for piece in pieces] for form, pieces in rows}
    except (zlib.error, ValueError, TypeError):
        return False
    known = lexicon()
    for form, pieces in found.items():
        if form not in known.form_number:
            known.learn(form, pieces)
    return True


@lru_cache(maxsize=1)
def made_by() -> str:
    """The versions of all that takes a form apart, as one short name."""
    own = sha256(Path(taking_apart.__file__).read_bytes()).hexdigest()[:12]
    return f"{version('spacy')}/{version('simplemma')}/{own}"


def _piece(start: int, end: int, kind: int, said: str, lemma: str) -> Piece:
    return Piece(int(start), int(end), int(kind), str(said), str(lemma))
