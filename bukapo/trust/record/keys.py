"""The installation's signing key: made by whoever needs it first, kept beside the private pictures (mode 600).

`PRIVATE_ROOT/record-keys.json` holds the secret key that signs and the public ones that ever did; every node reads the
same folder, and a backup takes it along. Changing the key keeps the old public one, so old records stay checkable.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from bukapo.kernel.canonical import canonical
from bukapo.trust.record.rules import Key


@dataclass(frozen=True)
class Ring:
    """`secret`: 32 bytes as hex, of the first key; the others are only known by their public half."""

    secret: str
    keys: tuple[Key, ...]

    @property
    def signing(self) -> Key:
        return self.keys[0]

    def signed(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with its signature: Ed25519 over the canonical form, as 128 hex digits."""
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.secret))
        return document | {"signature": private.sign(canonical(document)).hex()}


def ring(*, at: datetime) -> Ring:
    """The installation's keys; the first one is made now if there is none."""
    path = _path()
    if not path.exists():
        secret, key = _new(at)
        _write(path, Ring(secret, (key,)), first=True)
    return _read(path)


def change_key(*, at: datetime) -> Ring:
    """Another key signs from now on; what the old one signed stays checkable, and nobody can sign with it any more."""
    before = ring(at=at)
    secret, key = _new(at)
    old = before.signing
    retired = Key(old.id, old.public, old.since, key.since)
    _write(_path(), Ring(secret, (key, retired, *before.keys[1:])), first=False)
    return _read(_path())


def public_of(secret: str) -> str:
    """The public half (64 hex) of a secret key (64 hex)."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)).public_key().public_bytes_raw().hex()


def key_id(public: str) -> str:
    """The first 16 hex digits of the SHA-256 of the public key's bytes."""
    return sha256(bytes.fromhex(public)).hexdigest()[:16]


def _new(at: datetime) -> tuple[str, Key]:
    secret = secrets.token_bytes(32).hex()
    public = public_of(secret)
    return secret, Key(key_id(public), public, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _path() -> Path:
    return Path(settings.PRIVATE_ROOT) / "record-keys.json"


def _read(path: Path) -> Ring:
    held = json.loads(path.read_text())
    return Ring(held["secret"], tuple(Key(**row) for row in held["keys"]))


def _write(path: Path, held: Ring, *, first: bool) -> None:
    """Whole or not at all; of several that make the first one, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = [{"id": k.id, "public": k.public, "since": k.since, "until": k.until} for k in held.keys]
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"secret": held.secret, "keys": rows}, file)
        file.flush()
        os.fsync(file.fileno())
    if first:
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    else:
        os.replace(draft, path)
