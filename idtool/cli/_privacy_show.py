"""How finds look: one row per string, masked unless asked for on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from idtool.cli import _show
from idtool.cli._asked import Asked

if TYPE_CHECKING:
    from idtool.steps.deciding import Found


def as_json(found: Found) -> dict[str, Any]:
    """The record of ``privacy review --json``; it never holds the words."""
    decision = found.decision
    return {
        "id": found.id,
        "type": found.type,
        "tier": found.tier,
        "reasons": list(found.rules),
        "count": found.count,
        "files": dict(found.files),
        "masked": found.masked,
        "decision": decision.kind if decision else None,
        "placeholder": (decision.placeholder or None) if decision else None,
        "because": decision.because if decision else None,
        "by": decision.by if decision else None,
    }


def show_found(options: Asked, found: Sequence[Found], *, show: bool) -> None:
    """A table of finds, gravest first."""
    if not found:
        _show.say(options, "Nothing waits for a decision.")
        return
    _show.table(
        options,
        f"{len(found)} strings" + ("" if show else "; the words are masked"),
        ["id", "words" if show else "looks like", "tier", "type", "why", "times", "files", "is"],
        [
            (
                each.id,
                each.words if show else each.masked,
                each.tier,
                each.type,
                ", ".join(each.rules),
                each.count,
                len(each.files),
                _decided(each),
            )
            for each in found
        ],
        right=["times", "files"],
    )


def _decided(found: Found) -> str:
    if found.decision is None:
        return ""
    if found.decision.kind == "replace":
        return f"replaced by {found.decision.placeholder}"
    return found.decision.kind.replace("_", " ")
