"""What must be in place before pages are served. Each step is skipped while there is nothing to do."""

import hashlib
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = ".made-from"


def compile_translations() -> int:
    """Write the .mo beside each .po that is newer; returns how many were written."""
    written = 0
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parent.parent.name)
            fresh = target.with_suffix(".mo.new")
            with fresh.open("wb") as file:
                write_mo(file, catalogue)
            fresh.replace(target)  # a reader finds the old or the new one, never half of one
            written += 1
    return written


def collect_static() -> bool:
    """Hashed and compressed static files in STATIC_ROOT; False when what is there was made from the same files."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    sources = _fingerprint()
    if stamp.exists() and stamp.read_text() == sources:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources)
    return True


def static_is_collected() -> bool:
    """Whether this installation serves collected files at all; tests and debugging serve them where they lie."""
    return not (settings.TEST or settings.DEBUG)


def _fingerprint() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            digest.update(name.encode() + b"\0" + Path(storage.path(name)).read_bytes())
    return digest.hexdigest()
