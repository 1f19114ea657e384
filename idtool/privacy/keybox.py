"""The key file: what leads from a placeholder back to words, encrypted as a whole.

Layout, three lines of ASCII: a JSON header, the encrypted content in base64, and the SHA-256
of the two. The header (version, key derivation, nonce, study) is not secret and is
authenticated with the content. The checksum tells damage from a wrong passphrase; anybody can
recompute it, so it says nothing about either.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from idtool.errors import InvalidInput, UsageProblem

VERSION = 1
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**17, 8, 1
LARGEST_N = 2**20
SHORTEST_PASSPHRASE = 12
_SCHEMA = "idtool/key@1"
_BLOCK = 4096  # content is padded, so that the size of the file does not count the names


class DamagedKeyFile(InvalidInput):
    """The file is no key file, or not all of it is there."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"{name} cannot be used as a key file: {why}.",
            "Take it from a backup, or from the paper copy; nothing in the study depends on it.",
        )


class WrongPassphrase(UsageProblem):
    """The passphrase does not open this key file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"This passphrase does not open {name}.",
            "Try it again. Without it the pseudonyms cannot be traced back; analysis goes on.",
        )


class WeakPassphrase(UsageProblem):
    """The passphrase is too short."""

    def __init__(self) -> None:
        super().__init__(
            f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.",
            "Five or six words that do not belong together are easy to remember.",
        )


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """One person, place or number: its placeholder and every form it was seen in."""

    placeholder: str
    type: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyContent:
    """All a key file holds. There is no field for participants.

    ``salt`` is the one under which a study's decisions are kept. ``known`` lists
    names, places and agencies that must not get into the study.
    """

    study: str
    key_id: str
    salt: bytes = field(repr=False)
    pseudonyms: tuple[Pseudonym, ...] = field(default=(), repr=False)
    known: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class KeyHeader:
    """What a key file says without its passphrase."""

    version: int
    study: str
    key_id: str
    n: int
    r: int
    p: int


def new_content(study: str, salt: bytes = b"") -> KeyContent:
    """The content of a new key file."""
    return KeyContent(study, secrets.token_hex(4), salt or secrets.token_bytes(32))


def seal(content: KeyContent, passphrase: str) -> bytes:
    """The bytes of a key file; each call takes a new salt and nonce.

    Raises:
        WeakPassphrase: It has fewer than twelve characters.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase
    kdf_salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = json.dumps(
        {
            "format": _SCHEMA,
            "version": VERSION,
            "study": content.study,
            "key_id": content.key_id,
            "kdf": {
                "name": "scrypt",
                "n": SCRYPT_N,
                "r": SCRYPT_R,
                "p": SCRYPT_P,
                "salt": base64.b64encode(kdf_salt).decode(),
            },
            "cipher": {"name": "AES-256-GCM", "nonce": base64.b64encode(nonce).decode()},
        },
        sort_keys=True,
    ).encode("ascii")
    secret = _derive(passphrase, kdf_salt, SCRYPT_N, SCRYPT_R, SCRYPT_P)
    body = base64.b64encode(AESGCM(secret).encrypt(nonce, _padded(content), header))
    return b"\n".join((header, body, _checksum(header, body), b""))


def read_header(data: bytes, name: str) -> KeyHeader:
    """What the file says without its passphrase.

    Raises:
        DamagedKeyFile: It is no key file, or bytes are missing or changed.
    """
    header, _ = _opened(data, name)
    fields = _header_fields(header, name)
    kdf = fields["kdf"]
    return KeyHeader(
        fields["version"], fields["study"], fields["key_id"], kdf["n"], kdf["r"], kdf["p"]
    )


def unseal(data: bytes, passphrase: str, name: str) -> KeyContent:
    """The content of a key file.

    Raises:
        WrongPassphrase: The passphrase does not open it.
        DamagedKeyFile: It is no key file, or bytes are missing or changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header, body = _opened(data, name)
    fields = _header_fields(header, name)
    kdf = fields["kdf"]
    try:
        kdf_salt = base64.b64decode(kdf["salt"], validate=True)
        nonce = base64.b64decode(fields["cipher"]["nonce"], validate=True)
        secret = _derive(passphrase, kdf_salt, kdf["n"], kdf["r"], kdf["p"])
        plain = AESGCM(secret).decrypt(nonce, base64.b64decode(body, validate=True), header)
    except InvalidTag as error:
        raise WrongPassphrase(name) from error
    except (binascii.Error, ValueError) as error:
        raise DamagedKeyFile(name, "its parts do not decode") from error
    return _content(plain)


def _derive(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(passphrase.encode("utf-8"))


def _padded(content: KeyContent) -> bytes:
    record = {**asdict(content), "salt": content.salt.hex()}
    plain = json.dumps(record, ensure_ascii=False).encode("utf-8")
    return plain + b" " * (-len(plain) % _BLOCK)


def _content(plain: bytes) -> KeyContent:
    record = json.loads(plain)
    return KeyContent(
        record["study"],
        record["key_id"],
        bytes.fromhex(record["salt"]),
        tuple(
            Pseudonym(each["placeholder"], each["type"], tuple(each["forms"]))
            for each in record["pseudonyms"]
        ),
        tuple(record["known"]),
    )


def _checksum(header: bytes, body: bytes) -> bytes:
    return hashlib.sha256(header + b"\n" + body).hexdigest().encode("ascii")


def _opened(data: bytes, name: str) -> tuple[bytes, bytes]:
    if _SCHEMA.encode() not in data[:2000]:
        raise DamagedKeyFile(name, "it is none")
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    if len(lines) < 3 or lines[2] != _checksum(lines[0], lines[1]):
        raise DamagedKeyFile(name, "bytes are missing or changed")
    return lines[0], lines[1]


def _header_fields(header: bytes, name: str) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = json.loads(header)
        kdf = fields["kdf"]
        known = fields["version"] == VERSION and kdf["name"] == "scrypt"
        n, r, p = int(kdf["n"]), int(kdf["r"]), int(kdf["p"])
        str(fields["study"]), str(fields["key_id"]), str(fields["cipher"]["nonce"]), kdf["salt"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedKeyFile(name, "its header does not say how it was made") from error
    if not known:
        raise DamagedKeyFile(name, "a newer idtool wrote it")
    # A header can be forged; it must not make us take less care, nor all the memory.
    if not (SCRYPT_N <= n <= LARGEST_N and n & (n - 1) == 0 and r == SCRYPT_R and p == SCRYPT_P):
        raise DamagedKeyFile(name, "its key derivation is not one that idtool uses")
    return fields
