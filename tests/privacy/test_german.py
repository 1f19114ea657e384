"""German writes its nouns with a capital: in German talk they are not asked about, names are."""

from __future__ import annotations

from idtool.privacy import screen_text

TALK = (
    "Ich bin mit dem Wagen hingefahren, und in der Küche saß die ganze Familie. Der Vater hatte "
    "kein Vertrauen zum Amt, und die Tochter wollte nicht in die Schule. Wir haben eine Lösung "
    "gesucht, aber es gab keine Bereitschaft. Am Nachmittag kam dann die Polizei, und nach dem "
    "Gespräch war die Stimmung besser. Die Zusammenarbeit braucht Geduld und Zeit. "
)
NAMES = (
    "Dann rief Frau Sorge aus Delmenhorst an, und Thorsten war auch da. Wolfgang Bauer hat das "
    "mit Mehmet besprochen. Die Sorge wollte nicht warten. Ich heiße Sabine."
)


def asked_about(text: str) -> list[str]:
    return [text[seen.start : seen.end] for seen in screen_text(text) if seen.tier != "note"]


def test_common_nouns_of_german_talk_are_not_asked_about() -> None:
    assert asked_about(TALK) == ["Wagen"]  # a word that no list has is asked about


def test_names_in_german_talk_are_asked_about_as_before() -> None:
    found = asked_about(TALK + NAMES)

    assert {"Frau Sorge", "Delmenhorst", "Thorsten", "Wolfgang Bauer", "Mehmet", "Sabine"} <= set(
        found
    )
    assert "Sorge" in found  # a noun that names somebody in this talk is a name in it


def test_in_english_talk_a_german_noun_is_a_name_like_any_other() -> None:
    english = "So I called the one they all call Geduld and she drove out to the house with us."

    assert asked_about(english) == ["Geduld"]
