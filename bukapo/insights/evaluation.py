"""A PO from opening to evaluation, beside the store's earlier ones."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from bukapo.campaigns.made.reads import is_made_to_order
from bukapo.campaigns.models import Campaign, Promise
from bukapo.campaigns.rules import PRODUCED, PROMISES, SHIP_FROM
from bukapo.insights import rules
from bukapo.insights.numbers import CampaignNumbers, campaign_numbers
from bukapo.insights.own_promises import own_promises
from bukapo.insights.rules import Kept
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Proof
from bukapo.shipping.models import Parcel
from bukapo.trust.models import Review

EARLIER = 4
"""POs shown beside this one."""
_OVER = ["closed", "finished"]


@dataclass(frozen=True)
class Sent:
    """Orders that were to be sent or fetched, how many left the house, and how many are known to be with the buyer."""

    due: int
    out: int
    arrived: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Reviews:
    """`stars` in hundredths (None without reviews); `spread` counts from one star to five."""

    count: int
    stars: int | None
    spread: tuple[int, int, int, int, int]


@dataclass(frozen=True)
class Evaluation:
    """Shares in basis points, times in minutes, None where nothing is known.

    `finished` False: the PO still runs and the numbers with it.
    """

    campaign: Campaign
    finished: bool
    numbers: CampaignNumbers
    promises: tuple[Kept, ...]
    sent: Sent
    reviews: Reviews
    proofs: int
    proof_minutes: int | None
    own: tuple[Kept, ...] = ()
    """Made to order: the promises of every order, instead of the PO's."""

    @property
    def over(self) -> bool:
        """No order can come any more."""
        return self.campaign.state in _OVER

    @property
    def expired_share(self) -> int | None:
        return rules.share(self.numbers.expired, self.numbers.placed)

    @property
    def cancelled_share(self) -> int | None:
        return rules.share(self.numbers.cancelled, self.numbers.placed)

    @property
    def target_share(self) -> int | None:
        return rules.share(self.numbers.pieces, self.numbers.target or 0)

    @property
    def cap_share(self) -> int | None:
        return rules.share(self.numbers.pieces, self.numbers.cap or 0)

    @property
    def days_late(self) -> int | None:
        """The worst of the promises that have been fulfilled; None while none has."""
        return max(
            (p.days_late for p in (*self.promises, *self.own) if p.days_late is not None), default=None
        )


@dataclass(frozen=True)
class Beside:
    """This PO and the earlier ones, newest first."""

    this: Evaluation
    earlier: tuple[Evaluation, ...]

    @property
    def previous(self) -> Evaluation | None:
        return self.earlier[0] if self.earlier else None

    @property
    def proposals(self) -> list[rules.Proposal]:
        this = self.this
        if not this.over:
            return []
        return rules.proposals(
            pieces=this.numbers.pieces,
            target=this.numbers.target,
            cap=this.numbers.cap,
            days_late=this.days_late,
            earlier_late=[one.days_late for one in self.earlier if one.days_late is not None],
        )


def evaluate(campaign: Campaign) -> Evaluation:
    """One PO alone."""
    zone = ZoneInfo(campaign.store.zone)
    sent = _sent(campaign, zone)
    times = _answer_times(campaign)
    return Evaluation(
        campaign=campaign,
        finished=campaign.state == "finished",
        numbers=campaign_numbers(campaign),
        promises=_promises(campaign, sent, zone),
        sent=sent,
        reviews=_reviews(campaign),
        proofs=len(times),
        proof_minutes=rules.median(times),
        own=own_promises(campaign, zone) if is_made_to_order(campaign) else (),
    )


def evaluation(campaign: Campaign) -> Beside:
    """The PO beside at most EARLIER of the store's POs that closed before it."""
    return Beside(evaluate(campaign), tuple(evaluate(one) for one in _earlier(campaign)))


def _earlier(campaign: Campaign) -> "QuerySet[Campaign]":
    rows = Campaign.objects.of(campaign.store_id).filter(state__in=_OVER).exclude(pk=campaign.pk)
    if campaign.closes_at:
        rows = rows.filter(closes_at__lt=campaign.closes_at)
    return rows.select_related("store").order_by("-closes_at")[:EARLIER]


def _promises(campaign: Campaign, sent: Sent, zone: ZoneInfo) -> tuple[Kept, ...]:
    told: dict[str, list[date]] = {}
    for promise in Promise.objects.of(campaign.store_id).filter(campaign=campaign).order_by("pk"):
        told.setdefault(promise.what, []).append(promise.day)
    produced = campaign.produced_at.astimezone(zone).date() if campaign.produced_at else None
    all_out = sent.due and sent.out == sent.due
    actual = {PRODUCED: produced, SHIP_FROM: sent.first, PROMISES[2]: sent.last if all_out else None}
    return tuple(
        Kept(what, told[what][0], told[what][-1], len(told[what]) - 1, actual[what])
        for what in PROMISES
        if what in told
    )


def _sent(campaign: Campaign, zone: ZoneInfo) -> Sent:
    due = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=HOLDING).count()
    parcels = Parcel.objects.of(campaign.store_id).filter(order__campaign=campaign, handed_at__isnull=False)
    sums = parcels.aggregate(
        out=Count("pk"),
        arrived=Count("pk", filter=Q(state="delivered")),
        first=Min("handed_at"),
        last=Max("handed_at"),
    )
    return Sent(due, sums["out"], sums["arrived"], _day(sums["first"], zone), _day(sums["last"], zone))


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _reviews(campaign: Campaign) -> Reviews:
    rows = Review.objects.of(campaign.store_id).filter(order__campaign=campaign)
    sums = rows.aggregate(n=Count("pk"), all=Sum("stars"))
    counted = dict(rows.order_by().values_list("stars").annotate(n=Count("pk")))
    spread = tuple(counted.get(stars, 0) for stars in range(1, 6))
    stars = (200 * sums["all"] + sums["n"]) // (2 * sums["n"]) if sums["n"] else None
    return Reviews(sums["n"], stars, spread)


def _answer_times(campaign: Campaign) -> list[int]:
    """Minutes from a proof's coming to its decision."""
    rows = Proof.objects.of(campaign.store_id).filter(order__campaign=campaign, decided_at__isnull=False)
    return [
        max(0, round((decided - sent).total_seconds() / 60))
        for sent, decided in rows.values_list("sent_at", "decided_at")
    ]
