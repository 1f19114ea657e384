"""What must hold of replacing whatever the text and the places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from idtool.pseudonyms.replacing import Change, replaced, settle_changes

text_ = st.text(alphabet="abc XY.\né🙂", max_size=60)


@st.composite
def text_and_changes(draw: st.DrawFn) -> tuple[str, list[Change]]:
    text = draw(text_)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, [
        Change(min(span), max(span), f"[P_{n}]")
        for n, span in enumerate(spans)
        if span[0] != span[1]
    ]


@given(text_and_changes())
def test_no_two_changes_overlap_and_all_letters_asked_for_are_in_one(given_) -> None:
    text, wanted = given_

    settled = settle_changes(text, wanted)

    covered = [at for change in settled for at in range(change.start, change.end)]
    assert len(covered) == len(set(covered))
    asked = {at for c in wanted for at in range(c.start, c.end) if text[at].isalnum()}
    assert asked <= set(covered)


@given(text_and_changes())
def test_everything_outside_is_untouched_and_placeholders_are_where_they_say(given_) -> None:
    text, wanted = given_
    settled = settle_changes(text, wanted)

    new, placed = replaced(text, settled)

    assert [new[p.start : p.end] for p in placed] == [c.placeholder for c in settled]
    rest, at = "", 0
    for each in placed:
        rest, at = rest + new[at : each.start], each.end
    kept = {at for c in settled for at in range(c.start, c.end)}
    assert rest + new[at:] == "".join(s for n, s in enumerate(text) if n not in kept)
