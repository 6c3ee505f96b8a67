"""Late and short, in a browser: the seller is warned, moves the date, counts; the buyers choose on their phones."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign
from bukapo.journal import clock
from bukapo.orders.delays.due import carry_out_delays
from bukapo.orders.models import Order
from bukapo.production.lateness.due import foresee
from bukapo.production.models import DelayWarning, Forecast, WorkOrderSize
from bukapo.production.writes.produce import declare_produced
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, address, closed, enter, paid, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


def foreseen(world: World, days: int) -> Any:
    """The PO is closed and on the floor; the forecast says it will be `days` late."""
    closed(world)
    produced = (clock.now() + timedelta(days=21)).date()
    work = accepted(sent(world))
    late = produced + timedelta(days=days)
    Forecast.objects.create(
        store=world.store, work_order=work, p50=late, p80=late, p90=late, bottleneck="Jahit", left=6,
        made_at=clock.now(),
    )  # fmt: skip
    return work


def short_by_one(world: World, work: Any) -> None:
    sizes = WorkOrderSize.objects.of(world.store).filter(work_order=work).order_by("position")
    targets = {size.position: size.target for size in sizes}
    who = {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}
    for position in range(4):
        counts = {size: pieces - (position == 3 and size == 0) for size, pieces in targets.items()}
        report_stage(**who, work_order_id=work.pk, position=position, counts=counts)
    declare_produced(**who, campaign_id=world.campaign.pk, counted_by_seller=True)


def test_a_delay_and_a_short_yield_from_the_warning_to_the_buyers_word(
    page: Page, new_context: Callable[..., Any], shoot: Any, axe: Any
) -> None:
    world = make_world()
    leaves, waits = paid(world, world.line("L", qty=2)), paid(world, world.line("L", qty=2))
    work = foreseen(world, 6)
    assert foresee(clock.now()) == 1 and foresee(clock.now()) == 0
    assert DelayWarning.objects.of(world.store).get().honest
    enter(page, world)
    page.goto(address(world))
    expect(page.get_by_role("heading", name="Janji tanggal terancam")).to_be_visible()
    shoot(page, "late-overview")
    axe(page)
    page.get_by_role("link", name="Geser tanggal & kabari pembeli").click()
    page.get_by_label("Alasannya").fill("Kain dari pabrik terlambat seminggu.")
    shoot(page, "late-form")
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.get_by_text("Anda yang memilih: menunggu")).to_be_visible()
    shoot(page, "late-preview")
    axe(page)
    page.get_by_role("button", name="Catat & kabari pembeli").click()
    expect(page.get_by_role("heading", name="Tanggal mundur, ke-1")).to_be_visible()

    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(f"/p/{leaves.secret}/")
    shoot(plain, "late-buyer")
    plain.get_by_role("link", name="Saya menunggu").click()
    plain.get_by_role("button", name="Ya, saya menunggu").click()
    expect(plain.get_by_role("heading", name="Anda memilih menunggu")).to_be_visible()
    plain.get_by_role("link", name="Uang kembali").click()
    shoot(plain, "late-buyer-sure")
    plain.get_by_role("button", name="Ya, kembalikan uang saya").click()
    expect(plain.get_by_role("heading", name="Anda memilih uang kembali")).to_be_visible()
    phone = new_context().new_page()
    phone.goto(f"/p/{waits.secret}/")
    axe(phone)

    page.reload()
    expect(page.get_by_text("Kembali kalau pilihan tidak berubah")).to_be_visible()
    shoot(page, "late-answers")
    axe(page)
    then = clock.now() + timedelta(days=4)
    with clock.told(then):
        while carry_out_delays(then):
            pass
    assert Order.objects.of(world.store).get(pk=leaves.pk).state == "cancelled"

    # What is made is for two pieces, and one order is left: take the cancelled one's away from the count.
    short_by_one(world, work)
    page.goto(address(world, "produksi/kurang/"))
    page.get_by_label("Kaos, L / Hitam").fill("1")
    shoot(page, "short-form")
    axe(page)
    page.get_by_role("button", name="Lihat pembagiannya").click()
    shoot(page, "short-preview")
    page.get_by_role("button", name="Bagikan & kabari").click()
    shoot(page, "short-list")
    axe(page)
    plain.goto(f"/p/{waits.secret}/")
    shoot(plain, "short-buyer")
    phone.reload()
    axe(phone)
    plain.get_by_role("link", name="Uang kembali, Rp95.000").click()
    shoot(plain, "short-buyer-sure")
    plain.get_by_role("button", name="Ya, kembalikan uangnya").click()
    expect(plain.get_by_text("1 dari 2 pcs, 1 dikembalikan uangnya")).to_be_visible()
    phone.goto(f"/{world.store.slug}/{world.campaign.slug}/pembagian/")
    shoot(phone, "short-public")
    axe(phone)
    assert Campaign.objects.of(world.store).get().produced_at
    assert {name: found for name, found in audit() if found} == {}
