"""Whether a buyer wants offers."""

from bukapo.messaging.consents.rows import Consent
from bukapo.orders.models import Order


def addresses_of(order: Order) -> list[str]:
    """The order's phone and e-mail as consents name them."""
    return [address for address in (order.phone, order.email.strip().lower()) if address]


def wants_offers(order: Order) -> bool:
    """Every address of the order has said yes. One query."""
    told = addresses_of(order)
    rows = Consent.objects.of(order.store_id).filter(ended_at=None, address__in=told)
    return bool(rows.count() == len(told))
