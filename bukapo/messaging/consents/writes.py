"""A buyer says whether offers are welcome."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.messaging.consents.events import OffersAnswered
from bukapo.messaging.consents.reads import addresses_of
from bukapo.messaging.consents.rows import Consent
from bukapo.orders.models import Order


@write
def answer_offers(
    *, store_id: int, order_id: int, wanted: bool, actor: Actor, at: datetime
) -> OffersAnswered:
    """For the addresses of this order, from now on. Saying the same again changes nothing but is written down."""
    order = Order.objects.of(store_id).select_for_update(of=("self",)).get(pk=order_id)
    open_ones = Consent.objects.of(store_id).filter(address__in=addresses_of(order), ended_at=None)
    if not wanted:
        open_ones.update(ended_at=at)
    else:
        had = set(open_ones.values_list("address", flat=True))
        Consent.objects.bulk_create(
            [
                Consent(store_id=store_id, address=address, order=order, given_at=at)
                for address in addresses_of(order)
                if address not in had
            ],
            ignore_conflicts=True,  # another order of the same person said it just now
        )
    return OffersAnswered(store_id=store_id, campaign_id=order.campaign_id, order_id=order_id, wanted=wanted)
