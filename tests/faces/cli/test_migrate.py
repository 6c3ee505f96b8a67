"""A new database is made at once; it must hold just what the migrations, one after another, would have made."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.faces.cli.conftest import Installation

pytestmark = pytest.mark.database
IN_EARNEST = """
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0)
"""
TABLES = """
import json
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        if table.startswith("auth_"):
            continue  # Django's own: its constraints are named otherwise by one way than by the other
        columns = connection.introspection.get_table_description(cursor, table)
        told = [f"{c.name} {c.type_code} {c.display_size} {c.null_ok} {c.default}" for c in columns]
        for name, rule in connection.introspection.get_constraints(cursor, table).items():
            named = "" if rule["foreign_key"] or name.startswith("__") else name
            kind = [rule[what] for what in ("unique", "foreign_key", "check", "index")]
            told.append(json.dumps([named, rule["columns"], kind, rule.get("definition")], default=str))
        found[table] = sorted(told)
print(json.dumps(found))
"""


def tables_of(installation: Installation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(installation.python(TABLES))
    return found


def test_a_new_database_holds_what_the_migrations_lead_to(
    new_installation: Callable[[], Installation],
) -> None:
    at_once, in_earnest = new_installation(), new_installation()
    assert at_once.run("migrate").returncode == 0
    in_earnest.python(IN_EARNEST)
    made, migrated = tables_of(at_once), tables_of(in_earnest)
    assert set(made) == set(migrated)
    different = {name: set(made[name]) ^ set(migrated[name]) for name in made if made[name] != migrated[name]}
    assert different == {}
    assert at_once.run("migrate", "--check").returncode == 0
