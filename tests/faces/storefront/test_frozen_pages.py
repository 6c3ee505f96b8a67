"""After the PO closed: the buyer's pages to move, trade a size and hand the order over."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Handover, Order
from bukapo.orders.parts.writes import answer_part, propose_part, ship_part
from bukapo.production.models import Swap
from bukapo.production.writes.close import close_campaign
from tests.faces.production import paid
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
AFTER = NOON + timedelta(days=8)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def pair(world: World) -> tuple[Order, Order]:
    """An L to be sent to Bandung, and an M; the PO is closed."""
    with clock.told(NOON):
        orders = (
            paid(world, world.line("L"), courier=True, buyer_name="Rina Lama", phone="081200005555"),
            paid(world, world.line("M"), buyer_name="Budi Contoh"),
        )
    with clock.told(AFTER):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=AFTER)
    return orders


def get(path: str) -> Any:
    with clock.told(AFTER):
        return Client().get(path)


def post(path: str, **data: str) -> Any:
    with clock.told(AFTER):
        return Client().post(path, data)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_two_buyers_trade_without_learning_who_the_other_is(world: World) -> None:
    one, other = pair(world)
    l_tee, m_tee = world.variant("L", "Hitam"), world.variant("M", "Hitam")
    here = f"/p/{one.secret}/"
    assert "Tukar ukuran" in text(get(here))
    assert post(f"{here}tukar/", tukar=f"{l_tee}-{m_tee}").headers["Location"] == f"{here}?kabar=tukar-tawar"
    (swap,) = Swap.objects.of(world.store)
    shown = text(get(f"/p/{other.secret}/tukar/"))
    assert "M / Hitam Anda jadi L / Hitam" in shown
    assert not any(private in shown for private in ("Rina", "5555", one.number))
    assert post(f"/p/{other.secret}/tukar/ambil/", swap=str(swap.pk)).status_code == 303
    assert "Ya, tukar sekarang" in text(get(f"{here}tukar/"))
    assert post(f"{here}tukar/setuju/", swap=str(swap.pk)).headers["Location"] == f"{here}?kabar=tukar"
    assert [order.lines.get().label for order in (one, other)] == ["M / Hitam", "L / Hitam"]


@pytest.mark.parametrize("typed", ["", "x-y", "1", "999999-1", "²-³", "9" * 40 + "-1"])
def test_an_offer_of_nothing_is_refused_in_words(world: World, typed: str) -> None:
    one, _other = pair(world)
    assert post(f"/p/{one.secret}/tukar/", tukar=typed).status_code in (404, 422)
    assert post(f"/p/{one.secret}/tukar/setuju/", swap=typed).status_code == 404
    assert not Swap.objects.of(world.store).exists()


def test_the_address_can_be_changed_until_its_lock(world: World) -> None:
    one, _other = pair(world)
    assert "Alamat bisa diubah sampai 11 Des 2026, 00.00 WIB" in text(get(f"/p/{one.secret}/"))
    moved = {"fulfilment": "courier", "zone_id": str(world.zone.pk), "address": "Jl. Baru 9", "city": "Bogor"}
    wrong = post(f"/p/{one.secret}/alamat/", **moved | {"address": "", "postal_code": "4a"})
    assert (wrong.status_code, "Bogor" in text(wrong)) == (422, True)
    assert post(f"/p/{one.secret}/alamat/", **moved).status_code == 303
    assert world.fresh(one).city == "Bogor"


def test_an_order_is_handed_over_and_the_old_link_is_dead(world: World) -> None:
    one, _other = pair(world)
    here = f"/p/{one.secret}/oper/"
    assert post(here, name="Teman", phone="12").status_code == 422
    assert post(here, name="Teman", phone="0812 9999 0001").status_code == 303
    row = Handover.objects.of(world.store).get()
    link = f"/oper/{row.secret}/"
    assert link in text(get(here))
    shown = text(get(link))
    assert "Kaos, L / Hitam" in shown
    assert not any(private in shown for private in ("Rina Lama", "5555", "Jl. Rahasia", one.secret))
    form = {"name": "Teman Baru", "email": "", "fulfilment": "pickup"}
    assert post(link, **form).status_code == 422  # not without a yes to the terms
    answer = post(link, **form, agreed="on")
    assert answer.status_code == 303
    assert get(f"/p/{one.secret}/").status_code == 404
    theirs = text(get(answer.headers["Location"]))
    assert "sekarang milik Anda" in theirs and "Teman Baru" in theirs
    assert not any(private in theirs for private in ("Rina Lama", "5555", "Jl. Rahasia"))
    assert get(link).status_code == 410
    assert not [breach for _name, found in audit() for breach in found]


def test_before_closing_nothing_of_it_is_there(world: World) -> None:
    with clock.told(NOON):
        order = paid(world)
        page = text(Client().get(f"/p/{order.secret}/"))
        answers = [
            Client().get(f"/p/{order.secret}/{rest}/").status_code for rest in ("alamat", "tukar", "oper")
        ]
    assert "Tukar ukuran" not in page
    assert answers == [302, 302, 302]


def test_what_has_left_in_part_is_neither_moved_nor_traded_nor_handed_over(world: World) -> None:
    with clock.told(NOON):
        order = paid(world, world.line("L", qty=2), courier=True)
        paid(world, world.line("M"))
    with clock.told(AFTER):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=AFTER)
    ways = [f"/p/{order.secret}/{way}/" for way in ("alamat", "tukar", "oper")]
    assert all(way in text(get(f"/p/{order.secret}/")) for way in ways)
    by = {"store_id": world.store.pk, "order_id": order.pk, "at": AFTER}
    propose_part(
        **by, actor=world.seller, pieces={(0, world.variant("L", "Hitam")): 1}, reason="Sisanya nanti"
    )
    answer_part(**by, actor=BUYER_ACTOR, agree=True)
    ship_part(**by, actor=world.seller, courier="JNE", tracking_number="JNE0001")
    page = text(get(f"/p/{order.secret}/"))
    assert not any(way in page for way in ways)
    assert "Paket pertama sedang di jalan. Sisanya menyusul." in page and "Tinggal dikemas" not in page
