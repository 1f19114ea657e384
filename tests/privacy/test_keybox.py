"""What must hold of a key file whatever happens to its bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.errors import InvalidInput
from idtool.privacy.keybox import (
    DamagedKeyFile,
    KeyContent,
    Pseudonym,
    WrongPassphrase,
    _checksum,
    new_content,
    seal,
    unseal,
)

SECRET = "correct horse battery staple"
CONTENT = KeyContent(
    "a-study", "abcd1234", b"\x01" * 32, (Pseudonym("[PERSON_1]", "PERSON", ("Wren",)),), ("Fold",)
)
SEALED = seal(CONTENT, SECRET)


def test_what_was_sealed_comes_back() -> None:
    assert unseal(SEALED, SECRET, "k") == CONTENT
    assert b"Wren" not in SEALED


def test_two_seals_of_one_content_have_nothing_in_common() -> None:
    again = seal(CONTENT, SECRET)

    assert again.split(b"\n")[1] != SEALED.split(b"\n")[1]


def test_the_size_does_not_count_the_names() -> None:
    few = len(seal(new_content("a-study"), SECRET))
    many = KeyContent(
        "a-study", "abcd1234", b"\x01" * 32, (), tuple(f"Name{n}" for n in range(100))
    )

    assert len(seal(many, SECRET)) == few


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SEALED) - 2), st.integers(1, 255))
def test_a_changed_byte_is_damage_and_never_content(at: int, by: int) -> None:
    data = bytearray(SEALED)
    data[at] ^= by

    with pytest.raises(InvalidInput):
        unseal(bytes(data), SECRET, "k")


def test_a_forged_header_does_not_open_it() -> None:
    """The checksum is made to fit again; the header is authenticated all the same."""
    header, body, *_ = SEALED.split(b"\n")
    forged = header.replace(b"a-study", b"b-study")

    with pytest.raises(WrongPassphrase):
        unseal(b"\n".join((forged, body, _checksum(forged, body), b"")), SECRET, "k")


@pytest.mark.parametrize("n", [2**10, 2**30])
def test_a_header_cannot_ask_for_a_weak_or_an_endless_derivation(n: int) -> None:
    header, body, *_ = SEALED.split(b"\n")
    fields = json.loads(header)
    fields["kdf"]["n"] = n
    forged = json.dumps(fields, sort_keys=True).encode()

    with pytest.raises(DamagedKeyFile):
        unseal(b"\n".join((forged, body, _checksum(forged, body), b"")), SECRET, "k")
