"""What the writer of a server puts into the database is what everybody else reads from it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from bukapo.audit import audit
from bukapo.campaigns.models import BuyerCounter, Campaign
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.compose import Placed, Rows
from bukapo.orders.intake.desk import Desk
from bukapo.orders.intake.tables import TABLES
from bukapo.orders.models import Order
from tests.orders.intake.real_desk import desk_at, place
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    world = make_world(cap=50, variant_caps={("L", "Hitam"): 20}, buyer_cap=9, pay_mode="deposit")
    Campaign.objects.of(world.store).update(early_code="DULUAN")
    return world


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[Desk], list[Rows]]:
    """The rows that a desk writes from now on."""

    def watch(desk: Desk) -> list[Rows]:
        seen: list[Rows] = []
        desk.writer = desk.connect()
        write: Any = desk.writer.write

        def keep(rows: Rows, offer: object) -> None:
            copies = {name: [dict(row) for row in getattr(rows, name)] for name in TABLES}
            seen.append(Rows(same=rows.same, **copies, taken=dict(rows.taken), held=dict(rows.held)))
            write(rows, offer)

        monkeypatch.setattr(desk.writer, "write", keep)
        return seen

    return watch


def everything(world: World, desk: Desk) -> list[Answer]:
    """Orders of every kind in one batch, then some more."""
    first = world.want(
        world.line("L", qty=2, name="BUDI 10"), world.line("M", "Navy"), email="Rina@Example.com"
    )
    batches = [
        [first, world.by_courier(world.line("XL", qty=3), note=" titip \n satpam "), first, world.want(phone="1")],
        [world.want(buyer_name='Änne "<&>" \\ 名前', early_code="DULUAN", language="en"), world.want(sent_before=True)],
    ]  # fmt: skip
    return [answer for batch in batches for answer in place(desk, world, *batch)]


def test_every_field_is_read_as_it_was_written(world: World, kept: Callable[[Desk], list[Rows]]) -> None:
    with desk_at(world) as desk:
        batches = kept(desk)
        answers = everything(world, desk)
    assert [isinstance(answer, Placed) for answer in answers] == [True, True, True, False, True, True]
    for name, (table, columns) in TABLES.items():
        model = next(model for model in apps.get_models() if model._meta.db_table == table)
        composed = [rows.same[name] | row for rows in batches for row in getattr(rows, name)]
        names = {field.column: field.attname for field in model._meta.concrete_fields}
        stored = [
            {column: getattr(row, names[column]) for column in columns}
            for row in model._base_manager.order_by("pk")
            if not table.startswith("journal_") or _of_an_order(row)
        ]
        assert stored == composed, name
        assert len(stored) >= 4


def _of_an_order(row: Any) -> bool:
    """Opening the shop has made events too."""
    event = row if hasattr(row, "seq") else row.event
    return bool(event.order_id)


def test_chain_postings_and_counters_pass_the_audit(world: World) -> None:
    with desk_at(world) as desk:
        everything(world, desk)
    assert [breach for _name, found in audit() for breach in found] == []
    pieces = sum(Order.objects.of(world.store).values_list("pieces", flat=True))
    assert world.counter().taken == pieces == 8
    held = dict(BuyerCounter.objects.of(world.store).values_list("who", "taken"))
    assert held[f"{world.campaign.pk}:rina@example.com"] == 3 and len(held) == 5


def test_a_repeat_names_the_order_that_is_there(world: World) -> None:
    one = world.want()
    with desk_at(world) as desk:
        [first, second] = place(desk, world, one, one)
        [third] = place(desk, world, one)
    order = Order.objects.of(world.store).get()
    for answer, repeated in ((first, False), (second, True), (third, True)):
        assert answer == Placed(order.pk, order.number, order.secret, repeated)
