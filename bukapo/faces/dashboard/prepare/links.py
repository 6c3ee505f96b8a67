"""Addresses a seller hands out."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from bukapo.campaigns.models import Campaign


def early_link(campaign: Campaign) -> str:
    """The order form of early access with its code, "" when the PO has none."""
    if not campaign.early_code:
        return ""
    path = reverse("storefront:order_form", args=[campaign.store.slug, campaign.slug])
    return f"{settings.BASE_URL}{path}?{urlencode({'awal': campaign.early_code})}"
