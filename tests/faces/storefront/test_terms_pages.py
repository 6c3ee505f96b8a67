"""What was promised then is what counts: frozen terms on a page of their own, by an order's link and by their hash."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from bukapo.campaigns.guarantees.rules import CREDIT, SHIPPING, Declared, Rung
from bukapo.campaigns.models import Terms
from bukapo.campaigns.plan import Item
from bukapo.campaigns.terms import document, seal
from bukapo.campaigns.writes import draft_campaign, publish_campaign
from bukapo.faces.storefront.shown.short_answers import answers_of
from bukapo.journal import clock
from bukapo.orders.delays.moving import move_promise
from bukapo.stores.models import Store
from tests.campaigns.test_terms import FACTS
from tests.faces.storefront.forms import address, filled, text
from tests.till import asked, receive
from tests.world import NOON, PROMISED, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, cap=50)


def test_an_orders_page_shows_what_was_agreed_though_the_rules_have_changed(
    client: Client, world: World
) -> None:
    with clock.told(NOON):
        order = world.place(world.line("M"), buyer_name="Rina Contoh")
        old = Terms.objects.of(world.store).get()
        moves = {"ship_until": (NOON + timedelta(days=60)).date()}
        facts = {"actor": world.seller, "at": NOON, "store": world.store, "campaign_id": world.campaign.pk}
        move_promise(**facts, moves=moves, reason="Kain terlambat")
        new = Terms.objects.of(world.store).last()
        page = text(client.get(f"/p/{order.secret}/aturan/"))
        assert new.digest != old.digest and old.digest in page and "18 Desember 2026" in page
        assert f"/aturan/{old.digest}/" in page and new.digest not in page
        assert old.digest in text(client.get(f"/p/{order.secret}/"))
        assert new.digest in text(client.get(address(world)))
        receive(world, order, asked(order))
    public = text(client.get(f"/aturan/{old.digest}/"))
    assert "ATURAN PO: Kaos Contoh" in public and order.number not in public and "Rina" not in public
    file = client.get(f"/aturan/{old.digest}/dokumen.json")
    assert hashlib.sha256(file.content).hexdigest() == old.digest


def test_a_hash_nobody_froze_leads_nowhere_and_old_terms_stay_readable(client: Client, world: World) -> None:
    for wrong in ("0" * 64, "x", "%27", "A" * 64):
        assert client.get(f"/aturan/{wrong}/").status_code == 404
        assert client.get(f"/aturan/{wrong}/dokumen.json").status_code == 404
    words = "ATURAN PO: Lama\n\n1. Penjual\n- Toko Contoh\n"
    old = Terms.objects.create(
        store=world.store, campaign=world.campaign, text=words, digest=seal({}, words), frozen_at=NOON
    )
    page = text(client.get(f"/aturan/{old.digest}/"))
    assert "<h3>1. Penjual</h3>" in page and "Singkatnya" not in page
    assert hashlib.sha256(client.get(f"/aturan/{old.digest}/dokumen.json").content).hexdigest() == old.digest


def test_the_short_answers_lead_to_the_clauses_that_say_it(client: Client, world: World) -> None:
    with clock.told(NOON):
        page = text(client.get(address(world)))
    assert "Kalau telat?" in page and "Boleh tanpa potongan sampai PO ditutup." in page
    assert "Beda lebih dari 2 cm" in page and "minimum tidak tercapai" not in page
    links = re.findall(r'href="(/aturan/[0-9a-f]{64}/)#([\w.]+)"', page)
    rules = text(client.get(links[0][0]))
    assert "dalam 7 hari setelah diterima. Pilih diganti, diperbaiki, atau uang kembali" in page
    assert len(links) == 5 and "Hanya kalau Anda setuju. Ongkir paket kedua" in page
    assert all(f'id="{anchor}"' in rules for _path, anchor in links)


def test_the_short_answers_name_the_declared_guarantee() -> None:
    ladder = Declared((Rung(3, CREDIT, 10_000), Rung(7, SHIPPING)), 14, 9)
    told = {one.anchor: one.answer for one in answers_of(document(replace(FACTS, guarantee=ladder)))}
    assert told["late.limit"].endswith("telat 3 hari dapat saldo Rp10.000, telat 7 hari ongkir kembali.")
    assert "9 hari setelah diterima" in told["defects.fit"] and "2 cm" in told["defects.fit"]
    assert "foto dalam 7 hari" in told["defects.report"] and "defects.size" not in told


def test_english_is_a_reading_aid_below_the_contract(client: Client, world: World) -> None:
    digest = Terms.objects.of(world.store).get().digest
    client.cookies["django_language"] = "en"
    page = text(client.get(f"/aturan/{digest}/"))
    assert "Harga total dengan tambahan" in page and "The total with additions" in page
    assert "not the contract" in page and "Paid: the price of the goods" in page


def test_the_check_page_says_what_is_not_as_in_the_stores_po_before(client: Client, world: World) -> None:
    with clock.told(NOON):
        assert "Beda dari PO toko" not in text(client.post(address(world, "pesan/"), filled(world)))
        Store.objects.filter(pk=world.store.pk).update(cancel_fee_percent=20)
        who = {"actor": world.seller, "at": NOON, "store": Store.objects.get(pk=world.store.pk)}
        plan = {
            "items": [Item(world.product.pk, 95_000, 120_000)],
            "opens_at": NOON - timedelta(days=1), "closes_at": NOON + timedelta(days=9), "pickup": True,
            "pickup_place": "Sekretariat", "courier": True, "cap": 50,
            **{what: (NOON + timedelta(days=days + 9)).date() for what, days in PROMISED.items()},
        }  # fmt: skip
        made = draft_campaign(**who, title="Kaos Kedua", plan=plan)
        publish_campaign(**who, campaign_id=made.campaign_id)
        page = text(client.post(f"/toko-contoh/{made.slug}/pesan/", filled(world)))
    assert "Beda dari PO toko ini sebelumnya" in page and "Lebih ketat:" in page and "potongan 20%" in page
    told = page[page.index("Beda dari PO toko ini") :]
    assert told[: told.index("</section>")].count("<li>") == 1, "days and prices are no rules"
