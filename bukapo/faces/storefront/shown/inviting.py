"""A buyer who may invite friends: the link, the reward, how many came."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns.models import Partner
from bukapo.orders.commissions.reads import Numbers, told_of
from bukapo.orders.models import Order
from bukapo.orders.rules import HOLDING


@dataclass(frozen=True)
class Inviting:
    """`link` "" until the buyer asks for it; `reward` rupiah of credit for each friend's order."""

    reward: int
    link: str = ""
    numbers: Numbers | None = None


def inviting_of(order: Order) -> Inviting | None:
    """None where the seller has not opened it, which costs no query: `order.campaign.friend_reward` is loaded."""
    reward = getattr(order.campaign, "friend_reward", None)
    if reward is None:
        return None
    row = Partner.objects.of(order.store_id).filter(order=order).first()
    if row is None:
        open_now = order.campaign.state == "published" and order.state in HOLDING and reward.reward
        return Inviting(reward.reward) if open_now else None
    path = reverse("storefront:campaign", args=[order.store.slug, order.campaign.slug])
    (told,) = told_of(order.store_id, [row])
    return Inviting(row.rate, f"{settings.BASE_URL.rstrip('/')}{path}?dari={row.code}", told.total)
