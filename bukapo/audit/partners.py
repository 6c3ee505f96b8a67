"""Who brought an order is what was decided when it was placed, and commissions are what the orders earn."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Sum

from bukapo.audit.batches import origins
from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Partner
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Posting
from bukapo.ledger.rules import COMMISSION
from bukapo.orders.commissions.rules import earned, final
from bukapo.orders.commissions.steps import brought
from bukapo.orders.models import CommissionPayout, CommissionShare, Order
from bukapo.payments.models import Credit

WHY = "the audit reads every store"
CLOCKS_APART = timedelta(minutes=1)
OTHER_BUYER = ("order.changed", "order.handed_over")
"""After these the buyer may be somebody else than who ordered."""
STAYED = (
    "order.proof_sent",
    "order.proof_rejected",
    "order.payment_reminded",
    "order.received",
    "order.packed",
    "order.unpacked",
)
"""Events that can't lower what an order earns."""


def attributions() -> Iterator[Breach]:
    """An order's partner is the one of its first event, was valid then, and was not its own buyer."""
    told = {
        pk: partner
        for pk, partner in EventRow.objects.filter(kind="order.placed").values_list(
            "order_id", "data__partner_id"
        )
        if partner is not None
    }
    home, changed = origins(), _changed()
    rows = Order.objects.across_stores(WHY).filter(partner__isnull=False).select_related("partner")
    for order in rows.order_by("pk"):
        where, one = f"order {order.number}", order.partner
        if told.pop(order.pk, None) != one.pk:
            yield Breach("partner", where, f"counts for {one.code}, its first event says otherwise")
        if one.campaign_id not in (None, home.get(order.pk, order.campaign_id)):
            yield Breach("partner", where, f"{one.code} is not a partner of its PO")
        if not _counted(one, order.placed_at):
            yield Breach("partner", where, f"{one.code} did not count when it was placed")
        same = (one.phone and one.phone == order.phone) or (one.email and one.email == order.email)
        if same and order.pk not in changed:
            yield Breach("partner", where, f"was ordered by {one.code} itself")
    for pk, partner in told.items():
        yield Breach("partner", f"order row {pk}", f"was brought by partner {partner} and does not say so")


def commissions() -> Iterator[Breach]:
    """No order was paid for above what it earns, unless it gave money back since; unchanged, exactly that."""
    shares = (
        CommissionShare.objects.across_stores(WHY).select_related("order", "payout__partner").order_by("pk")
    )
    paid: dict[tuple[int, int], int] = defaultdict(int)
    last: dict[tuple[int, int], CommissionShare] = {}
    for share in shares:
        key = (share.payout.partner_id, share.order_id)
        paid[key] += share.amount
        last[key] = share
    for key, share in last.items():
        order, partner = share.order, share.payout.partner
        where = f"order {order.number}"
        if order.partner_id != partner.pk:
            yield Breach("commission", where, f"was paid to {partner.code}, who did not bring it")
            continue
        if order.version == share.seen and paid[key] != final(
            brought(order), way=partner.way, rate=partner.rate
        ):
            yield Breach("commission", where, f"{paid[key]} rupiah paid, it earns something else")
        elif paid[key] > earned(brought(order), way=partner.way, rate=partner.rate) and not _moved_since(
            share
        ):
            yield Breach("commission", where, f"{paid[key]} rupiah paid is more than it earns")


def payouts() -> Iterator[Breach]:
    """A payout is its orders' shares, its event and its posting; a gift of credit is one of them."""
    sums = dict(
        CommissionShare.objects.across_stores(WHY)
        .order_by()
        .values_list("payout")
        .annotate(sum=Sum("amount"))
    )
    events = {
        data["payout_id"]: (data["amount"], data["how"])
        for data in EventRow.objects.filter(kind="partner.commission_paid").values_list("data", flat=True)
    }
    booked = _booked()
    rewards = Credit.objects.across_stores(WHY).filter(gift=True, reward_of__isnull=False)
    gifts = dict(rewards.values_list("pk", "amount"))
    for row in CommissionPayout.objects.across_stores(WHY).order_by("pk"):
        where = f"payout {row.pk}"
        if sums.get(row.pk, 0) != row.amount:
            yield Breach("payout", where, f"says {row.amount} rupiah, its orders {sums.get(row.pk, 0)}")
        if events.pop(row.pk, None) != (row.amount, row.how):
            yield Breach("payout", where, "is not what its event says")
        if booked.pop(f"commission:{row.pk}", 0) != row.amount:
            yield Breach("payout", where, "is not what the books say")
        if (row.how == "credit") != (row.credit_id is not None) or (
            row.credit_id and gifts.pop(row.credit_id, None) != row.amount
        ):
            yield Breach("payout", where, "is not the credit that was given")
    for pk in (*events, *booked, *gifts):
        yield Breach("payout", str(pk), "was paid to a partner and has no row")


def _counted(one: Partner, at: datetime) -> bool:
    """Stopping is told by a server's clock, an order by the database's: they may be some seconds apart."""
    begun = one.starts_at is None or at >= one.starts_at
    running = one.ends_at is None or at < one.ends_at
    return begun and running and (one.stopped_at is None or at <= one.stopped_at + CLOCKS_APART)


def _booked() -> dict[str, int]:
    rows = Posting.objects.across_stores(WHY).filter(destination__code=COMMISSION).order_by()
    return dict(rows.values_list("cause").annotate(sum=Sum("amount")))


def _moved_since(share: CommissionShare) -> bool:
    rows = EventRow.objects.filter(subject="orders.Order", subject_id=share.order_id, seq__gt=share.seen)
    return bool(rows.exclude(kind__in=STAYED).exists())


def _changed() -> set[int | None]:
    return set(EventRow.objects.filter(kind__in=OTHER_BUYER).values_list("order_id", flat=True))
