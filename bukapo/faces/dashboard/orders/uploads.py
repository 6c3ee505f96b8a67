"""Files between upload and import: private, of one person and one PO, gone after a day or when imported."""

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound

KEPT_SECONDS = 24 * 60 * 60
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Upload:
    """`notes` hold what was decided on screen so far: the mapping as JSON, what to do with duplicates."""

    key: str
    name: str
    content: bytes
    notes: dict[str, Any]


def keep_upload(campaign: Campaign, user_id: int | None, name: str, content: bytes) -> str:
    """Store the bytes; returns the key that the next pages carry. Throws away what others left lying."""
    folder = _folder()
    _sweep(folder)
    key = secrets.token_hex(16)
    _write(folder / f"{key}.bin", content)
    _write_notes(key, {"campaign": campaign.pk, "user": user_id, "name": name[:200]})
    return key


def upload_of(campaign: Campaign, user_id: int | None, key: str) -> Upload:
    """The file behind a key, for the person who sent it and the PO it was sent to. Raises NotFound."""
    if not _KEY.fullmatch(key):
        raise NotFound()
    try:
        notes = json.loads((_folder() / f"{key}.json").read_text(encoding="utf-8"))
        content = (_folder() / f"{key}.bin").read_bytes()
    except (OSError, ValueError):
        raise NotFound() from None
    if notes.get("campaign") != campaign.pk or notes.get("user") != user_id:
        raise NotFound()
    return Upload(key, str(notes.get("name", "")), content, notes)


def note(upload: Upload, **more: Any) -> None:
    """Remember what was decided about the file."""
    _write_notes(upload.key, upload.notes | more)


def forget_upload(key: str) -> None:
    """The file holds names, phones and addresses: once imported it has no business here."""
    for suffix in (".bin", ".json"):
        (_folder() / f"{key}{suffix}").unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.PRIVATE_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _write_notes(key: str, notes: dict[str, Any]) -> None:
    _write(_folder() / f"{key}.json", json.dumps(notes, ensure_ascii=False).encode())


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(f"{path.suffix}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    os.replace(part, path)


def _sweep(folder: Path) -> None:
    old = clock.now().timestamp() - KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
