"""Where a key file may lie: neither in a study nor where copies of it are made unseen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from idtool.errors import PrivacyStop
from idtool.steps.study_folder import STUDY_FILE

_CLOUD = re.compile(
    r"(?:onedrive|dropbox|google ?drive|googledrive|my drive|icloud(?: ?drive)?|mobile documents"
    r"|com~apple~clouddocs|cloudstorage|box(?: sync| drive)?|box-box|nextcloud|owncloud|pcloud"
    r"|pclouddrive|mega|megasync|sync|syncthing|proton ?drive|seafile|sharepoint"
    r"|amazon drive|tresorit|sugarsync|idrive|yandex\.?disk)(?: ?[-–(].*)?",
    re.IGNORECASE,
)
_REPOSITORIES = (".git", ".hg", ".svn", ".bzr")


class KeyInsideStudy(PrivacyStop):
    """The key would lie beside what it opens."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} would lie inside a study folder; the key and the study stay apart.",
            "Choose a place outside of it, best on another medium: an encrypted stick in a "
            "locked cabinet.",
        )


class KeyInRepository(PrivacyStop):
    """The key would be under version control."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} would lie inside a repository, which keeps and hands on every version.",
            "Choose a folder that no version control looks after.",
        )


def refuse_place(path: Path) -> None:
    """Refuse a place inside a study or a repository.

    Raises:
        KeyInsideStudy: A folder above is a study.
        KeyInRepository: A folder above is a work tree.
    """
    for folder in _above(path):
        if (folder / STUDY_FILE).is_file():
            raise KeyInsideStudy(path)
        if any((folder / mark).exists() for mark in _REPOSITORIES):
            raise KeyInRepository(path)


def place_warnings(path: Path) -> tuple[str, ...]:
    """Why a place is unwise: folders that are copied to a cloud, readers beside the owner."""
    found = []
    for shown in (path.absolute(), path.resolve()):
        cloud = next((part for part in shown.parts[:-1] if _CLOUD.fullmatch(part)), None)
        if cloud is not None:
            found.append(
                f"The folder “{cloud}” looks like one that is copied to a cloud service; "
                "keep the key where you alone decide about copies."
            )
            break
    if path.is_file() and os.name == "posix" and path.stat().st_mode & 0o077:
        found.append(f"Others on this machine may read {path.name}; chmod 600 it.")
    return tuple(found)


def refusals(path: Path) -> tuple[str, ...]:
    """Why a key would be refused at a place; empty where it may lie."""
    try:
        refuse_place(path)
    except PrivacyStop as error:
        return (error.problem,)
    return ()


def _above(path: Path) -> list[Path]:
    """Every folder above a path, as written and with links followed."""
    found: dict[Path, None] = {}
    for shown in (path.absolute(), path.resolve()):
        found.update(dict.fromkeys(shown.parents))
    return list(found)
