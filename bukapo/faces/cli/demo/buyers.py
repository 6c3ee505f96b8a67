"""Demo buyers: no names of people, numbers nobody has."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer, OfferedVariant
from bukapo.campaigns.reads import offer_of
from bukapo.faces.cli.demo.partners import came_by
from bukapo.faces.cli.demo.pictures import transfer_slip
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.money import rupiah
from bukapo.orders.intake.draft import Wanted, WantedLine
from bukapo.orders.intake.packages import WantedBundle, WantedSlot
from bukapo.orders.models import Order
from bukapo.orders.writes import pay, place
from bukapo.payments.models import Charge

PLACES = [
    ("Bandung", "Jawa", "40132"), ("Jakarta Selatan", "Jabodetabek", "12810"), ("Depok", "Jabodetabek", "16424"),
    ("Sleman", "Jawa", "55281"), ("Surabaya", "Jawa", "60115"), ("Medan", "Sumatera", "20153"),
    ("Makassar", "Sulawesi", "90231"), ("Malang", "Jawa", "65141"),
]  # fmt: skip
NAMES = ["", "", "", "DEMO 7", "DEMO 10", "DEMO 23", "CONTOH 1", "CONTOH 99"]
SIZES = {"S": 2, "M": 6, "L": 9, "XL": 6, "XXL": 2}


def buy(
    shop: Shop, campaign: Campaign, number: int, at: datetime, *, pieces: int = 0, town: str = ""
) -> Order:
    """The `number`-th demo buyer orders something likely; so many `pieces` a line, to that `town`, where it is said."""
    offer = offer_of(campaign)
    with it_is(at):
        return place.place_order(
            store_id=shop.store.pk,
            campaign_id=campaign.pk,
            wanted=_wish(shop, offer, campaign, number, pieces, town),
            actor=BUYER_ACTOR,
        )


def buy_package(shop: Shop, campaign: Campaign, number: int, at: datetime) -> Order:
    """The `number`-th demo buyer takes the PO's first package, each piece in another variant, and pays for it."""
    offer = offer_of(campaign)
    bundle = offer.bundles[0]
    slots = tuple(
        WantedSlot(offer.by_product[slot.product_id].variants[place].id, {})
        for place, slot in enumerate(bundle.slots)
    )
    wanted = Wanted(
        key=f"demo-{campaign.pk}-{number}",
        source="form",
        buyer_name=f"Pembeli Contoh {number:02d}",
        phone=f"0812000{campaign.pk % 100:02d}{number:03d}",
        fulfilment="pickup",
        lines=(),
        bundles=(WantedBundle(bundle.id, 1, slots),),
    )
    with it_is(at):
        order = place.place_order(
            store_id=shop.store.pk, campaign_id=campaign.pk, wanted=wanted, actor=BUYER_ACTOR
        )
    paid(shop, order, at + timedelta(hours=1))
    return order


def _wish(shop: Shop, offer: Offer, campaign: Campaign, number: int, pieces: int, town: str) -> Wanted:
    dice = shop.dice
    lines = []
    for product in dice.sample(offer.products, k=min(len(offer.products), 1 + (dice.random() < 0.25))):
        variant = dice.choices(product.variants, weights=[_likely(v) for v in product.variants])[0]
        texts = {f.id: dice.choice(NAMES) for f in product.fields if f.kind == "text"}
        lines.append(WantedLine(variant.id, pieces or dice.choice([1, 1, 1, 2, 2, 3]), texts))
    where: dict[str, Any] = {"fulfilment": "pickup"}
    if offer.courier and (not offer.pickup or dice.random() < 0.7):
        city, zone, code = dice.choice([one for one in PLACES if town in ("", one[0])])
        zones = {z.name: z.id for z in offer.zones}
        street = f"Jl. Contoh No. {number}, RT 01/02"
        where = {
            "fulfilment": "courier",
            "address": street,
            "city": city,
            "postal_code": code,
            "zone_id": zones[zone],
        }
    return Wanted(
        key=f"demo-{campaign.pk}-{number}",
        source="form",
        buyer_name=f"Pembeli Contoh {number:02d}",
        phone=f"0812000{campaign.pk % 100:02d}{number:03d}",
        email=f"pembeli{number:02d}@contoh.example" if number % 3 == 0 else "",
        lines=tuple(lines),
        partner_code=came_by(number),
        voucher=offer.vouchers[0].code if offer.vouchers and number % 6 == 0 else "",
        if_short=offer.fallbacks[number % len(offer.fallbacks)] if offer.fallbacks else "",
        **where,
    )


def _likely(variant: OfferedVariant) -> int:
    return next((SIZES[value] for value in variant.values if value in SIZES), 4)


def transfer(shop: Shop, order: Order, at: datetime, *, short: int = 0) -> None:
    """The buyer transfers what is asked now (less `short`) and sends the slip; nobody has looked at it yet."""
    charge = _open_charge(order)
    amount = charge.rest - short
    slip = transfer_slip(rupiah(amount), f"{shop.bank.bank} {shop.store.name}", at.strftime("%d/%m/%Y %H.%M"))
    with it_is(at):
        pay.send_proof(
            store_id=shop.store.pk, order_id=order.pk, photo=shop.picture(slip, "proof"), bank_account_id=shop.bank.pk,
            claimed=amount, sender="", actor=BUYER_ACTOR, at=at,
        )  # fmt: skip


def paid(shop: Shop, order: Order, at: datetime, *, short: int = 0) -> None:
    """The seller finds what is asked now (less `short`) on the bank's statement."""
    amount = _open_charge(order).rest - short
    with it_is(at):
        pay.record_payment(
            **shop.by_id(at),
            order_id=order.pk,
            amount=amount,
            method="transfer",
            bank_account_id=shop.bank.pk,
            note="",
        )


def _open_charge(order: Order) -> Charge:
    charge: Charge = order.charges.filter(state="open").order_by("position")[0]
    return charge


def spread(shop: Shop, first: datetime, last: datetime, count: int) -> list[datetime]:
    """`count` instants between two, more of them near both ends, as orders come."""
    length, zone = (last - first).total_seconds(), ZoneInfo(shop.store.zone)
    shares = [shop.dice.betavariate(0.6, 0.6) for _ in range(count)]
    return sorted(_awake(first + timedelta(seconds=length * share), last, zone) for share in shares)


def _awake(at: datetime, last: datetime, zone: ZoneInfo) -> datetime:
    """Who could not sleep orders after breakfast."""
    later = at + timedelta(hours=9)
    return later if at.astimezone(zone).hour < 6 and later <= last else at
