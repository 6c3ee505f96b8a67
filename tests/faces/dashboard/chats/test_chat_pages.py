"""Chat to orders on the screens, for who works there and for the buyer behind a link; strangers find nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.orders.models import ChatDraft, Order
from tests.faces.production import address, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def paste(world: World, text: str, **more: str) -> Any:
    return seller(world).post(address(world, "tempel/"), {"text": text, "phone": "081298765432", **more})


def draft_of(world: World, name: str) -> ChatDraft:
    return ChatDraft.objects.of(world.store).get(name=name)


def page(world: World, tail: str = "tempel/") -> str:
    answer = seller(world).get(address(world, tail))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_refused_text_stays_in_the_form_with_the_reason(world: World) -> None:
    for text, words in (("halo kak", "Tidak ada pesanan yang terbaca"), ("   ", "Tempel dulu")):
        answer = paste(world, text)
        assert answer.status_code == 422 and words in answer.content.decode()
    wrong = seller(world).post(address(world, "tempel/"), {"text": "1. Budi L hitam", "phone": "12"})
    assert wrong.status_code == 422 and "1. Budi L hitam" in wrong.content.decode()
    assert not ChatDraft.objects.of(world.store).exists()


def test_what_looks_like_html_is_text(world: World) -> None:
    paste(world, "1. <b>Budi</b> L hitam <script>alert(1)</script>")
    assert "<script>alert" not in page(world) and "&lt;script&gt;" in page(world)


def test_each_deed_of_a_draft_and_its_link(world: World) -> None:
    paste(world, "1. Budi L hitam\n2. Siti M navy")
    budi, client = draft_of(world, "budi"), seller(world)
    deed = address(world, f"tempel/{budi.pk}/")
    client.post(f"{deed}kirim/")
    budi.refresh_from_db()
    link = f"/k/{budi.secret}/"
    assert "https://wa.me/6281298765432?text=" in page(world) and "/k/" in page(world)
    told = Client().get(link)
    assert told.status_code == 200 and "Cek dulu pesanan Anda" in told.content.decode()
    assert told["X-Robots-Tag"] == "noindex" and not told.cookies
    client.post(f"{deed}tarik/")
    assert Client().get(link).status_code == 404
    client.post(f"{deed}abaikan/")
    assert client.get(deed).status_code == 302 and "Diabaikan" in page(world)
    client.post(f"{deed}kembalikan/")
    assert client.post(f"{deed}lain/").status_code == 404
    kept = client.post(deed, {"action": "save"})
    assert kept.status_code == 422 and not Order.objects.of(world.store).exists()
    assert client.post(address(world, "tempel/terima/")).status_code == 302
    assert Order.objects.of(world.store).get().buyer_name == "Siti"


def test_a_link_of_a_closed_po_opens_no_form(world: World) -> None:
    paste(world, "1. Budi L hitam")
    budi = draft_of(world, "budi")
    seller(world).post(address(world, f"tempel/{budi.pk}/kirim/"))
    budi.refresh_from_db()
    closes = Campaign.objects.of(world.store).get().closes_at
    with clock.told(closes + timedelta(seconds=1)):
        gone = Client().get(f"/k/{budi.secret}/")
        sent = Client().post(f"/k/{budi.secret}/", {"action": "send"})
    assert (gone.status_code, sent.status_code) == (410, 410)
    assert "tidak menerima pesanan" in gone.content.decode()


def test_another_store_finds_no_chat_and_a_stranger_no_link(world: World) -> None:
    paste(world, "1. Budi L hitam")
    other, pk = make_world(slug="toko-lain"), draft_of(world, "budi").pk
    for tail in ("", "terima/", f"{pk}/", f"{pk}/kirim/"):
        assert seller(other).post(address(world, f"tempel/{tail}")).status_code == 404
        own = seller(other).post(address(other, f"tempel/{pk}/kirim/"))
        assert own.status_code == 404
    assert Client().get("/k/xxxx/").status_code == 404
    assert draft_of(world, "budi").state == "ready"
