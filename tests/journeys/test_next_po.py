"""From closing to the next PO: made, packed by scans, brought, complained of, praised, learnt from, begun anew."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, CampaignOrigin
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.orders.models import Order
from bukapo.production.writes.stages import finish_work_order
from bukapo.shipping.models import Parcel
from bukapo.trust.models import Review
from tests.emulators.biteship import BiteshipEmulator
from tests.faces.production import accepted, enter, reported, sent
from tests.journeys import after, making, sending, table
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.late import PO
from tests.journeys.person import Person
from tests.journeys.worker import work
from tests.orders.packing.cast import rule
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True)]
STORY = "Jahitan ketiaknya lepas sepanjang 5 cm."
PRAISE = "Bahannya adem dan ukurannya pas."


@pytest.fixture
def world(calendar: Calendar) -> World:
    return make_world(
        at=MONDAY,
        cap=30,
        target=3,
        pay_mode="deposit",
        deposit_bp=5_000,
        balance_days=5,
        shipping_with="balance",
    )


@pytest.fixture
def orders(world: World) -> dict[str, Order]:
    """Two by courier, one to be fetched; their deposits are in."""
    where = {"fulfilment": "courier", "address": "Jl. Contoh 12", "city": "Bandung", "postal_code": "40135"}
    there: dict[str, Any] = where | {"zone_id": world.zone.pk}
    lines = [world.line("L", qty=2), world.line("M", name="BUDI 10")]
    found = {
        "Rina": world.place(*lines, buyer_name="Rina Contoh", **there),
        "Budi": world.place(world.line("M"), buyer_name="Budi Contoh"),
        "Dewi": world.place(world.line("XL", "Navy"), buyer_name="Dewi Contoh", **there),
    }
    for order in found.values():
        after.pays(world, order)
    return found


def test_from_closing_to_the_next_po(
    new_person: NewPerson,
    calendar: Calendar,
    world: World,
    orders: dict[str, Order],
    settings: Any,
    live_server: Any,
) -> None:
    seller = new_person("penjual", laptop=True)
    enter(seller.page, world)
    is_made_and_paid(seller, calendar, world, orders)
    is_packed_by_scans(seller, world, orders)
    with BiteshipEmulator().running() as emulator:
        settings.GATEWAY_URLS = {"biteship": emulator.url}
        after.has_a_courier(world, emulator, live_server.url)
        rina, budi, dewi = new_person("rina"), new_person("budi"), new_person("dewi")
        is_brought_and_fetched(seller, rina, calendar, emulator, orders)
    is_made_good(seller, rina, orders["Rina"])
    only_receivers_review(seller, budi, dewi, orders)
    is_shown_to_all(new_person("siapa-saja"))
    after.reads_the_evaluation(seller)
    after.promises_more(world)
    after.makes_the_next(seller)
    work()
    following = Campaign.objects.of(world.store).get(slug="kaos-contoh-2")
    assert CampaignOrigin.objects.of(world.store).get(campaign=following).origin_id == world.campaign.pk
    assert following.state == "published"
    assert [str(breach) for _name, breaches in audit() for breach in breaches] == []


def is_made_and_paid(seller: Person, calendar: Calendar, world: World, orders: dict[str, Order]) -> None:
    """Time closes the PO; the pieces are ready three days later than they were promised."""
    calendar.at += timedelta(days=8)
    work()
    seller.open(f"{PO}/rekap/")
    seller.sees("Rekap terkunci")
    wanted = {("L", "Hitam"): 2, ("M", "Hitam"): 2, ("XL", "Navy"): 1}
    assert making.pieces_on_screen(seller) == wanted
    spk = accepted(sent(world, stages=["Jahit", "QC"]))
    calendar.at = MONDAY + timedelta(days=24)
    finish_work_order(
        store_id=world.store.pk, work_order_id=reported(spk, 5, 5).pk, actor=WORKSHOP_ACTOR, at=calendar.at
    )
    making.declare_produced(seller, PO)
    work()
    for order in orders.values():
        after.pays(world, order)
    work()


def is_packed_by_scans(seller: Person, world: World, orders: dict[str, Order]) -> None:
    """The wrong piece is stopped, the parcel can't be closed without the right ones, and no page is loaded."""
    rule(world)
    seller.open(f"{table.TABLE}?po={world.campaign.slug}")
    table.marked(seller)
    rinas, plain = orders["Rina"], f"V{world.variant('L', 'Hitam')}"
    table.scanned(seller, rinas.number)
    seller.sees("0 / 3 pcs")
    table.scanned(seller, f"V{world.variant('XL', 'Navy')}")
    seller.sees("SALAH BARANG: Kaos XL · Navy")
    table.closes(seller)
    seller.sees("BELUM LENGKAP: masih kurang 3 pcs")
    assert not Parcel.objects.of(world.store).exists()
    table.packs(seller, rinas.number, plain, plain, table.named(world, rinas))
    table.packs(seller, orders["Budi"].number, f"V{world.variant('M', 'Hitam')}")
    table.packs(seller, orders["Dewi"].number, f"V{world.variant('XL', 'Navy')}")
    table.is_still_the_same(seller)
    assert Parcel.objects.of(world.store).count() == 3


