from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.send import hand_over, pack_order, ship_order
from bukapo.production.reads import outgoing, outgoing_by_number, outgoing_to_print, sending_counts
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def act(world: World, verb: Any, order: Order, **given: Any) -> Any:
    return verb(store_id=world.store.pk, order_id=order.pk, **given, actor=world.seller, at=clock.now())


def paid(world: World, *lines: Any, courier: bool = False, **changes: Any) -> Order:
    where = {"fulfilment": "courier", "address": "Jl. Contoh 12", "zone_id": world.zone.pk} if courier else {}
    order = world.place(*lines, **(where | changes))
    owed = world.fresh(order).outstanding
    act(world, record_payment, order, amount=owed, method="cash", bank_account_id=None, note="")
    return order


def test_every_order_that_holds_pieces_is_in_exactly_one_group(world: World) -> None:
    pickup, courier, gone = paid(world), paid(world, courier=True), paid(world)
    owing, packed, shipped, received = world.place(), paid(world), paid(world, courier=True), paid(world)
    act(world, cancel_order, gone, reason="batal")
    act(world, pack_order, packed)
    act(world, ship_order, shipped, courier="JNE", tracking_number="JNE0001")
    act(world, hand_over, received)
    assert sending_counts(world.campaign) == {
        "kirim": 1, "ambil": 2, "rombongan": 0, "dibuat": 0, "belum": 1, "jalan": 1, "sampai": 1, "packed": 1,
        "ahead": 0,
    }  # fmt: skip
    assert [row.number for row in outgoing(world.campaign, "kirim").rows] == [courier.number]
    assert [row.number for row in outgoing(world.campaign, "ambil").rows] == [pickup.number, packed.number]
    assert [row.number for row in outgoing(world.campaign, "belum").rows] == [owing.number]
    assert outgoing(world.campaign, "jalan").rows[0].tracking == "JNE0001"


def test_an_order_with_a_deposit_alone_is_not_ready(world: World) -> None:
    order = world.place()
    act(world, record_payment, order, amount=50_000, method="cash", bank_account_id=None, note="")
    assert outgoing(world.campaign, "ambil").total == 0
    assert outgoing(world.campaign, "belum").rows[0].outstanding > 0


def test_an_overpaid_order_is_ready_and_says_so(world: World) -> None:
    order = paid(world)
    act(world, record_payment, order, amount=5_000, method="cash", bank_account_id=None, note="")
    row = outgoing(world.campaign, "ambil").rows[0]
    assert (row.ready, row.outstanding) == (True, -5_000)


def test_what_is_printed_holds_lines_with_their_names(world: World) -> None:
    order = paid(world, world.line("L", qty=2, name="BUDI 10"), courier=True)
    printed = outgoing_to_print(world.campaign)
    assert [(row.number, row.courier) for row in printed] == [(order.number, "JNE")]
    line = printed[0].lines[0]
    assert (line.product, line.variant, line.quantity) == ("Kaos", "L · Hitam", 2)
    assert line.texts == (("Nama punggung", "BUDI 10"),)


def test_only_chosen_orders_are_printed_and_none_that_owes(world: World) -> None:
    chosen, _other, owing = paid(world), paid(world), world.place()
    printed = outgoing_to_print(world.campaign, numbers=[chosen.number, owing.number, "PO-TIDAKADA"])
    assert [row.number for row in printed] == [chosen.number]
    assert outgoing_to_print(world.campaign, fulfilment="courier") == ()


def test_another_stores_orders_are_never_found(world: World) -> None:
    stranger = make_world(slug="toko-lain")
    order = paid(world)
    assert outgoing_by_number(stranger.campaign, [order.number]) == {}
    assert outgoing_to_print(stranger.campaign, numbers=[order.number]) == ()


def test_a_page_needs_the_same_few_queries_for_one_order_and_for_many(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            outgoing(world.campaign, "kirim")
        return len(seen)

    paid(world, courier=True)
    one = queries()
    for _ in range(4):
        paid(world, courier=True)
    assert queries() == one <= 5


def test_pages_and_search_find_the_right_rows(world: World) -> None:
    orders = [paid(world, buyer_name=f"Pembeli {n:02}") for n in range(52)]
    second = outgoing(world.campaign, "ambil", page=2)
    assert (second.total, second.last, [row.number for row in second.rows]) == (
        52,
        2,
        [o.number for o in orders[50:]],
    )
    assert outgoing(world.campaign, "ambil", page=99).page == 2
    assert [row.buyer_name for row in outgoing(world.campaign, "ambil", search="beli 07").rows] == [
        "Pembeli 07"
    ]
