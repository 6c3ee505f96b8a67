"""Telling many, on the seller's pages: written, counted, confirmed, watched; the draft of the week; the report."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.broadcasts.writes import confirm_broadcast
from bukapo.messaging.models import Broadcast, Consent, Message, TellingHabit, Update
from bukapo.messaging.updates.due import draft_due
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, address, closed, paid, reported, seller, sent
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LONG = "Siti Rahma Wulandari Kusumaningrum"


@pytest.fixture
def world() -> World:
    with clock.told(NOON):
        made = make_world(at=NOON)
        paid(made, made.line("L"), buyer_name="Budi", email="budi@example.com")
        paid(made, made.line("M"), buyer_name=LONG)
        made.place(made.line("S"), buyer_name="Cici")
        return made


@pytest.fixture
def client(world: World) -> Client:
    return seller(world)


def form(**changes: str) -> dict[str, str]:
    return {
        "whom": "everyone|", "way": "email_first", "subject": "Kabar {judul_po}", "key": "form-1",
        "body": "Halo {nama}, pesanan {nomor}.\r\nKain sudah datang.", **changes,
    }  # fmt: skip


def test_a_broadcast_is_previewed_on_real_people_counted_and_confirmed(world: World, client: Client) -> None:
    page = address(world, "siaran/baru/")
    assert "Belum ada orang" not in client.get(page).content.decode()
    asked = {"headers": {"X-Requested-With": "fetch"}}
    part = client.post(page, form(lihat="1"), **asked).content.decode()  # type: ignore[arg-type]
    assert "Halo Budi, pesanan PO-" in part and f"Nama terpanjang, {LONG}" in part and "<html" not in part
    wrong = client.post(page, form(lihat="1", body="Halo {resi}"), **asked).content.decode()  # type: ignore[arg-type]
    assert "{resi} tidak dikenal" in wrong
    check = client.post(page, form(periksa="1")).content.decode()
    assert "Kirim ke 3 orang" in check and 'name="shown" value="3-2-1"' in check
    assert client.post(page, form(kirim="1", shown="3-1-2")).status_code == 409
    assert not Broadcast.objects.of(world.store).exists()
    assert client.post(page, form(periksa="1", body="{x}")).status_code == 422
    sent_off = client.post(page, form(kirim="1", shown="3-2-1"))
    again = client.post(page, form(kirim="1", shown="3-2-1"))
    row = Broadcast.objects.of(world.store).get()
    assert sent_off["Location"] == again["Location"] == f"/toko-saya/{world.store.slug}/siaran/{row.pk}/"
    assert row.body == "Halo {nama}, pesanan {nomor}.\nKain sudah datang."


def queued(world: World) -> Broadcast:
    event = confirm_broadcast(
        store_id=world.store.pk, campaign_id=world.campaign.pk, kind="broadcast.news", group="everyone", choice="",
        way="email_first", subject="Kabar", body="Halo {nama}", shown="3-2-1", key="k", actor=world.seller, at=NOON,
    )  # fmt: skip
    row: Broadcast = Broadcast.objects.of(world.store).get(pk=event.broadcast_id)
    return row


def test_it_is_watched_held_called_off_and_reported(world: World, client: Client) -> None:
    row = queued(world)
    page = f"/toko-saya/{world.store.slug}/siaran/{row.pk}/"
    assert "data-live" in client.get(page).content.decode()
    write_broadcasts(NOON)
    for deed, state in (
        ("jeda", "paused"),
        ("lanjut", "queued"),
        ("batal", "cancelled"),
        ("lanjut", "cancelled"),
    ):
        client.post(f"{page}{deed}/")
        assert world.fresh(row).state == state
    shown = client.get(page).content.decode()
    assert "Siarannya dibatalkan" in shown and "tidak bisa dilakukan" in shown, "a late tap is told so"
    Message.objects.of(world.store).filter(name="Budi", event__kind="broadcast.confirmed").update(
        state="failed", error="Alamat tidak ada."
    )
    report = client.get(address(world, "laporan-pesan/")).content.decode()
    assert "Siaran: kabar" in report and "Alamat tidak ada." in report
    file = b"".join(client.get(address(world, "laporan-pesan/pesan.csv")).streaming_content).decode(
        "utf-8-sig"
    )  # type: ignore[attr-defined]
    assert f"Siaran: kabar;{LONG}" in file and "Gagal" in file
    assert client.get(f"{page}pesan.xlsx").status_code == 200
    assert row.subject in client.get(address(world, "siaran/")).content.decode()
    stranger = Client()
    stranger.force_login(make_world(slug="toko-lain").owner)
    assert stranger.get(page).status_code == 404
    assert stranger.post(f"{page}batal/").status_code == 404


def test_the_report_costs_the_same_with_ten_times_the_messages(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    row = queued(world)
    write_broadcasts(NOON)
    event = Message.objects.of(world.store).filter(kind="broadcast.news").first().event
    Message.objects.bulk_create(
        Message(store=world.store, event=event, campaign=world.campaign, kind="broadcast.news", recipient=f"order:x{n}",
                name="A", channel="email", address="a@example.com", body="", priority=5, created_at=NOON)
        for n in range(300)
    )  # fmt: skip
    client.get(address(world, "laporan-pesan/"))
    with django_assert_max_num_queries(9):
        client.get(address(world, "laporan-pesan/"))
    with django_assert_max_num_queries(13):
        client.get(f"/toko-saya/{world.store.slug}/siaran/{row.pk}/")


def test_an_offer_needs_a_buyers_own_yes(world: World, client: Client) -> None:
    order = world.campaign.orders.get(buyer_name="Budi")
    buyer = Client()
    assert "Mau dikabari" in buyer.get(f"/p/{order.secret}/").content.decode()
    offer = form(whom="earlier|", body="PO baru: {tautan_po}", periksa="1")
    other = make_world(slug="toko-kedua")
    assert (
        "Belum ada yang bisa dikirimi"
        in client.post(address(world, "siaran/tawaran/"), offer).content.decode()
    )
    answer = buyer.post(f"/p/{order.secret}/po-baru/", {"mau": "ya"})
    assert answer.status_code == 303
    assert "Anda mau dikabari kalau" in buyer.get(f"/p/{order.secret}/").content.decode()
    assert set(Consent.objects.of(world.store).values_list("address", flat=True)) == {
        order.phone,
        "budi@example.com",
    }
    assert not Consent.objects.of(other.store).exists()
    news_form = client.get(address(world, "siaran/baru/")).content.decode()
    assert "earlier|" not in news_form


def test_the_weekly_draft_waits_for_its_glance_and_then_stands_on_buyers_pages(
    world: World, client: Client
) -> None:
    with clock.told(NOON):
        closed(world)
        work = reported(accepted(sent(world, stages=["Potong", "Jahit"])), 3, 1)
    with clock.told(FRIDAY):
        draft_due(FRIDAY)
        page = client.get(address(world, "kabar/"))
        html = page.content.decode()
        waiting = page.context["waiting"]
        assert "Potong selesai (3 pcs). Jahit 1 dari 3 pcs." in html and "Kirim ke 3 pembeli" in html
        report_stage(store_id=world.store.pk, work_order_id=work.pk, position=1, count=2, actor=WORKSHOP_ACTOR,
                     at=FRIDAY)  # fmt: skip
        kept = {
            "text": "Dua sudah dijahit.",
            "facts": waiting.facts.digest,
            "shown": page.context["reach"].stamp,
        }
        send = address(world, f"kabar/{waiting.row.pk}/kirim/")
        stale = client.post(send, kept)
        assert stale.status_code == 409 and "Dua sudah dijahit." in stale.content.decode(), "typed words stay"
        assert not Broadcast.objects.of(world.store).exists()
        client.post(send, kept | {"facts": stale.context["waiting"].facts.digest})
        assert Update.objects.of(world.store).get().state == "sent"
        order = world.campaign.orders.first()
        for path in (f"/p/{order.secret}/", f"/{world.store.slug}/{world.campaign.slug}/"):
            told = Client().get(path).content
            assert b"Dua sudah dijahit." in told and len(told) < 60_000
        timeline = Client().get(f"/p/{order.secret}/").content.decode()
        assert timeline.count("dari 3 pcs") == 1, "of each stage the latest report"
        assert "Buat draf sekarang" in client.get(address(world, "kabar/")).content.decode()
        client.post(address(world, "kabar/buat/"))
        assert Update.objects.of(world.store).filter(state="waiting", week=None).count() == 1


def test_a_store_says_when_drafts_come_and_what_whatsapp_costs(world: World, client: Client) -> None:
    page = f"/toko-saya/{world.store.slug}/pesan/kebiasaan/"
    wrong = {"weekday": "0", "clock": "25.99", "news_price": "500", "offer_price": "700"}
    assert client.post(page, wrong).status_code == 422
    assert client.post(page, wrong | {"clock": "9.30"}).status_code == 302
    habit = TellingHabit.objects.of(world.store).get()
    assert (habit.weekday, habit.hour, habit.minute, habit.news_price) == (0, 9, 30, 500)
    client.post(page, wrong | {"weekday": "", "clock": "9.30"})
    assert world.fresh(habit).weekday is None
