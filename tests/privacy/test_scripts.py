"""Words in another script are shown to a person; a text in one cannot be screened."""

from __future__ import annotations

import pytest

from idtool.privacy import assess_casing, mask, screen_text

TALK = "So we got there and {} was at the door, and I did not know what to do about it."
NAMES = [
    "محمد علي",
    "דוד כהן",
    "кузнецов",
    "Кузнецов",
    "李明",
    "やまだ",
    "김민수",
    "γιώργος",
    "राजेश कुमार",
    "สมชาย",
    "Արամ",
]
ARABIC = "وصلنا إلى البيت وقالت إنها لا تريد أن تفتح الباب لأحد، ثم انتظرنا ساعة كاملة. "
RUSSIAN = "мы приехали туда и долго ждали, потому что она не хотела открывать нам дверь. "
CHINESE = "我们到了那里以后她不愿意开门所以我们在外面等了一个小时才进去。"
GREEK = "φτάσαμε εκεί και περιμέναμε πολλή ώρα, γιατί δεν ήθελε να μας ανοίξει την πόρτα. "


@pytest.mark.parametrize("name", NAMES)
def test_a_word_in_another_script_is_for_review(name: str) -> None:
    text = TALK.format(name)
    (seen,) = screen_text(text)

    assert text[seen.start : seen.end] == name
    assert (seen.tier, seen.rule) == ("review", "other-script")


@pytest.mark.parametrize("name", ["محمد علي", "דוד", "кузнецов", "李明", "γιώργος"])
def test_without_a_title_or_a_capital_it_is_of_no_certain_type(name: str) -> None:
    assert [seen.type for seen in screen_text(TALK.format(name))] == ["OTHER"]


@pytest.mark.parametrize("name", ["محمد علي", "דוד", "кузнецов", "李明", "γιώργος"])
@pytest.mark.parametrize("before", ["Officer", "Mrs.", "this is", "ask for"])
def test_after_a_title_or_an_introduction_it_is_a_person(name: str, before: str) -> None:
    text = f"And then I said, {before} {name} is the one to talk to."
    found = [seen for seen in screen_text(text) if text[seen.start : seen.end].endswith(name)]

    assert [seen.type for seen in found] == ["PERSON"]
    assert found[0].tier in {"review", "block"}


def test_marks_of_direction_do_not_hide_a_title() -> None:
    text = "And then Officer \u2067محمد\u2069 came along."
    (seen,) = screen_text(text)

    assert (text[seen.start : seen.end], seen.type) == ("محمد", "PERSON")


def test_a_blocking_name_goes_on_blocking() -> None:
    text = "And then Officer Кузнецов came along, and Кузнецов was late."

    assert [seen.tier for seen in screen_text(text)] == ["block", "block"]


@pytest.mark.parametrize(
    "text",
    [
        "She had 5 µg of it, and the β was small.",
        "He said it was a naïve façade, and the whole crew had ﬁne ½ days.",
        "And the Łódź and Malmö crews, with Ｍara, came on day Ⅳ.",
    ],
)
def test_single_symbols_and_latin_letters_of_every_kind_pass(text: str) -> None:
    assert "other-script" not in {seen.rule for seen in screen_text(text)}


def test_terms_of_the_allow_list_pass() -> None:
    text = TALK.format("محمد علي")

    assert screen_text(text, allow=["محمد علي"]) == []
    (left,) = screen_text(text, allow=["محمد"])
    assert text[left.start : left.end] == "علي"


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, CHINESE, GREEK])
def test_a_text_in_another_script_is_refused_as_a_whole(text: str) -> None:
    casing = assess_casing(text * 3)

    assert not casing.ok
    assert "cannot be screened in this script" in casing.message
    assert not set(casing.message) & set(text) - set(map(chr, range(128)))
    assert "other-script" not in {seen.rule for seen in screen_text(text * 3)}


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, CHINESE, GREEK])
def test_a_stretch_of_it_in_a_latin_text_is_shown_and_the_text_not_refused(text: str) -> None:
    mixed = TALK.format("she") * 5 + text

    assert assess_casing(mixed).ok
    assert "other-script" in {seen.rule for seen in screen_text(mixed)}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_alone_is_shown_though_it_is_all_the_text(name: str) -> None:
    assert [seen.rule for seen in screen_text(name)] == ["other-script"]


@pytest.mark.parametrize("name", ["김민수", "欧阳明月", "やまだ"])
def test_a_mask_does_not_give_away_a_family_name_of_one_character(name: str) -> None:
    assert mask(name) == "…"
