"""The backup file: a .tar.gz with `manifest.json` as its last member, which names every other one with its SHA-256.

Knows nothing of what is inside. Only plain files below the known folders are ever written or taken out.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = {"database", "media", "private"}
LOOSE = {"secret.key"}
CHUNK = 1 << 20
MOST_MANIFEST = 64 << 20


class Damaged(Exception):
    """The file is no backup, or not the one that was written. The message says what is wrong."""


@dataclass
class Manifest:
    """`files` maps a member's name to (SHA-256, bytes). `migrations`: (app, name) of each one applied.

    `columns` maps a table to its columns in the order of its rows (PostgreSQL only).
    """

    bukapo: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    columns: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    format: int = FORMAT

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """Raises Damaged."""
        try:
            raw = json.loads(text)
            if raw.get("format") != FORMAT:
                raise Damaged(f"this backup has format {raw.get('format')}, only {FORMAT} is known here")
            manifest = cls(**raw)
            manifest.migrations = [(app, name) for app, name in manifest.migrations]
            manifest.files = {name: (digest, int(size)) for name, (digest, size) in manifest.files.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise Damaged(f"its manifest can't be read ({error})") from error
        return manifest


class _Hashing(io.RawIOBase):
    """Hands the bytes of a file on and keeps their digest."""

    def __init__(self, source: BinaryIO) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.digest.update(data)
        return data


class Writer:
    """Fills `path`; nobody finds a file there before it is whole. Its owner alone may read it: it holds secrets."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self.part = path.with_name(f".{path.name}.part")

    def __enter__(self) -> Self:
        handle = os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.file = os.fdopen(handle, "wb")
        self.tar = tarfile.open(fileobj=self.file, mode="w:gz", compresslevel=5)  # noqa: SIM115  closed in __exit__
        return self

    def add(self, name: str, source: Path) -> None:
        """A file as `name`. One that is gone meanwhile (a photo just deleted) is left out."""
        try:
            file = source.open("rb")
        except FileNotFoundError:
            return
        with file:
            info = tarfile.TarInfo(name)
            info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
            hashing = _Hashing(file)
            self.tar.addfile(info, hashing)
            self.manifest.files[name] = (hashing.digest.hexdigest(), info.size)

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                text = json.dumps(asdict(self.manifest), indent=1, sort_keys=True).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size, info.mode = len(text), 0o600
                self.tar.addfile(info, io.BytesIO(text))
                self.tar.close()
                self.file.flush()
                os.fsync(self.file.fileno())
                self.part.replace(self.path)
        finally:
            self.file.close()
            self.part.unlink(missing_ok=True)


def unpack(path: Path, into: Path, progress: Callable[[int], None] = lambda count: None) -> Manifest:
    """Take everything out below `into` and compare it with the manifest. Raises Damaged; OSError when unreadable."""
    found: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(path, mode="r:gz") as tar:
            for member in tar:
                source = _plain(tar, member)
                if member.name == MANIFEST:
                    manifest = Manifest.read(source.read(MOST_MANIFEST))
                    continue
                found[member.name] = _take(source, into / member.name)
                progress(len(found))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise Damaged(f"it can't be unpacked ({error})") from error
    except OSError as error:
        if error.errno is None:  # what gzip says of bytes that are none of its own
            raise Damaged(f"it can't be unpacked ({error})") from error
        raise
    if manifest is None:
        raise Damaged("it has no manifest: it was cut off, or it is no backup of BukaPO")
    _compare(manifest, found)
    return manifest


def _plain(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    """The bytes of a member that may be taken out."""
    parts = PurePosixPath(member.name).parts
    known = member.name == MANIFEST or member.name in LOOSE or (len(parts) > 1 and parts[0] in FOLDERS)
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not known or ".." in parts or PurePosixPath(member.name).is_absolute():
        raise Damaged(f"it holds {member.name!r}, which is nothing a backup holds")
    return source  # type: ignore[return-value]


def _take(source: BinaryIO, target: Path) -> tuple[str, int]:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashing = _Hashing(source)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        shutil.copyfileobj(hashing, file, CHUNK)
        size = file.tell()
    return hashing.digest.hexdigest(), size


def _compare(manifest: Manifest, found: dict[str, tuple[str, int]]) -> None:
    for name in sorted(set(manifest.files) ^ set(found)):
        raise Damaged(f"{name} is {'missing' if name in manifest.files else 'not in its manifest'}")
    for name, expected in manifest.files.items():
        if found[name] != expected:
            raise Damaged(f"{name} is not what was backed up")
