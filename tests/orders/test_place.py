from datetime import timedelta

import pytest

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import Closed, NotOpenYet, OverBuyerCap, SoldOut
from bukapo.journal import clock
from bukapo.journal.models import Delivery, EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.ledger.reads import order_outstanding, trial_balance
from bukapo.orders.intake.decide import KeyConflict
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Order
from bukapo.orders.writes.place import place_order, place_orders
from bukapo.payments.models import Charge
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def send(world: World, wanted):  # type: ignore[no-untyped-def]
    return place_order(
        store_id=world.store.pk, campaign_id=world.campaign.pk, wanted=wanted, actor=BUYER_ACTOR
    )


def untouched(world: World) -> bool:
    return (
        not Order.objects.of(world.store).exists()
        and not EventRow.objects.filter(kind__startswith="order.").exists()
        and world.counter().taken == 0
    )


class TestAnOrder:
    def test_is_priced_with_surcharge_personalization_and_zone_fee(self, world: World) -> None:
        order = send(world, world.by_courier(world.line("XL", qty=2, name="BUDI 10"), world.line("S", qty=4)))
        assert order.goods == 2 * (95_000 + 5_000 + 15_000) + 4 * 95_000
        assert order.shipping_fee == 18_000 + 12_000  # 1.2 kg is two kilograms
        assert order.pieces == 6
        assert [line.personalization for line in order.lines.all()] == [{"Nama punggung": "BUDI 10"}, {}]

    def test_asks_for_an_amount_that_no_other_open_charge_of_the_store_asks(self, world: World) -> None:
        amounts = [send(world, world.want()).charges.get().transfer_amount for _ in range(30)]
        assert len(set(amounts)) == 30
        assert all(95_000 < amount <= 95_999 for amount in amounts)

    def test_books_what_it_charges_and_is_told_once(self, world: World) -> None:
        order = send(world, world.want())
        assert (
            order.charged
            == order.charges.get().total
            == order_outstanding(store_id=world.store.pk, order_id=order.pk)
        )
        assert sum(trial_balance(store_id=world.store.pk).values()) == 0
        event = EventRow.objects.get(order_id=order.pk)
        assert (event.kind, event.seq, event.data["state"]) == ("order.placed", 1, "placed")
        assert Delivery.objects.filter(event=event).count() == 1

    def test_takes_its_pieces(self, world: World) -> None:
        send(world, world.want(world.line("L", qty=3), world.line("M", "Navy", qty=2)))
        taken = world.counter().taken, world.counter("L", "Hitam").taken, world.counter("M", "Navy").taken
        assert taken == (5, 3, 2)

    def test_with_a_deposit_plans_the_balance_for_later(self) -> None:
        world = make_world(pay_mode="deposit", deposit_bp=5000, shipping_with="balance")
        order = send(world, world.by_courier(world.line("L", qty=1)))
        deposit, balance = order.charges.order_by("position")
        assert (deposit.kind, deposit.state, deposit.goods) == ("deposit", "open", 47_500)
        assert (balance.kind, balance.state, balance.total, balance.code) == (
            "balance",
            "planned",
            47_500 + 18_000,
            0,
        )


class TestTheSameSubmission:
    def test_twice_is_one_order(self, world: World) -> None:
        wanted = world.want()
        assert send(world, wanted).pk == send(world, wanted).pk
        assert Order.objects.of(world.store).count() == 1 and world.counter().taken == 1

    def test_twice_in_one_batch_is_one_order(self, world: World) -> None:
        wanted = world.want()
        one, two = place_orders(
            store_id=world.store.pk, campaign_id=world.campaign.pk, wanted=[wanted, wanted], actor=BUYER_ACTOR
        )
        assert isinstance(one, Order) and isinstance(two, Order) and one.pk == two.pk

    def test_is_answered_after_closing_too(self, world: World) -> None:
        wanted = world.want()
        order = send(world, wanted)
        with clock.told(world.campaign.closes_at + timedelta(days=1)):
            assert send(world, wanted).pk == order.pk

    def test_with_another_body_is_a_conflict(self, world: World) -> None:
        wanted = world.want()
        send(world, wanted)
        with pytest.raises(KeyConflict):
            send(world, world.want(key=wanted.key))
        assert Order.objects.of(world.store).count() == 1

    def test_with_an_unusable_body_is_a_conflict_that_stops_nobody_else(self, world: World) -> None:
        wanted = world.want()
        send(world, wanted)
        again = [world.want(key=wanted.key, phone="12"), world.want()]
        conflict, order = place_orders(
            store_id=world.store.pk, campaign_id=world.campaign.pk, wanted=again, actor=BUYER_ACTOR
        )
        assert isinstance(conflict, KeyConflict) and isinstance(order, Order)


