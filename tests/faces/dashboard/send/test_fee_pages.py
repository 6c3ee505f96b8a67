"""The seller fills the fee table from a courier service: asks, watches, compares, takes over."""

import re
from typing import Any

import pytest
from django.test import Client

from bukapo.accounts.models import User
from bukapo.journal import clock
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import FeeSurvey, Zone
from bukapo.shipping.tariffs.due import PACE, ask_for_fees
from bukapo.shipping.tariffs.writes import table_of
from bukapo.shipping.writes import save_zones
from tests.contracts.couriers.conftest import stage  # noqa: F401
from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS, EmulatedSide
from tests.emulators.server import Stage
from tests.faces.storefront.forms import text
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatch(stage: Stage, settings: Any) -> Dispatch:  # noqa: F811
    contract = CONTRACTS["biteship"]
    side = EmulatedSide(stage.show(contract.emulator()))
    settings.GATEWAY_URLS = {"biteship": side.url}
    made = Dispatch.open(make_world(at=NOON, pay_mode="full"), contract, side)
    zones = [ZoneDraft("Bandung", 20_000, 10_000, "Bandung"), ZoneDraft("Papua", 60_000, 30_000)]
    save_zones(store=made.world.store, zones=zones, actor=made.world.seller, at=NOON)
    return made


@pytest.fixture
def seller(dispatch: Dispatch) -> Client:
    client = Client()
    client.force_login(dispatch.world.owner)
    return client


def test_from_the_question_to_the_table(dispatch: Dispatch, seller: Client) -> None:
    home = f"/toko-saya/{dispatch.world.store.slug}/ongkir/"
    page, store = f"{home}kurir/", dispatch.world.store
    zones = text(seller.get(home))
    assert (
        "Isi tabel ongkir dari kurir" in zones and "Pembeli di sana tidak menemukan wilayahnya: Aceh" in zones
    )
    assert "Ambil tarifnya" in text(seller.get(page))
    asked = {"account": dispatch.account.pk, "split": "table", "couriers": ["jne", "sicepat"]}
    assert seller.post(f"{page}tanya/", asked | {"couriers": []}).status_code == 422
    assert not FeeSurvey.objects.of(store).exists()
    seller.post(f"{page}tanya/", asked)
    assert "Daerah terjawab" in text(seller.get(page))
    dispatch.side.emulator.nowhere = ("9",)
    at = clock.now()
    while ask_for_fees(at := at + PACE):
        continue
    shown = text(seller.get(page))
    assert "turun Rp11.500" in shown and "Bandung (ekspres)" in shown and "baru" in shown
    assert "Papua" in shown and "tidak terjawab" in shown and "No courier available" in shown
    assert (
        seller.get(page, {"margin": "-1", "step": "x", "regular": "?", "plus": "9" * 40}).status_code == 200
    )
    wish = {
        "regular": "jne:reg",
        "express": "jne:yes",
        "basis": "termahal",
        "margin": "10",
        "plus": "",
        "step": "1000",
    }
    dearer = seller.get(page, wish)
    assert "turun Rp10.000" in text(dearer)  # 9.000 + 10 % -> 10.000
    seen = re.search(r'name="seen" value="(\w+)"', dearer.content.decode())
    assert seen
    survey = FeeSurvey.objects.of(store).get()
    apply = f"{page}{survey.pk}/pakai/"
    stale = seller.post(apply, wish | {"seen": "lain", "pakai": ["0r"]})
    assert stale.status_code == 422 and "baru saja diubah" in text(stale)
    assert table_of(store.pk)[0].first_kg == 20_000
    seller.post(apply, wish | {"seen": seen[1], "pakai": ["0r", "0x"]})
    told = [(zone.name, zone.first_kg, zone.courier, zone.days) for zone in table_of(store.pk)]
    assert told == [
        ("Bandung", 10_000, "JNE Reguler", "2-3 hari"),
        ("Bandung (ekspres)", 20_000, "JNE Yakin Esok Sampai", "1 hari"),
        ("Papua", 60_000, "", ""),
    ]
    assert "sudah dipakai" in text(seller.post(apply, wish | {"seen": seen[1]}, follow=True))
    assert "Terakhir diisi dengan tarif Biteship" in text(seller.get(page))


def test_strangers_find_nothing_and_garbage_changes_nothing(dispatch: Dispatch, seller: Client) -> None:
    page = f"/toko-saya/{dispatch.world.store.slug}/ongkir/kurir/"
    seller.post(f"{page}tanya/", {"account": dispatch.account.pk, "split": "islands", "couriers": ["jne"]})
    survey = FeeSurvey.objects.of(dispatch.world.store).get()
    stranger = Client()
    stranger.force_login(User.objects.create_user("orang@contoh.example", name="Orang lain"))
    assert stranger.get(page).status_code == stranger.post(f"{page}{survey.pk}/buang/").status_code == 404
    assert "sudah dipakai atau dibatalkan" in text(seller.post(f"{page}{survey.pk}/pakai/", follow=True))
    assert seller.post(f"{page}{survey.pk + 9}/lagi/").status_code in (302, 404)
    assert seller.post(f"{page}tanya/", {"account": "x", "split": "?", "couriers": "?"}).status_code == 422
    assert Zone.objects.of(dispatch.world.store).filter(active=True).count() == 2
    assert "tetap seperti sebelumnya" in text(seller.post(f"{page}{survey.pk}/buang/", follow=True))
