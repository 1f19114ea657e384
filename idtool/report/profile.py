"""The profile of roles: a line for each aspect, a column for each role, cells written by people."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.report.pages import Pages
from idtool.report.saturation_doc import write_banner

NOT_YET_WRITTEN = "not yet written"


@dataclass(frozen=True, slots=True)
class ProfileCell:
    """One cell: what a person wrote, or nothing, and the places it rests on."""

    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleProfile:
    """Aspects by roles; ``cells`` holds a row of cells for each aspect, in the roles' order."""

    roles: tuple[str, ...]
    aspects: tuple[str, ...]
    cells: tuple[tuple[ProfileCell, ...], ...]
    how_to_write: str
    provisional: tuple[str, ...] = ()


def profile_document(profile: RoleProfile, document: Pages, *, study_title: str) -> bytes:
    """The profile on blank pages; an empty cell says that nobody has written it."""
    document.title("Roles side by side", study_title)
    write_banner(document, profile.provisional)
    document.paragraph(
        "Every cell is a person's own summary. The places below name turns with accepted codings "
        "to write from, or to check it against; they are no counts."
    )
    document.table(
        ["", *(role.capitalize() for role in profile.roles)],
        [
            [aspect, *(cell.text or NOT_YET_WRITTEN for cell in row)]
            for aspect, row in zip(profile.aspects, profile.cells, strict=True)
        ],
        [1.4, *(3.6 for _ in profile.roles)],
        about="Aspects of the work by role, as written by people",
    )
    document.heading("Places", 1)
    for aspect, row in zip(profile.aspects, profile.cells, strict=True):
        for role, cell in zip(profile.roles, row, strict=True):
            shown = ", ".join(cell.links[:12]) or "no coding to write from"
            more = f" and {len(cell.links) - 12} more" if len(cell.links) > 12 else ""
            document.paragraph(f"{aspect}, {role}: {shown}{more}.", style="Source")
    if any(not cell.text for row in profile.cells for cell in row):
        document.paragraph(profile.how_to_write, style="Gap")
    return document.to_bytes()
