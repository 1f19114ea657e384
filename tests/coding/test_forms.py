from __future__ import annotations

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idtool.coding import forms
from idtool.coding.forms import forms_of, packed, take_in
from idtool.coding.lexicon import Lexicon, lexicon, pieces


def test_forms_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["I don't know, y'know? (laughs) gonna — “fine”...", "e.g. 10pm\n naïve 😀 中文。"]
    listed = forms_of(texts)
    kept = packed(listed)
    fresh = Lexicon()
    monkeypatch.setattr(forms, "lexicon", lambda: fresh)
    assert take_in(kept)
    for form in listed:
        assert tuple(fresh.pieces_of(form)) == pieces(form)


def test_forms_known_already_keep_their_number() -> None:
    number = lexicon().numbers(["thistle"]).tolist()
    assert take_in(packed(["thistle"]))
    assert lexicon().numbers(["thistle"]).tolist() == number


@pytest.mark.parametrize(
    "told", [[], {}, 5, None, ["other", []], "x", [[], [["a", [[0, 1]]]]]], ids=str
)
def test_what_is_no_forms_is_refused(told: object) -> None:
    assert not take_in(zlib.compress(json.dumps(told).encode()))


@pytest.mark.parametrize(
    "rows", [5, [["a"]], [["a", 3]], [["a", [["x", 1, 0, "a", "a"]]]], {"a": 1}], ids=str
)
def test_rows_that_are_no_forms_are_refused(rows: object) -> None:
    assert not take_in(zlib.compress(json.dumps([forms.made_by(), rows]).encode()))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_without_a_sound(noise: bytes) -> None:
    assert not take_in(noise)
