"""A voucher gives what it says, to as many as it says, and is given back with its order."""

from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import Voucher, VoucherUse
from bukapo.campaigns.vouchers import (
    VoucherBelowLeast,
    VoucherEnded,
    VoucherNotInLine,
    VoucherNotYet,
    VoucherRefused,
    VoucherTerms,
    VoucherUnknown,
    VoucherUsedByBuyer,
    VoucherUsedUp,
)
from bukapo.campaigns.writes.voucher import make_voucher, stop_voucher
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, SYSTEM_ACTOR
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import DEPOSITS, DISCOUNT, RECEIVABLE, REVENUE
from bukapo.orders.models import Order
from bukapo.orders.reads.vouchers import vouchers_of_store
from bukapo.orders.writes import change, release, send
from bukapo.orders.writes.wait import join_waitlist
from tests.till import asked, books_agree, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def voucher(world: World, code: str = "HEMAT10", *, everywhere: bool = False, **terms: Any) -> Voucher:
    facts = {"bp": 1_000} | terms if "fixed" not in terms else terms
    made = make_voucher(
        actor=world.seller,
        at=NOON,
        store=world.store,
        terms=VoucherTerms(code, **facts),
        campaign_id=None if everywhere else world.campaign.pk,
    )
    return Voucher.objects.of(world.store).get(pk=made.voucher_id)  # type: ignore[attr-defined]


def clean() -> bool:
    return [breach for _name, found in audit() for breach in found] == []


def changed(world: World, order: Order, *lines: Any, **more: Any) -> None:
    facts = {"key": order.key, "phone": order.phone, "voucher": order.voucher.code if order.voucher else ""}
    change.change_order(
        store_id=world.store.pk,
        order_id=order.pk,
        wanted=world.want(*lines, **(facts | more)),
        actor=SYSTEM_ACTOR,
        at=NOON,
    )


class TestAnOrderWithAVoucher:
    def test_costs_less_by_exactly_what_it_gives(self, world: World) -> None:
        given = voucher(world)
        order = world.place(world.line("L", qty=2), voucher=" hemat-10 ")
        assert (order.goods, order.discount, order.voucher_id) == (190_000, 19_000, given.pk)
        assert order.charges.get().goods == 171_000
        receive(world, order, asked(order))
        books_agree(world, order)
        assert world.fresh(given).used == 1 and clean()

    def test_is_paid_by_its_plan_from_what_is_left(self) -> None:
        world = make_world(slug="toko-dp", at=NOON, pay_mode="deposit", deposit_bp=3_333)
        voucher(world)
        order = world.place(voucher="HEMAT10")
        parts = list(order.charges.order_by("position").values_list("goods", flat=True))
        assert parts == [28_498, 57_002] and sum(parts) == 95_000 - 9_500  # 33.33 % of 85,500, rounded up

    def test_shows_income_and_what_was_let_go_in_the_books(self, world: World) -> None:
        voucher(world, fixed=20_000)
        order = world.place(voucher="HEMAT10")
        receive(world, order, asked(order))
        send.hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=NOON)
        books = trial_balance(store_id=world.store.pk)
        assert (books[REVENUE], books[DISCOUNT], books[DEPOSITS], books[RECEIVABLE]) == (
            -95_000,
            20_000,
            0,
            0,
        )
        assert clean()

    def test_a_percentage_is_rounded_down_and_capped(self, world: World) -> None:
        voucher(world, "SEPERTIGA", bp=3_333)
        voucher(world, "TERBATAS", bp=5_000, most=15_000)
        assert world.place(voucher="SEPERTIGA").discount == 31_663
        assert world.place(voucher="TERBATAS").discount == 15_000

    def test_takes_nothing_off_the_shipping_fee(self, world: World) -> None:
        voucher(world, bp=9_000)
        order = world.place(
            world.line("L"), voucher="HEMAT10", fulfilment="courier", zone_id=world.zone.pk, address="x"
        )
        assert order.charges.get().goods == 9_500 and order.charges.get().shipping == 18_000


