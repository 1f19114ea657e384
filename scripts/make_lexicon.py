"""Derive ``idtool/privacy/lexicon.txt.gz``, the word list of the privacy screen.

Sources, both free and installed by name::

    pip install --no-deps spacy-lookups-data==1.0.5 names==0.3.0
    python scripts/make_lexicon.py

``spacy-lookups-data`` (MIT) tells how often a word is written in lower case,
capitalized and in capitals. ``names`` (MIT; its lists are from the 1990 US
Census and in the public domain) tells which words are names. The result holds
words only, no frequencies and no names in full: see
``idtool/privacy/LEXICON.md``. The same sources give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "idtool" / "privacy" / "lexicon.txt.gz"

ORDINARY_SHARE = 0.5
"""A word written in lower case at least this often is an ordinary word."""
PROPER_SHARE = 0.2
"""A word written in lower case less often than this is a proper name."""
ACRONYM_SHARE = 0.3
"""A word written in capitals at least this often is no ordinary word."""
COMMON_LOG = -9.3
ORDINARY_LOG = -16.6
MIXED_LOG = -15.5
PROPER_LOG = -16.6
SURNAMES = 12_000
SURNAMES_THAT_ARE_WORDS = 4_000
FUNCTION_WORD_LOG = -7.2
GIVEN_SHARE = 0.92
GIVEN_LOG = -8.0


@dataclass(slots=True)
class Spellings:
    """Probability of one word per token of text, by how it is written."""

    lower: float = 0.0
    title: float = 0.0
    upper: float = 0.0
    other: float = 0.0

    @property
    def total(self) -> float:
        """Probability of the word however it is written."""
        return self.lower + self.title + self.upper + self.other

    @property
    def log(self) -> float:
        """Natural logarithm of the probability."""
        return math.log(self.total)


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"The package {name} is missing: pip install --no-deps {name.replace('_', '-')}")
    return Path(spec.origin).parent


def read_spellings() -> dict[str, Spellings]:
    """One entry per word of letters only, keyed by its lower-case form."""
    source = package_folder("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    with gzip.open(source, "rt", encoding="utf-8") as handle:
        log_probabilities = json.load(handle)
    words: dict[str, Spellings] = {}
    for written, log_probability in log_probabilities.items():
        if not written.isalpha():
            continue
        word = written.lower()
        spellings = words.setdefault(word, Spellings())
        probability = math.exp(log_probability)
        if written == word:
            spellings.lower += probability
        elif len(written) > 1 and written == written.upper():
            spellings.upper += probability
        elif written == word.capitalize():
            spellings.title += probability
        else:
            spellings.other += probability
    return words


def read_names(file: str) -> Iterator[str]:
    """Names of one census list in lower case, commonest first."""
    source = package_folder("names") / file
    for line in source.read_text(encoding="ascii").splitlines():
        if line.strip():
            yield line.split()[0].lower()


def sort_into_classes() -> dict[str, set[str]]:
    """The sections of the lexicon.

    ``common``: the words speech is mostly made of. ``ordinary``: other words
    usually written in lower case. ``mixed``: written both ways. ``proper``:
    written with a capital. ``first``, ``last``: census names that are not
    ordinary words. ``both``: census names that are ordinary words too; ``given``:
    those among them that are first names more than words.
    """
    common, ordinary, mixed, proper = set[str](), set[str](), set[str](), set[str]()
    spellings = read_spellings()
    latin = {w: s for w, s in spellings.items() if all(ord(letter) < 0x250 for letter in w)}
    for word, written in latin.items():
        share = written.lower / written.total
        if written.upper / written.total >= ACRONYM_SHARE:
            continue
        if share >= ORDINARY_SHARE:
            if written.log >= COMMON_LOG:
                common.add(word)
            elif written.log >= ORDINARY_LOG:
                ordinary.add(word)
        elif share >= PROPER_SHARE:
            if written.log >= MIXED_LOG:
                mixed.add(word)
        elif written.title >= 0.5 * written.total and written.log >= PROPER_LOG:
            proper.add(word)

    words = common | ordinary
    firsts = {*read_names("dist.female.first"), *read_names("dist.male.first")}
    ranked_lasts = list(read_names("dist.all.last"))
    both = {
        name
        for name in firsts | set(ranked_lasts[:SURNAMES_THAT_ARE_WORDS])
        if name in words and len(name) > 2 and spellings[name].log < FUNCTION_WORD_LOG
    } | {"will"}
    given = {
        name
        for name in firsts & both
        if spellings[name].log < GIVEN_LOG
        and spellings[name].lower < GIVEN_SHARE * spellings[name].total
    }
    return {
        "common": common,
        "ordinary": ordinary,
        "mixed": mixed,
        "proper": proper,
        "first": {name for name in firsts - words if len(name) > 1},
        "last": {name for name in set(ranked_lasts[:SURNAMES]) - words if len(name) > 1},
        "both": both,
        "given": given,
    }


def main() -> None:
    """Write the lexicon and say how large each section is."""
    sections = sort_into_classes()
    lines = [f"{name} {' '.join(sorted(words))}" for name, words in sections.items()]
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode("utf-8"))
    for name, words in sections.items():
        sys.stdout.write(f"{name:9}{len(words):7,}\n")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
