"""The tables of a new database, made from the models as they are: all migrations would take half a minute.

A database that has any table is brought up by migrations. `tests/faces/cli/test_migrate.py` holds both ways equal.
"""

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_empty() -> bool:
    """Whether the database has no table yet and this installation knows migrations (some tests switch them off)."""
    return not connection.introspection.table_names() and bool(MigrationLoader(connection).disk_migrations)


def make_tables() -> None:
    """Make every table and record every migration as done, in one transaction: a kill leaves an empty database."""
    connection.disable_constraint_checking()  # SQLite: before the transaction, or its schema editor refuses
    try:
        with transaction.atomic():
            with connection.schema_editor(atomic=False) as editor:
                for model in apps.get_models():
                    if model._meta.can_migrate(connection):
                        editor.create_model(model)
            recorder = MigrationRecorder(connection)
            recorder.ensure_schema()
            for app, name in sorted(MigrationLoader(connection).graph.nodes):
                recorder.record_applied(app, name)
    finally:
        connection.enable_constraint_checking()
