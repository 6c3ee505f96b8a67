"""What has to leave the house: who is paid in full, who still owes, what is on its way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import MADE_TO_ORDER
from bukapo.orders.allotment.rules import UNDECIDED
from bukapo.orders.delays.rules import REFUND
from bukapo.orders.models import DelayAnswer, Order, Packing, PartShipment, ShortPiece
from bukapo.orders.packing.contents import Contents, contents_of_many
from bukapo.orders.packing.rules import Slot
from bukapo.orders.parts.rules import Share
from bukapo.orders.parts.weights import shares_of
from bukapo.payments.models import Charge
from bukapo.payments.plans import pays_cod
from bukapo.payments.rules import COD, DEPOSIT
from bukapo.shipping.models import Parcel
from bukapo.shipping.rules import COURIER, GROUP, PICKUP

COURIER_READY, PICKUP_READY, OWING, ON_THE_WAY, RECEIVED = "kirim", "ambil", "belum", "jalan", "sampai"
GROUP_READY = "rombongan"
MAKING = "dibuat"
_PAID = Q(charged__lte=F("paid") - F("refunded"))
_CASH = Q(campaign__pay_mode=COD) | Q(campaign__pay_mode=DEPOSIT, campaign__balance_due=COD)
# What is left is collected at the handing over; nothing that was asked before is missing.
_PAID |= _CASH & Q(missing=False)
_UNMADE = Q(campaign__kind=MADE_TO_ORDER) & (Q(job=None) | Q(job__made_at=None))
GROUPS: dict[str, Q] = {
    COURIER_READY: Q(state="confirmed", fulfilment=COURIER, stuck=False) & _PAID & ~_UNMADE,
    PICKUP_READY: Q(state="confirmed", fulfilment=PICKUP, stuck=False) & _PAID & ~_UNMADE,
    GROUP_READY: Q(state="confirmed", fulfilment=GROUP, stuck=False) & _PAID & ~_UNMADE,
    MAKING: Q(state="confirmed", stuck=False) & _PAID & _UNMADE,
    OWING: Q(state="placed") | (Q(state="confirmed") & (~_PAID | Q(stuck=True))),
    ON_THE_WAY: Q(state="shipped"),
    RECEIVED: Q(state="received"),
}
"""Every order that holds pieces is in exactly one of these."""
READY_BY = {COURIER: COURIER_READY, PICKUP: PICKUP_READY, GROUP: GROUP_READY}
"""The group of what may leave, by its way."""
READY = GROUPS[COURIER_READY] | GROUPS[PICKUP_READY] | GROUPS[GROUP_READY]
PAGE = 50
MOST_PRINTED = 500


@dataclass(frozen=True)
class PackedLine:
    """`quantity` pieces to pack; `texts` are personalization as (field, text); `package` it was bought in."""

    product: str
    variant: str
    quantity: int
    texts: tuple[tuple[str, str], ...]
    package: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One order on its way out. `outstanding` rupiah (below 0: paid too much), `weight` grams.

    `courier` is the one of the parcel, or the zone's until there is a parcel.
    """

    id: int
    number: str
    buyer_name: str
    phone: str
    fulfilment: str
    address: str
    city: str
    postal_code: str
    note: str
    pieces: int
    weight: int
    outstanding: int
    state: str
    packed: bool
    courier: str
    tracking: str
    handed_at: datetime | None
    cod: int = 0
    """Rupiah that the courier, or the counter, collects."""
    made: bool = True
    """False while the goods of an order that is made by itself are not there."""
    no_fee: bool = False
    """By courier, and nobody has said to which zone: its shipping fee was never asked."""
    stuck: bool = False
    """Its buyer is asked about missing pieces, or has chosen the money back: not to be sent."""
    lines: tuple[PackedLine, ...] = ()
    parcel: int = 1
    """Which of `parcels` is next: 2 of 2 once a part was sent ahead."""
    parcels: int = 1

    @property
    def ready(self) -> bool:
        free = self.made and not self.stuck and self.state == "confirmed"
        return free and (self.outstanding <= 0 or self.cod > 0)


