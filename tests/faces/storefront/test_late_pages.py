"""The buyer's choices without a script, and an allocation that anybody can do again from what its page shows."""

import contextlib
import io
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bukapo.campaigns.rules import FIRST, LOT, SHARE
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Message
from bukapo.orders.delays.moving import move_promise
from bukapo.orders.models import DelayAnswer, Order, ShortPiece
from tests.faces.production import paid
from tests.production.short import allocated, made
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


def late(world: World) -> Any:
    days = {"ship_until": (clock.now() + timedelta(days=40)).date()}
    facts: dict[str, Any] = {"actor": world.seller, "at": clock.now(), "store": world.store}
    return move_promise(
        **facts, campaign_id=world.campaign.pk, moves=days, reason="Kain dari pabrik terlambat"
    )


def test_both_answers_to_a_moved_date_are_taken_and_may_change_and_everybody_is_told_once() -> None:
    world = make_world()
    order, unpaid = paid(world, world.line("L")), world.place(world.line("M"))
    late(world)
    for row in EventRow.objects.filter(kind__in=["order.delay_asked", "campaign.promise_moved"]):
        tell(row, clock.now())
    letters = Message.objects.of(world.store).filter(kind__in=["order.delay_asked", "campaign.promise_moved"])
    assert sorted(letters.values_list("order_id", "kind")) == sorted(
        (pk, "order.delay_asked") for pk in (order.pk, unpaid.pk)
    )
    assert "Kain dari pabrik terlambat" in letters[0].body and "kami anggap Anda menunggu" in letters[0].body
    client = Client()
    page = client.get(f"/p/{order.secret}/").content.decode()
    assert "Tanggalnya mundur" in page and "Kalau tidak dijawab, kami anggap Anda menunggu" in page
    for way, choice in (("tunggu", "wait"), ("uang", "refund")):
        assert client.get(f"/p/{order.secret}/mundur/{way}/").status_code == 200
        assert client.post(f"/p/{order.secret}/mundur/{way}/kirim/").status_code in (302, 303)
        assert DelayAnswer.objects.of(world.store).get(order=order).choice == choice
    before = EventRow.objects.count()
    for way in ("lain", "99999999", "0"):
        assert client.post(f"/p/{order.secret}/mundur/{way}/kirim/").status_code in (302, 303)
        assert client.get(f"/p/{order.secret}/mundur/{way}/").status_code == 302
    with clock.told(clock.now() + timedelta(days=4)):
        client.post(f"/p/{order.secret}/mundur/tunggu/kirim/")
    assert EventRow.objects.count() == before


def test_a_missing_piece_is_decided_on_its_own_orders_page_only() -> None:
    world = make_world()
    keeps, lacks = paid(world, world.line("L")), paid(world, world.line("L", qty=2))
    made(world, L=2)
    allocated(world)
    row = ShortPiece.objects.of(world.store).get()
    client = Client()
    assert client.post(f"/p/{keeps.secret}/kurang/{row.pk}/uang/kirim/").status_code == 404
    assert "Sebagian barang tidak jadi" in client.get(f"/p/{lacks.secret}/").content.decode()
    assert client.get(f"/p/{lacks.secret}/kurang/{row.pk}/tunggu/").status_code == 200
    assert client.post(f"/p/{lacks.secret}/kurang/{row.pk}/tunggu/kirim/").status_code in (302, 303)
    assert client.post(f"/p/{lacks.secret}/kurang/{row.pk}/uang/kirim/").status_code in (302, 303)
    page = client.get(f"/p/{lacks.secret}/").content.decode()
    assert "1 dari 2 pcs, 1 dikembalikan uangnya" in page
    assert Order.objects.of(world.store).get(pk=lacks.pk).refunded == 95_000


@pytest.mark.parametrize("rule", [FIRST, SHARE, LOT])
def test_the_recipe_on_the_page_does_the_allocation_again_and_sees_a_forged_one(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(short_rule=rule)
    for pieces in (1, 2, 3):
        paid(world, world.line("L", qty=pieces), world.line("M", name="BUDI"))
    made(world, L=4, M=2)
    client = Client()
    here = f"/{world.store.slug}/{world.campaign.slug}/pembagian/"
    assert "Belum ada yang perlu dibagikan" in client.get(here).content.decode()
    allocated(world)
    page = client.get(here).content.decode()
    assert "Pembeli" not in page.split("Siapa dapat apa")[1], "no names"
    found = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)
    assert found is not None
    table = client.get(f"{here}tabel.csv").content.decode()
    (tmp_path / f"pembagian-{world.campaign.slug}.csv").write_text(table, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert _printed(unescape(found[1])).count("COCOK") == 2
    forged = re.sub(r",(\d),(\d)\n", lambda line: f",{line[1]},{(int(line[2]) + 1) % 3}\n", table, count=3)
    (tmp_path / f"pembagian-{world.campaign.slug}.csv").write_text(forged, encoding="utf-8")
    assert "BEDA" in _printed(unescape(found[1]))


def _printed(recipe: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(recipe, {})  # noqa: S102
    return out.getvalue()
