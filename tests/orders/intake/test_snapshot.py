"""What a process without Django is told of a PO is the whole PO."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.faces.storefront.shown.held import shell_of
from bukapo.faces.storefront.shown.shell import Held, Shell
from bukapo.orders.intake.draft import draft
from bukapo.orders.intake.snapshot import Snapshot, pack, unpack
from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    world = make_world(cap=50, variant_caps={("L", "Hitam"): 20}, buyer_cap=9, pay_mode="deposit")
    Campaign.objects.of(world.store).update(early_code="DULUAN", grace_minutes=5)
    world.campaign.refresh_from_db()
    return world


def test_an_offer_comes_back_as_it_was(world: World) -> None:
    offer = offer_of(world.campaign)
    shells = {language: shell_of(world.store, language=language).parts for language in ("id", "en")}
    [read] = unpack(pack([Snapshot(offer=offer, shells=shells)]))
    assert read.offer == offer
    assert read.shells == shells
    held = Held(title="Penuh <b>", words="W", retry_seconds=3)
    assert Shell(read.shells["en"]).fill(held) == shell_of(world.store, language="en").fill(held)


def test_an_order_costs_the_same_in_both_processes(world: World) -> None:
    offer = offer_of(world.campaign)
    [read] = unpack(pack([Snapshot(offer=offer, shells={})]))
    wanted = world.by_courier(world.line("XL", qty=2, name="BUDI 10"), world.line("S"), early_code="DULUAN")
    assert draft(wanted, read.offer) == draft(wanted, offer)


@pytest.mark.django_db
def test_instalments_early_prices_and_vouchers_come_back_too() -> None:
    now = datetime.now(UTC)
    terms = [
        {"bp": 5_000},
        {"bp": 2_500, "day": (now + timedelta(days=10)).date()},
        {"bp": 2_500, "days": 14},
    ]
    until = now + timedelta(days=1)
    world = make_world(pay_mode="instalment", instalments=terms, early_price=80_000, early_until=until)
    given = VoucherTerms("HEMAT10", bp=1_000, cap=9, buyer_cap=1, ends_at=until)
    make_voucher(actor=world.seller, at=now, store=world.store, terms=given)
    offer = offer_of(world.campaign)
    [read] = unpack(pack([Snapshot(offer=offer, shells={})]))
    assert read.offer == offer and read.offer.plan.terms[1].due.day == terms[1]["day"]
    wanted = world.want(voucher="hemat10")
    assert draft(wanted, read.offer) == draft(wanted, offer)
    assert draft(wanted, read.offer).discount == 8_000


def test_several_pos_go_in_one_document_and_a_broken_one_is_named(world: World) -> None:
    snapshot = Snapshot(offer=offer_of(world.campaign), shells={})
    assert unpack(pack([snapshot, snapshot])) == [snapshot, snapshot]
    assert unpack(pack([])) == []
    with pytest.raises(msgspec.DecodeError):
        unpack(pack([snapshot])[:-10])
