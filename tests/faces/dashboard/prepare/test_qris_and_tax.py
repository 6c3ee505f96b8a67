"""The settings of QRIS and PPN, as the owner meets them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bukapo.accounts.models import User
from bukapo.journal import clock
from bukapo.stores.models import STAFF, Membership, StaticQris, TaxPeriod
from bukapo.stores.reads import static_qris
from tests.payments.qris_codes import DYNAMIC, STATIC
from tests.payments.test_sticker import code_picture, poster, saved
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def owner(world: World) -> Client:
    client = Client()
    client.force_login(world.owner)
    return client


def at(world: World, name: str) -> str:
    return reverse(f"dashboard:{name}", args=[world.store.slug])


def sent(owner: Client, world: World, **fields: Any) -> Any:
    return owner.post(at(world, "store_qris"), fields)


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("stiker.png", content, "image/png")


class TestQris:
    def test_is_read_looked_at_and_then_used(self, owner: Client, world: World) -> None:
        look = sent(owner, world, photo=upload(saved(poster(code_picture(STATIC, 800)))))
        page = look.content.decode()
        assert look.status_code == 200 and not StaticQris.objects.of(world.store).exists()
        assert "KONVEKSI CONTOH" in page and "BANDUNG" in page and "ID1020000000001" in page
        used = owner.post(at(world, "store_qris_use"), {"text": STATIC, "bank_account": world.bank.pk})
        assert used.status_code == 302
        found = static_qris(world.store.pk)
        assert found is not None and found.payload == STATIC
        assert "KONVEKSI CONTOH" in owner.get(at(world, "store_settings")).content.decode()

    def test_can_be_pasted(self, owner: Client, world: World) -> None:
        assert "KONVEKSI CONTOH" in sent(owner, world, text=f" {STATIC}\n").content.decode()

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({}, "Unggah fotonya, atau tempel"),
            ({"text": "halo"}, "Ini bukan kode QRIS"),
            ({"text": DYNAMIC}, "QRIS dinamis untuk satu pembayaran"),
            ({"text": "x" * 2_000}, "paling banyak"),
            ({"photo": upload(b"GIF89a")}, "bukan foto"),
            ({"photo": upload(saved(poster()))}, "Tidak ada kode QR yang terbaca"),
        ],
    )
    def test_that_is_none_is_explained(self, owner: Client, world: World, fields: Any, words: str) -> None:
        answer = sent(owner, world, **fields)
        assert answer.status_code == 422 and words in answer.content.decode()
        assert str(fields.get("text", ""))[:40] in answer.content.decode()

    def test_needs_an_account_of_the_store(self, owner: Client, world: World) -> None:
        other = make_world(slug="toko-lain")
        for bank in ("", "x", other.bank.pk):
            answer = owner.post(at(world, "store_qris_use"), {"text": STATIC, "bank_account": bank})
            assert answer.status_code == 422
        assert not StaticQris.objects.of(world.store).exists()

    def test_that_was_tampered_with_on_the_way_is_read_again(self, owner: Client, world: World) -> None:
        forged = STATIC.replace("KONVEKSI", "PENCURI1")
        answer = owner.post(at(world, "store_qris_use"), {"text": forged, "bank_account": world.bank.pk})
        assert answer.status_code == 422 and not StaticQris.objects.of(world.store).exists()

    def test_is_stopped_even_when_the_form_comes_twice(self, owner: Client, world: World) -> None:
        owner.post(at(world, "store_qris_use"), {"text": STATIC, "bank_account": world.bank.pk})
        for _ in range(2):
            assert owner.post(at(world, "store_qris_stop")).status_code == 302
        assert static_qris(world.store.pk) is None


class TestPpn:
    def form(self, **changes: str) -> dict[str, str]:
        day = (clock.now() + timedelta(days=3)).date().isoformat()
        return {"npwp": "01.234.567.8-901.000", "since": day, "sure": "on"} | changes

    def test_is_off_until_the_owner_says_so(self, owner: Client, world: World) -> None:
        assert "Toko ini bukan PKP" in owner.get(at(world, "store_tax")).content.decode()
        assert owner.post(at(world, "store_tax"), self.form()).status_code == 302
        page = owner.get(at(world, "store_tax")).content.decode()
        assert "Toko ini PKP" in page and "012345678901000" in page
        assert owner.post(at(world, "store_tax"), {"part": "stop"}).status_code == 302
        assert "Toko ini bukan PKP" in owner.get(at(world, "store_tax")).content.decode()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"npwp": "12"}, "NPWP berisi 15 atau 16 angka"),
            ({"since": "2020-01-01"}, "Pilih hari ini atau sesudahnya"),
            ({"since": "kapan"}, "Tulis tanggalnya"),
            ({"sure": ""}, "Centang dulu"),
        ],
    )
    def test_is_not_switched_on_by_a_wrong_form(
        self, owner: Client, world: World, changes: dict[str, str], words: str
    ) -> None:
        answer = owner.post(at(world, "store_tax"), self.form(**changes))
        assert answer.status_code == 422 and words in answer.content.decode()
        assert not TaxPeriod.objects.of(world.store).exists()


def test_staff_and_strangers_find_neither(world: World) -> None:
    staff = User.objects.create_user("staf@example.com", "rahasia-contoh", name="Staf")
    Membership.objects.create(store=world.store, user=staff, role=STAFF)
    stranger = make_world(slug="toko-lain").owner
    for user in (staff, stranger):
        client = Client()
        client.force_login(user)
        for name in ("store_qris", "store_tax"):
            assert client.get(at(world, name)).status_code == 404
            assert client.post(at(world, name), {"part": "stop"}).status_code == 404
