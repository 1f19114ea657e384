from __future__ import annotations

import pytest

from idtool.codebook import Codebook, VignetteSet
from idtool.packaged import packaged_text
from idtool.written import read_validated, read_yaml

BOOKS = ("priorities_practices", "partnership", "potential")


@pytest.fixture(scope="session")
def codebooks() -> dict[str, Codebook]:
    """The three shipped codebooks by id."""
    books = {}
    for name in BOOKS:
        file = f"{name}.yaml"
        book, faults = read_validated(Codebook, read_yaml(packaged_text("codebooks", file), file))
        assert faults == []
        assert book is not None
        books[name] = book
    return books


@pytest.fixture(scope="session")
def vignettes() -> VignetteSet:
    """The shipped vignette set."""
    file = "crisis-five.yaml"
    found, faults = read_validated(VignetteSet, read_yaml(packaged_text("vignettes", file), file))
    assert faults == []
    assert found is not None
    return found