class TestIsRefused:
    def refused(self, world: World, kind: type[VoucherRefused], **more: Any) -> None:
        before = (EventRow.objects.count(), Order.objects.of(world.store).count())
        with pytest.raises(kind):
            world.place(**more)
        assert (EventRow.objects.count(), Order.objects.of(world.store).count()) == before

    def test_when_nobody_knows_it(self, world: World) -> None:
        self.refused(world, VoucherUnknown, voucher="TIDAKADA")
        other = make_world(slug="toko-lain", at=NOON)
        voucher(other, "MILIKLAIN", everywhere=True)
        self.refused(world, VoucherUnknown, voucher="MILIKLAIN")

    def test_before_and_after_its_time(self, world: World) -> None:
        voucher(world, "NANTI", starts_at=NOON + timedelta(hours=1))
        voucher(world, "SEBENTAR", ends_at=NOON + timedelta(hours=1))
        self.refused(world, VoucherNotYet, voucher="NANTI")
        assert world.place(voucher="SEBENTAR").discount == 9_500
        with clock.told(NOON + timedelta(hours=1)):
            self.refused(world, VoucherEnded, voucher="SEBENTAR")
            assert world.place(voucher="NANTI").discount == 9_500

    def test_below_its_least_spending(self, world: World) -> None:
        voucher(world, least=100_000)
        self.refused(world, VoucherBelowLeast, voucher="HEMAT10")
        assert world.place(world.line("L", qty=2), voucher="HEMAT10").discount == 19_000

    def test_when_all_its_uses_are_gone_until_one_comes_back(self, world: World) -> None:
        given = voucher(world, cap=1)
        order = world.place(voucher="HEMAT10")
        self.refused(world, VoucherUsedUp, voucher="HEMAT10")
        facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": BUYER_ACTOR, "at": NOON}
        release.cancel_order(**facts, reason="batal")
        assert world.fresh(given).used == 0 and clean()
        assert world.place(voucher="HEMAT10").discount == 9_500

    def test_to_a_buyer_who_had_it_by_phone_or_mail(self, world: World) -> None:
        voucher(world, buyer_cap=1)
        order = world.place(voucher="HEMAT10", email="Budi@Example.com")
        self.refused(world, VoucherUsedByBuyer, voucher="HEMAT10", phone=order.phone)
        self.refused(world, VoucherUsedByBuyer, voucher="HEMAT10", email="budi@example.com")
        assert world.place(voucher="HEMAT10").discount == 9_500 and clean()

    def test_once_it_is_stopped(self, world: World) -> None:
        given = voucher(world)
        stop_voucher(actor=world.seller, at=NOON, store=world.store, voucher_id=given.pk)
        self.refused(world, VoucherUnknown, voucher="HEMAT10")

    def test_in_the_waiting_list(self) -> None:
        world = make_world(slug="toko-penuh", at=NOON, cap=1)
        voucher(world)
        world.place()
        facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR}
        before = EventRow.objects.count()
        with pytest.raises(VoucherNotInLine):
            join_waitlist(**facts, wanted=world.want(voucher="HEMAT10"))
        assert EventRow.objects.count() == before


