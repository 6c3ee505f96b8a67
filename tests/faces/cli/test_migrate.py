"""A new database is made at once; it must hold just what the migrations, one after another, would have made."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.faces.cli.conftest import Installation

pytestmark = pytest.mark.database
IN_EARNEST = """
import json
from datetime import UTC, datetime
from importlib import import_module
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection
from django.db.migrations.state import ProjectState

def told_in_place(state, app_label, model_name, option, rules):
    # A rule or an index changes no field: Django would make every related model anew for it, half of all the time.
    state.models[app_label, model_name].options[option] = rules
    if "apps" in vars(state):
        setattr(state.apps.get_model(app_label, model_name)._meta, option, [rule.clone() for rule in rules])

def added(state, app_label, model_name, option, rule):
    known = state.models[app_label, model_name].options.get(option, [])
    told_in_place(state, app_label, model_name, option, [*known, rule])

def removed(state, app_label, model_name, option, name):
    known = state.models[app_label, model_name].options[option]
    told_in_place(state, app_label, model_name, option, [rule for rule in known if rule.name != name])

ProjectState._append_option, ProjectState._remove_option = added, removed
AT = datetime(2026, 5, 1, tzinfo=UTC)
photos_of_reviews = import_module("bukapo.trust.migrations.0005_photos_of_reviews").Migration.operations[0]
carry_over = photos_of_reviews.code

def with_old_reviews(apps, schema_editor):
    def made(app, model, **columns):
        return apps.get_model(app, model)._base_manager.create(**columns)

    store = made("stores", "Store", slug="toko", name="Toko", city="Bandung", phone="+628121", created_at=AT)
    campaign = made("campaigns", "Campaign", store=store, slug="po", title="PO", created_at=AT)
    picture = made("catalog", "Photo", store=store, key="foto", width=8, height=8, created_at=AT)
    for number in (1, 2):
        order = made("orders", "Order", store=store, campaign=campaign, number=f"PO-{number}",
            secret=f"rahasia{number}", key=f"kunci{number}", state="received", source="form", buyer_name="Pembeli",
            phone="+628122", fulfilment="pickup", pieces=1, weight=0, goods=0, shipping_fee=0, charged=0, placed_at=AT)
        made("trust", "Review", store=store, order=order, stars=5, body="Rapi", written_at=AT,
            photo=picture if number == 1 else None)
    connection.check_constraints()  # as if they had been written long ago: nothing of them is pending
    carry_over(apps, schema_editor)

photos_of_reviews.code = with_old_reviews
call_command(Command(), verbosity=0)

from bukapo.kernel.canonical import digest
from bukapo.trust.models import ReviewPhoto, ReviewVersion
photos = ReviewPhoto.objects.across_stores("a test").values_list("review__order__number", "photo__key", "position")
versions = ReviewVersion.objects.across_stores("a test").order_by("review_id")
print(json.dumps([list(photos), [[row.number, row.told, row.digest == digest(row.told)] for row in versions]]))
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
    at_once.prepare()  # by `bukapo migrate`, as every installation of the tests
    carried_over = json.loads(in_earnest.python(IN_EARNEST))
    made, migrated = tables_of(at_once), tables_of(in_earnest)
    assert set(made) == set(migrated)
    different = {name: set(made[name]) ^ set(migrated[name]) for name in made if made[name] != migrated[name]}
    assert different == {}
    assert at_once.run("migrate", "--check").returncode == 0
    photos, versions = carried_over  # of two reviews of the time when each had one picture at most
    assert photos == [["PO-1", "foto", 0]]
    assert [(number, sealed) for number, _told, sealed in versions] == [(1, True), (1, True)]
    assert [told["photos"] for _number, told, _sealed in versions] == [["foto"], []]
