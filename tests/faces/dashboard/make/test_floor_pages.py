"""The seller's side of hand-overs, and the store's own lists of stages."""

import pytest

from bukapo.production.floor.incoming import incoming
from bukapo.production.models import HandOver, LostPieces, StagePattern
from tests.faces.production import address, seller
from tests.production.relay import make_relay
from tests.world import make_world

pytestmark = pytest.mark.django_db


def test_the_seller_counts_in_what_comes_to_the_store_and_writes_off_what_is_lost() -> None:
    relay = make_relay()
    client = seller(relay.world)
    lot = relay.give({0: 6}, receiver_id=None)
    to_sewing = relay.give({1: 4})
    page = address(relay.world, f"produksi/spk/{relay.cutting.number}/serah-terima/")
    shown = client.get(page).content.decode()
    assert "Ke toko" in shown and "Ke Jahit Contoh" in shown
    line = lot.sizes.get().pk
    assert client.post(f"{page}{lot.pk}/", {f"size-{line}": "7"}).status_code == 422
    assert client.post(f"{page}{lot.pk}/", {f"size-{line}": "5"}).status_code == 302
    assert client.post(f"{page}{to_sewing.pk}/", {"semua": "1"}).status_code == 302  # told by telephone
    assert incoming(relay.sewing) == [0, 4]
    assert "1 pcs yang diserahkan Sablon Contoh tidak sampai." in client.get(page).content.decode()
    assert client.post(f"{page}hilang/", {"size-0": "1", "reason": "Hilang di jalan"}).status_code == 302
    assert LostPieces.objects.of(relay.world.store).get().pieces == 1
    other = seller(make_world(slug="toko-lain"))
    assert other.post(f"{page}{lot.pk}/", {"semua": "1"}).status_code == 404
    assert HandOver.objects.of(relay.world.store).filter(state="received").count() == 2


def test_a_store_keeps_lists_of_stages_of_its_own() -> None:
    world = make_world()
    client = seller(world)
    page = f"/toko-saya/{world.store.slug}/pola-tahap/"
    assert "Desain → Print → Press" in client.get(page).content.decode()
    assert client.post(page, {"name": "kaos", "stages": "Potong\npotong"}).status_code == 422
    assert client.post(page, {"name": "", "stages": "Potong"}).status_code == 422
    assert not StagePattern.objects.of(world.store).exists()
    client.post(page, {"name": "Kaos", "stages": "Potong\nDTF\nJahit"})
    client.post(page, {"name": "Jaket", "stages": "Potong\nJahit"})
    shown = client.get(page).content.decode()
    assert "Potong → DTF → Jahit" in shown and "Jaket" in shown
    client.post(page, {"kembalikan": "kaos"})
    shown = client.get(page).content.decode()
    assert "DTF" not in shown and "Potong → Sablon → Jahit" in shown
    assert client.post(page, {"kembalikan": "tidak ada"}).status_code == 302
