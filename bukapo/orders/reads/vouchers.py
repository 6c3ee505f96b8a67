"""A store's vouchers as the seller sees them: how often they are used, what they gave."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from bukapo.campaigns.agreed import percent
from bukapo.campaigns.models import Voucher
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING

MOST = 200


@dataclass(frozen=True)
class VoucherTold:
    """`given` rupiah taken off orders that hold their pieces. `running` is False once stopped or past its end."""

    id: int
    code: str
    campaign: str
    bp: int
    most: int
    fixed: int
    least: int
    starts_at: datetime | None
    ends_at: datetime | None
    cap: int | None
    buyer_cap: int | None
    used: int
    given: int
    stopped: bool
    running: bool
    partner: str = ""

    @property
    def percent(self) -> str:
        return percent(self.bp).removesuffix("%")


def vouchers_of_store(*, store_id: int, at: datetime) -> tuple[VoucherTold, ...]:
    """The newest first, at most `MOST`. Two queries."""
    given = dict(
        Order.objects.of(store_id)
        .filter(voucher__isnull=False, state__in=HOLDING)
        .values_list("voucher")
        .annotate(sum=Sum("discount"))
        .order_by()
    )
    rows = Voucher.objects.of(store_id).select_related("campaign", "partner").order_by("-pk")[:MOST]
    return tuple(
        VoucherTold(
            id=row.pk,
            code=row.code,
            campaign=row.campaign.title if row.campaign else "",
            bp=row.bp,
            most=row.most,
            fixed=row.fixed,
            least=row.least,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            cap=row.cap,
            buyer_cap=row.buyer_cap,
            used=row.used,
            given=given.get(row.pk, 0),
            stopped=row.stopped_at is not None,
            partner=row.partner.code if row.partner else "",
            running=row.stopped_at is None and (row.ends_at is None or at < row.ends_at),
        )
        for row in rows
    )
