"""Talk that is not English is told: screen, rules and groupings are made for English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from idtool.ingest.language import language_findings
from tests.conftest import EXAMPLE, run

ELSEWHERE = {
    "German": "Ich gehe danach selbst durch alle Zimmer, weil auf dem Zettel nie das steht, was "
    "ich wissen muss. Man will ja nicht wegen nichts anrufen, also warte ich und messe noch "
    "einmal. Wenn die Kollegin da ist, traue ich mich. Was soll ich sagen, so ist das in der "
    "Nacht, man ist am Ende allein mit dreißig Leuten und hofft, dass alles gut geht.",
    "French": "Je rentre chez moi avec la fenêtre ouverte parce que sinon je m'endors au volant. "
    "On ne dit pas ça aux collègues. La relève dure dix minutes et on n'entend que les numéros "
    "des chambres, alors je fais le tour moi-même. Quand j'appelle le médecin, il me demande des "
    "chiffres, et moi je n'ai qu'une impression, et une impression ne suffit pas, voyez-vous.",
    "Dutch": "Ik loop daarna zelf langs alle kamers, want op het briefje staat nooit wat ik moet "
    "weten. Je wilt niet voor niets bellen, dus ik wacht en meet nog een keer. Als zij er is dan "
    "durf ik het wel. En na de dienst rijd ik met het raam open naar huis, want anders val ik in "
    "slaap, dat is me een keer bij het stoplicht gebeurd en dat vertel ik verder aan niemand.",
    "Spanish": "Después voy yo misma por todas las habitaciones porque en la hoja nunca pone lo "
    "que necesito saber. No quieres llamar por nada, así que espero y vuelvo a medir. Cuando está "
    "ella me atrevo. Y al volver a casa conduzco con la ventana abierta, porque una vez me quedé "
    "dormida en el semáforo y eso no se lo cuento a nadie, ni a mi marido.",
}


@pytest.mark.parametrize("language", ELSEWHERE)
def test_other_languages_are_told(language: str) -> None:
    (finding,) = language_findings("I04.md", [ELSEWHERE[language]])

    assert finding.rule == "other-language"
    assert not any(word in finding.message for word in ELSEWHERE[language].split() if len(word) > 4)


def test_english_is_not_and_nothing_is_said_of_a_few_words() -> None:
    clipped = "Yeah. Radio. Nope. Four of us, two cars, no backup, long night, cold coffee. " * 3
    spoken = "I know they're tired and that it's not easy, but you can't just walk out on them. "
    assert language_findings("a.txt", [clipped, spoken * 4]) == ()
    assert language_findings("a.txt", [ELSEWHERE["German"][:200]]) == ()


@pytest.mark.parametrize("path", sorted((EXAMPLE / "transcripts").iterdir()), ids=lambda p: p.name)
def test_the_invented_interviews_read_as_english(path: Path) -> None:
    (report,) = json.loads(run(None, "--json", "ingest", path, "--dry-run").stdout)

    assert report["n_words"] > 500
    assert all(finding["rule"] != "other-language" for finding in report["findings"])


def test_a_german_interview_says_so_before_anything_else_is_done(tmp_path: Path) -> None:
    file = tmp_path / "I04.txt"
    file.write_text(f"I: Und nachts?\n\nP: {ELSEWHERE['German']}\n", encoding="utf-8")

    result = run(None, "ingest", file, "--dry-run")

    assert "does not read as English" in " ".join((result.stdout + result.stderr).split())
