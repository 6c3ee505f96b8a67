"""The seller's queue of single orders, by Django's client."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.orders.models import OrderPromise
from bukapo.production.jobs.board import board_of
from bukapo.production.jobs.queue import promise_now
from bukapo.production.models import WorkOrder
from bukapo.production.writes.work_orders import accept_work_order, cancel_work_order
from tests.faces.production import address, seller
from tests.production.jobs.cast import begun, confirmed, jackets, job_of, work_of
from tests.till import receive
from tests.world import NOON, World

pytestmark = pytest.mark.django_db
MONDAY = NOON + timedelta(days=1)


@pytest.fixture
def world() -> Iterator[World]:
    with clock.told(NOON):
        yield jackets()


def fresh(world: World) -> Campaign:
    found: Campaign = Campaign.objects.of(world.store).select_related("store").get(pk=world.campaign.pk)
    return found


def test_the_queue_shows_every_job_and_leads_from_production(world: World) -> None:
    first, second = begun(world, buyer_name="Rina Contoh"), begun(world, buyer_name="Budi Contoh")
    confirmed(world)
    client = seller(world)
    answer = client.get(address(world, "produksi/"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain and answer.status_code == 200
    assert page.index("Rina Contoh") < page.index("Budi Contoh")
    assert "25–27 November 2026" in page and "1 pesanan yang baru dikonfirmasi" in page
    for order in (first, second):
        assert client.get(address(world, f"produksi/antrean/{order.number}/")).status_code == 200
    other = client.get(address(world, "produksi/antrean/PO-XXXXXXXX/"))
    assert other.status_code == 404


def test_late_jobs_come_first_and_a_job_at_work_is_no_false_alarm(world: World) -> None:
    first, second = begun(world), begun(world)
    accept_work_order(store_id=world.store.pk, work_order_id=work_of(first).pk, actor=WORKSHOP_ACTOR, at=NOON)
    with clock.told(MONDAY + timedelta(days=3)):
        assert board_of(fresh(world), clock.now()).late == 0
    OrderPromise.objects.of(world.store).filter(order=second).update(first=MONDAY.date(), day=MONDAY.date())
    [lines] = board_of(fresh(world), clock.now()).queues.values()
    assert [line.order for line in lines] == [second, first]
    assert lines[0].days_late == 10 and lines[0].ahead == 1
    assert (
        "Ada yang terancam telat." in seller(world).get(address(world, "produksi/antrean/")).content.decode()
    )


def test_a_refused_form_keeps_what_was_typed_and_moves_nothing(world: World) -> None:
    order = begun(world)
    place = address(world, f"produksi/antrean/{order.number}/")
    client = seller(world)
    typed = {"produced": "2026-12-20", "ship_until": "2026-12-01", "promise_reason": "Kain habis di toko"}
    answer = client.post(f"{place}janji/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tanggal kirim tidak bisa sebelum barangnya jadi." in page and "Kain habis di toko" in page
    answer = client.post(f"{place}urutan/", {"turn": "9", "turn_reason": "Dipakai besok"})
    assert answer.status_code == 422 and "Urutan ini tidak ada di antrean." in answer.content.decode()
    answer = client.post(f"{place}spk/", {"workshop": "Penjahit Lain"})
    assert answer.status_code == 422
    assert OrderPromise.objects.of(world.store).filter(order=order).count() == 3
    assert WorkOrder.objects.of(world.store).count() == 1


def test_turn_again_and_made_from_the_page(world: World) -> None:
    first, second = begun(world), begun(world)
    client = seller(world)
    place = address(world, f"produksi/antrean/{second.number}/")
    assert client.post(f"{place}urutan/", {"turn": "1", "turn_reason": "Dipakai besok"}).status_code == 302
    assert job_of(second).place < job_of(first).place
    cancel_work_order(
        store_id=world.store.pk, work_order_id=work_of(second).pk, reason="Sakit", actor=world.seller, at=NOON
    )
    assert "Kirim SPK lagi" in client.get(place).content.decode()
    assert client.post(f"{place}spk/", {"workshop": "Penjahit Lain"}).status_code == 302
    assert job_of(second).workshop == "Penjahit Lain"
    assert client.post(f"{place}jadi/").status_code == 302
    assert job_of(second).made_at


def test_paid_but_unmade_orders_wait_on_the_sending_page(world: World) -> None:
    order = begun(world)
    receive(world, order, world.fresh(order).outstanding, at=NOON)
    client = seller(world)
    page = client.get(address(world, "kirim/?tampil=dibuat")).content.decode()
    assert "Masih dibuat" in page and order.number in page
    assert order.number not in client.get(address(world, "kirim/?tampil=ambil")).content.decode()
    client.post(address(world, f"produksi/antrean/{order.number}/jadi/"))
    page = client.get(address(world, "kirim/?tampil=ambil")).content.decode()
    assert order.number in page and "Masih dibuat" not in page


def test_pace_and_closing_change_for_the_orders_to_come(world: World) -> None:
    order = begun(world)
    client, place = seller(world), address(world, "kecepatan/")
    wrong = {"least_days": "4", "most_days": "2", "at_once": "2", "ship_days": "1", "stages": "Jahit"}
    assert client.post(place, wrong).status_code == 422
    assert client.post(place, wrong | {"most_days": "6"}).status_code == 302
    told = promise_now(fresh(world), NOON)
    assert told and (told.produced.last - NOON.date()).days == 6
    assert job_of(order).most == 5
    was = world.campaign.closes_at
    later = {"closes_at": (was + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M")}
    sooner = {"closes_at": (was - timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")}
    assert client.post(f"{place}tutup/", sooner).status_code == 422
    assert client.post(f"{place}tutup/", later).status_code == 302
    assert fresh(world).closes_at > was + timedelta(days=29)
    assert "Satu pesanan dikerjakan 4–6 hari kerja" in fresh(world).terms.last().text
