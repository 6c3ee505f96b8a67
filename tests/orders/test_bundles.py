"""Packages in orders: lines like any, kept together, at the package's price whatever happens to the order."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from bukapo.audit import audit
from bukapo.campaigns.bundles.writes import switch_bundle
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import Campaign, Minimum, PieceCounter
from bukapo.campaigns.plan import Item
from bukapo.campaigns.rules import SoldOut
from bukapo.campaigns.tiers import Tier
from bukapo.campaigns.vouchers import VoucherTerms
from bukapo.campaigns.writes.voucher import make_voucher
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.allotment.remedies import take_money
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.intake.packages import WantedBundle
from bukapo.orders.models import Order, OrderLine, ShortPiece, WaitingEntry
from bukapo.orders.pricing.due import settle_prices
from bukapo.orders.writes.change import change_order
from bukapo.orders.writes.release import cancel_order
from bukapo.orders.writes.wait import join_waitlist
from bukapo.production.reads import frozen_recap
from bukapo.production.swaps.writes import confirm_swap, offer_swap, take_swap
from bukapo.production.writes.close import close_campaign
from tests.batches import work
from tests.bundled import FAMILY, PAIR, Bundled, make_bundled
from tests.orders.pricing.asking import agree, ask
from tests.production.short import allocated, made
from tests.till import asked, books_agree, receive
from tests.world import NOON

pytestmark = pytest.mark.django_db
AFTER = NOON + timedelta(days=8)


@pytest.fixture
def shop() -> Bundled:
    return make_bundled(at=NOON)


@pytest.fixture(autouse=True)
def noon():  # type: ignore[no-untyped-def]
    with clock.told(NOON):
        yield


def clean() -> None:
    assert [str(breach) for _name, found in audit() for breach in found] == []


def told(order: Order) -> list[tuple[Any, ...]]:
    rows = OrderLine.objects.of(order.store_id).filter(order=order)
    return [(row.label, row.qty, row.unit_price, row.extra, row.bundle_no, row.bundle_slot) for row in rows]


def close(shop: Bundled, at: Any = AFTER) -> None:
    with clock.told(at):
        close_campaign(store_id=shop.store.pk, campaign_id=shop.campaign.pk, actor=shop.seller, at=at)


def change(shop: Bundled, order: Order, *bundles: WantedBundle, lines: Any = ()) -> Any:
    person = {"key": order.key, "phone": order.phone, "buyer_name": order.buyer_name}
    return change_order(
        store_id=shop.store.pk,
        order_id=order.pk,
        wanted=shop.want(bundles=bundles, lines=tuple(lines), **person),  # type: ignore[misc]
        actor=BUYER_ACTOR,
        at=NOON,
    )


def test_a_package_becomes_one_line_per_piece_for_its_share_and_the_recap_counts_the_pieces(shop: Bundled):
    """On both databases, by the fast way in: ordered, paid, closed, the recap equals the pieces."""
    two = shop.families(2, shop.tee("XL", name="BUDI"), shop.tee("M", "Navy"), shop.hat())
    order = shop.order(two, shop.pairs(), lines=[shop.line("S", qty=1)])
    # 200.001 by 95 : 95 : 40 and the XL's 5.000 on top; a pair is 120.000 whatever is in it.
    assert told(order) == [
        ("S / Hitam", 1, 95_000, 0, 0, 0),
        ("XL / Hitam", 2, 82_610 + 5_000, 15_000, 1, 0),
        ("M / Navy", 2, 82_609, 0, 1, 1),
        ("Hitam", 2, 34_782, 0, 1, 2),
        ("L / Hitam", 1, 84_445, 0, 2, 0),
        ("Krem", 1, 35_555, 0, 2, 1),
    ]
    assert order.goods == 95_000 + 2 * (FAMILY + 5_000 + 15_000) + PAIR and order.pieces == 9
    assert order.weight == 6 * 200 + 3 * 100
    taken = PieceCounter.objects.of(shop.store).filter(campaign=shop.campaign, taken__gt=0)
    assert dict(taken.values_list("variant__label", "taken")) == {
        None: 9, "S / Hitam": 1, "XL / Hitam": 2, "M / Navy": 2, "L / Hitam": 1, "Hitam": 2, "Krem": 1,
    }  # fmt: skip
    receive(shop, order, asked(order))
    close(shop)
    recap = frozen_recap(shop.campaign)
    counted = {(p.name, line.values): 0 for p in recap.products for line in p.lines}
    for product in recap.products:
        for line in product.lines:
            counted[product.name, line.values] += line.quantity
    assert sum(counted.values()) == 9 and counted["Topi", ("Hitam",)] == 2
    books_agree(shop, order)
    clean()


def test_what_is_no_whole_package_is_refused_with_the_place_and_changes_nothing(shop: Bundled) -> None:
    slots = (shop.tee(), shop.tee(), shop.hat())
    wrong = {
        "bundles.0.bundle": WantedBundle(shop.family.pk + 99, 1, slots),
        "bundles.0.slots": WantedBundle(shop.family.pk, 1, slots[:2]),
        "bundles.0.qty": WantedBundle(shop.family.pk, 0, slots),
        "bundles.0.slots.2.variant": shop.families(1, *slots[:2], shop.hat("Krem")),  # the seller fixed black
        "bundles.0.slots.1.variant": shop.families(1, slots[0], shop.hat(), shop.hat()),
        "bundles.0.slots.0.personalization." + str(shop.name_field.pk): shop.families(
            1, shop.tee(name="A" * 99), *slots[1:]
        ),
        "lines": shop.families(1, *slots),
    }
    before = EventRow.objects.count()
    for field, bundle in wrong.items():
        many = [bundle] * 14 if field == "lines" else [bundle]
        with pytest.raises(DraftInvalid) as refused:
            shop.order(*many)
        assert set(refused.value.errors) == {field}
    with pytest.raises(DraftInvalid) as refused:
        shop.order()
    assert set(refused.value.errors) == {"lines"}
    assert EventRow.objects.count() == before and not Order.objects.of(shop.store).exists()


def test_a_buyer_changes_choices_and_number_but_never_takes_a_piece_out(shop: Bundled) -> None:
    order = shop.order(shop.families(1))
    receive(shop, order, asked(order))
    with pytest.raises(DraftInvalid):
        change(shop, order, WantedBundle(shop.family.pk, 1, (shop.tee(), shop.tee())))
    event = change(shop, order, shop.families(2, shop.tee("XXL"), shop.tee("M"), shop.hat()))
    assert event.what == ("lines",) and shop.fresh(order).goods == 2 * (FAMILY + 10_000)
    assert shop.fresh(order).outstanding == order.charges.get(state="open").total
    change(shop, order, lines=[shop.line("L")])
    assert told(order) == [("L / Hitam", 1, 95_000, 0, 0, 0)]
    books_agree(shop, order)
    clean()


def test_a_package_no_longer_sold_stays_changeable_for_who_has_it(shop: Bundled) -> None:
    order = shop.order(shop.families(1))
    who = {"actor": shop.seller, "at": NOON, "store": shop.store, "campaign_id": shop.campaign.pk}
    switch_bundle(**who, bundle_id=shop.family.pk, offered=False)  # type: ignore[arg-type]
    with pytest.raises(DraftInvalid) as refused:
        shop.order(shop.families(1))
    assert set(refused.value.errors) == {"bundles.0.bundle"}
    change(shop, order, shop.families(1, shop.tee("S"), shop.tee("S"), shop.hat()))
    assert [line[0] for line in told(order)] == ["S / Hitam", "S / Hitam", "Hitam"]


def test_the_price_that_falls_passes_packages_by_though_their_pieces_bring_it_about() -> None:
    shop = make_bundled(
        at=NOON,
        items=lambda tee, hat: [Item(tee, 95_000, tiers=(Tier(5, 80_000),)), Item(hat, 40_000)],
    )
    only, both = shop.order(shop.families(1)), shop.order(shop.families(1), lines=[shop.line("L")])
    for order in (only, both):
        receive(shop, order, asked(order))
    close(shop)
    while settle_prices(AFTER):
        pass
    assert shop.fresh(only).goods == FAMILY and shop.fresh(both).goods == FAMILY + 80_000
    assert shop.fresh(both).outstanding == -15_000
    clean()


def test_a_voucher_counts_on_packages_too_and_an_agreed_extra_is_paid_per_piece(shop: Bundled) -> None:
    terms = VoucherTerms("HEMAT10", bp=1_000)
    make_voucher(actor=shop.seller, at=NOON, store=shop.store, terms=terms, campaign_id=shop.campaign.pk)
    order = shop.order(shop.families(1), voucher="HEMAT10")
    assert order.discount == FAMILY // 10
    close(shop, NOON)
    ask(shop, per_piece=5_000, product_id=shop.product.pk)
    agree(shop, order)
    assert shop.fresh(order).goods == FAMILY + 2 * 5_000
    clean()


def test_a_missing_piece_gives_back_its_share_of_the_package() -> None:
    shop = make_bundled()
    with clock.told(shop.campaign.opens_at + timedelta(days=1)):
        order = shop.order(shop.families(1))
        receive(shop, order, asked(order), at=clock.now())
        made(shop, M=0)
        allocated(shop)
        short = ShortPiece.objects.of(shop.store).get(order=order)
        take_money(
            store_id=shop.store.pk, order_id=order.pk, short_ids=[short.pk], actor=BUYER_ACTOR, at=clock.now()
        )
    assert shop.fresh(order).forgiven == 82_609
    books_agree(shop, order)
    clean()


def test_a_traded_size_leaves_the_package_whole(shop: Bundled) -> None:
    mine, theirs = shop.order(shop.families(2)), shop.order(lines=[shop.line("S")])
    for order in (mine, theirs):
        receive(shop, order, asked(order))
    close(shop)
    facts: dict[str, Any] = {"store_id": shop.store.pk, "actor": BUYER_ACTOR, "at": AFTER}
    with clock.told(AFTER):
        wish = {"gives_id": shop.variant("M", "Hitam"), "wants_id": shop.variant("S", "Hitam")}
        swap = offer_swap(**facts, order_id=mine.pk, **wish).swap_id
        take_swap(**facts, order_id=theirs.pk, swap_id=swap)
        confirm_swap(**facts, order_id=mine.pk, swap_id=swap)
    assert [(line[0], line[1], line[4], line[5]) for line in told(mine)] == [
        ("L / Hitam", 2, 1, 0), ("M / Hitam", 1, 1, 1), ("Hitam", 2, 1, 2), ("S / Hitam", 1, 1, 1),
    ]  # fmt: skip
    assert shop.fresh(mine).goods == 2 * FAMILY
    clean()


def test_a_colour_that_is_not_made_is_exchanged_inside_the_package() -> None:
    shop = make_bundled(at=NOON)
    Campaign.objects.of(shop.store).update(offers_colour=True)
    least = Least(5, shop.product.pk, "Warna", "Navy")
    Minimum.objects.create(
        store=shop.store, campaign=shop.campaign, product_id=least.product_id, option=least.option,
        value=least.value, pieces=least.pieces,
    )  # fmt: skip
    navy = shop.families(1, shop.tee("L", "Navy"), shop.tee("M"), shop.hat())
    order = shop.order(navy, if_short="colour", second_choice="Hitam")
    receive(shop, order, asked(order))
    work(NOON + timedelta(days=7))
    assert [line[0] for line in told(order)] == ["L / Hitam", "M / Hitam", "Hitam"]
    assert (shop.fresh(order).goods, shop.fresh(order).state) == (FAMILY, "confirmed")
    clean()


def test_packages_wait_in_line_and_become_an_order_whole(shop: Bundled) -> None:
    PieceCounter.objects.of(shop.store).filter(campaign=shop.campaign, variant=None).update(cap=4)
    first = shop.order(shop.families(1))
    with pytest.raises(SoldOut):
        shop.order(shop.families(1))
    wish = shop.want(bundles=(shop.families(1, shop.tee(name="ANI"), shop.tee(), shop.hat()),), lines=())  # type: ignore[misc]
    join_waitlist(store_id=shop.store.pk, campaign_id=shop.campaign.pk, wanted=wish, actor=BUYER_ACTOR)
    cancel_order(store_id=shop.store.pk, order_id=first.pk, actor=shop.seller, at=NOON, reason="uji")
    served = WaitingEntry.objects.of(shop.store).get().order
    assert [(line[0], line[3], line[4]) for line in told(served)] == [
        ("L / Hitam", 15_000, 1), ("L / Hitam", 0, 1), ("Hitam", 0, 1),
    ]  # fmt: skip
    clean()


ALTERATIONS = {
    "a piece taken out": "UPDATE orders_orderline SET bundle_id = NULL, bundle_no = 0 WHERE bundle_slot = 2",
    "a share": "UPDATE orders_orderline SET unit_price = unit_price - 1, total = total - qty WHERE bundle_slot = 2",
    "another number": "UPDATE orders_orderline SET qty = qty + 1, total = total + unit_price WHERE bundle_slot = 2",
    "another package": "UPDATE orders_orderline SET bundle_id = (SELECT max(id) FROM campaigns_bundle) "
    "WHERE bundle_slot = 1",
    "another PO's package": "UPDATE campaigns_bundle SET campaign_id = (SELECT min(id) FROM campaigns_campaign)",
    "the package's price": "UPDATE campaigns_bundle SET price = price + 1",
    "the package's content": "DELETE FROM campaigns_bundleslot WHERE position = 0",
}


def test_the_audit_names_what_is_altered_about_packages(shop: Bundled) -> None:
    shop.order(shop.families(1))
    clean()
    for what, statement in ALTERATIONS.items():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            found = {breach.rule for _name, some in audit() for breach in some}
            transaction.set_rollback(True)
        assert "bundle" in found, what
    clean()
