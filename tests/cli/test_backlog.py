"""Acceptance check 6: a code that came late holds a curve back until it was looked for."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import run, told

EARLIER = ["I01", "I02", "I03", "I04", "I05"]


def with_a_late_code(study: Path) -> None:
    """The code PO.S.AGAINST came with version 1.1.0, from interview I06 on."""
    path = study / "codebooks" / "potential.yaml"
    text = path.read_text(encoding="utf-8")
    text, n = re.subn(r"(?m)^version: \S+$", "version: 1.1.0", text)
    assert n == 1
    text = text.replace("  - id: PO.S.AGAINST\n", "  - id: PO.S.AGAINST\n    added: 1.1.0\n", 1)
    if "\nchanges:" in text:
        text = text.replace("\nchanges:", "\nchanges:\n" + CHANGE, 1)
    else:
        text = text.rstrip("\n") + "\nchanges:\n" + CHANGE
    path.write_text(text, encoding="utf-8")


CHANGE = (
    "  - version: 1.1.0\n"
    '    change: "stance against added"\n'
    '    why: "one person spoke against it"\n'
    "    from_interview: I06\n"
)


def test_a_late_code_lists_the_earlier_interviews_and_makes_the_curve_provisional(
    own_example: Path,
) -> None:
    assert told(own_example, "codebook", "backlog") == []
    assert told(own_example, "saturation")["provisional"] == []
    with_a_late_code(own_example)
    assert told(own_example, "codebook", "backlog") == [
        {"code": "PO.S.AGAINST", "came_with": "I06", "interviews": EARLIER}
    ]
    told_now = told(own_example, "saturation")
    assert told_now["provisional"]
    assert "PROVISIONAL" in run(own_example, "saturation").output
    for interview in EARLIER[:-1]:
        done = run(own_example, "read", interview, "--for", "PO.S.AGAINST")
        assert done.exit_code == 0, done.output
    assert told(own_example, "codebook", "backlog")[0]["interviews"] == ["I05"]
    assert told(own_example, "saturation")["provisional"]
    run(own_example, "read", "I05", "--for", "PO.S.AGAINST")
    assert told(own_example, "codebook", "backlog") == []
    assert told(own_example, "saturation")["provisional"] == []
