"""The packing table by Django's client: fixed queries, and how long one scan takes the server."""

import sys
import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bukapo.orders.models import PackScan
from bukapo.shipping.models import Parcel
from tests.faces.production import address, paid, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return make_world()


def at(world: World, rest: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/kemas/{rest}"


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def test_a_parcel_is_packed_by_scans_and_a_wrong_piece_is_stopped(world: World) -> None:
    client, order = seller(world), paid(world, world.line("L", qty=2), note="titip satpam")
    assert "bukan pesanan toko ini" in text(client.post(at(world), {"kode": "PO-XXXX"}))
    page = text(client.post(at(world), {"kode": f" {order.number.lower()} "}, follow=True))
    assert "titip satpam" in page and "0<small> / 2 pcs" in page
    here, right = at(world, f"{order.number}/"), f"V{world.variant('L', 'Hitam')}"
    wrong = client.post(here, {"apa": "pindai", "kode": f"V{world.variant('M', 'Hitam')}"})
    assert (wrong.status_code, "SALAH BARANG: Kaos M · Hitam" in text(wrong)) == (409, True)
    part = client.post(here, {"apa": "pindai", "kode": right, "kunci": "a"}, headers={"X-Kemas": "1"})
    assert "1<small> / 2 pcs" in text(part) and "<html" not in text(part)
    client.post(here, {"apa": "pindai", "kode": right, "kunci": "a"})
    assert "BELUM LENGKAP: masih kurang 1" in text(client.post(here, {"apa": "tutup"}))
    assert not Parcel.objects.of(world.store).exists()
    client.post(here, {"apa": "pindai", "kode": right, "kunci": "b", "cara": "ketuk"})
    shut = client.post(here, {"apa": "tutup"}, follow=True)
    assert f"Paket {order.number} sudah ditutup" in text(shut)
    assert Parcel.objects.of(world.store).get().order_id == order.pk
    assert "Paket ini sudah ditutup" in text(client.get(here))


def test_a_second_browser_is_told_and_may_go_on(world: World) -> None:
    first, second, order = seller(world), seller(world), paid(world)
    here = at(world, f"{order.number}/")
    first.post(at(world), {"kode": order.number})
    assert "sedang dikemas di meja lain" in text(second.post(at(world), {"kode": order.number}))
    waiting = second.get(f"{at(world)}?po={world.campaign.slug}").context
    assert (waiting["next"], waiting["left"]) == ([], 0), "what is at a table waits for none"
    assert "Lanjutkan di meja ini" in text(second.get(here))
    second.post(here, {"apa": "ambil-alih"})
    assert "sedang dikemas di meja lain" in text(first.post(here, {"kode": "V1"}))
    assert text(second.get(at(world))).count("Meja ini") == 1
    assert not PackScan.objects.of(world.store).exists()


def test_the_rule_of_the_store_stops_the_tick(world: World) -> None:
    client, order = seller(world), paid(world, courier=True)
    assert client.post(at(world, "aturan/"), {"rule": "x"}).status_code == 422
    client.post(at(world, "aturan/"), {"rule": "each"})
    client.post(address(world, "kirim/kemas/"), {"pilih": [order.number]})
    sent = client.post(
        address(world, f"kirim/pesanan/{order.number}/resi/"), {"courier": "JNE", "tracking_number": "JNE01"}
    )
    assert (sent.status_code, "mewajibkan setiap barang dicek" in text(sent)) == (409, True)
    assert not Parcel.objects.of(world.store).exists()


def test_any_rubbish_is_refused_and_counts_nothing(world: World) -> None:
    client, order = seller(world), paid(world)
    client.post(at(world), {"kode": order.number})
    here = at(world, f"{order.number}/")
    for code in (
        "",
        "\x00",
        "PO-" + "9" * 99,
        "V" + "9" * 30,
        "N1-0",
        "N" + "9" * 30 + "-1",
        "'; drop",
        "٣",
        "V١",
    ):
        sent = {"apa": "pindai", "kode": code, "kunci": code * 9}
        assert client.post(here, sent).status_code < 500
        assert client.post(at(world), {"kode": code}).status_code < 500
    assert not PackScan.objects.of(world.store).exists()


def test_a_scan_costs_a_fixed_number_of_queries_and_few_milliseconds(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    client = seller(world)
    small = paid(world, world.line("L", qty=30))
    named = [world.line(s, c, name=f"N {s}") for s in "SM" for c in ("Hitam", "Navy")]
    big = paid(world, world.line("L", qty=30), *named)
    counts, spent = set(), []
    for order in (small, big):
        client.post(at(world), {"kode": order.number})
        here, code = at(world, f"{order.number}/"), f"V{world.variant('L', 'Hitam')}"
        for number in range(12):
            began = time.process_time()
            with CaptureQueriesContext(connection) as seen:
                done = client.post(
                    here, {"apa": "pindai", "kode": code, "kunci": f"k{number}"}, headers={"X-Kemas": "1"}
                )
            spent.append((time.process_time() - began) * 1000)
            assert done.status_code == 200
            counts.add(len(seen))
    with capsys.disabled():
        sys.stdout.write(
            f"\nscan to pack: median cpu {sorted(spent)[len(spent) // 2]:.1f} ms, {counts} queries "
        )
    assert len(counts) == 1 and max(counts) <= 26
    assert sorted(spent)[len(spent) // 2] < 60
