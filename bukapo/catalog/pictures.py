"""Pictures on disk and their rows: kept, shown, thrown away.

Files: `<folder>/photos/<key>-<width>.<webp|avif>`; the folder is MEDIA_ROOT, or PRIVATE_ROOT for PRIVATE places.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from bukapo.catalog import imaging
from bukapo.catalog.models import Photo
from bukapo.kernel.refusal import Invalid
from bukapo.stores.models import Store

PRODUCT, CAMPAIGN, PROOF, PROGRESS, REVIEW = "product", "campaign", "proof", "progress", "review"
EVIDENCE, TALK, LOGO, CLAIM = "evidence", "talk", "logo", "claim"
PLACES = (PRODUCT, CAMPAIGN, PROOF, PROGRESS, REVIEW, EVIDENCE, TALK, LOGO, CLAIM)
PRIVATE = (PROOF, TALK, CLAIM)
"""Shown by a page that knows who asks; never under an address of their own."""
WIDTHS = (360, 720, 1200)
PROOF_WIDTHS = (1200,)
"""A proof is looked at once by one person: one size, and no AVIF, so that the buyer waits less."""


def keep_picture(store: Store, upload: IO[bytes] | Any, place: str, *, alt: str = "") -> Photo:
    """Re-encode an uploaded file (anything with `read`) and keep it as a Photo of the store.

    Public places get WebP and AVIF in up to three widths; PRIVATE places a private file, one WebP.
    Call it OUTSIDE any transaction, before the write that names the photo: the files are written first, then the
    row, and a row that fails takes its files along. If that write is refused, call `forget_picture`.
    Raises imaging.PictureRefused (422) with a sentence for the person who sent it.
    """
    if place not in PLACES:
        raise ValueError(f"unknown place {place}")
    private = place in PRIVATE
    content = _content(upload)
    made = imaging.copies_of(
        content,
        widths=PROOF_WIDTHS if private else WIDTHS,
        kinds=[imaging.WEBP] if private else [imaging.AVIF, imaging.WEBP],
    )
    key = secrets.token_hex(16)
    folder = photo_folder(private=private)
    written: list[Path] = []
    try:
        for copy in made.copies:
            written.append(_write(folder / f"{key}-{copy.width}.{copy.kind}", copy.content, private=private))
        with transaction.atomic(durable=True):
            photo: Photo = Photo.objects.create(
                store=store,
                key=key,
                place=place,
                alt=alt[:160],
                widths=list(made.widths),
                width=made.width,
                height=made.height,
                fingerprint=hashlib.sha256(content).hexdigest(),
            )
    except BaseException:
        _remove(written)
        raise
    return photo


def forget_picture(photo: Photo) -> bool:
    """Delete a photo nobody names, with its files. False (and nothing changed) when something still shows it."""
    paths = list(_paths(photo))
    try:
        with transaction.atomic(durable=True):
            photo.delete()
    except ProtectedError:
        return False
    _remove(paths)
    return True


def private_path(photo: Photo) -> Path:
    """The largest WebP of a private photo. The caller has checked who asks."""
    return photo_folder(private=True) / f"{photo.key}-{photo.widths[-1]}.{imaging.WEBP}"


def public_path(photo: Photo, *, width: int = WIDTHS[-1]) -> Path:
    """The WebP of a public photo that comes nearest to `width` from above, for papers and posters."""
    fitting = [w for w in photo.widths if w >= width] or [photo.widths[-1]]
    return photo_folder(private=False) / f"{photo.key}-{fitting[0]}.{imaging.WEBP}"


def photo_folder(*, private: bool) -> Path:
    """Where the files lie."""
    return Path(settings.PRIVATE_ROOT if private else settings.MEDIA_ROOT) / "photos"


def _content(upload: IO[bytes] | Any) -> bytes:
    if upload is None:
        raise Invalid(field="photo", why="Pilih fotonya dulu.")
    if (getattr(upload, "size", None) or 0) > imaging.MOST_BYTES:
        raise imaging.TooHeavy()
    content: bytes = upload.read(imaging.MOST_BYTES + 1)
    return content


def _write(path: Path, content: bytes, *, private: bool) -> Path:
    """Whole or not at all: a page never meets half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o755)
    part = path.with_suffix(path.suffix + ".part")
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644), "wb"
    ) as file:
        file.write(content)
    os.replace(part, path)
    return path


def _paths(photo: Photo) -> Iterable[Path]:
    folder = photo_folder(private=photo.place in PRIVATE)
    for width in photo.widths:
        for kind in (imaging.WEBP, imaging.AVIF):
            yield folder / f"{photo.key}-{width}.{kind}"


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
