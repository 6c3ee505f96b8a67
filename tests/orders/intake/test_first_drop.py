"""The first drop of a fresh installation: tables grow from nothing under one connection whose plans are kept."""

import pytest
from django.db import connection

from bukapo.orders.intake.compose import Placed
from tests.orders.intake.real_desk import desk_at, place
from tests.world import make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]

BATCHES, EACH = 30, 20
HOT = ("orders_order", "payments_charge", "journal_event", "campaigns_buyercounter")
READ = """
SELECT relname, coalesce(seq_tup_read, 0) FROM pg_stat_user_tables WHERE relname = ANY(%s)"""


def rows_read_by_scanning() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(READ, [list(HOT)])
        return dict(cursor.fetchall())


def test_no_plan_made_for_an_empty_table_scans_the_full_one() -> None:
    world = make_world(buyer_cap=5)
    before = rows_read_by_scanning()
    with desk_at(world) as desk:
        for _ in range(BATCHES):
            answers = place(desk, world, *(world.want() for _ in range(EACH)))
            assert all(isinstance(answer, Placed) for answer in answers)
    # The writer's connection has told what it read when it closed.
    read = {table: rows - before[table] for table, rows in rows_read_by_scanning().items()}
    assert not any(read.values()), read
