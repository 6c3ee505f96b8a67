"""What a change or a cancellation does to the money is shown before, and nothing is done with other sums."""

import re

import pytest
from django.test import Client

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order
from tests.faces.storefront.forms import filled, text
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def shown(page: str, what: str) -> int:
    """Rupiah beside these words."""
    found = re.search(rf'{what}.*?<dd class="money">[+-]?-?Rp([\d.]+)', page, re.DOTALL)
    assert found, f"{what} is not on the page"
    return int(found[1].replace(".", ""))


def sums_in(page: str) -> str:
    found = re.search(r'name="sums" value="([^"]+)"', page)
    assert found
    return found[1]


def post(order: Order, tail: str, **form: str) -> str:
    with clock.told(NOON):
        answer = Client(enforce_csrf_checks=True).post(f"/p/{order.secret}/{tail}", form)
    return text(answer) if answer.status_code != 303 else answer["Location"]


def test_a_change_says_what_it_costs_and_what_is_left_over(world: World) -> None:
    with clock.told(NOON):
        order = world.place(world.line("XL", name="RINA"))  # 115.000
    receive(world, order, asked(order))
    events = EventRow.objects.count()
    page = post(order, "ubah/", **filled(world))
    assert (shown(page, "Harga pesanan sekarang"), shown(page, "Harga setelah diubah")) == (115_000, 95_000)
    over = world.fresh(order).paid - 95_000
    assert shown(page, "Kelebihan, milik Anda") == over and "paling lambat 7 hari" in page
    assert (world.fresh(order).goods, EventRow.objects.count()) == (115_000, events)

    dearer = post(order, "ubah/", **filled(world) | {"line-0-pick-0": "3XL", "line-0-qty": "2"})
    assert shown(dearer, "Perlu dibayar setelah disimpan") == 105_000, "its unique code is paid for"

    receive(world, order, 40_000)  # before the buyer says yes, more money comes
    stale = {"action": "send", "sums": sums_in(page)}
    again = post(order, "ubah/", **filled(world) | stale)
    assert "baru saja berubah" in again and shown(again, "Kelebihan, milik Anda") == over + 40_000
    assert world.fresh(order).goods == 115_000
    assert "kabar=ubah" in post(order, "ubah/", **filled(world) | {"action": "send", "sums": sums_in(again)})
    now = world.fresh(order)
    assert (now.goods, -now.outstanding) == (95_000, over + 40_000)


def test_cancelling_names_fee_refund_and_day_and_does_nothing_else(world: World) -> None:
    type(world.store).objects.update(cancel_fee_percent=10, refund_days=5)
    with clock.told(NOON):
        order = world.place()
    receive(world, order, paid := asked(order))
    events = EventRow.objects.count()
    page = post(order, "batal/")
    fee = -(-paid // 10)
    assert (shown(page, "Biaya pembatalan"), shown(page, "Kembali ke Anda")) == (fee, paid - fee)
    assert "10% dari uang yang masuk" in page and "27 November 2026" in page
    assert (world.fresh(order).state, EventRow.objects.count()) == ("confirmed", events)

    type(world.store).objects.update(cancel_fee_percent=50)
    again = post(order, "batal/", sums=sums_in(page))
    assert "baru saja berubah" in again and shown(again, "Kembali ke Anda") == paid // 2
    assert world.fresh(order).state == "confirmed"
    assert "kabar=batal" in post(order, "batal/", sums=sums_in(again), reason="salah pilih")
    ended = world.fresh(order)
    assert (ended.state, ended.refunded) == ("cancelled", paid // 2)
    assert not [breach for _name, found in audit() for breach in found]
