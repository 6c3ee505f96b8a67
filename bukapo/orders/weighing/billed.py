"""What a parcel weighs by its courier's bill. No service tells its weight (Biteship: `order.price`), only another fee.

Offered to the seller, who says what counts; nothing is weighed by it.
"""

from dataclasses import dataclass

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import PartShipment, Weighing
from bukapo.orders.parts.rules import GONE
from bukapo.shipping.bookings.rules import LIVE
from bukapo.shipping.models import Booking

MOST = 500
KILOGRAM = 1000


@dataclass(frozen=True)
class Billed:
    """`grams` are whole kilograms: couriers bill no others."""

    number: str
    grams: int


def billed_grams(*, grams: int, fee_asked: int, fee: int) -> int:
    """The kilograms that `fee` is for, where `fee_asked` was for `grams`; to the nearest, at least one. Pure."""
    asked_for = -(-grams // KILOGRAM)
    return max(1, (2 * fee * asked_for + fee_asked) // (2 * fee_asked)) * KILOGRAM


def billed_weights(campaign: Campaign) -> list[Billed]:
    """Orders that have not left and whose courier asks another fee than it told, unless weighed since. Two queries.

    The bill of one of two parcels says nothing of what the order weighs.
    """
    in_two = PartShipment.objects.of(campaign.store_id).filter(order__campaign=campaign, state__in=GONE)
    rows = (
        Booking.objects.of(campaign.store_id)
        .filter(order__campaign=campaign, order__state="confirmed", state__in=LIVE, fee_asked__gt=0)
        .exclude(order__in=in_two.values("order_id"))
    )
    told = [
        (row.order, billed_grams(grams=row.grams, fee_asked=row.fee_asked, fee=row.fee), row.asked_at)
        for row in rows.select_related("order").order_by("order_id")[:MOST]
        if row.fee != row.fee_asked
    ]
    weighed = Weighing.objects.of(campaign.store_id).filter(order__in=[order for order, _g, _at in told])
    last = dict(weighed.order_by("pk").values_list("order_id", "at"))
    return [
        Billed(order.number, grams)
        for order, grams, asked_at in told
        if order.pk not in last or last[order.pk] < asked_at
    ]