def is_brought_and_fetched(
    seller: Person, rina: Person, calendar: Calendar, emulator: Any, orders: dict[str, Order]
) -> None:
    """One parcel by a courier service whose notices are read back, one with a number typed in, one is fetched."""
    after.books_a_courier(seller, orders["Rina"])
    calendar.at += timedelta(hours=5)
    after.drives(emulator, orders["Rina"], "under_way")
    work()
    rina.open(after.link(orders["Rina"]))
    rina.sees("WYB-0000000000001")
    calendar.at += timedelta(days=2)
    after.drives(emulator, orders["Rina"], "delivered")
    work()
    rina.open(after.link(orders["Rina"]))
    rina.look("sampai")
    sending.send_by_hand(seller, orders["Dewi"].buyer_name, "JNE0001234567", PO)
    sending.hand_over(seller, orders["Budi"].buyer_name, PO)
    work()


def is_made_good(seller: Person, rina: Person, order: Order) -> None:
    rina.press("Ya, sudah saya terima")
    rina.sees("Terima kasih sudah mengabari.")
    after.complains(rina, order, STORY)
    after.makes_good(seller, STORY, "JX0001234567")
    rina.page.reload()
    rina.sees("Dikirim: JNE JX0001234567.")
    work()


def only_receivers_review(seller: Person, budi: Person, dewi: Person, orders: dict[str, Order]) -> None:
    """Not the store's own people, not who has nothing yet, not with a link that is nobody's, not twice."""
    budis, dewis = orders["Budi"].secret, orders["Dewi"].secret
    assert after.tries_to_review(seller, budis) == 403
    seller.sees("Testimoni hanya bisa ditulis pembelinya sendiri")
    dewi.open(after.link(orders["Dewi"]))
    dewi.sees_not("Bagaimana barangnya?")
    assert after.tries_to_review(dewi, dewis, naming=budis) == 409
    dewi.sees("Testimoni bisa ditulis setelah barangnya diterima.")
    assert after.tries_to_review(dewi, f"{budis[:-1]}{'a' if budis[-1] != 'a' else 'b'}") == 404
    assert not Review.objects.across_stores("a test").exists()

    budi.open(after.link(orders["Budi"]))
    after.writes_a_review(budi, PRAISE)
    budi.sees("testimoni Anda sudah tampil", PRAISE)
    assert after.tries_to_review(dewi, budis) == 409
    review = Review.objects.across_stores("a test").get()
    assert (review.order_id, review.satisfaction, review.photos.count()) == (orders["Budi"].pk, 5, 1)


def is_shown_to_all(anybody: Person) -> None:
    anybody.open("/toko-contoh/")
    anybody.sees("PO sebelumnya", PRAISE)
    anybody.follow("Rekam jejak lengkap")
    anybody.sees("Rekam jejak")
    anybody.look("rekam-jejak")
