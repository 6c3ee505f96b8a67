"""What partners brought and earned: per partner and PO, in numbers only, never with a buyer's name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from bukapo.campaigns.models import Campaign, Partner
from bukapo.campaigns.partners.rules import BUYER, PARTNER
from bukapo.orders.commissions.rules import KEPT, Brought, earned, final
from bukapo.orders.models import CommissionPayout, CommissionShare, Order

MOST = 500
MOST_PAYOUTS = 50


@dataclass(frozen=True)
class Numbers:
    """`orders` are confirmed and kept, `waiting` not paid yet, `ended` cancelled or expired; `goods` net, rupiah.

    `earned` on what is paid and kept; of it `final` has left the store; `paid` to the partner so far.
    """

    orders: int = 0
    waiting: int = 0
    ended: int = 0
    pieces: int = 0
    goods: int = 0
    earned: int = 0
    final: int = 0
    paid: int = 0

    @property
    def payable(self) -> int:
        """Rupiah to pay now; below zero: paid too much, taken off the next time."""
        return self.final - self.paid

    @property
    def all_orders(self) -> int:
        return self.orders + self.waiting + self.ended

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(**{name: mine + getattr(other, name) for name, mine in vars(self).items()})


@dataclass(frozen=True)
class PartnerTold:
    """A partner with its numbers, in all and per PO (title, address, numbers)."""

    partner: Partner
    total: Numbers
    by_campaign: tuple[tuple[Campaign, Numbers], ...]

    @property
    def running(self) -> bool:
        return self.partner.stopped_at is None


def partners_of_store(*, store_id: int) -> tuple[PartnerTold, ...]:
    """The seller's partners, newest first, at most `MOST`. Four queries."""
    rows = Partner.objects.of(store_id).filter(kind=PARTNER).select_related("campaign").order_by("-pk")[:MOST]
    return told_of(store_id, list(rows))


def inviters_of_store(*, store_id: int) -> Numbers:
    """All buyers who invited friends, in one sum: orders and what was given. Two queries, however many they are."""
    rows = Order.objects.of(store_id).filter(partner__kind=BUYER)
    told = rows.aggregate(
        kept=Count("pk", filter=Q(state__in=KEPT)),
        waiting=Count("pk", filter=Q(state="placed")),
        every=Count("pk"),
    )
    given = CommissionPayout.objects.of(store_id).filter(partner__kind=BUYER).aggregate(sum=Sum("amount"))
    ended = told["every"] - told["kept"] - told["waiting"]
    return Numbers(told["kept"], told["waiting"], ended, paid=given["sum"] or 0)


def told_of(store_id: int, partners: Sequence[Partner]) -> tuple[PartnerTold, ...]:
    """Each with its numbers. Three queries."""
    promised = {one.pk: one for one in partners}
    by_place: dict[tuple[int, int], Numbers] = defaultdict(Numbers)
    columns = ("partner_id", "campaign_id", "state", "pieces", "goods", "discount", "forgiven")
    money = ("charged", "paid", "refunded")
    rows = Order.objects.of(store_id).filter(partner_id__in=promised).order_by("pk")
    for pk, place, *facts in rows.values_list(*columns, *money).iterator(chunk_size=2_000):
        by_place[pk, place] += _numbers(promised[pk], *facts)
    for (pk, place), paid in _paid(store_id, promised).items():
        by_place[pk, place] += Numbers(paid=paid)
    campaigns = Campaign.objects.of(store_id).in_bulk({place for _pk, place in by_place})
    told = []
    for one in partners:
        own = [(campaigns[place], numbers) for (pk, place), numbers in by_place.items() if pk == one.pk]
        own.sort(key=lambda pair: -pair[0].pk)
        told.append(PartnerTold(one, sum((numbers for _po, numbers in own), Numbers()), tuple(own)))
    return tuple(told)


def _numbers(
    partner: Partner,
    state: str,
    pieces: int,
    goods: int,
    discount: int,
    forgiven: int,
    charged: int,
    paid: int,
    refunded: int,
) -> Numbers:
    order = Brought(state, pieces, goods - discount - forgiven, charged, paid - refunded)
    if not order.counts:
        return Numbers(waiting=1) if state == "placed" else Numbers(ended=1)
    return Numbers(
        orders=1,
        pieces=pieces,
        goods=order.net_goods,
        earned=earned(order, way=partner.way, rate=partner.rate),
        final=final(order, way=partner.way, rate=partner.rate),
    )


def _paid(store_id: int, partners: Mapping[int, Partner]) -> dict[tuple[int, int], int]:
    rows = CommissionShare.objects.of(store_id).filter(payout__partner_id__in=partners).order_by()
    sums = rows.values_list("payout__partner_id", "order__campaign_id").annotate(sum=Sum("amount"))
    return {(pk, place): paid for pk, place, paid in sums}


def payouts_of(*, store_id: int, partner_id: int) -> Sequence[CommissionPayout]:
    """The newest first, with the bank account."""
    rows = CommissionPayout.objects.of(store_id).filter(partner_id=partner_id)
    return list(rows.select_related("bank_account").order_by("-pk")[:MOST_PAYOUTS])
