"""What our own commands share: how a PO is named on the command line, and how one ends with a sentence."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, NoReturn

from bukapo.campaigns.models import Campaign
from bukapo.stores.models import Store

BAD_USAGE, UNUSABLE = 2, 3


def stop(code: int, sentence: str) -> NoReturn:
    """Say why on standard error and exit with `code`."""
    print(sentence, file=sys.stderr)
    sys.exit(code)


def campaign_named(address: str) -> Campaign:
    """The PO at `STORE/CAMPAIGN`, its store loaded; stops with BAD_USAGE when there is none."""
    store, slash, slug = address.partition("/")
    if not (store and slash and slug) or "/" in slug or "\x00" in address:
        stop(BAD_USAGE, f"{address!r}: tulis sebagai TOKO/PO, misalnya angkatan-11/kaos-reuni")
    rows = Campaign.objects.across_stores("the operator names the store by its slug")
    campaign: Campaign | None = rows.filter(store__slug=store, slug=slug).select_related("store").first()
    if campaign is None:
        stop(BAD_USAGE, f"Tidak ada PO {address!r} di sini")
    return campaign


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that appears whole or not at all: a program that watches it never reads half of it.

    Stops with UNUSABLE when it can't be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        os.replace(part, path)
    except OSError as error:
        stop(UNUSABLE, f"{path} tidak bisa ditulis: {error.strerror}")
    finally:
        part.unlink(missing_ok=True)


def store_named(slug: str) -> Store:
    """The store of this address; stops with BAD_USAGE when there is none."""
    store = None if "\x00" in slug else Store.objects.filter(slug=slug).first()
    if store is None:
        stop(BAD_USAGE, f"Tidak ada toko {slug!r} di sini")
    return store


@contextmanager
def output_to(path: str | None, *, binary: bool) -> Iterator[BinaryIO]:
    """Where a file goes: to `path`, whole or not at all, else to standard output (never a binary one to a screen)."""
    if path:
        with whole_file(Path(path)) as file:
            yield file
        return
    if binary and sys.stdout.isatty():
        stop(BAD_USAGE, "Berkas ini tidak bisa ditampilkan di layar. Tambahkan -o NAMA")
    sys.stdout.flush()
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def day_of(text: str | None) -> date | None:
    """`2026-11-30`; stops with BAD_USAGE for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(BAD_USAGE, f"{text!r} bukan tanggal. Tulis seperti 2026-11-30")
