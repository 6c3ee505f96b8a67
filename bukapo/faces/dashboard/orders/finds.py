"""What somebody of this store may open; anything else is NotFound."""

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order
from bukapo.stores.models import Store


def campaign_at(store: Store, slug: str) -> Campaign:
    """A PO of this store, drafts included. Raises NotFound."""
    found: Campaign | None = Campaign.objects.of(store).filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def order_at(store: Store, number: str) -> Order:
    """An order of this store by its number, with its campaign. Raises NotFound."""
    found: Order | None = Order.objects.of(store).select_related("campaign").filter(number=number).first()
    if found is None:
        raise NotFound()
    return found
