"""Two buyers of a closed PO trade sizes: nothing that is made changes, only whose it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.campaigns.models import PieceCounter
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR, WORKSHOP_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.models import Order
from bukapo.orders.writes import send
from bukapo.production.models import FrozenRecap, Swap
from bukapo.production.reads import frozen_recap
from bukapo.production.swaps import rules
from bukapo.production.swaps.reads import swap_desk
from bukapo.production.swaps.writes import (
    confirm_swap,
    free_swap,
    offer_swap,
    take_swap,
    withdraw_swap,
)
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.stages import report_stage
from bukapo.production.writes.work_orders import accept_work_order, send_work_order
from tests.faces.production import paid
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
AFTER = NOON + timedelta(days=8)


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


def close(world: World) -> None:
    with clock.told(AFTER):
        close_campaign(store_id=world.store.pk, campaign_id=world.campaign.pk, actor=world.seller, at=AFTER)


def by(order: Order, **more: Any) -> dict[str, Any]:
    return {"store_id": order.store_id, "order_id": order.pk, "actor": BUYER_ACTOR, "at": AFTER, **more}


def offered(world: World, order: Order, gives: str = "L", wants: str = "M") -> int:
    event = offer_swap(
        **by(order), gives_id=world.variant(gives, "Hitam"), wants_id=world.variant(wants, "Hitam")
    )
    return event.swap_id


def pair(world: World, *, mine: str = "", theirs: str = "") -> tuple[Order, Order]:
    """One buyer holds two black L, another one black M; the PO is closed."""
    with clock.told(NOON):
        one = paid(world, world.line("L", qty=2, name=mine))
        other = paid(world, world.line("M", name=theirs))
    close(world)
    return one, other


def lines(order: Order) -> list[tuple[str, int, int]]:
    rows = order.lines.order_by("position")
    return list(rows.values_list("label", "qty", "total"))


def counters(world: World) -> dict[int | None, int]:
    rows = PieceCounter.objects.of(world.store).filter(campaign=world.campaign)
    return dict(rows.values_list("variant_id", "taken"))


def breaches() -> list[str]:
    return [str(breach) for _name, found in audit() for breach in found]


def refused(act: Callable[[], object], why: type[Refusal]) -> None:
    before = EventRow.objects.count(), list(Swap.objects.across_stores("a test").values())
    with pytest.raises(why):
        act()
    assert (EventRow.objects.count(), list(Swap.objects.across_stores("a test").values())) == before


def test_both_agree_and_one_piece_of_each_changes_hands(world: World) -> None:
    one, other = pair(world)
    before, sealed = counters(world), frozen_recap(world.campaign).seal
    swap = offered(world, one)
    assert [offer.pk for offer in swap_desk(other).offers] == [swap]
    take_swap(**by(other), swap_id=swap)
    assert lines(one) == [("L / Hitam", 2, 190_000)]  # nothing yet: who offered has the last word
    confirm_swap(**by(one), swap_id=swap)
    assert lines(one) == [("L / Hitam", 1, 95_000), ("M / Hitam", 1, 95_000)]
    assert lines(other) == [("L / Hitam", 1, 95_000)]
    assert counters(world) == before
    assert (frozen_recap(world.campaign).seal, FrozenRecap.objects.of(world.store).count()) == (sealed, 1)
    told = (
        EventRow.objects.filter(kind="order.swapped")
        .order_by("order_id")
        .values_list("order_id", "data__got")
    )
    assert list(told) == [(one.pk, "M / Hitam"), (other.pk, "L / Hitam")]
    assert breaches() == []


def test_a_name_that_moves_is_an_addendum_of_the_same_pieces(world: World) -> None:
    one, other = pair(world, theirs="BUDI")
    first = frozen_recap(world.campaign)
    swap = offered(world, one)
    take_swap(**by(other), swap_id=swap)
    confirm_swap(**by(one), swap_id=swap)
    second = frozen_recap(world.campaign)
    assert (second.version, second.pieces) == (2, first.pieces)
    (name,) = second.products[0].count().names
    assert (name.texts, name.values) == ((("Nama punggung", "BUDI"),), ("L", "Hitam"))
    assert breaches() == []


def test_a_name_stays_once_the_workshop_has_begun(world: World) -> None:
    one, other = pair(world, theirs="BUDI")
    swap = offered(world, one)
    take_swap(**by(other), swap_id=swap)
    work = {"store_id": world.store.pk, "at": AFTER}
    sent = send_work_order(
        **work, campaign_id=world.campaign.pk, workshop_name="Konveksi", stages=("Potong",),
        deadline=(AFTER + timedelta(days=9)).date(), uncovered=10**9, actor=world.seller,
    )  # fmt: skip
    accept_work_order(**work, work_order_id=sent.work_order_id, actor=WORKSHOP_ACTOR)
    report_stage(**work, work_order_id=sent.work_order_id, position=0, count=1, actor=WORKSHOP_ACTOR)
    refused(lambda: confirm_swap(**by(one), swap_id=swap), rules.NamesAreMade)
    assert FrozenRecap.objects.of(world.store).count() == 1


def test_what_costs_more_or_is_not_there_is_not_traded(world: World) -> None:
    one, _other = pair(world)
    refused(lambda: offered(world, one, wants="XL"), rules.NotAlike)
    refused(lambda: offered(world, one, gives="M", wants="L"), rules.NoSuchPiece)


def test_nobody_trades_before_closing_or_after_packing(world: World) -> None:
    with clock.told(NOON):
        one = paid(world, world.line("L", qty=2))
        refused(lambda: offered(world, one), rules.NotClosedYet)
        other = paid(world, world.line("M"))
    close(world)
    swap = offered(world, one)
    take_swap(**by(other), swap_id=swap)
    with clock.told(AFTER):
        send.pack_order(store_id=world.store.pk, order_id=other.pk, actor=world.seller, at=AFTER)
    refused(lambda: confirm_swap(**by(one), swap_id=swap), rules.SwapTooLate)
    assert not swap_desk(world.fresh(other))


def test_whoever_steps_back_leaves_everything_as_it_was(world: World) -> None:
    one, other = pair(world)
    swap = offered(world, one)
    refused(lambda: offered(world, one), rules.OneSwapAtATime)
    refused(lambda: take_swap(**by(one), swap_id=swap), rules.SwapGone)
    take_swap(**by(other), swap_id=swap)
    refused(lambda: confirm_swap(**by(other), swap_id=swap), NotFound)
    free_swap(**by(other), swap_id=swap)
    withdraw_swap(**by(one), swap_id=swap)
    refused(lambda: take_swap(**by(other), swap_id=swap), rules.SwapGone)
    assert lines(one) == [("L / Hitam", 2, 190_000)]
    assert breaches() == []
