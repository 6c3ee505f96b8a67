"""A buyer ends the news by the link in it: nothing more is told but money and delivery. The seller sees who, and the
rest.
"""

import re
from typing import Any

import pytest

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.messaging.models import Message
from bukapo.messaging.sending.due import PACE
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp
from bukapo.orders.writes import send
from bukapo.production.writes.stages import finish_work_order
from bukapo.providers.channels import fake
from bukapo.providers.channels.fake import Fake
from tests.emulators.whatsapp import KEYS, PHONE_ID, WABA
from tests.faces.production import accepted, closed, enter, paid, reported, sent
from tests.journeys.conftest import NewPerson
from tests.journeys.days import MONDAY, Calendar
from tests.journeys.person import Person
from tests.journeys.worker import work
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True)]

PHONE, MAIL = "+6281234567890", "rina@example.com"
HOME = "/toko-saya/toko-contoh/pesan"


def kinds(world: World, channel: str = "whatsapp") -> set[str]:
    work()
    rows = Message.objects.of(world.store).filter(channel=channel, recipient__startswith="order:")
    return set(rows.values_list("kind", flat=True))


def test_stopping_ends_everything_but_money_and_delivery(
    new_person: NewPerson, calendar: Calendar, settings: Any
) -> None:
    PACE.forget()
    world = make_world(at=MONDAY)
    order = paid(world, world.line("L", qty=2), courier=True, phone=PHONE, email=MAIL)
    job = reported(accepted(sent(closed(world))), 1)
    assert {"order.placed", "order.payment_received", "work_order.progressed"} <= kinds(world)
    news = Message.objects.of(world.store).get(kind="work_order.progressed", channel="whatsapp")
    link = re.search(r"http\S+(/berhenti/\S+)", news.body)
    assert link and PHONE[1:] not in link[1]

    rina = new_person("rina")
    rina.open(link[1])
    rina.look("berhenti")
    rina.press("Berhenti")
    rina.sees("Kabar sudah berhenti", "uang dan paket Anda sendiri")
    rina.look("sudah-berhenti")

    reported(job, 2, 2, 2, 2)
    finish_work_order(store_id=world.store.pk, work_order_id=job.pk, actor=WORKSHOP_ACTOR, at=clock.now())
    facts: dict[str, Any] = {
        "store_id": world.store.pk,
        "order_id": order.pk,
        "actor": world.seller,
        "at": clock.now(),
    }
    send.pack_order(**facts)
    send.ship_order(**facts, courier="JNE", tracking_number="JX123456")
    for channel in ("whatsapp", "email"):  # whoever stops by one of them means both
        told = kinds(world, channel)
        assert "order.shipped" in told and "work_order.done" not in told, channel

    seller = new_person("penjual")
    enter(seller.page, world)
    seller.open(f"{HOME}/berhenti/")
    seller.sees(PHONE, "lewat tautan")
    seller.look("berhenti-dan-jam-tenang")
    _what_goes_out_by_itself(seller, world, settings)


def _what_goes_out_by_itself(seller: Person, world: World, settings: Any) -> None:
    """A mail of unknown fate and one that failed; the page of the store's own number."""
    settings.BUKAPO_CHANNELS = settings.BUKAPO_CHANNELS | {"email": "bukapo.providers.channels.fake.Fake"}
    Fake.plan(fake.LATE, fake.DECLINE)
    name = "Budi Santoso Wijayakusuma Hadiningrat bin Abdullah"
    rows = Message.objects.of(world.store).filter(channel="email", recipient__startswith="order:")
    rows.filter(kind__in=["order.placed", "order.payment_received"]).update(
        state="queued", sent_at=None, send_after=clock.now(), name=name
    )
    work()
    Fake.plan()
    seller.open(f"{HOME}/keadaan/")
    seller.sees("Tidak diketahui", "mungkin sampai, mungkin tidak")
    seller.look("tidak-diketahui")
    seller.page.get_by_role("button", name="Anggap terkirim").click()
    seller.open(f"{HOME}/keadaan/")
    seller.sees("Ditolak penerima.")
    seller.look("gagal")
    who: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}
    save_whatsapp(**who, phone_number_id=PHONE_ID, waba_id=WABA, keys=KEYS)
    for kind, state in (
        ("order.placed", "APPROVED"),
        ("order.shipped", "PENDING"),
        ("order.packed", "REJECTED"),
    ):
        map_form(
            **who, kind=kind, language="id", name="templat_toko", code="id", gaps=["nama"], button=False, state=state
        )  # fmt: skip
    seller.open(f"{HOME}/whatsapp/")
    seller.sees("Alamat callback", "Disetujui", "Diperiksa Meta")
    seller.look("whatsapp")
    seller.follow("Pembayaran diterima")
    seller.sees("Usulan templat")
    seller.look("templat")
    seller.open(f"{HOME}/")
    seller.look("antrean-dengan-jalan")
