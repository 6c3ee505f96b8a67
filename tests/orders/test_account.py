"""An order's account in plain words, and what is odd about its money: the same for buyer and seller."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.reads.account import account_of
from bukapo.orders.reads.decisions import decision_of_order, decisions_of_campaign
from bukapo.orders.writes import allow, credit, pay, release, serve
from tests.till import asked, receive
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world(at=NOON, pay_mode="deposit")


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def told(order: Order) -> list[tuple[str, int, int]]:
    return [(row.words, row.amount, row.rest) for row in account_of(order).rows]


def by(world: World, order: Order, **more: Any) -> dict[str, Any]:
    return {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": NOON} | more


def test_it_tells_from_the_deposit_to_the_end(world: World) -> None:
    order = world.place()
    first = asked(order)
    assert told(order) == [
        ("DP ditagih", first, first),
        ("Pelunasan, ditagih nanti", 47_500, first + 47_500),
    ]
    receive(world, order, first)
    pay.ask_balance(**by(world, order))
    code = order.charges.get(kind="balance").code
    receive(world, order, 47_500 + code + 20_000, method="cash")
    credit.keep_as_credit(**by(world, order), amount=5_000, consent="chat")
    back = release.promise_refund(**by(world, order), amount=15_000, reason="Kelebihan bayar", send_to="")
    assert told(order)[1:] == [
        ("Pelunasan ditagih", 47_500, first + 47_500),
        ("Transfer BCA masuk", -first, 47_500),
        ("Kode unik", code, 47_500 + code),
        ("Uang tunai diterima", -(67_500 + code), -20_000),
        ("Kelebihan disimpan sebagai saldo", 5_000, -15_000),
        ("Akan dikembalikan", 15_000, 0),
    ]
    assert account_of(world.fresh(order)).closing == "Lunas"
    release.pay_refund(
        store_id=world.store.pk, refund_id=back.refund_id, bank_account_id=None, send_to="", actor=world.seller, at=NOON
    )  # fmt: skip
    assert told(order)[-1] == ("Dikembalikan", 15_000, 0)


def test_it_tells_what_was_let_off_and_what_was_cancelled_in_one_row_each(world: World) -> None:
    order = world.place()
    receive(world, order, asked(order) - 300)
    pay.forgive_shortfall(**by(world, order), reason="Dibulatkan pembeli.")
    allow.grant_allowance(**by(world, order), amount=9_000, reason="Telat kirim")
    release.cancel_order(**by(world, order), reason="Pembeli minta batal.")
    rows = account_of(world.fresh(order)).rows
    assert [(row.words, row.note) for row in rows[3:]] == [
        ("Kekurangan direlakan", "Dibulatkan pembeli."),
        ("Potongan dari penjual", "Telat kirim"),
        ("Batal, tidak jadi ditagih", "Pembeli minta batal."),
        ("Akan dikembalikan", "Pembeli minta batal."),
    ]
    account = account_of(world.fresh(order))
    assert (account.rest, account.closing) == (0, "Tidak ada tagihan lagi")


def test_it_ends_with_what_is_left(world: World) -> None:
    order = world.place()
    account = account_of(order)
    assert (account.closing, account.closing_amount) == ("Sisa yang harus dibayar", order.charged)
    assert account.text().endswith(f"Sisa yang harus dibayar: Rp{order.charged:,}".replace(",", "."))
    receive(world, order, order.charged + 1_000)
    account = account_of(world.fresh(order))
    assert (account.closing, account.closing_amount) == ("Kelebihan di toko", 1_000)


def test_it_speaks_the_readers_language(world: World) -> None:
    order = world.place()
    with override("en"):
        assert told(order)[0][0] != "DP ditagih"


def kinds(world: World, at: Any = NOON) -> list[tuple[str, str, int]]:
    found = decisions_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=at)
    return [(one.kind, one.number, one.oddity.amount) for one in (*found.open, *found.ahead)]


class TestWhatIsOdd:
    def test_is_the_same_sum_twice_within_days(self, world: World) -> None:
        order = world.place()
        receive(world, order, order.charged)
        receive(world, order, order.charged, at=NOON + timedelta(days=6))
        assert kinds(world) == [("double", order.number, order.charged)]
        one = decision_of_order(order=world.fresh(order), at=NOON)
        assert one and one.oddity.title.startswith("Terbayar dua kali: Rp")

    @pytest.mark.parametrize(("days", "more"), [(8, 0), (1, -1), (1, 1)])
    def test_is_only_too_much_when_it_was_long_ago_or_another_sum(
        self, world: World, days: int, more: int
    ) -> None:
        order = world.place()
        receive(world, order, order.charged)
        receive(world, order, order.charged + more, at=NOON + timedelta(days=days))
        assert [kind for kind, _number, _amount in kinds(world)] == ["over"]

    def test_is_not_two_equal_instalments(self, world: World) -> None:
        order = world.place()
        receive(world, order, 40_000)
        receive(world, order, 40_000)
        assert [kind for kind, _number, _amount in kinds(world)] == ["ahead"]

    def test_is_money_that_already_counts_for_the_balance(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order) + 10_000)
        found = decisions_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=NOON)
        assert found.open == () and [one.number for one in found.ahead] == [order.number]

    def test_says_whether_the_pieces_are_still_there(self) -> None:
        world = make_world(at=NOON, cap=1)
        order = world.place()
        late = NOON + timedelta(days=2)
        release.expire_order(**by(world, order, at=late))
        receive(world, order, 95_000, at=late)
        one = decision_of_order(order=world.fresh(order), at=late)
        assert one and (one.kind, one.free) == ("late", True)
        world.place()
        one = decision_of_order(order=world.fresh(order), at=late)
        assert one and one.free is False
        serve.change_running_campaign(
            store=world.store, campaign_id=world.campaign.pk, plan={"cap": 9}, actor=world.seller, at=late
        )
        one = decision_of_order(order=world.fresh(order), at=late)
        assert one and one.free is True

    def test_is_nothing_about_an_order_as_it_should_be(self, world: World) -> None:
        order = world.place()
        receive(world, order, asked(order))
        assert decision_of_order(order=world.fresh(order), at=NOON) is None
        assert kinds(world) == []

    def test_of_another_po_or_store_is_not_told(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        receive(other, other.place(), 500_000)
        assert kinds(world) == []


def test_a_page_of_decisions_costs_a_bounded_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    late = NOON + timedelta(days=2)
    for number in range(8):
        order = world.place()
        if number % 2:
            release.expire_order(**by(world, order, at=late))
        receive(world, order, order.charged + 1_000 or 50_000, at=late)
    with django_assert_max_num_queries(10):
        found = decisions_of_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, at=late)
    assert len(found.open) == 8
