"""Every table as PostgreSQL's own COPY text, all of one instant. Needs no pg_dump, and any later version reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from bukapo.faces.cli.keeping.archive import CHUNK, Manifest, Writer


def dump(writer: Writer, work: Path) -> None:
    """One snapshot of all tables; writers are not held up."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = _columns(cursor, table)
            writer.manifest.columns[table] = columns
            rows = work / table
            with rows.open("wb") as file, cursor.copy(_copy(table, columns, "TO STDOUT")) as out:
                for chunk in out:
                    file.write(chunk)
            writer.add(f"database/{table}", rows)
            rows.unlink()


def clear() -> None:
    """Drop every table, so that the schema of the backup's own time can be made."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(table)))


def load(manifest: Manifest, unpacked: Path) -> None:
    """Make the tables as they were at the backup's migrations, then fill them all in one transaction."""
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each_app(executor, manifest))
    with transaction.atomic(), connection.cursor() as cursor:
        names = [sql.Identifier(table) for table in manifest.columns]
        cursor.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        for table, columns in manifest.columns.items():
            with (
                (unpacked / "database" / table).open("rb") as file,
                cursor.copy(_copy(table, columns, "FROM STDIN")) as into,
            ):
                while chunk := file.read(CHUNK):
                    into.write(chunk)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, column in _numbered(cursor):
            _continue_numbers(cursor, table, column)


def _copy(table: str, columns: list[str], way: str) -> sql.Composed:
    names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(table), names, sql.SQL(way))


def _columns(cursor: Any, table: str) -> list[str]:
    """Without generated ones: the database works those out itself."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [connection.ops.quote_name(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def _last_of_each_app(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    graph, applied = executor.loader.graph, set(manifest.migrations)
    nodes = [graph.node_map[key] for key in applied if key in graph.node_map]
    return [
        node.key
        for node in nodes
        if not any(child.key[0] == node.key[0] and child.key in applied for child in node.children)
    ]


def _numbered(cursor: Any) -> Iterator[tuple[str, str]]:
    cursor.execute(
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attidentity <> ''"
    )
    yield from cursor.fetchall()


def _continue_numbers(cursor: Any, table: str, column: str) -> None:
    """The next row gets a number beyond the greatest."""
    query = (
        "SELECT setval(pg_get_serial_sequence({name}, {text}), GREATEST(max({column}), 1),"
        " max({column}) IS NOT NULL) FROM {table}"
    )
    parts = {
        "name": sql.Literal(connection.ops.quote_name(table)),
        "text": sql.Literal(column),
        "column": sql.Identifier(column),
        "table": sql.Identifier(table),
    }
    cursor.execute(sql.SQL(query).format(**parts))