class TestTheWindow:
    def test_shuts_at_the_closing_instant(self, world: World) -> None:
        with clock.told(world.campaign.closes_at - timedelta(microseconds=1)):
            send(world, world.want())
        with clock.told(world.campaign.closes_at), pytest.raises(Closed):
            send(world, world.want())
        assert Order.objects.of(world.store).count() == 1

    def test_opens_at_the_opening_instant(self, world: World) -> None:
        with clock.told(world.campaign.opens_at - timedelta(microseconds=1)), pytest.raises(NotOpenYet):
            send(world, world.want())
        assert untouched(world)
        with clock.told(world.campaign.opens_at):
            send(world, world.want())

    @pytest.mark.parametrize("state", ["draft", "cancelled", "closed", "finished"])
    def test_is_shut_unless_the_po_is_published(self, state: str) -> None:
        world = make_world()
        Campaign.objects.of(world.store).update(state=state)
        with pytest.raises(Closed):
            send(world, world.want())
        assert untouched(world)


class TestTheCaps:
    def test_of_the_po_holds(self) -> None:
        world = make_world(cap=5)
        send(world, world.want(world.line("L", qty=4)))
        with pytest.raises(SoldOut):
            send(world, world.want(world.line("M", qty=2)))
        send(world, world.want(world.line("M", qty=1)))
        assert world.counter().taken == 5

    def test_of_a_variant_holds(self) -> None:
        world = make_world(variant_caps={("L", "Hitam"): 2})
        with pytest.raises(SoldOut) as no:
            send(world, world.want(world.line("L", qty=1), world.line("L", qty=2)))
        assert no.value.params == {"what": "L / Hitam", "left": 2}
        assert untouched(world)

    def test_of_a_buyer_counts_every_way_to_write_the_same_number(self) -> None:
        world = make_world(buyer_cap=3)
        send(world, world.want(world.line("L", qty=2), phone="0812-1111-2222"))
        with pytest.raises(OverBuyerCap):
            send(world, world.want(world.line("L", qty=2), phone="+62 812 1111 2222"))
        send(world, world.want(world.line("L", qty=1), phone="62 81211112222"))

    def test_are_decided_in_order_of_arrival_within_a_batch(self) -> None:
        world = make_world(cap=3)
        wanted = [world.want(world.line("L", qty=n)) for n in (2, 2, 1)]
        answers = place_orders(
            store_id=world.store.pk, campaign_id=world.campaign.pk, wanted=wanted, actor=BUYER_ACTOR
        )
        assert [isinstance(answer, Order) for answer in answers] == [True, False, True]
        assert isinstance(answers[1], SoldOut) and world.counter().taken == 3


class TestWhatCannotBeUsed:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"buyer_name": " "}, "buyer_name"),
            ({"buyer_name": "x" * 81}, "buyer_name"),
            ({"buyer_name": "a\x00b"}, "buyer_name"),
            ({"phone": "123"}, "phone"),
            ({"email": "bukan email"}, "email"),
            ({"fulfilment": "teleport"}, "fulfilment"),
            ({"fulfilment": "courier"}, "address"),
            ({"postal_code": "4013"}, "postal_code"),
            ({"lines": ()}, "lines"),
        ],
    )
    def test_is_named_by_field_and_changes_nothing(
        self, world: World, changes: dict[str, object], field: str
    ) -> None:
        with pytest.raises(DraftInvalid) as no:
            send(world, world.want(**changes))
        assert field in no.value.errors
        assert untouched(world)

    @pytest.mark.parametrize("qty", [0, -1, 1000, 2**63])
    def test_includes_impossible_quantities(self, world: World, qty: int) -> None:
        with pytest.raises(DraftInvalid):
            send(world, world.want(world.line("L", qty=qty)))
        assert untouched(world)

    @pytest.mark.parametrize("text", ["X" * 16, "BUDI<b>", "名前!", "A/B"])
    def test_includes_names_that_cannot_be_printed(self, world: World, text: str) -> None:
        with pytest.raises(DraftInvalid):
            send(world, world.want(world.line("L", name=text)))
        assert untouched(world)

    def test_includes_variants_of_another_store(self, world: World) -> None:
        other = make_world(slug="toko-lain")
        with pytest.raises(DraftInvalid):
            send(world, world.want(other.line("L")))
        assert untouched(world)


def test_a_stranger_cannot_order_in_a_campaign_under_another_stores_name() -> None:
    world, other = make_world(), make_world(slug="toko-lain")
    with pytest.raises(NotFound):
        place_order(
            store_id=other.store.pk, campaign_id=world.campaign.pk, wanted=world.want(), actor=BUYER_ACTOR
        )


def test_all_999_codes_in_use_still_takes_the_order() -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        wanted = [world.want() for _ in range(1_001)]
        answers = place_orders(
            store_id=world.store.pk, campaign_id=world.campaign.pk, wanted=wanted, actor=BUYER_ACTOR
        )
    assert not any(isinstance(answer, Refusal) for answer in answers)
    codes = list(Charge.objects.of(world.store).values_list("code", flat=True))
    assert sorted(codes)[:2] == [0, 0] and len(set(codes) - {0}) == 999
