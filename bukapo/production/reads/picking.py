"""What to take off the shelf for the parcels of a PO, and which stickers its pieces need."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.orders.models import Order
from bukapo.orders.packing.contents import slots_of_many
from bukapo.orders.packing.rules import Slot
from bukapo.production.reads.sending import READY, sending_orders

MOST_ORDERS = 5_000


@dataclass(frozen=True)
class Pick:
    """`pieces` of one variant without names. `code` is its sticker's."""

    product: str
    label: str
    code: str
    pieces: int


@dataclass(frozen=True)
class NamedPick:
    """One piece with names on it, of the order `number`."""

    product: str
    label: str
    texts: tuple[tuple[str, str], ...]
    code: str
    number: str


@dataclass(frozen=True)
class PickList:
    """By product, size and colour; then the named pieces. `left_off`: orders beyond `MOST_ORDERS`."""

    plain: tuple[Pick, ...]
    named: tuple[NamedPick, ...]
    orders: int
    left_off: int = 0

    @property
    def pieces(self) -> int:
        return sum(pick.pieces for pick in self.plain) + len(self.named)


def pick_list(campaign: Campaign, *, numbers: list[str] | None = None) -> PickList:
    """For what is ready and not packed yet, or for these orders of it. Six queries."""
    ready = sending_orders(campaign).filter(READY, parcel__isnull=True)
    return _listed(campaign, ready if numbers is None else ready.filter(number__in=numbers))


def pieces_to_mark(campaign: Campaign) -> PickList:
    """Every piece of the PO that has not left: for stickers, before or after it is made."""
    return _listed(campaign, Order.objects.of(campaign.store_id).filter(_UNSENT, campaign=campaign))


_UNSENT = Q(state="confirmed", parcel__isnull=True)


def _listed(campaign: Campaign, rows: "QuerySet[Any]") -> PickList:
    orders = list(rows.order_by("id")[:MOST_ORDERS])
    total = len(orders) if len(orders) < MOST_ORDERS else rows.count()
    numbers = {order.pk: order.number for order in orders}
    plain: Counter[tuple[str, str, str, int]] = Counter()
    named: list[tuple[Slot, int]] = []
    for order_id, slots in slots_of_many(campaign.store_id, list(numbers)).items():
        for slot in slots:
            if slot.texts:
                named.append((slot, order_id))
            else:
                plain[slot.product, slot.label, slot.code_of(1), slot.variant_id] += slot.qty
    ranks = _ranks(campaign, {key[3] for key in plain} | {slot.variant_id for slot, _order in named})
    named.sort(key=lambda one: (ranks[one[0].variant_id], one[0].texts, one[1]))
    return PickList(
        plain=tuple(Pick(*key[:3], plain[key]) for key in sorted(plain, key=lambda key: ranks[key[3]])),
        named=tuple(
            NamedPick(slot.product, slot.label, slot.texts, slot.code_of(place), numbers[order_id])
            for slot, order_id in named
            for place in slot.places
        ),
        orders=len(orders),
        left_off=total - len(orders),
    )


def _ranks(campaign: Campaign, variants: set[int]) -> dict[int, tuple[str, int, int]]:
    """Variant -> where it stands: its product's name, then as its options were set up."""
    rows = Variant.objects.of(campaign.store_id).filter(pk__in=variants)
    return {
        pk: (name, product, position)
        for pk, name, product, position in rows.values_list("pk", "product__name", "product_id", "position")
    }
