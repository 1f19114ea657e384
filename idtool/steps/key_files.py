"""Key files on disk: made, opened, changed, printed, destroyed."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from idtool.errors import Conflict, InvalidInput, PrivacyStop, UsageProblem
from idtool.model import Act
from idtool.privacy.decided import plain_form
from idtool.privacy.keybox import (
    DamagedKeyFile,
    KeyContent,
    KeyHeader,
    Pseudonym,
    new_content,
    read_header,
    seal,
    unseal,
)
from idtool.privacy.keyfiles import suspicious_file
from idtool.steps.key_places import place_warnings, refusals, refuse_place
from idtool.steps.screen_memory import AnotherKey, known_digest
from idtool.steps.study_folder import LoadedStudy
from idtool.store import open_study_file
from idtool.store.screenings import SaltPlace
from idtool.written.atomic import write_bytes_atomically


class KeyIsThere(Conflict):
    """A file is already at this path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is there already.", "Choose another name.")


class ParticipantList(PrivacyStop):
    """The list links participants with names; that list never enters idtool."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"{name} looks like a participant list: {why}. Nothing was taken from it.",
            "Give names alone, one a line. Which participant has which number stays on paper, "
            "in the locked cabinet.",
        )


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """What a key file says of itself; the counts only if it was opened."""

    file: str
    study: str
    key_id: str
    kdf: str
    private: bool
    warnings: tuple[str, ...]
    n_pseudonyms: int | None = None
    n_forms: int | None = None
    n_known: int | None = None
    fits: bool | None = None


def create_key(path: Path, passphrase: str, study: LoadedStudy | None, act: Act) -> KeyContent:
    """A new key file; in a study, the salt of its decisions moves into it.

    Raises:
        KeyInsideStudy, KeyInRepository: The place is refused.
        KeyIsThere: There is a file already.
        Conflict: The study has a key file.
    """
    refuse_place(path)
    if path.exists():
        raise KeyIsThere(path)
    if study is None:
        content = new_content("")
        write_key(path, content, passphrase)
        return content
    with open_study_file(study.folder, act, write=True) as store:
        place = store.screenings.salt_place()
        if place.key_id:
            raise Conflict(
                f"The study has a key file already (id {place.key_id}).",
                "Use that one, or end it with: idtool privacy key destroy FILE",
            )
        content = new_content(study.settings.id, place.salt)
        store.screenings.put_salt(SaltPlace(b"", content.key_id, ""))
        store.trail.add("privacy.key.create", content.key_id)
        write_key(path, content, passphrase)  # last: if it fails, the salt stays where it was
    return content


def open_key(path: Path, passphrase: str) -> KeyContent:
    """The content of a key file.

    Raises:
        KeyInsideStudy, KeyInRepository: It lies where it must not.
        InvalidInput: There is none, or it is damaged.
        WrongPassphrase: The passphrase does not open it.
    """
    data = _bytes_of(path)
    refuse_place(path)
    return unseal(data, passphrase, path.name)


def write_key(path: Path, content: KeyContent, passphrase: str) -> None:
    """Write a key file whole, for its owner alone."""
    refuse_place(path)
    write_bytes_atomically(path, seal(content, passphrase), mode=0o600)


def key_status(
    path: Path, passphrase: str | None, study: LoadedStudy | None, act: Act
) -> KeyStatus:
    """What a key file is; what it holds, in numbers, if there is a passphrase."""
    data = _bytes_of(path)
    header = read_header(data, path.name)
    status = KeyStatus(
        path.name,
        header.study,
        header.key_id,
        f"scrypt n={header.n} r={header.r} p={header.p}, AES-256-GCM",
        os.name != "posix" or not path.stat().st_mode & 0o077,
        (*place_warnings(path), *refusals(path)),
        fits=_fits(header, study, act),
    )
    if passphrase is None:
        return status
    content = unseal(data, passphrase, path.name)
    return replace(
        status,
        n_pseudonyms=len(content.pseudonyms),
        n_forms=sum(len(each.forms) for each in content.pseudonyms),
        n_known=len(content.known),
    )


def rotate_key(path: Path, old: str, new: str, study: LoadedStudy | None, act: Act) -> KeyContent:
    """The same content under a new passphrase. Copies made before still open with the old one."""
    content = open_key(path, old)
    write_key(path, content, new)
    if study is not None:
        with open_study_file(study.folder, act, write=True) as store:
            store.trail.add("privacy.key.rotate", content.key_id)
    return content


def add_names(
    path: Path,
    passphrase: str,
    lines: Sequence[str],
    source: str,
    study: LoadedStudy | None,
    act: Act,
) -> tuple[int, KeyContent]:
    """Add names, places and agencies, one a line, to the list of known names.

    Returns:
        How many are new, and the content as it is now.

    Raises:
        ParticipantList: Lines pair ids with names or ways to reach somebody.
    """
    reason = suspicious_file("", "\n".join(lines))
    if reason:
        raise ParticipantList(source, reason)
    content = open_key(path, passphrase)
    have = {plain_form(name) for name in content.known}
    added = []
    for line in lines:
        name = " ".join(line.split())
        if name and not name.startswith("#") and plain_form(name) not in have:
            have.add(plain_form(name))
            added.append(name)
    content = replace(content, known=(*content.known, *added))
    if not added:
        return 0, content
    if study is None:
        write_key(path, content, passphrase)
        return len(added), content
    with open_study_file(study.folder, act, write=True) as store:
        place = store.screenings.salt_place()
        if place.key_id and place.key_id != content.key_id:
            raise AnotherKey
        store.screenings.put_salt(replace(place, known_digest=known_digest(content)))
        store.trail.add("privacy.key.add_names", content.key_id, detail={"n": len(added)})
        write_key(path, content, passphrase)
    return len(added), content


def with_pseudonyms(content: KeyContent, new: Sequence[Pseudonym]) -> KeyContent:
    """The content with further pseudonyms; forms of one that is known are added to it."""
    merged = {each.placeholder: each for each in content.pseudonyms}
    for each in new:
        old = merged.get(each.placeholder)
        forms = (*old.forms, *each.forms) if old else each.forms
        merged[each.placeholder] = Pseudonym(
            each.placeholder, each.type, tuple(dict.fromkeys(forms))
        )
    return replace(content, pseudonyms=tuple(merged.values()))


def paper_copy(content: KeyContent) -> str:
    """All a key file holds, as a page to print and lock away."""
    lines = [
        "KEY ON PAPER. Keep it locked, apart from the study; destroy it when its time is over.",
        f"study {content.study or '(none)'}   key {content.key_id}",
        f"salt  {' '.join(re.findall('.{8}', content.salt.hex()))}",
        "",
        "placeholder -> forms in the talk",
        *(f"  {each.placeholder}  {' | '.join(each.forms)}" for each in content.pseudonyms),
        "",
        "known names",
        *(f"  {name}" for name in content.known),
    ]
    return "\n".join(lines) + "\n"


def write_paper(path: Path, content: KeyContent) -> None:
    """The page as a file, on its way to a printer; refused where a key is refused."""
    refuse_place(path)
    if path.exists():
        raise KeyIsThere(path)
    write_bytes_atomically(path, paper_copy(content).encode("utf-8"), mode=0o600)


def destroy_key(path: Path, study: LoadedStudy | None, act: Act, because: str) -> KeyHeader:
    """Overwrite and remove a key file; in its study, leave a dated entry in the trail.

    Decisions made under its salt can no longer be read and are taken out; what they
    let stay is kept by its place. Nothing in analysis needs the key.

    Raises:
        AnotherKey: The file belongs to another study.
    """
    header = read_header(_bytes_of(path), path.name)
    if study is None:
        if header.study:
            raise UsageProblem(
                f"This key belongs to the study {header.study}; its trail must say that it ended.",
                "Run this in the study, or with --study DIR.",
            )
        _overwrite(path)
        return header
    with open_study_file(study.folder, act, write=True) as store:
        place = store.screenings.salt_place()
        if place.key_id and place.key_id != header.key_id:
            raise AnotherKey
        forgotten = store.screenings.forget_decisions() if place.key_id else 0
        if place.key_id:
            store.screenings.put_salt(SaltPlace())
        store.trail.add(
            "privacy.key.destroy",
            header.key_id,
            why=because,
            detail={"n_decisions_forgotten": forgotten},
        )
    _overwrite(path)  # after the entry is safe: a key without an entry would be worse than both
    return header


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise InvalidInput(
            f"There is no key file at {path}.", "Make one: idtool privacy key create FILE"
        )
    data = path.read_bytes()
    if not data:
        raise DamagedKeyFile(path.name, "it is empty")
    return data


def _fits(header: KeyHeader, study: LoadedStudy | None, act: Act) -> bool | None:
    """Whether it is the key of this study; ``None`` outside of one."""
    if study is None:
        return None
    with open_study_file(study.folder, act) as store:
        return store.screenings.salt_place().key_id == header.key_id