class TestAChange:
    def test_works_the_discount_out_again(self, world: World) -> None:
        given = voucher(world)
        order = world.place(voucher="HEMAT10")
        changed(world, order, world.line("L", qty=3))
        now = world.fresh(order)
        assert (now.goods, now.discount, now.charges.get(state="open").goods) == (285_000, 28_500, 256_500)
        assert world.fresh(given).used == 1 and clean()

    def test_below_the_least_spending_is_refused_not_silently_dearer(self, world: World) -> None:
        voucher(world, least=150_000)
        order = world.place(world.line("L", qty=2), voucher="HEMAT10")
        with pytest.raises(VoucherBelowLeast):
            changed(world, order, world.line("L", qty=1))
        assert world.fresh(order).discount == 19_000 and clean()
        changed(world, order, world.line("L", qty=1), voucher="")  # the buyer gives it up
        now = world.fresh(order)
        assert (now.discount, now.voucher_id, now.goods) == (0, None, 95_000) and clean()

    def test_keeps_a_voucher_that_has_ended_since(self, world: World) -> None:
        given = voucher(world, ends_at=NOON + timedelta(hours=1))
        order = world.place(voucher="HEMAT10")
        stop_voucher(actor=world.seller, at=NOON, store=world.store, voucher_id=given.pk)
        with clock.told(NOON + timedelta(hours=2)):
            changed(world, order, world.line("XL"))
        assert world.fresh(order).discount == 10_000 and clean()

    def test_of_the_voucher_gives_the_old_use_back(self, world: World) -> None:
        first, second = voucher(world, cap=1, buyer_cap=1), voucher(world, "LAIN", bp=2_000, cap=1)
        order = world.place(voucher="HEMAT10")
        changed(world, order, voucher="LAIN")
        assert (world.fresh(first).used, world.fresh(second).used) == (0, 1)
        assert world.fresh(order).discount == 19_000 and clean()
        with pytest.raises(VoucherUsedUp):
            other = world.place()
            changed(world, other, voucher="LAIN")
        assert clean()

    def test_of_the_phone_counts_for_the_new_one(self, world: World) -> None:
        voucher(world, buyer_cap=1)
        order = world.place(voucher="HEMAT10")
        changed(world, order, phone="081299998888")
        uses = dict(VoucherUse.objects.of(world.store).values_list("who", "used"))
        assert sorted(uses.values()) == [0, 1] and clean()


def test_a_released_order_takes_its_use_again_when_it_comes_back(world: World) -> None:
    voucher(world, cap=1)
    order = world.place(voucher="HEMAT10")
    release.expire_order(
        store_id=world.store.pk, order_id=order.pk, actor=SYSTEM_ACTOR, at=NOON + timedelta(hours=25)
    )
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON}
    taken = world.place(voucher="HEMAT10")
    with pytest.raises(VoucherUsedUp):
        release.readmit_order(**facts)
    release.cancel_order(**(facts | {"order_id": taken.pk}), reason="batal")
    release.readmit_order(**facts)
    now = world.fresh(order)
    assert (now.state, now.discount, now.charged) == ("placed", 9_500, 85_500) and clean()


class TestMaking:
    @pytest.mark.parametrize(
        ("field", "terms"),
        [
            ("code", {"code": "A!", "bp": 1_000}),
            ("bp", {"code": "KOSONG"}),
            ("bp", {"code": "DUA", "bp": 1_000, "fixed": 5_000}),
            ("bp", {"code": "SEMUA", "bp": 10_000}),
            ("least", {"code": "KURANG", "fixed": 50_000, "least": 40_000}),
            ("cap", {"code": "NOL", "bp": 1_000, "cap": 0}),
            ("ends_at", {"code": "LEWAT", "bp": 1_000, "ends_at": NOON}),
        ],
    )
    def test_refuses_what_makes_no_sense(self, world: World, field: str, terms: dict[str, Any]) -> None:
        with pytest.raises(Invalid) as no:
            make_voucher(actor=world.seller, at=NOON, store=world.store, terms=VoucherTerms(**terms))
        assert no.value.params["field"] == field and not Voucher.objects.of(world.store).exists()

    def test_a_code_is_made_once_in_a_store(self, world: World) -> None:
        voucher(world)
        with pytest.raises(Invalid):
            voucher(world, "hemat 10", everywhere=True)
        other = make_world(slug="toko-lain", at=NOON)
        voucher(other)
        with pytest.raises(NotFound):
            stop_voucher(
                actor=world.seller,
                at=NOON,
                store=world.store,
                voucher_id=Voucher.objects.of(other.store).get().pk,
            )

    def test_stopping_twice_is_refused(self, world: World) -> None:
        given = voucher(world)
        facts = {"actor": world.seller, "at": NOON, "store": world.store, "voucher_id": given.pk}
        stop_voucher(**facts)
        with pytest.raises(WrongState):
            stop_voucher(**facts)

    def test_one_of_the_store_counts_in_every_po_and_changes_every_offer(self, world: World) -> None:
        before = world.fresh(world.store).version
        given = voucher(world, everywhere=True)
        assert world.fresh(world.store).version == before + 1
        world.place(voucher="HEMAT10")
        [told] = vouchers_of_store(store_id=world.store.pk, at=NOON)
        assert (told.id, told.used, told.given, told.running) == (given.pk, 1, 9_500, True)
