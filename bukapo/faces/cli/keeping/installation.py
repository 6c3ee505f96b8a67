"""What an installation consists of: its database, its pictures, its key. Backing all of it up, and putting it back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

import bukapo
from bukapo.accounts.models import User
from bukapo.faces.cli.keeping import postgres, sqlite
from bukapo.faces.cli.keeping.archive import Manifest, Writer, unpack
from bukapo.stores.models import Store

Say = Callable[[str], None]
SNAPSHOTS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
EVERY = 200
"""Pictures between two progress lines."""


class Unfit(Exception):
    """This backup can't go into this installation; the message says why."""


def occupied() -> bool:
    """Whether there is anything here that a restore would take away."""
    tables = connection.introspection.table_names()
    present = [model for model in (Store, User) if model._meta.db_table in tables]
    return any(model.objects.exists() for model in present) or any(
        _files(root) for root in _folders().values()
    )


def back_up(path: Path, *, at: datetime, say: Say) -> int:
    """Write everything into one file at `path`; returns its bytes. The database comes first: a picture it knows of
    is on disk before its row is, so the pictures copied after it are complete.
    """
    manifest = Manifest(
        bukapo=bukapo.__version__,
        made_at=at.isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=sorted(MigrationRecorder(connection).applied_migrations()),
    )
    with _workplace() as work, Writer(path, manifest) as writer:
        say(f"database ({connection.vendor})")
        SNAPSHOTS[connection.vendor].dump(writer, work)
        for folder, root in _folders().items():
            files = _files(root)
            for number, each in enumerate(files, start=1):
                writer.add(f"{folder}/{each.relative_to(root).as_posix()}", each)
                if number % EVERY == 0 or number == len(files):
                    say(f"{folder}: {number} of {len(files)} files")
        if _key().exists():
            writer.add("secret.key", _key())
    return path.stat().st_size


def restore(path: Path, *, keep_as: Path | None, at: datetime, say: Say) -> Manifest:
    """Put back what `path` holds. What is here now is first backed up as `keep_as`, if that is given.

    Raises Damaged or Unfit before anything is touched.
    """
    with _workplace() as work:
        say("checking the backup")
        manifest = unpack(path, work, _counting(say))
        _check_fit(manifest)
        if keep_as:
            say(f"keeping what is here now as {keep_as}")
            back_up(keep_as, at=at, say=lambda words: None)
        snapshots = SNAPSHOTS[connection.vendor]
        say("database")
        snapshots.clear()
        snapshots.load(manifest, work)
        call_command("migrate", interactive=False, verbosity=0)
        say("files")
        for folder, root in _folders().items():
            _put(work / folder, root)
        if (work / "secret.key").exists():
            (work / "secret.key").replace(_key())
    return manifest


def _check_fit(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Unfit(
            f"this backup was made of {manifest.database}, and this installation runs on {connection.vendor}"
        )
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    apps = {app for app, _name in known}
    unknown = [
        f"{app}.{name}" for app, name in manifest.migrations if app in apps and (app, name) not in known
    ]
    if unknown:
        raise Unfit(
            f"this backup was made by a newer BukaPO ({manifest.bukapo}): {unknown[0]} is not known here"
        )


def _put(source: Path, root: Path) -> None:
    """The restored folder in place of the present one."""
    old = root.with_name(f"{root.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if root.exists():
        root.rename(old)
    if source.exists():
        source.rename(root)
    shutil.rmtree(old, ignore_errors=True)


def _folders() -> dict[str, Path]:
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def _files(root: Path) -> list[Path]:
    return sorted(each for each in root.rglob("*") if each.is_file()) if root.exists() else []


def _key() -> Path:
    return Path(settings.DATA) / "secret.key"


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder on the same disk as the data, so that what was unpacked is moved and not copied."""
    with tempfile.TemporaryDirectory(prefix="keeping-", dir=settings.DATA) as folder:
        yield Path(folder)


def _counting(say: Say) -> Callable[[int], None]:
    return lambda count: say(f"checked {count} files") if count % EVERY == 0 else None
