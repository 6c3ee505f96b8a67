"""The buyer's secret link, replaced when it fell into the wrong hands."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.orders.events import OrderChanged
from bukapo.orders.models import WaitingEntry
from bukapo.orders.steps import changed, lock_order


@write
def renew_order_link(*, store_id: int, order_id: int, actor: Actor, at: datetime) -> OrderChanged:
    """A new secret; the old link opens nothing from this moment. The event does not name either."""
    order = lock_order(store_id=store_id, order_id=order_id)
    order.secret = secret()
    order.save(update_fields=["secret"])
    # The link of the place in line led to the old one.
    WaitingEntry.objects.of(store_id).filter(order=order).update(secret=secret())
    return changed(order, "link")