@dataclass(frozen=True)
class OutgoingPage:
    """`total` orders in the group; `rows` are those of this page."""

    rows: tuple[Outgoing, ...]
    total: int
    page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def sending_counts(campaign: Campaign) -> dict[str, int]:
    """Orders per group, `packed` (ready ones already packed), `ahead` (a part of them is on its way). One query."""
    group = Case(*(When(rule, then=Value(name)) for name, rule in GROUPS.items()), default=Value(""))
    parts = PartShipment.objects.of(campaign.store_id).filter(state="sent").values("order_id")
    # Each order is judged once, and the groups are added up here: a count per rule would judge it once for each.
    rows = sending_orders(campaign).values(
        group=group,
        is_packed=Case(When(parcel__isnull=False, state="confirmed", then=True), default=False),
        is_ahead=Case(When(pk__in=parts, then=True), default=False),
    )
    counts = dict.fromkeys((*GROUPS, "packed", "ahead"), 0)
    for row in rows.order_by().annotate(n=Count("pk")):
        counts[row["group"]] = counts.get(row["group"], 0) + row["n"]
        counts["packed"] += row["n"] if row["is_packed"] else 0
        counts["ahead"] += row["n"] if row["is_ahead"] else 0
    counts.pop("", None)
    return counts


def outgoing(
    campaign: Campaign, group: str, *, page: int = 1, search: str = "", known: int | None = None
) -> OutgoingPage:
    """A page of one group, with lines. `known`: how many orders it has, where that was counted. KeyError."""
    rows = sending_orders(campaign).filter(GROUPS[group])
    if search:
        rows = rows.filter(
            Q(buyer_name__icontains=search)
            | Q(number__icontains=search)
            | Q(parcel__tracking_number__icontains=search)
        )
    total = rows.count() if search or known is None else known
    if not total:
        return OutgoingPage((), 0, 1)
    page = min(max(1, page), max(1, -(-total // PAGE)))
    start = (page - 1) * PAGE
    # Bare ids first: what is skipped is neither joined nor judged further.
    ids = rows.order_by("id").values("pk")[start : start + PAGE]
    shown = sending_orders(campaign).filter(pk__in=ids)
    return OutgoingPage(_told(campaign, shown.order_by("id")), total, page)


def outgoing_to_print(
    campaign: Campaign, *, numbers: list[str] | None = None, fulfilment: str | None = None
) -> tuple[Outgoing, ...]:
    """Orders that are ready to leave or have left, for slips and labels; at most `MOST_PRINTED`.

    Without `numbers`: all that are ready now. With: of an order sent in two parcels both, each with its own number.
    """
    rows = sending_orders(campaign).filter(READY if numbers is None else READY | GROUPS[ON_THE_WAY])
    if numbers is not None:
        rows = rows.filter(number__in=numbers[:MOST_PRINTED])
    if fulfilment:
        rows = rows.filter(fulfilment=fulfilment)
    return _told(campaign, rows.order_by("id")[:MOST_PRINTED], each=numbers is not None)


def to_pack(campaign: Campaign, most: int) -> tuple[list[Order], int]:
    """The next orders that may be packed and are at no table, and how many there are. Two queries."""
    open_ = Packing.objects.of(campaign.store_id).filter(order=OuterRef("pk"), state="open")
    rows = sending_orders(campaign).filter(READY, ~Exists(open_), parcel__isnull=True)
    return list(rows.order_by("id")[:most]), rows.count()


def outgoing_by_number(campaign: Campaign, numbers: list[str]) -> dict[str, Outgoing]:
    """These orders of the PO, in whatever state, without lines."""
    found = sending_orders(campaign).filter(number__in=numbers).select_related("zone", "parcel")
    return {order.number: _one(campaign, order, ()) for order in found}


def sending_orders(campaign: Campaign) -> "QuerySet[Any]":
    """A PO's orders with `missing`: something that was asked is not paid; `stuck`: the buyer's word is waited for."""
    asked = Charge.objects.of(campaign.store_id).filter(
        order=OuterRef("pk"), state="open", paid__lt=F("total")
    )
    # Few orders of a store are so: asked for all at once instead of once for each order.
    short, leaving = _waits(campaign.store_id)
    waits = Q(pk__in=short) | Q(pk__in=leaving)
    rows = Order.objects.of(campaign.store_id).filter(campaign=campaign)
    return rows.annotate(
        unmade=Case(When(_UNMADE, then=True), default=False),
        missing=Case(When(Exists(asked), then=True), default=False),
        stuck=Case(When(waits, then=True), default=False),
    )


def stuck_orders(campaign: Campaign) -> "QuerySet[Any]":
    """A PO's orders whose buyer is asked about missing pieces, or wants the money back."""
    short, leaving = _waits(campaign.store_id)
    return Order.objects.of(campaign.store_id).filter(campaign=campaign, pk__in=short.union(leaving))


def _waits(store_id: int) -> "tuple[QuerySet[Any], QuerySet[Any]]":
    """Ids of such orders of the store, for either reason."""
    short = ShortPiece.objects.of(store_id).filter(state__in=UNDECIDED)
    leaving = DelayAnswer.objects.of(store_id).filter(state="open", choice=REFUND)
    return short.order_by().values("order_id"), leaving.order_by().values("order_id")


def _told(campaign: Campaign, rows: "QuerySet[Any]", *, each: bool = False) -> tuple[Outgoing, ...]:
    """`each`: of an order in two parcels both, else the one that leaves next."""
    orders = list(rows.select_related("zone", "parcel"))
    contents = contents_of_many(campaign.store_id, [order.pk for order in orders])
    shares = shares_of(campaign.store_id, [one.part for one in contents.values() if one.part])
    told: list[Outgoing] = []
    for order in orders:
        found = contents.get(order.pk, Contents([]))
        if found.part is None or found.part.state == "final":
            told.append(_one(campaign, order, _lines(found.next)))
            continue
        first = _first(campaign, order, found, shares[order.pk])
        second = replace(_one(campaign, order, _lines(found.rest)), parcel=2, parcels=2)
        ahead = found.part.state in ("agreed", "packed")
        told.extend(
            [first, second] if each and found.part.state != "agreed" else [first if ahead else second]
        )
    return tuple(told)


def _first(campaign: Campaign, order: Any, found: Contents, share: Share) -> Outgoing:
    """The part that goes ahead, with its own tracking number once it has one."""
    part, one = found.part, _one(campaign, order, _lines(found.ahead))
    assert part is not None
    return replace(
        one,
        parcel=1, parcels=2, courier=part.courier or one.courier, tracking=part.tracking_number, cod=0,
        handed_at=part.handed_at, packed=part.state != "agreed", weight=share.ahead(order.weight),
    )  # fmt: skip


def _lines(slots: Sequence[Slot]) -> tuple[PackedLine, ...]:
    return tuple(PackedLine(slot.product, slot.label, slot.qty, slot.texts, slot.package) for slot in slots)


def _one(campaign: Campaign, order: Any, lines: tuple[PackedLine, ...]) -> Outgoing:
    in_cash = pays_cod(campaign.pay_mode, campaign.balance_due) and not order.missing
    parcel: Parcel | None = getattr(order, "parcel", None)
    zone_courier = order.zone.courier if order.zone_id and order.zone else ""
    return Outgoing(
        id=order.pk,
        number=order.number,
        buyer_name=order.buyer_name,
        phone=order.phone,
        fulfilment=order.fulfilment,
        address=order.address,
        city=order.city,
        postal_code=order.postal_code,
        note=order.note,
        pieces=sum(line.quantity for line in lines) if lines else order.pieces,
        weight=parcel.weight if parcel else order.weight,
        outstanding=order.outstanding,
        state=order.state,
        packed=parcel is not None,
        courier=(parcel.courier if parcel else "") or zone_courier,
        tracking=parcel.tracking_number if parcel else "",
        handed_at=parcel.handed_at if parcel else None,
        cod=max(0, order.outstanding) if in_cash and order.state == "confirmed" else 0,
        made=not order.unmade,
        no_fee=order.fulfilment == COURIER and order.zone_id is None,
        stuck=order.stuck,
        lines=lines,
    )
