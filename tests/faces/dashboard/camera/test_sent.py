"""A photo answers like a typed code, a frame of the camera is only read, and no other page may ask for the camera."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bukapo.faces.dashboard.camera import sent
from bukapo.faces.ui.permissions import CAMERA, NOTHING
from bukapo.orders.models import PackScan
from tests.drawn import bars, jpeg, square, table
from tests.faces.production import paid, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()
    return make_world()


def at(world: World, rest: str = "kemas/") -> str:
    return f"/toko-saya/{world.store.slug}/{rest}"


def picture(*codes: Any, kind: str = "JPEG") -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", jpeg(table(*codes), kind), content_type="image/jpeg")


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_a_photo_begins_a_parcel_and_fills_it_like_a_typed_code(world: World, tmp_path: Any) -> None:
    client, order = seller(world), paid(world, world.line("L", qty=2))
    begun = client.post(at(world), {"foto": picture(square(order.number))})
    here = at(world, f"kemas/{order.number}/")
    assert begun.status_code == 302 and begun["Location"] == here
    right, wrong = f"V{world.variant('L', 'Hitam')}", f"V{world.variant('M', 'Hitam')}"
    deed = {"apa": "pindai", "kunci": "satu"}
    part = client.post(here, deed | {"foto": picture(bars(right))}, headers={"X-Kemas": "1"})
    assert "1<small> / 2 pcs" in text(part) and "<html" not in text(part)
    client.post(here, deed | {"foto": picture(bars(right))})
    assert PackScan.objects.of(world.store).get().how == "scan", "the same key counts once"
    refused = {
        "SALAH BARANG": [bars(wrong)],
        "lebih dari satu kode": [bars(right), bars(wrong)],
        "Tidak ada kode yang terbaca": [],
    }
    for words, codes in refused.items():
        answer = client.post(here, {"apa": "pindai", "kunci": words, "foto": picture(*codes)})
        assert answer.status_code in (409, 422) and words in text(answer)
    for junk in (b"%PDF-1.7", b"\x00" * 64, b"\xff\xd8\xff\xe0broken"):
        answer = client.post(here, {"apa": "pindai", "foto": SimpleUploadedFile("a.jpg", junk)})
        assert answer.status_code == 422
    assert PackScan.objects.of(world.store).count() == 1
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "a photo of a code is not kept"


def test_a_frame_is_read_for_members_only_counts_nothing_and_is_refused_by_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, there = seller(world), at(world, "kemas/baca/")
    read = client.post(there, {"bingkai": picture(bars("V12"), square("PO-77"))})
    assert (read["Content-Type"], set(text(read).split("\n"))) == (sent.PLAIN, {"V12", "PO-77"})
    assert text(client.post(there, {"bingkai": picture()})) == ""
    for wrong in ({}, {"bingkai": picture(kind="PNG")}, {"bingkai": SimpleUploadedFile("a", b"x" * 210_000)}):
        answer = client.post(there, wrong)
        assert (answer.status_code, answer["Content-Type"]) == (422, sent.PLAIN)
        assert "Gambar kamera ini tidak terbaca" in text(answer)
    assert Client().post(there, {"bingkai": picture()})["Location"].startswith("/toko-saya/masuk/")
    assert client.post("/toko-saya/toko-lain/kemas/baca/", {"bingkai": picture()}).status_code == 404
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    assert careful.post(there, {"bingkai": picture()}).status_code == 403
    assert client.get(there).status_code == 405
    assert not PackScan.objects.of(world.store).exists()
    monkeypatch.setattr(sent, "FRAMES_A_MINUTE", 1)
    assert client.post(there, {"bingkai": picture()}).status_code == 429
    monkeypatch.setattr(sent, "PHOTOS_A_MINUTE", 0)
    assert client.post(at(world), {"foto": picture()}).status_code == 429


def test_only_the_pages_that_read_codes_may_ask_for_the_camera(world: World) -> None:
    client, order = seller(world), paid(world)
    for rest in ("kemas/", f"kemas/{order.number}/", "ambil/"):
        answer = client.get(at(world, rest))
        assert (answer.status_code, answer["Permissions-Policy"]) == (200, CAMERA), rest
        assert 'capture="environment"' in text(answer) or "Mulai kemas" in text(answer)
    for path in (at(world, "kemas/aturan/"), at(world), "/toko-saya/masuk/", "/tidak/ada/", "/"):
        stranger = client if "aturan" in path else Client()
        assert stranger.get(path)["Permissions-Policy"] == NOTHING, path
    assert "camera=()" in NOTHING and "camera=(self)" in CAMERA and "*" not in CAMERA


def test_the_counter_finds_an_order_on_a_photo_and_hands_nothing_over_by_it(world: World) -> None:
    client, order = seller(world), paid(world, buyer_name="Rina Contoh")
    found = client.post(at(world, "ambil/"), {"foto": picture(square(order.number))})
    assert found.status_code == 200 and "Rina Contoh" in text(found)
    assert world.fresh(order).state == "confirmed"
    nothing = client.post(at(world, "ambil/"), {"foto": picture()})
    assert (nothing.status_code, "Tidak ada kode yang terbaca" in text(nothing)) == (422, True)
