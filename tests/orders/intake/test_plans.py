"""What the writer asks costs the same beside thousands of old orders, for a PO the planner knows nothing of."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from django.db import connection

from bukapo.campaigns.reads import offer_of
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake import postgres
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.draft import drafted
from bukapo.orders.writes.place import place_answers
from tests.orders.intake.real_desk import desk_at, place
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]

OLD = 3_000
HOT = {"orders_order", "payments_charge", "journal_event", "ledger_posting", "campaigns_buyercounter"}
Plan = dict[str, Any]


@pytest.fixture
def fresh() -> World:
    """A PO made a minute ago, with its first orders, beside one that the statistics are full of."""
    old = make_world(slug="toko-lama", buyer_cap=5)
    for _ in range(OLD // 500):
        answers = place_answers(
            store_id=old.store.pk,
            campaign_id=old.campaign.pk,
            wanted=[old.want() for _ in range(500)],
            actor=BUYER_ACTOR,
        )
        assert all(isinstance(answer, Placed) for answer in answers)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    world = make_world(buyer_cap=5)
    with desk_at(world) as desk:
        place(desk, world, *(world.want() for _ in range(300)))
    return world


def questions(world: World) -> list[tuple[str, Sequence[Any]]]:
    """Everything that the writer asks, as it asks for a batch of 64."""
    offer = offer_of(world.campaign)
    drafts = [drafted(world.want(), offer) for _ in range(64)]
    buyers = [f"{world.campaign.pk}:+6281{n:09}" for n in range(64)]
    store, campaign = world.store.pk, world.campaign.pk
    return [
        (postgres.LOCK, [campaign]),
        (postgres.WINDOW, [campaign, store]),
        (postgres.EARLIER, [[draft.wanted.key for draft in drafts]]),
        (postgres.HAD, [buyers]),
        (postgres.AMOUNTS, [[95_000 + n for n in range(320)], store]),
        (postgres.ABOVE, [store, 95_000, 95_000]),
        (postgres.KNOWN_ACCOUNTS, [store, ["receivable", "deposits"]]),
    ]


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
def test_hot_tables_are_only_looked_up_by_a_unique_key(fresh: World, mode: str) -> None:
    shared = indexes_of_many_rows()
    with desk_at(fresh) as desk:
        place(desk, fresh, fresh.want())
        asking: Any = desk.writer
        plans = [
            (asked, explained(asking.connection, asked, values, mode)) for asked, values in questions(fresh)
        ]
    for statement, plan in plans:
        for node in nodes(plan):
            table = node.get("Relation Name", "")
            if table in HOT:
                assert "Index" in node["Node Type"] or node["Node Type"] == "Bitmap Heap Scan", (
                    statement,
                    node,
                )
                assert node.get("Rows Removed by Filter", 0) == 0, (statement, node)
            reached = node.get("Actual Rows", 0) * node.get("Actual Loops", 0)
            assert node.get("Index Name") not in shared and reached <= 320 + 999, (statement, node)


def test_writing_a_batch_reads_no_hot_table_but_by_its_keys(
    fresh: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Plan] = []

    def explain(self: postgres.PostgresWriter, rows: Any, offer: Any) -> None:
        run = postgres.PostgresWriter._cursor
        monkeypatch.setattr(postgres.PostgresWriter, "_cursor", lambda writer: Explaining(run(writer), told))
        write(self, rows, offer)

    write = postgres.PostgresWriter.write
    monkeypatch.setattr(postgres.PostgresWriter, "write", explain)
    with desk_at(fresh) as desk:
        place(desk, fresh, *(fresh.want() for _ in range(32)))
    assert told
    found = [node for plan in told for node in nodes(plan)]
    scanned = [node for node in found if node.get("Relation Name") in HOT and "Scan" in node["Node Type"]]
    assert not scanned, scanned


class Explaining:
    """A cursor that is told to write and tells how it would be done."""

    def __init__(self, cursor: Any, told: list[Plan]) -> None:
        self.cursor, self.told = cursor, told

    def execute(self, statement: str, values: Any) -> None:
        self.told.append(
            self.cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values).fetchall()[0][0][0]["Plan"]
        )


def explained(connection: psycopg.Connection[Any], statement: str, values: Sequence[Any], mode: str) -> Plan:
    """The plan of the statement as it is prepared by the writer's connection."""
    numbers = iter(range(1, 10))
    prepared = re.sub("%s", lambda _found: f"${next(numbers)}", statement)
    with connection.transaction(), psycopg.ClientCursor(connection) as cursor:
        cursor.execute(f"SET LOCAL plan_cache_mode = {mode}")
        cursor.execute(f"PREPARE asked AS {prepared}")
        told = ", ".join(["%s"] * len(values))
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked ({told})", list(values))
        [[[found]]] = cursor.fetchall()
        cursor.execute("DEALLOCATE asked")
    plan: Plan = found["Plan"]
    return plan


def nodes(plan: Plan) -> Iterator[Plan]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def indexes_of_many_rows() -> set[str]:
    """Indexes of hot tables under whose keys there may be any number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index"
            " WHERE NOT indisunique AND indrelid::regclass::text = ANY(%s)",
            [list(HOT)],
        )
        return {name for (name,) in cursor.fetchall()}
