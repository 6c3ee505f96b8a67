"""What a stranger may open. Anything else is NotFound, as if it did not exist."""

from datetime import datetime

from bukapo.campaigns.models import Campaign, Interest, Series, Teaser
from bukapo.campaigns.teaser.reads import shown_teaser
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order, WaitingEntry
from bukapo.stores.models import Store


def store_at(slug: str) -> Store:
    """The store of this address."""
    store = Store.objects.filter(slug=slug).first()
    if store is None:
        raise NotFound()
    return store


def campaign_at(store_slug: str, slug: str) -> Campaign:
    """A published PO of this address, with its `store`; drafts are nobody's business yet."""
    store = store_at(store_slug)
    rows = Campaign.objects.of(store).exclude(state="draft").select_related("store", "cover", "series")
    campaign: Campaign | None = rows.filter(slug=slug).first()
    if campaign is None:
        raise NotFound()
    return campaign


def teased_at(store_slug: str, slug: str, at: datetime) -> tuple[Campaign, Teaser | None]:
    """A PO of this address with the teaser that stands in its place at `at`; of drafts only those that show one."""
    store = store_at(store_slug)
    rows = Campaign.objects.of(store).select_related("store", "cover", "series")
    campaign: Campaign | None = rows.filter(slug=slug).first()
    if campaign is None:
        raise NotFound()
    teaser = shown_teaser(campaign, at)
    if campaign.state == "draft" and teaser is None:
        raise NotFound()
    return campaign, teaser


def interest_of(secret: str) -> Interest:
    """Who signed up, by their secret link, with `campaign` and its `store`."""
    rows = Interest.objects.across_stores("the secret link itself is the key")
    interest: Interest | None = rows.select_related("campaign__store").filter(secret=secret).first()
    if interest is None:
        raise NotFound()
    return interest


def series_at(store_slug: str, slug: str) -> Series:
    """A continuous PO of this address, with its `store`."""
    store = store_at(store_slug)
    found: Series | None = Series.objects.of(store).select_related("store").filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def order_of(secret: str) -> Order:
    """The order of a secret link, with its `campaign` and `store`."""
    rows = Order.objects.across_stores("the secret link itself is the key")
    order: Order | None = (
        rows.select_related("campaign__friend_reward", "store", "zone", "terms").filter(secret=secret).first()
    )
    if order is None:
        raise NotFound()
    return order


def entry_of(secret: str) -> WaitingEntry:
    """The place in line of a secret link, with its `campaign`, `store` and `order`."""
    rows = WaitingEntry.objects.across_stores("the secret link itself is the key")
    entry: WaitingEntry | None = (
        rows.select_related("campaign", "store", "order").filter(secret=secret).first()
    )
    if entry is None:
        raise NotFound()
    return entry
