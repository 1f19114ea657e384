"""Small invented codebooks for the tests of this folder."""

from __future__ import annotations

from typing import Any

from idtool.codebook import Codebook
from idtool.coding.passages import Passage


def code(id_: str, **entries: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "group": "Group",
        "label": "Label",
        "kind": "content",
        "origin": "study",
        "brief": "Brief.",
        "full": "Full.",
        **entries,
    }


def book(*codes: dict[str, Any], prefix: str = "GA", **entries: Any) -> Codebook:
    return Codebook.model_validate(
        {
            "schema": "idtool/codebook@1",
            "id": entries.pop("id", "garden"),
            "prefix": prefix,
            "focus": "Gardens",
            "version": "1.0.0",
            "codes": list(codes),
            **entries,
        }
    )


WATER = code(
    "GA.WATER",
    label="Watering",
    brief="Speaker waters plants.",
    full="Talk about hoses, cans and sprinklers, and how plants get their water.",
    include=["sprinklers and hoses", "rain barrels"],
    examples=[
        "I drag the hose out every evening and soak the tomatoes.",
        "The sprinkler runs for an hour before sunrise.",
        "We keep a rain barrel by the shed for dry weeks.",
    ],
    not_examples=[{"say": "I pull weeds until my back aches.", "is": "GA.WEED"}],
    indicators={
        "phrases": ["soak the beds", "irrigat*", "follow up"],
        "near": [{"words": ["hose", "evening"], "within": 6}],
        "unless": ["fire hose"],
    },
)

WEED = code(
    "GA.WEED",
    label="Weeding",
    brief="Speaker takes weeds out.",
    full="Talk about weeds, thistles and dandelions, and getting rid of them.",
    include=["pulling thistles", "hoeing between rows"],
    examples=[
        "Dandelions come up faster than I can pull them.",
        "I hoe between the rows on Saturdays.",
        "The thistles took over the whole bed.",
    ],
    indicators={"phrases": ["pull the weeds", "you know"]},
)

TOGETHER = code(
    "GA.TOGETHER",
    label="Planned together",
    brief="Both gardeners agree on a plan.",
    full="The pair draw up a plan for the beds together.",
    kinds=["paired"],
    examples=["So you take the seeds, I take the fence, and we plant on Sunday."],
    indicators={"phrases": ["between the two of us we plan"]},
)

AGREE = {
    "id": "IX.AGREE",
    "label": "Agrees",
    "brief": "Accepts the point.",
    "examples": ["I am of your mind entirely."],
    "indicators": {"phrases": ["I agree"]},
}

GARDEN = book(WATER, WEED, TOGETHER, interaction_codes=[AGREE])


def passage(text: str, *, turn: int = 2, start: int = 0, **entries: Any) -> Passage:
    entries = {"kind": "individual", "role": None, "question": "", **entries}
    return Passage("I01", turn, start, text, **entries)
