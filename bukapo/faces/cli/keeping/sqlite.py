"""The database as one file, taken while others go on writing."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

from bukapo.faces.cli.keeping.archive import Damaged, Manifest, Writer

MEMBER = "database/bukapo.sqlite3"


def dump(writer: Writer, work: Path) -> None:
    """VACUUM INTO: one consistent copy, writers wait for milliseconds. Copying the file itself would lose its WAL."""
    copy = work / "bukapo.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    writer.add(MEMBER, copy)


def load(_manifest: Manifest, unpacked: Path) -> None:
    """Over whatever is there, page by page under the database's own locks: it also reaches a server still running."""
    target = str(connection.settings_dict["NAME"])
    connections.close_all()
    with closing(sqlite3.connect(unpacked / MEMBER)) as source:
        said = source.execute("PRAGMA quick_check").fetchone()[0]
        if said != "ok":
            raise Damaged(f"SQLite finds a fault in it: {said}")
        with closing(sqlite3.connect(target, timeout=30)) as there:
            source.backup(there)


def clear() -> None:
    """Nothing to do: loading replaces every page."""
