"""What buyers claimed about a PO's goods: a section of its evaluation."""

from datetime import datetime

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, Sum

from bukapo.campaigns.models import Campaign
from bukapo.insights import rules
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.models import Order
from bukapo.orders.rules import DELIVERED
from bukapo.trust.claims.rules import LIVE, REASONS, REFUSED, SETTLED, WITHDRAWN
from bukapo.trust.models import Claim

MOST_REASONS = 4


def claims_section(campaign: Campaign, at: datetime) -> Section | None:
    """None where nobody claimed. Withdrawn ones count for nothing. Three queries."""
    rows = Claim.objects.of(campaign.store_id).filter(order__campaign=campaign).exclude(state=WITHDRAWN)
    took = ExpressionWrapper(F("decided_at") - F("opened_at"), output_field=DurationField())
    sums = rows.aggregate(
        claims=Count("pk"),
        orders=Count("order", distinct=True),
        live=Count("pk", filter=Q(state__in=LIVE)),
        settled=Count("pk", filter=Q(state=SETTLED)),
        refused=Count("pk", filter=Q(state=REFUSED)),
        overdue=Count("pk", filter=Q(overdue_at__isnull=False)),
        given=Sum("amount", filter=Q(state=SETTLED)),
        took=Avg(took, filter=Q(decided_at__isnull=False)),
    )
    if not sums["claims"]:
        return None
    sent = Order.objects.of(campaign.store_id).filter(campaign=campaign, state__in=DELIVERED).count()
    reasons = rows.order_by().values_list("reason").annotate(n=Count("pk")).order_by("-n", "reason")
    hours = round(sums["took"].total_seconds() / 3600) if sums["took"] is not None else None
    return Section(
        gettext_noop("Komplain"),
        (
            Line(gettext_noop("Komplain"), sums["claims"], better="less"),
            Line(
                gettext_noop("Pesanan yang dikomplain"), rules.share(sums["orders"], sent), "percent", "less"
            ),
            Line(gettext_noop("Masih berjalan"), sums["live"], better="less"),
            Line(gettext_noop("Beres"), sums["settled"]),
            Line(gettext_noop("Ditolak"), sums["refused"]),
            Line(gettext_noop("Lewat batas menjawab"), sums["overdue"], better="less"),
            Line(gettext_noop("Lama sampai diputuskan (rata-rata)"), hours, "hours", "less"),
            Line(gettext_noop("Uang yang diberikan"), sums["given"] or 0, "rupiah", "less"),
            *(Line(REASONS[reason], n, better="less") for reason, n in reasons[:MOST_REASONS]),
        ),
        troubled=sums["orders"],
        open=sums["live"],
    )
