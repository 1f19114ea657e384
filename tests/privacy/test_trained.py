"""A trained model adds to what the rules see and takes nothing away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from idtool.errors import InvalidInput
from idtool.privacy import screen_text
from idtool.privacy.trained import LONGEST_PIECE, TrainedModel, add_from_model, load_model

TEXT = "well tamsin quill called [PERSON_1] from 213-555-0187 in larkmoor"


@dataclass(frozen=True)
class Entity:
    label_: str
    start_char: int
    end_char: int


@dataclass(frozen=True)
class Parsed:
    ents: list[Entity]


def seeing(*names: tuple[str, str]) -> TrainedModel:
    """A model that takes the given strings for what the labels say."""

    def pipeline(text: str) -> Parsed:
        return Parsed(
            [
                Entity(label, text.index(name), text.index(name) + len(name))
                for name, label in names
                if name in text
            ]
        )

    return TrainedModel("en_invented", "1.0", pipeline)


def test_what_only_the_model_sees_is_for_review() -> None:
    model = seeing(("tamsin quill", "PERSON"), ("larkmoor", "GPE"))
    rules = screen_text(TEXT)
    found = add_from_model(TEXT, rules, model)

    assert not [s for s in rules if "tamsin" in TEXT[s.start : s.end]]
    assert ("tamsin quill", "PERSON", "review", "model-person") in {
        (TEXT[s.start : s.end], s.type, s.tier, s.rule) for s in found
    }


def test_no_find_of_the_rules_is_lost_or_lowered() -> None:
    rules = screen_text(TEXT)
    found = add_from_model(TEXT, rules, seeing(("213-555-0187 in", "NORP")))

    for old in rules:
        (new,) = [s for s in found if s.start <= old.start and old.end <= s.end]
        assert (new.tier, new.rule) == (old.tier, old.rule)


def test_placeholders_allowed_terms_and_other_labels_pass() -> None:
    model = seeing(("PERSON_1", "PERSON"), ("larkmoor", "GPE"), ("well", "CARDINAL"))

    assert add_from_model(TEXT, [], model, allow=["Larkmoor"]) == []


def test_long_texts_are_read_in_whole_lines() -> None:
    line = "so we went home and nothing happened at all that night\n"
    text = line * (LONGEST_PIECE // len(line) + 5) + "tamsin quill was there\n"
    found = add_from_model(text, [], seeing(("tamsin quill", "PERSON")))

    assert [text[s.start : s.end] for s in found] == ["tamsin quill"]


def test_a_model_that_is_not_there_is_told_with_a_remedy() -> None:
    with pytest.raises(InvalidInput) as caught:
        load_model("no_such_model_anywhere")
    assert caught.value.remedy


def test_a_real_model_folder_gives_its_name_and_version(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "tamsin quill"}])
    pipeline.meta.update(name="invented", version="2.1.0")
    pipeline.to_disk(tmp_path / "model")
    model = load_model(str(tmp_path / "model"))
    found = add_from_model(TEXT, [], model)

    assert (model.name, model.version) == ("en_invented", "2.1.0")
    assert [TEXT[s.start : s.end] for s in found] == ["tamsin quill"]


def test_a_model_without_names_is_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    spacy.blank("en").to_disk(tmp_path / "model")

    with pytest.raises(InvalidInput, match="does not look for names"):
        load_model(str(tmp_path / "model"))
