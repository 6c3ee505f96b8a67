"""What a buyer sees of an order without scrolling for it: whose turn it is, and by when."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.parcels.writes import say_not_arrived
from bukapo.orders.writes.send import confirm_receipt, pack_order, ship_order
from bukapo.trust.claims.deciding import decide_claim, refuse_claim
from bukapo.trust.claims.opening import decline_offer, open_claim
from bukapo.trust.claims.rules import REFUND, Remedy
from tests.faces.production import closed, paid, produced
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def page(order: Any, part: str = "") -> str:
    return Client().get(f"/p/{order.secret}/{part}").content.decode()


def shipped(world: World, *, made: bool = False) -> tuple[Any, dict[str, Any]]:
    order = paid(world, courier=True)
    if made:
        produced(closed(world))
    facts: dict[str, Any] = {"store_id": world.store.pk, "order_id": order.pk, "at": clock.now()}
    ship_order(**facts, courier="JNE", tracking_number="JX1234567890", actor=world.seller)
    return world.fresh(order), facts


def test_a_parcel_on_its_way_says_what_comes_next_and_may_only_be_lost(world: World) -> None:
    order, facts = shipped(world)
    told = page(order)
    assert (
        "Begitu sampai di tangan Anda, tekan tombol di bawah." in told and "Lapor paling lambat" not in told
    )
    form = page(order, "komplain/")
    assert 'value="refund"' in form and 'value="replace"' in form
    assert 'value="repair"' not in form and 'value="exchange"' not in form, "nothing is there to be mended"
    assert f'name="pcs-{order.lines.get().pk}" value="1"' in form, "the whole parcel is lost"
    say_not_arrived(**facts, note="", actor=BUYER_ACTOR)
    told = page(order)
    assert "Anda mengabari paketnya belum sampai" in told and "Masih belum sampai?" in told


def test_a_claim_that_waits_for_the_buyer_stands_on_top_of_the_order(world: World) -> None:
    order, facts = shipped(world)
    confirm_receipt(**facts, actor=BUYER_ACTOR)
    told = page(order)
    assert "Lapor paling lambat" in told and "Komplain Anda" not in told
    by = {name: facts[name] for name in ("store_id", "at")}
    claim = open_claim(
        **facts, key="satu", pieces={order.lines.get().pk: 1}, reason="seam", wish=REFUND,
        body="Jahitannya lepas semua.", photos=[], actor=BUYER_ACTOR,
    )  # fmt: skip
    told = page(order)
    assert "Penjual menjawab paling lambat" in told and "Jawab tawarannya" not in told
    part = Remedy(REFUND, amount=10_000)
    decide_claim(**by, claim_id=claim.claim_id, remedy=part, actor=world.seller)
    told = page(order)
    offer = "Penjual menawarkan: Uang kembali Rp10.000. Menunggu jawaban Anda."
    assert told.index(offer) < told.index("Bagaimana barangnya?") < told.index("Perjalanan pesanan")
    assert "Kalau Anda setuju, uangnya dikembalikan paling lambat" in page(order, "komplain/")
    decline_offer(**by, claim_id=claim.claim_id, answer="Saya minta semuanya.", actor=BUYER_ACTOR)
    refuse_claim(**by, claim_id=claim.claim_id, reason="Sudah dipakai berbulan-bulan.", actor=world.seller)
    assert "Anda boleh menjawab sekali." in page(order) and "Baca alasannya" in page(order)


def test_a_photo_that_a_refused_form_lost_is_asked_for_again(world: World) -> None:
    order, facts = shipped(world)
    confirm_receipt(**facts, actor=BUYER_ACTOR)
    sent = {"body": "Bagus dan rapi.", "photos": SimpleUploadedFile("a.png", b"x", "image/png")}
    answer = Client().post(f"/p/{order.secret}/testimoni/", sent)
    assert answer.status_code == 422 and "Bagus dan rapi." in answer.content.decode()
    assert "Pilih lagi filenya" in answer.content.decode() and "Pilih lagi filenya" not in page(order)


def test_what_is_long_past_is_folded_and_the_latest_steps_are_not(world: World) -> None:
    order, facts = shipped(world, made=True)
    confirm_receipt(**facts, actor=BUYER_ACTOR)
    response = Client().get(f"/p/{order.secret}/")
    shown = response.context["page"]
    assert [*shown.earlier, *shown.latest] == shown.entries and shown.latest[-1].state == "now"
    assert [one.title for one in shown.latest] == ["Produksi selesai", "Dikirim", "Diterima"]
    told = response.content.decode()
    fold = told.index("3 langkah sebelumnya")
    assert (
        fold
        < told.index("Pesanan masuk", fold)
        < told.index("</details>", fold)
        < told.index("Diterima", fold)
    )


def test_what_is_packed_no_longer_promises_to_be_made(world: World) -> None:
    order = paid(world)
    assert "Selesai diproduksi" in page(order)
    pack_order(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    told = page(order)
    assert "Anda ambil" in told and "Selesai diproduksi" not in told
